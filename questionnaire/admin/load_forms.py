"""What is asked before files are loaded: which ones, and what is to become of each conflict."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.forms import MarkdownField, TitleField
from questionnaire.domain.plan import Difference, Side, Verdict, Verdicts
from questionnaire.domain.text import normalised

MERGEABLE = {"title": TitleField, "body": MarkdownField}
SIDES = [
    (Side.ADMIN, _("The admin’s text stays")),
    (Side.FILE, _("Take the file’s text")),
    (Side.MERGED, _("Take the text below")),
    ("", _("Not now: the admin’s text stays, and the next load asks again")),
]
UNDECIDED = _("You typed a text below, but did not choose it. Choose “Take the text below”, or another one.")


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files, as Django's documentation has it under “Uploading multiple files”."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(SeveralFilesField, self).clean(each, initial) for each in data or [None]]


class UploadForm(forms.Form):
    sent = SeveralFilesField(
        label=_("Files"), widget=SeveralFiles(attrs={"multiple": True, "accept": ".md,.markdown,.txt,.zip"})
    )


@dataclass(frozen=True)
class Conflict:
    """One conflict with the fields that decide it."""

    difference: Difference
    side: forms.BoundField
    text: forms.BoundField | None = None  # only for what can be put together from both
    was: forms.BoundField | None = None  # stands for what was in `text` when the page was made


class DecisionsForm(forms.Form):
    """How to decide each of these conflicts; nothing that is typed into it is lost by an error."""

    seen = forms.CharField(widget=forms.HiddenInput)
    retire = forms.BooleanField(label=_("Take these out of the walk"), required=False)

    def __init__(self, differences: Sequence[Difference], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.differences = differences
        self.left_over: list[str] = []  # texts that were put together for what is no conflict any more
        for difference in differences:
            mergeable = difference.name in MERGEABLE
            sides = [each for each in SIDES if mergeable or each[0] is not Side.MERGED]
            self.fields[_name("side", difference)] = forms.ChoiceField(
                choices=sides, widget=forms.RadioSelect, required=False, initial=""
            )
            if mergeable:
                rows = 16 if difference.name == "body" else 2
                self.fields[_name("text", difference)] = forms.CharField(
                    label=_("A text made of both"),
                    widget=forms.Textarea(attrs={"rows": rows}),
                    required=False,
                    strip=False,
                    initial=difference.stored,
                )
                self.fields[_name("was", difference)] = forms.CharField(
                    widget=forms.HiddenInput, required=False, initial=_digest(difference.stored)
                )

    def conflicts(self) -> Iterator[Conflict]:
        for difference in self.differences:
            parts = ("side", "text", "was") if difference.name in MERGEABLE else ("side",)
            yield Conflict(difference, *(self[_name(part, difference)] for part in parts))

    def clean(self) -> dict[str, Any]:
        """A text that was put together is judged as the admin judges one that is typed, and never dropped unsaid."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for difference in self.differences:
            side = given.get(_name("side", difference))
            if not side and self._is_edited(_name("text", difference)):
                self.add_error(_name("side", difference), UNDECIDED)
            if side != Side.MERGED:
                continue
            name = _name("text", difference)
            try:
                given[name] = MERGEABLE[difference.name](required=_is_required(difference)).clean(given.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return given

    @property
    def verdicts(self) -> Verdicts:
        given = self.cleaned_data
        decided = {
            (each.key, each.name): _verdict(each, Side(side), given.get(_name("text", each), ""))
            for each in self.differences
            if (side := given[_name("side", each)])
        }
        return lambda key, name: decided.get((key, name))

    def asked_again(self, differences: Sequence[Difference], seen: str) -> "DecisionsForm":
        """The same questions about a plan that changed: nothing is decided any more, but what was typed is kept."""
        typed = {name: self.data[name] for name in self.data if name.startswith("text-") and self._is_edited(name)}
        again = DecisionsForm(differences, initial={**typed, "seen": seen})
        again.left_over = [text for name, text in typed.items() if name not in again.fields]
        return again

    def _is_edited(self, name: str) -> bool:
        """Whether somebody typed into this field after the page was made."""
        was = self.data.get(name.replace("text-", "was-", 1))
        return name in self.data and _digest(normalised(self.data[name])) != was


def _verdict(difference: Difference, side: Side, text: str) -> Verdict:
    """A text that turned out as one of the two is simply that one."""
    if side is not Side.MERGED:
        return Verdict(side)
    if text == difference.stored:
        return Verdict(Side.ADMIN)
    return Verdict(Side.FILE) if text == normalised(difference.in_file) else Verdict(Side.MERGED, text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _is_required(difference: Difference) -> bool:
    return difference.name == "title" or difference.key[0] == "guidance"


def _name(part: str, difference: Difference) -> str:
    kind, number, choice = difference.key
    return f"{part}-{kind}-{number}-{choice}-{difference.name}"
