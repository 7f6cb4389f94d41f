"""Database -> domain.report."""

from dataclasses import replace

from questionnaire.domain.comparison import Comparison, Round, compare
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.report import Report, Said, Written, report
from questionnaire.domain.walk import Answers
from questionnaire.models import Assessment, Share


def report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    """The report of an assessment, whose answers the page has read already; two queries, three in a second round."""
    made = _report_of(assessment, questionnaire, answers)
    return replace(made, comparison=comparison_of(assessment, questionnaire, answers))


def shared_report_of(share: Share, assessment: Assessment, questionnaire: Questionnaire) -> Report:
    """What a shared link shows: nothing that was not meant to be shared, and never the round before; three queries."""
    made = _report_of(assessment, questionnaire, assessment.answers_by_number())
    return made.reduced(notes=share.with_notes, plan=share.with_plan)


def comparison_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Comparison | None:
    """This round beside the one before it, if there is one; one query then, none otherwise."""
    before = assessment.predecessor
    if before is None:
        return None
    # Both rounds are read with today's texts; statements are kept as they were picked.
    then = Round(questionnaire, before.answers_by_number(), before.finished_at or before.updated_at)
    return compare(then, Round(questionnaire, answers, assessment.updated_at))


def _report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    said = Said(answers, assessment.marks_by_number(), assessment.plan())
    return report(questionnaire, said, _written(assessment))


def _written(assessment: Assessment) -> Written:
    return Written(
        started_at=assessment.started_at,
        updated_at=assessment.updated_at,
        finished_at=assessment.finished_at,
        guidance_in_report=assessment.guidance_in_report,
        content_version=assessment.finished_version if assessment.finished_at else assessment.content_version or "",
    )
