"""Database -> domain.report."""

from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.report import Report, report
from questionnaire.domain.walk import Answers
from questionnaire.models import Assessment


def report_of(assessment: Assessment, questionnaire: Questionnaire, answers: Answers) -> Report:
    """The report of an assessment, whose answers the page has read already."""
    return report(
        questionnaire,
        answers,
        started_at=assessment.started_at,
        updated_at=assessment.updated_at,
        finished_at=assessment.finished_at,
        guidance_in_report=assessment.guidance_in_report,
    )
