import pytest
from django.test import Client

from questionnaire.models import Area, Questionnaire
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    Questionnaire.objects.create(title="Kendimize bakalım", introduction="Giriş.")
    make.question(1, area=make.area(1, "Ortaklık", description="Açıklama."), help="Yardım.")


def in_english(client, path="/"):
    """Choose English as a visitor does, on this page."""
    return Page(client.get(path)).form("English").send(client)


def test_turkish_is_the_default(client, questions):
    page = Page(client.get("/"))

    assert (page.one("html")["lang"], page.main.all("button")[0].text) == ("tr", "Başla")


@pytest.mark.parametrize("accepts", ["en", "en-GB,en;q=0.9", "de", "*"])
def test_the_language_of_the_phone_is_ignored(client, questions, accepts):
    response = client.get("/", headers={"accept-language": accepts})

    assert Page(response).one("html")["lang"] == "tr"
    assert response.headers["Content-Language"] == "tr"


def test_english_can_be_chosen_and_leads_back_to_the_same_page(client, questions):
    response = in_english(client, "/gizlilik/?a=b")

    page = Page(client.get(response.headers["Location"]))
    assert response.headers["Location"] == "/gizlilik/?a=b"
    assert (page.one("html")["lang"], page.heading) == ("en", "Privacy")


def test_the_choice_is_remembered_for_a_year(client, questions):
    cookie = in_english(client).cookies["dil"]

    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("en", 31_536_000, True, "Lax")
    assert Page(client.get("/devam/")).heading == "Continue an assessment"


def test_one_can_go_back_to_turkish(client, questions):
    in_english(client)

    Page(client.get("/")).form("Türkçe").send(client)

    assert Page(client.get("/")).one("html")["lang"] == "tr"


def test_a_choice_of_one_visitor_is_not_anothers(client, questions):
    in_english(client)
    client.get("/")

    assert Page(Client().get("/")).one("html")["lang"] == "tr"


@pytest.mark.parametrize("unknown", ["de", "xx", "", "tr; DROP", "../en"])
def test_an_unknown_choice_is_turkish(client, questions, unknown):
    client.cookies["dil"] = unknown

    assert Page(client.get("/")).one("html")["lang"] == "tr"


def test_asking_for_the_address_of_that_form_alone_leads_to_the_first_page(client):
    assert client.get("/dil/").headers["Location"] == "/"


@pytest.mark.parametrize("elsewhere", ["https://ornek.org/", "//ornek.org/", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(client, questions, elsewhere):
    response = client.post("/dil/", {"language": "en", "next": elsewhere})

    assert response.headers["Location"] == "/"


def content_languages(page, texts):
    """The nearest `lang` around each of these texts."""
    found = {}

    def walk(element, lang):
        lang = element.attributes.get("lang", lang)
        for child in element.children:
            if isinstance(child, str):
                found.setdefault(child.strip(), lang)
            else:
                walk(child, lang)

    walk(page.one("body"), page.one("html")["lang"])
    return {text: found[text] for text in texts}


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("start", ["Kendimize bakalım", "Giriş."]),
        ("question", ["Ortaklık", "1. soru nasıl?", "Yardım.", "1. sorunun 3. ifadesi."]),
        ("guidance", ["Ortaklık", "1. soru nasıl?", "1. sorunun 3. ifadesi.", "reçete"]),
        ("areas", ["Ortaklık", "Açıklama.", "1. soru nasıl?"]),
        ("check", ["Ortaklık", "1. soru nasıl?", "1. sorunun 3. ifadesi."]),
        ("report", ["Ortaklık", "1. soru nasıl?", "1. sorunun 3. ifadesi.", "reçete"]),
    ],
)
def test_content_says_its_own_language_in_an_english_interface(client, opened, url, *, questions, answer, name, texts):
    answer(opened, 1, 3)
    client.cookies["dil"] = "en"
    path = url(name, *([opened] if name != "start" else []), *([1] if name in {"question", "guidance"} else []))

    page = Page(client.get(path))

    assert page.one("html")["lang"] == "en"
    assert content_languages(page, texts) == dict.fromkeys(texts, "tr")


def test_what_the_interface_says_is_not_called_turkish_in_english(client, opened, url, questions):
    client.cookies["dil"] = "en"

    page = Page(client.get(url("question", opened, 1)))

    said = ["We do not know", "Does not apply to us", "Continue", "Add a note"]
    assert content_languages(page, said) == dict.fromkeys(said, "en")


def test_the_name_of_an_area_that_has_none_is_the_interfaces(client, opened, url, questions):
    Area.objects.update(title="")
    client.cookies["dil"] = "en"

    page = Page(client.get(url("question", opened, 1)))

    assert page.one("p", class_="place").text == "Area 1 · Question 1 / 1"


def test_a_page_that_is_not_found_speaks_the_chosen_language(client, questions):
    in_english(client)

    assert Page(client.get("/olmayan/")).heading == "There is no such page"
