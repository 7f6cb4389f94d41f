"""Nobody overwrites anybody: a form knows the version it was made from, and a save from an older one is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from questionnaire.domain.diff import Run, differences
from questionnaire.domain.text import normalised

SEEN = "_seen"  # the versions that the sender was shown and decided to put theirs on top of


@dataclass(frozen=True)
class Difference:
    """One field as it is stored and as it was typed."""

    label: str
    theirs: str
    mine: str

    @property
    def runs(self) -> list[Run]:
        """The way from theirs to mine, word by word."""
        return differences(self.theirs, self.mine)


@dataclass(frozen=True)
class Conflict:
    """Somebody changed a row after the form was made."""

    token: str  # stands for their version
    what: str
    who: str
    when: datetime
    differences: tuple[Difference, ...]

    @property
    def said(self) -> str:
        when = date_format(timezone.localtime(self.when), "j F Y H:i")
        values = {"what": self.what, "who": self.who, "when": when}
        message = gettext(
            "Not saved: %(who)s changed “%(what)s” on %(when)s, after you opened this page. "
            "Nothing that you typed is lost."
        )
        return message % values


class VersionField(forms.IntegerField):
    """The version a form was made from: goes along unseen, and is no change of anything."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class Guarded(forms.ModelForm):
    """Refuses what was typed into an older version than the stored one, unless the sender has seen both.

    The stored version is the instance's `newest_version` (ContentQuerySet.with_newest_version). Whoever saves must hold
    the content lock while this is validated.
    """

    version = VersionField(required=False)
    conflict: Conflict | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored_version: int | None = getattr(self.instance, "newest_version", None)
        self.initial["version"] = self.stored_version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_stale():
            self._leave_what_was_not_touched()
            if self.has_changed():
                self.conflict = conflict_of(self)
                self.add_error(None, self.conflict.said)
        return cleaned

    def _leave_what_was_not_touched(self) -> None:
        """A field that holds what the form was made with is nobody's wish: the stored value stays, and is shown."""
        made_from = self.instance.history.filter(history_id=self.cleaned_data.get("version")).first()
        if made_from is None:
            return
        typed: Any = self.data
        self.data = typed = typed.copy()
        for name in [name for name in self.changed_data if name != "DELETE"]:
            field = self.fields[name]
            if not field.has_changed(made_from.serializable_value(name), self[name].data):
                self.changed_data.remove(name)
                self.cleaned_data.pop(name, None)  # or else it would be put into the instance
                self.errors.pop(name, None)
                stored = field.prepare_value(self.initial.get(name))
                typed[self.add_prefix(name)] = "" if stored is None or stored is False else stored

    def is_stale(self) -> bool:
        """Whether another version than the stored one was in the form, and the stored one was not seen since."""
        if self.stored_version is None:
            return False
        made_from = self.cleaned_data.get("version")
        return made_from != self.stored_version and _token(self) not in self.data.get(SEEN, "").split(",")


class GuardedFormSet(forms.BaseInlineFormSet):
    """The rows below a form: nor is a row deleted that somebody has just changed."""

    def clean(self) -> None:
        super().clean()
        rows: list[Any] = self.initial_forms  # Guarded, each
        for form in rows:
            if form.cleaned_data.get("DELETE") and form.is_stale():
                form.conflict = conflict_of(form)
                raise ValidationError(form.conflict.said)


def conflict_of(form: Guarded) -> Conflict:
    """Who came first, and what differs. Call it before the typed values are put into the instance."""
    newest = form.instance.history.order_by("-history_id").select_related("history_user").first()
    return Conflict(
        token=_token(form),
        what=str(form.instance),
        who=_named(newest.history_user, from_files=newest.load_id is not None),
        when=newest.history_date,
        differences=tuple(_differences(form)),
    )


def _token(form: Guarded) -> str:
    return f"{form._meta.model._meta.model_name}-{form.stored_version}"


def _named(user: AbstractBaseUser | None, *, from_files: bool) -> str:
    if user is None:
        return gettext("a load of files") if from_files else gettext("somebody else")
    return user.get_username()


def _differences(form: Guarded) -> Iterator[Difference]:
    for name in form.changed_data:
        field = form[name]
        if name != "DELETE":
            yield Difference(str(field.label), _shown(field, form.initial.get(name)), _shown(field, field.value()))


def _shown(bound: forms.BoundField, value: Any) -> str:
    """A value of a field in words."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    value = field.prepare_value(value)
    if isinstance(field, forms.ChoiceField):
        labels: Any = field.choices
        return next((str(label) for key, label in labels if str(key) == str(value or "")), str(value or ""))
    return "" if value is None else normalised(str(value))
