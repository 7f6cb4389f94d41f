"""`exportseeds` as an administrator runs it: what it writes, refuses and says, and what a kill leaves."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from questionnaire.models import Area, Choice, Guidance, Question
from tests import make, manage
from tests.management import own
from tests.management.loading import Told, called, closing_line
from tests.management.own import Own
from tests.test_seeding import folder_of_all_kinds, snapshot

pytestmark = pytest.mark.django_db

NOTHING_TO_WRITE = Told(0, "Yazılacak bir şey yok: Klasör ile veri tabanı zaten aynı.\n", "")
ALIKE = Told(0, "Klasör ile veri tabanı aynı.\n", "")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def export(out: Path) -> Callable[..., Told]:
    """Export to the folder of the test."""

    return lambda *options, to=out: called("exportseeds", str(to), *options)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def loaded(load: Callable[..., Told], folder: Path) -> Path:
    folder_of_all_kinds(folder)
    load()
    return folder


# --- What is written ------------------------------------------------------------------------------


def test_the_texts_of_this_repository_come_back_to_the_byte(load, export, out) -> None:
    load(of=manage.ROOT / "seeds")

    told = export()

    assert told == Told(0, "210 dosya yazıldı.\n", "")
    assert files(out) == files(manage.ROOT / "seeds")


def test_the_layout_is_the_tidy_one_whatever_the_files_were_called(loaded, export, out) -> None:
    export()

    assert list(files(out)) == [
        "3/1-1.md",
        "3/1-2.md",
        "3/1-3.md",
        "3/1-4.md",
        "3/1.md",
        "3/area.md",
        "questionnaire.md",
    ]


def test_questions_without_an_area_have_a_folder_of_their_own(export, out) -> None:
    make.question(9, choices=1)

    export()

    assert list(files(out)) == ["alansiz/9-1.md", "alansiz/9.md"]


def test_what_is_exported_loads_without_any_change(loaded, export, out, load) -> None:
    export()
    before = snapshot()

    told = load(of=out)

    assert (told, snapshot() == before) == (Told(0, closing_line(unchanged=7), ""), True)


def test_what_was_edited_in_the_admin_is_exported_and_is_then_no_longer_kept_apart(loaded, export, out, load) -> None:
    row = Guidance.objects.first()
    row.body = "\n\nYönetimde   yazıldı.  \n\n\n"
    row.save()

    export()

    assert (out / "3" / "1-1.md").read_text().endswith("---\n\n\nYönetimde   yazıldı.  \n\n\n")
    assert load(of=out).out == closing_line(unchanged=7)


BODIES = [
    b"",
    b"\n",
    b"a",
    b"a\n",
    b"\n\n  a  \n\n\n",
    b"---\n",
    b"a\n---\ntitle: b\n---\n",
    b"\ta  \n",
    "ışığı “ş”\n".encode(),
]


@pytest.mark.parametrize("body", BODIES)
def test_a_text_that_nobody_edited_comes_back_with_the_bytes_it_came_with(load, folder, export, out, body) -> None:
    data = b"---\ntitle: Soru?\nquestion_id: 9\n---\n" + body
    (folder / "a.md").write_bytes(data)
    load()

    export()

    assert (out / "alansiz" / "9.md").read_bytes() == data


def test_line_ends_are_the_one_thing_that_is_not_kept(load, folder, export, out) -> None:
    (folder / "a.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: Soru?\r\nquestion_id: 9\r\n---\r\nbir\r\n\r\niki")
    load()

    export()

    assert (out / "alansiz" / "9.md").read_bytes() == b"---\ntitle: Soru?\nquestion_id: 9\n---\nbir\n\niki"


def test_the_same_content_is_the_same_bytes(loaded, export, out, tmp_path) -> None:
    export()
    export(to=tmp_path / "bir daha")

    assert files(out) == files(tmp_path / "bir daha")


def test_retired_texts_are_exported_and_stay_retired(loaded, export, out, load) -> None:
    Choice.objects.filter(number=4).update(retired=True)
    Question.objects.update(retired=True)

    export()
    load("--retire", of=out)

    assert "3/1-4.md" in files(out)
    assert (Choice.objects.filter(retired=True).count(), Question.objects.filter(retired=True).count()) == (1, 1)


def test_what_no_file_can_hold_yet_is_named(export, out) -> None:
    make.question(9, choices=1, text="", guidance=False, area=make.area(3, title=""))

    told = export()

    assert (told.status, files(out)) == (0, {})
    assert told.err.splitlines() == [
        "Alan 3 için henüz metin yok, dosyası oluşturulmadı.",
        "Soru 9, seçenek 1 için henüz metin yok, dosyası oluşturulmadı.",
        "Soru 9 için henüz metin yok, dosyası oluşturulmadı.",
    ]


def test_writing_again_writes_nothing(loaded, export, out) -> None:
    export()
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}

    assert export() == NOTHING_TO_WRITE
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_a_file_of_an_earlier_export_whose_text_is_elsewhere_now_goes(loaded, export, out) -> None:
    export()
    Question.objects.update(area=make.area(5))

    told = export("--force")

    assert (told.status, "3/1.md" in files(out), "5/1.md" in files(out)) == (0, False, True)


def test_exporting_changes_nothing_in_the_database(loaded, export) -> None:
    before = snapshot()

    export()

    assert snapshot() == before


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["not.txt", ".gitkeep", "3/README.md", "eski/9.md", "9.md"])
def test_a_folder_that_holds_other_files_is_not_touched(loaded, export, out, name: str) -> None:
    other = make.seed(out, name, title="Başka", area_id=77)
    before = files(out)

    told = export()

    assert told == Told(
        1,
        "",
        f"{name}\n“{out}” içinde başka dosyalar var. Hiçbir şey yazılmadı. Başka bir klasör seçin ya da --force ekleyin; "
        "o zaman metinlerin yanında kalırlar.\n",
    )
    assert (files(out), other.exists()) == (before, True)


def test_forced_the_other_files_stay_beside_the_texts(loaded, export, out) -> None:
    make.seed(out, "not.txt", title="Başka", area_id=77)
    (out / ".gitkeep").touch()

    told = export("--force")

    assert told == Told(
        0,
        "7 dosya yazıldı.\n",
        "not.txt bu düzenin dosyası değil, yerinde kalıyor. loadseeds onu da okur.\n",
    )
    assert len(files(out)) == 9


def test_a_file_that_was_edited_and_never_loaded_is_not_written_over(loaded, export, out) -> None:
    export()
    path = out / "3" / "1-1.md"
    path.write_text(path.read_text() + "Dosyada eklendi.\n")
    before = files(out)

    told = export()

    assert told == Told(
        1,
        "",
        "3/1-1.md\nBu dosyalarda veri tabanında olmayan metinler var. Hiçbir şey yazılmadı. Önce onları yükleyin ya da "
        "--force ekleyin; o zaman üzerlerine yazılır.\n",
    )
    assert files(out) == before


def test_once_loaded_it_can_be_written_over(loaded, export, out, load) -> None:
    export()
    path = out / "3" / "1-1.md"
    path.write_text(path.read_text() + "Dosyada eklendi.\n")
    load(of=out)
    row = Guidance.objects.first()
    row.body = "Yönetimde değişti."
    row.save()

    told = export()

    assert (told.status, path.read_text().endswith("Yönetimde değişti.")) == (0, True)


def test_forced_it_is_written_over(loaded, export, out) -> None:
    export()
    path = out / "3" / "1-1.md"
    before = path.read_bytes()
    path.write_bytes(before + b"fazla")

    export("--force")

    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_not_written_over_either(loaded, export, out) -> None:
    export()
    (out / "3" / "1-1.md").write_text("---\ntitle: a: b\n")

    assert (export().status, (out / "3" / "1-1.md").read_text()) == (1, "---\ntitle: a: b\n")


def test_of_very_many_files_in_the_way_the_first_are_named(loaded, export, out) -> None:
    for number in range(12):
        make.seed(out, f"eski-{number}.md", title="a", area_id=number + 1)

    assert export().err.splitlines()[10] == "… ve 2 tane daha."


def test_a_file_in_the_place_of_the_folder_is_named(export, tmp_path) -> None:
    (tmp_path / "a.md").touch()

    assert export(to=tmp_path / "a.md") == Told(1, "", f"“{tmp_path / 'a.md'}” bir dosya. Bir klasör adı yazın.\n")


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left_there(loaded, export, out, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    told = export()

    assert (told.status, told.err) == (
        1,
        f"“{out}” yazılamıyor ([Errno 28] No space left on device). Eski hâliyle duruyor.\n",
    )
    assert [path.name for path in out.parent.iterdir() if "out" in path.name] == []


# --- --check --------------------------------------------------------------------------------------


def test_a_folder_that_says_the_same_passes_in_any_layout(loaded, export) -> None:
    assert export("--check", to=loaded) == ALIKE


def test_every_difference_is_named_and_nothing_is_written(loaded, export) -> None:
    before = files(loaded)
    make.seed(loaded, "1-1.md", "Başka", title="Başka", question_id=1, choice_id=1)
    make.seed(loaded, "yeni.md", "", title="Yeni?", question_id=77)
    (loaded / "1-4.md").unlink()

    told = export("--check", to=loaded)

    assert told == Told(
        1,
        "1-1.md: veri tabanındakinden farklı (başlık, metin).\n"
        "yeni.md veri tabanında yok.\n"
        "Soru 1, seçenek 4 veri tabanında var, dosyalarda yok.\n",
        "3 fark var.\n",
    )
    assert len(files(loaded)) == len(before)


@pytest.mark.parametrize("change", [{"retired": True}, {"loaded": {}}])
def test_what_files_do_not_say_makes_no_difference(loaded, export, change: dict) -> None:
    Choice.objects.update(**change)

    assert export("--check", to=loaded) == ALIKE


def test_an_edit_in_the_admin_makes_a_difference(loaded, export) -> None:
    Area.objects.update(title="Yönetimde değişti")

    assert export("--check", to=loaded).status == 1


def test_a_file_with_an_error_makes_a_difference(loaded, export) -> None:
    make.seed(loaded, "1.md", "", title="a: b", question_id=1)

    told = export("--check", to=loaded)

    assert (told.status, told.err.startswith("1.md:2:9: ")) == (1, True)


def test_a_folder_that_is_not_there_cannot_be_compared(export, out) -> None:
    assert export("--check") == Told(1, "", f"“{out}” diye bir klasör yok.\n")


# --- In a process of its own, killed --------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    """A database with the texts of this repository."""
    database = own.new(tmp_path_factory.mktemp("filled"))
    assert manage.run("loadseeds", "seeds", DATABASE_URL=database.url).returncode == 0
    yield database
    database.drop()


POINTS = [
    "seeding.export.exported!",
    "domain.swap._fill",
    "domain.swap._fill!",
    "domain.swap._carry!",
    "domain.swap._settle_on_disk!",
    "domain.swap._put",
    "domain.swap._put!",
    "domain.swap._sync!:5",
    "domain.swap._state:2",
    "domain.swap.replace!",
]


@pytest.mark.parametrize("point", POINTS)
def test_an_export_that_is_killed_leaves_the_old_folder_or_the_new(filled, tmp_path, point: str) -> None:
    out = tmp_path / "out"
    shutil.copytree(manage.ROOT / "seeds" / "3", out / "3")
    (out / "3" / "999.md").write_text("---\ntitle: Eski?\nquestion_id: 999\n---\n")
    old, new = files(out), files(manage.ROOT / "seeds")

    killed = manage.python(
        "-m", "tests.management.killed", point, "manage.py", "exportseeds", out, "--force", DATABASE_URL=filled.url
    )
    left = files(out)
    again = manage.run("exportseeds", out, "--force", DATABASE_URL=filled.url)

    assert (killed.returncode, left in (old, new)) == (-signal.SIGKILL, True)
    assert (again.returncode, files(out) == new) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_database_that_is_not_there_is_said_plainly(tmp_path) -> None:
    done = manage.run("exportseeds", tmp_path / "out", DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}")

    assert (done.returncode, done.stderr.startswith("CommandError: Veri tabanı kullanılamıyor")) == (1, True)
    assert not (tmp_path / "out").exists()
