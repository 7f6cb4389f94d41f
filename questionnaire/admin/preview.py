"""A text as the respondent will see it, with what is worth another look in it, beside the text while it is written."""

import math
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from questionnaire.domain import lint, richtext
from questionnaire.domain.problem import Problem
from questionnaire.domain.questionnaire import WORDS_A_MINUTE
from questionnaire.domain.text import normalised
from questionnaire.models import Choice, Guidance, Link, Questionnaire
from questionnaire.wording import worded

PREVIEW = "_preview"  # the button that shows the form again instead of saving it
# A frame that nothing may look into cannot be measured: px of its height for a word and for an empty page. Rather too
# much than too little, so that it is the page around it that scrolls, and stays where it is when the text changes.
HEIGHT, HEIGHT_A_WORD = 400, 6


@dataclass(frozen=True)
class Surroundings:
    """What stands around a text: on the respondent's page, and in the questionnaire."""

    statement: str = ""
    quiet: bool = False  # set smaller there, beside something that matters more
    context: lint.Context = lint.NOTHING_KNOWN
    missing: tuple[Problem, ...] = ()  # beside it


NOTHING = Surroundings()


def surroundings(model: type[Model], pk: Any = None, choice: Any = None) -> Surroundings:
    """Of a text of this model; of guidance by its own id or that of its choice, in two queries, else nothing.

    That a host answers to https is known from the texts beside it and from the links that were checked.
    """
    if model is not Guidance:
        return Surroundings(quiet=model is not Questionnaire)
    ids = {"guidance": _whole(pk), "pk": _whole(choice)}
    own = Q(**{name: pk for name, pk in ids.items() if pk is not None}) if any(ids.values()) else Q(pk=None)
    rows = list(
        Choice.objects.filter(question__in=Choice.objects.filter(own).values("question"))
        .select_related("question", "guidance")
        .only("number", "text", "retired", "question__number", "guidance__html")
    )
    mine = next((row for row in rows if row.pk == ids["pk"] or _guidance_pk(row) == ids["guidance"] is not None), None)
    if mine is None:
        return NOTHING
    others = [row.guidance.html for row in rows if row != mine and not row.retired and hasattr(row, "guidance")]
    has_guidance = {row.number: row == mine or row.retired or hasattr(row, "guidance") for row in rows}
    return Surroundings(
        statement=mine.text,
        context=lint.Context(
            tuple(richtext.word_count(html) for html in others),
            lint.https_hosts([*others, *Link.objects.secure().values_list("address", flat=True)]),
        ),
        missing=tuple(lint.siblings(mine.question.number, has_guidance)),
    )


def _guidance_pk(row: Choice) -> int | None:
    return row.guidance.pk if hasattr(row, "guidance") else None


def _whole(typed: Any) -> int | None:
    """The id that was sent, if it is one."""
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def warnings(text: str, around: Surroundings) -> list[Problem]:
    """What does not keep a text from being saved, but should be said."""
    return [each for each in (*lint.findings(text, around.context), *around.missing) if not each.is_error]


def shown(text: str, around: Surroundings) -> dict[str, Any]:
    """What templates/admin/questionnaire/_preview.html shows."""
    text = normalised(text)
    html = richtext.render(text)
    words = richtext.word_count(html)
    document = {
        "html": html,
        "quiet": around.quiet,
        "given": {"kind": "choice", "statement": around.statement},
        "choice": {"guidance": html},
    }
    found = [*lint.findings(text, around.context, html), *around.missing]
    return {
        "document": render_to_string("admin/questionnaire/_preview_document.html", document),
        "height": HEIGHT + HEIGHT_A_WORD * words,
        "words": words,
        "minutes": math.ceil(words / WORDS_A_MINUTE),
        "findings": [{"line": each.line, "text": worded(each), "is_error": each.is_error} for each in found],
    }


@require_POST
def preview(request: HttpRequest, modeladmin: ModelAdmin) -> HttpResponse:
    """The preview of a text that is being written: for whoever may save it, and of no more than can be saved."""
    if not (modeladmin.has_add_permission(request) or modeladmin.has_change_permission(request)):
        raise PermissionDenied
    text = request.POST.get("text", "")
    if len(text) > 2 * richtext.MAX_LENGTH:  # a line end is sent as two characters
        (too_long, *_) = richtext.refusals(text)
        message = worded(too_long)
        return HttpResponse(message, "text/plain", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    around = surroundings(modeladmin.model, request.POST.get("pk"), request.POST.get("choice"))
    return render(request, "admin/questionnaire/_preview.html", shown(text, around))


class WritingWidget(forms.Textarea):
    """A Markdown text with its toolbar, and its preview beside it."""

    template_name = "admin/questionnaire/writing.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 24, **(attrs or {})})
        self.around = NOTHING
        self.address = ""
        self.pk: int | None = None

    class Media:
        css = {"all": ["css/admin.css"]}
        js = [forms.Script("js/writing.js", defer=True)]

    def place(self, instance: Model, around: Surroundings) -> None:
        """Say what the text is part of."""
        self.around = around
        self.address = reverse(f"admin:questionnaire_{instance._meta.model_name}_preview")
        self.pk = instance.pk

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, **shown(value or "", self.around), "address": self.address, "pk": self.pk}

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """With the project's templates: the renderer of forms knows Django's own only."""
        return render_to_string(template_name, context)
