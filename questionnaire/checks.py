"""System checks of our own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning


def privacy_is_stated(**_: Any) -> list[CheckMessage]:
    """The law asks who is responsible for personal data, how to reach them and where the data is kept."""
    return [
        CheckWarning(
            f"{name} is not set, so the privacy page does not say {what}.",
            hint=f"Set the environment variable {name}.",
            id=f"questionnaire.W{number:03}",
        )
        for number, (name, what) in enumerate(
            {
                "PRIVACY_CONTROLLER": "who is responsible for the data",
                "PRIVACY_CONTACT": "how to reach them",
                "PRIVACY_HOSTING": "where the data is kept",
            }.items(),
            start=1,
        )
        if not getattr(settings, name)
    ]
