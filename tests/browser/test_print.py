"""The report on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.kinds import answer_all, answer_areas
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
def printed(stage: Stage) -> Stage:
    answer_all(stage)
    stage.go("report_print")
    stage.page.emulate_media(media="print")
    return stage


def test_paper_has_neither_header_nor_buttons(printed: Stage) -> None:
    for part in printed.page.locator("header.top, body > footer, .skip, button, .actions, .unprinted").all():
        expect(part).to_be_hidden()


def test_paper_has_the_whole_report(printed: Stage) -> None:
    parts = printed.page.locator("article").locator("h1, h2, h3, .facts, .listed, .statement, .prose, .answer, .own")

    assert parts.count() > 15
    assert [part.inner_text() for part in parts.all() if not part.is_visible()] == []


def test_whoever_prints_the_report_with_its_folds_gets_everything_too(stage: Stage) -> None:
    """What is folded is drawn on paper, without the line that opens it."""
    answer_all(stage)
    answer_areas(stage, 3)
    stage.go("report")
    stage.page.emulate_media(media="print")

    folded = stage.page.locator("details.folded svg, details.folded td, details.guidance .prose")
    assert folded.count() > 10
    assert [part.inner_html() for part in folded.all() if not part.bounding_box()] == []
    expect(stage.page.locator("details:visible > summary:visible")).to_have_count(0)


def test_an_area_does_not_start_a_page_of_its_own(stage: Stage) -> None:
    """Five areas with one short question each, and the profile, are a few pages."""
    answer_areas(stage, 5)
    stage.go("report_print")

    document = stage.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", document)) <= 5


def test_pages_are_numbered(printed: Stage, tmp_path: Path) -> None:
    printed.page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)

    pages = PdfReader(tmp_path / "report.pdf").pages
    texts = [page.extract_text() for page in pages]
    assert [at for at, text in enumerate(texts, 1) if f"{at} / {len(pages)}" not in text] == []


def test_links_show_their_addresses_on_paper(printed: Stage) -> None:
    links = printed.page.locator(".prose a[href^=http]")
    with_address = links.evaluate_all("all => all.map(one => getComputedStyle(one, '::after').content)")

    assert len(with_address) >= 2
    assert [content for content in with_address if "attr(href)" not in content and "://" not in content] == []


def test_paper_is_white_even_where_the_screen_is_dark(printed: Stage) -> None:
    printed.page.emulate_media(media="print", color_scheme="dark")

    colours = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    assert printed.page.locator("body").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_the_report_takes_more_than_one_page(printed: Stage) -> None:
    document = printed.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", document)) > 1


def test_nothing_stands_beyond_the_edge_of_the_paper(printed: Stage) -> None:
    """A4 less the margins of the style sheet (18 mm each) is 174 mm, 657 CSS pixels."""
    printed.page.set_viewport_size({"width": 657, "height": 900})

    beyond = printed.page.locator("main *").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > 658).map(one => one.outerHTML)"
    )

    assert beyond == []
