"""The pictures: what each shows, and how somebody comes there in the running product. They are taken in this order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page

from tests.pictures.people import KEY, PASSWORD

FOLDER = Path("docs/images")
PHONE, DESKTOP = 390, 1100  # CSS pixels


@dataclass(frozen=True)
class Cast:
    """The browsers of everybody in the scene; both editors are logged in."""

    respondent: Page
    editor: Page
    colleague: Page

    @property
    def everybody(self) -> tuple[Page, ...]:
        return self.respondent, self.editor, self.colleague


@dataclass(frozen=True)
class Shot:
    reach: Callable[[Cast], Locator]  # gives what the picture begins with
    width: int
    height: int


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Kullanıcı adı").fill(name)
    page.get_by_label("Parola").fill(PASSWORD)
    page.get_by_role("button", name="Oturum aç").click()
    page.get_by_role("heading", name="Yapılacaklar").wait_for()


def opened(page: Page, where: str) -> Locator:
    """A page of the assessment, from its top."""
    page.goto(f"/devam/{KEY}/")
    page.goto(re.sub(r"(/degerlendirme/[0-9a-f-]+/).*", rf"\1{where}", page.url))
    return page.locator("body")


def question(cast: Cast) -> Locator:
    return opened(cast.respondent, "soru/5/")


def report(cast: Cast) -> Locator:
    opened(cast.respondent, "rapor/")
    return cast.respondent.get_by_role("heading", name="Nerede duruyorsunuz?")


def priorities(cast: Cast) -> Locator:
    opened(cast.respondent, "oncelikler/")
    return cast.respondent.get_by_role("heading", name="Ne kadar önemli, hangi düzeydesiniz?")


def plan(cast: Cast) -> Locator:
    return opened(cast.respondent, "plan/")


def text_of(page: Page, words: str) -> None:
    """Open the guidance whose statement has these words, found as an editor finds it."""
    page.goto(f"/admin/questionnaire/guidance/?q={words}")
    page.locator("#result_list .field-statement a").click()
    page.get_by_label("Metin:", exact=True).wait_for()


def index(cast: Cast) -> Locator:
    cast.editor.goto("/admin/")
    return cast.editor.locator("body")


def texts(cast: Cast) -> Locator:
    cast.editor.goto("/admin/questionnaire/guidance/?choice__question__area__id__exact=4")
    return cast.editor.locator("body")


def writing(cast: Cast) -> Locator:
    """A text being written, with something to remark in it; nothing is saved."""
    page = cast.editor
    text_of(page, "arada aylarca haberleşmediğimiz")
    field = page.get_by_label("Metin:", exact=True)
    field.fill(WRITTEN)
    page.get_by_text("bağlantının nereye gittiğini söylemiyor").wait_for()
    field.evaluate("field => field.blur()")
    return page.locator("#content h1")


WRITTEN = """Üye, dernekten gelen mesajı açmadan tanıyorsa ilişki **tek yönlü** olmuştur: Bir şey istenir, ona bir şey sorulmaz.

1. Bu hafta üye grubunda geriye gidip mesajlarınızı sayın.
2. Ayın bir gününü seçip o gün *beş satırlık* bir haber gönderin.

Ayrıntılar için [buraya tıklayın](https://www.stgm.org.tr/savunuculuk).

<dernek adı> üyeleri için bir örnek mektup hazırladık.
"""


def lost_update(cast: Cast) -> Locator:
    """Both open the same text; the colleague saves first."""
    changes = {
        cast.colleague: "görevlerin nasıl devredildiğini sorar",
        cast.editor: "bayrağın nasıl devredildiğini sorar",
    }
    for page in changes:
        page.goto("/admin/questionnaire/area/?q=Yönetişim")
        page.locator("#result_list tbody a").first.click()
        page.get_by_label("Açıklama:").wait_for()
    for page, words in changes.items():
        field = page.get_by_label("Açıklama:")
        field.fill(field.input_value().replace("görevlerin nasıl el değiştirdiğini sorar", words))
        page.get_by_role("button", name="Kaydet", exact=True).click()
        page.wait_for_load_state()
    cast.editor.get_by_role("heading", name="Aynı metni iki kişi değiştirdi").wait_for()
    return cast.editor.locator("#content h1")


def versions(cast: Cast) -> Locator:
    page = cast.editor
    text_of(page, "her toplantıda kararları aynı arkadaşımız")
    page.get_by_role("link", name="Geçmiş").click()
    page.get_by_role("button", name="İkisini karşılaştır").wait_for()
    return page.locator("#content h1")


def difference(cast: Cast) -> Locator:
    page = cast.editor
    versions(cast)
    page.get_by_role("button", name="İkisini karşılaştır").click()
    page.get_by_text("üstü çizili").wait_for()
    return page.locator("#content h1")


def load_plan(cast: Cast) -> Locator:
    """Two files: one text that a colleague has changed in the admin too, and one that only the file changes."""
    page = cast.editor
    page.goto("/admin/questionnaire/load/yukle/")
    sent = [
        seed("4/area.md", "sahibi olduğunu sorar", "sahibi olduğuna bakar"),
        seed("4/10-3.md", "1. Bu hafta", "1. Hemen bu hafta"),
    ]
    page.get_by_label("Bir ZIP ya da bir veya daha çok metin dosyası").set_input_files(sent)
    page.get_by_role("button", name="Ne olacağını göster").click()
    page.get_by_role("heading", name="Çakışmalar").wait_for()
    return page.locator("#content h1")


def seed(name: str, old: str, new: str) -> FilePayload:
    """A file of `seeds/` as a writer sends it back, with one passage changed."""
    path = Path("seeds") / name
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    if not found:
        raise ValueError(f"“{old}” no longer stands in {path}.")
    return {"name": path.name, "mimeType": "text/markdown", "buffer": (before + new + after).encode()}


def loads(cast: Cast) -> Locator:
    """After the load of the picture before, in which the text of the file was taken."""
    page = cast.editor
    load_plan(cast)
    page.get_by_role("radio", name="Dosyadaki metin alınsın").check()
    page.get_by_role("button", name="Yükle", exact=True).click()
    page.locator(".success").get_by_text("2 güncellendi").wait_for()
    page.goto("/admin/questionnaire/load/")
    return page.locator("body")


def links(cast: Cast) -> Locator:
    cast.editor.goto("/admin/questionnaire/link/?outcome__in=moved,broken")
    return cast.editor.locator("body")


SHOTS = {
    "question": Shot(question, PHONE, 780),
    "report": Shot(report, PHONE, 780),
    "plan": Shot(plan, PHONE, 780),
    "priorities": Shot(priorities, PHONE, 780),
    "editor-texts": Shot(texts, DESKTOP, 560),
    "editor-versions": Shot(versions, DESKTOP, 620),
    "editor-difference": Shot(difference, DESKTOP, 700),
    "editor-writing": Shot(writing, DESKTOP, 900),
    "editor-lost-update": Shot(lost_update, DESKTOP, 540),
    "editor-load-plan": Shot(load_plan, DESKTOP, 640),
    "editor-loads": Shot(loads, DESKTOP, 370),
    "editor-links": Shot(links, DESKTOP, 460),
    "editor-index": Shot(index, DESKTOP, 800),
}
