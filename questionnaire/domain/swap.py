"""Files -> a folder, as a whole or not at all: made beside it, then put in its place.

Whoever is interrupted, even by kill -9 or a power cut, leaves the old folder or the new one, and perhaps a folder
`.<name>.….export` beside it, which the next export clears away.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


class Changed(Exception):
    """Somebody wrote into the folder while it was replaced; what was in it lies where `kept` says."""

    def __init__(self, kept: Path) -> None:
        super().__init__(str(kept))
        self.kept = kept


def files_in(folder: Path) -> list[str]:
    """Everything in a folder that is not a folder itself, by its path, in order. Linked folders are not entered."""

    def refuse(error: OSError) -> None:
        raise error

    found = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        found += [Path(parent, name).relative_to(folder).as_posix() for name in (*files, *linked)]
    return sorted(found)


def replace(target: Path, files: Mapping[str, bytes], carried: Iterable[str] = ()) -> None:
    """Make `target` a folder of these files and of what it has under the paths `carried`; what else it has goes.

    Raises OSError when that is not possible, and Changed; except for that one, the folder is then as it was.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    tidy(target)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".export", dir=target.parent))
    with _held(stage):
        new, old = stage / "new", stage / "old"
        try:
            before = _state(target)
            _fill(new, files)
            _carry(target, new, carried)
            _settle_on_disk(stage)
            _put(new, target, old)
        except BaseException:
            _restore(target, old)
            shutil.rmtree(stage)
            raise
        _sync(target.parent)
        former = old if old.exists() else new
        changed = bool(before) and _state(former) != before
        kept = target.parent / f"{target.name}.{stage.name.split('.')[-2]}.old"  # a name that `tidy` leaves alone
        if changed:
            former.rename(kept)
        shutil.rmtree(stage)
        if changed:
            raise Changed(kept)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _carry(source: Path, to: Path, names: Iterable[str]) -> None:
    """The same files under a second name, not copies."""
    for name in names:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(source / name, to / name, follow_symlinks=False)
    if source.exists():
        shutil.copymode(source, to)


def _put(new: Path, target: Path, old: Path) -> None:
    """In one step where the system can; elsewhere in two, between which `tidy` knows what to do."""
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        target.rename(old)
        new.rename(target)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step: renameat2(2), which Python does not offer."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def tidy(target: Path) -> None:
    """Clear away what interrupted exports left, and put back a folder that one of them had just taken away."""
    target = target.resolve()
    for stage in target.parent.glob(f".{target.name}.*.export"):
        with suppress(BlockingIOError), _held(stage):  # one that is held is at work
            _restore(target, stage / "old")
            shutil.rmtree(stage)


def _restore(target: Path, old: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep others from clearing this folder away, for as long as this process lives."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """What is in a folder, by size and time of the last change."""
    if not folder.exists():
        return {}
    found = {name: (folder / name).lstat() for name in files_in(folder)}
    return {name: (each.st_size, each.st_mtime_ns) for name, each in found.items()}


def _settle_on_disk(folder: Path) -> None:
    for parent, _, _ in os.walk(folder):
        _sync(Path(parent))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
