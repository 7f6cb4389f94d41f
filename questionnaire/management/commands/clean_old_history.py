"""Stands before django-simple-history's command of this name, which knows nothing of finished assessments."""

import argparse
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

# Whatever the library's commands understand, so that who types them reads the reason and not a list of options.
THEIRS = ["--auto", "--dry", "-d", "--days", "-m", "--minutes", "--excluded_fields", "--base-manager"]


class Command(BaseCommand):
    help = "Refused: cleanhistory does this, and keeps what a finished assessment shows."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("models", nargs="*", help=argparse.SUPPRESS)
        parser.add_argument(*THEIRS, nargs="*", dest="ignored", help=argparse.SUPPRESS)

    def handle(self, *_args: Any, **_options: Any) -> NoReturn:
        raise CommandError(
            _("This would take texts out of finished reports. Nothing was deleted; use “manage.py cleanhistory”.")
        )
