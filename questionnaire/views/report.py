"""The report as a page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from questionnaire.reporting import report_of
from questionnaire.views.export import downloads
from questionnaire.views.opened import Opened, opened_assessment, page


@require_safe
@opened_assessment
def report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that was answered, with its guidance."""
    made = report_of(opened.assessment, opened.questionnaire, opened.answers)
    return page(request, opened, "report", {"report": made} | downloads())
