import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from questionnaire.domain.key import grouped, hashed, read_key
from questionnaire.models import Answer
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

UNKNOWN = (
    "Bu kodla açılan bir değerlendirme yok. Kodu harf harf kontrol edin; "
    "yeni kod oluşturulunca veya değerlendirme silinince eski kod geçersiz olur."
)
INCOMPLETE = "Bu tam bir devam kodu değil. Kod, dörderli yedi grup hâlinde 28 harf ve rakamdan oluşur."
PAGES = ["question", "guidance", "areas", "check", "report", "mine", "delete", "priorities", "plan", "action_new"]


@pytest.fixture
def elsewhere():
    """Another browser."""
    return Client()


# --- the link -------------------------------------------------------------------------------------


def test_the_link_opens_the_assessment_in_another_browser_where_it_was_left(elsewhere, opened, url, key, answer):
    make.question(1)
    make.question(2)
    answer(opened, 1, 3)

    response = elsewhere.get(url("resume_link", key["key"]), follow=True)

    assert Page(response).heading == "2. soru nasıl?"


def test_the_link_leads_to_an_address_without_the_key(elsewhere, opened, url, key):
    response = elsewhere.get(url("resume_link", key["key"]))

    assert response.status_code == 302
    assert response.headers["Location"] == f"/degerlendirme/{opened.pk}/"


def test_the_link_keeps_the_key_in_an_http_only_cookie_for_90_days(elsewhere, opened, url, key):
    cookie = elsewhere.get(url("resume_link", key["key"])).cookies[cookies.PREFIX + opened.pk.hex]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", 7_776_000, "/")


def test_the_link_leaves_a_shared_computer_a_shared_one(client, opened, url, key):
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"] + cookies.SHARED

    cookie = client.get(url("resume_link", key["key"])).cookies[cookies.PREFIX + opened.pk.hex]

    assert (cookie["max-age"], cookie["expires"]) == ("", "")


@pytest.mark.parametrize("path", ["/devam/{}/", "/devam/{}"], ids=["whole", "without its last slash"])
def test_the_link_forgives_a_grouped_code_and_a_missing_slash(elsewhere, opened, key, path):
    response = elsewhere.get(path.format(grouped(key["key"]).lower()), follow=True)

    assert response.redirect_chain[-1][0].startswith(f"/degerlendirme/{opened.pk}/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0" * 28, UNKNOWN),
        ("0" * 27, INCOMPLETE),
        ("xyz", INCOMPLETE),
        ("ğ" * 28, INCOMPLETE),
        ("%00", "Boş karakterlere izin verilmiyor."),
        ("a" * 5000, "Bu değerin en fazla 200 karaktere sahip olduğuna emin olun (şu an 5000)."),
    ],
)
def test_a_link_that_opens_nothing_says_why(elsewhere, opened, typed, said):
    response = elsewhere.get(f"/devam/{typed}/")

    page = Page(response)
    assert response.status_code == 404
    assert page.title == "Hata: Bir değerlendirmeye devam edin"
    assert page.one("div", class_="summary").one("ul").text == said
    assert not [name for name in response.cookies if name.startswith(cookies.PREFIX)]


# --- the code -------------------------------------------------------------------------------------

SPELLINGS = {
    "as shown": grouped,
    "without spaces": lambda key: key,
    "in small letters": str.lower,
    "with hyphens": lambda key: grouped(key).replace(" ", "-"),
    "with spaces around": lambda key: f"  {grouped(key)}\n",
    "with no-break spaces": lambda key: grouped(key).replace(" ", "\xa0"),
    "Turkish capital i with dot": lambda key: key.replace("1", "İ"),
    "Turkish small i without dot": lambda key: key.replace("1", "ı"),
    "i and o for one and nought": lambda key: key.replace("1", "i").replace("0", "o"),
    "L and O for one and nought": lambda key: key.replace("1", "L").replace("0", "O"),
    "the link": lambda key: f"https://ornek.org/devam/{key}/",
    "the link without its last slash": lambda key: f"https://ornek.org/devam/{key}",
    "the link in a sentence's small letters": lambda key: f"ornek.org/devam/{key.lower()}/ ",
}
KEY = "1A0BCDEFGH10JKMN1PQRST0VWXYZ"


@pytest.fixture
def with_ones_and_noughts(opened):
    """`opened`, with a key in which all look-alikes occur."""
    opened.key_hash = hashed(KEY)
    opened.save()
    return opened


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_the_code_opens_the_assessment_however_it_is_typed(elsewhere, with_ones_and_noughts, url, spelling):
    form = Page(elsewhere.get(url("resume"))).form("Değerlendirmeyi aç")

    response = form.send(elsewhere, code=spelling(KEY))

    assert response.headers["Location"] == url("go_on", with_ones_and_noughts)
    assert elsewhere.cookies[cookies.PREFIX + with_ones_and_noughts.pk.hex].value == KEY


def test_the_first_page_has_the_field_too(elsewhere, opened, url, key):
    make.question(1)

    response = Page(elsewhere.get("/")).form("Değerlendirmeyi aç").send(elsewhere, code=grouped(key["key"]))

    assert response.headers["Location"] == url("go_on", opened)


def test_on_a_shared_computer_the_code_opens_it_until_the_browser_is_closed(elsewhere, opened, url, key):
    response = elsewhere.post(url("resume"), {"code": key["key"], "shared_computer": "on"})

    cookie = response.cookies[cookies.PREFIX + opened.pk.hex]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Devam kodunu yazın."),
        ("   ", "Devam kodunu yazın."),
        ("7K3M", INCOMPLETE),
        ("0" * 29, INCOMPLETE),
        ("U" * 28, INCOMPLETE),
        ("ğ" * 28, INCOMPLETE),
        ("0" * 28, UNKNOWN),
    ],
)
def test_a_code_that_opens_nothing_says_why_and_stays_in_the_field(elsewhere, opened, url, typed, said):
    response = elsewhere.post(url("resume"), {"code": typed})

    page = Page(response)
    assert page.title == "Hata: Bir değerlendirmeye devam edin"
    assert page.one("div", class_="summary").one("a").text == said
    assert page.one("div", class_="summary").one("a")["href"] == f"#{page.one('input', name='code')['id']}"
    assert page.one("input", name="code").attributes.get("value", "") == typed
    assert not [name for name in response.cookies if name.startswith(cookies.PREFIX)]


def test_an_endless_code_is_refused(elsewhere, url):
    page = Page(elsewhere.post(url("resume"), {"code": "0" * 100_000}))

    assert page.title == "Hata: Bir değerlendirmeye devam edin"


# --- where link and code are offered -------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in PAGES if name != "mine"])
def test_link_and_code_are_offered_on_every_page_from_the_first_answer_on(client, opened, reach, *, key, answer, name):
    make.question(1)
    answer(opened, 1, 3)

    offer = Page(client.get(reach(name))).one("details", class_="saved")

    assert offer.one("summary").text == "Kaydedildi · kaldığınız yerden devam etmek için…"
    assert offer.one("a")["href"] == f"http://testserver/devam/{key['key']}/"
    assert offer.one("code").text == grouped(key["key"])


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"mine", "guidance"}])
def test_before_the_first_answer_nothing_is_called_saved(client, opened, reach, name):
    make.question(1)

    assert Page(client.get(reach(name))).all("details", class_="saved") == []


def test_a_copy_button_waits_for_javascript(client, opened, url, answer):
    make.question(1)
    answer(opened, 1, 3)

    page = Page(client.get(url("areas", opened)))

    (copy,) = [part for part in page.all("p") if "data-copy" in part.attributes]
    assert "hidden" in copy.attributes
    assert copy.one("button").text == "Bağlantıyı kopyala"


# --- nothing changes by looking ------------------------------------------------------------------


def named_patterns(patterns, taken=()):
    """Every address of a respondent: its name, and the parameters it takes."""
    for pattern in patterns:
        takes = (*taken, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, takes
        elif isinstance(pattern, URLResolver) and pattern.app_name != "admin":
            yield from named_patterns(pattern.url_patterns, takes)


ADDRESSES = dict(named_patterns(get_resolver().url_patterns))


def everything():
    """Every row of assessments and content, histories included."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("questionnaire").get_models()
        if model.__name__ != "Attempt"
    }


@pytest.fixture
def reach(opened, url, key):
    """The address of this name for `opened`."""
    known = {"pk": opened.pk, "number": 1, "typed": key["key"], "uid": make.action(opened).uid, "ending": "json"}
    return lambda name: url(name, *(known[parameter] for parameter in ADDRESSES[name]))


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_looking_at_any_address_changes_nothing(client, opened, reach, *, answer, name, method):
    make.question(1)
    answer(opened, 1, 3, "Not")
    before = everything()

    getattr(client, method)(
        reach(name), {"choice": "1", "note": "", "made_from": "1", "language": "en", "yon": "asagi"}
    )

    assert everything() == before


def test_every_page_of_a_respondent_is_among_those_addresses():
    assert set(ADDRESSES) >= {
        *PAGES,
        "start",
        "resume",
        "resume_link",
        "go_on",
        "finish",
        "new_link",
        "close",
        "download",
        "report_file",
    }


# --- what a code that opens nothing carries along -------------------------------------------------


def test_a_mistyped_code_does_not_lose_the_answer_it_carries(elsewhere, opened, url, key):
    make.question(1)
    asked = Page(elsewhere.post(url("question", opened, 1), make.sent(3, "Uzun not")))
    mistyped = Page(asked.form("Değerlendirmeyi aç").send(elsewhere, code="0" * 28))

    again = Page(mistyped.form("Değerlendirmeyi aç").send(elsewhere, code=key["key"]))
    again.form("Yanıtı yeniden gönder").send(elsewhere)

    assert mistyped.one("section", class_="kept").text == (
        "Yanıtınız (henüz kaydedilmedi) 1. soru nasıl? 1. sorunun 3. ifadesi. Notunuz: Uzun not"
    )
    assert Answer.objects.values_list("assessment", "choice__number", "note").get() == (opened.pk, 3, "Uzun not")


@pytest.mark.parametrize("number", ["x", "-1", "٣", "1" * 5000, "12345678", ""])
def test_a_carried_number_that_is_none_is_passed_over(elsewhere, opened, url, key, number):
    response = elsewhere.post(url("resume"), {"code": key["key"], "number": number, "choice": "1"})

    assert response.headers["Location"] == url("go_on", opened)


def test_a_key_is_read_the_same_after_it_was_shown():
    assert read_key(grouped(KEY)) == KEY
