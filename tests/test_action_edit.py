import uuid

import pytest

from questionnaire.models import Action, Assessment
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(opened):
    return make.action(opened, "Önce", first_step="Sormak", who="saymanımız", due="2026-12-31")


@pytest.fixture
def form(client, opened, url, line):
    return lambda: Page(client.get(url("action_edit", opened, line.uid))).form("Kaydet")


def whats():
    return list(Action.objects.values_list("what", flat=True))


def test_the_line_stands_in_the_form_as_it_was_typed(form):
    fields = form().fields

    assert [fields[name] for name in ("what", "first_step", "who", "due", "status")] == [
        "Önce",
        "Sormak",
        "saymanımız",
        "31.12.2026",
        "open",
    ]


def test_a_change_is_stored_and_one_sees_it_in_the_plan(client, opened, url, line, form):
    response = form().send(client, what="Sonra", due="", status="done")

    assert response.headers["Location"] == f"{url('plan', opened)}#adim-{line.uid}"
    assert list(Action.objects.values_list("what", "due", "status", "revision", "uid")) == [
        ("Sonra", None, "done", 2, line.uid)
    ]


def test_saving_as_it_stands_is_no_change(client, form):
    form().send(client)

    assert Action.objects.get().revision == 1


def test_the_question_it_grew_out_of_stands_beside_it(client, opened, url, answer):
    made = make.action(opened, question=make.question(9))
    answer(opened, 9, 2)

    page = Page(client.get(url("action_edit", opened, made.uid)))

    assert page.one("section", id="recete").one("div", class_="prose").text == "9-2 için reçete metni."


def test_an_error_is_told_and_keeps_what_was_typed(client, form):
    page = Page(form().send(client, what="Sonra", due="olmaz"))

    assert page.title.startswith("Hata: Adımı değiştir")
    assert page.form("Kaydet").fields["what"] == "Sonra"
    assert whats() == ["Önce"]


def test_a_finished_assessment_stays_finished_and_the_plan_lives_on(client, opened, url, form):
    client.post(url("finish", opened))

    form().send(client, what="Sonra")

    assert Assessment.objects.get().finished_at is not None
    assert whats() == ["Sonra"]


# --- two tabs -------------------------------------------------------------------------------------


@pytest.fixture
def conflict(client, form):
    """The page after a form was sent that was made before another tab changed the line."""
    older = form()
    form().send(client, what="Birinci sekme")
    return older.send(client, what="İkinci sekme\nuzun", due="1.2.2027", status="started")


def test_two_tabs_that_changed_the_same_line_see_both(conflict):
    page = Page(conflict)

    assert (conflict.status_code, page.heading) == (409, "İki farklı metin")
    assert [
        (part.one("p", class_="asked").text, [fact.text for fact in part.all("dd")])
        for part in page.all("section", class_="either")
    ] == [
        ("Birinci sekme", ["saymanımız", "31 Aralık 2026", "Başlanmadı"]),
        ("İkinci sekme uzun", ["saymanımız", "1 Şubat 2027", "Sürüyor"]),
    ]
    assert whats() == ["Birinci sekme"]


def test_of_two_versions_the_stored_one_can_be_kept(client, opened, url, line, conflict):
    page = Page(conflict)

    assert page.links["Kayıtlı olan kalsın"] == f"{url('plan', opened)}#adim-{line.uid}"
    assert whats() == ["Birinci sekme"]


def test_of_two_versions_the_typed_one_can_be_stored_with_everything_in_it(client, conflict):
    Page(conflict).form("Şimdi yazdığımı kaydet").send(client)

    assert [(row.what, row.first_step, row.who, str(row.due), row.status) for row in Action.objects.all()] == [
        ("İkinci sekme\nuzun", "Sormak", "saymanımız", "2027-02-01", "started")
    ]


def test_while_one_chooses_a_third_version_is_not_lost_either(client, form, conflict):
    form().send(client, what="Üçüncü sekme")

    page = Page(Page(conflict).form("Şimdi yazdığımı kaydet").send(client))

    assert page.heading == "İki farklı metin"
    assert whats() == ["Üçüncü sekme"]


@pytest.mark.parametrize("made_from", ["", "x", "-1", "9" * 5000])
def test_a_form_that_does_not_say_what_it_was_made_from_overwrites_nothing(client, form, made_from):
    page = Page(form().send(client, what="Sonra", made_from=made_from))

    assert page.heading == "İki farklı metin"
    assert whats() == ["Önce"]


# --- a line that is gone --------------------------------------------------------------------------


def test_what_was_typed_into_a_line_that_was_removed_can_be_put_back(client, opened, url, line, form):
    older = form()
    Action.objects.all().delete()

    response = older.send(client, what="Çok emek verdim")
    page = Page(response)
    page.form("Kaydet").send(client)

    assert (response.status_code, page.form("Kaydet").action) == (409, url("action_new", opened))
    assert "Siz yazarken bu adım plandan çıkarıldı." in page.main.text
    assert list(Action.objects.values_list("what", "uid")) == [("Çok emek verdim", line.uid)]


def test_a_line_put_back_goes_on_counting_for_calendars_that_know_it(client, form):
    form().send(client, what="Bir kez değişti")
    older = form()
    Action.objects.all().delete()

    Page(older.send(client, what="Yine var")).form("Kaydet").send(client)

    assert Action.objects.get().revision == 3


def test_the_address_of_a_line_that_is_gone_shows_the_plan_and_says_so(client, opened, url):
    response = client.get(url("action_edit", opened, uuid.uuid4()))

    page = Page(response)
    assert (response.status_code, page.heading) == (404, "İyileştirme planı")
    assert page.one("p", class_="notice").text.startswith("Bu adım planda yok.")


def test_nobody_sees_or_changes_a_line_of_others(client, opened, url):
    theirs, _ = make.assessment()
    secret = make.action(theirs, "Onlara özel")

    seen = client.get(url("action_edit", opened, secret.uid))
    data = {"what": "Bizim", "status": "open", "uid": str(secret.uid), "made_from": "1"}
    client.post(url("action_edit", opened, secret.uid), data)
    client.post(url("action_edit", theirs, secret.uid), data)

    assert seen.status_code == 404
    assert "Onlara özel" not in seen.content.decode()
    assert whats() == ["Onlara özel"]
