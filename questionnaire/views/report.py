"""The report, as a page and to take along."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from questionnaire.exports.to_json import to_json
from questionnaire.reporting import report_of
from questionnaire.views.opened import Opened, opened_assessment, page


@require_safe
@opened_assessment
def report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that was answered, with its guidance."""
    return page(
        request, opened, "report", {"report": report_of(opened.assessment, opened.questionnaire, opened.answers)}
    )


@require_safe
@opened_assessment
def download(_: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything the respondent entered, as JSON."""
    data = to_json(report_of(opened.assessment, opened.questionnaire, opened.answers))
    response = HttpResponse(data, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="oz-degerlendirme.json"'
    return response
