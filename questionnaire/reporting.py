"""Database -> domain.report."""

from collections.abc import Iterator
from dataclasses import replace

from questionnaire import content
from questionnaire.domain.questionnaire import Question, Questionnaire
from questionnaire.domain.report import Newer, Report, Said, Written, report
from questionnaire.domain.walk import Answers
from questionnaire.models import Assessment


def report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    """The report of an assessment, whose answers the page has read already; two queries.

    `questionnaire` is the present one. A finished assessment is shown with the texts as they were when it was
    finished, which takes five queries more when it is looked at for the first time after a change of content.
    """
    said = Said(answers, assessment.marks_by_number(), assessment.plan())
    shown = _shown_to(assessment, questionnaire, answers)
    return report(shown, said, _written(assessment), dict(_newer(shown, questionnaire, answers)))


def _shown_to(assessment: Assessment, present: Questionnaire, answers: Answers) -> Questionnaire:
    if assessment.finished_at is None or content.is_of(present, assessment.finished_version):
        return present
    then = content.as_of(assessment.finished_version, assessment.finished_at)
    known = {question.number for question in _all(then)}
    # Written into the database past the history: better in the wrong place than an answer lost.
    missed = [each for each in _all(present) if each.number in answers and each.number not in known]
    return replace(then, not_asked=(*then.not_asked, *missed)) if missed else then


def _newer(shown: Questionnaire, present: Questionnaire, answers: Answers) -> Iterator[tuple[int, Newer]]:
    """By question number, what reads otherwise today of the statements that were picked."""
    if shown is present:
        return
    today = {question.number: question for question in _all(present)}
    for then in _all(shown):
        given = answers.get(then.number)
        was = then.choice(given.choice) if given else None
        now = today[then.number].choice(was.number) if was and then.number in today else None
        if was is None or now is None:
            continue
        statement = now.text if now.text != was.text else None
        guidance = now.guidance if now.guidance != was.guidance else None
        if statement is not None or guidance is not None:
            yield then.number, Newer(statement, guidance)


def _all(questionnaire: Questionnaire) -> tuple[Question, ...]:
    return questionnaire.questions + questionnaire.not_asked


def _written(assessment: Assessment) -> Written:
    return Written(
        started_at=assessment.started_at,
        updated_at=assessment.updated_at,
        finished_at=assessment.finished_at,
        guidance_in_report=assessment.guidance_in_report,
        content_version=assessment.finished_version if assessment.finished_at else assessment.content_version or "",
    )
