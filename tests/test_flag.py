"""“Sonra konuşalım”: set on any question during the walk, answered or not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire.models import Answer, Assessment, Mark
from questionnaire.views import cookies
from tests import make, outage
from tests.page import Page

pytestmark = pytest.mark.django_db

FLAG = {"flagged": "on"}


@pytest.fixture
def questions():
    ours = make.area(1, "Ortaklık")
    for number in (1, 2, 3):
        make.question(number, area=ours)


@pytest.fixture
def form(client, opened, url, questions):
    """The form of a question as it is shown now, by the button it is sent with."""

    def shown(button="Devam et", number=1, query=""):
        return Page(client.get(url("question", opened, number) + query)).form(button)

    return shown


def flagged():
    return list(
        Mark.objects.filter(flagged=True).order_by("question__number").values_list("question__number", flat=True)
    )


def test_the_flag_is_stored_with_the_answer(client, form):
    form().send(client, choice="3", **FLAG)

    assert flagged() == [1]
    assert Answer.objects.get().choice.number == 3


def test_without_an_answer_the_flag_is_stored_and_one_goes_on(client, opened, url, form):
    response = form("Sonra yanıtla").send(client, **FLAG)

    assert response.headers["Location"] == url("question", opened, 2)
    assert (flagged(), Answer.objects.count()) == ([1], 0)


def test_leaving_the_last_question_with_a_flag_leads_to_the_check_of_all_answers(client, opened, url, form):
    response = form("Sonra yanıtla", number=3).send(client, **FLAG)

    assert response.headers["Location"] == url("check", opened)
    assert flagged() == [3]


def test_whoever_came_from_the_check_of_all_answers_goes_back_there_with_the_flag_stored(client, opened, url, form):
    response = form("Yanıtlara dön", query="?geri").send(client, **FLAG)

    assert response.headers["Location"] == f"{url('check', opened)}#soru-1"
    assert flagged() == [1]


def test_what_was_picked_is_not_stored_when_it_is_left_for_later(client, form):
    form("Sonra yanıtla").send(client, choice="3", **FLAG)

    assert Answer.objects.count() == 0


def test_a_flag_stands_checked_and_can_be_taken_away(client, form):
    form().send(client, choice="3", **FLAG)
    again = form()

    again.fields.pop("flagged")
    again.send(client)

    assert flagged() == []
    assert Answer.objects.get().choice.number == 3


def test_a_flag_can_be_taken_away_without_an_answer(client, form):
    form("Sonra yanıtla").send(client, **FLAG)
    again = form("Sonra yanıtla")

    again.fields.pop("flagged")
    again.send(client)

    assert flagged() == []


def test_taking_the_flag_away_leaves_importance_and_priority(client, opened, form):
    form().send(client, choice="3", **FLAG)
    Mark.objects.update(importance=3, priority=True)
    again = form()

    again.fields.pop("flagged")
    again.send(client)

    assert list(Mark.objects.values_list("flagged", "importance", "priority")) == [(False, 3, True)]


def test_a_flag_set_in_another_tab_stays_when_this_form_did_not_touch_it(client, form):
    older = form()
    form("Sonra yanıtla").send(client, **FLAG)

    older.send(client, choice="2")

    assert flagged() == [1]


def test_a_flag_taken_away_in_another_tab_is_not_brought_back(client, form):
    form().send(client, choice="3", **FLAG)
    older = form()
    newer = form()
    newer.fields.pop("flagged")
    newer.send(client)

    older.send(client, choice="3")

    assert flagged() == []


def test_a_form_that_knows_nothing_of_flags_changes_none(client, opened, answer, form):
    form("Sonra yanıtla").send(client, **FLAG)

    answer(opened, 1, 3)

    assert flagged() == [1]


def test_a_note_typed_without_an_answer_is_not_lost_when_one_leaves(client, opened, url, form):
    page = Page(form("Sonra yanıtla").send(client, note="Uzun uzun yazdım.", **FLAG))

    assert page.title.startswith("Hata: 1. soru nasıl?")
    assert page.one("p", id="id_note_error").text == (
        "Not, ancak bir yanıtla birlikte kaydedilir. Bir ifade ya da “Bilmiyorum” seçip devam edin; istemiyorsanız "
        "notu silin."
    )
    assert page.one("textarea").raw == "Uzun uzun yazdım."
    assert "checked" in page.one("input", type="checkbox").attributes
    assert (flagged(), Answer.objects.count()) == ([], 0)


def test_from_there_the_note_is_stored_with_bilmiyorum(client, form):
    page = Page(form("Sonra yanıtla").send(client, note="Uzun uzun yazdım.", **FLAG))

    page.form("Devam et").send(client, choice="unknown")

    assert (flagged(), list(Answer.objects.values_list("kind", "note"))) == ([1], [("unknown", "Uzun uzun yazdım.")])


def test_a_note_that_is_stored_already_keeps_nobody_from_leaving(client, opened, url, answer, form):
    answer(opened, 1, 3, "Not")

    response = form("Sonra yanıtla").send(client)

    assert response.headers["Location"] == url("question", opened, 2)
    assert Answer.objects.get().note == "Not"


def test_a_changed_note_is_not_lost_when_one_leaves(client, opened, answer, form):
    answer(opened, 1, 3, "Not")

    page = Page(form("Sonra yanıtla").send(client, note="Not, daha uzun"))

    assert page.one("textarea").raw == "Not, daha uzun"


def test_an_error_keeps_the_flag_as_it_was_set(client, form):
    page = Page(form().send(client, **FLAG))

    assert "checked" in page.one("input", type="checkbox").attributes
    page.form("Devam et").send(client, choice="3")
    assert flagged() == [1]


def test_a_flag_reopens_no_finished_assessment(client, opened, url, form):
    form().send(client, choice="3")
    client.post(url("finish", opened))

    form().send(client, **FLAG)

    opened.refresh_from_db()
    assert opened.finished_at is not None
    assert flagged() == [1]


def test_setting_a_flag_counts_as_writing_to_the_assessment(client, opened, form):
    form("Sonra yanıtla").send(client, **FLAG)

    assert Assessment.objects.get().updated_at > opened.updated_at


def test_the_flag_is_told_in_words_where_answers_are_checked(client, opened, url, answer, form):
    answer(opened, 1, 3)
    form("Sonra yanıtla").send(client, **FLAG)
    form("Sonra yanıtla", number=2).send(client, **FLAG)

    page = Page(client.get(url("check", opened)))

    told = {
        row["id"]: [text.text for text in row.all("p", class_="state")]
        for row in page.all("li")
        if "id" in row.attributes
    }
    assert told == {"soru-1": ["Sonra konuşalım"], "soru-2": ["Sonra konuşalım"], "soru-3": []}


def test_the_flag_is_told_in_words_on_the_overview_of_areas(client, opened, url, answer, form):
    answer(opened, 1, 3)
    form("Sonra yanıtla").send(client, **FLAG)
    form("Sonra yanıtla", number=2).send(client, **FLAG)

    page = Page(client.get(url("areas", opened)))

    assert [item.text for item in page.one("ol", class_="areas").one("ul").all("li")] == [
        "1. soru nasıl? yanıtlandı · sonra konuşalım",
        "2. soru nasıl? sonra konuşalım",
        "3. soru nasıl?",
    ]


# --- what carries it along ------------------------------------------------------------------------


def test_an_expired_form_carries_the_flag(opened, url, key, questions):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
    page = Page(strict.post(url("question", opened, 1), make.sent(3, "Not", **FLAG)))

    page.form("Yanıtı yeniden gönder").send(strict)

    assert page.one("section", class_="kept").one("p", class_="state").text == "Sonra konuşalım"
    assert (flagged(), Answer.objects.get().note) == ([1], "Not")


def test_an_expired_form_left_for_later_is_still_left_for_later(opened, url, key, questions):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
    page = Page(strict.post(url("question", opened, 1), make.sent("", later="1", **FLAG)))

    response = page.form("Yanıtı yeniden gönder").send(strict)

    assert response.headers["Location"] == url("question", opened, 2)
    assert (flagged(), Answer.objects.count()) == ([1], 0)


def test_a_flag_sent_without_cookies_is_sent_again_after_the_code(opened, url, key, questions):
    strict = Client(enforce_csrf_checks=True)
    asked = Page(strict.post(url("question", opened, 1), make.sent(3, **FLAG)))

    again = Page(asked.form("Değerlendirmeyi aç").send(strict, code=key["key"]))
    again.form("Yanıtı yeniden gönder").send(strict)

    assert (flagged(), Answer.objects.count()) == ([1], 1)


def test_of_two_answers_either_comes_with_the_flag(client, opened, answer, form):
    older = form()
    answer(opened, 1, 2)

    page = Page(older.send(client, choice="5", **FLAG))
    page.form("Şimdi seçtiğimi kaydet").send(client)

    assert page.heading == "İki farklı yanıt"
    assert (flagged(), Answer.objects.get().choice.number) == ([1], 5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [outage.locked, outage.read_only, outage.unreachable])
def test_a_flag_that_cannot_be_stored_is_sent_again_with_one_button(client, opened, url, questions, fails):
    sent = make.sent(3, "Not", **FLAG)
    with fails():
        page = Page(client.post(url("question", opened, 1), sent))

    page.form("Yanıtı yeniden gönder").send(client)

    assert page.heading == "Lütfen biraz bekleyin"
    assert (flagged(), Answer.objects.get().note) == ([1], "Not")


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("questions_before", [0, 60])
def test_setting_a_flag_costs_four_statements_more_whatever_there_is(client, opened, url, questions_before):
    make.many_questions(questions_before + 1)
    opened.mark({row.question_id: True for row in _asked(questions_before)}, "flagged")
    number = questions_before + 1
    sent = make.sent(3, number=number)
    with CaptureQueriesContext(connection) as plain:
        client.post(url("question", opened, number), sent)

    with CaptureQueriesContext(connection) as with_flag:
        client.post(url("question", opened, number), {**sent, "made_from": "1", "choice": "2", **FLAG})

    assert (len(plain), len(with_flag)) == (5, 9)


def _asked(count):
    """A choice of each of the first so many questions."""
    return make.Choice.objects.filter(number=1, question__number__lte=count)
