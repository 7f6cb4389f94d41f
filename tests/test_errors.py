import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import permission_denied

from questionnaire.models import Answer, Assessment
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

NOTE = "Uzun bir not.\nİkinci “satır” & <b>."


@pytest.fixture
def strict():
    """A browser whose forms are checked as in real use."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def open_in_strict(strict, opened, key):
    """`opened`, open in `strict` too; its question is the first."""
    make.question(1)
    strict.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
    return opened


def stored():
    return list(Answer.objects.values_list("choice__number", "note"))


# --- the common error pages -----------------------------------------------------------------------


def test_a_host_that_is_not_ours_gets_a_page_in_turkish(client):
    response = client.get("/", headers={"host": "baska.example"})

    page = Page(response)
    assert (response.status_code, page.heading, page.one("html")["lang"]) == (400, "İstek anlaşılamadı", "tr")
    assert page.links["Ana sayfaya dön"] == "/"


def test_what_may_not_be_opened_gets_a_page_in_turkish():
    response = permission_denied(RequestFactory().get("/"), PermissionDenied())

    assert response.status_code == 403
    assert "<h1>Bu sayfayı açma yetkiniz yok</h1>" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/olmayan/", "/degerlendirme/", "/degerlendirme/1/", f"/degerlendirme/{uuid.uuid4()}/x/"]
)
def test_an_address_that_is_none_gets_a_page_in_turkish(client, path):
    response = client.get(path)

    page = Page(response)
    assert (response.status_code, page.heading, page.one("html")["lang"]) == (404, "Böyle bir sayfa yok", "tr")
    assert "bağlantınız veya kodunuz onu yeniden açar" in page.main.text


def test_an_address_with_an_endless_number_is_none(client, opened):
    response = client.get(f"/degerlendirme/{opened.pk}/soru/{'9' * 5000}/")

    assert (response.status_code, Page(response).heading) == (404, "Böyle bir sayfa yok")


def test_a_fault_of_ours_gets_a_page_in_turkish(client, settings):
    client.raise_request_exception = False
    settings.RESUMES_PER_HOUR = "a setting gone wrong"

    response = client.get(reverse("resume_link", args=["0" * 28]))

    page = Page(response)
    assert (response.status_code, page.one("html")["lang"]) == (500, "tr")
    assert page.heading == "Sunucuda bir sorun oluştu"
    assert "Daha önce kaydedilenler duruyor." in page.main.text


def test_too_many_attempts_get_a_page_in_turkish_that_keeps_the_code(client, settings):
    settings.RESUMES_PER_HOUR = 1
    client.post(reverse("resume"), {"code": "0" * 28})

    response = client.post(reverse("resume"), {"code": "1" * 28, "number": "1", "note": NOTE})

    page = Page(response)
    assert (response.status_code, page.heading, response.headers["Retry-After"]) == (429, "Çok fazla deneme", "3600")
    assert page.form("Değerlendirmeyi aç").fields["code"] == "1" * 28
    assert page.form("Değerlendirmeyi aç").fields["note"] == NOTE


# --- an assessment that is not open here ----------------------------------------------------------

PAGES = [
    "go_on",
    "areas",
    "check",
    "report",
    "mine",
    "download",
    "delete",
    "priorities",
    "plan",
    "action_new",
    "calendar",
]


def without_tokens(response, pk):
    """The page, apart from what differs with every request and the address that was asked for."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return text.replace(str(pk), "")


def headers(response):
    """The headers, apart from what the length of a token and the second of the request make of them."""
    return {name: value for name, value in response.items() if name not in {"Content-Length", "Expires"}}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_assessment_is_the_same_as_one_that_does_not_exist(client, url, name, method):
    make.question(1)
    theirs, _ = make.assessment()
    nobodys = uuid.uuid4()

    there, nowhere = (getattr(client, method)(reverse(name, args=[pk])) for pk in (theirs.pk, nobodys))

    assert there.status_code == nowhere.status_code
    assert without_tokens(there, theirs.pk) == without_tokens(nowhere, nobodys)
    assert headers(there) == headers(nowhere)


@pytest.mark.parametrize("name", PAGES)
def test_anothers_assessment_is_not_found(client, url, name):
    theirs, _ = make.assessment()

    response = client.get(url(name, theirs))

    assert (response.status_code, Page(response).heading) == (404, "Bu değerlendirme burada açık değil")


def test_the_key_of_one_assessment_opens_no_other(client, opened, url, key):
    theirs, _ = make.assessment()
    client.cookies[cookies.PREFIX + theirs.pk.hex] = key["key"]

    assert Page(client.get(url("areas", theirs))).heading == "Bu değerlendirme burada açık değil"


def test_nothing_can_be_stored_in_anothers_assessment(client, answer):
    make.question(1)
    theirs, _ = make.assessment()

    answer(theirs, 1, 3, NOTE)

    assert stored() == []


@pytest.mark.parametrize("name", ["finish", "new_link", "close", "delete"])
def test_nothing_can_be_done_to_anothers_assessment(client, url, name):
    theirs, _ = make.assessment()
    before = Assessment.objects.values().get()

    client.post(url(name, theirs))

    assert Assessment.objects.values().get() == before


# --- cookies gone ---------------------------------------------------------------------------------


def test_without_cookies_the_page_asks_for_the_code_and_the_code_opens_it(opened, url, key):
    make.question(1)
    forgetful = Client()
    page = Page(forgetful.get(url("areas", opened)))

    response = page.form("Değerlendirmeyi aç").send(forgetful, code=key["key"])

    assert "kaydedilenler duruyor" in page.main.text
    assert response.headers["Location"] == url("go_on", opened)


@pytest.mark.parametrize("choice", ["3", "unknown"])
def test_an_answer_sent_without_cookies_is_sent_again_after_the_code(strict, opened, url, key, choice):
    make.question(1)
    sent = strict.post(url("question", opened, 1), make.sent(choice, NOTE))

    opened_again = Page(Page(sent).form("Değerlendirmeyi aç").send(strict, code=key["key"]))
    response = opened_again.form("Yanıtı yeniden gönder").send(strict)

    assert opened_again.heading == "Değerlendirme yeniden açıldı"
    assert response.headers["Location"] == url("guidance", opened, 1)
    assert Answer.objects.get().note == NOTE


def test_the_page_that_asks_for_the_code_shows_what_was_answered(strict, client, opened, url):
    make.question(1)
    client.get(url("question", opened, 1))

    page = Page(strict.post(url("question", opened, 1), make.sent(3, NOTE)))

    assert page.one("section", class_="kept").text == (
        "Yanıtınız (henüz kaydedilmedi) 1. soru nasıl? 1. sorunun 3. ifadesi. "
        "Notunuz: Uzun bir not. İkinci “satır” & <b>."
    )


def test_the_page_of_anothers_assessment_tells_nothing_of_its_answers(client, opened, url, answer):
    make.question(1)
    answer(opened, 1, 3, "Gizli")

    page = Page(Client().post(url("question", opened, 1), make.sent(1, "Benim")))

    assert "Benim" in page.main.text
    assert "Gizli" not in page.main.text


# --- form expired ---------------------------------------------------------------------------------


def expired(strict, address, **fields):
    return strict.post(address, fields)


def test_an_expired_form_keeps_choice_and_note_and_sends_them_with_one_button(strict, open_in_strict, url):
    response = expired(strict, url("question", open_in_strict, 1), **make.sent(3, NOTE))
    page = Page(response)
    assert stored() == []

    page.form("Yanıtı yeniden gönder").send(strict)

    assert (response.status_code, page.heading) == (403, "Bu sayfa çok uzun süre açık kaldı")
    assert stored() == [(3, NOTE)]


def test_a_wrong_token_is_as_good_as_none(strict, open_in_strict, url):
    strict.get(url("question", open_in_strict, 1))

    page = Page(
        expired(
            strict,
            url("question", open_in_strict, 1),
            **make.sent(3, NOTE),
            csrfmiddlewaretoken="x" * 64,
        )
    )
    page.form("Yanıtı yeniden gönder").send(strict)

    assert stored() == [(3, NOTE)]


def test_an_expired_form_shows_what_was_picked(strict, open_in_strict, url):
    strict.get(url("question", open_in_strict, 1))

    page = Page(expired(strict, url("question", open_in_strict, 1), **make.sent(3, NOTE)))

    assert page.one("section", class_="kept").one("p", class_="answer").text == "1. sorunun 3. ifadesi."


def test_an_expired_form_keeps_the_way_back(strict, open_in_strict, url):
    page = Page(expired(strict, url("question", open_in_strict, 1), **make.sent(3, geri="1")))

    response = page.form("Yanıtı yeniden gönder").send(strict)

    assert response.headers["Location"] == f"{url('check', open_in_strict)}#soru-1"


def test_an_expired_form_without_choice_meets_the_usual_error(strict, open_in_strict, url):
    page = Page(expired(strict, url("question", open_in_strict, 1), **make.sent("", NOTE)))

    page = Page(page.form("Yanıtı yeniden gönder").send(strict))

    assert page.title.startswith("Hata:")
    assert page.one("textarea").raw == NOTE


@pytest.mark.parametrize("choice", ["9" * 5000, "-1", "٣", "x", "²"])
def test_an_expired_form_with_an_invented_choice_stores_nothing(strict, open_in_strict, url, choice):
    strict.get(url("question", open_in_strict, 1))

    page = Page(expired(strict, url("question", open_in_strict, 1), **make.sent(choice, NOTE)))
    again = Page(page.form("Yanıtı yeniden gönder").send(strict))

    assert again.title.startswith("Hata:")
    assert stored() == []


def test_an_expired_choice_between_two_answers_is_kept_too(strict, open_in_strict, url, answer):
    answer(open_in_strict, 1, 2, "Önce")

    page = Page(expired(strict, url("question", open_in_strict, 1), **make.sent(5, NOTE, made_from="1")))
    page.form("Yanıtı yeniden gönder").send(strict)

    assert stored() == [(5, NOTE)]


def test_deleting_is_never_sent_again(strict, open_in_strict, url):
    page = Page(expired(strict, url("delete", open_in_strict)))

    assert page.heading == "Bu sayfa çok uzun süre açık kaldı"
    assert "hiçbir şey değiştirilmedi" in page.main.text
    assert page.buttons == []
    assert page.links["Sayfaya dön"] == url("delete", open_in_strict)
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("name", ["finish", "new_link", "close"])
def test_an_expired_form_without_anything_typed_leads_back_to_its_page(strict, open_in_strict, url, name):
    page = Page(expired(strict, url(name, open_in_strict)))

    back = Page(strict.get(page.links["Sayfaya dön"], follow=True))

    assert page.buttons == []
    assert back.heading == {"finish": "Yanıtları gözden geçir"}.get(name, "Verilerim")


def test_an_expired_start_starts_nothing(strict):
    make.question(1)

    page = Page(expired(strict, "/", shared_computer="on"))

    assert page.links["Sayfaya dön"] == "/"
    assert Assessment.objects.count() == 0


def test_an_expired_resume_form_keeps_the_code_and_the_answer_it_carries(strict, opened, url, key):
    make.question(1)
    address, fields = url("resume"), make.sent(3, NOTE, geri="") | {"number": "1"}

    page = Page(expired(strict, address, code=key["key"], **fields))
    opened_again = Page(page.form("Değerlendirmeyi aç").send(strict))
    opened_again.form("Yanıtı yeniden gönder").send(strict)

    assert stored() == [(3, NOTE)]


def test_an_expired_form_on_an_address_that_is_none_is_not_found(strict):
    assert Page(expired(strict, "/olmayan/", choice="3")).heading == "Böyle bir sayfa yok"
