"""The report, and what respondents may do with their data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questionnaire.exports.to_json import to_json
from questionnaire.reporting import report_of
from questionnaire.views.cookies import forget, is_shared, remember
from questionnaire.views.opened import Opened, opened_assessment, page


@require_safe
@opened_assessment
def report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that was answered, with its guidance."""
    return page(request, opened, "report", {"report": report_of(opened.assessment, opened.questionnaire)})


@require_safe
@opened_assessment
def mine(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The way back in, and what can be done with the data: download, a new link, close here, delete."""
    return page(request, opened, "mine", {"is_new": "yeni" in request.GET})


@require_safe
@opened_assessment
def download(_: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything the respondent entered, as JSON."""
    data = to_json(report_of(opened.assessment, opened.questionnaire))
    response = HttpResponse(data, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="oz-degerlendirme.json"'
    return response


@require_POST
@opened_assessment
def new_link(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new key; the old link and code end."""
    key = opened.assessment.new_key()
    response = redirect("mine", opened.assessment.pk)
    response.headers["Location"] += "?yeni"
    remember(request, response, opened.assessment.pk, key, shared=is_shared(request, opened.assessment.pk))
    return response


@require_POST
@opened_assessment
def close(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Close the assessment in this browser; it stays, and opens with its code."""
    response = render(request, "questionnaire/closed.html", {"code": opened.code})
    forget(response, opened.assessment.pk)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def delete(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Delete the assessment and all its answers, after one confirmation."""
    if request.method != "POST":
        return page(request, opened, "delete", {})
    opened.assessment.delete()
    response = render(request, "questionnaire/deleted.html", {})
    forget(response, opened.assessment.pk)
    return response
