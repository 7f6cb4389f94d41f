"""The improvement plan: what a line of it says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

MAX_IMPORTANCE = 3
MAX_WHAT = 500  # characters
MAX_WHO = 200
MAX_LINES = 100  # of one plan; far more than anybody carries out


class Status(StrEnum):
    """Where a line of the plan stands."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the plan."""

    uid: UUID
    what: str
    first_step: str = ""
    who: str = ""
    due: date | None = None
    status: Status = Status.OPEN
    question: int | None = None  # the number of the question it grew out of
    pk: int | None = None
    revision: int = 1

    @property
    def is_closed(self) -> bool:
        return self.status in {Status.DONE, Status.DROPPED}

    def says_the_same_as(self, other: "Action") -> bool:
        return self.said == other.said

    @property
    def said(self) -> tuple[str, str, str, date | None, Status]:
        """What somebody typed."""
        return self.what, self.first_step, self.who, self.due, self.status

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today and not self.is_closed
