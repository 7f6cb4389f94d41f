"""Pages for when something went wrong: each says what to do, and keeps what was typed."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from questionnaire import content
from questionnaire.domain.walk import Kind
from questionnaire.forms import ResumeForm
from questionnaire.views.cookies import keys_in

logger = logging.getLogger(__name__)


def not_open(request: HttpRequest) -> HttpResponse:
    """The assessment of this address is not open in this browser; the resume code opens it, and nothing is lost."""
    context = {"form": ResumeForm(), "kept": kept_answer(request)}
    return render(request, "questionnaire/not_open.html", context, status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check refused a form: an answer is shown again, to be sent with one button; nothing else is."""
    kept = kept_answer(request)
    if kept and kept["pk"] not in keys_in(request):
        return not_open(request)
    return render(request, "questionnaire/form_expired.html", {"kept": kept}, status=403)


def unavailable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The database cannot be used: made from the request and memory alone, with what was typed still in the form."""
    logger.error("The database is not available: %s", exception)
    response = render(request, "questionnaire/unavailable.html", {"kept": kept_answer(request)}, status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """This address started or resumed too often within the hour."""
    response = render(request, "questionnaire/too_many.html", {}, status=429)
    response.headers["Retry-After"] = "3600"
    return response


def kept_answer(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent from a question page, to be sent again; None when this is no such request."""
    if request.method != "POST":
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return kept_from(request.POST, match.kwargs) if match.url_name == "question" else None


def kept_from(data: Mapping[str, str], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an answer form as they were sent, with the statement they mean if it is in memory."""
    questionnaire = content.in_memory()
    question = questionnaire.asked(kwargs["number"]) if questionnaire else None
    picked = data.get("choice", "")
    choice = question.choice(int(picked)) if question and picked.isascii() and picked.isdigit() else None
    return {
        "pk": kwargs["pk"],
        "number": kwargs["number"],
        "question": question,
        "statement": choice.text if choice else "",
        "unknown": picked == Kind.UNKNOWN,
        "not_applicable": picked == Kind.NOT_APPLICABLE,
        "fields": {name: data.get(name, "") for name in ("choice", "note", "made_from", "geri")},
        "content_language": settings.CONTENT_LANGUAGE,
    }
