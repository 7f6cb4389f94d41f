"""Load seed files: options in, words out; the work is in questionnaire.seeding."""

import argparse
import difflib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import ALL, NothingMatches, Outcome, Overlap, Verdicts, by_pattern
from questionnaire.seeding import Difference, Result
from questionnaire.wording import loads, located

EXIT_CONFLICT = 3
MISSING_SHOWN = 10  # texts that the files do not have, at ordinary verbosity
FINDINGS_SHOWN = 20
FILES_A_PROGRESS_LINE = 500


class Command(BaseCommand):
    requires_system_checks = []  # whoever loads texts is not the one to read about settings
    help = (
        "Load the questionnaire from a folder of seed files. Exit status: 0 all well (warnings included), "
        "1 errors and nothing was written, 3 conflicts and the rest was loaded. What is worth another look in new and "
        "changed texts is said as well, and keeps nothing from being loaded; -v 2 says all of it, of all texts."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.SEEDS_DIR)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would happen and write nothing; -v 2 shows differences.",
        )
        pattern: dict[str, Any] = {"nargs": "?", "const": ALL, "action": "append", "default": [], "metavar": "GLOB"}
        parser.add_argument(
            "--overwrite",
            **pattern,
            help="Decide conflicts for the file's text, of all files or of those that GLOB names within the folder "
            "(* stands for anything, / included). May be repeated. What is named goes before what is not.",
        )
        parser.add_argument("--keep", **pattern, help="The same, for the admin's text.")
        parser.add_argument(
            "--retire",
            action="store_true",
            help="Take questions and choices that the files no longer have out of the walk. Nothing is deleted.",
        )

    def handle(
        self,
        *,
        folder: Path,
        dry_run: bool,
        overwrite: list[str],
        keep: list[str],
        retire: bool,
        verbosity: int,
        **_options: Any,
    ) -> None:
        read = self._read(folder)
        if retire:
            _refuse_to_retire_everything(read, folder)
        try:
            load = seeding.load(
                read,
                dry_run=dry_run,
                retire=retire,
                verdicts=_verdicts(read, overwrite, keep),
                name=folder.resolve().name,
            )
        except Error as error:
            message = _("The database cannot be used (%(reason)s). Nothing was loaded; try again in a little while.")
            raise CommandError(message % {"reason": error}) from error
        if dry_run and verbosity > 1:
            for difference in load.diffs:
                self.stdout.write(_unified(difference, read.paths.get(difference.key, "")), ending="")
        self._say(load, read, verbosity, dry_run=dry_run)
        self._say_findings(load, read, verbosity)
        self.stdout.write(loads.closing_line(load, read.passed_over, dry_run=dry_run))
        if load.count(Outcome.CONFLICT):
            raise CommandError(
                _(
                    "There are conflicts. “--dry-run -v 2” shows both texts. Load again with “--overwrite FILE” for "
                    "the file’s text or “--keep FILE” for the admin’s, or put the two together in the file or in the "
                    "admin."
                ),
                returncode=EXIT_CONFLICT,
            )

    def _read(self, folder: Path) -> Folder:
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
        return read

    def _progress(self) -> Callable[[int], None]:
        """A line that counts, where somebody is watching."""
        watched = sys.stdout.isatty()

        def said(count: int) -> None:
            if watched and count % FILES_A_PROGRESS_LINE == 0:
                self.stdout.write(_("%(count)s files read …") % {"count": count}, ending="\r")
                self.stdout.flush()

        return said

    def _say(self, load: Result, read: Folder, verbosity: int, *, dry_run: bool) -> None:
        self._complain(loads.conflict_lines(load, read.paths), self.style.ERROR)
        missing = [key for key in load.missing if key not in load.retired]
        shown = missing if verbosity > 1 else missing[:MISSING_SHOWN]
        for line in (
            *loads.settled_lines(load, read.paths),
            *loads.kept_lines(load, read.paths),
            *loads.retired_lines(load, dry_run=dry_run),
            *loads.missing_lines(shown),
        ):
            self.stdout.write(line)
        if len(shown) < len(missing):
            message = _("… and %(count)s more (-v 2 names them all).")
            self.stdout.write(message % {"count": len(missing) - len(shown)})
        self._complain(loads.unfinished_lines(load), self.style.WARNING)

    def _say_findings(self, load: Result, read: Folder, verbosity: int) -> None:
        found = seeding.findings(read, load, every=verbosity > 1)
        shown = found if verbosity > 1 else found[:FINDINGS_SHOWN]
        self._complain(map(located, shown), self.style.WARNING)
        if len(shown) < len(found):
            message = _("… and %(count)s more (-v 2 names them all).")
            self._complain([message % {"count": len(found) - len(shown)}], self.style.WARNING)

    def _complain(self, lines: Iterable[str], style: Callable[[str], str]) -> None:
        for line in lines:
            self.stderr.write(style(line))


def _refuse_to_retire_everything(read: Folder, folder: Path) -> None:
    """A folder without a seed file is a wrong one, not a questionnaire without questions."""
    if not read.seeds:
        message = _("There is no seed file in “%(folder)s”, so nothing was taken out of the walk.")
        raise CommandError(message % {"folder": folder})


def _verdicts(read: Folder, overwrite: list[str], keep: list[str]) -> Verdicts:
    try:
        return by_pattern(read.paths, overwrite, keep)
    except NothingMatches as pattern:
        message = _(
            "No file matches “%(pattern)s”. Nothing was loaded. Write the path as it is within the folder, and the "
            "folder itself in front of the options."
        )
        raise CommandError(message % {"pattern": pattern}) from None
    except Overlap as path:
        message = _("--overwrite and --keep both name “%(path)s”. Nothing was loaded. Name it once.")
        raise CommandError(message % {"path": path}) from None


def _unified(difference: Difference, path: str) -> str:
    """A unified diff of one field, the database's text first."""
    lines = difflib.unified_diff(
        difference.stored.splitlines(),
        difference.in_file.splitlines(),
        f"{loads.key_name(difference.key)}: {difference.name}",
        f"{path}: {difference.name}",
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)
