"""ZIP files of every kind, as a friend, Windows or an attacker makes them."""

import io
import struct
import warnings
import zipfile
from typing import Any

SEED = b"---\ntitle: Alan\narea_id: 1\n---\n"


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    to = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(to, "w", how) as archive:
        warnings.simplefilter("ignore")  # about names that are there twice
        for name, data in files:
            archive.writestr(name, data)
    return to.getvalue()


def entry(name: str, **about: Any) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for key, value in about.items():
        setattr(made, key, value)
    return made


def named(raw: bytes, data: bytes = SEED) -> bytes:
    """A ZIP with one file whose name has these bytes, and no flag that says what they mean."""
    ascii_name = "x" * len(raw)
    return zipped((ascii_name, data)).replace(ascii_name.encode(), raw)


def flagged(data: bytes, flag: int) -> bytes:
    """The same ZIP of one file with this flag set in both of its headers."""
    both = {b"PK\x03\x04": 6, b"PK\x01\x02": 8}
    changed = bytearray(data)
    for signature, offset in both.items():
        at = data.index(signature) + offset
        (flags,) = struct.unpack_from("<H", data, at)
        struct.pack_into("<H", changed, at, flags | flag)
    return bytes(changed)


def promising(data: bytes, size: int) -> bytes:
    """The same ZIP of one file, whose directory says that it unpacks to so many bytes."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)
