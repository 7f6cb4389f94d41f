"""A Word document in real styles, so that whoever edits it can restyle it: what python-docx has no words for."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from questionnaire.domain.text import printable
from questionnaire.exports.blocks import Block, Cell, Kind, Run, Runs, linked

ACCENT, INK = RGBColor(0x0B, 0x5A, 0x58), RGBColor(0x1D, 0x1C, 0x1A)
QUIET, LINE = RGBColor(0x59, 0x56, 0x4E), RGBColor(0xB9, 0xB4, 0xA8)
EDGES = ("w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV")
LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}  # as Word names them
LINK = "Hyperlink"
MAX_DEPTH = 3  # Word has styles for three lists inside each other
STYLES = {Kind.BULLET: "List Bullet", Kind.NUMBER: "List Number", Kind.CONTINUED: "List Continue"}
COLOURS = {"Normal": INK, "Title": INK, "Subtitle": QUIET, "Heading 1": ACCENT, "Heading 2": ACCENT}
# In points: of the letters, and of the space before.
ROOMY = {"Normal": (10.5, 0), "Title": (24, 0), "Subtitle": (10, 0), "Heading 1": (15, 18), "Heading 2": (12, 14)}
COMPACT = {"Normal": (9, 0), "Title": (18, 0), "Subtitle": (9, 0), "Heading 1": (12, 8), "Heading 2": (9.5, 4)}


class Document:
    """An A4 document that is written from top to bottom; a compact one fits more on a page."""

    def __init__(self, title: str, language: str, made: datetime, *, compact: bool = False) -> None:
        self._document = docx.Document()
        self._lists: dict[int, int] = {}  # Word's number for each numbered list of the text being written
        self._style(LANGUAGES.get(language, language), COMPACT if compact else ROOMY)
        self._set_page(title)
        properties = self._document.core_properties
        properties.title, properties.language = printable(title)[:255], LANGUAGES.get(language, language)
        properties.author = properties.last_modified_by = properties.comments = ""
        # Word reads these as UTC, and python-docx writes whatever clock time it is given.
        properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)

    def saved(self) -> bytes:
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        paragraph = self._document.add_heading(printable(text), level)
        paragraph.paragraph_format.page_break_before = new_page

    def paragraph(self, text: str, style: str = "Normal") -> None:
        self._document.add_paragraph(printable(text), style)

    def labelled(self, label: str, text: str) -> None:
        """“Notunuz: …”; the label alone when there is no text."""
        paragraph = self._document.add_paragraph(style="Normal")
        run = paragraph.add_run(f"{label}: " if text else label)
        run.font.color.rgb = QUIET
        paragraph.add_run(printable(text))

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> None:
        """A table whose first row is its heading; widths in cm."""
        self._table([[Cell((Run(text),), at == 0) for text in row] for at, row in enumerate(rows)], widths)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """A guidance text."""
        self._lists = {}
        for block in blocks:
            match block.kind:
                case Kind.TABLE:
                    self._table(block.rows)
                case Kind.HEADING:
                    self._fill(self._document.add_heading(level=3), block.runs)
                case _:
                    self._fill(self._paragraph_of(block), block.runs)

    def _paragraph_of(self, block: Block) -> Paragraph:
        if block.kind is Kind.PARAGRAPH:
            return self._document.add_paragraph(style="Quote" if block.quoted else "Normal")
        depth = min(block.depth, MAX_DEPTH)
        style = STYLES[block.kind] if depth == 1 else f"{STYLES[block.kind]} {depth}"
        paragraph = self._document.add_paragraph(style=style)
        if block.kind is Kind.NUMBER:
            self._number(paragraph, block, style)
        return paragraph

    def _number(self, paragraph: Paragraph, block: Block, style: str) -> None:
        """Count on in the list this item belongs to; Word would count on through the whole document."""
        if block.list_id not in self._lists:
            numbering: Any = self._document.part.numbering_part.element
            styled = self._document.styles[style].element.pPr.numPr.numId.val
            num = numbering.add_num(numbering.num_having_numId(styled).abstractNumId.val)
            num.add_lvlOverride(ilvl=0).add_startOverride(block.number)
            self._lists[block.list_id] = num.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx numbers nothing
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._lists[block.list_id]

    def _fill(self, paragraph: Paragraph, runs: Runs) -> None:
        for address, group in linked(runs):
            written = [_marked(paragraph.add_run(printable(run.text)), run) for run in group]
            if address:
                self._link(paragraph, written, address)

    def _link(self, paragraph: Paragraph, written: list[WordRun], address: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)  # noqa: SLF001 - python-docx reads links, and writes none
        for run in written:
            run.style = LINK
            link.append(run._r)  # noqa: SLF001 - beside the other

    def _table(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float] = ()) -> None:
        table = self._document.add_table(len(rows), max(map(len, rows)), "Table Grid")
        table.autofit = not widths
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Cm(width)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=False):
                (paragraph,) = cell.paragraphs
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
                self._fill(paragraph, content.runs)
                for run in paragraph.runs if content.is_header else ():
                    run.bold = True
        if all(cell.is_header for cell in rows[0]):
            # Repeated on every page, and read out as the heading of its columns.
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above
        # Word joins tables that nothing stands between.
        between = self._document.add_paragraph(style="Normal").paragraph_format
        between.line_spacing, between.space_after = Pt(6), Pt(0)

    def _style(self, language: str, sizes: Mapping[str, tuple[float, float]]) -> None:
        styles: Any = self._document.styles
        for element in styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), language)
        for name, (size, before) in sizes.items():
            styles[name].font.size, styles[name].paragraph_format.space_before = Pt(size), Pt(before)
        for name, colour in {**COLOURS, "Heading 3": ACCENT}.items():
            styles[name].font.color.rgb = colour
        styles["Normal"].paragraph_format.space_after = Pt(sizes["Normal"][0] / 2)
        styles["Normal"].paragraph_format.line_spacing = 1.1
        for name, colour in (("Table Grid", LINE), ("Title", ACCENT)):
            for edge in styles[name].element.iter(*map(qn, EDGES)):
                edge.set(qn("w:color"), str(colour))
        link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = ACCENT, True

    def _set_page(self, title: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{printable(title)}\t\t")
        _field(footer, "PAGE")
        footer.add_run(" / ")
        _field(footer, "NUMPAGES")


def _marked(written: WordRun, run: Run) -> WordRun:
    for mark in run.marks:
        setattr(written.font, mark, True)
    return written


def _field(paragraph: Paragraph, name: str) -> None:
    """A value that Word works out: the number of the page, or of all pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001 - python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001 - beside the other
