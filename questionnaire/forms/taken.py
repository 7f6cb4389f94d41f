"""Which part of the report to take along. Its fields are named as they stand in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.taken import Chosen, Extent

CHOOSE = {"invalid_choice": _("Choose one of these.")}


class TakenForm(forms.Form):
    """What is not said is the whole report with its notes."""

    kapsam = forms.ChoiceField(
        required=False,
        label=_("How much"),
        choices=[
            (Extent.FULL.value, _("The whole report")),
            (Extent.SUMMARY.value, _("A summary on two pages at most, without the guidance")),
        ],
        initial=Extent.FULL.value,
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    notlar = forms.ChoiceField(
        required=False,
        label=_("Notes"),
        choices=[("1", _("With my notes")), ("0", _("Without my notes"))],
        initial="1",
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="taken_%s", **options)

    def chosen(self) -> Chosen:
        """The part, once the form is valid."""
        extent = Extent(self.cleaned_data["kapsam"] or Extent.FULL)
        return Chosen(extent, notes=self.cleaned_data["notlar"] != "0")
