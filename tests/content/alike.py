"""The guidance texts that read most alike: a report to read, not a test.

Run it with: python -m tests.content.alike
"""

import sys
from itertools import combinations
from typing import NamedTuple

from tests.content import prose
from tests.content.reading import Content, read

WORDS = 5
PAIRS = 30


class Pair(NamedTuple):
    first: str
    second: str
    common: frozenset[str]  # the sequences of five words both texts have


def sequences(body: str) -> frozenset[str]:
    """Every run of five words within one sentence, the resources aside."""
    found = set()
    for block in prose.running_text(body):
        for sentence in prose.sentences(block.text):
            words = prose.bare_words(sentence)
            found |= {" ".join(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1)}
    return frozenset(found)


def most_alike(content: Content, pairs: int = PAIRS) -> list[Pair]:
    """The pairs with the most sequences in common, most first; pairs with none are left out."""
    texts = [(file.path, sequences(file.seed.body)) for file in content.guidance]
    found = [
        Pair(first, second, common)
        for (first, ours), (second, theirs) in combinations(texts, 2)
        if (common := ours & theirs)
    ]
    return sorted(found, key=lambda pair: (-len(pair.common), pair))[:pairs]


def main() -> None:
    for pair in most_alike(read()):
        sys.stdout.write(f"{len(pair.common):3}  {pair.first}  {pair.second}\n")
        for sequence in sorted(pair.common):
            sys.stdout.write(f"       {sequence}\n")


if __name__ == "__main__":
    main()
