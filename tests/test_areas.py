import pytest

from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """Two areas: two questions, and one."""
    first, second = make.area(1, "Yönetişim", description="Kim karar verir?"), make.area(2, "Ortaklık")
    make.question(1, area=first)
    make.question(2, area=first)
    make.question(3, area=second)


def listed(page):
    """Area, its state, and its questions as they are listed."""
    areas = page.one("ol", class_="areas")
    return [
        (area.one("h2").text, area.one("p", class_="state").text, [item.text for item in area.one("ul").all("li")])
        for area in areas.children
        if not isinstance(area, str)
    ]


def test_every_area_says_how_many_of_its_questions_are_answered(client, opened, url, questions, answer):
    answer(opened, 1, 3)
    answer(opened, 3, "unknown")

    page = Page(client.get(url("areas", opened)))

    assert "3 sorudan 2 tanesi yanıtlandı." in page.main.text
    assert listed(page) == [
        ("Yönetişim", "1 / 2", ["1. soru nasıl? yanıtlandı", "2. soru nasıl?"]),
        ("Ortaklık", "Tamam · 1 / 1", ["3. soru nasıl? yanıtlandı"]),
    ]


def test_only_what_is_unanswered_can_be_shown(client, opened, url, questions, answer):
    answer(opened, 1, 3)
    answer(opened, 3, 3)
    everything = Page(client.get(url("areas", opened)))

    filtered = Page(client.get(url("areas", opened) + everything.links["Yalnızca yanıtlanmamış soruları göster"]))

    assert listed(filtered) == [("Yönetişim", "1 / 2", ["2. soru nasıl?"])]
    assert filtered.links["Bütün alanları göster"] == url("areas", opened)


def test_with_nothing_unanswered_the_filter_says_so(client, opened, url, questions, answer):
    for number in (1, 2, 3):
        answer(opened, number, 3)

    page = Page(client.get(f"{url('areas', opened)}?yanitsiz"))

    assert "Yanıtlanmamış soru kalmadı." in page.main.text
    assert listed(page) == []


def test_the_description_of_an_area_stands_with_it(client, opened, url, questions):
    page = Page(client.get(url("areas", opened)))

    assert [text.text for text in page.all("div", class_="prose")] == ["Kim karar verir?"]


def test_every_question_can_be_reached_from_here(client, opened, url, questions):
    links = Page(client.get(url("areas", opened))).links

    assert [links[f"{number}. soru nasıl?"] for number in (1, 2, 3)] == [
        url("question", opened, number) for number in (1, 2, 3)
    ]


def test_one_goes_on_with_the_first_unanswered_question(client, opened, url, questions, answer):
    answer(opened, 1, 3)

    links = Page(client.get(url("areas", opened))).links

    assert links["Kaldığınız yerden devam et"] == url("question", opened, 2)


def test_with_everything_answered_one_goes_on_to_the_check_of_all_answers(client, opened, url, questions, answer):
    for number in (1, 2, 3):
        answer(opened, number, 3)

    page = Page(client.get(url("areas", opened)))

    assert [button.text for button in page.all("a", class_="button")] == ["Yanıtları gözden geçir"]


@pytest.mark.parametrize("name", ["areas", "check", "report", "mine", "delete"])
def test_the_overview_is_reachable_from_every_page(client, opened, url, questions, name):
    assert Page(client.get(url(name, opened))).links["Alanlar · 0 / 3"] == url("areas", opened)


def test_a_finished_one_leads_to_report_and_plan(client, opened, url, questions):
    client.post(url("finish", opened))

    page = Page(client.get(url("areas", opened)))

    assert page.main.one("a", class_="button")["href"] == url("report", opened)
    assert page.links["İyileştirme planı"] == url("plan", opened)
