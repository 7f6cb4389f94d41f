import pytest

from questionnaire.models import Choice, Guidance
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, opened, url, answer):
    """Three areas with one question each, answered with long guidance and a note; a fourth without an answer."""
    for number in (1, 2, 3, 4):
        make.question(number, area=make.area(number, f"{number}. alan"))
    Guidance.objects.filter(choice__question__number=1).delete()
    Guidance.objects.create(choice=Choice.objects.get(question__number=1, number=2), body="Uzun bir söz. " * 60)
    answer(opened, 1, 2, "Kurulda\nkonuştuk")
    answer(opened, 2, 3)
    answer(opened, 3, 4)
    return Page(client.get(url("report_print", opened)))


def test_everything_is_open(page):
    article = page.one("article")

    assert article.all("details") == []
    assert len(article.all("div", class_="prose")) == 3
    assert article.one("svg", class_="radar").one("title").text == "Alanların düzeyleri, ağ grafiği"
    assert len(article.one("table", class_="numbers").all("tr")) == 5


def test_it_has_what_the_report_has(client, opened, url, page):
    report = Page(client.get(url("report", opened)))

    def said(of):
        """But for the filters, and for what leads on from the screen."""
        kinds = ("h1", "h2", "h3", "blockquote", "li", "td")
        parts = [part for part in of.one("article").children if not isinstance(part, str)]
        unfiltered = [part for part in parts if not part.has({"class_": "unprinted"})]
        found = [part.text for kind in kinds for outer in unfiltered for part in outer.all(kind)]
        return [text for text in found if text not in {link.text for link in filters}]

    filters = report.one("details", class_="filters").all("a")
    printed = said(page)
    assert [text for text in said(report) if text not in printed] == []
    assert "Notunuz: Kurulda konuştuk" in page.main.text


def test_its_report_has_no_link_into_the_assessment(opened, page):
    inside = [link["href"] for link in page.one("article").all("a")]

    assert [href for href in inside if str(opened.pk) in href or href.startswith("?")] == []
    assert page.main.all("form") == []


def test_it_says_how_to_print_and_leads_back(opened, url, page):
    assert "yazdırabilir" in page.main.text
    assert page.links["Rapora dön"] == url("report", opened)
    assert page.title == "Yazdırılacak rapor – Öz değerlendirme"


def test_nobody_else_can_open_it(client, opened, url):
    client.cookies.clear()

    assert client.get(url("report_print", opened)).status_code == 404
