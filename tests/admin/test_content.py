"""Lists, searching, warnings, retiring and deleting of content."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire import content
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Area, Choice, Guidance, Question, Questionnaire
from tests import make
from tests.admin.editing import column, errors, fields, links_to_delete, save
from tests.page import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/questionnaire/{}/"
CHANGE = "/admin/questionnaire/{}/{}/change/"
DELETE = "/admin/questionnaire/{}/{}/delete/"
SAME_WORD = ["ISPARTA", "ısparta", "isparta", "Isparta", "İsparta"]


def answer(question: Question, number: int = 1) -> None:
    """Somebody picks this choice."""
    asked = content.now().asked(question.number)
    assert asked is not None
    given = Given(Kind.CHOICE, number, asked.choice(number).text)
    make.assessment()[0].record(asked, given, made_from=0)


# --- Searching ----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", SAME_WORD)
@pytest.mark.parametrize("written", SAME_WORD)
def test_a_word_is_found_whatever_i_it_is_written_and_typed_with(
    admin_client: Client, written: str, typed: str
) -> None:
    make.question(1, text=f"{written} nerede?")
    make.question(2, text="Başka bir soru?")

    page = Page(admin_client.get(LIST.format("question"), {"q": typed}))

    assert column(page, "number") == ["1"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("area", "number"), ("question", "number"), ("choice", "question_number"), ("guidance", "question_number")],
)
@pytest.mark.parametrize("typed", SAME_WORD)
def test_every_list_searches_its_own_text(admin_client: Client, kind: str, shown: str, typed: str) -> None:
    for number, place in [(1, "Isparta"), (2, "Bursa")]:
        question = make.question(number, choices=1, text=place, area=make.area(number, place))
        question.choices.update(text=place)
        for choice in question.choices.all():
            choice.text = place
            choice.save()
            choice.guidance.body = place
            choice.guidance.save()

    page = Page(admin_client.get(LIST.format(kind), {"q": typed}))

    assert column(page, shown) == ["1"]


@pytest.mark.parametrize(
    ("kind", "place"), [("choice", "question"), ("guidance", "question"), ("guidance", "choice"), ("question", "help")]
)
def test_what_belongs_together_is_found_together(admin_client: Client, kind: str, place: str) -> None:
    make.question(2, choices=1)
    question = make.question(1, choices=1, **({"help": "ısparta"} if place == "help" else {}))
    if place == "question":
        question.text = "Isparta nerede?"
        question.save()
    if place == "choice":
        choice = question.choices.get()
        choice.text = "Isparta’dayız."
        choice.save()

    page = Page(admin_client.get(LIST.format(kind), {"q": "isparta"}))

    assert len(page.one("table", id="result_list").all("tr")) == 2  # the heading and one row


def test_every_word_must_be_found(admin_client: Client) -> None:
    make.question(1, text="Isparta ve Iğdır")
    make.question(2, text="Isparta")

    page = Page(admin_client.get(LIST.format("question"), {"q": "IĞDIR ısparta"}))

    assert column(page, "number") == ["1"]


# --- Filter and order ---------------------------------------------------------------------------


def three_questions() -> None:
    """Question 3 in area 1, 2 in area 2, 1 without an area: the walk's order is 3, 2, 1."""
    make.question(1, choices=2)
    make.question(2, choices=2, area=make.area(2, "Ortaklık"))
    make.question(3, choices=2, area=make.area(1, "Yönetişim"))


@pytest.mark.parametrize(
    ("kind", "shown", "numbers"),
    [
        ("area", "number", ["1", "2"]),
        ("question", "number", ["3", "2", "1"]),
        ("choice", "question_number", ["3", "3", "2", "2", "1", "1"]),
        ("guidance", "question_number", ["3", "3", "2", "2", "1", "1"]),
    ],
)
def test_a_list_is_in_the_order_of_the_walk(admin_client: Client, kind: str, shown: str, numbers: list[str]) -> None:
    three_questions()

    page = Page(admin_client.get(LIST.format(kind)))

    assert column(page, shown) == numbers


@pytest.mark.parametrize(
    ("kind", "shown", "numbers"),
    [
        ("question", "number", ["2"]),
        ("choice", "question_number", ["2", "2"]),
        ("guidance", "question_number", ["2", "2"]),
    ],
)
def test_a_list_can_be_filtered_by_area(admin_client: Client, kind: str, shown: str, numbers: list[str]) -> None:
    three_questions()
    address = LIST.format(kind)
    link = Page(admin_client.get(address)).links["Ortaklık"]

    page = Page(admin_client.get(address + link))

    assert column(page, shown) == numbers


# --- Warnings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "warning"),
    [
        ({}, "-"),
        ({"text": ""}, "metni eksik"),
        ({"choices": 0}, "seçeneği yok: sorulmuyor"),
        ({"choices": 1}, "yalnızca bir seçenek var"),
        ({"choices": 3, "guidance": False}, "3 seçeneğin reçetesi yok"),
        (
            {"choices": 1, "guidance": False, "text": ""},
            "metni eksik · yalnızca bir seçenek var · 1 seçeneğin reçetesi yok",
        ),
    ],
)
def test_the_list_warns_of_what_is_missing(admin_client: Client, made: dict, warning: str) -> None:
    make.question(9, **made)

    page = Page(admin_client.get(LIST.format("question")))

    assert column(page, "warnings") == [warning]


def test_retired_choices_do_not_count_for_a_warning(admin_client: Client) -> None:
    make.question(9, choices=3)
    Choice.objects.filter(number__gt=1).update(retired=True)

    page = Page(admin_client.get(LIST.format("question")))

    assert column(page, "warnings") == ["yalnızca bir seçenek var"]


def test_a_choice_without_guidance_is_warned_of_in_its_own_list(admin_client: Client) -> None:
    make.question(9, choices=2)
    Guidance.objects.filter(choice__number=2).delete()

    page = Page(admin_client.get(LIST.format("choice")))

    assert column(page, "warnings") == ["-", "reçetesi eksik"]


def test_a_question_without_text_is_listed_by_its_number(admin_client: Client) -> None:
    make.question(9, text="")

    page = Page(admin_client.get(LIST.format("question")))

    assert column(page, "__str__") == ["Soru 9"]


# --- Cost ---------------------------------------------------------------------------------------


def test_a_list_costs_at_most_12_queries_for_any_number_of_questions(admin_client: Client) -> None:
    costs: dict[str, list[int]] = {kind: [] for kind in ("area", "question", "choice", "guidance", "assessment")}
    for count, start in [(1, 1), (199, 2)]:
        make.many_questions(count, start=start)
        make.assessment()
        for kind, counted in costs.items():
            with CaptureQueriesContext(connection) as queries:
                admin_client.get(LIST.format(kind))
            counted.append(len(queries))

    assert {kind: few for kind, (few, many) in costs.items() if few != many or many > 12} == {}


# --- Deleting and retiring ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["question", "choice", "guidance"])
def test_what_was_answered_cannot_be_deleted(admin_client: Client, kind: str) -> None:
    question = make.question(9, choices=1)
    answer(question)
    row = {"question": question, "choice": Choice.objects.get(), "guidance": Guidance.objects.get()}[kind]

    offered = links_to_delete(Page(admin_client.get(CHANGE.format(kind, row.pk))))
    admin_client.post(DELETE.format(kind, row.pk), {"post": "yes"})

    assert (offered, type(row).objects.filter(pk=row.pk).exists()) == ([], True)


def test_an_area_with_questions_cannot_be_deleted(admin_client: Client) -> None:
    area = make.area()
    make.question(9, area=area)

    offered = links_to_delete(Page(admin_client.get(CHANGE.format("area", area.pk))))
    admin_client.post(DELETE.format("area", area.pk), {"post": "yes"})

    assert (offered, Area.objects.count()) == ([], 1)


def test_an_answered_choice_cannot_be_deleted_on_the_page_of_its_question(admin_client: Client) -> None:
    question = make.question(9, choices=2)
    answer(question, 1)

    response = save(admin_client, CHANGE.format("question", question.pk), **{"choices-0-DELETE": "on"})

    assert (len(errors(Page(response))), question.choices.count()) == (1, 2)


@pytest.mark.parametrize("kind", ["area", "question", "choice", "guidance"])
def test_what_nobody_answered_can_be_deleted(admin_client: Client, kind: str) -> None:
    model = {"area": Area, "question": Question, "choice": Choice, "guidance": Guidance}[kind]
    make.area()
    make.question(9, choices=1)
    row = model.objects.get()

    (link,) = links_to_delete(Page(admin_client.get(CHANGE.format(kind, row.pk))))
    admin_client.post(link["href"], {"post": "yes"})

    assert (model.objects.count(), model.history.filter(history_type="-").count()) == (0, 1)


@pytest.mark.parametrize("kind", ["area", "question", "choice", "guidance"])
def test_nothing_can_be_deleted_in_heaps(admin_client: Client, kind: str) -> None:
    make.question(9, choices=1, area=make.area())

    page = Page(admin_client.get(LIST.format(kind)))

    assert "delete_selected" not in [option["value"] for option in page.all("option")]


def test_an_answered_question_can_be_retired(admin_client: Client) -> None:
    question = make.question(9, choices=2)
    answer(question)

    save(admin_client, CHANGE.format("question", question.pk), retired="on")

    assert ([q.number for q in content.now().questions], question.answers.count()) == ([], 1)


def test_an_answered_choice_can_be_retired_on_the_page_of_its_question(admin_client: Client) -> None:
    question = make.question(9, choices=2)
    answer(question)

    save(admin_client, CHANGE.format("question", question.pk), **{"choices-0-retired": "on"})

    assert [choice.number for choice in content.now().asked(9).offered] == [2]


@pytest.mark.parametrize(("kind", "model"), [("question", Question), ("choice", Choice)])
@pytest.mark.parametrize(("action", "retired"), [("retire", True), ("bring_back", False)])
def test_many_can_be_retired_and_brought_back_each_with_its_history(
    admin_client: Client, kind: str, model: type, action: str, retired: bool
) -> None:
    for number in (1, 2):
        make.question(number, choices=1)
    model.objects.update(retired=not retired)
    rows = [str(pk) for pk in model.objects.values_list("pk", flat=True)]

    response = admin_client.post(LIST.format(kind), {"action": action, "_selected_action": rows}, follow=True)

    assert Page(response).one("ul", class_="messagelist").text == "2 kayıt değiştirildi."
    changes = model.history.filter(history_type="~").values_list("retired", flat=True)
    assert (list(model.objects.values_list("retired", flat=True)), list(changes)) == ([retired] * 2, [retired] * 2)


# --- Writing ------------------------------------------------------------------------------------


def test_a_question_and_its_choices_are_written_on_one_page(admin_client: Client) -> None:
    address = "/admin/questionnaire/question/add/"
    empty = fields(Page(admin_client.get(address)))
    choices = {f"choices-{at}-number": str(at + 1) for at in range(2)} | {
        f"choices-{at}-text": f"{at + 1}. ifade" for at in range(2)
    }

    admin_client.post(
        address, empty | choices | {"number": "9", "text": "Nasıl?", "levels": "ascending", "choices-TOTAL_FORMS": "2"}
    )

    asked = content.now().asked(9)
    assert (asked.text, [(choice.text, choice.level) for choice in asked.offered]) == (
        "Nasıl?",
        [("1. ifade", 1), ("2. ifade", 2)],
    )


def test_what_is_saved_is_shown_to_the_next_respondent(admin_client: Client) -> None:
    guidance = make.question(9, choices=1).choices.get().guidance
    content.now()

    save(admin_client, CHANGE.format("guidance", guidance.pk), body="Yeni **reçete**")

    assert content.now().asked(9).choice(1).guidance == "<p>Yeni <strong>reçete</strong></p>"


def test_there_is_one_questionnaire_to_edit(admin_client: Client) -> None:
    Questionnaire.objects.create(title="Anket")

    listed = Page(admin_client.get(LIST.format("questionnaire")))
    refused = admin_client.post("/admin/questionnaire/questionnaire/add/", {"title": "İkinci"})

    assert listed.all("a", class_="addlink", href="/admin/questionnaire/questionnaire/add/") == []
    assert (refused.status_code, Questionnaire.objects.get().title) == (403, "Anket")


def test_the_questionnaire_cannot_be_deleted(admin_client: Client) -> None:
    row = Questionnaire.objects.create(title="Anket")

    admin_client.post(DELETE.format("questionnaire", row.pk), {"post": "yes"})

    assert Questionnaire.objects.count() == 1


def test_the_history_knows_who_wrote(admin_client: Client, admin_user) -> None:
    area = make.area()

    save(admin_client, CHANGE.format("area", area.pk), title="Yeni ad")

    assert Area.history.filter(history_type="~").values_list("title", "history_user").get() == (
        "Yeni ad",
        admin_user.pk,
    )
