"""Taking the report along: the form of the report page, as somebody without JavaScript sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.browser.kinds import answer_all
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "json": b"{"}


def test_the_chosen_part_comes_in_the_chosen_format(
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
    seeds: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    stage = Stage.of(page, live_server.url, settings, monkeypatch)
    answer_all(stage)
    stage.go("report")
    page.get_by_label("En çok iki sayfalık özet").check()
    page.get_by_label("Notlarım olmadan").check()

    for name, (ending, beginning) in zip(("PDF", "Word", "Excel", "JSON"), BEGINNINGS.items(), strict=True):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        assert coming.value.suggested_filename == f"oz-degerlendirme-ozet.{ending}"
        assert coming.value.path().read_bytes().startswith(beginning)
