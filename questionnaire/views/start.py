"""Coming in: the first page, the resume code, and what every visitor may read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language

from questionnaire import content
from questionnaire.domain import key as keys
from questionnaire.forms import ResumeForm, StartForm
from questionnaire.limits import within_limit
from questionnaire.models import Assessment
from questionnaire.models.assessment import UNTOUCHED_DAYS
from questionnaire.models.share import LISTED_DAYS, SHARE_DAYS
from questionnaire.views.cookies import MAX_AGE, is_shared, keys_in, remember
from questionnaire.views.errors import too_many
from questionnaire.views.kept import carried_answer, carried_form


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and one button. Assessments open in this browser are listed."""
    questionnaire = content.now()
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and questionnaire.questions:
        if not within_limit(request, "start", settings.STARTS_PER_HOUR):
            return too_many(request)
        assessment, key = Assessment.start(guidance_in_report=form.cleaned_data["guidance_in_report"])
        response = redirect("question", assessment.pk, questionnaire.questions[0].number)
        remember(request, response, assessment.pk, key, shared=form.cleaned_data["shared_computer"])
        return response
    context = {
        "questionnaire": questionnaire,
        "form": form,
        "resume_form": ResumeForm(),
        "open": _open_here(request),
    }
    return render(request, "questionnaire/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """Open an assessment with its code. What could not be stored comes along and is offered again."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "kept": carried_answer(request, content.now()), "kept_form": carried_form(request)}
    opened = opened_with_code(request, form, lambda assessment: _opened(request, assessment))
    return opened or render(request, "questionnaire/resume.html", context)


@require_safe
@never_cache
def resume_link(request: HttpRequest, typed: str) -> HttpResponse:
    """The link with the key in it: put the key in a cookie and go to an address without it."""
    if not within_limit(request, "resume", settings.RESUMES_PER_HOUR):
        return too_many(request)
    key = keys.read_key(typed)
    assessment = Assessment.objects.opened_by(key).first() if key else None
    if key is None or assessment is None:
        form = ResumeForm({"code": typed})
        if form.is_valid():
            form.add_error("code", ResumeForm.UNKNOWN)
        return render(request, "questionnaire/resume.html", {"form": form}, status=404)
    response = redirect("go_on", assessment.pk)
    remember(request, response, assessment.pk, key, shared=is_shared(request, assessment.pk))
    return response


def language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen; whoever only asks for the address is sent to the first page."""
    return set_language(request) if request.method == "POST" else redirect("start")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where, by whom and for how long."""
    context = {
        "controller": settings.PRIVACY_CONTROLLER,
        "contact": settings.PRIVACY_CONTACT,
        "hosting": settings.PRIVACY_HOSTING,
        "retention_months": settings.RETENTION_MONTHS,
        "untouched_days": UNTOUCHED_DAYS,
        "backup_days": settings.BACKUP_DAYS,
        "cookie_days": MAX_AGE // 86_400,
        "share_days": SHARE_DAYS,
        "listed_days": LISTED_DAYS,
    }
    return render(request, "questionnaire/privacy.html", context)


def opened_with_code(
    request: HttpRequest, form: ResumeForm, then: Callable[[Assessment], HttpResponse]
) -> HttpResponse | None:
    """Open in this browser what the code opens; None while it has to be typed, which the form says where it was."""
    if request.method != "POST" or not form.is_valid():
        return None
    if not within_limit(request, "resume", settings.RESUMES_PER_HOUR):
        return too_many(request)
    key = form.cleaned_data["code"]
    assessment = Assessment.objects.opened_by(key).first()
    if assessment is None:
        form.add_error("code", ResumeForm.UNKNOWN)
        return None
    response = then(assessment)
    remember(request, response, assessment.pk, key, shared=form.cleaned_data["shared_computer"])
    return response


def _open_here(request: HttpRequest) -> list[Assessment]:
    """The assessments whose keys this browser holds, the newest first; no query when it holds none."""
    hashes = [keys.hashed(key) for key in keys_in(request).values()]
    return list(Assessment.objects.filter(key_hash__in=hashes)) if hashes else []


def _opened(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    kept, kept_form = carried_answer(request, content.now(), assessment.pk), carried_form(request, assessment.pk)
    if kept or kept_form:
        return render(request, "questionnaire/send_again.html", {"kept": kept, "kept_form": kept_form})
    return redirect("go_on", assessment.pk)
