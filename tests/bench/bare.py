"""The bare step and the bare report that the product is compared with.

The same settings, middleware and templates, at the same addresses; but every value is ready before the first request,
and a whole step does one read and one write, a report one read. What the product costs beyond this is what it does for
the respondent.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from questionnaire import content
from questionnaire.domain.walk import Given, Kind, step_at
from questionnaire.forms import AnswerForm
from questionnaire.models import Answer, Assessment
from questionnaire.reporting import report_of
from questionnaire.urls import urlpatterns as ours
from questionnaire.views.filters import filters_of
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


@cache
def ready_report(pk: UUID) -> dict[str, Any]:
    """What the template of the report needs, made once."""
    opened = Opened(Assessment.objects.with_content_version().get(pk=pk), content.now(), KEY)
    made = report_of(opened.assessment, opened.questionnaire, opened.answers)
    return {
        "opened": opened,
        "assessment": opened.assessment,
        "questionnaire": opened.questionnaire,
        "resume_url": f"http://127.0.0.1/devam/{KEY}/",
        "report": made,
        "filters": filters_of(QueryDict(), made),
        "add_url": "",
    }


def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    Answer.objects.filter(assessment=pk).first()
    return render(request, "questionnaire/report.html", ready_report(pk))


urlpatterns = [
    path("degerlendirme/<uuid:pk>/soru/<int:number>/", question, name="question"),
    path("degerlendirme/<uuid:pk>/soru/<int:number>/recete/", guidance, name="guidance"),
    path("degerlendirme/<uuid:pk>/rapor/", report, name="report"),
    *ours,
]
