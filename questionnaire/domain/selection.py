"""Which questions of a report are looked at."""

from dataclasses import dataclass

from questionnaire.domain.questionnaire import Area
from questionnaire.domain.report import AreaCards, Card, Report
from questionnaire.domain.walk import Kind


@dataclass(frozen=True, slots=True)
class Selection:
    """What the respondent wants to see; everything when nothing is set.

    Area, answer and flag narrow each other down; level and *Bilmiyorum*, of which no answer is both, add up.
    """

    area: Area | None = None
    level: int | None = None
    unknown: bool = False
    flagged: bool = False

    def of(self, report: Report) -> tuple[AreaCards, ...]:
        """The areas of the report with the cards that are kept; those without any are left out."""
        kept = (
            AreaCards(group.area, tuple(card for card in group.cards if self._keeps(card)))
            for group in report.told
            if self.area in (None, group.area)
        )
        return tuple(group for group in kept if group.cards)

    def _keeps(self, card: Card) -> bool:
        return (card.mark.flagged or not self.flagged) and self._keeps_answer(card)

    def _keeps_answer(self, card: Card) -> bool:
        if self.level is None and not self.unknown:
            return True
        is_unknown = card.given is not None and card.given.kind is Kind.UNKNOWN
        return (self.unknown and is_unknown) or (self.level is not None and card.level == self.level)
