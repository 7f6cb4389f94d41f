"""The report on the screen: its pictures, its folds and its filters."""

from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.browser.driving import tab_to
from tests.browser.kinds import LONG_NAMES, answer_all, answer_areas, answer_some
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("count", [3, 8, 15])
def test_the_radars_labels_fit_and_do_not_lie_on_each_other(stage: Stage, count: int) -> None:
    """As this browser really sets them, with names of 60 letters."""
    answer_areas(stage, count)
    stage.go("report_print")

    boxes = stage.page.locator("svg.radar text").evaluate_all(
        "all => all.map(one => one.getBBox()).map(({x, y, width, height}) => [x, y, x + width, y + height])"
    )
    left, top, width, height = stage.page.locator("svg.radar").evaluate(
        "({viewBox: {baseVal: box}}) => [box.x, box.y, box.width, box.height]"
    )

    assert len(boxes) == count
    assert [b for b in boxes if b[0] < left or b[1] < top or b[2] > left + width or b[3] > top + height] == []
    assert [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ] == []


def test_the_bars_are_read_as_a_list(stage: Stage) -> None:
    answer_areas(stage, 3)
    stage.go("report")

    assert stage.page.locator("ul.bars").aria_snapshot().splitlines()[:15] == [
        "- list:",
        "  - listitem:",
        "    - paragraph: Ortaklık, ağlar ve savunuculuk",
        "    - paragraph: yeterli yanıt yok",
        '    - img "Düzey yok"',
        '    - paragraph: "Yanıtlanan: 0 / 3"',
        "  - listitem:",
        "    - paragraph:",
        f'      - link "{LONG_NAMES[1][:60]}":',
        '        - /url: "#alan-101"',
        "    - paragraph:",
        "      - text: Düzey",
        '      - strong: "2"',
        "    - 'img \"1’den 5’e kadar basamakta düzey: 2\"'",
        '    - paragraph: "Yanıtlanan: 1 / 1 · yanıtların hepsi aynı düzeyde: 2"',
    ]


def test_guidance_is_unfolded_with_the_keyboard_and_without_javascript(plain_stage: Stage) -> None:
    plain_stage.answered(plain_stage.numbers[1], 2)
    plain_stage.go("report")
    guidance = plain_stage.page.locator("details.guidance .prose")
    expect(guidance).to_be_hidden()

    tab_to(plain_stage.page, plain_stage.page.get_by_text("Reçeteyi okuyun"))
    plain_stage.page.keyboard.press("Enter")

    expect(guidance).to_be_visible()


def test_questions_are_filtered_without_javascript(plain_stage: Stage) -> None:
    answer_all(plain_stage)
    plain_stage.go("report")
    items = plain_stage.page.locator("section.item")
    expect(items).to_have_count(3)

    plain_stage.page.get_by_text("Soruları süzün").click()
    plain_stage.press("Bilmiyorum")

    expect(items).to_have_count(1)
    expect(plain_stage.page.locator("#sorular")).to_be_in_viewport()
    plain_stage.press("Bütün soruları göster")
    expect(items).to_have_count(3)


def test_a_bar_leads_to_the_questions_of_its_area(stage: Stage) -> None:
    answer_some(stage)
    stage.go("report")

    stage.page.locator("ul.bars").get_by_role("link").click()

    expect(stage.page.locator("section.area h2")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_have_the_colours_of_the_page(stage: Stage, scheme: str) -> None:
    answer_areas(stage, 3)
    stage.page.emulate_media(color_scheme=scheme)
    stage.go("report_print")

    fill = "element => getComputedStyle(element).fill"
    colour = "element => getComputedStyle(element).color"
    page = stage.page
    assert page.locator(".bar-fill").first.evaluate(fill) == page.locator("footer a").first.evaluate(colour)
    assert page.locator(".radar-labels").evaluate(fill) == page.locator("body").evaluate(colour)


def test_on_paper_the_report_page_opens_its_folds_and_shows_nothing_to_press(stage: Stage) -> None:
    answer_some(stage)
    stage.go("report")

    stage.page.emulate_media(media="print")

    expect(stage.page.get_by_role("link", name="Plana ekle").first).to_be_hidden()
    expect(stage.page.get_by_role("heading", name="Şimdi ne yapmalı?")).to_be_hidden()
    expect(stage.page.locator("details.folded table")).to_be_visible()
