"""Versions of content in words: what it is, who wrote it, and what differs from another one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext

from questionnaire.domain.diff import Kind, Run, differences
from questionnaire.models import Area, Choice, Guidance, Load, Question

OF_ITS_OWN = {"id", "question", "choice"}  # what an object is of; it never changes


class Labels:
    """What content is called, deleted content too: two queries, however many are asked for."""

    def of(self, model: Any, row: Any) -> str:
        """The label of a row, or of a version, of this model."""
        if model is Area:
            return gettext("Area %(number)s") % {"number": row.number}
        if model is Question:
            return gettext("Question %(number)s") % {"number": row.number}
        if model is Choice:
            values = {"question": self._questions.get(row.question_id), "choice": row.number}
            return gettext("Question %(question)s, choice %(choice)s: statement") % values
        if model is Guidance:
            question, number = self._choices.get(row.choice_id, (None, None))
            values = {"question": self._questions.get(question), "choice": number}
            return gettext("Question %(question)s, choice %(choice)s: guidance") % values
        return str(capfirst(model._meta.verbose_name))

    def place(self, model: Any, row: Any) -> tuple[int, ...]:
        """Where it stands in a list: the questionnaire, areas, then questions with their choices in order."""
        if model is Area:
            return (1, row.number)
        if model is Question:
            return (2, row.number)
        if model is Choice:
            return (2, self._questions.get(row.question_id, 0), row.number)
        if model is Guidance:
            question, number = self._choices.get(row.choice_id, (None, 0))
            return (2, self._questions.get(question, 0), number, 1)
        return (0,)

    @cached_property
    def _questions(self) -> dict[int | None, int]:
        """Numbers by pk. The history has those of deleted questions too, and a number never changes."""
        return dict(Question.history.order_by("id").values_list("id", "number").distinct())

    @cached_property
    def _choices(self) -> dict[int, tuple[int, int]]:
        rows = Choice.history.order_by("id").values_list("id", "question_id", "number").distinct()
        return {pk: (question, number) for pk, question, number in rows}


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the list of versions."""

    version: Any
    who: str
    changed: tuple[str, ...]  # what differs from the version before; empty for the first one
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that differs between two versions."""

    label: str
    runs: Sequence[Run]


def lines(versions: Sequence[Any], *, newest: int | None) -> Iterator[Line]:
    """Lines for versions, the newest first; each is compared with its follower, and the last has no line of its own
    unless it is the first version of all (a `None` follows it)."""
    for version, before in pairwise(versions):
        changed = tuple(_label(field) for field in _fields(version) if before and _differs(field, before, version))
        yield Line(version, who(version), changed, is_newest=version.history_id == newest)


def who(version: Any) -> str:
    """Whoever wrote a version."""
    if version.history_user:
        return str(version.history_user.get_full_name() or version.history_user.get_username())
    if version.load and version.load.source == Load.Source.COMMAND:
        return gettext("command line")
    if version.load or version.is_from_admin:
        return gettext("deleted user")
    return gettext("not recorded")


def changes(old: Any | None, new: Any) -> list[Changed]:
    """Every field that differs, in the order of the form; without an old version, every field that says something."""
    return [
        Changed(_label(field), _runs(field, _value(field, old), _value(field, new)))
        for field in _fields(new)
        if _differs(field, old, new)
    ]


def _fields(version: Any) -> list[Any]:
    return [field for field in version.tracked_fields if field.name not in OF_ITS_OWN]


def _label(field: Any) -> str:
    return str(capfirst(field.verbose_name))


def _differs(field: Any, old: Any | None, new: Any) -> bool:
    value = getattr(new, field.attname)
    return bool(value) if old is None else getattr(old, field.attname) != value


def _runs(field: Any, old: str, new: str) -> list[Run]:
    """Word by word where somebody wrote a text; a value as a whole."""
    if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
        return differences(old, new)
    return [Run(kind, text) for kind, text in ((Kind.REMOVED, old), (Kind.ADDED, new)) if text]


def _value(field: Any, version: Any | None) -> str:
    """A field in words; empty when it says nothing."""
    value = getattr(version, field.attname) if version else None
    if isinstance(field, models.ForeignKey):
        area = Area.objects.filter(pk=value).first() if value else None
        return str(area) if area else gettext("deleted area") if value else ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if field.choices and value is not None:
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else str(value)
