"""Logging in, a limited number of times an hour."""

import pytest
from django.test import Client

from tests.page import Page

pytestmark = pytest.mark.django_db

RIGHT, WRONG = "password", "yanlış"
REFUSED = "Bu internet adresinden çok fazla giriş denemesi yapıldı. Bir saat sonra yeniden deneyin."


@pytest.fixture(autouse=True)
def two_logins_an_hour(settings, admin_user) -> None:
    settings.LOGINS_PER_HOUR = 2


def log_in(client: Client, password: str, address: str = "192.0.2.1"):
    return client.post("/admin/login/", {"username": "admin", "password": password}, REMOTE_ADDR=address)


def complaint(response) -> str:
    return Page(response).one("p", class_="errornote").text


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_knows_the_password_comes_in(client: Client) -> None:
    log_in(client, RIGHT)

    assert is_in(client)


def test_beyond_the_limit_even_the_right_password_is_refused(client: Client) -> None:
    for _ in range(2):
        log_in(client, WRONG)

    response = log_in(client, RIGHT)

    assert (complaint(response), is_in(client)) == (REFUSED, False)


def test_within_the_limit_a_wrong_password_is_called_wrong(client: Client) -> None:
    log_in(client, WRONG)

    assert complaint(log_in(client, WRONG)) != REFUSED


def test_another_address_has_its_own_limit(client: Client) -> None:
    for _ in range(3):
        log_in(client, WRONG)

    log_in(client, RIGHT, address="192.0.2.2")

    assert is_in(client)


def test_looking_at_the_form_costs_no_attempt(client: Client) -> None:
    for _ in range(5):
        client.get("/admin/login/")

    log_in(client, RIGHT)

    assert is_in(client)


@pytest.mark.parametrize("page", ["", "questionnaire/question/", "questionnaire/assessment/", "auth/user/"])
def test_who_is_not_logged_in_sees_nothing(client: Client, page: str) -> None:
    response = client.get(f"/admin/{page}")

    assert response.headers["Location"] == f"/admin/login/?next=/admin/{page}"
