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


@dataclass(frozen=True, slots=True)
class AreaGroups:
    """An area with its radio groups."""

    area: Area
    groups: list[Group]
    is_lowest: bool  # or no area is lower than another

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded: where most is to be done, something was picked, or something is wrong."""
        return self.is_lowest or any(group.field.value() or group.field.errors for group in self.groups)


class ImportanceForm(forms.Form):
    """A radio group a question."""

    CHANGED = _("Meanwhile “%(stored)s” was chosen in another tab or by a colleague. Save again if yours should stand.")

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
    def areas(self) -> list[AreaGroups]:
        lowest = self.shown.lowest
        return [
            AreaGroups(area.area, [self._group(card) for card in area.cards], not lowest or area.area in lowest)
            for area in self.shown.areas
        ]

    def _group(self, card: Card) -> Group:
        number = str(card.question.number)
        return Group(card, self[number], self[f"{number}-was"])

    def clean(self) -> None:
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Say of one question at least how important it is."))
        for card in self.shown.cards:
            self._refuse_overwriting(str(card.question.number), str(card.mark.importance or ""))

    def _refuse_overwriting(self, number: str, stored: str) -> None:
        """Let the respondent choose when something else was said of the question since the form was shown."""
        now, was = self.cleaned_data.get(number), self.cleaned_data[f"{number}-was"]
        if not now or not stored or was in {stored, str(now)} or str(now) == stored:
            return
        self.add_error(number, forms.ValidationError(self.CHANGED, params={"stored": IMPORTANCE_NAMES[int(stored)]}))
        self.data = {**self.data, self.add_prefix(f"{number}-was"): stored}

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
        decided = any(card.mark.is_decided for card in shown.ranked)
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
        """What was decided anew, against it too, by the question's pk; once the form is valid."""
        said = [(card, str(card.question.number)) for card in self.shown.ranked]
        return {
            card.question.pk: self.cleaned_data[number]
            for card, number in said
            if not card.mark.is_decided or self.cleaned_data[number] != self.cleaned_data[f"{number}-was"]
        }
