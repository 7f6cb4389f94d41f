"""A folder of seed files -> what they say. Nothing outside the folder is ever opened."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
    body_lines: dict[Key, int] = field(default_factory=dict)  # of its file, where each body begins

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)


def read(directory: Path, said: Callable[[int], None] = lambda _: None) -> Folder:
    """Read every seed file under `directory`; `said` is told how many were read so far.

    Raises NotADirectoryError when there is no such folder.
    """
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    directory = directory.resolve()
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    passed_over = 0
    unreadable: list[OSError] = []
    for path in _files(directory, unreadable.append):
        if not _is_seed(path, directory):
            passed_over += 1
            continue
        name = _shown(path, directory)
        refused = _refusal(path, directory)
        if refused:
            problems.append(Problem(refused, {"limit": MAX_SIZE}, path=name))
            continue
        try:
            parsed.append(seed.parse(path.read_bytes(), name))
        except OSError as error:
            unreadable.append(error)
        said(len(parsed))
    problems += [_unreadable(error, directory) for error in unreadable]
    problems += [problem for file in parsed for problem in file.problems]
    problems += seed.duplicates(parsed)
    problems.sort(key=lambda problem: (problem.path, problem.line or 0))
    by_key = {seed.key_of(file.seed): file for file in reversed(parsed) if file.seed}
    return Folder(
        seeds={key: file.seed for key, file in sorted(by_key.items()) if file.seed},
        paths={key: file.path for key, file in by_key.items()},
        problems=tuple(problems),
        passed_over=passed_over,
        body_lines={key: file.body_line for key, file in by_key.items()},
    )


def _files(directory: Path, failed: Callable[[OSError], None]) -> Iterator[Path]:
    """Everything that is not a folder, in a fixed order; linked folders are among it and not entered."""
    for parent, folders, files in os.walk(directory, onerror=failed):
        folders.sort()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*files, *linked]):
            yield Path(parent, name)


def _is_seed(path: Path, directory: Path) -> bool:
    """Whether a seed is meant; a linked folder is one too, so that it is refused by name."""
    if any(part.startswith(".") for part in path.relative_to(directory).parts):
        return False
    return (path.suffix.lower() in SUFFIXES or path.is_dir()) and not path.name.upper().startswith("README")


def _refusal(path: Path, directory: Path) -> str | None:
    """Why this file is not opened, if it is not."""
    try:
        real = path.resolve(strict=True) if path.is_symlink() else path
        found = real.stat()
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
        return gettext_noop("The file is a link that leads nowhere. Put the file itself here.")
    if not real.is_relative_to(directory):
        return gettext_noop("The file is a link that leads out of the folder. Put the file itself here.")
    if not stat.S_ISREG(found.st_mode):
        return gettext_noop("This is not a regular file (a pipe, a device or a folder). Take it out.")
    if found.st_size > MAX_SIZE:
        return gettext_noop("The file is larger than %(limit)s bytes. Divide it.")
    return None


def _unreadable(error: OSError, directory: Path) -> Problem:
    message = gettext_noop("The file cannot be read: %(reason)s.")
    return Problem(message, {"reason": error.strerror or str(error)}, path=_shown(Path(error.filename), directory))


def _shown(path: Path, directory: Path) -> str:
    """A file name within the folder that can be printed, whatever bytes it has on disk."""
    name = path.relative_to(directory).as_posix()
    printable = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return printable.encode("utf-8", "replace").decode()
