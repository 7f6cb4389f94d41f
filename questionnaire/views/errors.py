"""Pages for when something went wrong: each says what to do, and keeps what was typed."""

import logging
from typing import Any

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from questionnaire import content, typed
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.forms import ResumeForm
from questionnaire.views.cookies import keys_in
from questionnaire.views.kept import carried_answer, carried_form, sent_answer, sent_form

logger = logging.getLogger(__name__)


def not_open(request: HttpRequest) -> HttpResponse:
    """The assessment of this address is not open in this browser; the resume code opens it, and nothing is lost."""
    context = {"form": ResumeForm(), "kept": sent_answer(request, _questionnaire()), "kept_form": sent_form(request)}
    return render(request, "questionnaire/not_open.html", context, status=404)


@never_cache
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check refused a form: an answer or code is shown again, to be sent with one button."""
    questionnaire = _questionnaire()
    kept, kept_form = sent_answer(request, questionnaire), sent_form(request)
    sent = kept or kept_form
    if sent and sent.pk not in keys_in(request):
        return not_open(request)
    context = {
        "kept": kept,
        "kept_form": kept_form,
        "resume": _typed_code(request, questionnaire),
        "typed": typed.texts(request),
    }
    return render(request, "questionnaire/form_expired.html", context, status=403)


def unavailable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The database cannot be used: made from the request and memory alone, with what was typed still in the form."""
    logger.error("The database is not available: %s", exception)
    questionnaire = content.in_memory()
    context = {
        "kept": sent_answer(request, questionnaire),
        "kept_form": sent_form(request),
        "resume": _typed_code(request, questionnaire),
        "typed": typed.texts(request),
    }
    response = render(request, "questionnaire/unavailable.html", context, status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """This address started or resumed too often within the hour."""
    context = {"resume": _typed_code(request, _questionnaire())}
    response = render(request, "questionnaire/too_many.html", context, status=429)
    response.headers["Retry-After"] = "3600"
    return response


def _questionnaire() -> Questionnaire | None:
    """To show a kept answer in its words. Django's CSRF view runs outside DatabaseUnavailable, so no error leaves."""
    try:
        return content.now()
    except Error:
        return content.in_memory()


def _typed_code(request: HttpRequest, questionnaire: Questionnaire | None) -> dict[str, Any] | None:
    """The resume form as it was sent, with what it carries along; None when this is no such request."""
    if request.method != "POST" or request.path_info != reverse("resume"):
        return None
    initial = {"code": request.POST.get("code", ""), "shared_computer": "shared_computer" in request.POST}
    form = ResumeForm(initial=initial)
    return {"form": form, "kept": carried_answer(request, questionnaire), "kept_form": carried_form(request)}
