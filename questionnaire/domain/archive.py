"""Seed files in a ZIP: read within bounds and without unpacking anything to disk, and written the same every time."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from questionnaire.domain.folder import MAX_SIZE, TOO_LARGE, Found, is_seed, printable
from questionnaire.domain.problem import Problem, gettext_noop

MAX_ENTRIES = 5_000
MAX_TOTAL = 16_777_216  # bytes, of a ZIP and of everything in it
MAX_DEPTH = 8  # folders in folders
MAX_RATIO = 200  # unpacked to packed; text reaches about 10
ENCRYPTED, UTF8 = 0x1, 0x800  # flags: APPNOTE.TXT, 4.4.4
_ENTRY = b"PK\x01\x02"  # each entry of the directory of a ZIP begins with it: APPNOTE.TXT, 4.3.12
_WINDOWS_TURKISH = "cp857"  # what Windows' “compressed folder” writes names in, without saying so
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold

TOO_MANY = gettext_noop("There are more than %(limit)s files in it. Divide it, or ask the administrator for loadseeds.")
TOO_MUCH = gettext_noop(
    "All files together are larger than %(limit)s bytes. Divide them, or ask the administrator for loadseeds."
)
NO_ZIP = gettext_noop("This is no ZIP file, or it is damaged. Make it again.")


def is_archive(data: bytes) -> bool:
    """Whether these bytes are a ZIP, whatever the name of the file says."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(data: bytes, name: str) -> Iterator[Found]:
    """The files of a ZIP, one after the other. `name` is the ZIP's own, for what is wrong with it as a whole."""
    name = printable(name)
    if data.count(_ENTRY) > MAX_ENTRIES:  # before a list of them is made: it would take more room than the ZIP
        yield Problem(TOO_MANY, {"limit": MAX_ENTRIES}, path=name)
    else:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from _files(archive)
        except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, EOFError, NotImplementedError):
            yield Problem(NO_ZIP, path=name)


def uploaded(files: Iterable[tuple[str, bytes]]) -> Iterator[Found]:
    """What somebody sent, ZIPs and single files mixed, by name and bytes; of several ZIPs each is a folder."""
    files = list(files)
    for name, data in files:
        shown = printable(name)
        if is_archive(data):
            for found in read(data, shown):
                yield found if len(files) == 1 or not isinstance(found, tuple) else (f"{shown}/{found[0]}", found[1])
        elif not is_seed(name):
            yield None
        elif len(data) > MAX_SIZE:
            yield Problem(TOO_LARGE, {"limit": MAX_SIZE}, path=shown)
        else:
            yield shown, data


def bounded(found: Iterable[Found]) -> Iterator[Found]:
    """The same files, each name once, and no more of them than are to be kept; ends with the problem when there are."""
    total = 0
    seen: set[str] = set()
    for file in found:
        if isinstance(file, tuple):
            name, data = file
            total += len(data)
            if total > MAX_TOTAL:
                yield Problem(TOO_MUCH, {"limit": MAX_TOTAL})
                return
            if len(seen) == MAX_ENTRIES:
                yield Problem(TOO_MANY, {"limit": MAX_ENTRIES})
                return
            if name in seen:
                yield Problem(gettext_noop("There are two files of this name. Keep one of them."), path=name)
                continue
            seen.add(name)
        yield file


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of these files in this order, the same to the byte whenever and wherever it is made: stored, with a fixed
    time and fixed rights."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system = 3  # as on Unix, wherever this runs
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return to.getvalue()


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a ZIP that `packed` made; of nobody else's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def _files(archive: zipfile.ZipFile) -> Iterator[Found]:
    for entry in archive.infolist():
        name = _name(entry)
        if name.endswith("/") and not entry.file_size:
            continue
        refused = _refusal(entry, name)
        if refused:
            limits = {"limit": MAX_DEPTH if refused is _TOO_DEEP else MAX_SIZE}
            yield Problem(refused, limits, path=printable(name))
        else:
            yield _opened(archive, entry, printable(name)) if is_seed(name) else None


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Found:
    """One file. zipfile gives no more bytes than the directory of the ZIP promises, and refuses what does not fit."""
    try:
        return name, archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        return Problem(gettext_noop("The file is damaged in the ZIP. Make the ZIP again."), path=name)


_TOO_DEEP = gettext_noop("The file lies more than %(limit)s folders deep. Move it further up.")
_LEADS_OUT = gettext_noop("The name leads out of the folder. Give the file an ordinary name.")


def _refusal(entry: zipfile.ZipInfo, name: str) -> str | None:
    """Why this file is not opened, if it is not. What is no seed is only passed over, unless its name is an attack."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if stat.S_ISLNK(kind):
        return gettext_noop("The file is a link. Put the file itself into the ZIP.")
    if kind and not stat.S_ISREG(kind):
        return gettext_noop("This is not a regular file (a pipe, a device or a folder). Take it out.")
    if _leads_out(name):
        return _LEADS_OUT
    if len(PurePosixPath(name).parts) > MAX_DEPTH + 1:
        return _TOO_DEEP
    return _packing_refused(entry) if is_seed(name) else None


def _packing_refused(entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & ENCRYPTED:
        return gettext_noop("The file is locked with a password. Make the ZIP without one.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return gettext_noop("The file is packed in an unusual way. Make an ordinary ZIP.")
    if entry.file_size > MAX_SIZE:
        return TOO_LARGE
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return gettext_noop("The file is packed suspiciously tight. Put it into the ZIP as it is.")
    return None


def _leads_out(name: str) -> bool:
    parts = name.split("/")
    drive = len(name) > 1 and name[1] == ":"
    return name.startswith("/") or drive or "\\" in name or "\0" in name or not {"..", ".", ""}.isdisjoint(parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as whoever made the ZIP saw it.

    Without the flag for UTF-8 a name is in whatever the maker's computer used; zipfile takes it for cp437. macOS writes
    UTF-8 all the same, and Windows in Turkey cp857.
    """
    name = entry.orig_filename
    if entry.flag_bits & UTF8:
        return name
    raw = name.encode("cp437")
    for encoding in ("utf-8", _WINDOWS_TURKISH):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
