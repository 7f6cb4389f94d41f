"""Editing content: what loading refuses, the admin refuses, in the same words."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.guarding import Guarded
from questionnaire.admin.preview import NOTHING, PREVIEW, Surroundings, WritingWidget, surroundings
from questionnaire.domain import lint
from questionnaire.domain.seed import MAX_LEVEL_NAMES, title_problems
from questionnaire.domain.text import normalised
from questionnaire.models import Area, Choice, Guidance, Question, Questionnaire
from questionnaire.wording import with_line, worded

MARKDOWN_HELP = _(
    "Markdown: an empty line makes a new paragraph, “- ” at the start of a line a list, **bold**, *italic*, "
    "[text](https://address) a link."
)


class TitleField(forms.CharField):
    """One line of text, judged as loading judges it."""

    widget = forms.TextInput(attrs={"class": "vLargeTextField"})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, normalised(data or ""))

    def clean(self, value: Any) -> str:
        text = normalised(super().clean(value))
        problems = list(title_problems(text)) if text else []
        if problems:
            raise ValidationError([worded(problem) for problem in problems])
        return text


class MarkdownField(forms.CharField):
    """A text exactly as typed, line ends apart, judged as `lint` judges it. Its widget shows it as it will look."""

    widget = WritingWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"strip": False, "help_text": MARKDOWN_HELP, **options})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, normalised(data or ""))  # browsers send other line ends

    def clean(self, value: Any) -> str:
        text = normalised(super().clean(value))
        errors = [problem for problem in lint.findings(text) if problem.is_error]
        if errors:
            raise ValidationError([with_line(problem) for problem in errors])
        if self.required and not text.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return text


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), normalised(data or ""))

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in normalised(super().clean(value)).split("\n") if line.strip()]
        if len(lines) > MAX_LEVEL_NAMES:
            raise ValidationError(_("At most %(limit)s names are possible.") % {"limit": MAX_LEVEL_NAMES})
        problems = [problem for line in lines for problem in title_problems(line)]
        if problems:
            raise ValidationError([worded(problem) for problem in problems])
        return lines


class ContentForm(Guarded):
    """A form whose texts can be looked at before they are saved."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        texts = self.texts()
        around = self.around() if texts else NOTHING
        for name in texts:
            self.fields[name].widget.place(self.instance, around)

    def is_valid(self) -> bool:
        """Not while somebody only wants to see what it looks like: the page then comes back as after an error."""
        return super().is_valid() and PREVIEW not in self.data

    def texts(self) -> list[str]:
        """The names of the fields that hold Markdown."""
        return [name for name, field in self.fields.items() if isinstance(field, MarkdownField)]

    def around(self) -> Surroundings:
        """What stands around the text on the respondent's page."""
        choice = self["choice"].value() if "choice" in self.fields else None
        return surroundings(self._meta.model, self.instance.pk, choice)


class FixedOnceSaved(ContentForm):
    """What answers and seed files know a text by cannot be changed any more once it is there."""

    fixed: tuple[str, ...] = ("number",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.fixed:
            if self.instance.pk and name in self.fields:  # the inline of a question has no field for the question
                self.fields[name].disabled = True
                widget = self.fields[name].widget
                if isinstance(widget, RelatedFieldWidgetWrapper):
                    self.fields[name].widget = widget.widget  # without the signs for changing it


class QuestionnaireForm(ContentForm):
    title = TitleField(label=_("Name"))
    introduction = MarkdownField(label=_("Introduction"), required=False)
    level_names = LinesField(
        label=_("Names of the levels"), required=False, help_text=_("One a line, the lowest first.")
    )

    class Meta:
        model = Questionnaire
        fields = ["title", "introduction", "level_names"]


class AreaForm(FixedOnceSaved):
    title = TitleField(label=_("Name"))
    description = MarkdownField(label=_("Description"), required=False)

    class Meta:
        model = Area
        fields = ["number", "title", "description"]


class QuestionForm(FixedOnceSaved):
    text = TitleField(label=_("Text"))
    help = MarkdownField(label=_("Help"), required=False)

    class Meta:
        model = Question
        fields = ["number", "text", "help", "area", "levels", "retired"]


class ChoiceForm(FixedOnceSaved):
    fixed = ("question", "number")
    text = TitleField(label=_("Statement"), widget=forms.Textarea(attrs={"rows": 2, "class": "vTextField"}))

    class Meta:
        model = Choice
        fields = ["question", "number", "text", "level", "unscored", "retired"]


class GuidanceForm(FixedOnceSaved):
    fixed = ("choice",)
    body = MarkdownField(label=_("Text"))

    class Meta:
        model = Guidance
        fields = ["choice", "body"]
