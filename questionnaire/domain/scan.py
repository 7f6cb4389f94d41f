"""Where in a Markdown text its links, tags, headings and tables stand, for `lint`.

Reads the text as typed, with the lines counted, which neither Markdown nor the sanitiser can tell afterwards. What is
escaped with a backslash or stands between backticks is blanked out first; the place of everything else stays. Every
expression is bounded, and `richtext.refusals` bounds what it is used on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_ESCAPED = re.compile(r"\\[^\w\s]")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,2000})\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->|<[!?][^<>]{0,2000}>", re.DOTALL)
_OPEN = re.compile(r"<[!?/]|<[^\W\d_]")
_TAG = re.compile(r"<(/?)([^\W\d_][^\s<>/]{0,200})([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TEXT = r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,600})\]"
_LINK = re.compile(rf"(!?){_TEXT}\(\s{{0,9}}<?([^\s<>]{{0,2000}}?)>?(\s{{1,9}}[\"'][^\n]{{0,500}}?[\"']\s{{0,9}})?\)")
_ENTITY = re.compile(r"&#?\w{1,32};")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BY_NAME = re.compile(rf"(!?){_TEXT}(?:[ \n]?\[([^\[\]]{{0,200}})\])?(?![(:\[])")
_DEFINED = re.compile(
    r"^[ \t>*+\d.-]{0,40}\[([^\[\]\n]{1,200})\]:[ \t]{0,9}<?([^\s<>]{0,2000})>?(?=[ \t]{0,9}(?:[\"'(].*)?$)",
    re.MULTILINE,
)
_DEFINED_WHOLE = re.compile(_DEFINED.pattern + r"(?:[ \t]{0,9}[\"'(][^\n]{0,500})?", re.MULTILINE)
_ANCHOR = re.compile(r"<a\s([^<>]{0,2000})>(.{0,2000}?)</a\s{0,9}>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})(?!#)[ \t]*\S|^(?=[^\s>|#-])[^\n]{0,500}\n(=+|-+)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,6}\.)[ \t]*$", re.MULTILINE)
_RULE_OF_TABLE = re.compile(r"^[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Tag:
    """HTML typed by hand: a tag, closing or not, with its attributes (None: it stands there without a value)."""

    line: int
    typed: str  # as it stands, cut short
    name: str  # in lower case
    attributes: dict[str, str | None]
    closing: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link of any spelling, or an image."""

    line: int
    text: str  # without markup
    address: str
    titled: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    line: int
    rows: tuple[tuple[str, ...], ...]  # the texts of its cells, without markup


class Source:
    """One text, normalised, taken apart on demand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code = [(self._line(found.start()), found[2]) for found in _CODE.finditer(_blanked(_ESCAPED, text))]
        self._plain = _blanked(_CODE, _blanked(_ESCAPED, text))
        self.comments = [self._line(found.start()) for found in _COMMENT.finditer(self._plain)]
        self._plain = _blanked(_COMMENT, self._plain)
        self.unclosed = [self._line(found.start()) for found in _OPEN.finditer(_TAG.sub(_spaces, self._plain))]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _line(self, position: int) -> int:
        return bisect_right(self._starts, position)

    def tags(self) -> Iterator[Tag]:
        """Everything that HTML takes for a tag; an address in angle brackets is none."""
        for found in _TAG.finditer(self._plain):
            name = found[2].lower()
            if not re.search("[:@]", name):
                attributes = {key.lower(): value and value.strip("\"'") for key, value in _ATTRIBUTE.findall(found[3])}
                typed = {key: value or None for key, value in attributes.items()}
                yield Tag(self._line(found.start()), _short(found[0]), name, typed, closing=bool(found[1]))

    def links(self) -> list[Link]:
        """Links and images in the order of the text. A definition ([a]: address) stands for those that name it."""
        found = [*self._inline_links(), *self._defined_links(), *self._html_links()]
        return sorted(found, key=lambda link: link.line)

    def _inline_links(self) -> Iterator[Link]:
        for found in _LINK.finditer(self._plain):
            yield Link(
                self._line(found.start()), _visible(found[2]), found[3], titled=bool(found[4]), image=bool(found[1])
            )
        for found in _TAG.finditer(self._plain):
            if re.search("[:@]", found[2]):  # <https://address>, or of mail: its own text
                text = found[2] + found[3]
                yield Link(self._line(found.start()), text, text if ":" in text else f"mailto:{text}")

    def _defined_links(self) -> Iterator[Link]:
        defined = {found[1].casefold(): found for found in _DEFINED.finditer(self._plain)}
        unused = dict(defined)
        for found in _BY_NAME.finditer(self._plain):
            name = (found[3] or found[2]).casefold()
            if name in defined:
                unused.pop(name, None)
                yield Link(self._line(found.start()), _visible(found[2]), defined[name][2], image=bool(found[1]))
        for found in unused.values():
            yield Link(self._line(found.start()), found[1], found[2])

    def _html_links(self) -> Iterator[Link]:
        for found in _ANCHOR.finditer(self._plain):
            attributes = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(found[1])}
            if "href" in attributes:
                yield Link(self._line(found.start()), _visible(found[2]), attributes["href"])

    def words(self) -> Iterator[tuple[int, str]]:
        """Line and text of every word that a reader should get to see: no addresses, names of links, tags, numbers."""
        text = _DEFINED_WHOLE.sub(_spaces, _blanked(_COMMENT, self.text))
        text = _LINK.sub(lambda found: found[2].join(("", " " * (len(found[0]) - len(found[2])))), text)
        text = _BY_NAME.sub(lambda found: found[2].join(("", " " * (len(found[0]) - len(found[2])))), text)
        text = _ENTITY.sub(_spaces, _TAG.sub(_spaces, text))
        for found in _WORD.finditer(text):
            yield self._line(found.start()), found[0]

    def headings(self) -> list[tuple[int, int]]:
        """Line and level (1 to 6) of every heading."""
        return [
            (self._line(found.start()), len(found[1]) if found[1] else 1 if found[2][0] == "=" else 2)
            for found in _HEADING.finditer(self._plain)
        ]

    def empty_items(self) -> list[int]:
        """The lines that hold the sign of a list item and nothing else."""
        return [self._line(found.start()) for found in _ITEM.finditer(self.text)]

    def tables(self) -> Iterator[Table]:
        lines = self._plain.split("\n")
        for at, line in enumerate(lines[1:], start=1):
            if "|" in lines[at - 1] and "-" in line and _RULE_OF_TABLE.match(line):
                yield Table(at, tuple(self._rows(lines, at)))

    def _rows(self, lines: list[str], rule: int) -> Iterator[tuple[str, ...]]:
        for line in (lines[rule - 1], *lines[rule + 1 :]):
            if "|" not in line:
                break
            yield tuple(_visible(cell).strip() for cell in line.strip().strip("|").split("|"))


def _blanked(what: re.Pattern[str], text: str) -> str:
    """The text with every match replaced by spaces, line ends apart, so that all places stay."""
    return what.sub(_spaces, text)


def _spaces(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _visible(text: str) -> str:
    """What a reader sees of a piece of Markdown: tags and link targets away, and the signs of emphasis."""
    return re.sub(r"[*_]{1,3}", "", _TAG.sub("", _LINK.sub(r"\2", text)))


def is_wordless(text: str) -> bool:
    return not _LETTERS.search(text)


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
