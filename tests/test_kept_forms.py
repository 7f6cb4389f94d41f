"""Forms of priorities, plan and sharing that could not be stored: nothing that took a while to fill in is lost."""

from uuid import uuid4

import pytest
from django.test import Client

from questionnaire.models import Action, Mark, Share
from questionnaire.views import cookies
from tests import make, outage
from tests.page import Page

pytestmark = pytest.mark.django_db

TYPED = "Uzun “metin” & <b>.\nİkinci satır."


@pytest.fixture
def strict(opened, key):
    """A browser whose forms are checked as in real use."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
    return client


@pytest.fixture
def line():
    return {
        "what": TYPED,
        "first_step": "Sormak",
        "who": "",
        "due": "31.12.2026",
        "status": "open",
        "uid": str(uuid4()),
    }


def stored():
    return list(Action.objects.values_list("what", "first_step"))


def test_an_expired_line_of_the_plan_is_shown_and_sent_again_with_one_button(strict, opened, url, line):
    response = strict.post(url("action_new", opened), line)
    page = Page(response)
    assert stored() == []

    page.form("Yeniden gönder").send(strict)

    assert (response.status_code, page.heading) == (403, "Bu sayfa çok uzun süre açık kaldı")
    assert page.one("section", class_="kept").text == (
        "Yazdıklarınız (henüz kaydedilmedi) Uzun “metin” & <b>. İkinci satır. Sormak 31.12.2026"
    )
    assert stored() == [(TYPED, "Sormak")]


def test_an_expired_change_of_a_line_is_sent_again(strict, opened, url, line):
    action = make.action(opened)

    page = Page(strict.post(url("action_edit", opened, action.uid), {**line, "made_from": "1"}))
    page.form("Yeniden gönder").send(strict)

    assert stored() == [(TYPED, "Sormak")]


def test_expired_importance_is_sent_again_whole(strict, opened, url, answer):
    for number in (1, 2):
        make.question(number)
        answer(opened, number, 2)
    sent = {"rate": "1", "onem-1": "3", "onem-2": "1"}

    page = Page(strict.post(url("priorities", opened), sent))
    page.form("Yeniden gönder").send(strict)

    assert list(Mark.objects.order_by("question__number").values_list("importance", flat=True)) == [3, 1]


def test_an_expired_link_to_share_is_made_with_one_button(strict, opened, url):
    sent = {"label": "Yönetim kurulu", "days": "7", "with_notes": "on"}

    page = Page(strict.post(url("shares", opened), sent))
    page.form("Yeniden gönder").send(strict)

    assert page.one("section", class_="kept").text == "Yazdıklarınız (henüz kaydedilmedi) Yönetim kurulu"
    assert list(Share.objects.values_list("label", "with_notes", "with_plan")) == [("Yönetim kurulu", True, False)]


def test_a_line_sent_without_cookies_is_sent_again_after_the_code(opened, url, key, line):
    forgetful = Client(enforce_csrf_checks=True)
    asked = Page(forgetful.post(url("action_new", opened), line))
    mistyped = Page(asked.form("Değerlendirmeyi aç").send(forgetful, code="0" * 28))

    again = Page(mistyped.form("Değerlendirmeyi aç").send(forgetful, code=key["key"]))
    again.form("Yeniden gönder").send(forgetful)

    shown = [page.one("section", class_="kept").all("p")[0].text for page in (asked, mistyped, again)]
    assert shown == ["Uzun “metin” & <b>. İkinci satır."] * 3
    assert again.heading == "Değerlendirme yeniden açıldı"
    assert stored() == [(TYPED, "Sormak")]


def test_importance_sent_without_cookies_is_sent_again_after_the_code(opened, url, key, answer):
    make.question(1)
    answer(opened, 1, 2)
    forgetful = Client(enforce_csrf_checks=True)
    asked = Page(forgetful.post(url("priorities", opened), {"rate": "1", "onem-1": "3"}))

    again = Page(asked.form("Değerlendirmeyi aç").send(forgetful, code=key["key"]))
    again.form("Yeniden gönder").send(forgetful)

    assert Mark.objects.get().importance == 3


def test_what_was_typed_for_another_assessment_is_not_sent_to_the_one_that_opens(opened, url, line):
    theirs, their_key = make.assessment()
    forgetful = Client()
    asked = Page(forgetful.post(url("action_new", opened), line))

    response = asked.form("Değerlendirmeyi aç").send(forgetful, code=their_key)

    assert response.headers["Location"] == url("go_on", theirs)


@pytest.mark.parametrize("address", ["", "x", "/", "/devam/", "https://example.org/", "//example.org/", "/" * 5000])
def test_a_carried_address_that_is_none_of_ours_is_passed_over(client, opened, url, key, address):
    response = client.post(url("resume"), {"code": key["key"], "address": address, "kept-what": "x"})

    assert response.headers["Location"] == url("go_on", opened)


def test_a_carried_address_of_another_page_is_passed_over(client, opened, url, key):
    response = client.post(url("resume"), {"code": key["key"], "address": url("delete", opened)})

    assert response.headers["Location"] == url("go_on", opened)


@pytest.mark.django_db(transaction=True)
def test_a_code_that_cannot_be_looked_up_still_carries_the_line(opened, url, key, line):
    elsewhere = Client()
    asked = Page(elsewhere.post(url("action_new", opened), line))

    with outage.unreachable():
        away = Page(asked.form("Değerlendirmeyi aç").send(elsewhere, code=key["key"]))
    back = Page(away.form("Değerlendirmeyi aç").send(elsewhere))
    back.form("Yeniden gönder").send(elsewhere)

    assert stored() == [(TYPED, "Sormak")]


def test_an_expired_removal_or_move_is_never_sent_again(strict, opened, url):
    action = make.action(opened)

    pages = [
        Page(strict.post(url(name, opened, action.uid), {"made_from": "1", "yon": "asagi"}))
        for name in ("action_delete", "action_move")
    ]

    assert [page.buttons for page in pages] == [[], []]
    assert Action.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [outage.locked, outage.read_only, outage.unreachable])
def test_a_line_that_cannot_be_stored_is_sent_again_with_one_button(client, opened, url, line, fails):
    with fails():
        response = client.post(url("action_new", opened), line)
    page = Page(response)

    page.form("Yeniden gönder").send(client)

    assert (response.status_code, page.heading) == (503, "Lütfen biraz bekleyin")
    assert stored() == [(TYPED, "Sormak")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["priorities", "plan", "action_new", "calendar"])
def test_without_a_database_every_page_says_so(client, opened, url, name):
    with outage.unreachable():
        page = Page(client.get(url(name, opened)))

    assert page.heading == "Lütfen biraz bekleyin"
