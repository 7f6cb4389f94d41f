"""What holds on every kind of page (tests/browser/kinds.py), the application's own and the admin's."""

import pytest
from playwright.sync_api import Page, expect

from questionnaire import content
from tests.browser.driving import Trouble, cut_off, enlarge_text, too_wide, violations
from tests.browser.kinds import ADMIN_KINDS, KINDS, Kind
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser
ours = pytest.mark.parametrize("kind", [pytest.param(kind, id=name) for name, kind in KINDS.items()])
admins = pytest.mark.parametrize("kind", [pytest.param(kind, id=name) for name, kind in ADMIN_KINDS.items()])

# Faults of Django's own admin, by axe's rule: where it is let pass, and why.
KNOWN_IN_ADMIN = {
    "label": ".tabular.inline-related",  # fields of tabular inlines have column headings instead of labels
    "link-in-text-block": ".breadcrumbs",  # its links are told apart from the last crumb by colour alone
    "target-size": "#changelist-filter",  # the filter's links are lines of 20 px
}

# No colour is to be read on its way from one scheme to the other; ending one transition may start that of a child.
END_TRANSITIONS = "() => { for (let all; (all = document.getAnimations()).length; ) all.forEach(one => one.finish()) }"


def show(kind: Kind, stage: Stage, trouble: Trouble) -> None:
    """Bring up a page of this kind, and be sure that it is one."""
    trouble.expected_status = kind.status if kind.status >= 400 else None
    title = kind.title.format(content.now().questions[0].text) if "{}" in kind.title else kind.title
    kind.reach(stage)
    expect(stage.page.locator("body")).to_be_visible()
    assert stage.page.title()[: len(title)] == title


@ours
def test_axe_finds_nothing_and_everything_fits(kind: Kind, stage: Stage, trouble: Trouble) -> None:
    show(kind, stage, trouble)

    assert found_by_axe(stage.page) | unfit(stage.page) == {}


@admins
def test_the_admin_has_no_faults_but_known_ones_of_django(kind: Kind, stage: Stage, trouble: Trouble) -> None:
    show(kind, stage, trouble)

    found = found_by_axe(stage.page, KNOWN_IN_ADMIN)
    stage.page.set_viewport_size({"width": 320, "height": 640})

    assert found | {"320 px": too_wide(stage.page)} == {"320 px": []}


def found_by_axe(page: Page, known: dict[str, str] | None = None) -> dict[str, list[str]]:
    """Violations of WCAG 2.2 AA by colour scheme, where there are any.

    In the dark only rules about colours are applied: nothing else differs (test_contrast.py proves it of site.css).
    """
    found = {"axe, light": violations(page, known)}
    page.emulate_media(color_scheme="dark")
    page.evaluate(END_TRANSITIONS)
    found["axe, dark"] = violations(page, known, colours_only=True)
    return {scheme: faults for scheme, faults in found.items() if faults}


def unfit(page: Page) -> dict[str, list[str]]:
    """What makes the page scroll sideways or is cut off: at 320 px, and with text at 200 %.

    Text alone is enlarged, by the browser's own setting, which is harder on a page than zooming it. (An injected
    `html { font-size: 200% }` would hide a style sheet that sets its sizes in pixels; the reader's setting does not.)
    At 1280 px, and at the 640 px which a page has that is also zoomed to 200 % there.
    """
    found = {}
    for percent, width in ((100, 320), (200, 1280), (200, 640)):
        enlarge_text(page, percent)
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{16 * percent // 100}px"
        found[f"{width} px, text at {percent} %"] = too_wide(page) + cut_off(page)
    return {size: faults for size, faults in found.items() if faults}


def test_all_text_grows_with_the_size_the_reader_set(stage: Stage) -> None:
    """To 180 % at least: the part that follows the window's width does not grow. The rest zooming does."""
    stage.go("question", stage.numbers[0])
    text = stage.page.locator("html, h1, main button, .choice label, .place, .hint, .top a, .links")
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    before = text.evaluate_all(sizes)

    enlarge_text(stage.page, 200)

    assert [after for was, after in zip(before, text.evaluate_all(sizes), strict=True) if after < 1.8 * was] == []
