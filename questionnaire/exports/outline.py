"""What a document of the report says, in its order: the same for PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext

from questionnaire.domain.comparison import Comparison
from questionnaire.domain.profile import Profile
from questionnaire.domain.questionnaire import Area
from questionnaire.domain.report import UNMARKED, Card, Former, Line, Report
from questionnaire.domain.taken import Chosen
from questionnaire.wording.report import day, named

SHORT_NOTE = 200  # characters

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class First(Generic[T]):
    """The first of some things, and how many more there are."""

    items: tuple[T, ...]
    more: int

    @classmethod
    def of(cls, things: Sequence[T], most: int | None) -> "First[T]":
        shown = tuple(things[:most])
        return cls(shown, len(things) - len(shown))

    def __bool__(self) -> bool:
        return bool(self.items or self.more)


@dataclass(frozen=True, slots=True)
class Listed:
    """Questions that something holds for."""

    heading: str
    explanation: str
    cards: First[Card]


@dataclass(frozen=True, slots=True)
class AreaPart:
    area: Area
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """In the order of the page. `areas` and `former` are empty in a summary, which tells a comparison by areas only."""

    title: str
    facts: tuple[tuple[str, str], ...]
    is_finished: bool
    profile: Profile
    to_discuss: tuple[Listed, ...]
    comparison: Comparison | None
    priorities: First[Card]
    plan: First[Line]
    areas: tuple[AreaPart, ...]
    open_ends: tuple[Listed, ...]
    former: tuple[Former, ...]
    is_summary: bool


def outline(report: Report, chosen: Chosen, room: tuple[int, int] | None = None) -> Outline:
    """`room` is for how many lines of a list there is room, and of priorities and plan; of others the number is told.

    Without it there is room for all.
    """
    most, decided = room or (None, None)
    priorities = [_in_short(card) for card in report.priorities] if chosen.is_summary else report.priorities
    return Outline(
        title=named(report),
        facts=tuple(_facts(report)),
        is_finished=report.finished_at is not None,
        profile=report.profile,
        to_discuss=tuple(listed for listed in _to_discuss(report, most) if listed.cards),
        comparison=report.comparison,
        priorities=First.of(priorities, decided),
        plan=First.of(report.lines, decided),
        areas=() if chosen.is_summary else tuple(_areas(report)),
        open_ends=tuple(listed for listed in _open_ends(report, most) if listed.cards),
        former=() if chosen.is_summary else report.no_longer_asked,
        is_summary=chosen.is_summary,
    )


def _in_short(card: Card) -> Card:
    """With the beginning of its note on one line, as a summary has room for."""
    if card.given is None:
        return card
    note = Truncator(" ".join(card.given.note.split())).chars(SHORT_NOTE)
    return replace(card, step=replace(card.step, given=replace(card.given, note=note)))


def _facts(report: Report) -> list[tuple[str, str]]:
    return [
        (gettext("Started"), day(report.started_at)),
        (gettext("Last change"), day(report.updated_at)),
        (gettext("Finished"), day(report.finished_at) or gettext("not yet")),
        (gettext("Answered"), f"{report.progress.done} / {report.progress.total}"),
        (gettext("Version of the texts"), report.content_version or "–"),
    ]


def _to_discuss(report: Report, most: int | None) -> list[Listed]:
    ask_around = gettext(
        "You answered these with “We do not know”. That is a finding too: ask around, and come back to them."
    )
    return [
        Listed(gettext("Who in the organisation knows about these?"), ask_around, First.of(report.unknown, most)),
        Listed(gettext("To talk about later"), "", First.of(report.flagged, most)),
    ]


def _open_ends(report: Report, most: int | None) -> list[Listed]:
    return [
        Listed(gettext("Does not apply to us"), "", First.of(report.not_applicable, most)),
        Listed(gettext("Unanswered"), "", First.of(report.unanswered, most)),
    ]


def _areas(report: Report) -> list[AreaPart]:
    parts = [
        AreaPart(area.area, tuple(card for card in area.cards if card.given or card.mark != UNMARKED))
        for area in report.areas
    ]
    return [part for part in parts if part.cards]
