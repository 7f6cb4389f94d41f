"""A second round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.key import new_key
from questionnaire.forms.start import KeyField, StartForm


class AgainForm(forms.Form):
    """Starts a new assessment that knows its predecessor. The key makes the form sent twice start one."""

    key = KeyField(initial=new_key)
    with_plan = forms.BooleanField(
        required=False,
        label=_("Take along what is still open in the plan"),
        help_text=_("The lines are copied with who and by when; the plan of the earlier assessment stays as it is."),
    )
    guidance_in_report = StartForm.base_fields["guidance_in_report"]

    def __init__(self, data: Any = None, *, has_plan: bool) -> None:
        super().__init__(data, initial={"with_plan": True})
        if not has_plan:
            del self.fields["with_plan"]
