"""Versions in a real browser: compared and restored by keyboard, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from questionnaire.models import Guidance
from tests.browser.driving import tab_to
from tests.browser.kinds import admin_versions, edited
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture(params=["stage", "plain_stage"], ids=["with JavaScript", "without"])
def desk(request: pytest.FixtureRequest, stage: Stage, plain_stage: Stage) -> Stage:
    """An editor’s browser."""
    return {"stage": stage, "plain_stage": plain_stage}[request.param]


def test_two_versions_are_compared_by_keyboard(desk: Stage) -> None:
    admin_versions(desk)
    page = desk.page

    tab_to(page, page.get_by_role("radio", name=re.compile("^Eski")).nth(1))
    page.keyboard.press("ArrowDown")  # the first version, as it was loaded
    tab_to(page, page.get_by_role("button", name="İkisini karşılaştır"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Fark: Soru 7, seçenek 2: reçete")
    expect(page.locator(".difference ins").first).to_be_visible()
    expect(page.locator(".difference del").first).to_be_visible()


def test_what_changed_is_marked_by_lines_and_not_by_colour_alone(desk: Stage) -> None:
    admin_versions(desk)
    desk.press("İkisini karşılaştır")
    page = desk.page

    lines = [
        page.locator(f".difference {tag}").first.evaluate("element => getComputedStyle(element).textDecorationLine")
        for tag in ("ins", "del")
    ]

    assert lines == ["underline", "line-through"]
    assert page.locator(".difference ins").all_text_contents() == ["[eklendi: Başka bir ]", "[eklendi: Üçüncü, uzun ]"]


def test_a_version_is_restored_by_keyboard(desk: Stage) -> None:
    guidance = edited(desk)
    before = guidance.history.last()
    admin_page = f"/admin/questionnaire/guidance/{guidance.pk}/history/"
    desk.page.goto(admin_page)

    button = desk.page.get_by_role("button", name=re.compile("^Bu sürüme dön")).last
    tab_to(desk.page, button)
    desk.page.keyboard.press("Enter")

    expect(desk.page.locator(".messagelist")).to_contain_text("sürümüne dönüldü")
    assert Guidance.objects.get(pk=guidance.pk).body == before.body


def test_the_way_from_a_form_to_its_versions(desk: Stage) -> None:
    guidance = edited(desk)
    desk.page.goto(f"/admin/questionnaire/guidance/{guidance.pk}/change/")

    desk.page.get_by_role("link", name="Geçmiş").click()

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Sürümler: Soru 7, seçenek 2: reçete")
    expect(desk.page.get_by_role("main").get_by_role("row")).to_have_count(4)  # the heading and three versions
