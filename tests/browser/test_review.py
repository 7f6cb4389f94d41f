"""An editor's way from the first page to a reviewed text, by keyboard alone."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from questionnaire.models import Guidance
from tests.browser.kinds import log_in
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def enter(target: Locator) -> None:
    target.focus()
    target.page.keyboard.press("Enter")


def test_a_text_is_found_read_and_noted_as_reviewed(stage: Stage) -> None:
    Guidance.history.update(history_date=datetime(2020, 1, 1, tzinfo=UTC))
    page = stage.page
    log_in(stage)
    page.goto(reverse("admin:index"))

    enter(page.get_by_role("link", name="15 reçete bir yıldır gözden geçirilmedi"))
    enter(page.locator("#result_list a").first)
    enter(page.get_by_role("button", name="Gözden geçirdim"))

    expect(page.get_by_text("Gözden geçirildi olarak işaretlendi: ")).to_be_visible()
    expect(page.locator("#result_list tbody tr")).to_have_count(14)  # back in the list it was chosen from


def test_the_enter_key_in_a_field_saves_and_is_no_review(stage: Stage) -> None:
    log_in(stage)
    page = stage.page
    page.goto(reverse("admin:questionnaire_guidance_change", args=[Guidance.objects.all()[0].pk]))

    assert page.evaluate("document.querySelector('form#guidance_form [type=submit]').name") == "_save"
