"""The walk: question, guidance, overview of areas, check of all answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.domain.questionnaire import Question
from questionnaire.domain.walk import Given, Kind, Step, first_unanswered, step_at, steps_by_area
from questionnaire.forms import AnswerForm, LaterForm
from questionnaire.models import OutdatedForm
from questionnaire.views.kept import sent_answer
from questionnaire.views.opened import Opened, opened_assessment, page, sent_from

CHECK = "yanitlar"  # a mere `?geri` means it
WAYS_BACK = {CHECK: "check", "rapor": "report"}


@require_safe
@opened_assessment
def go_on(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Where the respondent left off."""
    if opened.assessment.finished_at:
        return redirect("report", opened.assessment.pk)
    number = first_unanswered(opened.questionnaire, opened.answers)
    if number is None:
        return redirect("check", opened.assessment.pk)
    return redirect("question", opened.assessment.pk, number)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def question(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """One question and its statements."""
    asked = opened.questionnaire.asked(number)
    if asked is None:
        kept = sent_answer(request, opened.questionnaire)
        return page(request, opened, "question_gone", {"kept": kept}, status=404)
    form = _question_form(request, opened, asked)
    if request.method == "POST" and form.is_valid():
        if form.changes_flag:
            opened.assessment.mark({asked.pk: form.cleaned_data["flagged"]}, "flagged")
        if isinstance(form, LaterForm):
            return redirect(_back_or_after(request, opened, number))
        return _answered(request, opened, number, form)
    context = {"step": _step(opened, number), "form": form, "back": _way_back(request)}
    return page(request, opened, "question", context)


def _question_form(request: HttpRequest, opened: Opened, asked: Question) -> AnswerForm:
    """The form as it was sent, for an answer or for later; else with what is stored."""
    if request.method != "POST":
        return AnswerForm.showing(asked, opened.answers.get(asked.number), flagged=asked.number in opened.flagged)
    if request.POST.get("later"):
        return LaterForm(asked, opened.answers.get(asked.number), request.POST)
    return AnswerForm(asked, request.POST)


def _answered(request: HttpRequest, opened: Opened, number: int, form: AnswerForm) -> HttpResponse:
    """Store the answer before the next page is shown; let the respondent choose when another one stands by now."""
    given = form.given()
    try:
        opened.assessment.record(form.question, given, made_from=form.cleaned_data["made_from"])
    except OutdatedForm as outdated:
        context = {
            "step": _step(opened, number),
            "mine": given,
            "stored": outdated.stored,
            "choice": form.cleaned_data["choice"],
            "back": _way_back(request),
            "keep_url": _onward(request, opened, number, outdated.stored),
        }
        return page(request, opened, "two_answers", context, status=409)
    return redirect(_onward(request, opened, number, given))


@require_safe
@opened_assessment
def guidance(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """The statement that was picked and what was written for it."""
    if opened.questionnaire.asked(number) is None:
        return page(request, opened, "question_gone", {}, status=404)
    step = _step(opened, number)
    if step.given is None:
        return redirect("question", opened.assessment.pk, number)
    context = {"step": step, "next_url": _after(opened, number), "went_back": step.next in opened.answers}
    return page(request, opened, "guidance", context)


@require_safe
@opened_assessment
def areas(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Every area and how much of it is done; `?yanitsiz` leaves only what is open."""
    groups = steps_by_area(opened.questionnaire, opened.answers)
    only_open = "yanitsiz" in request.GET
    if only_open:
        groups = [group for group in groups if not group.progress.complete]
    first = first_unanswered(opened.questionnaire, opened.answers)
    return page(request, opened, "areas", {"groups": groups, "only_open": only_open, "first_unanswered": first})


@require_safe
@opened_assessment
def check(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All answers before they are called final; the open questions first."""
    groups = steps_by_area(opened.questionnaire, opened.answers)
    unanswered = [step for group in groups for step in group.steps if step.given is None]
    return page(request, opened, "check", {"groups": groups, "unanswered": unanswered})


@sent_from("check")
@opened_assessment
def finish(request: HttpRequest, opened: Opened) -> HttpResponse:
    """“Tamamla”: gaps are allowed, the page before has said how many there are."""
    opened.assessment.finish()
    return redirect("report", opened.assessment.pk)


def _step(opened: Opened, number: int) -> Step:
    step = step_at(opened.questionnaire, opened.answers, number)
    if step is None:
        raise LookupError(f"question {number} is not asked")
    return step


def _onward(request: HttpRequest, opened: Opened, number: int, given: Given) -> str:
    """Where an answer leads: back to where it was to be changed from, to its guidance, or to the next question."""
    if _way_back(request) or given.kind is Kind.NOT_APPLICABLE or opened.assessment.guidance_in_report:
        return _back_or_after(request, opened, number)
    return reverse("guidance", args=[opened.assessment.pk, number])


def _back_or_after(request: HttpRequest, opened: Opened, number: int) -> str:
    """The page that the respondent came from to change this answer, or else the next question."""
    back = _way_back(request)
    if back:
        return f"{reverse(WAYS_BACK[back], args=[opened.assessment.pk])}#soru-{number}"
    return _after(opened, number)


def _way_back(request: HttpRequest) -> str:
    """Where the respondent came from and wants to go back to, by WAYS_BACK; empty on the walk itself."""
    if "geri" not in request.GET and not request.POST.get("geri"):
        return ""
    asked = request.POST.get("geri") or request.GET.get("geri", "")
    return asked if asked in WAYS_BACK else CHECK


def _after(opened: Opened, number: int) -> str:
    """The address of the question after this one, or of the check of all answers."""
    index = opened.questionnaire.position[number] + 1
    if index < len(opened.questionnaire.questions):
        return reverse("question", args=[opened.assessment.pk, opened.questionnaire.questions[index].number])
    return reverse("check", args=[opened.assessment.pk])
