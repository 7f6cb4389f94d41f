"""The bare step that the product is compared with.

The same settings, middleware and templates, at the same addresses; but every value is ready before the first request,
and a whole step does one read and one write. What the product costs beyond this is what it does for the respondent.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from questionnaire import content
from questionnaire.domain.walk import Given, Kind, step_at
from questionnaire.forms import AnswerForm
from questionnaire.models import Answer, Assessment
from questionnaire.urls import urlpatterns as ours
from questionnaire.views.opened import Opened

KEY = "0" * 28


@cache
def ready(pk: UUID, number: int) -> dict[str, Any]:
    """What the templates of a question and its guidance need, made once."""
    questionnaire = content.now()
    question = questionnaire.asked(number)
    assert question is not None
    given = Given(Kind.CHOICE, question.offered[2].number, question.offered[2].text)
    opened = Opened(Assessment(pk=pk), questionnaire, KEY)
    opened.answers = {number: given}
    return {
        "opened": opened,
        "assessment": opened.assessment,
        "questionnaire": questionnaire,
        "resume_url": f"http://127.0.0.1/devam/{KEY}/",
        "step": step_at(questionnaire, opened.answers, number),
        "form": AnswerForm.showing(question, given),
        "next_url": "/",
    }


def question(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    if request.method == "POST":
        Answer.objects.filter(assessment=pk, question__number=number).update(answered_at=timezone.now())
        return redirect("guidance", pk, number)
    Answer.objects.filter(assessment=pk, question__number=number).first()
    return render(request, "questionnaire/question.html", ready(pk, number))


def guidance(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    return render(request, "questionnaire/guidance.html", ready(pk, number))


urlpatterns = [
    path("degerlendirme/<uuid:pk>/soru/<int:number>/", question, name="question"),
    path("degerlendirme/<uuid:pk>/soru/<int:number>/recete/", guidance, name="guidance"),
    *ours,
]
