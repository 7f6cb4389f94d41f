"""Seed files -> what they say, wherever they come from. Of a folder nothing outside it is ever opened."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from questionnaire.domain import seed
from questionnaire.domain.problem import Problem, gettext_noop
from questionnaire.domain.seed import Key, Parsed, Seed

SUFFIXES = {".md", ".markdown", ".txt"}
MAX_SIZE = 1_048_576  # bytes of one file
TOO_LARGE = gettext_noop("The file is larger than %(limit)s bytes. Divide it.")

# A file by its name and bytes; why it cannot be read; or None for one that is no seed and passed over.
Found = tuple[str, bytes] | Problem | None


@dataclass(frozen=True, slots=True)
class Folder:
    """What the files say. With an error among the problems nothing of it is to be loaded."""

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
    return gathered(on_disk(directory), said)


def gathered(found: Iterable[Found], said: Callable[[int], None] = lambda _: None) -> Folder:
    """What these files say together, whether they lie in a folder, in a ZIP or came one by one."""
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    passed_over = 0
    for file in found:
        if file is None:
            passed_over += 1
        elif isinstance(file, Problem):
            problems.append(file)
        else:
            name, data = file
            parsed.append(seed.parse(data, name))
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
        body_lines={key: file.body_line for key, file in by_key.items()},
    )


def on_disk(directory: Path) -> Iterator[Found]:
    """The files of a folder, one after the other. Raises NotADirectoryError at once when there is none."""
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    return _on_disk(directory.resolve())


def _on_disk(directory: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    for path in _files(directory, unreadable.append):
        if not (is_seed(path.relative_to(directory).as_posix()) or _is_linked_folder(path, directory)):
            yield None
            continue
        name = _shown(path, directory)
        refused = _refusal(path, directory)
        if refused:
            yield Problem(refused, {"limit": MAX_SIZE}, path=name)
            continue
        try:
            yield name, path.read_bytes()
        except OSError as error:
            unreadable.append(error)
    for failed in unreadable:
        yield _unreadable(failed, directory)


def is_seed(name: str) -> bool:
    """Whether a file of this name, relative to its folder, is meant to be a seed."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in SUFFIXES and not path.name.upper().startswith("README")


def printable(name: str) -> str:
    """A file name that can be shown, whatever bytes it has."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return shown.encode("utf-8", "replace").decode()


def _files(directory: Path, failed: Callable[[OSError], None]) -> Iterator[Path]:
    """Everything that is not a folder, in a fixed order; linked folders are among it and not entered."""
    for parent, folders, files in os.walk(directory, onerror=failed):
        folders.sort()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*files, *linked]):
            yield Path(parent, name)


def _is_linked_folder(path: Path, directory: Path) -> bool:
    """A linked folder counts as a seed, so that it is refused by name."""
    name = path.relative_to(directory).as_posix()
    return path.is_dir() and is_seed(f"{name}/a.md") and not path.name.upper().startswith("README")


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
    return TOO_LARGE if found.st_size > MAX_SIZE else None


def _unreadable(error: OSError, directory: Path) -> Problem:
    message = gettext_noop("The file cannot be read: %(reason)s.")
    return Problem(message, {"reason": error.strerror or str(error)}, path=_shown(Path(error.filename), directory))


def _shown(path: Path, directory: Path) -> str:
    return printable(path.relative_to(directory).as_posix())
