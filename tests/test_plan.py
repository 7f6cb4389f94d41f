from datetime import timedelta

import pytest
from django.utils import timezone

from questionnaire.domain.improvement import Status
from questionnaire.models import Mark, Question
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client, url, opened):
    return lambda: Page(client.get(url("plan", opened)))


def lines(page):
    """Each line as it is read: its heading, and what else is said of it."""
    return [
        (item.one("h3").text, [fact.text for fact in item.one("dl").all("dd")])
        for item in page.all("li", class_="kept")
    ]


def decided(question, assessment):
    Mark.objects.create(assessment=assessment, question=question, importance=3, priority=True)


def test_an_empty_plan_says_how_to_begin(url, opened, shown):
    page = shown()

    assert "Küçük bir adımla başlayın." in page.main.text
    assert page.links["Adım ekle"] == url("action_new", opened)
    assert "Tarihleri takvime ekle (.ics)" not in page.links


def test_the_plan_stands_in_its_order_with_who_until_when_and_status(opened, shown):
    make.action(opened, "İkinci", position=2, status=Status.DONE)
    make.action(opened, "Birinci", position=1, who="saymanımız", due="2030-12-31", first_step="Sormak")

    page = shown()

    assert lines(page) == [
        ("Birinci", ["saymanımız", "31 Aralık 2030", "Başlanmadı"]),
        ("İkinci", ["–", "–", "Tamamlandı"]),
    ]
    assert "İlk iş: Sormak" in page.main.text


@pytest.mark.parametrize("status", [Status.OPEN, Status.STARTED])
def test_what_is_overdue_is_marked_in_words(opened, shown, status):
    make.action(opened, due=timezone.localdate() - timedelta(days=1), status=status)

    assert shown().one("strong", class_="late").text == "günü geçti"


@pytest.mark.parametrize(("days", "status"), [(0, Status.OPEN), (-1, Status.DONE), (-1, Status.DROPPED)])
def test_what_is_due_today_or_closed_is_not_overdue(opened, shown, days, status):
    make.action(opened, due=timezone.localdate() + timedelta(days=days), status=status)

    assert shown().all("strong", class_="late") == []


def test_a_line_names_the_question_it_grew_out_of(opened, shown):
    make.action(opened, question=make.question(9, text="Tüzüğünüz güncel mi?"))

    assert shown().one("li", class_="kept").one("p", class_="hint").text == "Tüzüğünüz güncel mi?"


def test_a_line_stays_when_its_question_is_no_longer_asked(opened, shown):
    make.action(opened, "Kalır", question=make.question(9))
    Question.objects.update(retired=True)

    assert lines(shown())[0][0] == "Kalır"


def test_priorities_without_a_line_are_offered_to_begin_with(opened, url, shown):
    for number in (1, 2):
        decided(make.question(number), opened)
    make.action(opened, question=Question.objects.get(number=1))

    page = shown()

    assert page.headings == ["Planda henüz adımı olmayan öncelikler", "Adımlar"]
    assert page.links["Plana ekle: 2. soru nasıl?"] == f"{url('action_new', opened)}?soru=2"


def test_what_can_be_done_with_a_line_is_named_after_it(opened, url, shown):
    first, second = make.action(opened, "Bir"), make.action(opened, "İki")

    page = shown()

    assert page.links["Değiştir: Bir"] == url("action_edit", opened, first.uid)
    assert page.links["Çıkar: İki"] == url("action_delete", opened, second.uid)
    assert page.buttons == ["Aşağı taşı: Bir", "Yukarı taşı: İki"]


def test_a_single_line_has_nowhere_to_move(opened, shown):
    make.action(opened)

    assert shown().buttons == []


def test_dates_can_be_taken_along_once_there_is_one(opened, url, shown):
    make.action(opened, due="2030-12-31")

    assert shown().links["Tarihleri takvime ekle (.ics)"] == url("calendar", opened)


def test_from_here_one_comes_to_priorities_and_report(opened, url, shown):
    links = shown().links

    assert (links["Öncelikler"], links["Rapor"]) == (url("priorities", opened), url("report", opened))


def test_what_a_line_says_is_text_and_never_markup(opened, shown):
    make.action(opened, "<b>kalın</b>", who="<script>alert(1)</script>")

    assert lines(shown())[0] == ("<b>kalın</b>", ["<script>alert(1)</script>", "–", "Başlanmadı"])


@pytest.mark.parametrize("count", [1, 50])
def test_the_plan_costs_the_same_however_long_it_is(client, opened, url, django_assert_num_queries, count):
    question = make.question(1)
    for _ in range(count):
        make.action(opened, question=question)
    client.get(url("plan", opened))

    with django_assert_num_queries(4):
        client.get(url("plan", opened))
