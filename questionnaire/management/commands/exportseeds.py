"""Write the content back to seed files: options in, words out; the work is in questionnaire.seeding."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain import layout, swap
from questionnaire.seeding import Exported
from questionnaire.wording import loads, located

NAMED = 10  # files or texts, of those that are in the way or cannot be written


class Command(BaseCommand):
    requires_system_checks = []  # whoever writes texts back is not the one to read about settings
    help = (
        "Write the questionnaire into a folder of seed files. Exit status: 0 written, or nothing to write; "
        "1 refused, or with --check: folder and database differ."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--force",
            action="store_true",
            help="Write even where other files lie (they stay), and over texts that were never loaded (they go).",
        )
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; say where the folder and the database differ."
        )

    def handle(self, *, folder: Path, force: bool, check: bool, **_options: Any) -> None:
        if folder.exists() and not folder.is_dir():
            raise CommandError(_("“%(folder)s” is a file. Name a folder.") % {"folder": folder})
        try:
            if check:
                self._check(folder)
            else:
                self._export(folder, force=force)
        except Error as error:
            message = _("The database cannot be used (%(reason)s). Nothing was written; try again in a little while.")
            raise CommandError(message % {"reason": error}) from error
        except swap.Changed as changed:
            message = _(
                "“%(folder)s” was written, but somebody changed a file in it meanwhile. What was in it before lies in "
                "“%(kept)s”."
            )
            raise CommandError(message % {"folder": folder, "kept": changed.kept}) from None
        except OSError as error:
            message = _("“%(folder)s” cannot be written (%(reason)s). It is as it was.")
            raise CommandError(message % {"folder": folder, "reason": error}) from error

    def _export(self, folder: Path, *, force: bool) -> None:
        exported = seeding.exported()
        swap.tidy(folder)
        there = swap.files_in(folder) if folder.exists() else []
        others = [path for path in there if not layout.is_ours(path)]
        if not force:
            self._refuse_others(folder, others)
            self._refuse_unloaded(folder)
        for path in others:
            if folders.is_seed(path):
                message = _("%(file)s is no file of ours and stays. loadseeds will read it as well.")
                self.stderr.write(self.style.WARNING(message % {"file": folders.printable(path)}))
        self._say_what_has_no_file(exported)
        if _is_there(folder, exported, [path for path in there if layout.is_ours(path)]):
            self.stdout.write(_("Nothing to write: the folder already says what the database says."))
            return
        swap.replace(folder, exported.files, carried=others)
        count = len(exported.files)
        message = ngettext("%(count)s file written.", "%(count)s files written.", count)
        self.stdout.write(message % {"count": count})

    def _refuse_others(self, folder: Path, others: list[str]) -> None:
        if others:
            self._name([folders.printable(path) for path in others], self.style.ERROR)
            message = _(
                "“%(folder)s” holds other files. Nothing was written. Take another folder, or add --force: "
                "then they stay beside the texts."
            )
            raise CommandError(message % {"folder": folder})

    def _refuse_unloaded(self, folder: Path) -> None:
        """A file that was edited and not loaded holds a text that is nowhere else."""
        if not folder.exists():
            return
        read = folders.read(folder)
        unloaded = [*seeding.unloaded(read), *(problem.path for problem in read.errors)]
        if unloaded:
            self._name(unloaded, self.style.ERROR)
            raise CommandError(
                _(
                    "These files hold texts that the database does not have. Nothing was written. Load them first, or "
                    "add --force: then they are written over."
                )
            )

    def _name(self, lines: list[str], style: Callable[[str], str]) -> None:
        """Of very many the first."""
        for line in lines[:NAMED]:
            self.stderr.write(style(line))
        if len(lines) > NAMED:
            self.stderr.write(style(_("… and %(count)s more.") % {"count": len(lines) - NAMED}))

    def _say_what_has_no_file(self, exported: Exported) -> None:
        message = _("%(what)s has no text yet and gets no file.")
        self._name([message % {"what": loads.key_name(key)} for key in exported.unwritten], self.style.WARNING)

    def _check(self, folder: Path) -> None:
        if not folder.exists():
            raise CommandError(_("There is no folder “%(folder)s”.") % {"folder": folder})
        read = folders.read(folder)
        for problem in read.errors:
            self.stderr.write(self.style.ERROR(located(problem)))
        differing = seeding.differing(read)
        for key, names in differing.changed.items():
            message = _("%(file)s: not as in the database (%(fields)s).")
            self.stdout.write(message % {"file": read.paths[key], "fields": loads.in_words(names)})
        for key in differing.only_in_files:
            self.stdout.write(_("%(file)s is not in the database.") % {"file": read.paths[key]})
        for line in loads.missing_lines(differing.only_in_database):
            self.stdout.write(line)
        count = differing.count + len(read.errors)
        if count:
            message = ngettext("%(count)s difference.", "%(count)s differences.", count)
            raise CommandError(message % {"count": count})
        self.stdout.write(_("The folder says what the database says."))


def _is_there(folder: Path, exported: Exported, ours: list[str]) -> bool:
    """Whether the folder has exactly these files already, to the byte."""
    if ours != list(exported.files):
        return False
    there = [(folder / path, data) for path, data in exported.files.items()]
    return all(path.is_file() and path.read_bytes() == data for path, data in there)
