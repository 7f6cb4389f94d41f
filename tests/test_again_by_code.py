import pytest
from django.test import Client

from questionnaire.domain.key import grouped
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere():
    """Another browser, with nothing in it."""
    return Client()


def test_the_first_page_leads_there(client):
    link = "Önceki bir değerlendirmenin bağlantısı ya da koduyla yeniden değerlendir"

    assert Page(client.get("/")).links[link] == "/yeniden/"


@pytest.mark.parametrize(
    "typed", [lambda key: grouped(key).lower(), lambda key: f"https://ornek.org/devam/{key}/"], ids=["code", "link"]
)
def test_the_earlier_code_or_link_opens_it_and_leads_to_the_second_round(elsewhere, opened, url, key, typed):
    make.question(1)

    response = Page(elsewhere.get("/yeniden/")).form("Devam et").send(elsewhere, code=typed(key["key"]))

    assert response.headers["Location"] == url("again", opened)
    started = Page(elsewhere.get(response.headers["Location"])).form("Yeni değerlendirmeyi başlat").send(elsewhere)
    assert started.headers["Location"] == url("question", opened.successors.get(), 1)


def test_on_a_shared_computer_it_closes_with_the_browser(elsewhere, opened, key):
    response = elsewhere.post("/yeniden/", {"code": key["key"], "shared_computer": "on"})

    (cookie,) = response.cookies.values()
    assert cookie["max-age"] == ""


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Devam kodunu yazın."),
        ("kısa", "Bu tam bir devam kodu değil."),
        ("0" * 28, "Bu kodla açılan bir değerlendirme yok."),
    ],
)
def test_what_opens_nothing_is_said_to_and_kept(elsewhere, opened, typed, error):
    page = Page(elsewhere.post("/yeniden/", {"code": typed}))

    assert page.one("div", class_="summary").one("a").text.startswith(error)
    assert page.form("Devam et").fields["code"] == typed


def test_a_shared_link_is_no_way_to_a_second_round(elsewhere, opened):
    _, key = make.share(opened)

    page = Page(elsewhere.post("/yeniden/", {"code": f"https://ornek.org/paylasim/{key}/"}))

    assert page.one("div", class_="summary").one("a").text.startswith("Bu kodla açılan bir değerlendirme yok.")


def test_trying_codes_is_limited_as_resuming_is(elsewhere, opened, key, settings):
    settings.RESUMES_PER_HOUR = 1
    elsewhere.post("/devam/", {"code": "0" * 28})

    assert elsewhere.post("/yeniden/", {"code": key["key"]}).status_code == 429
