import pytest
from django.db import connection
from django.test import Client

from questionnaire import content
from questionnaire.domain.key import new_key
from questionnaire.models import Answer, Assessment
from questionnaire.views import cookies
from tests import make, outage
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Bunu yazmak on dakika sürdü.\nİkinci satır."
WRITES_FAIL = {"locked": outage.locked, "read-only": outage.read_only, "full": outage.full}


@pytest.fixture(params=WRITES_FAIL.values(), ids=WRITES_FAIL.keys())
def writing_fails(request):
    return request.param


@pytest.fixture
def long_note():
    """As long as notes can be: room for it must be found on the disk."""
    return NOTE + "🌱" * (2_000 - len(NOTE))


@pytest.fixture
def question(opened):
    return make.question(1)


def test_an_answer_that_cannot_be_stored_stands_on_a_page_in_turkish(
    opened, question, answer, writing_fails, long_note
):
    with writing_fails():
        response = answer(opened, 1, 3, long_note)

    page = Page(response)
    assert response.status_code == 503
    assert page.one("html")["lang"] == "tr"
    assert page.heading == "Lütfen biraz bekleyin"
    assert "Daha önce kaydedilenler duruyor." in page.main.text
    assert page.form("Yanıtı yeniden gönder").fields["choice"] == "3"
    assert page.form("Yanıtı yeniden gönder").fields["note"] == long_note
    assert Answer.objects.count() == 0


def test_it_says_when_to_try_again_and_is_kept_nowhere(opened, question, answer, writing_fails, long_note):
    with writing_fails():
        response = answer(opened, 1, 3, long_note)

    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("10", "no-store")


@pytest.mark.usefixtures("question")
def test_it_works_again_with_one_button_and_without_restart(client, opened, url, writing_fails, long_note):
    sent = make.sent(3, long_note)
    with writing_fails():
        page = Page(client.post(url("question", opened, 1), sent))

    page.form("Yanıtı yeniden gönder").send(client)

    assert Answer.objects.values_list("choice__number", "note").get() == (3, long_note)


def test_an_answer_given_before_stays_when_a_change_cannot_be_stored(
    opened, question, answer, writing_fails, long_note
):
    answer(opened, 1, 2, "Önceki")

    with writing_fails():
        answer(opened, 1, 5, long_note, made_from=1)

    assert Answer.objects.values_list("choice__number", "note", "revision").get() == (2, "Önceki", 1)


@pytest.mark.parametrize("outside", [outage.locked, outage.read_only])
def test_pages_can_still_be_read_while_nothing_can_be_written(client, opened, url, question, outside):
    with outside():
        page = Page(client.get(url("question", opened, 1)))

    assert page.heading == "1. soru nasıl?"


@pytest.mark.parametrize("name", ["start", "go_on", "areas", "check", "report", "mine", "delete", "download"])
def test_without_a_database_every_page_says_so(client, opened, url, question, name):
    path = url(name) if name == "start" else url(name, opened)

    with outage.unreachable():
        response = client.get(path)

    page = Page(response)
    assert (response.status_code, page.heading) == (503, "Lütfen biraz bekleyin")
    assert page.links["Yeniden dene"] == path


def test_without_a_database_the_answer_is_shown_with_its_question_from_memory(client, opened, url, question, answer):
    client.get(url("question", opened, 1))

    with outage.unreachable():
        page = Page(answer(opened, 1, 3, NOTE))

    assert page.one("section", class_="kept").text == (
        "Yanıtınız (henüz kaydedilmedi) 1. soru nasıl? 1. sorunun 3. ifadesi. "
        "Notunuz: Bunu yazmak on dakika sürdü. İkinci satır."
    )


@pytest.mark.parametrize(("kind", "shown"), [("unknown", "Bilmiyorum"), ("not_applicable", "Bize uymuyor")])
def test_without_a_database_the_other_answers_are_shown_by_name(opened, question, answer, kind, shown):
    with outage.unreachable():
        page = Page(answer(opened, 1, kind, NOTE))

    assert page.one("section", class_="kept").one("p", class_="answer").text == shown


def test_a_process_that_never_showed_the_question_keeps_the_answer_too(client, opened, url, question, monkeypatch):
    sent = make.sent(3, NOTE)
    monkeypatch.setattr(content, "_kept", (None, None))
    with outage.unreachable():
        page = Page(client.post(url("question", opened, 1), sent))

    page.form("Yanıtı yeniden gönder").send(client)

    assert Answer.objects.values_list("choice__number", "note").get() == (3, NOTE)


def test_after_an_outage_pages_come_back_without_restart(client, opened, url, question):
    with outage.unreachable():
        client.get(url("question", opened, 1))

    assert Page(client.get(url("question", opened, 1))).heading == "1. soru nasıl?"


@pytest.mark.parametrize("cannot", [outage.locked, outage.read_only, outage.unreachable])
def test_a_code_that_cannot_be_looked_up_stays_in_its_field(url, opened, question, cannot, key):
    elsewhere = Client()

    with cannot():
        page = Page(elsewhere.post(url("resume"), {"code": key["key"], "shared_computer": "on"}))

    again = page.form("Değerlendirmeyi aç")
    assert page.heading == "Lütfen biraz bekleyin"
    assert again.send(elsewhere).headers["Location"] == url("go_on", opened)
    assert elsewhere.cookies[cookies.PREFIX + opened.pk.hex].value.endswith(cookies.SHARED)


def test_a_code_that_cannot_be_looked_up_still_carries_its_answer(url, opened, question, key):
    elsewhere = Client()
    asked = Page(elsewhere.post(url("question", opened, 1), make.sent(3, NOTE)))

    with outage.unreachable():
        away = Page(asked.form("Değerlendirmeyi aç").send(elsewhere, code=key["key"]))
    back = Page(away.form("Değerlendirmeyi aç").send(elsewhere))
    back.form("Yanıtı yeniden gönder").send(elsewhere)

    assert Answer.objects.values_list("choice__number", "note").get() == (3, NOTE)


@pytest.mark.parametrize("cannot", [outage.locked, outage.read_only, outage.unreachable])
def test_nothing_is_deleted_or_ended_while_nothing_can_be_written(client, opened, url, question, cannot):
    with cannot():
        said = [
            Page(client.post(url(name, opened), {"key": new_key()})).heading
            for name in ("delete", "finish", "new_link")
        ]

    before = (opened.key_hash, opened.finished_at)
    opened.refresh_from_db()
    assert said == ["Lütfen biraz bekleyin"] * 3
    assert (opened.key_hash, opened.finished_at) == before


def test_nothing_is_half_started_while_nothing_can_be_written(client, question, opened):
    with outage.read_only():
        response = client.post("/")

    assert Page(response).heading == "Lütfen biraz bekleyin"
    assert list(Assessment.objects.all()) == [opened]


def test_the_page_is_in_the_language_that_was_chosen(client, opened, question, answer):
    client.cookies["dil"] = "en"

    with outage.unreachable():
        page = Page(answer(opened, 1, 3, NOTE))

    assert (page.one("html")["lang"], page.heading) == ("en", "Please wait a moment")


def test_a_lock_is_waited_for_five_seconds_and_no_longer():
    question = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}[connection.vendor]

    with connection.cursor() as cursor:
        cursor.execute(question)
        (limit,) = cursor.fetchone()

    assert limit == {"sqlite": 5_000, "postgresql": "5s"}[connection.vendor]
