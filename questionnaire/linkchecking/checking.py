"""Check many addresses and keep what is found."""

import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from django.conf import settings

from questionnaire.domain.links import Finding, Reason, interleaved, is_public, unanswered
from questionnaire.linkchecking.asking import Client
from questionnaire.linkchecking.visiting import Pace, Visitor
from questionnaire.models import Link

WORKERS = 8  # addresses at a time; the pace sees to it that they are of different hosts
MANY = 5  # sites do not all lose their names at the same time


def visitor(pace: Pace, *, bound: float = 30) -> Visitor:
    """As this installation's settings want one."""
    private = settings.LINKCHECK_ALLOW_PRIVATE
    return Visitor(Client(may_ask=lambda ip: private or is_public(ip), any_port=private), pace, bound)


def check(addresses: Collection[str], visitor: Visitor, *, seconds: float | None = None) -> Iterator[Link]:
    """Visit each address and store what is found, one by one as answers come in.

    After so many `seconds` no further one is begun; those left out are not among the links given. Where many names are
    unknown and no site answers, it is us who have no network: that breaks no link.
    """
    until = None if seconds is None else time.monotonic() + seconds
    executor = ThreadPoolExecutor(WORKERS)
    nameless: list[str] = []
    any_answer = False
    try:
        # Threads only talk to other hosts; the database is this thread's.
        waiting = {executor.submit(_in_time(visitor, until), address): address for address in interleaved(addresses)}
        for done in as_completed(waiting):
            finding = done.result()
            if finding is None:
                continue
            if finding.reason is Reason.NAME:
                nameless.append(waiting[done])
                continue
            any_answer = any_answer or finding.status is not None
            yield Link.objects.record(waiting[done], finding)
    finally:
        executor.shutdown(cancel_futures=True)
    hosts = {urlsplit(address).netloc for address in nameless}
    reason = Reason.NAME if any_answer or len(hosts) < MANY else Reason.NAME_LATER
    for address in nameless:
        yield Link.objects.record(address, unanswered(reason))


def _in_time(visitor: Visitor, until: float | None) -> Callable[[str], Finding | None]:
    def visited(address: str) -> Finding | None:
        return visitor.visit(address) if until is None or time.monotonic() < until else None

    return visited
