import pytest
from playwright.sync_api import expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

BUTTON = "Bağlantıyı kopyala"


def test_the_button_copies_the_resume_link_and_says_so(stage: Stage) -> None:
    stage.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.go("mine")

    stage.press(BUTTON)

    expect(stage.page.get_by_role("status")).to_have_text("Kopyalandı")
    copied = stage.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{stage.base}/devam/{stage.key}/"


def test_without_javascript_there_is_the_link_and_no_button(plain_stage: Stage) -> None:
    plain_stage.go("mine")

    link = f"{plain_stage.base}/devam/{plain_stage.key}/"
    expect(plain_stage.page.get_by_role("link", name=link)).to_be_visible()
    expect(plain_stage.page.get_by_text(BUTTON)).to_be_hidden()
