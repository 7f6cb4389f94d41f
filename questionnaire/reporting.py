"""Database -> domain.report."""

from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.report import Report, Said, Written, report
from questionnaire.domain.walk import Answers
from questionnaire.models import Assessment


def report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    """The report of an assessment, whose answers the page has read already; two queries."""
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
