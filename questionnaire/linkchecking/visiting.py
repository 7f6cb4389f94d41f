"""What becomes of one address: HEAD, then GET where HEAD is refused, and at most five redirects."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from questionnaire.domain.links import (
    MAX_REDIRECTS,
    Finding,
    Reason,
    Target,
    Unfit,
    answered,
    following,
    target,
    unanswered,
)
from questionnaire.linkchecking.asking import Client, Reply

PERMANENT, TEMPORARY = {301, 308}, {302, 303, 307}
DELAY = 1.0  # seconds between two requests to a host


@dataclass
class Pace:
    """At least `delay` seconds between two requests to the same host, whoever makes them."""

    delay: float = DELAY
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _next: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str) -> float:
        """Wait for one's turn; how many seconds that was."""
        with self._lock:
            now = self.clock()
            turn = max(now, self._next[host])
            self._next[host] = turn + self.delay
        if turn > now:
            self.sleep(turn - now)
        return turn - now


@dataclass(frozen=True)
class Visitor:
    client: Client
    pace: Pace
    bound: float = 30  # seconds for one address with all its redirects, waiting for a turn apart

    def visit(self, address: str) -> Finding:
        """Ask for an address and follow where it leads."""
        until = time.monotonic() + self.bound
        here, moved_to, only_permanent = address, "", True
        seen = {address}
        try:
            for _ in range(MAX_REDIRECTS + 1):
                asked = target(here, any_port=self.client.any_port)
                reply, waited = self._ask(asked, until)
                until += waited
                if reply.status not in PERMANENT | TEMPORARY:
                    return answered(reply.status, moved_to)
                here = following(here, reply.location) if reply.location else here
                if here in seen:
                    break
                seen.add(here)
                only_permanent = only_permanent and reply.status in PERMANENT
                moved_to = here if only_permanent else moved_to
        except Unfit as unfit:
            return unanswered(unfit.reason)
        return unanswered(Reason.REDIRECTS)

    def _ask(self, asked: Target, until: float) -> tuple[Reply, float]:
        """The reply to HEAD, or to GET where HEAD is refused or not understood; and how long was waited."""
        waited = self.pace.wait(asked.host)
        try:
            reply = self.client.ask("HEAD", asked, until + waited)
        except Unfit as unfit:
            if unfit.reason != Reason.ANSWER:
                raise
        else:
            if reply.status < 400 or reply.status == 429:
                return reply, waited
        waited += self.pace.wait(asked.host)
        return self.client.ask("GET", asked, until + waited), waited
