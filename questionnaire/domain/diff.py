"""What changed between two texts, word by word, as an editor reads it.

Sentences and lines are matched first, then the words within those that changed. Matching goes by what occurs once in
both texts (Bram Cohen's patience diff), which reads better in prose than the shortest script, and whose time grows
with n·log n: only stretches without such an anchor are compared cell by cell, and only short ones.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

MAX_CELLS = 10_000  # words times words compared without an anchor: about a paragraph of each
MAX_DEPTH = 8  # anchors within what lies between anchors, and so on
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
    for sentence in _aligned(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        if sentence.is_change:
            yield from _aligned(_TOKEN.findall(sentence.old), _TOKEN.findall(sentence.new))
        else:
            yield sentence


def _readable(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Join neighbours, and changes with only a word or two of one line between them."""
    found: list[_Stretch] = []
    for stretch in stretches:
        if found and found[-1].is_change == stretch.is_change:
            stretch = _joined(found.pop(), stretch)  # noqa: PLW2901 - the same stretch, grown
        elif stretch.is_change and len(found) > 1 and _is_slight(found[-1].old, found[-2], stretch):
            kept, before = found.pop(), found.pop()
            stretch = _joined(before, kept, stretch)  # noqa: PLW2901
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
    i = j = 0
    for at, to in [*_pairs(old, new, MAX_DEPTH), (len(old), len(new))]:
        if at > i or to > j:
            yield _Stretch("".join(old[i:at]), "".join(new[j:to]))
        if at < len(old):
            yield _Stretch(old[at], new[to])
        i, j = at + 1, to + 1


def _pairs(old: Sequence[str], new: Sequence[str], depth: int) -> list[tuple[int, int]]:
    """Places that match, rising in both."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    pairs = [(at, at) for at in range(start)]
    between = _between(old[start : len(old) - end], new[start : len(new) - end], depth)
    pairs += [(at + start, to + start) for at, to in between]
    return pairs + [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]


def _between(old: Sequence[str], new: Sequence[str], depth: int) -> list[tuple[int, int]]:
    """The same for sequences that neither begin nor end alike."""
    anchors = _anchors(old, new) if depth else []
    if not anchors:
        return _longest_common(old, new) if len(old) * len(new) <= MAX_CELLS else []
    pairs = []
    for (i, j), (at, to) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        within = _pairs(old[i + 1 : at], new[j + 1 : to], depth - 1)
        pairs += [(a + i + 1, b + j + 1) for a, b in within]
        if at < len(old):
            pairs.append((at, to))
    return pairs


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of what occurs once in both, as many as stand in the same order: a longest rising sequence."""
    here, there = _once(old), _once(new)
    ends: list[int] = []  # the smallest place in `new` at which a rising sequence of each length ends
    chain: list[tuple[int, int, int]] = []  # place in `old`, in `new`, and the index of the one before
    last: list[int] = []  # the index in `chain` of each of `ends`
    for token, at in here.items():
        to = there.get(token)
        if to is None:
            continue
        length = bisect_left(ends, to)
        chain.append((at, to, last[length - 1] if length else -1))
        ends[length : length + 1] = [to]
        last[length : length + 1] = [len(chain) - 1]
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        at, to, index = chain[index]
        found.append((at, to))
    return found[::-1]


def _once(tokens: Sequence[str]) -> dict[str, int]:
    """Where each token stands that occurs once, in order."""
    places: dict[str, int | None] = {}
    for at, token in enumerate(tokens):
        places[token] = None if token in places else at
    return {token: at for token, at in places.items() if at is not None}


def _longest_common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence, by the usual table of lengths (Wagner and Fischer 1974)."""
    lengths = [[0] * (len(new) + 1)]
    for token in reversed(old):
        below = lengths[-1]
        row = [0] * (len(new) + 1)
        for at in range(len(new) - 1, -1, -1):
            row[at] = below[at + 1] + 1 if token == new[at] else max(below[at], row[at + 1])
        lengths.append(row)
    lengths.reverse()
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
