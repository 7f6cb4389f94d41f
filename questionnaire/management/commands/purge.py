"""Delete what the privacy page says is deleted. Safe to run nightly."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from questionnaire.models import Assessment, Attempt, Parcel


class Command(BaseCommand):
    help = "Delete assessments not written to for RETENTION_MONTHS, and those never answered within a week."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many and delete nothing.")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        expired = Assessment.objects.expired(settings.RETENTION_MONTHS)
        count = expired.count()
        if not dry_run:
            expired.delete()
            Attempt.objects.past().delete()
            Parcel.objects.past().delete()
        message = ngettext("%(count)s assessment past its time.", "%(count)s assessments past their time.", count)
        self.stdout.write(message % {"count": count})
