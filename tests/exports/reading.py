"""What stands in a file, read with libraries that only the tests have, or that read what they did not write."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pypdf
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from pypdf.generic import NameObject

from questionnaire.domain.taken import Format


def text_of(form: Format, data: bytes) -> str:
    """All text of the file, addresses of links among it."""
    return {Format.PDF: of_pdf, Format.DOCX: of_docx, Format.XLSX: of_xlsx, Format.JSON: of_json}[form](data)


def pages_of(data: bytes) -> list[str]:
    """The text of every page of a PDF.

    A font that lacks some sign (an emoji) has an encoding of WeasyPrint's own, which pypdf does not read. It differs
    from the usual one in what is drawn for that sign, not in what it stands for.
    """
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            font.get_object()[NameObject("/Encoding")] = NameObject("/Identity-H")
    return [page.extract_text() for page in pages]


def of_pdf(data: bytes) -> str:
    """Without the foot of a page and its list markers, which pypdf reads last and so amid a sentence that goes on."""
    last = re.compile(r"(\n(\d+\.|[•◦▪]) *)*\n[^\n]*\n?\d+ / \d+\s*$")
    return "\n".join(last.sub("", text) for text in pages_of(data))


def of_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    paragraphs = document.element.body.iter(qn("w:p"))
    texts = ["".join(part.text or "" for part in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]
    links = [each.target_ref for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.HYPERLINK]
    return "\n".join(texts + links)


def of_xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def of_json(data: bytes) -> str:
    return "\n".join(_strings(json.loads(data)))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for each in value.values():
                yield from _strings(each)
