"""That the browser tests see what goes wrong. A watcher that sees nothing passes everything."""

from typing import Any

import pytest

from tests.browser.driving import Trouble, chromium, too_wide, violations
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def test_a_missing_chromium_fails_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(FileNotFoundError, match="sudo apt-get install chromium"):
        chromium()


@pytest.mark.parametrize(
    ("event", "script", "line"),
    [
        ("console", "console.error('so')", "console: so "),
        ("weberror", "setTimeout(() => { throw new Error('so') })", "page error: "),
        ("request", "location.href = 'http://127.0.0.1:9/'", "request to elsewhere: http://127.0.0.1:9/"),
    ],
)
def test_what_goes_wrong_in_a_page_is_noted(event: Any, script: str, line: str, stage: Stage, trouble: Trouble) -> None:
    stage.page.goto("/")

    with stage.page.context.expect_event(event, lambda _: trouble.lines != []):
        stage.page.evaluate(script)

    assert [noted for noted in trouble.lines if noted.startswith(line)] != []
    trouble.lines.clear()


def test_axe_is_at_work(stage: Stage) -> None:
    stage.page.goto("/")

    stage.page.evaluate("document.documentElement.removeAttribute('lang')")

    assert [found.partition(" ")[0] for found in violations(stage.page)] == ["html-has-lang"]


def test_a_page_that_scrolls_sideways_is_found(stage: Stage) -> None:
    stage.page.goto("/")

    stage.page.locator("h1").evaluate("element => element.style.width = '3000px'")

    assert too_wide(stage.page)[1:] == ["H1."]
