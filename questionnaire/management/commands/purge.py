"""Delete what the privacy page says is deleted. Safe to run nightly, and while people are at work."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from questionnaire import retention
from questionnaire.models import Action, Answer, Assessment, Attempt, Mark, Parcel, Share
from questionnaire.retention import Counts


class Command(BaseCommand):
    help = (
        "Delete assessments not written to or renewed for RETENTION_MONTHS, those never written to within a week, "
        "and shared links that ended a month ago, with everything that belongs to them."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many and delete nothing.")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        counts = retention.expired() if dry_run else retention.purge()
        heading = _("Would be deleted (nothing was deleted):") if dry_run else _("Deleted:")
        self.stdout.write("\n".join([heading, *_lines(counts)]))


def _lines(counts: Counts) -> list[str]:
    """A line for each kind, 0 too."""
    words = {
        Assessment: _("Assessments: %(count)s"),
        Answer: _("Answers: %(count)s"),
        Mark: _("Marks beside questions: %(count)s"),
        Action: _("Lines of plans: %(count)s"),
        Share: _("Shared links: %(count)s"),
        Attempt: _("Counts of attempts: %(count)s"),
        Parcel: _("Files sent and not loaded: %(count)s"),
    }
    return [f"  {word % {'count': counts[model]}}" for model, word in words.items()]
