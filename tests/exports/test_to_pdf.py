import io
import logging
import re
import zlib
from dataclasses import replace

import pypdf
import pytest
from weasyprint import HTML

from questionnaire.domain.richtext import Html
from questionnaire.domain.taken import Chosen, Extent, Format
from questionnaire.exports import to_pdf as module
from questionnaire.exports.to_pdf import NothingFetched, to_pdf
from questionnaire.exports.turns import Busy
from tests.exports import reports
from tests.exports.reading import of_pdf, pages_of
from tests.exports.reports import squeezed

pytestmark = pytest.mark.django_db
SUMMARY = Chosen(Extent.SUMMARY)


@pytest.fixture
def pdf(made):
    return pypdf.PdfReader(io.BytesIO(made("awkward", Format.PDF)))


def outlines(items):
    """The bookmarks, each inner list the ones below the one before."""
    return [outlines(item) if isinstance(item, list) else item.title for item in items]


def structure(element, kind):
    """The elements of this kind in the tree of tags."""
    element = element.get_object()
    if not isinstance(element, pypdf.generic.DictionaryObject):
        return
    if element.get("/S") == kind:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child.get_object(), pypdf.generic.NumberObject):
            yield from structure(child, kind)


def test_it_is_tagged_and_says_its_language_and_title(pdf):
    root = pdf.root_object

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "tr"
    assert pdf.metadata.title == "Öz değerlendirme & “deneme” – Rapor"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_calls_itself_pdf_ua_1(pdf):
    metadata = pdf.root_object["/Metadata"].get_object().get_data().decode()

    assert re.search(r"pdfuaid:part[>=\s\"']+1", metadata)


def test_it_names_no_author(pdf):
    assert pdf.metadata.author is None


def test_headings_tables_and_pictures_are_tagged_for_a_screen_reader(pdf):
    tree = pdf.root_object["/StructTreeRoot"]

    assert len(list(structure(tree, "/H1"))) == 1
    assert len(list(structure(tree, "/H2"))) == 11
    assert len(list(structure(tree, "/Table"))) >= 4
    assert {header.get("/A", {}).get("/O") for header in structure(tree, "/TH")} == {"/Table"}
    assert [figure["/Alt"] for figure in structure(tree, "/Figure")] == [
        "1’den 3’e kadar basamakta düzey: 1",
        "Düzey yok",
    ]
    assert len(list(structure(tree, "/Link"))) >= 5


def test_bookmarks_are_its_headings(pdf):
    title, below = outlines(pdf.outline)

    assert title == "Öz değerlendirme & “deneme”"
    assert below[:3] == ["Nerede duruyorsunuz?", ["Tablo", "Düzey ne demek?"], "Bu konuları örgütte kim biliyor?"]
    assert below[below.index("Güçlükler <b>&</b> kolaylıklar") + 1][0] == "1. soru “nasıl” gidiyor?"
    assert "Bir başlık" not in str(below)  # a heading within a guidance text is none of the report’s


def test_pages_are_numbered(pdf):
    count = len(pdf.pages)

    feet = [page.extract_text().rstrip()[-len(f"{at} / {count}") :] for at, page in enumerate(pdf.pages, start=1)]
    assert feet == [f"{at} / {count}" for at in range(1, count + 1)]


def test_links_work_and_show_their_address_on_paper(pdf, made):
    annotations = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    addresses = {note["/A"]["/URI"] for note in annotations}

    assert {"https://example.org/tablo?a=1&b=2", "mailto:biz@example.org"} <= addresses
    assert squeezed("biz (https://example.org/tablo?a=1&b=2)") in squeezed(of_pdf(made("awkward", Format.PDF)))


def test_a_numbered_list_starts_where_its_author_says(made):
    markers = re.findall(r"^(\d)\. *$", "\n".join(pages_of(made("awkward", Format.PDF))), re.MULTILINE)

    assert "5" in markers


def test_what_a_screen_reader_hears_of_a_page_is_not_printed(made):
    assert "dışbağlantı" not in squeezed(of_pdf(made("awkward", Format.PDF)))


def test_fonts_are_in_it_and_files_and_scripts_are_not(pdf):
    fonts = {id(font): font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]

    assert all({"/FontFile2", "/FontFile3"} & descriptor.get_object().keys() for descriptor in descriptors)
    assert pdf.attachments == {}
    assert {"/AF", "/OpenAction", "/AA", "/AcroForm"} & pdf.root_object.keys() == set()
    assert {"/EmbeddedFiles", "/JavaScript"} & pdf.root_object.get("/Names", {}).keys() == set()


def test_the_profile_is_drawn_and_no_image(pdf):
    assert [image for page in pdf.pages for image in page.images] == []


def picture(path):
    """The smallest PNG."""

    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    header = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\10\0\0\0\0")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
    return path


def test_nothing_is_fetched_even_past_the_sanitiser(told, tmp_path, caplog):
    file = picture(tmp_path / "gizli.png")
    addresses = [file.as_uri(), str(file), "https://example.org/a.png", "data:image/png;base64,AAAA"]
    hostile = "".join(f'<img alt="" src="{address}">' for address in addresses)
    hostile += f'<link rel="stylesheet" href="{file.as_uri()}"><link rel="attachment" href="{file.as_uri()}">'
    hostile += f'<object data="{file.as_uri()}"></object><style>@import "{file.as_uri()}"</style>'

    with caplog.at_level(logging.ERROR, "weasyprint"):
        pdf = pypdf.PdfReader(io.BytesIO(to_pdf(reports.with_guidance(told["awkward"], Html(hostile)), Chosen())))

    assert [image for page in pdf.pages for image in page.images] == []
    assert pdf.attachments == {}
    # The same picture is drawn by WeasyPrint’s own fetcher: the test would see one.
    drawn = HTML(string=f'<html lang="tr"><img alt="x" src="{file.as_uri()}">').write_pdf()
    assert len([image for page in pypdf.PdfReader(io.BytesIO(drawn)).pages for image in page.images]) == 1


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/", "data:text/plain,x", "x"])
def test_the_fetcher_refuses_every_address(address):
    with pytest.raises(ValueError, match="nothing is fetched"):
        NothingFetched().fetch(address)


def test_a_summary_has_two_pages_at_most(told):
    noted = reports.with_notes(told["seeds"], "Uzun bir not.\n" * 140)
    crowded = replace(reports.all_priorities(noted), plan=reports.plan(60))

    pages = [len(pypdf.PdfReader(io.BytesIO(to_pdf(each, SUMMARY))).pages) for each in (*told.values(), crowded)]
    assert max(pages) <= 2


def test_a_summary_says_how_much_it_leaves_out(told):
    text = of_pdf(to_pdf(replace(told["seeds"], plan=reports.plan(60)), SUMMARY))

    shown = text.count("üyelerle buluşmak")
    assert 0 < shown < 60
    assert f"Tam raporda {60 - shown} tane daha var." in text


@pytest.mark.parametrize("line_end", ["\n", "\u2028"])
def test_notes_of_a_thousand_lines_fill_no_hundreds_of_pages(told, line_end):
    """Otherwise one respondent could keep the server busy for a minute, with more than a gigabyte."""
    note = "".join(f"{at % 10}{line_end}" for at in range(1000))

    data = to_pdf(reports.with_notes(told["awkward"], note), Chosen(notes=True))

    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) < 25
    assert of_pdf(data).count("9") > 1000


def test_one_document_is_made_at_a_time(told):
    with module._making, pytest.raises(Busy):
        to_pdf(told["awkward"], SUMMARY)

    assert to_pdf(told["awkward"], SUMMARY).startswith(b"%PDF")


def test_a_failure_lets_the_next_one_in(told):
    with pytest.raises(AttributeError):
        to_pdf(replace(told["awkward"], profile=None), SUMMARY)

    assert to_pdf(told["awkward"], SUMMARY).startswith(b"%PDF")


def test_an_empty_report_is_a_document(told):
    text = of_pdf(to_pdf(reports.nothing_answered(told["awkward"]), Chosen()))

    assert "0 / 11" in text
    assert "yeterli yanıt yok" in text
    assert "henüz tamamlanmadı" in text
