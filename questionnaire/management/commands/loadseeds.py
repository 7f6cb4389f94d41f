"""Load seed files: options in, words out; the work is in questionnaire.seeding."""

import argparse
import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.plan import Outcome
from questionnaire.domain.seed import Key
from questionnaire.seeding import Difference, Result
from questionnaire.wording import key_name, located

EXIT_CONFLICT = 3
MISSING_SHOWN = 10  # texts that the files do not have, at ordinary verbosity
FILES_A_PROGRESS_LINE = 500


class Command(BaseCommand):
    requires_system_checks = []  # whoever loads texts is not the one to read about settings
    help = (
        "Load the questionnaire from a folder of seed files. Exit status: 0 all well (warnings included), "
        "1 errors and nothing was written, 3 conflicts and the rest was loaded."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would happen and write nothing; -v 2 shows differences.",
        )

    def handle(self, *, folder: Path, dry_run: bool, verbosity: int, **_options: Any) -> None:
        try:
            read = folders.read(folder, self._progress())
        except NotADirectoryError:
            message = _("There is no folder “%(folder)s”.")
            if folder.exists():
                message = _("“%(folder)s” is a file. Name the folder it is in.")
            raise CommandError(message % {"folder": folder}) from None
        for problem in read.problems:
            style = self.style.ERROR if problem.is_error else self.style.WARNING
            self.stderr.write(style(located(problem)))
        if read.errors:
            count = len(read.errors)
            message = ngettext("%(count)s error. Nothing was loaded.", "%(count)s errors. Nothing was loaded.", count)
            raise CommandError(message % {"count": count})
        try:
            load = seeding.load(read, dry_run=dry_run, name=folder.resolve().name)
        except Error as error:
            message = _("The database cannot be used (%(reason)s). Nothing was loaded; try again in a little while.")
            raise CommandError(message % {"reason": error}) from error
        if dry_run and verbosity > 1:
            for difference in load.diffs:
                self.stdout.write(_unified(difference, read.paths.get(difference.key, "")), ending="")
        self._say_what_is_special(load, read.paths, verbosity)
        self._say_what_is_unfinished(load)
        self.stdout.write(_closing_line(load, read.passed_over, dry_run=dry_run))
        if load.count(Outcome.CONFLICT):
            raise CommandError(
                _(
                    "There are conflicts. Copy the admin’s text into the file, or the file’s into the admin, and load "
                    "again. “--dry-run -v 2” shows both."
                ),
                returncode=EXIT_CONFLICT,
            )

    def _progress(self) -> Callable[[int], None]:
        """A line that counts, where somebody is watching."""
        watched = sys.stdout.isatty()

        def said(count: int) -> None:
            if watched and count % FILES_A_PROGRESS_LINE == 0:
                self.stdout.write(_("%(count)s files read …") % {"count": count}, ending="\r")
                self.stdout.flush()

        return said

    def _say_what_is_special(self, load: Result, paths: dict[Key, str], verbosity: int) -> None:
        for key, decision in load.of(Outcome.CONFLICT):
            message = _(
                "%(file)s (%(what)s): conflict in %(fields)s, changed both in the file and in the admin. "
                "The admin’s text stays."
            )
            values = {"file": paths[key], "what": key_name(key), "fields": _fields(decision.conflicts)}
            self.stderr.write(self.style.ERROR(message % values))
        for key, decision in load.decisions.items():
            if not decision.kept:
                continue
            message = _("%(file)s: kept as edited in the admin (%(fields)s).")
            self.stdout.write(message % {"file": paths[key], "fields": _fields(decision.kept)})
        shown = load.missing if verbosity > 1 else load.missing[:MISSING_SHOWN]
        for key in shown:
            self.stdout.write(_("%(what)s is in the database, but not in the files.") % {"what": key_name(key)})
        if len(shown) < len(load.missing):
            message = _("… and %(count)s more (-v 2 names them all).")
            self.stdout.write(message % {"count": len(load.missing) - len(shown)})

    def _say_what_is_unfinished(self, load: Result) -> None:
        for number in load.without_text:
            message = _("Question %(number)s has no text yet; it is shown as “Question %(number)s”.")
            self.stderr.write(self.style.WARNING(message % {"number": number}))


def _closing_line(load: Result, passed_over: int, *, dry_run: bool) -> str:
    words = {
        Outcome.CREATED: _("created"),
        Outcome.UPDATED: _("updated"),
        Outcome.UNCHANGED: _("unchanged"),
        Outcome.KEPT: _("kept (edited in the admin)"),
        Outcome.CONFLICT: _("conflicts"),
        Outcome.MISSING: _("in the database but not in the files"),
    }
    counts = ", ".join(f"{load.count(outcome)} {word}" for outcome, word in words.items())
    line = _("%(counts)s; %(passed_over)s other files passed over.") % {
        "counts": counts,
        "passed_over": passed_over,
    }
    return _("Would be: %(line)s Nothing was written.") % {"line": line} if dry_run else line


def _fields(names: tuple[str, ...]) -> str:
    """The fields of a seed in words."""
    words = {
        "title": _("title"),
        "body": _("text"),
        "level": _("level"),
        "levels": _("levels"),
        "area": _("area"),
        "level_names": _("names of the levels"),
    }
    return ", ".join(words[name] for name in names)


def _unified(difference: Difference, path: str) -> str:
    """A unified diff of one field, the database's text first."""
    lines = difflib.unified_diff(
        difference.stored.splitlines(),
        difference.in_file.splitlines(),
        f"{key_name(difference.key)}: {difference.name}",
        f"{path}: {difference.name}",
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)
