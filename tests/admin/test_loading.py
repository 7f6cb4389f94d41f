"""Loading files in the admin: what is shown before, what can be decided, and what happens then."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from questionnaire.domain.archive import MAX_TOTAL
from questionnaire.models import Choice, Guidance, Load, Parcel, Question, Questionnaire
from tests import make
from tests.domain.zips import zipped
from tests.page import Element, Page
from tests.test_seeding import ADMIN, BEFORE, FILE, KINDS, Kind, every_kind, every_text, folder_of_all_kinds, snapshot

pytestmark = pytest.mark.django_db

CHOOSE = "/admin/questionnaire/load/yukle/"
LOG = "/admin/questionnaire/load/"
ZIP = "/admin/questionnaire/load/indir/"
AGAIN = (
    "Bu sayfa açıldıktan sonra içerik değişti; bu yüzden henüz hiçbir şey yüklenmedi. Plana yeniden bakın ve "
    "kararlarınızı yeniden verin; yazdıklarınız duruyor."
)
LATER, KEEP, TAKE, MERGE = "", "admin", "file", "merged"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "seeds"
    made.mkdir()
    return made


@pytest.fixture
def send(admin_client: Client, folder: Path) -> Callable[..., Any]:
    """Send what lies in the folder of the test as a ZIP; the page that comes then."""

    def upload(client: Client = admin_client) -> Any:
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        data = zipped(*((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths))
        return client.post(CHOOSE, {"sent": SimpleUploadedFile("seeds.zip", data)}, follow=True)

    return upload


@pytest.fixture
def press(admin_client: Client) -> Callable[..., Any]:
    """Press “Yükle” on the page of a plan, with some fields filled in."""

    def load(page: Any, *, client: Client = admin_client, **changes: str) -> Any:
        form = Page(page).form("Yükle")
        sent = {name.replace("_", "-"): value for name, value in changes.items()}
        return client.post(form.action, form.fields | sent, follow=True)

    return load


def messages(response: Any) -> list[str]:
    return [item.text for group in Page(response).all("ul", class_="messagelist") for item in group.all("li")]


def problems(response: Any) -> list[str]:
    return [item.text for group in Page(response).all("ul", class_="errorlist") for item in group.all("li")]


def section(response: Any, heading: str) -> Element:
    (found,) = [each for each in Page(response).all("section") if [h.text for h in each.all("h2")] == [heading]]
    return found


def texts(response: Any) -> list[tuple[str, str]]:
    """Both versions of everything that is shown in two versions."""
    pairs = [pair.all("pre") for pair in Page(response).all("div", class_="both")]
    return [(admin.raw, file.raw) for admin, file in pairs]


def field(kind: str, name: str) -> str:
    numbers = {"questionnaire": "0-0", "area": "3-0", "question": "9-0", "guidance": "9-1"}
    return f"{kind}-{numbers[kind]}-{name}"


@pytest.fixture
def loaded(send: Callable[..., Any], press: Callable[..., Any]) -> Callable[[], None]:
    return lambda: press(send())


# --- Before anything is written -------------------------------------------------------------------


def test_the_plan_shows_what_would_happen_and_writes_nothing(send, folder) -> None:
    folder_of_all_kinds(folder)

    page = send()

    assert Page(page).heading == "Yüklenirse ne olacak"
    assert "Şöyle olurdu: 7 oluşturuldu, 0 güncellendi" in Page(page).text
    assert [item.text for item in section(page, "Yeni olanlar").all("li")] == [
        "Alan 3 (alan.md)",
        *[f"Soru 1, seçenek {choice} (1-{choice}.md)" for choice in range(1, 5)],
        "Soru 1 (1.md)",
        "Anketin giriş metni (anket.md)",
    ]
    assert (Question.objects.count(), Load.objects.count()) == (0, 0)


@every_kind
@every_text
def test_what_changes_is_shown_in_both_versions(send, loaded, folder, kind: Kind, name: str) -> None:
    kind.write(folder)
    loaded()
    kind.write(folder, **{name: FILE})

    page = send()

    assert texts(page) == [(BEFORE, FILE)]
    (difference,) = Page(page).all("div", class_="difference")
    gone, new = BEFORE.removesuffix("."), FILE.removesuffix(".")
    assert (difference.one("del").text, difference.one("ins").text) == (f"[çıkarıldı: {gone} ]", f"[eklendi: {new} ]")
    assert section(page, "Değişecek olanlar").all("details") != []


def test_warnings_are_shown_and_the_files_can_be_loaded(send, press, folder) -> None:
    make.seed(folder, "9-3.md", title="İfade", question_id=9, choice_id=3, yazar="Ayşe")

    page = send()

    assert [item.text for item in section(page, "Uyarılar").all("li")] == [
        "9-3.md:5: “yazar” bilinmiyor, atlandı. Bilinen en yakın anahtar: “title”.",
        "Soru 9 için henüz metin yazılmadı; “Soru 9” olarak gösteriliyor.",
        "9-3.md: 9 numaralı soruda şu numaralı seçenek yok: 1, 2.",
    ]
    press(page)
    assert Choice.objects.get().text == "İfade"


def test_findings_in_new_and_changed_texts_are_among_the_warnings(send, press, folder) -> None:
    make.seed(folder, "9.md", "", title="Soru?", question_id=9)
    make.seed(folder, "9-1.md", "Okuyun\n\n<iframe>\n", title="İfade", question_id=9, choice_id=1)
    found = "9-1.md:8: “<iframe>” burada kullanılamaz ve gösterilmez. Metinden çıkarın."

    page = send()

    assert [item.text for item in section(page, "Uyarılar").all("li")] == [found]
    press(page)
    assert (Guidance.objects.get().body, found in Page(send()).text) == ("Okuyun\n\n<iframe>\n", False)


def test_errors_are_all_named_and_nothing_can_be_loaded(send, folder) -> None:
    make.seed(folder, "a.md", "", title="a: b", question_id=1)
    make.seed(folder, "b.md", "", title="b", question_id="x")
    make.seed(folder, "c.md", "", title="c", question_id=3)

    page = send()

    assert (page.status_code, Parcel.objects.count(), Question.objects.count()) == (422, 0, 0)
    assert [problem.partition(": ")[0] for problem in problems(page)] == ["a.md:2:9", "b.md:3"]


def test_files_that_caught_up_with_the_admin_change_no_text_and_that_is_said(send, press, loaded, folder) -> None:
    KINDS["area"].write(folder)
    loaded()
    KINDS["area"].edit("title", FILE)
    KINDS["area"].write(folder, title=FILE)

    page = send()

    assert "“Yükle” hiçbir metni değiştirmez" in Page(page).text
    press(page)
    assert "Yüklenecek bir şey yok" in Page(send()).text
    assert Load.objects.count() == 1


def test_nothing_to_load_is_said_and_offers_nothing_to_press(send, loaded, folder) -> None:
    folder_of_all_kinds(folder)
    loaded()

    page = Page(send())

    assert "Yüklenecek bir şey yok: Veri tabanı ile dosyalar zaten aynı." in page.text
    assert "Yükle" not in [button.text for button in page.all("button")]


def test_looking_at_a_plan_changes_nothing(admin_client, send, folder) -> None:
    folder_of_all_kinds(folder)
    address = send().redirect_chain[-1][0]
    before = snapshot()

    admin_client.get(address)

    assert snapshot() == before


# --- The rows of DESIGN §4 ------------------------------------------------------------------------


@every_kind
@every_text
@pytest.mark.parametrize(
    "row",
    [
        (BEFORE, BEFORE, BEFORE, "1 değişmedi"),
        (FILE, BEFORE, FILE, "1 güncellendi"),
        (BEFORE, ADMIN, ADMIN, "1 korundu"),
        (FILE, FILE, FILE, "1 değişmedi"),
        (FILE, ADMIN, ADMIN, "1 çakışma"),
    ],
    ids=["none", "file", "admin", "both to the same", "both"],
)
def test_every_row_of_the_table(*, send, press, loaded, folder, kind: Kind, name: str, row: tuple) -> None:
    in_file, admin, stands, said = row
    kind.write(folder)
    loaded()
    kind.edit(name, admin)
    kind.write(folder, **{name: in_file})

    page = send()
    if "Yükle" in [button.text for button in Page(page).all("button")]:
        press(page)

    assert said in Page(page).text
    assert kind.stored(name) == stands


@every_kind
def test_the_row_of_a_file_that_is_gone(send, press, loaded, folder, kind: Kind) -> None:
    kind.write(folder)
    loaded()
    (folder / "a.md").unlink()
    make.seed(folder, "b.md", "", title="Başka?", question_id=77)

    page = send()
    press(page)

    assert len(section(page, "Dosyalarda olmayanlar").all("li")) == 1
    model, column = kind.title
    assert model.objects.filter(**{column: BEFORE}).count() == 1


# --- Conflicts ------------------------------------------------------------------------------------


@pytest.fixture
def conflict(loaded, send, folder) -> Callable[[str, str], Any]:
    """Bring about a conflict in one field; the page of the plan."""

    def make_one(kind: str, name: str) -> Any:
        KINDS[kind].write(folder)
        loaded()
        KINDS[kind].edit(name, ADMIN)
        KINDS[kind].write(folder, **{name: FILE})
        return send()

    return make_one


every_kind_by_name = pytest.mark.parametrize("kind", KINDS)


@every_kind_by_name
@every_text
@pytest.mark.parametrize(
    ("side", "stands", "versions"),
    [
        (TAKE, FILE, [BEFORE, ADMIN, FILE]),
        (KEEP, ADMIN, [BEFORE, ADMIN]),
        (MERGE, "İkisinden.", [BEFORE, ADMIN, "İkisinden."]),
    ],
)
def test_a_conflict_is_decided_and_not_asked_again(
    *, conflict, press, send, kind: str, name: str, side: str, stands: str, versions: list[str]
) -> None:
    page = conflict(kind, name)
    assert texts(page) == [(ADMIN, FILE)]

    press(page, **{f"side-{field(kind, name)}": side, f"text-{field(kind, name)}": "İkisinden."})

    model, column = getattr(KINDS[kind], name)
    assert KINDS[kind].stored(name) == stands
    assert list(model.history.order_by("history_id").values_list(column, flat=True)) == versions
    assert "Çakışmalar" not in Page(send()).headings


@every_kind_by_name
def test_a_conflict_can_wait_while_the_rest_is_loaded(conflict, press, send, folder, kind: str) -> None:
    conflict(kind, "title")
    make.seed(folder, "yeni.md", "", title="Yeni?", question_id=77)

    press(send())

    assert Question.objects.filter(number=77).exists()
    assert "Çakışmalar" in Page(send()).headings


def test_a_merged_text_that_cannot_be_stored_is_refused_and_kept_in_the_form(conflict, press) -> None:
    page = conflict("guidance", "body")

    typed = "[" * 400
    refused = press(page, **{f"side-{field('guidance', 'body')}": MERGE, f"text-{field('guidance', 'body')}": typed})

    assert (refused.status_code, Guidance.objects.get().body) == (422, ADMIN)
    assert "“[” işareti 300 defadan fazla geçiyor" in problems(refused)[0]
    assert [area.raw for area in Page(refused).all("textarea")] == [typed]


@pytest.mark.parametrize(("kind", "name"), [("guidance", "body"), ("question", "title"), ("guidance", "title")])
def test_a_merged_text_may_not_be_empty_where_one_is_needed(conflict, press, kind: str, name: str) -> None:
    page = conflict(kind, name)

    refused = press(page, **{f"side-{field(kind, name)}": MERGE, f"text-{field(kind, name)}": " "})

    assert (refused.status_code, KINDS[kind].stored(name)) == (422, ADMIN)


def test_a_merged_text_is_not_judged_unless_it_is_chosen(conflict, press) -> None:
    page = conflict("guidance", "body")

    press(page, **{f"side-{field('guidance', 'body')}": TAKE, f"text-{field('guidance', 'body')}": ""})

    assert Guidance.objects.get().body == FILE


@pytest.mark.parametrize(("text", "counted"), [(ADMIN, "kept"), (FILE, "updated")])
def test_a_merged_text_that_is_one_of_the_two_is_that_one(conflict, press, text: str, counted: str) -> None:
    page = conflict("area", "title")

    press(page, **{f"side-{field('area', 'title')}": MERGE, f"text-{field('area', 'title')}": text})

    assert Load.objects.latest("pk").counts[counted] == 1


def test_a_text_that_was_typed_and_not_chosen_is_not_dropped(conflict, press) -> None:
    page = conflict("guidance", "body")

    asked = press(page, **{f"text-{field('guidance', 'body')}": "Emek verdim."})

    assert (asked.status_code, [area.raw for area in Page(asked).all("textarea")]) == (422, ["Emek verdim."])
    assert problems(asked) == [
        "Aşağıya bir metin yazdınız ama seçmediniz. “Aşağıdaki metin alınsın”ı ya da başka bir seçeneği işaretleyin."
    ]


def test_what_is_no_text_can_only_be_taken_from_one_side(send, loaded, press, folder) -> None:
    make.seed(folder, "a.md", "", title="Soru?", question_id=9, levels="ascending")
    loaded()
    Question.objects.update(levels="")
    make.seed(folder, "a.md", "", title="Soru?", question_id=9, levels="descending")

    page = send()
    press(page, **{f"side-{field('question', 'levels')}": TAKE})

    assert Page(page).all("textarea") == []
    assert Question.objects.get().levels == "descending"


def test_more_conflicts_than_fit_on_a_page_wait_for_the_next_load(send, press, loaded, folder) -> None:
    for number in range(1, 103):
        make.seed(folder, f"{number}.md", "", title="Soru?", question_id=number)
    loaded()
    Question.objects.update(text=ADMIN)
    for number in range(1, 103):
        make.seed(folder, f"{number}.md", "", title=FILE, question_id=number)

    page = send()
    sides = {f"side-question-{number}-0-title": TAKE for number in range(1, 103)}
    press(page, **sides)

    assert "2 çakışma daha var, bu sayfaya sığmadı." in Page(page).text
    assert Question.objects.filter(text=ADMIN).count() == 2


def test_of_very_many_new_texts_the_first_are_shown(send, folder) -> None:
    for number in range(1, 103):
        make.seed(folder, f"{number}.md", "", title="Soru?", question_id=number)

    new = section(send(), "Yeni olanlar")

    assert (len(new.all("li")), new.all("p")[-1].text) == (100, "… ve 2 tane daha.")


# --- In between -----------------------------------------------------------------------------------


def test_a_plan_that_no_longer_fits_is_shown_again_and_nothing_is_mixed(conflict, press, folder) -> None:
    page = conflict("area", "title")
    KINDS["area"].edit("title", "O arada yazılan.")
    before = snapshot()

    again = press(page, **{f"side-{field('area', 'title')}": TAKE, f"text-{field('area', 'title')}": "Birleşik."})

    assert (again.status_code, problems(again), snapshot() == before) == (409, [AGAIN], True)
    assert texts(again) == [("O arada yazılan.", FILE)]
    assert [area.raw for area in Page(again).all("textarea")] == ["Birleşik."]
    press(again, **{f"side-{field('area', 'title')}": TAKE})
    assert KINDS["area"].stored("title") == FILE


def test_a_decision_is_not_carried_over_to_another_plan(conflict, press) -> None:
    page = conflict("area", "title")
    KINDS["area"].edit("title", "O arada yazılan.")

    again = press(page, **{f"side-{field('area', 'title')}": TAKE})
    press(again)

    assert KINDS["area"].stored("title") == "O arada yazılan."


def test_a_merged_text_is_shown_even_when_its_conflict_is_gone(conflict, press) -> None:
    page = conflict("area", "title")
    KINDS["area"].edit("title", FILE)

    again = press(page, **{f"side-{field('area', 'title')}": MERGE, f"text-{field('area', 'title')}": "Emek verdim."})

    assert "Emek verdim." in [each.raw for each in Page(again).all("pre")]


def test_pressing_twice_loads_once(send, press, folder) -> None:
    folder_of_all_kinds(folder)
    page = send()
    press(page)

    again = press(page)

    assert (again.status_code, Load.objects.count()) == (404, 1)
    assert problems(again) == [
        "Bu dosyalar artık saklanmıyor: Ya yüklendiler ya üzerlerinden bir gün geçti. Yeniden seçin."
    ]


def test_files_are_kept_for_a_day(admin_client, send, folder) -> None:
    folder_of_all_kinds(folder)
    address = send().redirect_chain[-1][0]
    Parcel.objects.update(at=timezone.now() - timedelta(hours=25))

    assert admin_client.get(address).status_code == 404


def test_the_files_of_another_person_cannot_be_seen(send, folder, editor) -> None:
    folder_of_all_kinds(folder)
    address = send().redirect_chain[-1][0]

    assert editor("add_load").get(address).status_code == 404


def test_of_what_one_person_sent_the_last_is_kept(send, folder) -> None:
    folder_of_all_kinds(folder)
    send()
    send()

    assert Parcel.objects.count() == 1


# --- Afterwards -----------------------------------------------------------------------------------


def test_what_was_done_is_said(conflict, press) -> None:
    page = conflict("area", "title")

    done = press(page, **{f"side-{field('area', 'title')}": TAKE})

    assert messages(done) == [
        "a.md (Alan 3): çakışma çözüldü, dosyadaki hâli alındı (başlık). Yönetim sayfasındaki eski hâli geçmişte duruyor.",
        (
            "0 oluşturuldu, 1 güncellendi, 0 değişmedi, 0 korundu (yönetim sayfasında düzenlenmiş), 0 çakışma, "
            "0 yalnızca veri tabanında; 0 başka dosya atlandı."
        ),
    ]


def test_a_load_is_one_entry_in_the_log_with_who_and_from_where(send, press, folder, admin_user) -> None:
    folder_of_all_kinds(folder)

    press(send())

    entry = Load.objects.get()
    assert (entry.user, entry.source, entry.name, entry.counts["created"]) == (admin_user, "upload", "seeds.zip", 7)
    version = Choice.history.first()
    assert (version.load, version.history_user) == (entry, admin_user)


def test_what_the_files_no_longer_have_is_retired_when_that_is_ticked(send, press, loaded, folder) -> None:
    folder_of_all_kinds(folder)
    loaded()
    (folder / "1-4.md").unlink()
    page = send()

    press(page)
    unticked = Choice.objects.filter(retired=True).count()
    done = press(send(), retire="on")

    assert (unticked, list(Choice.objects.filter(retired=True).values_list("number", flat=True))) == (0, [4])
    assert "Soru 1, seçenek 4 artık dosyalarda yok: sorulanlar arasından çıkarıldı." in messages(done)[0]


# --- The folder on the server ---------------------------------------------------------------------


def test_the_servers_folder_is_read_and_loaded(admin_client, press, folder, settings) -> None:
    settings.SEEDS_DIR = folder
    folder_of_all_kinds(folder)

    page = Page(admin_client.get(CHOOSE)).form("Sunucudaki klasörü oku").send(admin_client)
    press(admin_client.get(page.headers["Location"]))

    assert (Questionnaire.objects.get().title, Load.objects.get().source) == ("Anket", "folder")


def test_what_is_loaded_is_what_was_looked_at_even_when_the_folder_changes(
    admin_client, press, folder, settings
) -> None:
    settings.SEEDS_DIR = folder
    KINDS["area"].write(folder)
    page = admin_client.post(CHOOSE, {"folder": "1"}, follow=True)
    KINDS["area"].write(folder, title=FILE)

    press(page)

    assert KINDS["area"].stored("title") == BEFORE


def test_a_folder_that_is_not_there_is_named(admin_client, folder, settings) -> None:
    settings.SEEDS_DIR = folder / "yok"

    assert problems(admin_client.post(CHOOSE, {"folder": "1"})) == ["Sunucuda “yok” diye bir klasör yok."]


@pytest.mark.parametrize("name", ["/etc", "../..", "seeds/../../etc"])
def test_the_browser_does_not_say_which_folder(admin_client, folder, settings, name: str) -> None:
    settings.SEEDS_DIR = folder
    make.seed(folder.parent, "dışarıda.md", "", title="Dışarıda", question_id=1)

    page = admin_client.post(CHOOSE, {"folder": name})

    assert problems(page) == ["Gönderilenlerin arasında metin dosyası yok (.md, .markdown, .txt)."]


# --- What is sent ---------------------------------------------------------------------------------


def test_several_files_can_be_sent(admin_client, press, folder) -> None:
    folder_of_all_kinds(folder)
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in folder.iterdir()]

    press(admin_client.post(CHOOSE, {"sent": files}, follow=True))

    assert (Question.objects.count(), Choice.objects.count()) == (1, 4)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Gönderilen dosya boş."),
        (b"PK\x03\x04 bozuk", "z.zip: Bu bir ZIP dosyası değil ya da bozuk. Yeniden oluşturun."),
        (b"resim", "Gönderilenlerin arasında metin dosyası yok (.md, .markdown, .txt)."),
        (
            zipped(("../a.md", b"")),
            "../a.md: Dosyanın adı klasörün dışına çıkıyor. Dosyaya olağan bir ad verin.",
        ),
    ],
)
def test_what_cannot_be_taken_is_said(admin_client, data: bytes, said: str) -> None:
    page = admin_client.post(CHOOSE, {"sent": SimpleUploadedFile("z.zip", data)})

    assert (page.status_code, problems(page), Parcel.objects.count()) == (422, [said], 0)


def test_nothing_chosen_is_said(admin_client) -> None:
    assert problems(admin_client.post(CHOOSE, {})) == ["Bu alan zorunludur."]


def test_too_much_is_said_and_not_kept(admin_client) -> None:
    half = b"a" * (MAX_TOTAL // 2 + 1)
    files = [SimpleUploadedFile(f"{at}.md", half) for at in range(2)]

    page = admin_client.post(CHOOSE, {"sent": files})

    assert (page.status_code, Parcel.objects.count()) == (422, 0)
    assert problems(page) == [
        "Bir seferde yüklenebilecekten fazlası gönderildi. ZIP olarak ya da daha az dosya gönderin."
    ]


def test_too_many_files_are_said(admin_client, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{at}.md", b"a") for at in range(3)]

    page = admin_client.post(CHOOSE, {"sent": files})

    assert problems(page) == [
        "Bir seferde yüklenebilecekten fazlası gönderildi. ZIP olarak ya da daha az dosya gönderin."
    ]


def test_nothing_that_is_sent_touches_the_disk(admin_client, settings, tmp_path, send, folder) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "yok")  # whoever writes there fails
    folder_of_all_kinds(folder)
    (folder / "resim.png").write_bytes(Random(0).randbytes(3_000_000))  # more than Django keeps in memory by itself

    assert Page(send()).heading == "Yüklenirse ne olacak"


HOSTILE = "<img src=x onerror=alert(1)>"


def test_hostile_names_and_texts_are_only_text(admin_client, send, press, folder) -> None:
    name = f"{HOSTILE}.md".replace("/", "")
    make.seed(folder, name, HOSTILE, title=f"'{HOSTILE}'", question_id=9, **{"<b>": "x"})
    page = send()
    done = press(page)
    make.seed(folder, name, f"{HOSTILE}2", title=f"'{HOSTILE}2'", question_id=9)
    Question.objects.update(text=f"{HOSTILE}3")
    conflict = send()
    broken = admin_client.post(CHOOSE, {"sent": SimpleUploadedFile(name, b"x")})

    for response in (page, done, conflict, broken, admin_client.get(LOG)):
        assert HOSTILE[:20] not in response.content.decode()
        assert Page(response).all("img") == []
    assert f"({name})" in Page(page).text


# --- Who may --------------------------------------------------------------------------------------


@pytest.fixture
def editor(django_user_model: Any) -> Callable[..., Client]:
    """A browser in which somebody with these permissions is logged in."""

    def log_in(*permissions: str) -> Client:
        user = django_user_model.objects.create_user("editor", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [CHOOSE, f"{CHOOSE}1/"])
def test_whoever_may_not_load_may_not_look_either(editor, method: str, address: str) -> None:
    client = editor("view_load", "change_guidance", "add_guidance")

    assert getattr(client, method)(address).status_code == 403


@pytest.mark.parametrize("address", [CHOOSE, f"{CHOOSE}1/", ZIP])
def test_whoever_is_not_logged_in_is_asked_to(client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/admin/login/")


def test_the_one_permission_is_enough_to_load(editor, send, press, folder) -> None:
    client = editor("add_load")
    folder_of_all_kinds(folder)

    done = press(send(client), client=client)

    assert (messages(done)[-1][:14], Load.objects.count()) == ("7 oluşturuldu,", 1)


def test_a_form_of_another_site_cannot_load(admin_user, folder) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    sent = client.post(CHOOSE, {"sent": SimpleUploadedFile("a.md", b"---\ntitle: a\narea_id: 1\n---\n")})

    assert (sent.status_code, Parcel.objects.count()) == (403, 0)


def test_the_form_of_ours_is_sent_with_its_token(admin_user, folder, settings) -> None:
    settings.SEEDS_DIR = folder
    folder_of_all_kinds(folder)
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    sent = Page(client.get(CHOOSE)).form("Sunucudaki klasörü oku").send(client)

    assert sent.status_code == 302


def test_the_log_leads_to_both(admin_client) -> None:
    links = Page(admin_client.get(LOG)).links

    assert (links["Dosyalardan yükle"], links["Bütün metinleri indir (ZIP)"]) == (CHOOSE, ZIP)
    assert (reverse("admin:load_files"), reverse("admin:download_seeds")) == (CHOOSE, ZIP)


def test_the_log_offers_only_what_one_may(editor) -> None:
    links = Page(editor("view_load").get(LOG)).links

    assert {"Dosyalardan yükle", "Bütün metinleri indir (ZIP)"}.isdisjoint(links)


# --- Back to files --------------------------------------------------------------------------------


def test_the_download_holds_every_text_and_loading_it_changes_nothing(admin_client, send, press, folder) -> None:
    folder_of_all_kinds(folder)
    press(send())

    response = admin_client.get(ZIP)

    assert response.headers["Content-Disposition"] == 'attachment; filename="seeds.zip"'
    page = admin_client.post(CHOOSE, {"sent": SimpleUploadedFile("seeds.zip", response.content)}, follow=True)
    assert "Yüklenecek bir şey yok" in Page(page).text
    assert "7 değişmedi" in Page(page).text


def test_the_same_content_is_the_same_download_to_the_byte(admin_client) -> None:
    make.question(1, choices=3, area=make.area())

    assert admin_client.get(ZIP).content == admin_client.get(ZIP).content


def test_whoever_may_not_see_all_texts_may_not_download_them(editor) -> None:
    assert editor("view_area", "view_question", "view_choice", "view_guidance", "add_load").get(ZIP).status_code == 403


# --- Cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("questions", [1, 30])
def test_a_plan_costs_the_same_for_any_number_of_files(admin_client, send, loaded, folder, questions: int) -> None:
    folder_of_all_kinds(folder, questions)
    loaded()
    Guidance.objects.update(body=ADMIN)
    for question in range(1, questions + 1):
        for choice in range(1, 5):
            name = f"{question}-{choice}.md"
            make.seed(folder, name, FILE, title=f"{choice}. ifade", question_id=question, choice_id=choice)
    address = send().redirect_chain[-1][0]

    with CaptureQueriesContext(connection) as queries:
        admin_client.get(address)

    assert len(queries) == 11
