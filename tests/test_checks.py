"""System checks: what an operator is told before anybody else notices."""

import pytest

from questionnaire.checks import privacy_is_stated
from tests import manage

STATED = {"PRIVACY_CONTROLLER": "Bir Dernek", "PRIVACY_CONTACT": "kvkk@example.org", "PRIVACY_HOSTING": "Ankara"}
SERVER = {
    **STATED,
    "DEBUG": "",
    "HTTPS": "",
    "ALLOWED_HOSTS": "ornek.org.tr",
    "SECRET_KEY": "Zq7hX2mVw0sT9bLrC4nKe8yPdJ3uFgA6iOoRt5vBxEzWkSlQMc",
}


@pytest.fixture(autouse=True)
def stated(settings) -> None:
    for name, value in STATED.items():
        setattr(settings, name, value)


def test_nothing_is_warned_of_when_all_is_stated() -> None:
    assert privacy_is_stated() == []


@pytest.mark.parametrize(
    ("name", "identifier", "message"),
    [
        ("PRIVACY_CONTROLLER", "questionnaire.W001", "who is responsible for the data"),
        ("PRIVACY_CONTACT", "questionnaire.W002", "how to reach them"),
        ("PRIVACY_HOSTING", "questionnaire.W003", "where the data is kept"),
    ],
)
def test_what_the_privacy_page_cannot_say_is_warned_of(settings, name: str, identifier: str, message: str) -> None:
    setattr(settings, name, "")

    found = [(warning.id, warning.msg, warning.hint) for warning in privacy_is_stated()]

    assert found == [
        (
            identifier,
            f"{name} is not set, so the privacy page does not say {message}.",
            f"Set the environment variable {name}.",
        )
    ]


def test_a_real_environment_passes_the_deployment_checks() -> None:
    checked = manage.run("check", "--deploy", "--fail-level", "WARNING", **SERVER)

    said = (checked.returncode, checked.stdout, checked.stderr)
    assert said == (0, "System check identified no issues (2 silenced).\n", "")


def test_an_unset_privacy_notice_fails_the_deployment_checks() -> None:
    checked = manage.run("check", "--deploy", "--fail-level", "WARNING", **{**SERVER, "PRIVACY_CONTACT": ""})

    assert checked.returncode == 1
    assert "(questionnaire.W002) PRIVACY_CONTACT is not set" in checked.stderr
