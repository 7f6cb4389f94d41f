"""The content security policy, as a browser understands it. That it blocks nothing of ours, every test sees."""

import pytest

from tests.browser.driving import Trouble
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

INSERT = """([tag, set]) => new Promise(resolve => {
  addEventListener("securitypolicyviolation", () => resolve("blocked"));
  const element = document.createElement(tag);
  element.onload = () => resolve("loaded");
  Object.assign(element, set);
  document.body.append(element);
  setTimeout(() => resolve("inserted"), 2000);
})"""


INSERTED = [
    ("script", {"textContent": "window.ran = true"}, "script-src-elem inline"),
    ("script", {"src": "https://example.org/elsewhere.js"}, "script-src-elem https://example.org/elsewhere.js"),
    ("style", {"textContent": "body { display: none }"}, "style-src-elem inline"),
    ("img", {"src": "https://example.org/elsewhere.png"}, "img-src https://example.org/elsewhere.png"),
    ("iframe", {"src": "/gizlilik/"}, "frame-src {base}/gizlilik/"),
]


def test_what_is_inserted_into_a_page_does_not_run_or_load(stage: Stage, trouble: Trouble) -> None:
    stage.page.goto("/")

    outcomes = [stage.page.evaluate(INSERT, [tag, properties]) for tag, properties, _ in INSERTED]

    assert outcomes == ["blocked"] * len(INSERTED)
    assert stage.page.evaluate("window.ran") is None
    blocked = [f"blocked by policy: {directive.format(base=stage.base)}" for *_, directive in INSERTED]
    assert [line for line in trouble.lines if line.startswith("blocked")] == blocked
    trouble.lines.clear()  # they were what this test is about
