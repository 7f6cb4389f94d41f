"""From the answers to a plan in a real browser: by keyboard, without JavaScript, with the calendar taken along."""

import pytest
import vobject
from playwright.sync_api import expect

from questionnaire.models import Action, Mark
from tests import make
from tests.browser.driving import tab_to
from tests.browser.kinds import answer_with_room_to_grow, plan_some
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

TARGET = 44  # CSS pixels


def rate(stage: Stage, position: int, importance: str) -> None:
    stage.page.locator("fieldset").nth(position).get_by_label(importance, exact=True).check()


def test_from_the_answers_to_the_plan_and_its_calendar_without_javascript(plain_stage: Stage) -> None:
    page = plain_stage.page
    answer_with_room_to_grow(plain_stage)
    plain_stage.go("priorities")
    for position, importance in enumerate(("Önemli", "Çok önemli", "Bekleyebilir")):
        rate(plain_stage, position, importance)
    plain_stage.press("Önem derecelerini kaydet")
    expect(page.get_by_role("table")).to_be_in_viewport()
    page.get_by_role("checkbox").last.uncheck()
    plain_stage.press("Kararı kaydet ve plana geç")
    page.get_by_role("link", name="Plana ekle").first.click()
    page.get_by_label("Ne yapılacak?").fill("Bir ağa üye olmak")
    page.get_by_label("Ne zamana kadar").fill("31 Aralık 2030")
    plain_stage.press("Kaydet")

    expect(page.get_by_role("heading", level=3)).to_have_text("Bir ağa üye olmak")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tarihleri takvime ekle").click()
    (event,) = vobject.readOne(download.value.path().read_text(encoding="utf-8")).vevent_list
    assert (event.summary.value, f"{event.dtstart.value}") == ("Bir ağa üye olmak", "2030-12-31")
    assert list(Mark.objects.order_by("question__number").values_list("importance", "priority")) == [
        (2, True),
        (3, True),
        (1, False),
    ]


def test_the_whole_way_by_keyboard_alone(stage: Stage) -> None:
    page, keyboard = stage.page, stage.page.keyboard
    answer_with_room_to_grow(stage)
    stage.go("priorities")
    tab_to(page, page.get_by_role("radio").first)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Önem derecelerini kaydet"))
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox").first)
    tab_to(page, page.get_by_role("button", name="Kararı kaydet ve plana geç"))
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Plana ekle").first)
    keyboard.press("Enter")
    tab_to(page, page.get_by_label("Ne yapılacak?"))
    keyboard.type("Bir ağa üye olmak")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.type("saymanımız")
    keyboard.press("Enter")  # sends the form from a field of one line
    expect(page.get_by_role("heading", level=3)).to_have_text("Bir ağa üye olmak")
    tab_to(page, page.get_by_role("link", name="Çıkar"))
    keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Çıkar"))
    assert list(Action.objects.values_list("what", "who")) == [("Bir ağa üye olmak", "saymanımız")]
    keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("İyileştirme planı")
    assert Action.objects.count() == 0


def test_after_a_move_the_next_tab_stop_is_in_the_line_that_moved(stage: Stage) -> None:
    for name in ("Bir", "İki"):
        make.action(stage.assessment, name)
    stage.go("plan")
    stage.page.get_by_role("button", name="Yukarı taşı").click()
    expect(stage.page.get_by_role("heading", level=3).first).to_have_text("İki")

    stage.page.keyboard.press("Tab")

    expect(stage.page.get_by_role("link", name="Değiştir").first).to_be_focused()


@pytest.mark.parametrize("name", ["plan", "priorities", "action_new"])
def test_every_target_is_at_least_44_px_high(name: str, stage: Stage) -> None:
    plan_some(stage)
    stage.go(name, query=f"?soru={stage.numbers[1]}" if name == "action_new" else "")
    targets = stage.page.locator("main .actions a, main button, .grades label, .links a, .option label, .jump a")

    heights = []
    for width in (320, 1280):
        stage.page.set_viewport_size({"width": width, "height": 800})
        heights += targets.evaluate_all(
            "all => all.filter(one => one.checkVisibility())"
            ".map(one => [one.innerText, Math.round(one.getBoundingClientRect().height)])"
        )

    assert len(heights) >= 10
    assert [found for found in heights if found[1] < TARGET] == []


def test_on_a_wide_screen_the_guidance_stands_beside_the_form_and_on_a_phone_below_it(stage: Stage) -> None:
    answer_with_room_to_grow(stage)
    stage.go("action_new", query=f"?soru={stage.numbers[1]}")
    form, guidance = stage.page.locator(".pair form"), stage.page.locator(".guide")

    places = []
    for width in (390, 1280):
        stage.page.set_viewport_size({"width": width, "height": 800})
        boxes = [part.bounding_box() for part in (form, guidance)]
        places.append([(round(box["x"]), round(box["y"])) for box in boxes if box])

    (narrow_form, narrow_guidance), (wide_form, wide_guidance) = places
    assert narrow_form[0] == narrow_guidance[0]
    assert narrow_form[1] < narrow_guidance[1]
    assert wide_form[0] < wide_guidance[0]
    assert wide_form[1] == wide_guidance[1]


def test_on_a_phone_every_cell_of_the_table_says_what_it_is(stage: Stage) -> None:
    answer_with_room_to_grow(stage)
    stage.go("priorities")
    rate(stage, 0, "Çok önemli")
    stage.press("Önem derecelerini kaydet")
    row = stage.page.get_by_role("row").last

    stage.page.set_viewport_size({"width": 320, "height": 640})

    expect(row.get_by_role("rowheader")).to_have_text("Düzey 2", use_inner_text=True)
    expect(row.get_by_role("cell").first).to_contain_text("Çok önemli")
    expect(row.get_by_role("cell")).to_have_count(1)  # those that are empty are left out


def test_a_flag_can_be_set_without_an_answer_by_keyboard(plain_stage: Stage) -> None:
    page = plain_stage.page
    plain_stage.go("question", plain_stage.numbers[0])
    tab_to(page, page.get_by_role("checkbox", name="Sonra konuşalım"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Sonra yanıtla"))
    page.keyboard.press("Enter")

    expect(page).to_have_url(
        f"{plain_stage.base}/degerlendirme/{plain_stage.assessment.pk}/soru/{plain_stage.numbers[1]}/"
    )
    assert list(Mark.objects.values_list("question__number", "flagged")) == [(plain_stage.numbers[0], True)]
