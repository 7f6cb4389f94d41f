"""The answer to a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.questionnaire import Question
from questionnaire.domain.text import normalised
from questionnaire.domain.walk import Given, Kind
from questionnaire.models.assessment import MAX_NOTE


class NoteField(forms.CharField):
    """A longer text as it was typed; line ends count as one character, as they do for the person who types.

    Without maxlength: a browser would cut what is pasted and say nothing.
    """

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return normalised(super().to_python(value) or "")


class RevisionField(forms.Field):
    """A number that no person types; what is not one counts as 0, and then meets whatever answer is stored."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class AnswerForm(forms.Form):
    """The answer to one question.

    `made_from` is the revision of the answer the form showed, 0 when there was none; `wording` stands for the
    statements it showed.
    """

    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the statement that is true of your organisation."),
            "invalid_choice": _("This statement can no longer be picked. Choose another one."),
        },
    )
    note = NoteField(
        required=False,
        max_length=MAX_NOTE,
        label=_("Your note"),
        help_text=_("Up to 2,000 characters. Do not write names of persons. The note stands in the report."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("The note has %(show_value)d characters; at most %(limit_value)d are possible. Shorten it.")
        },
    )
    flagged = forms.BooleanField(
        required=False,
        label=_("Talk about it later"),
        help_text=_("For questions you want to discuss together. With or without an answer."),
    )
    was_flagged = forms.BooleanField(required=False, widget=forms.HiddenInput)  # when the form was shown
    made_from = RevisionField()

    def __init__(self, question: Question, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.question = question
        choice: Any = self.fields["choice"]
        choice.choices = [
            *((str(choice.number), choice.text) for choice in question.offered),
            (Kind.UNKNOWN.value, _("We do not know")),
            (Kind.NOT_APPLICABLE.value, _("Does not apply to us")),
        ]

    @classmethod
    def showing(cls, question: Question, given: Given | None, *, flagged: bool = False) -> "AnswerForm":
        """The form with what was answered before."""
        flags = {"flagged": flagged, "was_flagged": flagged}
        if given is None:
            return cls(question, initial={"made_from": 0, **flags})
        choice = given.choice if given.kind is Kind.CHOICE else given.kind.value
        initial = {"choice": choice, "note": given.note, "made_from": given.revision, **flags}
        return cls(question, initial=initial)

    @property
    def statements(self) -> Any:
        """The radio buttons of the statements."""
        return self["choice"][: len(self.question.offered)]

    @property
    def apart(self) -> Any:
        """The radio buttons that stand apart: *Bilmiyorum* and *Bize uymuyor*."""
        return self["choice"][len(self.question.offered) :]

    def clean_choice(self) -> str:
        """Nobody is made to say what they have not read: a statement reworded meanwhile is shown first."""
        picked: str = self.cleaned_data["choice"]
        read = self.data.get("wording", self.question.wording)
        if picked not in {Kind.UNKNOWN, Kind.NOT_APPLICABLE} and read != self.question.wording:
            raise forms.ValidationError(
                _("The statements were reworded while this page was open. Read them again, then continue.")
            )
        return picked

    @property
    def changes_flag(self) -> bool:
        """Whether the flag is to be set or taken away; one left as it was shown may be changed in another tab."""
        changed: bool = self.cleaned_data["flagged"] != self.cleaned_data["was_flagged"]
        return changed

    def given(self) -> Given:
        """The answer, once the form is valid."""
        picked, note = self.cleaned_data["choice"], self.cleaned_data["note"]
        if picked in {Kind.UNKNOWN, Kind.NOT_APPLICABLE}:
            return Given(Kind(picked), note=note)
        choice = self.question.choice(int(picked))
        return Given(Kind.CHOICE, int(picked), choice.text if choice else "", note)


class LaterForm(AnswerForm):
    """The same form, sent with “Sonra yanıtla”: nothing is answered, so no note may get lost by it."""

    def __init__(self, question: Question, stored: Given | None, data: Any) -> None:
        super().__init__(question, data)
        self.stored_note = stored.note if stored else ""
        self.fields["choice"].required = False

    def clean_choice(self) -> str:
        picked: str = self.cleaned_data["choice"]  # is not stored, so it need not have been read
        return picked

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if note and note != self.stored_note:
            raise forms.ValidationError(
                _(
                    "A note is stored together with an answer. Choose a statement or “We do not know” and continue, or "
                    "delete the note."
                )
            )
        return note
