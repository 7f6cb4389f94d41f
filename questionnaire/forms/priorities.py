"""How important the questions with room to grow are, and which of them are worked on first.

Both forms send back what they showed, so that only what was changed in them is stored and another tab's changes stay.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.priorities import Priorities
from questionnaire.domain.questionnaire import Area
from questionnaire.domain.report import Card
from questionnaire.wording.report import IMPORTANCE_NAMES


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its fields."""

    card: Card
    field: Any  # bound
    was: Any  # bound; what was shown


class ImportanceForm(forms.Form):
    """A radio group a question."""

    def __init__(self, shown: Priorities, data: Any = None) -> None:
        super().__init__(data, prefix="onem")
        self.shown = shown
        for card in shown.cards:
            number, importance = str(card.question.number), card.mark.importance
            self.fields[number] = forms.TypedChoiceField(
                required=False,
                coerce=int,
                empty_value=None,
                initial=importance,
                choices=list(IMPORTANCE_NAMES.items()),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose how important this is.")},
            )
            self.fields[f"{number}-was"] = forms.CharField(required=False, initial=importance, widget=forms.HiddenInput)

    @property
    def areas(self) -> list[tuple[Area, list[Group]]]:
        """The radio groups, area by area."""
        return [(area.area, [self._group(card) for card in area.cards]) for area in self.shown.areas]

    def _group(self, card: Card) -> Group:
        number = str(card.question.number)
        return Group(card, self[number], self[f"{number}-was"])

    def clean(self) -> None:
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Say of one question at least how important it is."))

    def changed(self) -> dict[int, int]:
        """The importance that was said anew, by the question's pk; once the form is valid."""
        numbers = [(card.question.pk, str(card.question.number)) for card in self.shown.cards]
        said = [(pk, self.cleaned_data[number], self.cleaned_data[f"{number}-was"]) for pk, number in numbers]
        return {pk: now for pk, now, was in said if now and str(now) != was}


class DecisionForm(forms.Form):
    """A checkbox a question. What is proposed is checked as long as nothing was decided."""

    def __init__(self, shown: Priorities, data: Any = None) -> None:
        super().__init__(data, prefix="karar")
        self.shown = shown
        decided = any(card.mark.priority for card in shown.ranked)
        for card in shown.ranked:
            number, chosen = str(card.question.number), card.mark.priority
            proposed = not decided and card in shown.proposed
            self.fields[number] = forms.BooleanField(required=False, initial=chosen or proposed)
            self.fields[f"{number}-was"] = forms.BooleanField(required=False, initial=chosen, widget=forms.HiddenInput)

    @property
    def groups(self) -> list[Group]:
        """The checkboxes, in the order of the rule."""
        numbers = [(card, str(card.question.number)) for card in self.shown.ranked]
        return [Group(card, self[number], self[f"{number}-was"]) for card, number in numbers]

    def changed(self) -> dict[int, bool]:
        """What was decided anew, by the question's pk; once the form is valid."""
        numbers = [(card.question.pk, str(card.question.number)) for card in self.shown.ranked]
        decided = [(pk, self.cleaned_data[number], self.cleaned_data[f"{number}-was"]) for pk, number in numbers]
        return {pk: now for pk, now, was in decided if now != was}
