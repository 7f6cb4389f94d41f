"""A line of the improvement plan."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.dates import read_date
from questionnaire.domain.improvement import MAX_LINES, MAX_WHAT, MAX_WHO, Action, Status
from questionnaire.domain.text import printable
from questionnaire.forms.answer import RevisionField
from questionnaire.wording.report import STATUS_NAMES

TOO_LONG = _("This has %(show_value)d characters; at most %(limit_value)d are possible. Shorten it.")


class TextField(forms.CharField):
    """Some words as they were typed. Without maxlength: a browser would cut what is pasted and say nothing."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return printable(str(value or "")).strip()


class DueField(forms.CharField):
    """A day, or None.

    A text field and not the browser's date field: that one sends nothing at all of a day typed by half, shows it in
    the order of the phone's language, and makes a day half a year ahead a long way to turn.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> date | None:
        typed = printable(str(value or "")).strip()
        day = read_date(typed)
        if typed and day is None:
            raise forms.ValidationError(_("This date could not be read. Write day, month and year, like 31.12.2026."))
        return day


class ActionForm(forms.Form):
    """A line of the plan. `uid` is the line's for ever, new ones included; `made_from` the revision that was shown."""

    FULL = _("The plan has %(count)d steps; there is no room for more. Remove steps that are done, then save again.")

    what = TextField(
        max_length=MAX_WHAT,
        label=_("What will be done?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what will be done."), "max_length": TOO_LONG},
    )
    first_step = TextField(
        required=False,
        max_length=MAX_WHAT,
        label=_("First step"),
        help_text=_("Something small that can be done this week."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    who = TextField(
        required=False,
        max_length=MAX_WHO,
        label=_("Who"),
        help_text=_("Write the role rather than a name: “our treasurer”, “board of directors”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    due = DueField(required=False, label=_("By when"), help_text=_("Day, month and year, like 31.12.2026."))
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(status.value, name) for status, name in STATUS_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a status."), "invalid_choice": _("Choose a status.")},
    )
    uid = forms.UUIDField(widget=forms.HiddenInput)
    made_from = RevisionField()

    @classmethod
    def showing(cls, line: Action) -> "ActionForm":
        """The form with what the line says."""
        initial = {
            "what": line.what,
            "first_step": line.first_step,
            "who": line.who,
            "due": typed_date(line.due),
            "status": line.status.value,
            "uid": line.uid,
            "made_from": line.revision,
        }
        return cls(initial=initial)

    def add_full(self) -> None:
        """Say that there is no room for the line."""
        self.add_error("what", self.FULL % {"count": MAX_LINES})

    def line(self) -> Action:
        """The line, once the form is valid."""
        said = self.cleaned_data
        return Action(
            uid=said["uid"],
            what=said["what"],
            first_step=said["first_step"],
            who=said["who"],
            due=said["due"],
            status=Status(said["status"]),
            revision=said["made_from"],
        )


class RemovalForm(forms.Form):
    """Takes a line out of the plan, as it was shown."""

    made_from = RevisionField()


class MoveForm(forms.Form):
    """One place up or down from the place where the line was shown."""

    DIRECTIONS = {"yukari": -1, "asagi": 1}

    yon = forms.ChoiceField(choices=[(name, name) for name in DIRECTIONS])
    yer = forms.IntegerField(min_value=0)

    @property
    def by(self) -> int:
        """Once the form is valid."""
        return self.DIRECTIONS[self.cleaned_data["yon"]]


def typed_date(day: date | None) -> str:
    """As one would type it: 31.12.2026."""
    return f"{day:%d.%m.%Y}" if day else ""
