"""Reviewing guidance: a button and an action say that a text is still true; the text stays as it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from questionnaire.models import ContentVersion, Guidance
from tests import make
from tests.admin.editing import column, errors, fields, save, textarea
from tests.page import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/questionnaire/guidance/"
STALE = {"gozden": "eski"}
REVIEWED = {"_reviewed": "Gözden geçirdim"}


@pytest.fixture
def text() -> Guidance:
    """A guidance text that nobody touched for more than a year."""
    made = make.question(9, choices=1).choices.get().guidance
    Guidance.history.update(history_date=timezone.now() - timedelta(days=366))
    return made


def page_of(text: Guidance) -> str:
    return f"{LIST}{text.pk}/change/"


def stale(client: Client) -> list[str]:
    """What the list of texts not reviewed for a year shows."""
    page = Page(client.get(LIST, STALE))
    return column(page, "question_number") if page.all("table", id="result_list") else []


def state(text: Guidance) -> tuple[str, int, str]:
    return (Guidance.objects.get(pk=text.pk).body, text.history.count(), ContentVersion.objects.get().value)


def test_the_button_notes_the_review_and_changes_nothing_else(admin_client: Client, text: Guidance) -> None:
    before = state(text)
    assert stale(admin_client) == ["9"]

    answer = save(admin_client, page_of(text), **REVIEWED)

    page = Page(admin_client.get(answer.headers["Location"]))
    assert page.one("ul", class_="messagelist").text == "Gözden geçirildi olarak işaretlendi: Soru 9, seçenek 1."
    assert (state(text), stale(admin_client)) == (before, [])


def test_the_button_stands_on_the_page_of_a_text_after_save(admin_client: Client, text: Guidance) -> None:
    buttons = [each["value"] for each in Page(admin_client.get(page_of(text))).all("input", type="submit")]

    assert (buttons[0], buttons[-1]) == ("Kaydet", "Gözden geçirdim")
    new = Page(admin_client.get(f"{LIST}add/"))
    assert "Gözden geçirdim" not in [each["value"] for each in new.all("input", type="submit")]


def test_what_was_typed_beside_the_button_is_saved(admin_client: Client, text: Guidance) -> None:
    save(admin_client, page_of(text), body="Yeni metin", **REVIEWED)

    text.refresh_from_db()
    assert (text.body, text.reviewed_at is not None) == ("Yeni metin", True)


def test_a_text_with_an_error_is_not_noted_as_reviewed_and_what_was_typed_stays(
    admin_client: Client, text: Guidance
) -> None:
    page = Page(save(admin_client, page_of(text), body=" ", **REVIEWED))

    text.refresh_from_db()
    assert (errors(page), textarea(page, "body"), text.reviewed_at) == (["Bu alan zorunludur."], " ", None)


def test_saving_without_a_change_is_no_review_and_no_version(admin_client: Client, text: Guidance) -> None:
    before = state(text)

    save(admin_client, page_of(text))

    assert (state(text), stale(admin_client)) == (before, ["9"])


def test_who_changes_a_text_has_read_it(admin_client: Client, text: Guidance) -> None:
    save(admin_client, page_of(text), body="Yeni metin")

    assert stale(admin_client) == []


def test_several_are_noted_as_reviewed_at_once(admin_client: Client, text: Guidance) -> None:
    other = make.question(10, choices=1).choices.get().guidance
    left = make.question(11, choices=1).choices.get().guidance
    Guidance.history.update(history_date=timezone.now() - timedelta(days=366))
    before = state(text)

    chosen = {"action": "mark_reviewed", "_selected_action": [text.pk, other.pk]}
    page = Page(admin_client.post(LIST, chosen, follow=True))

    assert page.one("ul", class_="messagelist").text == "2 metin gözden geçirildi olarak işaretlendi."
    assert (state(text), stale(admin_client)) == (before, [str(left.choice.question.number)])


@pytest.mark.parametrize(("days", "listed"), [(364, []), (366, ["9"])])
def test_a_review_holds_for_a_year(admin_client: Client, text: Guidance, days: int, listed: list[str]) -> None:
    Guidance.objects.review()
    Guidance.objects.update(reviewed_at=timezone.now() - timedelta(days=days))

    assert stale(admin_client) == listed


def test_the_list_shows_the_later_of_review_and_change(admin_client: Client, text: Guidance) -> None:
    Guidance.history.update(history_date=datetime(2024, 3, 5, 12, tzinfo=UTC))
    assert column(Page(admin_client.get(LIST)), "reviewed")[0].startswith("05 Mart 2024")

    Guidance.objects.update(reviewed_at=datetime(2025, 4, 6, 12, tzinfo=UTC))
    assert column(Page(admin_client.get(LIST)), "reviewed")[0].startswith("06 Nisan 2025")


def test_who_may_only_look_cannot_say_that_a_text_was_reviewed(
    client: Client, django_user_model, text: Guidance
) -> None:
    reader = django_user_model.objects.create(username="okur", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_guidance"))
    client.force_login(reader)
    sent = fields(Page(client.get(page_of(text)))) | REVIEWED

    refused = client.post(page_of(text), sent).status_code
    client.post(LIST, {"action": "mark_reviewed", "_selected_action": [text.pk]})

    text.refresh_from_db()
    assert (refused, text.reviewed_at) == (403, None)
