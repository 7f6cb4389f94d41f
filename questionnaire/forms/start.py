"""Coming in: the first page and the resume code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.key import new_key, read_key


class KeyField(forms.Field):
    """A key that came with the page, so that its form sent twice does one thing. No person types it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        return read_key(str(value or "")) or new_key()


class StartForm(forms.Form):
    guidance_in_report = forms.BooleanField(
        required=False,
        label=_("Show me the guidance only in the report"),
        help_text=_("Choose this if you would rather answer all questions without being influenced."),
    )
    shared_computer = forms.BooleanField(
        required=False,
        label=_("Other people use this computer too"),
        help_text=_("The assessment is then closed here when the browser is closed."),
    )


class ResumeForm(forms.Form):
    """Opens an assessment with its code. Its ids are its own, since it shares the first page with StartForm."""

    UNKNOWN = _(
        "No assessment opens with this code. Check it letter by letter; a code ends when a new one is made or the "
        "assessment is deleted."
    )

    code = forms.CharField(
        label=_("Resume code"),
        max_length=200,
        error_messages={"required": _("Type the resume code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    shared_computer = StartForm.base_fields["shared_computer"]

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="resume_%s", **options)

    def clean_code(self) -> str:
        # A whole resume link pasted into the field is meant as its code.
        typed = self.cleaned_data["code"].strip().rstrip("/").rpartition("/")[2]
        key = read_key(typed)
        if key is None:
            raise forms.ValidationError(
                _("This is not a complete resume code. It has 28 letters and digits, in seven groups of four.")
            )
        return key
