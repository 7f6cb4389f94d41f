"""The filters of the report: what the address asks for, and the links that ask for something else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from questionnaire.domain.report import AreaCards, Report
from questionnaire.domain.selection import Selection
from questionnaire.wording.report import named


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    query: str  # from the question mark on; “?” alone asks for everything
    is_current: bool
    is_content: bool = False  # its text is the editors', in their language


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown, and the links by what they filter."""

    selection: Selection
    areas: tuple[AreaCards, ...]
    links: tuple[tuple[str, tuple[Link, ...]], ...]  # each group with its heading

    @property
    def is_active(self) -> bool:
        return self.selection != Selection()

    @property
    def chosen(self) -> list[Link]:
        """What is asked for: every current link but those that ask for all."""
        return [link for _, links in self.links for link in links[1:] if link.is_current]

    @property
    def count(self) -> int:
        return sum(len(group.cards) for group in self.areas)


def filters_of(query: QueryDict, report: Report) -> Filters:
    """The filters that the address names. What it names that does not exist is left out."""
    selection = _selection(query, report)
    groups = (
        (_("Area"), tuple(_by_area(selection, report))),
        (_("What was answered"), tuple(_by_answer(selection, report))),
        (_("Flag"), tuple(_by_flag(selection))),
    )
    return Filters(selection, selection.of(report), groups)


def _selection(query: QueryDict, report: Report) -> Selection:
    """`?alan=3`, `?duzey=1`, `?bilmiyorum`, `?konusalim`; `alan=0` are the questions without an area."""
    areas = {str(group.area.number or 0): group.area for group in report.areas}
    levels = {str(level): level for level in _levels(report)}
    return Selection(
        area=areas.get(query.get("alan", "")),
        level=levels.get(query.get("duzey", "")),
        unknown="bilmiyorum" in query,
        flagged="konusalim" in query,
    )


def _levels(report: Report) -> range:
    return range(1, max((card.scale for card in report.cards), default=0) + 1)


def _query(selection: Selection) -> str:
    named_ones = {"alan": selection.area and (selection.area.number or 0), "duzey": selection.level}
    flags = {"bilmiyorum": selection.unknown, "konusalim": selection.flagged}
    pairs = {name: str(value) for name, value in named_ones.items() if value is not None}
    parts = [urlencode(pairs)] if pairs else []
    return "?" + "&".join([*parts, *(name for name, is_set in flags.items() if is_set)])


def _link(text: str, selection: Selection, **changed: object) -> Link:
    asked = replace(selection, **changed)  # type: ignore[arg-type]
    return Link(text, _query(asked), asked == selection)


def _by_area(selection: Selection, report: Report) -> Iterator[Link]:
    yield _link(_("All"), selection, area=None)
    for group in report.areas:
        yield replace(_link(named(group.area), selection, area=group.area), is_content=True)


def _by_answer(selection: Selection, report: Report) -> Iterator[Link]:
    yield _link(_("All"), selection, level=None, unknown=False)
    for level in _levels(report):
        yield _link(_("Level %(level)s") % {"level": level}, selection, level=level, unknown=False)
    yield _link(_("We do not know"), selection, level=None, unknown=True)


def _by_flag(selection: Selection) -> Iterator[Link]:
    yield _link(_("All"), selection, flagged=False)
    yield _link(_("Talk about it later"), selection, flagged=True)
