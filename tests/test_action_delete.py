import uuid

import pytest

from questionnaire.models import Action, Assessment
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(opened):
    return make.action(opened, "Gidecek", who="saymanımız")


@pytest.fixture
def shown(client, opened, url, line):
    return lambda: Page(client.get(url("action_delete", opened, line.uid)))


def whats():
    return list(Action.objects.values_list("what", flat=True))


def test_the_line_is_shown_before_it_is_removed(opened, url, line, shown):
    page = shown()

    assert page.heading == "Bu adım plandan çıkarılsın mı?"
    assert page.one("section", class_="kept").one("h2").text == "Gidecek"
    assert page.links["Planda kalsın"] == f"{url('plan', opened)}#adim-{line.uid}"
    assert whats() == ["Gidecek"]


def test_once_confirmed_it_is_gone(client, opened, url, shown):
    make.action(opened, "Kalacak")

    response = shown().form("Çıkar").send(client)

    assert response.headers["Location"] == url("plan", opened)
    assert whats() == ["Kalacak"]


def test_confirming_twice_is_fine(client, opened, url, shown):
    form = shown().form("Çıkar")

    assert [form.send(client).headers["Location"] for _ in range(2)] == [url("plan", opened)] * 2


def test_a_line_that_was_changed_meanwhile_is_shown_anew_and_not_removed(client, shown):
    form = shown().form("Çıkar")
    Action.objects.update(what="Değişti", revision=2)

    response = form.send(client)
    page = Page(response)

    assert (response.status_code, page.one("section", class_="kept").one("h2").text) == (409, "Değişti")
    assert page.one("p", class_="notice").text == "Bu sayfa açıkken adım değiştirildi. Şimdi şöyle:"
    assert whats() == ["Değişti"]
    page.form("Çıkar").send(client)
    assert whats() == []


def test_a_line_that_is_gone_leads_to_the_plan(client, opened, url):
    response = client.get(url("action_delete", opened, uuid.uuid4()))

    assert (response.status_code, Page(response).heading) == (404, "İyileştirme planı")


def test_a_finished_assessment_stays_finished(client, opened, url, shown):
    client.post(url("finish", opened))

    shown().form("Çıkar").send(client)

    assert Assessment.objects.get().finished_at is not None
    assert whats() == []


def test_nobody_removes_a_line_of_others(client, opened, url):
    theirs, _ = make.assessment()
    line = make.action(theirs, "Onların")

    for assessment in (opened, theirs):
        client.post(url("action_delete", assessment, line.uid), {"made_from": "1"})

    assert whats() == ["Onların"]
