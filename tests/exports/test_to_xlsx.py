import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from questionnaire.domain.richtext import Html
from questionnaire.domain.taken import Chosen, Extent, Format
from questionnaire.domain.text import printable
from questionnaire.exports import sheet
from questionnaire.exports.to_xlsx import to_xlsx
from tests.exports import reports
from tests.exports.reports import NOTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(made):
    return openpyxl.load_workbook(io.BytesIO(made("awkward", Format.XLSX)))


def rows(page):
    """The rows below the headings, by heading."""
    headings, *others = page.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in others]


def test_it_has_a_sheet_of_answers_priorities_plan_profile_and_what_it_is(book):
    assert book.sheetnames == ["Yanıtlar", "Öncelikler", "Plan", "Profil", "Karşılaştırma", "Rapor"]


def test_a_summary_has_no_sheet_of_answers(made):
    short = openpyxl.load_workbook(io.BytesIO(made("awkward", Format.XLSX, Chosen(Extent.SUMMARY))))

    assert short.sheetnames == ["Öncelikler", "Plan", "Profil", "Rapor"]


def test_every_question_is_one_row(book):
    found = rows(book["Yanıtlar"])

    assert [row["No"] for row in found] == [1, 2, 3, 4, 5, 6, 7, 50, 51, 52, 53, 90]
    assert [row["Yanıt"] for row in found[7:]] == [
        "Bilmiyorum",
        "Bize uymuyor",
        "O gün seçilen, bugün başka türlü söylenen ifade",
        "Yanıtlanmadı",
        "Artık sorulmayan sorunun ifadesi",
    ]
    assert found[-1]["Alan"] == "Artık sorulmayanlar"


def test_nothing_that_was_typed_is_a_formula(made, book):
    notes = [row["Notunuz"] or "" for row in rows(book["Yanıtlar"])[: len(NOTES)]]

    assert notes == [printable(note) for note in NOTES]
    cells = [cell for page in book for row in page for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))
    with zipfile.ZipFile(io.BytesIO(made("awkward", Format.XLSX))) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_numbers_are_numbers_and_dates_are_dates_in_turkish(book):
    first = rows(book["Yanıtlar"])[0]
    due = book["Plan"]["D2"]

    assert (first["No"], first["Düzey"], first["Düzey sayısı"], first["Önem"]) == (1, 1, 3, 3)
    assert first["Yanıt tarihi"].date() == date(2026, 11, 21)  # in Istanbul
    assert (due.value.date(), due.number_format) == (date(2027, 3, 1), "[$-41F]d mmmm yyyy")


def test_the_headings_stay_in_view_and_are_bold_and_text_wraps(book):
    for page in book:
        assert page.freeze_panes == "A2"
        assert all(cell.font.bold for cell in page[1])
        assert all(cell.alignment.wrap_text for row in page for cell in row)
        assert all(page.column_dimensions[cell.column_letter].width >= 8 for cell in page[1])


def test_the_profile_says_the_level_as_a_number_and_in_words(book):
    strong, weak = rows(book["Profil"])

    assert (strong["Düzey"], strong["Düzeyin adı"], strong["En yüksek"]) == (1, "1 / 3: Henüz yok", 2)
    assert (weak["Düzey"], weak["Düzeyin adı"], weak["Bilmiyorum"]) == (None, "yeterli yanıt yok", 1)


def test_a_text_longer_than_a_cell_goes_on_beside_it(told):
    text = "😀a" * 20_000
    long = reports.with_guidance(told["awkward"], Html(f"<p>{text}</p>"))

    page = openpyxl.load_workbook(io.BytesIO(to_xlsx(long, Chosen())))["Yanıtlar"]

    headings = [cell.value for cell in page[1]]
    parts = [page.cell(2, at).value for at, heading in enumerate(headings, start=1) if heading == "Reçete"]
    assert len(parts) == 2
    assert "".join(parts) == text
    assert max(len(part.encode("utf-16-le")) // 2 for part in parts) <= 32_767


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "#N/A", "#REF!", "1", "2026-01-01", "TRUE", " =1", "'=1"])
def test_what_looks_like_something_else_is_text(text):
    book = Workbook()
    sheet.add_sheet(book, "Sayfa", [sheet.Column("Metin", 20)], [[text]])

    (cell,) = book["Sayfa"][2]

    assert (cell.value, cell.data_type) == (text, "s")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_any_text_comes_back_as_text_without_its_control_characters(text):
    book = Workbook()
    sheet.add_sheet(book, "Sayfa", [sheet.Column("Metin", 20)], [[text]])
    file = io.BytesIO()
    book.save(file)

    (cell,) = openpyxl.load_workbook(file)["Sayfa"][2]

    assert (cell.value or "") == printable(text)
