"""What an editor sees first: how much there is and what is unfinished."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import ngettext, ngettext_lazy

from questionnaire import content
from questionnaire.domain import links
from questionnaire.models import Area, Choice, Guidance, Link, Question


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is counted, and the list of the rows that make up the count."""

    rows: Callable[[], QuerySet[Any]]
    words: Any  # with %(count)s, by ngettext_lazy
    query: str = ""  # that narrows the list down to these rows


@dataclass(frozen=True, slots=True)
class Figure:
    words: str
    link: str


CONTENT = [
    Entry(Area.objects.all, ngettext_lazy("%(count)s area", "%(count)s areas", "count")),
    Entry(Question.objects.all, ngettext_lazy("%(count)s question", "%(count)s questions", "count")),
    Entry(Guidance.objects.all, ngettext_lazy("%(count)s guidance text", "%(count)s guidance texts", "count")),
]
UNFINISHED = [
    Entry(
        Area.objects.untitled,
        ngettext_lazy("%(count)s area without a name", "%(count)s areas without a name", "count"),
        "eksik=ad",
    ),
    Entry(
        Question.objects.without_text,
        ngettext_lazy("%(count)s question without a text", "%(count)s questions without a text", "count"),
        "eksik=metin",
    ),
    Entry(
        Question.objects.without_choices,
        ngettext_lazy("%(count)s question without a choice", "%(count)s questions without a choice", "count"),
        "eksik=secenek",
    ),
    Entry(
        Choice.objects.without_guidance,
        ngettext_lazy("%(count)s choice without guidance", "%(count)s choices without guidance", "count"),
        "eksik=recete",
    ),
    Entry(
        Guidance.objects.with_errors,
        ngettext_lazy(
            "%(count)s guidance text that readers do not see whole",
            "%(count)s guidance texts that readers do not see whole",
            "count",
        ),
        "bulgu=hata",
    ),
    Entry(
        Guidance.objects.stale,
        ngettext_lazy(
            "%(count)s guidance text not reviewed for a year",
            "%(count)s guidance texts not reviewed for a year",
            "count",
        ),
        "gozden=eski",
    ),
]


def figures(user: Any) -> list[Figure]:
    """How much there is of what this user may see, in one query."""
    return [figure for _count, figure in _counted(CONTENT, user)]


def unfinished(user: Any) -> list[Figure]:
    """What waits for this user; all of it is counted in one query, links look into the texts in three more."""
    standing = links.places(content.now()) if may_view(user, Link) else {}
    counted = [*_counted([*UNFINISHED, _unreachable(standing)], user), *_unchecked(standing)]
    return [figure for count, figure in counted if count]


def _unreachable(standing: Container[str]) -> Entry:
    words = ngettext_lazy(
        "%(count)s link that readers cannot open", "%(count)s links that readers cannot open", "count"
    )
    return Entry(lambda: Link.objects.unreachable().standing(standing), words, "outcome__in=broken,refused")


def _unchecked(standing: Collection[str]) -> Iterator[tuple[int, Figure]]:
    """Links of which nobody knows whether they work. They are checked from the texts they stand in; it leads there."""
    if standing:
        known = set(Link.objects.checked_lately().values_list("address", flat=True))
        count = sum(address not in known for address in standing)
        words = ngettext("%(count)s link not checked for 30 days", "%(count)s links not checked for 30 days", count)
        yield count, Figure(words % {"count": count}, reverse("admin:questionnaire_guidance_changelist"))


def _counted(entries: Iterable[Entry], user: Any) -> Iterator[tuple[int, Figure]]:
    shown = [(entry, rows) for entry in entries for rows in [entry.rows()] if may_view(user, rows.model)]
    numbers = _numbers([rows for _entry, rows in shown])
    for (entry, rows), number in zip(shown, numbers, strict=True):
        page = reverse(f"admin:questionnaire_{rows.model._meta.model_name}_changelist")
        words = entry.words % {"count": number}
        yield number, Figure(words, f"{page}?{entry.query}" if entry.query else page)


def _numbers(many: list[QuerySet[Any]]) -> list[int]:
    """How many rows each of these has, in one query."""
    counts = [
        rows.order_by().annotate(at=Value(at)).values("at").annotate(n=Count("pk")).values_list("at", "n")
        for at, rows in enumerate(many)
    ]
    found = dict(counts[0].union(*counts[1:], all=True)) if counts else {}
    return [found.get(at, 0) for at in range(len(many))]  # what has no rows makes no group


def may_view(user: Any, model: Any) -> bool:
    return any(user.has_perm(f"questionnaire.{verb}_{model._meta.model_name}") for verb in ("view", "change"))
