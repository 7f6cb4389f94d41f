"""What only a browser can say about the question page: focus, targets, what is picked."""

import pytest
from playwright.sync_api import expect

from questionnaire.models import Choice, Question
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

TARGET = 44  # CSS pixels


@pytest.fixture
def sent_empty(plain_stage: Stage) -> Stage:
    """The question page after it was sent without a choice, in a browser without JavaScript."""
    plain_stage.go("question", plain_stage.numbers[0])
    plain_stage.page.get_by_text("Not ekle").click()
    plain_stage.page.get_by_label("Notunuz").fill("Bir not.")
    plain_stage.press("Devam et")
    return plain_stage


def test_an_error_has_the_focus_without_any_script_and_stands_in_the_title(sent_empty: Stage) -> None:
    summary = sent_empty.page.get_by_role("alert")

    expect(summary).to_contain_text("Örgütünüz için doğru olan ifadeyi seçin.")
    expect(summary).to_be_focused()
    assert sent_empty.page.title().startswith("Hata: ")


def test_the_error_leads_to_the_first_radio_and_the_note_stands_where_it_was_typed(sent_empty: Stage) -> None:
    expect(sent_empty.page.get_by_label("Notunuz")).to_have_value("Bir not.")

    sent_empty.page.get_by_role("alert").get_by_role("link").click()

    expect(sent_empty.statement(0)).to_be_focused()


@pytest.mark.parametrize("name", ["question", "areas", "check"])
def test_every_target_is_at_least_44_px_high(name: str, stage: Stage) -> None:
    # Shorter than any in the seed; length must not be what makes a target high.
    Question.objects.update(text="Var mı?")
    Choice.objects.update(text="Evet.")
    stage.answered(stage.numbers[0], 2)
    stage.go(name, *stage.numbers[:1] if name == "question" else [])
    targets = stage.page.locator(
        ".choice label, main a, main button, header a, summary, footer > ul a, footer > ul button"
    )

    heights = []
    for width in (320, 1280):
        stage.page.set_viewport_size({"width": width, "height": 800})
        heights += targets.evaluate_all(
            "all => all.map(one => [one.innerText, Math.round(one.getBoundingClientRect().height)])"
        )

    assert len(heights) >= 20
    assert [found for found in heights if found[1] < TARGET] == []


def test_the_whole_card_picks_its_statement(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])
    card = stage.page.locator(".choice label").nth(3)
    box = card.bounding_box()
    assert box is not None

    card.click(position={"x": box["width"] - 4, "y": box["height"] / 2})

    expect(stage.statement(3)).to_be_checked()


def test_the_chosen_card_is_told_by_more_than_colour(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])
    width = "element => parseFloat(getComputedStyle(element).borderInlineStartWidth)"
    chosen, other = (stage.page.locator(".choice label").nth(at) for at in (0, 1))

    stage.statement(0).check()

    assert chosen.evaluate(width) >= 3 * other.evaluate(width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_visible_at_every_tab_stop(scheme: str, stage: Stage) -> None:
    """A solid outline of 2 px or more around what has the focus; around the whole card where that is a radio."""
    stage.answered(stage.numbers[0], 2)
    stage.page.emulate_media(color_scheme=scheme)
    stage.go("question", stage.numbers[0])

    stops = []
    for _ in range(30):
        stage.page.keyboard.press("Tab")
        stops.append(
            stage.page.evaluate(
                """() => {
                  const focused = document.activeElement;
                  const style = getComputedStyle(focused.type === "radio" ? focused.labels[0] : focused);
                  const seen = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
                  return [focused.tagName, seen];
                }"""
            )
        )
        if stops[-1][0] == "BODY":
            break

    assert stops[-1][0] == "BODY"
    assert len(stops) > 10
    assert [tag for tag, seen in stops[:-1] if not seen] == []
