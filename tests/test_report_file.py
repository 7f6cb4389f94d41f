import io
import json
import sys

import docx
import openpyxl
import pypdf
import pytest

from questionnaire.domain.taken import Format
from questionnaire.exports import to_pdf
from questionnaire.exports.formats import maker
from questionnaire.models import Action, Mark
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@pytest.fixture
def answered(opened, answer):
    """Two questions of an area, one answered with a note, flagged and a priority; a plan of one line."""
    first = make.question(1, area=make.area(1, "Yönetişim"))
    make.question(2, area=first.area)
    answer(opened, 1, 3, "Kurulda konuştuk.")
    Mark.objects.create(assessment=opened, question=first, flagged=True, importance=3, priority=True)
    Action.objects.create(assessment=opened, question=first, what="Tüzüğü okumak", who="Ayşe")
    return opened


@pytest.fixture
def without_pdf(monkeypatch):
    """A server on which WeasyPrint is not installed."""
    monkeypatch.delitem(sys.modules, "questionnaire.exports.to_pdf", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    maker.cache_clear()


def text_of(response):
    """What the file says, read with the library of its kind."""
    file = io.BytesIO(response.content)
    match response.headers["Content-Type"]:
        case "application/pdf":
            return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        case "application/json; charset=utf-8":
            return json.dumps(json.load(file), ensure_ascii=False)
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
            return " ".join(str(cell.value) for page in openpyxl.load_workbook(file) for row in page for cell in row)
        case _:
            document = docx.Document(file)
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("ending", TYPES)
def test_the_whole_report_comes_as_a_file(client, url, answered, ending):
    response = client.get(url("report_file", answered, ending))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == TYPES[ending]
    assert response.headers["Content-Disposition"] == f'attachment; filename="oz-degerlendirme.{ending}"'
    text = text_of(response)
    for said in ("Yönetişim", "1. sorunun 3. ifadesi.", "1. sorunun 4. ifadesi.", "Kurulda konuştuk.", "Tüzüğü okumak"):
        assert said in text


@pytest.mark.parametrize("ending", TYPES)
def test_a_summary_and_one_without_notes_leave_out_what_they_say(client, url, answered, ending):
    response = client.get(url("report_file", answered, ending), {"kapsam": "ozet", "notlar": "0"})

    assert response.headers["Content-Disposition"] == f'attachment; filename="oz-degerlendirme-ozet.{ending}"'
    text = text_of(response)
    assert "Tüzüğü okumak" in text
    assert "Kurulda konuştuk." not in text
    assert "1-3 için" not in text


@pytest.mark.parametrize("query", ["kapsam=hepsi", "notlar=2", "kapsam=tam&notlar=evet", "kapsam=%00"])
def test_a_part_that_does_not_exist_is_answered_with_the_choice_of_those_that_do(client, url, answered, query):
    response = client.get(f"{url('report_file', answered, 'pdf')}?{query}")

    page = Page(response)
    assert (response.status_code, page.heading) == (400, "Yeniden seçin")
    assert [error.text for error in page.all("p", class_="error")] == ["Bunlardan birini seçin."]
    assert page.buttons == [
        "PDF: okumak ve yazdırmak için",
        "Word: düzenlemek için",
        "Excel: tablolar hâlinde",
        "JSON: programlar için",
    ]


def test_other_formats_do_not_exist(client, url, answered):
    assert client.get(url("report", answered)[:-1] + ".odt").status_code == 404


def test_while_another_pdf_is_made_one_is_asked_to_try_again(client, url, answered):
    with to_pdf._making:
        response = client.get(url("report_file", answered, "pdf"), {"kapsam": "ozet"})

    page = Page(response)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert page.heading == "Lütfen biraz bekleyin"
    assert page.links["Yeniden dene"] == url("report_file", answered, "pdf") + "?kapsam=ozet"
    assert client.get(page.links["Yeniden dene"]).headers["Content-Type"] == "application/pdf"


def test_a_server_without_weasyprint_says_so_and_offers_printing(client, url, answered, without_pdf):
    response = client.get(url("report_file", answered, "pdf"))

    page = Page(response)
    assert (response.status_code, page.heading) == (501, "Bu dosya burada hazırlanamıyor")
    assert "yazdırabilir" in page.main.text
    assert page.links["Yazdırmak için rapora git"] == url("report_print", answered)
    assert client.get(url("report_file", answered, "docx")).status_code == 200


def test_the_report_page_has_a_form_for_every_format(client, url, answered):
    page = Page(client.get(url("report", answered)))

    form = page.one("form", class_="downloads")
    assert form["method"] == "get"
    assert [button["formaction"] for button in form.all("button")] == [
        url("report_file", answered, form) for form in Format
    ]
    sent = page.form("PDF: okumak ve yazdırmak için").fields
    assert (sent["kapsam"], sent["notlar"]) == ("tam", "1")


def test_the_report_page_of_a_server_without_weasyprint_offers_printing_and_says_why(
    client, url, answered, without_pdf
):
    page = Page(client.get(url("report", answered)))

    assert "PDF: okumak ve yazdırmak için" not in page.buttons
    assert "Word: düzenlemek için" in page.buttons
    assert "Bu sunucu PDF hazırlayamıyor, çünkü bunun için gereken program kurulu değil." in page.main.text


@pytest.mark.parametrize("ending", TYPES)
def test_nobody_else_gets_it(client, url, answered, ending):
    client.cookies.clear()

    assert client.get(url("report_file", answered, ending)).status_code == 404


@pytest.mark.parametrize("ending", TYPES)
def test_it_is_in_no_cache(client, url, answered, ending):
    assert "no-store" in client.get(url("report_file", answered, ending)).headers["Cache-Control"]


def test_documents_are_in_the_language_of_the_content(client, url, answered):
    client.post(url("language"), {"language": "en", "next": "/"})

    assert "Öncelikler" in text_of(client.get(url("report_file", answered, "docx")))
    assert "Download the report" in Page(client.get(url("report", answered))).headings


@pytest.mark.parametrize("questions", [1, 33])
@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
def test_it_costs_the_four_statements_of_the_report(
    client, url, opened, *, ending, questions, django_assert_num_queries
):
    make.many_questions(questions)
    client.get(url("report", opened))  # the process is warm

    with django_assert_num_queries(4):
        client.get(url("report_file", opened, ending))
