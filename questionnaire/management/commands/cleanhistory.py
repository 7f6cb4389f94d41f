"""Delete old versions of the texts that nobody is shown any more. Safe to run nightly."""

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from questionnaire.cleaning import clean

DAYS = 365


def days(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or int(typed) > 36_500:
        raise argparse.ArgumentTypeError("write a whole number of days")
    return int(typed)


class Command(BaseCommand):
    help = (
        "Delete versions older than --days from the history of texts. The newest version of every text stays, and "
        "every version that a finished assessment shows."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--days", type=days, default=DAYS, help=f"Keep younger versions; {DAYS} if not given.")
        parser.add_argument("--dry-run", action="store_true", help="Say how many and delete nothing.")

    def handle(self, *, days: int, dry_run: bool, **_options: Any) -> None:
        counts = clean(timezone.now() - timedelta(days=days), dry_run=dry_run)
        for model, count in counts.items():
            if count:
                self.stdout.write(f"{model._meta.verbose_name}: {count}")
        total = sum(counts.values())
        if dry_run:
            message = ngettext("%(count)s version would be deleted.", "%(count)s versions would be deleted.", total)
        else:
            message = ngettext("%(count)s version deleted.", "%(count)s versions deleted.", total)
        self.stdout.write(message % {"count": total})
