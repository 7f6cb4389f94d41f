from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from questionnaire.domain.key import grouped, hashed
from questionnaire.models import Assessment
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere():
    """Another browser."""
    return Client()


def test_link_and_code_stand_on_the_page(client, opened, url, key):
    page = Page(client.get(url("mine", opened)))

    assert [part.text for part in page.all("p", class_="key")] == [
        f"http://testserver/devam/{key['key']}/",
        f"Kod: {grouped(key['key'])}",
    ]


def test_what_can_be_done_with_the_data_stands_there(client, opened, url):
    page = Page(client.get(url("mine", opened)))

    assert page.heading == "Verilerim"
    assert page.buttons[1:] == ["Yeni bağlantı oluştur", "Süreyi uzat", "Bu tarayıcıda oturumu kapat"]
    assert page.links["Verilerimi indir"] == url("download", opened)
    assert page.links["Hepsini sil…"] == url("delete", opened)


def make_new_link(client, url, opened):
    """Press the button."""
    return Page(client.get(url("mine", opened))).form("Yeni bağlantı oluştur").send(client)


def new_key(client, opened):
    return client.cookies[cookies.PREFIX + opened.pk.hex].value


def test_a_new_link_is_shown_and_opens_the_assessment(client, elsewhere, opened, url):
    make.question(1)
    response = make_new_link(client, url, opened)

    page = Page(client.get(response.headers["Location"]))

    assert page.one("p", class_="notice").text == (
        "Yeni bir bağlantı oluşturuldu. Eski bağlantı ve eski kod artık çalışmaz."
    )
    assert Page(elsewhere.get(page.all("p", class_="key")[0].text, follow=True)).heading == "1. soru nasıl?"


def test_a_new_link_ends_the_old_one(client, elsewhere, opened, url, key):
    make_new_link(client, url, opened)

    assert elsewhere.get(url("resume_link", key["key"])).status_code == 404


def test_a_new_link_ends_the_old_code(client, elsewhere, opened, url, key):
    make_new_link(client, url, opened)

    page = Page(elsewhere.post(url("resume"), {"code": key["key"]}))

    assert page.one("div", class_="summary").one("a").text.startswith("Bu kodla açılan bir değerlendirme yok.")


def test_a_new_link_closes_it_in_other_browsers(client, elsewhere, opened, url, key):
    elsewhere.get(url("resume_link", key["key"]))

    make_new_link(client, url, opened)

    assert Page(elsewhere.get(url("areas", opened))).heading == "Bu değerlendirme burada açık değil"


def test_a_new_link_keeps_what_was_answered(client, opened, url, answer):
    make.question(1)
    answer(opened, 1, 3, "Not")

    make_new_link(client, url, opened)

    assert Page(client.get(url("question", opened, 1))).one("textarea").raw == "Not"


def test_only_the_hash_of_a_new_key_is_stored(client, opened, url):
    make_new_link(client, url, opened)

    opened.refresh_from_db()
    assert opened.key_hash == hashed(new_key(client, opened))


def test_the_button_pressed_twice_makes_one_new_link(client, elsewhere, opened, url, key):
    """The answer to the first press is lost on its way: the browser still holds the old key at the second."""
    form = Page(client.get(url("mine", opened))).form("Yeni bağlantı oluştur")
    form.send(client)
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]

    page = Page(client.get(form.send(client).headers["Location"]))

    assert page.one("p", class_="notice").text.startswith("Yeni bir bağlantı oluşturuldu.")
    assert elsewhere.get(page.all("p", class_="key")[0].text).headers["Location"] == url("go_on", opened)


@pytest.mark.parametrize("sent", [{}, {"key": ""}, {"key": "kısa"}, {"key": "U" * 28}])
def test_a_form_without_a_key_of_full_length_ends_nothing(client, elsewhere, opened, *, url, key, sent):
    client.post(url("new_link", opened), sent)

    assert elsewhere.get(url("resume_link", key["key"])).headers["Location"] == url("go_on", opened)


def test_whoever_does_not_hold_the_key_makes_no_new_link(elsewhere, opened, url, key):
    _, other_key = make.assessment()
    elsewhere.cookies[cookies.PREFIX + opened.pk.hex] = other_key

    page = Page(elsewhere.post(url("new_link", opened), {"key": "1" * 28}))

    opened.refresh_from_db()
    assert page.heading == "Bu değerlendirme burada açık değil"
    assert opened.key_hash == hashed(key["key"])


@pytest.mark.parametrize(("held", "max_age"), [("", 7_776_000), (cookies.SHARED, "")])
def test_a_new_link_leaves_the_computer_as_shared_as_it_was(client, opened, url, *, key, held, max_age):
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"] + held

    cookie = make_new_link(client, url, opened).cookies[cookies.PREFIX + opened.pk.hex]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (max_age, True, "Lax")


# --- closing on a shared computer -----------------------------------------------------------------


def test_closing_tells_the_code_once_more(client, opened, url, key):
    page = Page(Page(client.get(url("mine", opened))).form("Bu tarayıcıda oturumu kapat").send(client))

    assert page.heading == "Bu tarayıcıda kapatıldı"
    assert page.one("code").text == grouped(key["key"])


def test_closing_ends_the_cookie(client, opened, url):
    client.post(url("close", opened))

    assert Page(client.get(url("areas", opened))).heading == "Bu değerlendirme burada açık değil"


def test_closing_keeps_the_answers_for_whoever_has_the_code(client, elsewhere, opened, *, url, key, answer):
    make.question(1)
    answer(opened, 1, 3, "Not")
    client.post(url("close", opened))

    elsewhere.post(url("resume"), {"code": key["key"]})

    assert Page(elsewhere.get(url("question", opened, 1))).one("textarea").raw == "Not"


def test_closing_one_leaves_the_others_open(client, opened, url):
    other, other_key = make.assessment()
    client.get(url("resume_link", other_key))

    client.post(url("close", opened))

    assert Page(client.get(url("mine", other))).heading == "Verilerim"


# --- how long it is kept --------------------------------------------------------------------------


@pytest.fixture
def two_months(settings):
    settings.RETENTION_MONTHS = 2


def kept_until(client, url, opened):
    return Page(client.get(url("mine", opened))).one("form", action=url("renew", opened)).one("strong").text


def changed_at(moment):
    Assessment.objects.update(updated_at=moment)


def test_the_date_on_which_the_data_end_stands_there(client, opened, url, answer, two_months):
    make.question(1)
    answer(opened, 1, 3)
    changed_at(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

    assert kept_until(client, url, opened) == "1 Mayıs 2026"


def test_without_an_answer_it_is_a_week(client, opened, url, two_months):
    changed_at(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

    assert kept_until(client, url, opened) == "8 Mart 2026"


def test_renewing_moves_the_date_and_not_the_last_change(client, opened, url, answer, two_months):
    make.question(1)
    answer(opened, 1, 3)
    changed_at(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

    response = Page(client.get(url("mine", opened))).form("Süreyi uzat").send(client)

    page = Page(client.get(response.headers["Location"]))
    assert page.one("p", class_="notice").text == "Verilerinizin saklama süresi uzatıldı. Yeni tarih aşağıda yazıyor."
    expected = localtime(timezone.now() + timedelta(days=61))
    assert kept_until(client, url, opened) == date_format(expected, "j F Y")
    assert Assessment.objects.get().updated_at == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_renewing_leaves_a_finished_assessment_finished(client, opened, url):
    opened.finish()

    client.post(url("renew", opened))

    assert Assessment.objects.get().finished_at is not None


def test_asking_for_the_address_of_renewing_renews_nothing(client, opened, url):
    assert client.get(url("renew", opened)).headers["Location"] == url("mine", opened)
    assert Assessment.objects.get().renewed_at is None


def test_whoever_does_not_hold_the_key_renews_nothing(elsewhere, opened, url):
    elsewhere.post(url("renew", opened))

    assert Assessment.objects.get().renewed_at is None
