"""Logging in to the admin, a limited number of times an hour."""

from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from questionnaire.limits import within_limit


class LimitedLoginForm(AdminAuthenticationForm):
    """Counts every attempt of an address before looking at the password."""

    def clean(self) -> dict[str, Any]:
        if self.request is not None and not within_limit(self.request, "login", settings.LOGINS_PER_HOUR):
            raise ValidationError(_("Too many attempts to log in from this address. Try again in an hour."))
        return super().clean()
