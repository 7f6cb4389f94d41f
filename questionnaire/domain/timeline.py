"""Which versions of an object may go from its history."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple


class Version(NamedTuple):
    """One version of one object, from its time on until the object's next."""

    pk: int  # rising with time: of two versions of the same time the higher one is the later
    object_pk: int
    at: datetime


def disposable(versions: Iterable[Version], shown_at: Sequence[datetime], before: datetime) -> Iterator[int]:
    """The pks of versions from before a time that nothing needs any more.

    `versions` are ordered by object, time and pk; `shown_at`, ascending, are the times as of which somebody is shown
    the texts. Kept are an object's newest version and those that were in effect at one of these times.
    """
    for version, following in pairwise(versions):
        is_newest = following.object_pk != version.object_pk
        if version.at < before and not is_newest and not _is_any_within(shown_at, version.at, following.at):
            yield version.pk


def _is_any_within(moments: Sequence[datetime], start: datetime, end: datetime) -> bool:
    """Whether one of the moments is at `start` or later, but before `end`."""
    first = bisect_left(moments, start)
    return first < len(moments) and moments[first] < end
