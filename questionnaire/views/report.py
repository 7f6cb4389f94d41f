"""The report as a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from questionnaire.reporting import report_of
from questionnaire.views.export import downloads
from questionnaire.views.filters import filters_of
from questionnaire.views.opened import Opened, opened_assessment, page


@require_safe
@opened_assessment
def report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Where the organisation stands, and every answer with its guidance; filtered as the address says."""
    made = report_of(opened.assessment, opened.questionnaire, opened.answers)
    context = {
        "report": made,
        "filters": filters_of(request.GET, made),
        "add_url": reverse("action_new", args=[opened.assessment.pk]),
    }
    return page(request, opened, "report", context | downloads())


@require_safe
@opened_assessment
def report_print(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The whole report with everything open, for paper."""
    made = report_of(opened.assessment, opened.questionnaire, opened.answers)
    return page(request, opened, "report_print", {"report": made})
