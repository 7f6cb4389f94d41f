"""Versions in the admin: what is listed, what differs, and the way back."""

from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.plan import Outcome
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Load, Question, Questionnaire
from tests import make
from tests.admin.editing import save
from tests.page import Page

pytestmark = pytest.mark.django_db

CHANGE = "/admin/questionnaire/{}/{}/change/"
HISTORY = "/admin/questionnaire/{}/{}/history/"
DIFFERENCE = HISTORY + "fark/"
RESTORE = HISTORY + "{}/geri-yukle/"
DELETED = "/admin/questionnaire/{}/silinenler/"


@pytest.fixture
def guidance() -> Guidance:
    return make.question(9, choices=1).choices.get().guidance


def wrote(row: Any, **fields: Any) -> Any:
    """Another version of it, the last one there is."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row.history.first()


def rows(page: Page) -> list[list[str]]:
    """The list of versions without its radios and times."""
    body = page.one("tbody")
    return [[cell.text for cell in row.all("td")[2:]] for row in body.all("tr")]


def difference(page: Page) -> dict[str, str]:
    """Each field with its difference: [-removed-] and {+added+}."""
    found = {}
    for section in page.main.all("section"):
        for shown in section.all("div", class_="difference"):
            parts = []
            for child in shown.children:
                text = child if isinstance(child, str) else "".join(t for t in child.children if isinstance(t, str))
                tag = "" if isinstance(child, str) else child.tag
                parts.append({"": "{}", "ins": "{{+{}+}}", "del": "[-{}-]"}[tag].format(text))
            found[section.one("h2").text] = "".join(parts)
    return found


def messages(response: Any, client: Client) -> list[str]:
    page = Page(client.get(response.headers["Location"]))
    return [item.text for each in page.all("ul", class_="messagelist") for item in each.all("li")]


def editor(*permissions: str) -> Client:
    user = get_user_model().objects.create(username="ed", first_name="Ayşe", last_name="Işık", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


# --- The list -----------------------------------------------------------------------------------


def test_versions_are_listed_with_who_from_where_and_what_the_newest_first(tmp_path: Path) -> None:
    client = editor("view_guidance", "change_guidance", "view_load")
    make.seed(tmp_path, "9-1.md", "İlk.\n", title="İfade", question_id=9, choice_id=1)
    seeding.load(folders.read(tmp_path))
    row = Guidance.objects.get()
    save(client, CHANGE.format("guidance", row.pk), body="İkinci.")
    first = row.history.last()
    client.post(RESTORE.format("guidance", row.pk, first.pk))

    page = Page(client.get(HISTORY.format("guidance", row.pk)))

    assert page.heading == "Sürümler: Soru 9, seçenek 1: reçete"
    assert [[*line[:3], line[3].partition("(")[0].strip()] for line in rows(page)] == [
        ["Ayşe Işık", f"Yönetim: {at(first.history_date)} sürümü geri yüklendi", "Metin", "şu anki sürüm"],
        ["Ayşe Işık", "Yönetim", "Metin", "Bu sürüme dön"],
        ["komut satırı", f"Dosya: {Load.objects.get()} yüklemesi", "oluşturuldu", "Bu sürüme dön"],
    ]
    assert f"/admin/questionnaire/load/{Load.objects.get().pk}/change/" in page.links.values()


def at(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def test_a_deleted_user_is_called_so(guidance) -> None:
    save(editor("view_guidance", "change_guidance"), CHANGE.format("guidance", guidance.pk), body="Yeni.")
    get_user_model().objects.all().delete()
    client = editor("view_guidance")

    who = [line[0] for line in rows(Page(client.get(HISTORY.format("guidance", guidance.pk))))]

    assert who == ["silinmiş kullanıcı", "kayıtlı değil"]


def test_a_load_by_a_deleted_user_is_too(guidance, admin_client) -> None:
    load = Load.objects.create(source=Load.Source.UPLOAD)
    guidance.history.update(load=load)

    assert rows(Page(admin_client.get(HISTORY.format("guidance", guidance.pk))))[0][0] == "silinmiş kullanıcı"


def test_a_statement_and_its_guidance_lead_to_each_other(admin_client: Client, guidance) -> None:
    statement = HISTORY.format("choice", guidance.choice_id)
    text = HISTORY.format("guidance", guidance.pk)

    assert Page(admin_client.get(statement)).links["Soru 9, seçenek 1: reçete"] == text
    assert Page(admin_client.get(text)).links["Soru 9, seçenek 1: ifade"] == statement


@pytest.mark.parametrize("kind", ["questionnaire", "area", "question", "choice", "guidance"])
def test_every_kind_of_content_has_its_versions(admin_client: Client, kind: str) -> None:
    Questionnaire.objects.create(title="Anket")
    make.question(9, choices=1, area=make.area(1))
    models = {model._meta.model_name: model for model in (Questionnaire, Area, Question, Choice, Guidance)}
    row = models[kind].objects.get()

    form = Page(admin_client.get(CHANGE.format(kind, row.pk)))
    page = Page(admin_client.get(form.one("a", class_="historylink")["href"]))

    assert (len(rows(page)), page.heading.partition(":")[0]) == (1, "Sürümler")


def test_many_versions_come_in_pages(admin_client: Client, guidance) -> None:
    for number in range(60):
        wrote(guidance, body=f"{number}")

    first = Page(admin_client.get(HISTORY.format("guidance", guidance.pk)))
    second = Page(admin_client.get(HISTORY.format("guidance", guidance.pk) + first.links["Daha eski sürümler"]))

    assert [len(rows(first)), len(rows(second))] == [50, 11]
    assert [line[2] for line in rows(first)] == ["Metin"] * 50  # the last of a page is compared too


@pytest.mark.parametrize("count", [1, 120])
def test_a_list_of_versions_costs_at_most_twelve_queries(admin_client: Client, guidance, count: int) -> None:
    for number in range(count):
        wrote(guidance, body=f"{number}")
    make.many_questions(count, start=100)

    with CaptureQueriesContext(connection) as queries:
        admin_client.get(HISTORY.format("guidance", guidance.pk))

    assert len(queries) <= 12


def test_what_was_never_there_is_not_found(admin_client: Client) -> None:
    for address in (HISTORY.format("guidance", 5), HISTORY.format("guidance", "x"), RESTORE.format("guidance", 5, 5)):
        method = admin_client.post if "geri" in address else admin_client.get
        assert method(address).status_code == 404


def test_a_form_sent_without_a_change_makes_no_version(admin_client: Client, guidance) -> None:
    version = ContentVersion.objects.get().value

    save(admin_client, CHANGE.format("guidance", guidance.pk))

    assert (guidance.history.count(), guidance.history.get().is_from_admin) == (1, False)
    assert ContentVersion.objects.get().value == version


# --- Difference ---------------------------------------------------------------------------------


def test_any_two_versions_can_be_compared_whichever_way_round(admin_client: Client, guidance) -> None:
    old = wrote(guidance, body="Kurul ayda bir toplanır.\n\nYazın.")
    wrote(guidance, body="Arada.")
    new = wrote(guidance, body="Kurul ayda iki kez toplanır.\n\nYazın.")
    address = DIFFERENCE.format("guidance", guidance.pk)

    there = Page(admin_client.get(address, {"old": old.pk, "new": new.pk}))
    back = Page(admin_client.get(address, {"old": new.pk, "new": old.pk}))

    assert difference(there) == {"Metin": "Kurul ayda [-bir-]{+iki kez+} toplanır.\n\nYazın."}
    assert difference(back) == difference(there)


def test_the_form_of_the_list_compares_the_last_two(admin_client: Client, guidance) -> None:
    wrote(guidance, body="9-1 için *başka* metni.")
    page = Page(admin_client.get(HISTORY.format("guidance", guidance.pk)))

    form = page.one("form", id="compare")
    picked = {
        radio["name"]: radio["value"]
        for radio in page.all("input", type="radio")
        if "checked" in radio.attributes and radio["form"] == "compare"
    }

    assert form["method"] == "get"
    assert difference(Page(admin_client.get(form["action"], picked))) == {
        "Metin": "9-1 için *[-reçete-]{+başka+}* metni."
    }


def test_without_an_old_version_it_is_the_difference_from_the_one_before(admin_client: Client, guidance) -> None:
    new = wrote(guidance, body="9-1 için metin.")

    page = Page(admin_client.get(DIFFERENCE.format("guidance", guidance.pk), {"new": new.pk}))

    assert difference(page) == {"Metin": "9-1 için [-*reçete* metni-]{+metin+}."}


def test_the_first_version_is_all_new(admin_client: Client, guidance) -> None:
    first = guidance.history.get()

    page = Page(admin_client.get(DIFFERENCE.format("guidance", guidance.pk), {"new": first.pk}))

    assert difference(page) == {"Metin": "{+9-1 için *reçete* metni.+}"}
    assert "Bu ilk sürüm, öncesi yok." in page.main.text


def test_fields_that_are_no_prose_are_shown_in_words(admin_client: Client) -> None:
    question = make.question(9, area=make.area(1, "Yönetişim"))
    second = make.area(2, "Ortaklık")
    make.area(3, "Başka").delete()
    new = wrote(question, area=second, levels="", retired=True)

    page = Page(admin_client.get(DIFFERENCE.format("question", question.pk), {"new": new.pk}))

    assert difference(page) == {
        "Alan": "[-Yönetişim-]{+Ortaklık+}",
        "Düzeyler": "[-artan: ilk ifade en düşük düzeydir-]{+düzey verilmez+}",
        "Kullanımdan kaldırıldı": "[-Hayır-]{+Evet+}",
    }


def test_names_of_levels_stand_one_a_line(admin_client: Client) -> None:
    row = Questionnaire.objects.create(title="Anket", level_names=["Yok", "Var"])
    new = wrote(row, level_names=["Yok", "Az", "Var"])

    page = Page(admin_client.get(DIFFERENCE.format("questionnaire", 1), {"new": new.pk}))

    assert list(difference(page).values()) == ["Yok\n{+Az\n+}Var"]


def test_markup_in_a_text_is_only_text(admin_client: Client, guidance) -> None:
    new = wrote(guidance, body="<script>alert(1)</script>")

    response = admin_client.get(DIFFERENCE.format("guidance", guidance.pk), {"new": new.pk})

    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert" in response.content


@pytest.mark.parametrize(
    "query", ["", "?new=x", "?new=99999999999999999999", "?new=1&old=500", "?new=500&old=1", "?new=500&old="]
)
def test_whoever_picks_nothing_is_told_to(admin_client: Client, guidance, query: str) -> None:
    Guidance.history.update(history_id=500)

    response = admin_client.get(DIFFERENCE.format("guidance", guidance.pk) + query)

    assert messages(response, admin_client) == ["Karşılaştırmak için iki sürüm seçin."]


def test_versions_of_something_else_cannot_be_compared(admin_client: Client, guidance) -> None:
    other = make.question(10, choices=1).choices.get().guidance.history.get()

    response = admin_client.get(DIFFERENCE.format("guidance", guidance.pk), {"new": other.pk})

    assert messages(response, admin_client) == ["Karşılaştırmak için iki sürüm seçin."]


# --- Restoring ----------------------------------------------------------------------------------


def test_restoring_makes_a_new_version_that_says_which_one_it_was(admin_client: Client, guidance) -> None:
    first = guidance.history.get()
    wrote(guidance, body="Yeni.")

    response = Page(admin_client.get(HISTORY.format("guidance", guidance.pk))).form(
        f"Bu sürüme dön ({at(first.history_date)})"
    )
    sent = response.send(admin_client)

    guidance.refresh_from_db()
    newest = guidance.history.first()
    assert (guidance.body, guidance.html) == ("9-1 için *reçete* metni.", "<p>9-1 için <em>reçete</em> metni.</p>")
    assert (guidance.history.count(), newest.restored) == (3, (first.pk, first.history_date))
    assert newest.history_user.username == "admin"
    (told,) = messages(sent, admin_client)
    assert told.startswith(f"{at(first.history_date)} sürümüne dönüldü. Bu, yeni bir sürüm olarak kaydedildi;")


def test_restoring_renews_the_content_and_leaves_what_was_loaded(admin_client: Client, tmp_path: Path) -> None:
    make.seed(tmp_path, "9-1.md", "İlk.\n", title="İfade", question_id=9, choice_id=1)
    seeding.load(folders.read(tmp_path))
    make.seed(tmp_path, "9-1.md", "İkinci.\n", title="İfade", question_id=9, choice_id=1)
    seeding.load(folders.read(tmp_path))
    row = Guidance.objects.get()
    loaded, version = row.loaded, ContentVersion.objects.get().value

    admin_client.post(RESTORE.format("guidance", row.pk, row.history.last().pk))

    row.refresh_from_db()
    assert (row.body.strip(), row.loaded) == ("İlk.", loaded)
    assert ContentVersion.objects.get().value != version
    (decision,) = seeding.load(folders.read(tmp_path)).decisions.values()
    assert decision.outcome == "kept"  # as if somebody had typed it


def test_everything_of_a_question_comes_back(admin_client: Client) -> None:
    area = make.area(1)
    question = make.question(9, area=area, help="Yardım", levels="descending")
    first = question.history.get()
    wrote(question, text="Yeni", help="", area=None, levels="", retired=True)

    admin_client.post(RESTORE.format("question", question.pk, first.pk))

    question.refresh_from_db()
    assert (question.text, question.help, question.area, question.levels, question.retired) == (
        "9. soru nasıl?",
        "Yardım",
        area,
        "descending",
        False,
    )
    assert question.choices.count() == 5


def test_everything_of_a_choice_and_of_the_questionnaire_comes_back(admin_client: Client, guidance) -> None:
    choice = guidance.choice
    old = wrote(choice, level=7, retired=True)
    wrote(choice, level=None, unscored=True, retired=False, text="Yeni")
    named = Questionnaire.objects.create(title="Anket", level_names=["Yok", "Var"])
    older = named.history.get()
    wrote(named, title="Yeni", level_names=[])

    admin_client.post(RESTORE.format("choice", choice.pk, old.pk))
    admin_client.post(RESTORE.format("questionnaire", 1, older.pk))

    choice.refresh_from_db()
    named.refresh_from_db()
    assert (choice.level, choice.unscored, choice.retired, choice.text) == (7, False, True, "9. sorunun 1. ifadesi.")
    assert (named.title, named.level_names) == ("Anket", ["Yok", "Var"])


def test_what_the_form_refuses_is_not_restored(admin_client: Client) -> None:
    area = make.area(1)
    question = make.question(9, area=area)
    first = question.history.get()
    wrote(question, area=None)
    area.delete()

    response = admin_client.post(RESTORE.format("question", question.pk, first.pk))

    question.refresh_from_db()
    assert question.history.count() == 2
    assert messages(response, admin_client) == [
        "Alan: Geçerli bir seçenek seçin. Bu seçenek, mevcut seçeneklerden biri değil.",
        "Bu sürüme dönülemedi. Hiçbir şey değişmedi.",
    ]


def test_a_version_that_reads_like_the_text_is_not_written_again(admin_client: Client, guidance) -> None:
    first = guidance.history.get()
    wrote(guidance, body="Yeni.")
    admin_client.post(RESTORE.format("guidance", guidance.pk, first.pk))

    response = admin_client.post(RESTORE.format("guidance", guidance.pk, first.pk))

    assert guidance.history.count() == 3
    assert messages(response, admin_client)[-1] == "Metin zaten bu sürümdeki gibi."


def test_asking_for_the_address_restores_nothing(admin_client: Client, guidance) -> None:
    first = guidance.history.get()
    wrote(guidance, body="Yeni.")

    assert admin_client.get(RESTORE.format("guidance", guidance.pk, first.pk)).status_code == 405
    assert guidance.history.count() == 2


def test_a_form_without_its_token_restores_nothing(admin_user, guidance) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    first = guidance.history.get()
    wrote(guidance, body="Yeni.")

    assert client.post(RESTORE.format("guidance", guidance.pk, first.pk)).status_code == 403
    assert guidance.history.count() == 2


def test_whoever_may_only_look_sees_no_button_and_restores_nothing(guidance) -> None:
    client = editor("view_guidance")
    first = guidance.history.get()
    wrote(guidance, body="Yeni.")

    page = Page(client.get(HISTORY.format("guidance", guidance.pk)))

    assert page.buttons == ["İkisini karşılaştır"]
    assert client.post(RESTORE.format("guidance", guidance.pk, first.pk)).status_code == 403
    assert guidance.history.count() == 2


@pytest.mark.parametrize("address", [HISTORY, DIFFERENCE, DELETED])
def test_whoever_may_not_look_sees_nothing(guidance, address: str) -> None:
    assert editor("view_area").get(address.format("guidance", guidance.pk)).status_code == 403


def test_a_visitor_is_sent_to_log_in(client: Client, guidance) -> None:
    for address in (HISTORY, DIFFERENCE, DELETED):
        assert client.get(address.format("guidance", guidance.pk)).headers["Location"].startswith("/admin/login/")


# --- What was deleted ---------------------------------------------------------------------------


def test_deleted_guidance_comes_back_from_the_history_of_its_statement(admin_client: Client, guidance) -> None:
    pk, choice = guidance.pk, guidance.choice
    guidance.delete()

    statement = Page(admin_client.get(HISTORY.format("choice", choice.pk)))
    page = Page(admin_client.get(statement.links["Soru 9, seçenek 1: reçete"]))
    (button,) = [each for each in page.buttons if each.startswith("Bu sürüme dön")]
    page.form(button).send(admin_client)

    back = Guidance.objects.get()
    assert (back.pk, back.choice, back.body) == (pk, choice, "9-1 için *reçete* metni.")
    assert [version.history_type for version in back.history.all()] == ["+", "-", "+"]
    assert "Bu metin silinmiş." in page.main.text


def test_a_deleted_question_comes_back_piece_by_piece(admin_client: Client) -> None:
    question = make.question(9, choices=1, area=make.area(1))
    question.delete()

    for kind, label in [
        ("question", "Soru 9"),
        ("choice", "Soru 9, seçenek 1: ifade"),
        ("guidance", "Soru 9, seçenek 1: reçete"),
    ]:
        listed = Page(admin_client.get(f"/admin/questionnaire/{kind}/"))
        deleted = Page(admin_client.get(listed.links["Silinenler"]))
        page = Page(admin_client.get(deleted.links[label]))
        (button,) = [each for each in page.buttons if each.startswith("Bu sürüme dön")]
        page.form(button).send(admin_client)

    back = Question.objects.get()
    assert (back.number, back.area.number, back.choices.get().guidance.body) == (9, 1, "9-1 için *reçete* metni.")
    assert "Silinen bir şey yok." in Page(admin_client.get(DELETED.format("question"))).main.text


def test_a_place_that_was_taken_meanwhile_is_not_given_twice(admin_client: Client, guidance) -> None:
    first = guidance.history.get()
    pk, choice = guidance.pk, guidance.choice
    guidance.delete()
    Guidance.objects.create(choice=choice, body="Başkasının.")

    response = admin_client.post(RESTORE.format("guidance", pk, first.pk))

    assert Guidance.objects.get().body == "Başkasının."
    assert messages(response, admin_client)[-1] == "Bu sürüme dönülemedi. Hiçbir şey değişmedi."


def test_a_choice_whose_question_is_gone_waits_for_it(admin_client: Client) -> None:
    question = make.question(9, choices=1, guidance=False)
    choice = question.choices.get()
    version = choice.history.get()
    pk = choice.pk
    question.delete()

    response = admin_client.post(RESTORE.format("choice", pk, version.pk))

    assert not Choice.objects.exists()
    assert messages(response, admin_client)[-1] == "Bu sürüme dönülemedi. Hiçbir şey değişmedi."


def test_whoever_may_not_add_brings_nothing_back(guidance) -> None:
    first, pk = guidance.history.get(), guidance.pk
    guidance.delete()

    client = editor("view_guidance", "change_guidance")

    assert client.post(RESTORE.format("guidance", pk, first.pk)).status_code == 403
    assert not Guidance.objects.exists()


# --- Nothing is lost ----------------------------------------------------------------------------


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["file", "admin", "load", "restore", "delete"]), max_size=8), st.randoms())
def test_whatever_happens_no_text_that_somebody_wrote_is_lost(
    admin_client: Client, tmp_path_factory: pytest.TempPathFactory, steps: list[str], rng: Random
) -> None:
    """It is in the database, in its history, or in a conflict that was named."""
    folder = tmp_path_factory.mktemp("seeds")
    written, refused = set(), set()
    with transaction.atomic():
        for number, step in enumerate(["file", "load", *steps, "load"]):
            row = Guidance.objects.first()
            text = f"{number}. metin."
            if step == "file":
                in_file = text
                make.seed(folder, "9-1.md", text, title="İfade", question_id=9, choice_id=1)
            elif step == "load":
                result = seeding.load(folders.read(folder))
                (refused if result.count(Outcome.CONFLICT) else written).add(in_file)
            elif step == "admin" and row:
                save(admin_client, CHANGE.format("guidance", row.pk), body=text)
                written.add(text)
            elif step == "restore" and Guidance.history.exists():
                version = rng.choice(list(Guidance.history.exclude(history_type="-")))
                admin_client.post(RESTORE.format("guidance", version.id, version.pk))
            elif step == "delete" and row:
                row.delete()

        kept = {text.strip() for text in Guidance.history.values_list("body", flat=True)}
        stored = set(Guidance.objects.values_list("body", flat=True))
        transaction.set_rollback(True)
    assert written - refused <= kept
    assert {text.strip() for text in stored} <= kept
