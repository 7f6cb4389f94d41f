"""The improvement plan: its lines, and its dates for a calendar."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.domain import improvement
from questionnaire.domain.report import Card
from questionnaire.domain.walk import step_at
from questionnaire.exports.to_ics import to_ics
from questionnaire.forms import ActionForm, MoveForm, RemovalForm
from questionnaire.models import Action, OutdatedLine, PlanFull
from questionnaire.reporting import report_of
from questionnaire.views.opened import Opened, opened_assessment, page


@require_safe
@opened_assessment
def plan(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All lines, and the priorities that have none yet."""
    return _plan(request, opened)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def action_new(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new line; `?soru=9` starts from that question, with its guidance beside the form."""
    card = _asked_for(request, opened)
    if request.method != "POST":
        return _form(request, opened, ActionForm.showing(improvement.Action(uuid4(), "", revision=0)), card=card)
    form = ActionForm(request.POST)
    if form.is_valid():
        try:
            uid = Action.add(opened.assessment, form.line(), card.question.pk if card else None)
        except PlanFull:
            form.add_full()
        else:
            return redirect(_place(opened, uid))
    return _form(request, opened, form, card=card)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def action_edit(request: HttpRequest, opened: Opened, uid: UUID) -> HttpResponse:
    """A line as it stands; let the respondent choose when it was changed somewhere else meanwhile."""
    line = opened.assessment.actions.line(uid)
    if line is None and request.method != "POST":
        return _plan(request, opened, missing=True)
    form = ActionForm(request.POST) if request.method == "POST" or line is None else ActionForm.showing(line)
    if line and form.is_valid():
        typed = replace(form.line(), uid=uid)
        try:
            Action.change(opened.assessment, typed)
        except OutdatedLine as outdated:
            context = {"stored": outdated.stored, "mine": typed, "form": form}
            return page(request, opened, "two_actions", context, status=409)
        except Action.DoesNotExist:
            line = None
        else:
            return redirect(_place(opened, uid))
    if line is None:  # removed meanwhile: what was typed can be put into the plan again
        return _form(request, opened, form, card=_asked_for(request, opened), status=409)
    return _form(request, opened, form, card=_card(opened, line.question), line=line)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def action_delete(request: HttpRequest, opened: Opened, uid: UUID) -> HttpResponse:
    """Take a line out, after a confirmation that shows how it reads now."""
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            Action.remove(opened.assessment, uid, form.cleaned_data["made_from"])
        except OutdatedLine as outdated:
            context = {"action": outdated.stored, "changed": True}
            return page(request, opened, "action_delete", context, status=409)
        return redirect("plan", opened.assessment.pk)
    line = opened.assessment.actions.line(uid)
    if line is None:
        return _plan(request, opened, missing=True)
    return page(request, opened, "action_delete", {"action": line})


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def action_move(request: HttpRequest, opened: Opened, uid: UUID) -> HttpResponse:
    """One place up or down; whoever only asks for the address is sent to the plan."""
    form = MoveForm(request.POST)
    if request.method == "POST" and form.is_valid():
        Action.move(opened.assessment, uid, form.by, shown_at=form.cleaned_data["yer"])
    return redirect(_place(opened, uid))


@require_safe
@opened_assessment
def calendar(_: HttpRequest, opened: Opened) -> HttpResponse:
    """The days of the plan, for a calendar; without one there is nothing to take along."""
    report = report_of(opened.assessment, opened.questionnaire, opened.answers)
    if not report.has_days:
        return redirect("plan", opened.assessment.pk)
    response = HttpResponse(to_ics(report), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="iyilestirme-plani.ics"'
    return response


def _plan(request: HttpRequest, opened: Opened, *, missing: bool = False) -> HttpResponse:
    """The plan; `missing`: the line that was asked for is not in it."""
    report = report_of(opened.assessment, opened.questionnaire, opened.answers)
    planned = {action.question for action in report.plan}
    waiting = [card for card in report.priorities if card.question.number not in planned]
    context = {"report": report, "waiting": waiting, "missing": missing}
    return page(request, opened, "plan", context, status=404 if missing else 200)


def _form(
    request: HttpRequest,
    opened: Opened,
    form: ActionForm,
    *,
    card: Card | None,
    line: improvement.Action | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form of a line, with the question it grows out of; `line` is the one that is stored."""
    context = {"form": form, "card": card, "line": line, "removed": status == 409}
    return page(request, opened, "action", context, status=status)


def _asked_for(request: HttpRequest, opened: Opened) -> Card | None:
    """The question that the form starts from, where its address or its field names one that is asked."""
    number = request.POST.get("soru") or request.GET.get("soru") or ""
    return _card(opened, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _card(opened: Opened, number: int | None) -> Card | None:
    step = step_at(opened.questionnaire, opened.answers, number) if number else None
    return Card(step) if step else None


def _place(opened: Opened, uid: UUID) -> str:
    """Where the line stands in the plan."""
    return f"{reverse('plan', args=[opened.assessment.pk])}#adim-{uid}"
