import pytest
import vobject

from tests import make

pytestmark = pytest.mark.django_db


def test_the_days_of_the_plan_come_as_a_calendar(client, opened, url):
    make.action(opened, "Genel kurul", due="2026-12-31")
    make.action(opened, "Günsüz")

    response = client.get(url("calendar", opened))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="iyilestirme-plani.ics"'
    assert [event.summary.value for event in vobject.readOne(response.content.decode()).vevent_list] == ["Genel kurul"]


def test_the_key_is_not_in_it(client, opened, url, key):
    make.action(opened, due="2026-12-31")

    assert key["key"] not in client.get(url("calendar", opened)).content.decode()


def test_without_a_day_one_is_led_to_the_plan(client, opened, url):
    make.action(opened)

    assert client.get(url("calendar", opened)).headers["Location"] == url("plan", opened)


def test_the_days_of_others_are_not_found(client, opened, url):
    theirs, _ = make.assessment()
    make.action(theirs, "Onlara özel", due="2026-12-31")

    response = client.get(url("calendar", theirs))

    assert response.status_code == 404
    assert "Onlara özel" not in response.content.decode()


def test_fetched_again_it_is_the_same_to_the_byte(client, opened, url):
    make.action(opened, due="2026-12-31")

    assert client.get(url("calendar", opened)).content == client.get(url("calendar", opened)).content
