"""The report to take along: PDF, DOCX, XLSX, JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from questionnaire.domain.report import Report
from questionnaire.domain.taken import Chosen, Format
from questionnaire.exports.formats import Make, maker
from questionnaire.exports.to_json import to_json
from questionnaire.exports.turns import Busy
from questionnaire.forms import TakenForm
from questionnaire.reporting import report_of
from questionnaire.views.opened import Opened, opened_assessment, page

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json; charset=utf-8",
}
SECONDS_TO_WAIT = 5  # for somebody else's document; one takes about two


def downloads() -> dict[str, Any]:
    """What the part `_downloads.html` needs, beside the assessment."""
    return {"taken_form": TakenForm(), "can_make_pdf": maker(Format.PDF) is not None}


@require_safe
@opened_assessment
def report_file(request: HttpRequest, opened: Opened, ending: str) -> HttpResponse:
    """The chosen part of the report as a file, or a page that says why there is none and what to do."""
    form = TakenForm(request.GET)
    if not form.is_valid():
        return _no_file(request, opened, "choice", form, status=400)
    make = maker(Format(ending))
    if make is None:
        return _no_file(request, opened, "missing", form, status=501)
    try:
        return _file(make, _report(opened), form.chosen(), Format(ending))
    except Busy:
        response = _no_file(request, opened, "busy", form, status=503)
        response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
        return response


@require_safe
@opened_assessment
def download(_: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything the respondent entered, as JSON."""
    return _file(to_json, _report(opened), Chosen(), Format.JSON)


def _report(opened: Opened) -> Report:
    return report_of(opened.assessment, opened.questionnaire, opened.answers)


def _file(make: Make, report: Report, chosen: Chosen, form: Format) -> HttpResponse:
    reduced = report.reduced(notes=chosen.notes, plan=True)
    response = HttpResponse(make(reduced, chosen), content_type=CONTENT_TYPES[form])
    name = "oz-degerlendirme-ozet" if chosen.is_summary else "oz-degerlendirme"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _no_file(request: HttpRequest, opened: Opened, why: str, form: TakenForm, *, status: int) -> HttpResponse:
    context = {"why": why, "taken_form": form, "can_make_pdf": why != "missing"}
    return page(request, opened, "report_file", context, status=status)
