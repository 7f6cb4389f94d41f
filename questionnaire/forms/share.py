"""Sharing a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.key import new_key
from questionnaire.forms.start import KeyField
from questionnaire.models import Assessment, Share
from questionnaire.models.share import MAX_LABEL, MAX_VALID, SHARE_DAYS


class ShareForm(forms.Form):
    """Makes a link. The key makes the form sent twice make one."""

    key = KeyField(initial=new_key)
    label = forms.CharField(
        label=_("Whom is it for?"),
        max_length=MAX_LABEL,
        help_text=_("Only you see this, in the list of your links. For example: Board"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write whom the link is for, so that you can tell your links apart."),
            "max_length": _("This has %(show_value)d characters; at most %(limit_value)d are possible. Shorten it."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long should it work?"),
        coerce=int,
        initial=SHARE_DAYS,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("1 year"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long the link should work."),
            "invalid_choice": _("Choose how long the link should work."),
        },
    )
    with_notes = forms.BooleanField(
        required=False,
        label=_("Show the notes"),
        help_text=_("Read your notes once more before; they may say more than you want to share."),
    )
    with_plan = forms.BooleanField(
        required=False,
        label=_("Show priorities and plan"),
        help_text=_("With the names written under “Who”."),
    )

    def refuse_more(self) -> None:
        """There are as many links as there may be."""
        words = _("There can be %(count)s valid links at most. End one of those below, then make this one.")
        self.add_error("label", forms.ValidationError(words, params={"count": MAX_VALID}))


class EndShareForm(forms.Form):
    """Names one of the assessment's own links."""

    share = forms.ModelChoiceField(queryset=Share.objects.none())

    def __init__(self, data: Any, assessment: Assessment) -> None:
        super().__init__(data)
        share: Any = self.fields["share"]
        share.queryset = assessment.shares.all()
