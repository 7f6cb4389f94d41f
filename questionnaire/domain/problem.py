"""What is wrong with a text, where, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    ERROR = "error"  # nothing is written
    WARNING = "warning"  # said, and gone on


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `message` is an English msgid with named placeholders; the caller translates it."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    path: str = ""  # relative to the folder that is loaded; empty for a text typed in the admin
    line: int | None = None  # from 1
    column: int | None = None  # from 1
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def gettext_noop(message: str) -> str:
    """Mark a message for makemessages. The domain speaks English; translation is for those who show it."""
    return message
