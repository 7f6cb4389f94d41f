"""Database -> domain.report."""

from collections.abc import Iterator
from dataclasses import replace

from questionnaire import content
from questionnaire.domain.comparison import Comparison, Round, compare
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.report import Newer, Report, Said, Written, report
from questionnaire.domain.walk import Answers
from questionnaire.models import Assessment, Share


def report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    """The report of an assessment, whose answers the page has read already; two queries, three in a second round.

    `questionnaire` is the present one. A finished assessment is shown with the texts as they were when it was
    finished, which takes five queries more when it is looked at for the first time after a change of content.
    """
    made = _report_of(assessment, questionnaire, answers)
    return replace(made, comparison=comparison_of(assessment, questionnaire, answers))


def shared_report_of(share: Share, assessment: Assessment, questionnaire: Questionnaire) -> Report:
    """What a shared link shows: nothing that was not meant to be shared, and never the round before; three queries."""
    made = _report_of(assessment, questionnaire, assessment.answers_by_number())
    return made.reduced(notes=share.with_notes, plan=share.with_plan)


def comparison_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Comparison | None:
    """This round beside the one before it, if there is one; one query then, none otherwise.

    Each round is read with the texts that its own report shows.
    """
    before = assessment.predecessor
    if before is None:
        return None
    earlier = before.answers_by_number()
    then = Round(_shown_to(before, questionnaire, earlier), earlier, before.finished_at or before.updated_at)
    now = Round(_shown_to(assessment, questionnaire, answers), answers, assessment.updated_at)
    return compare(then, now)


def _report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    said = Said(answers, assessment.marks_by_number(), assessment.plan())
    shown = _shown_to(assessment, questionnaire, answers)
    return report(shown, said, _written(assessment), dict(_newer(shown, questionnaire, answers)))


def _shown_to(assessment: Assessment, present: Questionnaire, answers: Answers) -> Questionnaire:
    if assessment.finished_at is None or content.is_of(present, assessment.finished_version):
        return present
    then = content.as_of(assessment.finished_version, assessment.finished_at)
    # Written into the database past the history: better in the wrong place than an answer lost.
    missed = [present.by_number[number] for number in answers if number not in then.by_number]
    return replace(then, not_asked=(*then.not_asked, *missed)) if missed else then


def _newer(shown: Questionnaire, present: Questionnaire, answers: Answers) -> Iterator[tuple[int, Newer]]:
    """By question number, what reads otherwise today of the statements that were picked."""
    if shown is present:
        return
    for number, given in answers.items():
        then, today = shown.by_number.get(number), present.by_number.get(number)
        was = then.choice(given.choice) if then else None
        now = today.choice(given.choice) if today else None
        if was is None or now is None:
            continue
        statement = now.text if now.text != was.text else None
        guidance = now.guidance if now.guidance != was.guidance else None
        if statement is not None or guidance is not None:
            yield number, Newer(statement, guidance)


def _written(assessment: Assessment) -> Written:
    return Written(
        started_at=assessment.started_at,
        updated_at=assessment.updated_at,
        finished_at=assessment.finished_at,
        guidance_in_report=assessment.guidance_in_report,
        content_version=assessment.finished_version if assessment.finished_at else assessment.content_version or "",
    )
