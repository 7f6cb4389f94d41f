"""A respondent's way through the questionnaire, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from questionnaire.models import Answer, Assessment
from tests.browser.driving import Trouble, tab_to
from tests.browser.stage import Stage, press

pytestmark = pytest.mark.browser

NOTE = "Ortak toplantı yaptık."
Contexts = Callable[..., BrowserContext]


def resume_url(page: Page) -> str:
    """The address that the respondent is told to keep."""
    page.get_by_text("Kaydedildi · kaldığınız yerden devam etmek için…").click()
    return page.locator("[data-copied]").inner_text()


def stored() -> list[tuple[int, str, int | None, str]]:
    rows = Answer.objects.order_by("question__number")
    return list(rows.values_list("question__number", "kind", "choice__number", "note"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_whole_walk_and_on_in_another_browser(seeds: None, new_context: Contexts, *, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()

    page.goto("/")
    press(page, "Başla")
    statement = page.locator(".choice label").nth(2).inner_text()
    page.get_by_label(statement).check()
    page.get_by_text("Not ekle").click()
    page.get_by_label("Notunuz").fill(NOTE)
    press(page, "Devam et")
    expect(page.get_by_role("blockquote")).to_have_text(statement)
    expect(page.locator(".prose")).not_to_be_empty()
    press(page, "Sonraki soru")
    page.get_by_label("Bilmiyorum").check()
    press(page, "Devam et")
    expect(page.get_by_text("“Bilmiyorum” dediniz.")).to_be_visible()
    press(page, "Sonraki soru")
    page.get_by_label("Bize uymuyor").check()
    press(page, "Devam et")
    expect(page.get_by_role("heading", level=1)).to_have_text("Yanıtları gözden geçir")
    press(page, "Tamamla")
    expect(page.get_by_role("article")).to_contain_text(NOTE)
    address = resume_url(page)
    elsewhere = new_context(java_script_enabled=javascript).new_page()
    elsewhere.goto(address)

    assert stored() == [(7, "choice", 3, NOTE), (8, "unknown", None, ""), (9, "not_applicable", None, "")]
    expect(elsewhere.get_by_role("article")).to_contain_text(statement)
    expect(elsewhere.get_by_role("article")).to_contain_text(NOTE)


def test_the_resume_link_goes_on_at_the_first_unanswered_question_and_leaves_the_address_bar(
    stage: Stage, new_context: Contexts
) -> None:
    stage.answered(stage.numbers[0], 2)
    stage.go("areas")
    elsewhere = new_context().new_page()

    elsewhere.goto(resume_url(stage.page))

    assert elsewhere.url == f"{stage.base}/degerlendirme/{stage.assessment.pk}/soru/{stage.numbers[1]}/"


def test_the_code_typed_on_the_first_page_opens_the_assessment_in_another_browser(
    stage: Stage, new_context: Contexts
) -> None:
    stage.answered(stage.numbers[0], 2)
    elsewhere = new_context(java_script_enabled=False).new_page()
    elsewhere.goto("/")

    elsewhere.get_by_label("Devam kodu").fill(stage.code.lower().replace(" ", ""))
    press(elsewhere, "Değerlendirmeyi aç")

    assert elsewhere.url == f"{stage.base}/degerlendirme/{stage.assessment.pk}/soru/{stage.numbers[1]}/"


def test_the_whole_walk_by_keyboard_alone(seeds: None, page: Page) -> None:
    keyboard = page.keyboard

    page.goto("/")
    tab_to(page, page.get_by_role("button", name="Başla"))
    keyboard.press("Enter")
    # The first statement with Space, on to the third with arrows, and a note.
    tab_to(page, page.get_by_role("radio").first)
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    keyboard.press("Enter")
    tab_to(page, page.get_by_label("Notunuz"))
    keyboard.type(NOTE)
    tab_to(page, page.get_by_role("button", name="Devam et"))
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Sonraki soru"))
    keyboard.press("Enter")
    # Up from the first statement is the last one, Bize uymuyor; Enter sends the form from where one is.
    tab_to(page, page.get_by_role("radio").first)
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Sonra yanıtla"))
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Tamamla"))
    keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text(NOTE)

    assert stored() == [(7, "choice", 3, NOTE), (8, "not_applicable", None, "")]
    assert Assessment.objects.get().finished_at is not None


def test_the_first_tab_stop_leads_past_the_header(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])

    stage.page.keyboard.press("Tab")
    stage.page.keyboard.press("Enter")
    stage.page.keyboard.press("Tab")

    expect(stage.statement(0)).to_be_focused()


def test_a_double_click_stores_one_answer(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])
    stage.statement(1).check()

    stage.page.get_by_role("button", name="Devam et").dblclick()

    expect(stage.page.get_by_role("link", name="Sonraki soru")).to_be_visible()
    assert stored() == [(stage.numbers[0], "choice", 2, "")]


def test_going_back_and_changing_an_answer_asks_nothing(stage: Stage) -> None:
    """The page one goes back to is made anew, with the answer in it that was given meanwhile."""
    stage.go("question", stage.numbers[0])
    stage.statement(1).check()
    stage.press("Devam et")
    expect(stage.page.get_by_role("link", name="Sonraki soru")).to_be_visible()  # Back needs a page to go back from
    stage.page.go_back()

    stage.statement(3).check()
    stage.press("Devam et")

    expect(stage.page.get_by_role("link", name="Sonraki soru")).to_be_visible()
    assert stored() == [(stage.numbers[0], "choice", 4, "")]


def test_the_back_button_shows_no_answers_once_the_assessment_is_closed_here(stage: Stage, trouble: Trouble) -> None:
    trouble.expected_status = 404
    stage.answered(stage.numbers[0], 2, NOTE)
    stage.go("report")
    stage.go("mine")
    stage.press("Bu tarayıcıda oturumu kapat")
    expect(stage.page.get_by_role("heading", level=1)).to_have_text("Bu tarayıcıda kapatıldı")

    stage.page.go_back()
    stage.page.go_back()

    expect(stage.page.get_by_role("heading", level=1)).to_have_text("Bu değerlendirme burada açık değil")
    expect(stage.page.get_by_text(NOTE)).to_have_count(0)
