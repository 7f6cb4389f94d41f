"""What all tests stand on: a file database as in real use, and a browser's side of an assessment."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from questionnaire import content
from questionnaire.exports.formats import maker
from questionnaire.models import Assessment
from questionnaire.views import cookies
from tests import make

# The same examples on every machine, and no clock: a busy one is slow.
hypothesis_settings.register_profile("ours", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ours")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file: an in-memory database has neither WAL nor locks."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def _turkish() -> Iterator[None]:
    """A test that chose another language leaves it behind in its thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _forgotten_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the questionnaire that another one kept in memory."""
    monkeypatch.setattr(content, "_kept", (None, None))
    monkeypatch.setattr(content, "_past", {})


@pytest.fixture(autouse=True)
def _forgotten_formats() -> Iterator[None]:
    """No test remembers that another one could not load a format."""
    yield
    maker.cache_clear()


@pytest.fixture
def key() -> dict[str, str]:
    """Holds the key of `opened`, for tests that need it."""
    return {}


@pytest.fixture
def opened(db: None, client: Client, key: dict[str, str]) -> Assessment:
    """An assessment that is open in `client`."""
    assessment, key["key"] = make.assessment()
    client.cookies[cookies.PREFIX + assessment.pk.hex] = key["key"]
    return assessment


@pytest.fixture
def url() -> Callable[..., str]:
    """The address of a page by name; an assessment stands for its id."""

    def address(name: str, *args: Any) -> str:
        return reverse(name, args=[arg.pk if isinstance(arg, Assessment) else arg for arg in args])

    return address


@pytest.fixture
def answer(client: Client, url: Callable[..., str]) -> Callable[..., Any]:
    """Send the answer form of a question as a browser would."""

    def send(
        assessment: Assessment, number: int, choice: object, note: str = "", made_from: int = 0, **more: Any
    ) -> Any:
        data = {"choice": str(choice), "note": note, "made_from": str(made_from), **more}
        return client.post(url("question", assessment, number), data)

    return send
