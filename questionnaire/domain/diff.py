"""What changed between two texts, word by word, as an editor reads it.

Python's difflib does the matching: sentences and lines first, then the words within those that changed.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

MAX_WORDS = 1_000  # of a stretch compared word by word; a longer one is shown as rewritten
FEW_WORDS = 2  # as many unchanged words between two changes read as part of one

# Letters with their combining marks: a decomposed “i̇” is one word with what follows.
_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:[’'][\w\u0300-\u036f]+)*|\n|[^\S\n]+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^\n]*?[.!?…][”’\"')]*[^\S\n]+|[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+")


class Kind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """A stretch of text that is in both, only in the old, or only in the new one."""

    kind: Kind
    text: str


class _Stretch(NamedTuple):
    """What the old and the new text have at one place; the same where nothing changed."""

    old: str
    new: str

    @property
    def is_change(self) -> bool:
        return self.old != self.new


def differences(old: str, new: str) -> list[Run]:
    """The way from one text to the other. Kept and added runs make the new text, kept and removed ones the old.

    No run is empty, and of a change the removed run stands first.
    """
    runs = []
    for stretch in _readable(_stretches(old, new)):
        if not stretch.is_change:
            runs.append(Run(Kind.KEPT, stretch.old))
            continue
        runs += [Run(kind, text) for kind, text in ((Kind.REMOVED, stretch.old), (Kind.ADDED, stretch.new)) if text]
    return runs


def _stretches(old: str, new: str) -> Iterator[_Stretch]:
    """Sentence by sentence, and where these differ word by word."""
    for part in _aligned(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        sides = _TOKEN.findall(part.old), _TOKEN.findall(part.new)
        if part.is_change and max(map(len, sides)) <= MAX_WORDS:
            yield from _aligned(*sides)
        else:
            yield part


def _readable(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Join neighbours, and changes with only a word or two of one line between them."""
    found: list[_Stretch] = []
    for stretch in stretches:
        if found and found[-1].is_change == stretch.is_change:
            stretch = _joined(found.pop(), stretch)  # noqa: PLW2901 - the same stretch, grown
        elif stretch.is_change and len(found) > 1 and _is_slight(found[-1].old, found[-2], stretch):
            kept, before = found.pop(), found.pop()
            stretch = _joined(before, kept, stretch)  # noqa: PLW2901 - as above
        found.append(stretch)
    return found


def _is_slight(kept: str, before: _Stretch, after: _Stretch) -> bool:
    """Whether what is kept between two changes says less than either."""
    if "\n" in kept or len(_WORD.findall(kept)) > FEW_WORDS:
        return False
    return not _WORD.search(kept) or all(len(kept) <= max(map(len, change)) for change in (before, after))


def _joined(*stretches: _Stretch) -> _Stretch:
    return _Stretch("".join(each.old for each in stretches), "".join(each.new for each in stretches))


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Both sequences cut where they match; kept and changed stretches in turn."""
    for _, i, to_i, j, to_j in SequenceMatcher(None, old, new).get_opcodes():
        yield _Stretch("".join(old[i:to_i]), "".join(new[j:to_j]))
