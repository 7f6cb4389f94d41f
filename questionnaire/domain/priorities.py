"""Which questions could be worked on, how important they are, and which of them are proposed as priorities."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaire.domain.improvement import MAX_IMPORTANCE
from questionnaire.domain.profile import scale_of
from questionnaire.domain.questionnaire import Area
from questionnaire.domain.report import AreaCards, Card, Report

PROPOSED = 3  # at most; more than that is hardly ever carried out
IMPORTANCES = tuple(range(MAX_IMPORTANCE, 0, -1))  # highest first


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: the questions on one level, by importance from the highest down."""

    level: int
    name: str  # of the level; empty where the questions do not all share the scale that has names
    cells: tuple[tuple[int, tuple[Card, ...]], ...]  # (importance, questions in the order of the walk)


@dataclass(frozen=True, slots=True)
class Priorities:
    """What the page about priorities shows. A question has room to grow while there is a statement above its answer."""

    areas: tuple[AreaCards, ...]  # only questions with room to grow, areas without one left out
    lowest: tuple[Area, ...]  # the areas to work on by their level; none when all stand at the same one
    matrix: tuple[Row, ...]  # the lowest level first; of what has an importance
    proposed: tuple[Card, ...]  # at most three
    ranked: tuple[Card, ...]  # all that the respondent can decide about, in the order of the rule

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for area in self.areas for card in area.cards)


def priorities(report: Report) -> Priorities:
    """What there is to decide in this report."""
    areas = tuple(
        AreaCards(area.area, cards)
        for area in report.areas
        if (cards := tuple(card for card in area.cards if card.next_choice))
    )
    growing = [card for area in areas for card in area.cards]
    rated = _ranked(card for card in growing if card.mark.importance)
    # What was decided stays in sight when its answer changed meanwhile, so that it can be undecided.
    rest = tuple(card for card in report.priorities if card not in rated)
    lowest = tuple(area.area for area in report.profile.to_work_on)
    return Priorities(areas, lowest, _matrix(rated, report), rated[:PROPOSED], (*rated, *rest))


def _ranked(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Highest importance first, then lowest level, then the order of the walk, in which they come."""
    return tuple(sorted(cards, key=lambda card: (-(card.mark.importance or 0), card.level or 0)))


def _matrix(rated: tuple[Card, ...], report: Report) -> tuple[Row, ...]:
    names = report.profile.level_names
    named = {scale_of(card.question) for card in rated} == {len(names)}
    order = {card.question.number: at for at, card in enumerate(report.cards)}
    cards = sorted(rated, key=lambda card: order[card.question.number])
    levels = sorted({card.level for card in cards if card.level})
    return tuple(
        Row(
            level,
            names[level - 1] if named else "",
            tuple(
                (importance, tuple(c for c in cards if (c.level, c.mark.importance) == (level, importance)))
                for importance in IMPORTANCES
            ),
        )
        for level in levels
    )
