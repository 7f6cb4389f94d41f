"""An assessment that is open in this browser: found by id and key, or “not open here”, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questionnaire import content
from questionnaire.domain.comparison import Comparison
from questionnaire.domain.key import grouped
from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.walk import Given, Marks, Progress, progress
from questionnaire.models import Assessment
from questionnaire.reporting import comparison_of
from questionnaire.views.cookies import keys_in
from questionnaire.views.errors import not_open

P = ParamSpec("P")


@dataclass
class Opened:
    """An assessment, the questionnaire as it stands now, and the key that opened it."""

    assessment: Assessment
    questionnaire: Questionnaire
    key: str

    @cached_property
    def answers(self) -> dict[int, Given]:
        return self.assessment.answers_by_number()

    @cached_property
    def marks(self) -> Marks:
        return self.assessment.marks_by_number()

    @cached_property
    def flagged(self) -> set[int]:
        """The numbers of the questions to talk about later."""
        return {number for number, mark in self.marks.items() if mark.flagged}

    @cached_property
    def progress(self) -> Progress:
        return progress(self.questionnaire, self.answers)

    @cached_property
    def comparison(self) -> Comparison | None:
        """With the round before; None when there was none."""
        return comparison_of(self.assessment, self.questionnaire, self.answers)

    @cached_property
    def ends_at(self) -> datetime:
        """When its data are deleted unless it is changed or renewed; a query only while nothing is answered."""
        return self.assessment.ends_at(untouched=not self.answers and self.assessment.is_untouched)

    @property
    def code(self) -> str:
        return grouped(self.key)

    @property
    def resume_path(self) -> str:
        return reverse("resume_link", args=[self.key])


def opened_assessment(
    view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view the assessment of the URL, if this browser holds its key.

    Anything else is one and the same 404: whether the id exists is nobody's business.
    """

    @wraps(view)
    def found(request: HttpRequest, pk: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = keys_in(request).get(pk)
        every = Assessment.objects.with_content_version().select_related("predecessor")
        assessment = every.opened_by(key).filter(pk=pk).first() if key else None
        if key is None or assessment is None:
            return not_open(request)
        opened = Opened(assessment, content.at(assessment.content_version), key)
        try:
            return view(request, opened, *args, **kwargs)
        except Assessment.DoesNotExist:  # deleted in another tab meanwhile
            return not_open(request)

    return never_cache(found)


def sent_from(form_page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view takes a form that stands on another page; whoever only asks for its address is sent there."""

    def sent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def taken(request: HttpRequest, pk: UUID) -> HttpResponse:
            return view(request, pk) if request.method == "POST" else redirect(form_page, pk)

        return require_http_methods(["GET", "HEAD", "POST"])(taken)

    return sent


def page(
    request: HttpRequest, opened: Opened, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of an open assessment: with progress, the way back in, and what is its own."""
    everywhere = {
        "opened": opened,
        "assessment": opened.assessment,
        "questionnaire": opened.questionnaire,
        "resume_url": request.build_absolute_uri(opened.resume_path),
    }
    return render(request, f"questionnaire/{template}.html", everywhere | context, status=status)
