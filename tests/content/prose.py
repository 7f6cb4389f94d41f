"""Turkish Markdown taken apart: blocks, links, sentences and words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# The address may hold one level of balanced parentheses, as Markdown allows.
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?((?:[^()\s]|\([^()\s]*\))*)>?(?:\s[^()]*)?\)")
BARE_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>]+")
# A name that looks like an address, e.g. “ornek.org.tr”.
HOST = re.compile(r"\b(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|eu|blog|tr)\b")

_ITEM = re.compile(r" {0,3}(?:([-*+])|(\d+)\.)\s+(.*)")
_ABBREVIATIONS = {
    "av.",
    "bkz.",
    "dr.",
    "m.",
    "no.",
    "örn.",
    "prof.",
    "s.",
    "sn.",
    "t.c.",
    "vb.",
    "vd.",
    "vs.",
}
_SENTENCE_END = re.compile(r"[.!?…][”’»)\]]*(?=\s+[“‘«(\[]*[A-ZÇĞİÖŞÜÂÎÛ0-9])")


class Block(NamedTuple):
    """A paragraph, an item of an unordered list or a step of an ordered one; `text` is Markdown on one line."""

    kind: str  # "paragraph", "item" or "step"
    text: str
    number: int | None = None  # as typed, of a step

    @property
    def is_resource(self) -> bool:
        return self.kind == "item" and self.text.lstrip("*_").startswith("[")


class Link(NamedTuple):
    text: str
    address: str


def casefold(text: str) -> str:
    """Small letters as in Turkish: I becomes ı and İ becomes i."""
    return text.replace("I", "ı").replace("İ", "i").lower()


def blocks(body: str) -> list[Block]:
    found: list[Block] = []
    after_blank = True
    for line in body.splitlines():
        item = _ITEM.fullmatch(line)
        if item:
            bullet, number, text = item.groups()
            found.append(Block("item" if bullet else "step", text.strip(), int(number) if number else None))
        elif not line.strip():
            after_blank = True
            continue
        elif found and (not after_blank or line.startswith("  ")):
            last = found.pop()
            found.append(last._replace(text=f"{last.text} {line.strip()}"))
        else:
            found.append(Block("paragraph", line.strip()))
        after_blank = False
    return found


def links(text: str) -> list[Link]:
    return [Link(match[1], match[2]) for match in LINK.finditer(text)]


def addresses(text: str) -> Iterator[str]:
    """Every address of a Markdown text, in links or bare, as typed."""
    yield from (link.address for link in links(text))
    yield from (match[0].rstrip(".,;:!?)”’") for match in BARE_ADDRESS.finditer(LINK.sub(" ", text)))


def without_addresses(text: str) -> str:
    return BARE_ADDRESS.sub("", LINK.sub(r"\1", text))


def plain(text: str) -> str:
    """What a reader sees of one block: no addresses, no marks for bold or italics."""
    return re.sub(r"[*_`]+|</?\w+>", "", without_addresses(text)).strip()


def words(text: str) -> list[str]:
    """The words as typed; what has no letter or digit is none."""
    return [word for word in plain(text).split() if any(letter.isalnum() for letter in word)]


def bare_words(text: str) -> list[str]:
    """The words in small letters without punctuation: “STÖ’nün” is stönün, “e-posta” is e posta."""
    return re.findall(r"[^\W_]+", re.sub(r"[’'‘]", "", casefold(plain(text))))


def sentences(text: str) -> list[str]:
    """The sentences of one block. Neither “vb.” nor the point of “3.” ends one."""
    text, found, start = plain(text), [], 0
    for end in _SENTENCE_END.finditer(text):
        sentence = text[start : end.end()]
        last = sentence.split()[-1].lstrip("“‘«([") if sentence.split() else ""
        if casefold(last) in _ABBREVIATIONS or re.fullmatch(r"\d{1,2}\.", last):
            continue
        found.append(sentence.strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if words(sentence)]


def is_lead_in(position: int, of: list[Block]) -> bool:
    """Whether the block stands directly before the resources."""
    return of[position].kind == "paragraph" and position + 1 < len(of) and of[position + 1].is_resource


def running_text(body: str) -> list[Block]:
    """The blocks without the resources."""
    return [block for block in blocks(body) if not block.is_resource]
