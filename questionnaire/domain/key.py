"""The secret that opens an assessment: 28 Crockford base32 characters, 140 random bits, shown in groups of four.

Crockford's alphabet leaves out I, L, O and U, so that a code read aloud or copied by hand comes out right; I, L and O
are read as the digits they look like. https://www.crockford.com/base32.html
"""

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
# Turkish keyboards make İ and ı; str.upper() would leave the first and spoil the second.
_LOOKALIKES = str.maketrans({"I": "1", "İ": "1", "ı": "1", "i": "1", "L": "1", "l": "1", "O": "0", "o": "0"})


def new_key() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_key(typed: str) -> str | None:
    """The key somebody typed or pasted: case, spaces, hyphens and look-alikes forgiven. None when it cannot be one."""
    key = re.sub(r"[\s\-–—·.\u200b\u00ad]", "", typed).translate(_LOOKALIKES).upper()
    return key if len(key) == LENGTH and set(key) <= set(ALPHABET) else None


def grouped(key: str) -> str:
    """The key as it is shown: seven groups of four."""
    return " ".join(key[start : start + 4] for start in range(0, LENGTH, 4))


def hashed(key: str) -> str:
    """What the database holds. A plain hash suffices: 140 random bits cannot be guessed from it."""
    return hashlib.sha256(key.encode()).hexdigest()
