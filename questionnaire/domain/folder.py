"""A folder of seed files -> what they say. Nothing outside the folder is ever opened."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from questionnaire.domain import seed
from questionnaire.domain.problem import Problem, gettext_noop
from questionnaire.domain.seed import Key, Parsed, Seed

SUFFIXES = {".md", ".markdown", ".txt"}
MAX_SIZE = 1_048_576  # bytes of one file


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder says. With an error among the problems nothing of it is to be loaded."""

    seeds: dict[Key, Seed]
    paths: dict[Key, str]
    problems: tuple[Problem, ...]
    passed_over: int  # other files, and hidden ones

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)


def read(directory: Path, said: Callable[[int], None] = lambda _: None) -> Folder:
    """Read every seed file under `directory`; `said` is told how many were read so far.

    Raises NotADirectoryError when there is no such folder.
    """
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    passed_over = 0
    for path in _files(directory.resolve()):
        if not _is_seed(path):
            passed_over += 1
            continue
        name = path.relative_to(directory.resolve()).as_posix()
        refused = _refusal(path, directory.resolve())
        if refused:
            problems.append(Problem(refused, {"limit": MAX_SIZE}, path=_shown(name)))
            continue
        try:
            parsed.append(seed.parse(path.read_bytes(), _shown(name)))
        except OSError as error:
            message = gettext_noop("The file cannot be read: %(reason)s.")
            problems.append(Problem(message, {"reason": error.strerror or str(error)}, path=_shown(name)))
        said(len(parsed))
    problems += [problem for file in parsed for problem in file.problems]
    problems += seed.duplicates(parsed)
    problems.sort(key=lambda problem: (problem.path, problem.line or 0))
    by_key = {seed.key_of(file.seed): file for file in reversed(parsed) if file.seed}
    return Folder(
        seeds={key: file.seed for key, file in sorted(by_key.items()) if file.seed},
        paths={key: file.path for key, file in by_key.items()},
        problems=tuple(problems),
        passed_over=passed_over,
    )


def _files(directory: Path) -> Iterator[Path]:
    """Everything that is not a folder, in a fixed order; linked folders are not entered."""
    for parent, folders, files in os.walk(directory):
        hidden = [name for name in folders if name.startswith(".")]
        folders[:] = sorted(set(folders) - set(hidden))
        for name in sorted(files):
            yield Path(parent, name)


def _is_seed(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name.upper().startswith("README")
    return path.suffix.lower() in SUFFIXES and not hidden


def _refusal(path: Path, directory: Path) -> str | None:
    """Why this file is not opened, if it is not."""
    try:
        real = path.resolve(strict=True)
        found = real.stat()
    except OSError:
        return gettext_noop("The file is a link that leads nowhere. Put the file itself here.")
    if not real.is_relative_to(directory):
        return gettext_noop("The file is a link that leads out of the folder. Put the file itself here.")
    if not stat.S_ISREG(found.st_mode):
        return gettext_noop("This is not a regular file (a pipe, a device or a folder). Take it out.")
    if found.st_size > MAX_SIZE:
        return gettext_noop("The file is larger than %(limit)s bytes. Divide it.")
    return None


def _shown(name: str) -> str:
    """A file name that can be printed, whatever bytes it has on disk."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return printable.encode("utf-8", "replace").decode()
