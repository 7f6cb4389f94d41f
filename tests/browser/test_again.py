"""A second round, from the report of the first to the two side by side."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from questionnaire.models import Action, Assessment
from tests.browser.driving import tab_to
from tests.browser.kinds import NOTE
from tests.browser.stage import Stage, press

pytestmark = pytest.mark.browser

Contexts = Callable[..., BrowserContext]
EARLIER = ".kept"


def finished(stage: Stage) -> None:
    """A first round with three statements, a note and an open line of the plan."""
    for number, choice in zip(stage.numbers, (4, 2, 3), strict=True):
        stage.answered(number, choice, NOTE)
    Action.objects.create(assessment=stage.assessment, what="Tüzük", who="Kurul", due=date(2026, 12, 1))
    stage.assessment.finish()


def walk(page: Page, *positions: int) -> None:
    """Pick these statements, the first being 0, each time looking that nothing led and what is told afterwards."""
    for position in positions:
        expect(page.get_by_role("radio").first).to_be_visible()
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)
        expect(page.locator(EARLIER)).to_have_count(0)
        page.get_by_role("radio").nth(position).check()
        press(page, "Devam et")
        expect(page.locator(EARLIER)).to_contain_text(NOTE.split("\n")[0])
        page.locator(".actions .button").click()


def test_a_second_round_and_both_side_by_side(either_stage: Stage) -> None:
    finished(either_stage)
    page = either_stage.page

    either_stage.go("report")
    either_stage.press("Yeniden değerlendir")
    either_stage.press("Yeni değerlendirmeyi başlat")
    walk(page, 4, 0, 2)
    either_stage.press("Tamamla")
    part = page.locator("#karsilastirma")
    part.locator("summary").click()

    expect(part.get_by_role("listitem")).to_have_count(3)
    assert [row.locator(".state").inner_text() for row in part.get_by_role("listitem").all()] == [
        "↑ Şimdi daha yüksek bir düzey (4 → 5)",
        "↓ Şimdi daha düşük bir düzey (2 → 1)",
        "= O zamankiyle aynı düzey (3 → 3)",
    ]
    expect(part.get_by_text("her zaman geriye gittiğiniz anlamına gelmez")).to_be_visible()
    second = Assessment.objects.get(predecessor=either_stage.assessment)
    assert [(line.what, line.who, line.due) for line in second.plan()] == [("Tüzük", "Kurul", date(2026, 12, 1))]


def test_with_the_code_of_the_first_round_in_another_browser_by_keyboard(stage: Stage, new_context: Contexts) -> None:
    finished(stage)
    page = new_context().new_page()
    page.goto("/")

    tab_to(page, page.get_by_role("link", name="Önceki bir değerlendirmenin bağlantısı"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Devam kodu"))
    page.keyboard.type(stage.code)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Planda açık duran adımları yanıma al"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Yeni değerlendirmeyi başlat"))
    page.keyboard.press("Enter")
    walk(page, 0)

    second = Assessment.objects.get(predecessor=stage.assessment)
    assert (second.answers.count(), second.plan()) == (1, ())


def test_a_double_click_starts_one_second_round(stage: Stage) -> None:
    finished(stage)
    stage.go("again")

    stage.page.get_by_role("button", name="Yeni değerlendirmeyi başlat").dblclick()

    expect(stage.page.get_by_role("radio").first).to_be_visible()
    assert Assessment.objects.filter(predecessor=stage.assessment).count() == 1
