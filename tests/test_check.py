from datetime import UTC, datetime

import pytest

from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """Two areas: two questions, and one."""
    first, second = make.area(1, "Yönetişim"), make.area(2, "Ortaklık")
    make.question(1, area=first)
    make.question(2, area=first)
    make.question(3, area=second)


def rows(section):
    return [[part.text for part in row.all("p")] for row in section.all("li")]


def test_everything_is_grouped_by_area_and_what_is_unanswered_comes_first(client, opened, url, questions, answer):
    answer(opened, 1, 3, "Notum")
    answer(opened, 3, "unknown")

    page = Page(client.get(url("check", opened)))

    assert page.headings == ["Yanıtlanmamış sorular", "Yönetişim", "Ortaklık"]
    assert [rows(section) for section in page.all("section")] == [
        [["2. soru nasıl?", "Yanıtla: 2. soru nasıl?"]],
        [["1. soru nasıl?", "1. sorunun 3. ifadesi.", "Notunuz: Notum", "Değiştir: 1. soru nasıl?"]],
        [["3. soru nasıl?", "Bilmiyorum", "Değiştir: 3. soru nasıl?"]],
    ]


def test_what_does_not_apply_stands_there_as_such(client, opened, url, questions, answer):
    answer(opened, 1, "not_applicable")

    page = Page(client.get(url("check", opened)))

    assert rows(page.all("section")[1]) == [["1. soru nasıl?", "Bize uymuyor", "Değiştir: 1. soru nasıl?"]]


def test_changing_an_answer_from_here_is_prefilled_and_leads_back_here(client, opened, url, questions, answer):
    answer(opened, 1, 3)
    change = Page(client.get(url("check", opened))).one("li", id="soru-1").one("a")

    form = Page(client.get(change["href"])).form("Devam et")
    back = form.send(client, choice="4").headers["Location"]

    assert form.fields["choice"] == "3"
    assert back == f"{url('check', opened)}#soru-1"
    assert Page(client.get(back)).one("li", id="soru-1").one("p", class_="answer").text == "1. sorunun 4. ifadesi."


def test_with_gaps_it_says_how_many_before_one_finishes(client, opened, url, questions, answer):
    answer(opened, 1, 3)

    page = Page(client.get(url("check", opened)))

    assert page.main.one("form").all("p")[0].text == (
        "2 soru yanıtlanmadı. Yine de tamamlayabilir, soruları daha sonra yanıtlayabilirsiniz."
    )


def test_without_gaps_it_says_nothing_of_them(client, opened, url, questions, answer):
    for number in (1, 2, 3):
        answer(opened, number, 3)

    page = Page(client.get(url("check", opened)))

    assert page.headings == ["Yönetişim", "Ortaklık"]
    assert page.main.one("form").text == "Tamamla Alanlar"


def test_finishing_leads_to_the_report_and_is_remembered(client, opened, url, questions):
    response = Page(client.get(url("check", opened))).form("Tamamla").send(client)

    opened.refresh_from_db()
    assert response.headers["Location"] == url("report", opened)
    assert opened.finished_at is not None


def test_a_finished_one_leads_to_report_and_plan_and_says_that_a_change_opens_it(client, opened, url, questions):
    client.post(url("finish", opened))
    opened.__class__.objects.update(finished_at=datetime(2026, 3, 5, 9, 0, tzinfo=UTC))

    page = Page(client.get(url("check", opened)))

    assert page.links["Rapor"] == url("report", opened)
    assert page.links["İyileştirme planı"] == url("plan", opened)
    assert "Bu değerlendirmeyi 5 Mart 2026 tarihinde tamamladınız." in page.main.text
    assert page.buttons == []


def test_finishing_twice_keeps_the_first_time(client, opened, url, questions):
    client.post(url("finish", opened))
    opened.refresh_from_db()
    first = opened.finished_at

    client.post(url("finish", opened))

    opened.refresh_from_db()
    assert opened.finished_at == first


@pytest.mark.usefixtures("questions")
@pytest.mark.parametrize(("name", "leads_to"), [("finish", "check"), ("new_link", "mine"), ("close", "mine")])
def test_the_address_of_a_form_alone_leads_to_the_page_that_has_it(client, opened, url, name, leads_to):
    """A reload by the address bar, or the change of language on such a page, must not end on an empty one."""
    assert client.get(url(name, opened)).headers["Location"] == url(leads_to, opened)
