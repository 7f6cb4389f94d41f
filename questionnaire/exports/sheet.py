"""A sheet of a workbook: text that stays text, numbers that are numbers, dates that are dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from questionnaire.domain.text import printable

MAX_CELL = 32_767  # of UTF-16's units: what Excel holds in a cell, cutting off the rest
LINE = 15  # points
MOST_LINES = 8  # that a row shows; what is longer is read in the line above the sheet
FORMULA = ("=", "+", "-", "@")
DAY = "[$-41F]d mmmm yyyy"  # 2 Mart 2026, on a computer of any language

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: float  # in characters


def add_sheet(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """A sheet with a frozen row of headings.

    A text longer than a cell can hold goes on in further columns right of its own, so that one row stays one row and
    nothing is lost.
    """
    sheet = book.create_sheet(title)
    split = [[_pieces(value) for value in row] for row in rows]
    spans = [max((len(row[at]) for row in split), default=1) for at in range(len(columns))]
    wide = [column for column, span in zip(columns, spans, strict=True) for _ in range(span)]
    _write_row(sheet, 1, [column.heading for column in wide])
    for number, row in enumerate(split, start=2):
        filled = (islice(_padded(pieces), span) for pieces, span in zip(row, spans, strict=True))
        _write_row(sheet, number, [value for values in filled for value in values])
        sheet.row_dimensions[number].height = LINE * _lines(columns, [pieces[0] for pieces in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, column in enumerate(wide, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _write_row(sheet: Worksheet, number: int, values: Sequence[Value]) -> None:
    for at, value in enumerate(values, start=1):
        _write(sheet.cell(number, at), value)


def _write(cell: Any, value: Value) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        # “=1+1” is what somebody wrote, no formula; the quote mark keeps it so when the cell is edited in Excel.
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY


def _pieces(value: Value) -> list[Value]:
    """The value as cells can hold it: one, or several of a very long text. Control characters no workbook can hold."""
    if not isinstance(value, str):
        return [value]
    text = printable(value)
    return list(_parts(text)) or [None]


def _parts(text: str) -> Iterator[str]:
    start = size = 0
    for at, letter in enumerate(text):
        units = 2 if ord(letter) > 0xFFFF else 1
        if size + units > MAX_CELL:
            yield text[start:at]
            start, size = at, 0
        size += units
    if text[start:]:
        yield text[start:]


def _lines(columns: Sequence[Column], values: Sequence[Value]) -> int:
    """About how many lines the longest cell needs; a program that opens the file would leave every row at one."""
    texts = ((str(value), column.width) for column, value in zip(columns, values, strict=False) if value is not None)
    needed = (sum(ceil((len(line) or 1) / width) for line in text.split("\n")) for text, width in texts)
    return min(MOST_LINES, max(needed, default=1))


def _padded(pieces: Sequence[Value]) -> Iterator[Value]:
    yield from pieces
    while True:
        yield None
