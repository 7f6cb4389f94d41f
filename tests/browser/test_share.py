"""From the report to a link, to its reader, to its end: by mouse, by keyboard, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from questionnaire.models import Share
from tests.browser.driving import Trouble, tab_to
from tests.browser.kinds import NOTE, answer_all
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

Contexts = Callable[..., BrowserContext]


def shared_url(page: Page) -> str:
    """The address that is shown once."""
    return page.locator("[data-copied]").first.inner_text()


def test_a_link_is_made_read_by_another_and_ended(either_stage: Stage, new_context: Contexts, trouble: Trouble) -> None:
    trouble.expected_status = 404
    answer_all(either_stage)
    either_stage.assessment.finish()
    reader = new_context(java_script_enabled=False).new_page()

    either_stage.go("report")
    either_stage.press("Raporu paylaş")
    either_stage.page.get_by_label("Kimin için?").fill("Yönetim kurulu")
    either_stage.page.get_by_label("7 gün", exact=True).check()
    either_stage.page.get_by_label("Notlar da görünsün").check()
    either_stage.press("Bağlantıyı oluştur")
    reader.goto(shared_url(either_stage.page))
    expect(reader.get_by_role("article")).to_contain_text(NOTE.split("\n")[0])
    expect(reader.get_by_text("Bu rapor okumanız için sizinle paylaşıldı.")).to_be_visible()
    either_stage.go("shares")
    expect(either_stage.page.get_by_text("1 kez açıldı")).to_be_visible()
    either_stage.page.get_by_role("button", name="Hemen sonlandır").click()
    expect(either_stage.page.get_by_role("status").filter(has_text="sonlandırıldı")).to_be_visible()
    reader.reload()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Bu bağlantı açılmıyor")
    assert reader.context.cookies() == []


def test_a_link_is_made_by_keyboard_alone(stage: Stage) -> None:
    keyboard = stage.page.keyboard
    answer_all(stage)
    stage.go("shares")

    tab_to(stage.page, stage.page.get_by_label("Kimin için?"))
    keyboard.type("Üyeler")
    tab_to(stage.page, stage.page.get_by_label("30 gün", exact=True))
    keyboard.press("ArrowDown")
    tab_to(stage.page, stage.page.get_by_label("Öncelikler ve plan da görünsün"))
    keyboard.press("Space")
    tab_to(stage.page, stage.page.get_by_role("button", name="Bağlantıyı oluştur"))
    keyboard.press("Enter")
    expect(stage.page.get_by_role("heading", name="Bağlantınız hazır")).to_be_visible()

    made = Share.objects.get()
    assert (made.label, (made.ends_at - made.made_at).days, made.with_notes, made.with_plan) == (
        "Üyeler",
        90,
        False,
        True,
    )


def test_the_page_loaded_again_makes_no_second_link(stage: Stage) -> None:
    answer_all(stage)
    stage.go("shares")
    stage.page.get_by_label("Kimin için?").fill("Üyeler")
    stage.press("Bağlantıyı oluştur")
    before = shared_url(stage.page)

    stage.page.reload()

    assert shared_url(stage.page) == before
    assert Share.objects.count() == 1


def test_a_double_click_makes_one_link(stage: Stage) -> None:
    stage.go("shares")
    stage.page.get_by_label("Kimin için?").fill("Üyeler")

    stage.page.get_by_role("button", name="Bağlantıyı oluştur").dblclick()

    expect(stage.page.get_by_role("heading", name="Bağlantınız hazır")).to_be_visible()
    assert Share.objects.count() == 1


def test_a_wrong_form_puts_the_reader_at_what_is_wrong(stage: Stage) -> None:
    stage.go("shares")

    stage.press("Bağlantıyı oluştur")

    expect(stage.page.locator(".summary")).to_be_focused()
    stage.page.get_by_role("link", name="Bağlantının kimin için olduğunu yazın").click()
    expect(stage.page.get_by_label("Kimin için?")).to_be_focused()


def test_the_shared_page_hands_its_address_to_nobody(stage: Stage, new_context: Contexts) -> None:
    answer_all(stage)
    stage.go("shares")
    stage.page.get_by_label("Kimin için?").fill("Üyeler")
    stage.press("Bağlantıyı oluştur")
    reader = new_context().new_page()
    reader.goto(shared_url(stage.page))

    with reader.expect_request("**/gizlilik/") as asked:
        reader.get_by_role("link", name="Gizlilik").click()

    assert "referer" not in asked.value.all_headers()
