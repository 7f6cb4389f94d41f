import uuid

import pytest

from questionnaire.domain.improvement import MAX_LINES, Status
from questionnaire.models import Action, Assessment
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

FULL = {
    "what": "Gönüllü politikası yazmak",
    "first_step": "Üyelere sormak",
    "who": "yönetim kurulu",
    "due": "31.12.2026",
    "status": "started",
}


@pytest.fixture
def form(client, opened, url):
    """The form as it is shown now."""
    return lambda query="": Page(client.get(url("action_new", opened) + query)).form("Kaydet")


def stored():
    return list(Action.objects.values_list("what", "first_step", "who", "status"))


def error(page, field):
    return page.one("p", id=f"id_{field}_error").text


def test_a_line_is_stored_and_one_sees_it_in_the_plan(client, opened, url, form):
    response = form().send(client, **FULL)

    action = Action.objects.get()
    assert response.headers["Location"] == f"{url('plan', opened)}#adim-{action.uid}"
    assert stored() == [("Gönüllü politikası yazmak", "Üyelere sormak", "yönetim kurulu", "started")]
    assert f"{action.due:%Y-%m-%d}" == "2026-12-31"
    assert Page(client.get(url("plan", opened))).one("li", id=f"adim-{action.uid}")


def test_only_what_will_be_done_must_be_said(client, form):
    form().send(client, what="Toplanmak")

    assert stored() == [("Toplanmak", "", "", Status.OPEN)]


def test_it_asks_for_a_role_rather_than_a_name(client, opened, url):
    page = Page(client.get(url("action_new", opened)))

    assert (
        page.one("p", id="id_who_helptext").text == "Kişi adı değil, görev adı yazın: “saymanımız”, “yönetim kurulu”."
    )


def test_every_field_has_its_label_and_its_hint(client, opened, url):
    page = Page(client.get(url("action_new", opened)))

    fields = {field["id"]: field for field in (*page.all("textarea"), *page.all("input", type="text"))}
    assert {label["for"] for label in page.main.all("label")} >= set(fields)
    assert {name: field.attributes.get("aria-describedby") for name, field in fields.items()} == {
        "id_what": None,
        "id_first_step": "id_first_step_helptext",
        "id_who": "id_who_helptext",
        "id_due": "id_due_helptext",
    }


# --- from a question ------------------------------------------------------------------------------


def test_begun_from_a_question_the_statement_the_next_one_and_the_guidance_stand_beside_the_form(
    client, opened, url, answer
):
    make.question(9)
    answer(opened, 9, 3)

    page = Page(client.get(f"{url('action_new', opened)}?soru=9"))

    assert [part.text for part in page.one("section", class_="start").all("p")] == [
        "9. soru nasıl?",
        "Buradasınız: 9. sorunun 3. ifadesi.",
        "Bir sonraki adım: 9. sorunun 4. ifadesi.",
        "Reçeteye bak",
    ]
    assert page.one("section", id="recete").one("div", class_="prose").text == "9-3 için reçete metni."


def test_a_line_begun_from_a_question_remembers_it(client, opened, answer, form):
    make.question(9)
    answer(opened, 9, 3)

    form("?soru=9").send(client, **FULL)

    assert Action.objects.get().question.number == 9


def test_an_error_does_not_forget_the_question(client, opened, answer, form):
    make.question(9)
    answer(opened, 9, 3)

    page = Page(form("?soru=9").send(client, what=""))
    page.form("Kaydet").send(client, **FULL)

    assert page.all("section", id="recete")
    assert Action.objects.get().question.number == 9


@pytest.mark.parametrize("number", ["", "77", "x", "-1", "٣", "0", "9" * 5000, "9.0"])
def test_a_question_that_is_none_is_passed_over(client, opened, url, number):
    make.question(9)

    page = Page(client.get(url("action_new", opened), {"soru": number}))
    page.form("Kaydet").send(client, **FULL)

    assert page.all("section", class_="start") == []
    assert Action.objects.get().question is None


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", ["", "   ", "\r\n", "\x00"])
def test_a_line_that_says_nothing_is_refused_with_the_rest_kept(client, form, empty):
    page = Page(form().send(client, **FULL | {"what": empty}))

    assert page.title.startswith("Hata: Adım ekle")
    assert error(page, "what") == "Ne yapılacağını yazın."
    assert page.one("div", class_="summary").one("a")["href"] == "#id_what"
    fields = page.form("Kaydet").fields
    assert [fields[name] for name in ("first_step", "who", "due", "status")] == [
        FULL[name] for name in ("first_step", "who", "due", "status")
    ]
    assert stored() == []


@pytest.mark.parametrize("typed", ["yarın", "31.02.2027", "32.12.2026", "12/2026"])
def test_a_date_that_is_none_is_told_with_an_example_and_kept(client, form, typed):
    page = Page(form().send(client, **FULL | {"due": typed}))

    assert error(page, "due") == "Bu tarih anlaşılamadı. Gün, ay ve yılı şöyle yazın: 31.12.2026."
    assert page.one("input", id="id_due")["value"] == typed
    assert page.one("input", id="id_due")["aria-invalid"] == "true"
    assert page.form("Kaydet").fields["what"] == FULL["what"]
    assert stored() == []


@pytest.mark.parametrize("typed", ["31/12/2026", "2026-12-31", "31 Aralık 2026", "31122026"])
def test_a_date_is_taken_in_other_ways_too(client, form, typed):
    form().send(client, **FULL | {"due": typed})

    assert str(Action.objects.get().due) == "2026-12-31"


@pytest.mark.parametrize(("field", "limit"), [("what", 500), ("first_step", 500), ("who", 200)])
def test_what_is_too_long_is_told_and_kept(client, form, field, limit):
    page = Page(form().send(client, **FULL | {field: "ş" * (limit + 1)}))

    assert error(page, field) == f"Burada {limit + 1} karakter var; en çok {limit} karakter olabilir. Kısaltın."
    assert page.form("Kaydet").fields[field] == "ş" * (limit + 1)
    assert stored() == []


def test_as_much_as_is_allowed_is_taken(client, form):
    form().send(client, what="🌱" * 500, first_step="ğ" * 500, who="İ" * 200)

    assert stored() == [("🌱" * 500, "ğ" * 500, "İ" * 200, "open")]


def test_line_ends_stay_and_what_no_keyboard_writes_goes(client, form):
    form().send(client, what="Bir\r\niki\x0büç\x00\x1b dört", first_step="gu\u0308c\u0327")

    assert stored() == [("Bir\niki\nüç dört", "güç", "", "open")]


@pytest.mark.parametrize("status", ["", "later", "OPEN"])
def test_an_invented_status_is_refused(client, form, status):
    page = Page(form().send(client, **FULL | {"status": status}))

    assert "Bir durum seçin." in page.one("div", class_="summary").text
    assert stored() == []


@pytest.mark.parametrize("uid", ["", "x", "9" * 5000])
def test_a_form_that_was_tampered_with_stores_nothing(client, form, uid):
    page = Page(form().send(client, **FULL | {"uid": uid}))

    assert page.title.startswith("Hata:")
    assert stored() == []


def test_a_full_plan_says_so_and_keeps_what_was_typed(client, opened, form):
    Action.objects.bulk_create(Action(assessment=opened, what="x") for _ in range(MAX_LINES))

    page = Page(form().send(client, **FULL))

    assert error(page, "what").startswith("Planda 100 adım var; daha fazlası sığmaz.")
    assert page.form("Kaydet").fields["what"] == FULL["what"]
    assert Action.objects.count() == MAX_LINES


# --- once, and only here --------------------------------------------------------------------------


def test_the_same_form_sent_twice_adds_one_line(client, form):
    once = form()

    places = {once.send(client, **FULL).headers["Location"] for _ in range(2)}

    assert (len(places), Action.objects.count()) == (1, 1)


def test_two_forms_are_two_lines(client, form):
    for _ in range(2):
        form().send(client, **FULL)

    assert Action.objects.count() == 2


def test_a_finished_assessment_stays_finished(client, opened, url, form):
    client.post(url("finish", opened))

    form().send(client, **FULL)

    assert Assessment.objects.get().finished_at is not None
    assert Action.objects.count() == 1


def test_nobody_adds_to_anothers_plan(client, opened, url):
    theirs, _ = make.assessment()

    response = client.post(url("action_new", theirs), {**FULL, "uid": str(uuid.uuid4())})

    assert (response.status_code, Action.objects.count()) == (404, 0)
