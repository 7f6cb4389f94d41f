"""Guidance HTML -> blocks and runs, for whatever is not HTML: DOCX makes paragraphs of them, XLSX and JSON plain text.

Reads the tags that `richtext` lets through, in any order an editor's raw HTML may have put them; no text is lost, but
for the words that tell a screen reader of the site that a link leaves it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from html.parser import HTMLParser
from itertools import groupby

from questionnaire.domain.richtext import Html

_SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML takes for one space; a no-break space is none of them
MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "sub": "subscript",
    "sup": "superscript",
}
HEADINGS = {"h4": 1, "h5": 2, "h6": 3}
BREAKING = {"p", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", *HEADINGS}


class Kind(Enum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    CONTINUED = "continued"  # a further paragraph of a list's item
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; a line end in it is a line break. Runs of one link stand together and share its address."""

    text: str
    marks: frozenset[str] = frozenset()  # values of MARKS
    address: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    runs: Runs
    is_header: bool


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    runs: Runs = ()
    depth: int = 0  # of a heading from 1 to 3; of lists inside each other, 0 outside of any
    list_id: int = 0  # which list of the text an item belongs to, from 1; 0 outside of lists
    number: int = 0  # of an item of a numbered list
    quoted: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()  # of a table


def blocks(html: Html) -> tuple[Block, ...]:
    """The blocks of a rendered text, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.found)


def plain(html: Html) -> str:
    """The text of it all: addresses in parentheses after their links, “•” and numbers before items, “ | ” in tables."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks(html):
        close = before is not None and before.list_id and block.list_id
        parts += ["" if before is None else "\n" if close else "\n\n", _plain_block(block)]
        before = block
    return "".join(parts)


def linked(runs: Runs) -> Iterator[tuple[str, Runs]]:
    """The runs by the address they lead to, empty for those that are no link."""
    return ((address, tuple(group)) for address, group in groupby(runs, key=lambda run: run.address))


def _plain_block(block: Block) -> str:
    indent = "   " * max(0, block.depth - 1)
    match block.kind:
        case Kind.TABLE:
            return "\n".join(" | ".join(_plain_runs(cell.runs, " ") for cell in row) for row in block.rows)
        case Kind.BULLET:
            return f"{indent}• {_plain_runs(block.runs)}"
        case Kind.NUMBER:
            return f"{indent}{block.number}. {_plain_runs(block.runs)}"
        case Kind.CONTINUED:
            return f"{indent}   {_plain_runs(block.runs)}"
        case _:
            return _plain_runs(block.runs)


def _plain_runs(runs: Runs, line_break: str = "\n") -> str:
    parts = []
    for address, group in linked(runs):
        text = "".join(run.text for run in group).replace("\n", line_break)
        parts.append(f"{text} ({address})" if address and address.removeprefix("mailto:") != text else text)
    return "".join(parts)


@dataclass
class _List:
    id: int
    ordered: bool
    next_number: int
    marker_due: bool = False  # an item was opened and has shown no text yet


@dataclass
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    cell: list[Run] | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.runs: list[Run] = []
        self.marks: list[str] = []
        self.address = ""
        self.unseen = 0
        self.heading = 0
        self.quotes = 0
        self.lists: list[_List] = []
        self.list_count = 0
        self.tables: list[_Table] = []

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self._add(_SPACE.sub(" ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in BREAKING:
            self.end_block()
            self._start_block(tag, int(attributes.get("start") or 1))
        elif tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "a":
            self.address = attributes.get("href") or ""
        elif tag == "span":
            self.unseen += 1
        elif tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKING:
            self.end_block()
            self._end_block_of(tag)
        elif tag in MARKS and MARKS[tag] in self.marks:
            self.marks.remove(MARKS[tag])
        elif tag == "a":
            self.address = ""
        elif tag == "span":
            self.unseen = max(0, self.unseen - 1)

    def end_block(self) -> None:
        """What was read so far is a block; within a table's cell, a line of it."""
        if self.tables and self.tables[0].cell is not None:
            if self.tables[0].cell and self.tables[0].cell[-1].text != "\n":
                self._add("\n")
            return
        runs = _tidied(self.runs)
        self.runs = []
        if runs:
            self.found.append(replace(self._context(), runs=runs))

    def _add(self, text: str) -> None:
        into = self.tables[0].cell if self.tables and self.tables[0].cell is not None else self.runs
        into.append(Run(text, frozenset(self.marks), self.address))

    def _context(self) -> Block:
        """An empty block of the kind that stands here."""
        quoted = bool(self.quotes)
        if self.heading:
            return Block(Kind.HEADING, depth=self.heading, quoted=quoted)
        if not self.lists:
            return Block(Kind.PARAGRAPH, quoted=quoted)
        own, depth = self.lists[-1], len(self.lists)
        if not own.marker_due:
            return Block(Kind.CONTINUED, depth=depth, list_id=own.id, quoted=quoted)
        own.marker_due = False
        own.next_number += 1
        kind = Kind.NUMBER if own.ordered else Kind.BULLET
        return Block(kind, depth=depth, list_id=own.id, number=own.next_number - 1, quoted=quoted)

    def _start_block(self, tag: str, number: int) -> None:
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in {"ul", "ol"}:
            self.list_count += 1
            self.lists.append(_List(self.list_count, tag == "ol", number))
        elif tag == "li" and self.lists:
            self.lists[-1].marker_due = True
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and len(self.tables) == 1:
            self.tables[0].rows.append([])
        elif tag in {"td", "th"} and len(self.tables) == 1:
            self.tables[0].cell = []

    def _end_block_of(self, tag: str) -> None:
        if tag in HEADINGS:
            self.heading = 0
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in {"td", "th"} and len(self.tables) == 1:
            self._end_cell(is_header=tag == "th")

    def _end_cell(self, *, is_header: bool) -> None:
        table = self.tables[0]
        if table.cell is None:
            return
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(Cell(_tidied(table.cell), is_header))
        table.cell = None

    def _end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            return  # it stood in a cell, which has its text
        rows = tuple(tuple(row) for row in table.rows if row)
        if rows:
            self.found.append(replace(self._table_context(), rows=rows))

    def _table_context(self) -> Block:
        return Block(Kind.TABLE, depth=len(self.lists), quoted=bool(self.quotes))


def _tidied(runs: Iterable[Run]) -> Runs:
    """As a browser shows it: one space for several, none at the ends of a line, no empty line at the ends."""
    kept: list[Run] = []
    for run in runs:
        if run.text == "\n":
            _strip_end(kept, " ")
        text = run.text.lstrip(" ") if not kept or kept[-1].text[-1] in " \n" else run.text
        if not text or (text == "\n" and not kept):
            continue
        if kept and (kept[-1].marks, kept[-1].address) == (run.marks, run.address):
            kept[-1] = replace(kept[-1], text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    _strip_end(kept, " \n")
    return tuple(kept)


def _strip_end(runs: list[Run], what: str) -> None:
    while runs and runs[-1].text[-1] in what:
        last = runs.pop()
        if text := last.text.rstrip(what):
            runs.append(replace(last, text=text))
