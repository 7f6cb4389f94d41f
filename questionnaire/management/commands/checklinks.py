"""Check every outward link: options in, words out; the work is in questionnaire.linkchecking."""

import argparse
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from questionnaire import content
from questionnaire.domain import links
from questionnaire.domain.links import Outcome
from questionnaire.domain.seed import Key
from questionnaire.linkchecking.checking import check, visitor
from questionnaire.linkchecking.visiting import DELAY, Pace
from questionnaire.models import Link
from questionnaire.models.link import OUTCOMES
from questionnaire.wording.loads import key_name

PLACES_SHOWN = 3
MANY = 5  # as many links that all fail tell of the network, not of the links


class Command(BaseCommand):
    requires_system_checks = []  # whoever checks links is not the one to read about settings
    help = (
        "Check every outward link of the questionnaire and keep what is found. Exit status: 0 all well (moved and "
        "unsure ones included), 1 readers do not get to at least one."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--delay", type=seconds, default=DELAY, help="Seconds between two requests to the same host (default 1)."
        )

    def handle(self, *, delay: float, **_options: Any) -> None:
        places = links.places(content.now())
        Link.objects.forget(places)
        found = []
        for link in check(places, visitor(Pace(delay))):
            found.append(link)
            self._progress(len(found), len(places))
        found.sort(key=lambda link: link.address)
        for outcome in (Outcome.BROKEN, Outcome.REFUSED, Outcome.MOVED, Outcome.UNSURE):
            for link in found:
                if link.outcome == outcome:
                    self._say(link, places)
        self.stdout.write(_closing_line(found))
        if len(found) >= MANY and all(link.outcome == Outcome.UNSURE for link in found):
            raise CommandError(
                _(
                    "Of no link it can be said whether it works. See whether this server reaches the internet, then "
                    "check again."
                )
            )
        if any(link.outcome in {Outcome.BROKEN, Outcome.REFUSED} for link in found):
            raise CommandError(_("Readers do not get to every page. The admin lists these links with their texts."))

    def _progress(self, count: int, total: int) -> None:
        """A line that counts, where somebody is watching."""
        if self.stdout.isatty():
            line = _("%(count)s of %(total)s links checked …") % {"count": count, "total": total}
            self.stdout.write(line, ending="\r" if count < total else "\n")
            self.stdout.flush()

    def _say(self, link: Link, places: Mapping[str, tuple[Key, ...]]) -> None:
        """One link with what is wrong and where it stands; what needs mending goes to standard error."""
        line = f"{OUTCOMES[Outcome(link.outcome)]}: {link.address}"
        if link.moved_to:
            line += f" → {link.moved_to}"
        if link.explanation:
            line += f" · {link.explanation}"
        line += f" ({_where(places[link.address])})"
        if link.outcome in {Outcome.BROKEN, Outcome.REFUSED}:
            self.stderr.write(self.style.ERROR(line))
        else:
            self.stdout.write(line)


def seconds(text: str) -> float:
    """A number of seconds, 0 or more. Raises ValueError."""
    value = float(text)
    if not 0 <= value < float("inf"):
        raise ValueError
    return value


def _where(keys: tuple[Key, ...]) -> str:
    shown = "; ".join(key_name(key) for key in keys[:PLACES_SHOWN])
    more = len(keys) - PLACES_SHOWN
    if more <= 0:
        return shown
    return ngettext("%(shown)s and %(count)s more", "%(shown)s and %(count)s more", more) % {
        "shown": shown,
        "count": more,
    }


def _closing_line(found: list[Link]) -> str:
    counts = Counter(link.outcome for link in found)
    parts = ", ".join(f"{counts[outcome]} {label}" for outcome, label in OUTCOMES.items())
    line = ngettext("%(count)s link checked: %(parts)s.", "%(count)s links checked: %(parts)s.", len(found))
    return line % {"count": len(found), "parts": parts}
