"""The preview of a text that is being written: as the respondent will see it, for whoever may write it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire.domain import links, richtext
from questionnaire.models import Area, Choice, Guidance, Link, Question, Questionnaire
from tests import make
from tests.admin.editing import errors, fields, in_input, textarea
from tests.domain import hostile
from tests.page import Page, _Builder

pytestmark = pytest.mark.django_db

ENDPOINT = "/admin/questionnaire/{}/onizleme/"
KINDS = {
    "questionnaire": ("introduction", "prose"),
    "area": ("description", "prose quiet"),
    "question": ("help", "prose quiet"),
    "guidance": ("body", "prose"),
}


@pytest.fixture
def guidance() -> Guidance:
    Questionnaire.objects.create(title="Anket", introduction="Giriş")
    make.question(9, choices=3, area=make.area(description="Alan"), help="Yardım")
    return Guidance.objects.get(choice__number=2)


def ask(client: Client, kind: str, text: str, **more: Any) -> Page:
    return Page(client.post(ENDPOINT.format(kind), {"text": text, **more}))


def inside(page: Page) -> Any:
    """The page within the frame, taken apart."""
    builder = _Builder()
    builder.feed(page.one("iframe")["srcdoc"].replace('<base target="_blank">', ""))
    return builder.open[0]


def findings(page: Page) -> list[str]:
    return [item.text for item in page.one("ul", class_="writing-findings").all("li")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_rendered_as_the_respondent_will_see_it(admin_client: Client, kind: str) -> None:
    text = "Bir **koyu** söz ve [STGM](https://www.stgm.org.tr)"

    page = ask(admin_client, kind, text)

    assert richtext.render(text) in page.one("iframe")["srcdoc"]
    assert inside(page).one("main").all("div")[0]["class"] == KINDS[kind][1]


def test_guidance_is_shown_below_its_statement(admin_client: Client, guidance: Guidance) -> None:
    by_itself = inside(ask(admin_client, "guidance", "Yeni *metin*.", pk=guidance.pk))
    by_choice = inside(ask(admin_client, "guidance", "Yeni *metin*.", choice=guidance.choice_id))

    assert by_itself.one("main").text == by_choice.one("main").text == "9. sorunun 2. ifadesi. Yeni metin."


@pytest.mark.parametrize("pk", ["", "0", "999999", "-1", "a", "9" * 30, "²"])
def test_an_id_of_nothing_is_no_error(admin_client: Client, guidance: Guidance, pk: str) -> None:
    page = ask(admin_client, "guidance", "Metin", pk=pk, choice=pk)

    assert inside(page).one("main").text == "Metin"


def test_the_frame_can_do_nothing_and_has_the_respondents_style_alone(admin_client: Client) -> None:
    page = ask(admin_client, "guidance", "Metin")

    assert page.one("iframe")["sandbox"] == ""
    assert [link["href"] for link in inside(page).all("link")] == ["/static/css/site.css"]
    assert inside(page).all("script") == []


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_nothing_gets_out_of_the_frame_or_into_the_page(admin_client: Client, text: str) -> None:
    """What is typed stands in the frame's attribute and in words; no tag of it is one of the page."""
    page = ask(admin_client, "area", text)

    assert {each.tag for each in page._descendants()} <= {"p", "div", "iframe", "ul", "li", "span", "strong"}
    assert [name for each in page._descendants() for name in each.attributes if name.startswith("on")] == []
    assert richtext.render(text) in page.one("iframe")["srcdoc"]


@pytest.mark.parametrize(
    ("words", "count", "minutes"),
    [(0, "0 sözcük", "0"), (1, "1 sözcük", "1"), (180, "180 sözcük", "1"), (181, "181 sözcük", "2")],
)
def test_words_and_reading_time_are_those_of_the_walk(
    admin_client: Client, words: int, count: str, minutes: str
) -> None:
    page = ask(admin_client, "area", "\n\n".join(["sözcük"] * words))

    assert page.one("p", class_="writing-count").text == f"{count} · okuması yaklaşık {minutes} dakika"


def test_findings_stand_below_with_their_lines(admin_client: Client) -> None:
    page = ask(admin_client, "area", "Bir\r\n\r\n[](https://a.b)\r\n\r\n- \r\n")

    assert findings(page) == [
        "Satır 3: Bu hâliyle kaydedilemez. https://a.b adresine giden bağlantının metni yok. “[” ile “]” arasına nereye gittiğini yazın.",
        "Satır 5: Liste maddesi boş. Bir şey yazın veya satırı silin.",
    ]


def test_nothing_to_remark_is_said(admin_client: Client) -> None:
    assert findings(ask(admin_client, "area", "Metin")) == ["Dikkat çeken bir şey yok."]


def test_guidance_is_compared_with_its_siblings(admin_client: Client) -> None:
    question = make.question(9, choices=5)
    Guidance.objects.filter(choice__number=5).delete()
    Choice.objects.filter(number=4).update(number=7)
    Guidance.objects.filter(choice__number=3).update(html='<p><a href="https://a.b">A</a></p>')
    own = Choice.objects.get(question=question, number=1)

    page = ask(admin_client, "guidance", "sözcük " * 50 + "[A](http://a.b/x)", choice=own.pk)

    assert findings(page) == [
        "Metin 53 sözcük; bu sorunun öteki metinlerinden çok daha uzun (onlar 5 sözcük dolayında).",
        "Satır 1: http://a.b/x: a.b sitesine giden öteki bağlantılar https:// ile başlıyor. Burada da onu kullanın.",
        "9 numaralı soruda şu numaralı seçenek yok: 4, 6.",
        "9 numaralı sorunun şu seçeneklerinin reçetesi henüz yok: 5.",
    ]


@pytest.mark.parametrize("choices", [1, 30])
def test_a_preview_asks_the_database_twice_whatever_the_question_has(admin_client: Client, choices: int) -> None:
    make.question(9, choices=choices)
    address, sent = ENDPOINT.format("guidance"), {"text": "Metin", "pk": Guidance.objects.earliest("pk").pk}
    admin_client.post(address, sent)

    with CaptureQueriesContext(connection) as queries:
        admin_client.post(address, sent)

    assert [query["sql"].split('"')[1] for query in queries if "questionnaire" in query["sql"]] == [
        "questionnaire_choice",
        "questionnaire_link",
    ]
    assert len(queries) == 4  # session, user, choices, links


def test_a_host_that_a_checked_link_reaches_by_https_is_known_to_answer_to_it(
    admin_client: Client, guidance: Guidance
) -> None:
    text = "[Sivil](http://example.org/sivil)"
    said = "example.org sitesine giden öteki bağlantılar"

    assert said not in ask(admin_client, "guidance", text, pk=guidance.pk).text
    Link.objects.record("https://example.org/", links.answered(200))

    assert said in ask(admin_client, "guidance", text, pk=guidance.pk).text


def test_a_preview_writes_nothing(admin_client: Client, guidance: Guidance) -> None:
    ask(admin_client, "guidance", "Başka", pk=guidance.pk)

    assert Guidance.objects.get(pk=guidance.pk).body == guidance.body


# --- Who may, and how much -----------------------------------------------------------------------


def test_who_is_not_logged_in_is_told_to_log_in(client: Client) -> None:
    page = Page(client.post(ENDPOINT.format("guidance"), {"text": "Metin"}))

    assert (page.heading, page.all("iframe")) == ("Oturumunuz kapandı", [])


@pytest.mark.parametrize(
    ("permission", "status"),
    [("view_guidance", 403), ("change_area", 403), ("change_guidance", 200), ("add_guidance", 200)],
)
def test_only_who_may_write_it_may_preview_it(client: Client, permission: str, status: int) -> None:
    user = get_user_model().objects.create(username="ed", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client.force_login(user)

    assert client.post(ENDPOINT.format("guidance"), {"text": "Metin"}).status_code == status


def test_without_the_forms_token_nothing_is_shown(admin_user: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert client.post(ENDPOINT.format("guidance"), {"text": "Metin"}).status_code == 403


def test_a_preview_is_only_sent_for(admin_client: Client) -> None:
    assert admin_client.get(ENDPOINT.format("guidance")).status_code == 405


def test_too_long_a_text_is_refused_in_words(admin_client: Client) -> None:
    response = admin_client.post(ENDPOINT.format("guidance"), {"text": "a" * (2 * richtext.MAX_LENGTH + 1)})

    assert (response.status_code, response.headers["Content-Type"]) == (413, "text/plain")
    assert response.content.decode() == "Metin 60001 karakter; en çok 30000 olabilir. Kısaltın."


# --- Without JavaScript --------------------------------------------------------------------------


@pytest.fixture
def address(guidance: Guidance) -> dict[str, str]:
    rows = {"questionnaire": Questionnaire, "area": Area, "question": Question}
    pks = {kind: model.objects.get().pk for kind, model in rows.items()} | {"guidance": guidance.pk}
    return {kind: f"/admin/questionnaire/{kind}/{pk}/change/" for kind, pk in pks.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_button_shows_the_preview_with_everything_typed_kept(
    admin_client: Client, address: dict, kind: str
) -> None:
    name = KINDS[kind][0]
    typed = fields(Page(admin_client.get(address[kind]))) | {name: "Yeni **metin**", "_preview": "1"}
    model = {"questionnaire": Questionnaire, "area": Area, "question": Question, "guidance": Guidance}[kind]
    before = list(model.objects.values())

    page = Page(admin_client.post(address[kind], typed))

    assert "Yeni <strong>metin</strong>" in page.one("iframe")["srcdoc"]
    assert (textarea(page, name), errors(page)) == ("Yeni **metin**", [])
    assert (
        page.one("p", class_="writing-previewed").text
        == "Henüz kaydedilmedi. Önizleme metnin yanında veya altında duruyor."
    )
    assert list(model.objects.values()) == before


def test_what_was_typed_beside_the_text_is_kept_too(admin_client: Client, address: dict) -> None:
    typed = fields(Page(admin_client.get(address["question"])))
    typed |= {"text": "Yeni soru?", "choices-1-text": "Yeni ifade.", "_preview": "1"}

    page = Page(admin_client.post(address["question"], typed))

    assert (in_input(page, "text"), textarea(page, "choices-1-text")) == ("Yeni soru?", "Yeni ifade.")
    assert not Choice.objects.filter(text="Yeni ifade.").exists()


def test_a_new_text_can_be_previewed_before_there_is_anything(admin_client: Client) -> None:
    question = make.question(1, choices=1, guidance=False)
    typed = {"choice": str(question.choices.get().pk), "body": "Yeni", "_preview": "1"}

    page = Page(admin_client.post("/admin/questionnaire/guidance/add/", typed))

    assert inside(page).one("main").text == "1. sorunun 1. ifadesi. Yeni"
    assert (textarea(page, "body"), Guidance.objects.count()) == ("Yeni", 0)


def test_a_preview_says_what_keeps_the_text_from_being_saved(admin_client: Client, address: dict) -> None:
    typed = fields(Page(admin_client.get(address["area"]))) | {"description": "[](https://a.b)", "_preview": "1"}

    page = Page(admin_client.post(address["area"], typed))

    assert errors(page) == [
        "Satır 1: https://a.b adresine giden bağlantının metni yok. “[” ile “]” arasına nereye gittiğini yazın."
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_shows_the_stored_text_from_the_start(admin_client: Client, address: dict, kind: str) -> None:
    page = Page(admin_client.get(address[kind]))

    assert richtext.render(textarea(page, KINDS[kind][0])) in page.one("iframe")["srcdoc"]


def test_who_may_only_look_has_nothing_to_preview(client: Client, address: dict) -> None:
    user = get_user_model().objects.create(username="ed", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_question", "view_choice"]))
    client.force_login(user)

    page = Page(client.get(address["question"]))

    assert [button["name"] for button in page.all("button") if "name" in button.attributes] == []
    assert "version" not in page.text.lower()
