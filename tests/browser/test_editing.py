"""An editor writes in the admin: toolbar, live preview, findings, and what happens when somebody else was quicker."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Frame, Locator, Page, Route, expect

from questionnaire.models import Choice, Guidance
from tests.browser.driving import Trouble, tab_to
from tests.browser.kinds import log_in
from tests.browser.stage import Stage
from tests.domain import hostile

pytestmark = pytest.mark.browser

PREVIEW = "**/onizleme/"


def address() -> str:
    return f"/admin/questionnaire/guidance/{Guidance.objects.earliest('pk').pk}/change/"


def stored() -> str:
    return Guidance.objects.earliest("pk").body


@pytest.fixture
def editor(stage: Stage) -> Page:
    """The page of a guidance text, whose text field is empty and has the focus."""
    log_in(stage)
    stage.page.goto(address())
    text(stage.page).fill("")
    return stage.page


def text(page: Page) -> Locator:
    return page.get_by_label("Metin:", exact=True)


def frame(page: Page) -> Frame:
    """The document that the preview shows."""
    shown = page.locator("iframe").element_handle().content_frame()
    assert shown
    return shown


def shown(page: Page) -> Locator:
    return page.frame_locator("iframe").locator("main")


def note(page: Page) -> Locator:
    return page.locator(".writing-note")


# --- The toolbar ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "without", "around"),
    [
        ("Kalın", "**kalın**", "**söz**"),
        ("İtalik", "*italik*", "*söz*"),
        ("Altı çizili", "<u>altı çizili</u>", "<u>söz</u>"),
        ("Bağlantı", "[sayfanın adı](https://)", "[söz](https://)"),
        ("Liste", "- ", "- söz"),
    ],
)
def test_a_button_writes_for_the_editor(editor: Page, button: str, without: str, around: str) -> None:
    field, pressed = text(editor), editor.get_by_role("toolbar").get_by_role("button", name=button)

    pressed.click()
    expect(field).to_have_value(without)
    editor.keyboard.press("Control+z")
    expect(field).to_have_value("")

    field.fill("söz")
    field.select_text()
    pressed.click()
    expect(field).to_have_value(around)
    editor.keyboard.press("Control+z")
    expect(field).to_have_value("söz")


def test_what_is_written_for_the_editor_is_selected_so_that_typing_replaces_it(editor: Page) -> None:
    editor.get_by_role("button", name="Kalın").click()
    editor.keyboard.type("önemli")
    expect(text(editor)).to_have_value("**önemli**")


def test_pressing_again_takes_it_back(editor: Page) -> None:
    text(editor).fill("söz")
    text(editor).select_text()
    for _ in range(2):
        editor.get_by_role("button", name="Kalın").click()

    expect(text(editor)).to_have_value("söz")


def test_lines_become_items_of_a_list_of_their_own(editor: Page) -> None:
    text(editor).fill("Önce:\nbir\niki")
    text(editor).evaluate("field => field.setSelectionRange(7, 13)")
    editor.get_by_role("button", name="Liste").click()

    expect(text(editor)).to_have_value("Önce:\n\n- bir\n- iki")
    expect(shown(editor).locator("li")).to_have_text(["bir", "iki"])


def test_the_toolbar_is_one_stop_for_tab_and_walked_with_arrows(editor: Page) -> None:
    buttons = editor.get_by_role("toolbar", name="Biçimlendirme").get_by_role("button")
    text(editor).focus()

    editor.keyboard.press("Shift+Tab")
    expect(buttons.nth(0)).to_be_focused()
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("ArrowRight")
    expect(buttons.nth(2)).to_be_focused()
    editor.keyboard.press("End")
    expect(buttons.nth(4)).to_be_focused()
    editor.keyboard.press("ArrowRight")
    expect(buttons.nth(0)).to_be_focused()
    editor.keyboard.press("Enter")
    expect(text(editor)).to_have_value("**kalın**")


def test_tab_leaves_the_text(editor: Page) -> None:
    text(editor).focus()

    tab_to(editor, editor.get_by_role("button", name="Kaydet", exact=True))

    expect(text(editor)).to_have_value("")


# --- The preview ---------------------------------------------------------------------------------


def test_the_preview_follows_the_typing(editor: Page) -> None:
    text(editor).focus()
    editor.keyboard.type("Bir **koyu** söz.")

    expect(shown(editor).locator("strong")).to_have_text("koyu")
    expect(editor.locator(".writing-count")).to_have_text("3 sözcük · okuması yaklaşık 1 dakika")


def test_a_new_text_is_shown_below_the_statement_that_is_chosen(stage: Stage) -> None:
    log_in(stage)
    page = stage.page
    choice = Choice.objects.earliest("pk")
    choice.guidance.delete()
    page.goto("/admin/questionnaire/guidance/add/")
    text(page).fill("Yeni metin.")
    page.get_by_role("combobox").focus()
    page.keyboard.press("Enter")
    page.locator(".select2-search__field").fill(choice.text)
    page.get_by_role("option", name=choice.text).click()

    expect(shown(page).locator(".statement")).to_have_text(choice.text)
    expect(shown(page)).to_contain_text("Yeni metin.")


def test_it_looks_as_the_respondent_will_see_it(editor: Page, stage: Stage) -> None:
    """The same fonts, colours and sizes as on the page of the guidance, at the same width."""
    guidance = Guidance.objects.select_related("choice__question").earliest("pk")
    written = "Bir paragraf.\n\n# Başlık\n\n- madde [STGM](https://www.stgm.org.tr)\n\n> alıntı"
    text(editor).fill(written)
    expect(shown(editor).locator("h4")).to_have_text("Başlık")
    width = editor.locator("iframe").evaluate("frame => frame.clientWidth")
    styles = """() => [...document.querySelectorAll(".statement, .statement p, .prose, .prose *:not(.outward)")].map(each => {
      const {fontFamily, fontSize, lineHeight, color, marginTop, marginBottom, textDecorationLine} = getComputedStyle(each);
      const {width, height} = each.getBoundingClientRect();
      return [each.tagName, fontFamily, fontSize, lineHeight, color, marginTop, marginBottom, textDecorationLine, width, height];
    })"""
    in_frame = frame(editor).evaluate(styles)
    editor.get_by_role("button", name="Kaydet", exact=True).click()
    editor.get_by_text("başarılı olarak değiştirildi").wait_for()

    stage.answered(guidance.choice.question.number, guidance.choice.number)
    editor.set_viewport_size({"width": width, "height": 800})
    stage.go("guidance", guidance.choice.question.number)

    assert in_frame == editor.evaluate(styles)


def test_the_preview_can_be_as_wide_as_a_phone_or_a_desktop(editor: Page) -> None:
    phone, desktop = (editor.get_by_role("button", name=name) for name in ("Telefon", "Bilgisayar"))
    width = "frame => frame.clientWidth"
    expect(phone).to_have_attribute("aria-pressed", "true")
    assert editor.locator("iframe").evaluate(width) <= 390

    desktop.focus()
    editor.keyboard.press("Enter")

    expect(desktop).to_have_attribute("aria-pressed", "true")
    expect(phone).to_have_attribute("aria-pressed", "false")
    assert editor.locator("iframe").evaluate(width) >= 768


def test_the_preview_is_dark_where_the_respondents_page_is(editor: Page) -> None:
    text(editor).fill("Metin")
    expect(shown(editor)).to_contain_text("Metin")
    background = "getComputedStyle(document.body).backgroundColor"
    assert frame(editor).evaluate(background) == "rgb(251, 250, 246)"

    editor.emulate_media(color_scheme="dark")

    assert frame(editor).evaluate(background) == "rgb(21, 23, 26)"


def test_without_the_network_the_last_preview_stays_and_that_is_said(editor: Page, trouble: Trouble) -> None:
    text(editor).fill("Birinci")
    expect(shown(editor)).to_contain_text("Birinci")
    editor.route(PREVIEW, lambda route: route.abort())

    text(editor).fill("İkinci")

    expect(note(editor)).to_contain_text("Önizleme yenilenemedi")
    expect(note(editor)).to_have_attribute("role", "status")
    expect(shown(editor)).to_contain_text("Birinci")

    editor.unroute(PREVIEW)
    text(editor).fill("Üçüncü")

    expect(shown(editor)).to_contain_text("Üçüncü")
    expect(note(editor)).to_be_empty()
    assert [line for line in trouble.lines if "net::ERR_FAILED" not in line] == []
    trouble.lines.clear()


def test_who_was_logged_out_is_told_what_to_do(editor: Page, trouble: Trouble) -> None:
    trouble.expected_status = 403
    editor.context.clear_cookies(name="sessionid")

    text(editor).fill("Metin")

    expect(note(editor)).to_contain_text("Oturumunuz kapanmış. Metninizi kopyalayın")


def test_too_long_a_text_is_named_and_the_last_preview_stays(editor: Page, trouble: Trouble) -> None:
    trouble.expected_status = 413
    text(editor).fill("Birinci")
    expect(shown(editor)).to_contain_text("Birinci")

    text(editor).fill("a" * 60_001)

    expect(note(editor)).to_have_text("Metin 60001 karakter; en çok 30000 olabilir. Kısaltın.")
    expect(shown(editor)).to_contain_text("Birinci")


def test_only_the_newest_text_is_shown_whatever_comes_back_first(editor: Page) -> None:
    late: list[Route] = []
    editor.route(PREVIEW, lambda route: late.append(route) if not late else route.continue_())
    text(editor).fill("Birinci")
    with editor.expect_request(PREVIEW):
        pass

    text(editor).fill("İkinci")
    expect(shown(editor)).to_contain_text("İkinci")
    late[0].abort()

    expect(note(editor)).to_be_empty()
    expect(shown(editor)).to_contain_text("İkinci")


def test_hostile_markdown_runs_nothing_and_asks_for_nothing(editor: Page, trouble: Trouble) -> None:
    """Every hostile text there is, in the preview; `trouble` sees requests to elsewhere and violated policies."""
    editor.evaluate("() => { window.alert = () => { window.executed = true } }")
    dialogs: list[str] = []
    editor.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for at in range(0, len(hostile.TEXTS), 25):
        # What is said first is not swallowed by what is left open after it.
        text(editor).fill("\n\n".join([f"Sıra {at}", *hostile.TEXTS[at : at + 25]]))
        expect(shown(editor)).to_contain_text(re.compile(rf"Sıra {at}\b"))
        assert (
            frame(editor).evaluate(
                "[...document.querySelectorAll('script, img, iframe, object, embed, form, style')].length"
            )
            == 0
        )

    assert editor.evaluate("window.executed") is None
    assert dialogs == []
    assert frame(editor).evaluate("window.origin") == "null"


def test_even_what_got_past_the_sanitiser_would_not_run(editor: Page, trouble: Trouble) -> None:
    """The frame and the policy hold by themselves: the server is made to answer with what it never would."""
    bad = "<script>parent.executed = true</script><img src=x onerror='parent.executed = true'><img src='https://kotu.example/a.png'>"
    escaped = bad.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    body = f'<p class="writing-count"></p><iframe sandbox="" srcdoc="{escaped}<main>SON</main>" height="9"></iframe><ul class="writing-findings"></ul>'
    editor.route(PREVIEW, lambda route: route.fulfill(body=body, content_type="text/html"))

    answered: list[str] = []
    editor.on("requestfinished", lambda request: answered.append(request.url))

    text(editor).fill("Metin")

    expect(shown(editor)).to_contain_text("SON")
    assert editor.evaluate("window.executed") is None
    assert [url for url in answered if not url.startswith(trouble.base)] == []  # the policy stopped it on its way out
    assert any("Blocked script execution" in line for line in trouble.lines)
    trouble.lines.clear()  # they were what this test is about
    trouble.seen_status.clear()


def test_a_link_in_the_preview_leads_nowhere(editor: Page, trouble: Trouble) -> None:
    text(editor).fill("[STGM](https://www.stgm.org.tr)")
    expect(shown(editor).get_by_role("link")).to_have_count(1)
    link = shown(editor).get_by_role("link")

    link.click()

    expect(link).to_be_visible()
    assert len(editor.context.pages) == 1
    assert [line.partition(" in a new window")[0] for line in trouble.lines] == [
        "console: Blocked opening 'https://www.stgm.org.tr/'"
    ]
    trouble.lines.clear()


# --- Findings ------------------------------------------------------------------------------------


def test_a_finding_leads_to_its_line(editor: Page) -> None:
    text(editor).fill("Bir\n\nİki <dernek adı>\n\nÜç")
    line = editor.get_by_role("button", name="Satır 3")

    tab_to(editor, line)
    editor.keyboard.press("Enter")

    expect(text(editor)).to_be_focused()
    assert (
        text(editor).evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
        == "İki <dernek adı>"
    )


# --- Without JavaScript --------------------------------------------------------------------------


def test_without_javascript_a_button_shows_the_preview(plain_stage: Stage) -> None:
    log_in(plain_stage)
    page = plain_stage.page
    before = stored()
    page.goto(address())
    expect(page.get_by_role("toolbar")).to_have_count(0)
    text(page).fill("Bir **koyu** söz.")

    tab_to(page, page.get_by_role("button", name="Önizle"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Henüz kaydedilmedi.")).to_be_visible()
    expect(shown(page).locator("strong")).to_have_text("koyu")
    expect(text(page)).to_have_value("Bir **koyu** söz.")
    assert stored() == before


# --- Somebody else was quicker -------------------------------------------------------------------


def test_a_lost_update_is_shown_and_decided_by_keyboard(
    stage: Stage, new_context: Callable[..., BrowserContext]
) -> None:
    log_in(stage)
    page = stage.page
    page.goto(address())
    changed = Guidance.objects.earliest("pk")
    changed.body = "Onun metni."
    changed.save()

    text(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Benim metnim.")
    tab_to(page, page.get_by_role("button", name="Kaydet", exact=True))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Aynı metni iki kişi değiştirdi")).to_be_visible()
    expect(page.locator(".writing-both pre")).to_have_text(["Onun metni.", "Benim metnim."])
    expect(text(page)).to_have_value("Benim metnim.")
    assert stored() == "Onun metni."

    tab_to(page, page.get_by_role("button", name="Yine de benimkini kaydet"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("başarılı olarak değiştirildi")).to_be_visible()
    assert stored() == "Benim metnim."
    assert [row.body for row in changed.history.order_by("-history_id")[:2]] == ["Benim metnim.", "Onun metni."]


def test_theirs_is_taken_by_keyboard(stage: Stage) -> None:
    log_in(stage)
    page = stage.page
    page.goto(address())
    changed = Guidance.objects.earliest("pk")
    changed.body = "Onun metni."
    changed.save()
    text(page).fill("Benim metnim.")
    page.get_by_role("button", name="Kaydet", exact=True).click()

    tab_to(page, page.get_by_role("link", name="Onunkini al, benimkinden vazgeç").first)
    page.keyboard.press("Enter")

    expect(text(page)).to_have_value("Onun metni.")
    expect(shown(page)).to_contain_text("Onun metni.")
