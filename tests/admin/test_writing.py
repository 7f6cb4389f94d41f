"""Nobody overwrites anybody; and what is worth another look is said on saving."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.models import Area, Choice, Guidance, Load, Question, Questionnaire
from tests import make
from tests.admin.editing import errors, fields, in_input, save, textarea
from tests.page import Page

pytestmark = pytest.mark.django_db

BODIES = {
    "questionnaire": (Questionnaire, "introduction"),
    "area": (Area, "description"),
    "question": (Question, "help"),
    "choice": (Choice, "text"),
    "guidance": (Guidance, "body"),
}


@pytest.fixture
def address(db: None) -> dict[str, str]:
    """One row of every kind, and where each is edited."""
    Questionnaire.objects.create(title="Anket", introduction="Giriş", level_names=["Yok", "Var"])
    make.question(9, choices=1, area=make.area(description="Alan"), help="Yardım")
    return {
        kind: f"/admin/questionnaire/{kind}/{model.objects.get().pk}/change/" for kind, (model, _) in BODIES.items()
    }


@pytest.fixture
def other(db: None) -> Client:
    """Somebody else in the admin: mehmet."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("mehmet"))
    return client


def opened(client: Client, address: str) -> dict[str, str]:
    return fields(Page(client.get(address)))


def sent(client: Client, address: str, typed: dict[str, str], **changes: str) -> Page:
    return Page(client.post(address, typed | changes, follow=True))


def both(page: Page) -> list[tuple[str, str, str]]:
    """Of each differing field its name, the stored and the typed text."""
    section = page.one("section", class_="writing-conflicts")
    pairs = [[text.raw for text in pair.all("pre")] for pair in section.all("div", class_="writing-both")]
    return [(label.text, *pair) for label, pair in zip(section.all("h4"), pairs, strict=True)]


def newest(model: type, name: str) -> str:
    return getattr(model.objects.get(), name)


# --- A save from an older version ----------------------------------------------------------------


@pytest.mark.parametrize("kind", BODIES)
def test_a_save_from_an_older_version_is_refused_with_both_texts_shown(
    admin_client: Client, other: Client, address: dict, kind: str
) -> None:
    model, name = BODIES[kind]
    mine = opened(admin_client, address[kind])
    save(other, address[kind], **{name: "Onun metni"})

    page = sent(admin_client, address[kind], mine, **{name: "Benim metnim"})

    assert newest(model, name) == "Onun metni"
    assert [pair[1:] for pair in both(page)] == [("Onun metni", "Benim metnim")]
    (difference,) = page.all("div", class_="difference")
    assert difference.text == "[çıkarıldı: Onun metni ] [eklendi: Benim metnim ]"
    assert textarea(page, name) == "Benim metnim"
    (said,) = errors(page)
    assert said.startswith("Kaydedilmedi: Siz bu sayfayı açtıktan sonra mehmet, “")
    assert said.endswith("Yazdıklarınızın hiçbiri kaybolmadı.")


@pytest.mark.parametrize("kind", BODIES)
def test_mine_can_be_saved_all_the_same_and_theirs_stays_in_the_history(
    admin_client: Client, other: Client, address: dict, kind: str
) -> None:
    model, name = BODIES[kind]
    mine = opened(admin_client, address[kind])
    save(other, address[kind], **{name: "Onun metni"})
    page = sent(admin_client, address[kind], mine, **{name: "Benim metnim"})

    sent(admin_client, address[kind], fields(page), _seen=decision(page))

    assert newest(model, name) == "Benim metnim"
    history = list(model.history.order_by("-history_id").values_list(name, flat=True)[:2])  # type: ignore[attr-defined]
    assert history == ["Benim metnim", "Onun metni"]


def decision(page: Page) -> str:
    (button,) = [each for each in page.all("button") if each.attributes.get("name") == "_seen"]
    assert button.text == "Yine de benimkini kaydet"
    return button["value"]


def test_theirs_can_be_taken(admin_client: Client, other: Client, address: dict) -> None:
    mine = opened(admin_client, address["guidance"])
    save(other, address["guidance"], body="Onun metni")
    page = sent(admin_client, address["guidance"], mine, body="Benim metnim")

    (link, _) = [each for each in page.all("a") if each.text == "Onunkini al, benimkinden vazgeç"]
    again = Page(admin_client.get(link["href"]))

    assert (textarea(again, "body"), again.all("section", class_="writing-conflicts")) == ("Onun metni", [])


def test_a_third_version_is_not_overwritten_by_who_saw_the_second(
    admin_client: Client, other: Client, address: dict
) -> None:
    mine = opened(admin_client, address["guidance"])
    save(other, address["guidance"], body="İkinci")
    page = sent(admin_client, address["guidance"], mine, body="Benim metnim")
    save(other, address["guidance"], body="Üçüncü")

    again = sent(admin_client, address["guidance"], fields(page), _seen=decision(page))

    assert newest(Guidance, "body") == "Üçüncü"
    assert [pair[1:] for pair in both(again)] == [("Üçüncü", "Benim metnim")]


def test_an_ordinary_save_of_the_refused_form_is_refused_again(
    admin_client: Client, other: Client, address: dict
) -> None:
    """Return in a field sends the form by its first button: that must never be the one that overwrites."""
    mine = opened(admin_client, address["area"])
    save(other, address["area"], title="Onun adı")
    page = sent(admin_client, address["area"], mine, title="Benim adım")

    assert [button.attributes.get("name") for button in page.one("form", id="area_form").all("button")][-2:] == [
        "_preview",
        "_seen",
    ]
    sent(admin_client, address["area"], fields(page), _save="Kaydet")
    assert newest(Area, "title") == "Onun adı"


def test_whoever_types_the_same_as_somebody_else_is_not_bothered(
    admin_client: Client, other: Client, address: dict
) -> None:
    mine = opened(admin_client, address["guidance"])
    save(other, address["guidance"], body="Aynı")

    page = sent(admin_client, address["guidance"], mine, body="Aynı")

    assert page.all("section", class_="writing-conflicts") == []


def test_saving_twice_in_a_row_is_no_conflict(admin_client: Client, address: dict) -> None:
    for body in ("Bir", "İki"):
        save(admin_client, address["guidance"], body=body)

    assert newest(Guidance, "body") == "İki"


def test_every_differing_field_is_shown_in_words(admin_client: Client, other: Client, address: dict) -> None:
    mine = opened(admin_client, address["question"])
    save(other, address["question"], text="Onun sorusu?")
    changes = {"text": "Benim sorum?", "help": "Benim yardımım", "levels": "descending", "area": "", "retired": "on"}

    page = sent(admin_client, address["question"], mine, **changes)

    assert both(page) == [
        ("Metin", "Onun sorusu?", "Benim sorum?"),
        ("Yardım metni", "Yardım", "Benim yardımım"),
        ("Alan", "Yönetişim", "---------"),
        ("Düzeyler", "artan: ilk ifade en düşük düzeydir", "azalan: ilk ifade en yüksek düzeydir"),
        ("Kullanımdan kaldırıldı", "hayır", "evet"),
    ]


def test_a_list_of_names_is_shown_line_by_line(admin_client: Client, other: Client, address: dict) -> None:
    mine = opened(admin_client, address["questionnaire"])
    save(other, address["questionnaire"], level_names="Az\nÇok")

    page = sent(admin_client, address["questionnaire"], mine, level_names="Hiç\nTam")

    assert both(page) == [("Düzeylerin adları", "Az\nÇok", "Hiç\nTam")]


def test_a_load_of_files_is_named_as_what_it_is(admin_client: Client, address: dict) -> None:
    mine = opened(admin_client, address["guidance"])
    guidance = Guidance.objects.get()
    guidance.body = "Dosyadaki metin"
    guidance.save()
    Guidance.history.update(history_user=None, load=Load.objects.create(source=Load.Source.COMMAND))

    page = sent(admin_client, address["guidance"], mine, body="Benim metnim")

    assert "sonra dosyalardan yükleme, “" in errors(page)[0]


def test_a_form_loaded_before_a_load_does_not_undo_it(admin_client: Client, tmp_path: Any) -> None:
    make.seed(tmp_path, "9-1.md", "Eski\n", title="İfade", question_id=9, choice_id=1)
    seeding.load(folders.read(tmp_path))
    address = f"/admin/questionnaire/guidance/{Guidance.objects.get().pk}/change/"
    mine = opened(admin_client, address)
    make.seed(tmp_path, "9-1.md", "Yeni\n", title="İfade", question_id=9, choice_id=1)
    seeding.load(folders.read(tmp_path))

    page = sent(admin_client, address, mine, body="Benim metnim")

    assert (newest(Guidance, "body"), len(both(page))) == ("Yeni\n", 1)


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 40])
def test_a_version_that_is_none_is_an_older_one(admin_client: Client, address: dict, version: str) -> None:
    typed = opened(admin_client, address["guidance"])

    page = sent(admin_client, address["guidance"], typed, body="Benim metnim", version=version)

    assert newest(Guidance, "body") == "9-1 için *reçete* metni."
    assert len(both(page)) == 1


def test_hostile_text_is_shown_as_text(admin_client: Client, other: Client, address: dict) -> None:
    mine = opened(admin_client, address["area"])
    save(other, address["area"], title="<script>onun()</script>")

    page = sent(admin_client, address["area"], mine, title="</pre><img src=x onerror=benim()>")

    assert [pair[1:] for pair in both(page)] == [("<script>onun()</script>", "</pre><img src=x onerror=benim()>")]
    assert page.all("img", onerror="benim()") == []


def test_a_text_deleted_meanwhile_is_not_lost_with_it(admin_client: Client, other: Client, address: dict) -> None:
    mine = opened(admin_client, address["question"])
    other.post(address["question"].replace("change", "delete"), {"post": "yes"})

    page = sent(admin_client, address["question"], mine, help="Benim <yardımım>", **{"choices-0-text": "Benim ifadem"})

    assert not Question.objects.exists()
    assert sorted(text.raw for text in page.main.all("textarea")) == [
        "9. soru nasıl?",
        "Benim <yardımım>",
        "Benim ifadem",
    ]


TWO_PARAGRAPHS = "Bir.\n\nİki."


def test_a_field_that_was_not_touched_keeps_theirs(admin_client: Client, other: Client, address: dict) -> None:
    """Theirs is also what the refused form then shows, so that putting mine on top takes nothing of theirs away."""
    save(other, address["question"], help=TWO_PARAGRAPHS)
    mine = opened(admin_client, address["question"])
    save(other, address["question"], text="Onun sorusu?", area="", levels="descending", retired="on")
    page = sent(admin_client, address["question"], mine, help="Benim\n\nyardımım")

    assert both(page) == [("Yardım metni", TWO_PARAGRAPHS, "Benim\n\nyardımım")]
    assert in_input(page, "text") == "Onun sorusu?"
    sent(admin_client, address["question"], fields(page), _seen=decision(page))

    stored = Question.objects.get()
    assert (stored.text, stored.help) == ("Onun sorusu?", "Benim\n\nyardımım")
    assert (stored.area, stored.levels, stored.retired) == (None, "descending", True)


def test_opening_and_saving_an_old_form_changes_nothing_of_theirs(
    admin_client: Client, other: Client, address: dict
) -> None:
    save(other, address["guidance"], body=TWO_PARAGRAPHS)
    mine = opened(admin_client, address["guidance"])
    save(other, address["guidance"], body="Onun metni")

    page = sent(admin_client, address["guidance"], mine)

    assert (newest(Guidance, "body"), errors(page)) == ("Onun metni", [])


# --- The statements below a question -------------------------------------------------------------


@pytest.fixture
def question(db: None) -> str:
    return f"/admin/questionnaire/question/{make.question(9, choices=3).pk}/change/"


def other_changes_the_second_statement(other: Client) -> None:
    choice = Choice.objects.get(number=2)
    save(other, f"/admin/questionnaire/choice/{choice.pk}/change/", text="Onun ifadesi")


def test_a_statement_changed_meanwhile_stays_where_its_row_was_not_touched(
    admin_client: Client, other: Client, question: str
) -> None:
    mine = opened(admin_client, question)
    other_changes_the_second_statement(other)

    page = sent(admin_client, question, mine, text="Benim sorum?")

    assert errors(page) == []
    assert (Choice.objects.get(number=2).text, newest(Question, "text")) == ("Onun ifadesi", "Benim sorum?")
    assert Choice.history.filter(number=2).count() == 2  # made, and theirs


def test_both_the_question_and_a_statement_can_be_put_on_top(
    admin_client: Client, other: Client, question: str
) -> None:
    mine = opened(admin_client, question)
    other_changes_the_second_statement(other)
    save(other, question, text="Onun sorusu?")
    page = sent(admin_client, question, mine, **{"text": "Benim sorum?", "choices-1-text": "Benim ifadem"})

    sent(admin_client, question, fields(page), _seen=decision(page))

    assert len(both(page)) == 2
    assert (Choice.objects.get(number=2).text, newest(Question, "text")) == ("Benim ifadem", "Benim sorum?")


def test_changes_of_different_statements_by_way_of_one_question_are_both_kept(
    admin_client: Client, other: Client, question: str
) -> None:
    mine = opened(admin_client, question)
    save(other, question, **{"choices-0-text": "Onun birincisi"})

    sent(admin_client, question, mine, **{"choices-2-text": "Benim üçüncüm"})

    texts = list(Choice.objects.order_by("number").values_list("text", flat=True))
    assert texts == ["Onun birincisi", "9. sorunun 2. ifadesi.", "Benim üçüncüm"]


def test_a_statement_both_changed_is_refused_in_its_row(admin_client: Client, other: Client, question: str) -> None:
    mine = opened(admin_client, question)
    other_changes_the_second_statement(other)

    page = sent(admin_client, question, mine, **{"choices-1-text": "Benim ifadem", "choices-2-text": "Benim üçüncüm"})

    assert both(page) == [("İfade", "Onun ifadesi", "Benim ifadem")]
    assert [textarea(page, f"choices-{at}-text") for at in (1, 2)] == ["Benim ifadem", "Benim üçüncüm"]
    assert Choice.objects.get(number=3).text == "9. sorunun 3. ifadesi."


def test_a_statement_changed_meanwhile_is_not_deleted_either(
    admin_client: Client, other: Client, question: str
) -> None:
    mine = opened(admin_client, question)
    other_changes_the_second_statement(other)

    page = sent(admin_client, question, mine | {"choices-1-text": "Onun ifadesi", "choices-1-DELETE": "on"})

    assert Choice.objects.filter(number=2).exists()
    assert page.one("section", class_="writing-conflicts").one("h3").text == "Onun ifadesi"


def test_a_statement_nobody_changed_can_be_deleted(admin_client: Client, question: str) -> None:
    save(admin_client, question, **{"choices-1-DELETE": "on"})

    assert not Choice.objects.filter(number=2).exists()


def test_a_statement_can_be_added_while_somebody_changes_the_guidance(
    admin_client: Client, other: Client, question: str
) -> None:
    mine = opened(admin_client, question)
    save(other, f"/admin/questionnaire/guidance/{Guidance.objects.earliest('pk').pk}/change/", body="Onun reçetesi")
    new = {f"choices-3-{name}": value for name, value in {"number": "4", "text": "Yeni ifade"}.items()}

    sent(admin_client, question, mine | new | {"choices-TOTAL_FORMS": "4"})

    assert Choice.objects.get(number=4).text == "Yeni ifade"


@pytest.mark.parametrize("choices", [1, 30])
def test_opening_a_question_costs_the_same_whatever_it_has(admin_client: Client, choices: int) -> None:
    pk = make.question(9, choices=choices).pk
    admin_client.get(f"/admin/questionnaire/question/{pk}/change/")

    with CaptureQueriesContext(connection) as queries:
        admin_client.get(f"/admin/questionnaire/question/{pk}/change/")

    assert len(queries) == 10


# --- At the same moment --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", range(5))  # the two do not meet every time
def test_of_two_saves_at_the_same_moment_one_is_stored_and_one_is_told(
    admin_client: Client, other: Client, address: dict, time: int
) -> None:
    typed = {client: opened(client, address["guidance"]) for client in (admin_client, other)}
    start = Barrier(2)

    def save_at_once(client: Client) -> int:
        start.wait()
        try:
            text = "Onun" if client is other else "Benim"
            return client.post(address["guidance"], typed[client] | {"body": text}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        mine, theirs = pool.map(save_at_once, [admin_client, other])

    assert {mine, theirs} == {302, 200}
    assert newest(Guidance, "body") == ("Benim" if mine == 302 else "Onun")
    assert Guidance.history.count() == 2


# --- What is said on saving ----------------------------------------------------------------------


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"] if message.level_tag == "warning"]


def test_warnings_are_said_on_saving_and_keep_nobody_from_it(admin_client: Client, address: dict) -> None:
    typed = opened(admin_client, address["guidance"]) | {"body": "- \n\n[buraya tıklayın](https://a.b)"}

    response = admin_client.post(address["guidance"], typed, follow=True)

    assert newest(Guidance, "body") == "- \n\n[buraya tıklayın](https://a.b)"
    assert told(response) == [
        "Satır 1: Liste maddesi boş. Bir şey yazın veya satırı silin.",
        "Satır 3: “buraya tıklayın” bağlantının nereye gittiğini söylemiyor. Sayfanın adını yazın.",
    ]


def test_many_warnings_are_counted(admin_client: Client, address: dict) -> None:
    typed = opened(admin_client, address["area"]) | {"description": "- \n" * 15}

    said = told(admin_client.post(address["area"], typed, follow=True))

    assert (len(said), said[-1]) == (11, "… ve 5 uyarı daha; hepsi metnin önizlemesinin altında duruyor.")


def test_a_good_text_is_saved_without_a_word(admin_client: Client, address: dict) -> None:
    typed = opened(admin_client, address["area"]) | {"description": "Metin."}

    assert told(admin_client.post(address["area"], typed, follow=True)) == []


def test_an_error_keeps_the_text_from_being_saved_and_names_its_line(admin_client: Client, address: dict) -> None:
    page = Page(save(admin_client, address["guidance"], body="Bir\n\n<dernek adı>"))

    assert newest(Guidance, "body") == "9-1 için *reçete* metni."
    assert textarea(page, "body").replace("\r\n", "\n") == "Bir\n\n<dernek adı>"
    (said,) = errors(page)
    assert said.startswith("Satır 3: “<dernek adı>” HTML gibi göründüğü için gösterilmez.")
