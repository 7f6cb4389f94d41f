"""Check many addresses and keep what is found."""

import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

from django.conf import settings

from questionnaire.domain.links import Finding, interleaved, is_public
from questionnaire.linkchecking.asking import Client
from questionnaire.linkchecking.visiting import Pace, Visitor
from questionnaire.models import Link

WORKERS = 8  # addresses at a time; the pace sees to it that they are of different hosts


def visitor(pace: Pace, *, bound: float = 30) -> Visitor:
    """As this installation's settings want one."""
    private = settings.LINKCHECK_ALLOW_PRIVATE
    return Visitor(Client(may_ask=lambda ip: private or is_public(ip), any_port=private), pace, bound)


def check(addresses: Collection[str], visitor: Visitor, *, seconds: float | None = None) -> Iterator[Link]:
    """Visit each address and store what is found, one by one as answers come in.

    After so many `seconds` no further one is begun; those left out are not among the links given.
    """
    until = None if seconds is None else time.monotonic() + seconds
    executor = ThreadPoolExecutor(WORKERS)
    try:
        # Threads only talk to other hosts; the database is this thread's.
        waiting = {executor.submit(_in_time(visitor, until), address): address for address in interleaved(addresses)}
        for done in as_completed(waiting):
            finding = done.result()
            if finding is not None:
                yield Link.objects.record(waiting[done], finding)
    finally:
        executor.shutdown(cancel_futures=True)


def _in_time(visitor: Visitor, until: float | None) -> Callable[[str], Finding | None]:
    def visited(address: str) -> Finding | None:
        return visitor.visit(address) if until is None or time.monotonic() < until else None

    return visited
