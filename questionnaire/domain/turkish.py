"""Turkish letters, where Python's own rules for upper and lower case go wrong."""

import unicodedata

_DOTS = str.maketrans({"İ": "i", "I": "i", "ı": "i"})
_HATS = str.maketrans("âîûÂÎÛ", "aiuAIU")


def folded(text: str) -> str:
    """A form for searching in which “ISPARTA”, “Isparta”, “ısparta” and “isparta” are the same word.

    All four i's become one, since a searcher's keyboard may have only two of them; hats (hâlâ) are taken off, since
    writers differ about them. Other Turkish letters stay what they are.
    """
    # “i̇”, an i and a dot apart, is what lower() of most languages makes of “İ”.
    return unicodedata.normalize("NFC", text).translate(_HATS).translate(_DOTS).casefold().replace("i\u0307", "i")
