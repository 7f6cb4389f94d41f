"""Loading files in the admin, by keyboard alone, with and without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from questionnaire.models import Choice, Load
from tests.browser.driving import tab_to
from tests.browser.kinds import load_plan, send_files
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def decide_by_keyboard(page: Page) -> None:
    """Take the file's statement, put the two texts of the guidance together, and load."""
    title, body = page.get_by_role("group", name="Hangi metin geçerli olsun?").all()
    tab_to(page, title.get_by_role("radio", name="Şimdi karar vermeyeyim"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(title.get_by_role("radio", name="Dosyadaki metin alınsın")).to_be_checked()
    tab_to(page, body.get_by_role("radio", name="Şimdi karar vermeyeyim"))
    page.keyboard.press("ArrowUp")
    expect(body.get_by_role("radio", name="Aşağıdaki metin alınsın")).to_be_checked()
    tab_to(page, body.get_by_role("textbox"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("İkisinden oluşan metin.")
    tab_to(page, page.get_by_role("button", name="Yükle", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".success").get_by_text("2 güncellendi")).to_be_visible()


def test_a_conflict_is_decided_by_keyboard(stage: Stage) -> None:
    load_plan(stage)
    decide_by_keyboard(stage.page)

    assert stored() == ("Dosyada yazıldı.", "İkisinden oluşan metin.", "upload")


def test_a_conflict_is_decided_without_javascript(plain_stage: Stage) -> None:
    load_plan(plain_stage)
    decide_by_keyboard(plain_stage.page)

    assert stored() == ("Dosyada yazıldı.", "İkisinden oluşan metin.", "upload")


def stored() -> tuple[str, str, str]:
    choice = Choice.objects.get(question__number=9, number=1)
    return choice.text, choice.guidance.body, Load.objects.latest("pk").source


HOSTILE = "<img src=x onerror=document.title='vuruldu'><script>document.title='vuruldu'</script>"


def test_hostile_names_and_texts_do_nothing(stage: Stage, trouble: Any) -> None:
    text = f"---\ntitle: '{HOSTILE.replace(chr(39), chr(34))}'\nquestion_id: 9\nchoice_id: 1\n---\n{HOSTILE}\n"

    send_files(stage, (f"{HOSTILE.replace('/', '')}.md", text))
    stage.page.get_by_role("group").first.click()

    assert stage.page.title().startswith("Yüklenirse ne olacak")
    assert stage.page.get_by_role("main").locator("img, script").count() == 0
