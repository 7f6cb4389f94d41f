"""Nothing that an editor typed goes with the session, the form's token or the database."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import Area
from tests import make, outage
from tests.page import Page

TYPED = {"number": "1", "title": "Yeni <ad>", "description": "- bir\n  - iki\n"}


def sent(client: Client, area: Area, **fields: str):
    return client.post(f"/admin/questionnaire/area/{area.pk}/change/?_changelist_filters=q%3Dad", {**TYPED, **fields})


def shown(page: Page) -> list[str]:
    return [text.raw for text in page.all("textarea") if "readonly" in text.attributes]


@pytest.mark.django_db
def test_after_the_session_ended_the_typed_texts_stand_on_the_page_that_leads_to_logging_in(client: Client) -> None:
    area = make.area()

    response = sent(client, area)

    page = Page(response)
    assert (response.status_code, page.heading) == (403, "Oturumunuz kapandı")
    assert shown(page) == [TYPED["title"], TYPED["description"]]
    assert page.links["Yeniden giriş yapın"] == (
        f"/admin/login/?next=%2Fadmin%2Fquestionnaire%2Farea%2F{area.pk}%2Fchange%2F%3F_changelist_filters%3Dq%253Dad"
    )
    assert Area.objects.get().title == "Yönetişim"


@pytest.mark.django_db
def test_who_is_logged_in_without_being_staff_is_shown_the_same(client: Client) -> None:
    client.force_login(User.objects.create_user("biri"))

    assert shown(Page(sent(client, make.area()))) == [TYPED["title"], TYPED["description"]]


@pytest.mark.django_db
def test_of_a_conflict_in_a_load_only_what_was_typed_is_shown(client: Client) -> None:
    typed = {"side-guidance-1-1-body": "merged", "was-guidance-1-1-body": "0" * 64, "text-guidance-1-1-body": "İkisi."}

    assert shown(Page(client.post("/admin/questionnaire/load/yukle/1/", typed))) == ["İkisi."]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [{}, {"title": "  "}], ids=["nothing", "blanks"])
def test_where_nothing_was_typed_the_page_to_log_in_comes_at_once(client: Client, typed: dict) -> None:
    response = client.post("/admin/questionnaire/area/add/", typed)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.django_db
def test_a_form_whose_token_is_no_longer_right_keeps_what_was_typed(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    response = sent(client, make.area())

    assert (response.status_code, shown(Page(response))) == (403, [TYPED["title"], TYPED["description"]])


@pytest.mark.django_db(transaction=True)
def test_what_the_database_cannot_store_now_is_kept(admin_client: Client) -> None:
    area = make.area()
    with outage.locked():
        response = sent(admin_client, area)

    assert (response.status_code, shown(Page(response))) == (503, [TYPED["title"], TYPED["description"]])
