"""`loadseeds` as an editor reads it and an operator runs it."""

import contextlib
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from questionnaire.models import Area, Choice, Guidance, Question
from tests import make, manage
from tests.management.loading import Told, closing_line
from tests.test_seeding import folder_of_all_kinds, snapshot

GAP = "9-3.md: 9 numaralı soruda şu numaralı seçenek yok: 1, 2.\n"


def guidance(folder: Path, name: str = "9-3.md", body: str = "Reçete\n", **front: object) -> Path:
    return make.seed(folder, name, body, **{"title": "Üçüncü ifade", "question_id": 9, "choice_id": 3, **front})


def question(folder: Path, title: str = "Soru?") -> None:
    make.seed(folder, "9.md", "", title=title, question_id=9)


# --- What the closing line says -----------------------------------------------------------------


def test_a_first_load_says_how_many_were_created(load, folder) -> None:
    folder_of_all_kinds(folder)

    assert load() == Told(0, closing_line(created=7), "")


def test_an_unchanged_load_says_so(load, folder) -> None:
    folder_of_all_kinds(folder)
    load()

    assert load() == Told(0, closing_line(unchanged=7), "")


def test_an_update_is_counted(load, folder) -> None:
    folder_of_all_kinds(folder)
    load()
    question(folder)
    make.seed(folder, "1-1.md", "Yeni\n", title="1. ifade", question_id=1, choice_id=1)

    assert load() == Told(0, closing_line(created=1, updated=1, unchanged=6), "")


def test_what_the_admin_changed_is_kept_and_named(load, folder) -> None:
    question(folder)
    guidance(folder)
    load()
    row = Guidance.objects.get()
    row.body = "Yönetimde değişti."
    row.save()

    told = load()

    line = "9-3.md: yönetim sayfasındaki hâli korundu (metin).\n"
    assert told == Told(0, line + closing_line(unchanged=1, kept=1), "")


def test_a_conflict_is_named_and_the_rest_is_loaded(load, folder) -> None:
    question(folder)
    guidance(folder)
    load()
    row = Question.objects.get()
    row.text = "Yönetimde değişti?"
    row.save()
    question(folder, "Dosyada değişti?")
    guidance(folder, title="Yeni ifade")

    told = load()

    assert told == Told(
        3,
        closing_line(updated=1, conflicts=1),
        "9.md (Soru 9): çakışma (başlık): hem dosyada hem yönetim sayfasında değiştirilmiş. "
        "Yönetim sayfasındaki metin kalıyor.\n"
        "Çakışmalar var. “--dry-run -v 2” iki metni de gösterir. Dosyadaki metin için “--overwrite DOSYA”, yönetim "
        "sayfasındaki için “--keep DOSYA” ile yeniden yükleyin ya da ikisini dosyada veya yönetim sayfasında birleştirin.\n",
    )
    assert (Question.objects.get().text, Choice.objects.get().text) == ("Yönetimde değişti?", "Yeni ifade")


def test_what_no_file_has_is_named(load, folder) -> None:
    folder_of_all_kinds(folder)
    load()
    for name in ("anket.md", "alan.md", "1.md", "1-4.md"):
        (folder / name).unlink()

    assert load().out == (
        "Anketin giriş metni veri tabanında var, dosyalarda yok.\n"
        "Alan 3 veri tabanında var, dosyalarda yok.\n"
        "Soru 1 veri tabanında var, dosyalarda yok.\n"
        "Soru 1, seçenek 4 veri tabanında var, dosyalarda yok.\n" + closing_line(unchanged=3, missing=4)
    )


def test_other_and_hidden_files_are_passed_over_and_counted(load, folder) -> None:
    question(folder)
    for name in ("resim.png", ".gizli.md", "README.md", "not.docx"):
        (folder / name).write_text("…", encoding="utf-8")

    assert load().out == closing_line(created=1, others=4)


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.txt", "alt/klasör/a.Txt"])
def test_a_seed_may_be_called(load, folder, name: str) -> None:
    make.seed(folder, name, "", title="Soru?", question_id=9)

    load()

    assert Question.objects.get().text == "Soru?"


def test_the_texts_of_this_repository_load_with_only_four_addresses_to_look_at(load) -> None:
    """They may cite addresses as the project's list of resources has them, and that has these without https."""
    told = load(of=manage.ROOT / "seeds")

    assert (told.status, told.out) == (0, closing_line(created=210))
    assert [line.partition(": http://ctb.ku.edu/")[0] for line in told.err.splitlines()] == [
        "1/1-1.md:18",
        "1/1-2.md:19",
        "1/2-2.md:19",
        "1/3-2.md:19",
    ]
    assert (Area.objects.count(), Question.objects.count(), Choice.objects.count()) == (11, 33, 165)


# --- What is not finished yet -------------------------------------------------------------------


def test_guidance_without_its_question_is_loaded_with_a_warning(load, folder) -> None:
    guidance(folder)

    told = load()

    assert told == Told(
        0, closing_line(created=1), "Soru 9 için henüz metin yazılmadı; “Soru 9” olarak gösteriliyor.\n" + GAP
    )


def test_the_warning_ends_when_the_question_comes(load, folder) -> None:
    guidance(folder)
    load()
    question(folder)

    assert load() == Told(0, closing_line(updated=1, unchanged=1), "")


def test_an_area_without_a_file_is_shown_by_its_number(load, folder) -> None:
    make.seed(folder, "9.md", "", title="Soru?", question_id=9, area_id=3)

    told = load()

    assert (told, str(Area.objects.get())) == (Told(0, closing_line(created=1), ""), "Alan 3")


def test_warnings_alone_are_no_failure(load, folder) -> None:
    make.seed(folder, "9.md", "", title="Soru?", question_id=9, yazar="Ayşe")

    told = load()

    assert told == Told(
        0, closing_line(created=1), "9.md:4: “yazar” bilinmiyor, atlandı. Bilinen en yakın anahtar: “area_id”.\n"
    )


def test_an_identical_copy_is_a_warning(load, folder) -> None:
    question(folder)
    shutil.copy(folder / "9.md", folder / "kopya.md")

    told = load()

    assert told == Told(0, closing_line(created=1), "kopya.md: Dosya “9.md” ile birebir aynı; biri silinebilir.\n")


# --- What is worth another look ------------------------------------------------------------------

HOSTILE = "Okuyun.\n\n<script>alert(1)</script>\n\n[Buraya tıklayın](https://stgm.org.tr)\n"
SCRIPT = "9-1.md:8: “<script>” burada kullanılamaz ve gösterilmez. Metinden çıkarın.\n"
VAGUE = "9-1.md:10: “Buraya tıklayın” bağlantının nereye gittiğini söylemiyor. Sayfanın adını yazın.\n"


def with_findings(folder: Path, body: str = HOSTILE) -> None:
    question(folder)
    guidance(folder, "9-1.md", body, choice_id=1)


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_findings_are_said_with_file_and_line_and_refuse_nothing(load, folder, options: tuple[str, ...]) -> None:
    with_findings(folder)

    told = load(*options)

    assert (told.status, told.err) == (0, SCRIPT + VAGUE)
    assert Guidance.objects.count() == (0 if options else 1)


def test_what_a_finding_says_would_be_dropped_is_dropped_from_what_readers_see(load, folder) -> None:
    with_findings(folder)

    load()

    assert "script" not in Guidance.objects.get().html
    assert Guidance.objects.get().body == HOSTILE


def test_a_text_that_was_loaded_before_is_not_named_again_unless_all_are_asked_for(load, folder) -> None:
    with_findings(folder)
    load()

    assert (load().err, load("--verbosity", "2").err) == ("", SCRIPT + VAGUE)


def test_a_new_title_alone_repeats_no_finding(load, folder) -> None:
    with_findings(folder)
    load()
    guidance(folder, "9-1.md", HOSTILE, choice_id=1, title="Yeni ifade")

    assert load() == Told(0, closing_line(updated=1, unchanged=1), "")


def test_a_text_in_conflict_is_looked_at_too(load, folder) -> None:
    with_findings(folder, "Metin\n")
    load()
    row = Guidance.objects.get()
    row.body = "Yönetimde değişti."
    row.save()
    with_findings(folder)

    assert SCRIPT + VAGUE in load().err


def test_of_very_many_findings_the_first_are_named_and_the_rest_counted(load, folder) -> None:
    with_findings(folder, "".join(f"- [Buraya tıklayın](https://{at}.example/)\n" for at in range(25)))

    lines = load().err.splitlines()

    assert (len(lines), lines[-1]) == (21, "… ve 5 tane daha (-v 2 hepsini sayar).")


def test_a_choice_in_the_database_is_no_gap_in_the_files(load, folder) -> None:
    make.question(9, choices=2)
    guidance(folder)

    assert load().err == ""


# --- What is refused ----------------------------------------------------------------------------


def test_all_errors_of_a_run_are_listed_together_and_nothing_is_written(load, folder, tmp_path) -> None:
    question(folder)
    load()
    before = snapshot()
    question(folder, "Bu değişiklik de yüklenmez")
    (folder / "a-latin5.md").write_bytes("---\ntitle: Ağ\nquestion_id: 1\n---\n".encode("iso8859-9"))
    guidance(folder, "b-iki-nokta.md", title="Ortaklık: nasıl")
    guidance(folder, "c-yazim.md", choiceid="3")
    guidance(folder, "d-uzun.md", title="ş" * 501, choice_id=4)
    guidance(folder, "e-boş.md", "", choice_id=5)
    (folder / "f-bağ.md").symlink_to(tmp_path / "dışarıda.md")
    guidance(tmp_path, "dışarıda.md")
    os.mkfifo(folder / "g-boru.md")
    guidance(folder, "h-bir.md", "Bir\n", choice_id=6)
    guidance(folder, "i-öbür.md", "Öbür\n", choice_id=6)

    told = load()

    said = [line.partition(": ")[0] for line in told.err.splitlines()]
    assert said == [
        "a-latin5.md:2",
        "b-iki-nokta.md:2:16",
        "c-yazim.md:5",
        "d-uzun.md:2",
        "e-boş.md:1",
        "f-bağ.md",
        "g-boru.md",
        "i-öbür.md",
        "8 hata var. Hiçbir şey yüklenmedi.",
    ]
    assert (told.status, told.out, snapshot() == before) == (1, "", True)


REFUSED = {
    "bad YAML": (
        b"---\ntitle: Ortak: evet\nquestion_id: 9\n---\n",
        (
            "a.md:2:13: “title:” sonrasındaki metinde bir iki nokta daha var. "
            'Başlığı tırnak içine alın: title: "…" (metnin tamamı çift tırnak içinde).'
        ),
    ),
    "a misspelt key": (
        b"---\ntitle: Soru?\nQuestion_ID: 9\n---\n",
        "a.md:3: “Question_ID” diye bir anahtar yok; herhâlde “question_id” olacaktı. Yazımı düzeltin.",
    ),
    "an empty id": (
        b"---\ntitle: Soru?\nquestion_id:\n---\n",
        "a.md:3: “question_id” yazılmış ama boş. Numarayı yazın.",
    ),
    "a repeated key": (
        b"---\ntitle: Soru?\nquestion_id: 9\nquestion_id: 9\n---\n",
        "a.md:4:1: “question_id” iki kez yazılmış. İki satırdan birini bırakın.",
    ),
    "a number out of range": (
        b"---\ntitle: Soru?\nquestion_id: 1000001\n---\n",
        "a.md:3: “question_id” değeri “1000001”; 1 ile 1000000 arasında bir tam sayı olmalı.",
    ),
    "an alias": (
        b"---\ntitle: *a\nquestion_id: 9\n---\n",
        'a.md:2:8: “*” veya “&” ile başlayan metin çift tırnak (") içinde olmalı.',
    ),
    "a control character": (
        b"---\ntitle: Soru?\nquestion_id: 9\n---\nBir\x00metin",
        "a.md:5:4: Görünmeyen bir denetim karakteri var (U+0000). Silin ve orayı yeniden yazın.",
    ),
    "no front matter": (
        b"Yaln\xc4\xb1zca metin\n",
        "a.md:1: Dosya baş bölümle başlamıyor: önce bir “---” satırı, sonra anahtarlar, sonra yine “---” olmalı.",
    ),
    "too deep a list": (
        b"---\ntitle: Soru?\nquestion_id: 9\n---\n" + b"- " * 500 + b"a\n",
        "a.md:5: Burada iç içe liste veya alıntılar 6 düzeyi aşıyor. Listeyi sadeleştirin.",
    ),
    "too many brackets": (
        b"---\ntitle: Soru?\nquestion_id: 9\n---\n" + b"[" * 4000 + b"\n",
        "a.md:5: “[” işareti 300 defadan fazla geçiyor. Bir kısmını çıkarın.",
    ),
    "too large a file": (b"---\n" + b"a" * 1_048_576, "a.md: Dosya 1048576 bayttan büyük. Bölün."),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_an_editor_is_told_file_line_and_what_to_do(load, folder, data: bytes, said: str) -> None:
    (folder / "a.md").write_bytes(data)

    told = load()

    assert told == Told(1, "", f"{said}\n1 hata var. Hiçbir şey yüklenmedi.\n")


def test_a_folder_that_is_not_there_is_named(load, tmp_path) -> None:
    told = load(of=tmp_path / "yok")

    assert told == Told(1, "", f"“{tmp_path / 'yok'}” diye bir klasör yok.\n")


def test_a_file_in_the_place_of_a_folder_is_named(load, tmp_path) -> None:
    file = guidance(tmp_path)

    assert load(of=file) == Told(1, "", f"“{file}” bir dosya. İçinde bulunduğu klasörü yazın.\n")


def test_of_many_texts_that_no_file_has_the_first_are_named_and_the_rest_counted(load, folder, tmp_path) -> None:
    for number in range(1, 13):
        guidance(folder, f"{number}.md", question_id=number, choice_id=1)
    load()
    only_one = tmp_path / "bir"
    guidance(only_one, question_id=1, choice_id=1)

    named = load(of=only_one).out.splitlines()[:-1]
    all_named = load("-v2", of=only_one).out.splitlines()[:-1]

    assert named == [*all_named[:10], "… ve 1 tane daha (-v 2 hepsini sayar)."]
    assert len(all_named) == 11


def test_empty_lines_at_the_end_of_a_text_decide_nothing(load, folder) -> None:
    question(folder)
    guidance(folder, body="Reçete\n")
    load()
    guidance(folder, body="Reçete\n\n\n")

    assert load() == Told(0, closing_line(unchanged=2), "")


def test_an_empty_folder_loads_nothing(load) -> None:
    assert load() == Told(0, closing_line(), "")


def test_an_empty_folder_takes_nothing_out_of_the_walk(load) -> None:
    make.question(9)

    told = load("--retire")

    assert (told.status, told.out) == (1, "")
    assert "metin dosyası yok; bu yüzden hiçbir soru" in told.err
    assert not Question.objects.get().retired


# --- How a text is stored -----------------------------------------------------------------------

AS_TYPED = "---\ntitle: Çoğu üye, ığdır’da “iş”\nquestion_id: 9\n---\nBir\n\niki\n"


@pytest.mark.parametrize(
    "data",
    [
        AS_TYPED.encode(),
        b"\xef\xbb\xbf" + AS_TYPED.encode(),
        AS_TYPED.replace("\n", "\r\n").encode(),
        AS_TYPED.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", AS_TYPED).encode(),
    ],
    ids=["as it is", "with a BOM", "with CRLF", "with CR", "decomposed"],
)
def test_the_same_text_is_stored_however_it_was_saved(load, folder, data: bytes) -> None:
    (folder / "a.md").write_bytes(data)

    load()

    stored = Question.objects.values_list("text", "help").get()
    assert stored == ("Çoğu üye, ığdır’da “iş”", "Bir\n\niki\n")


@pytest.mark.parametrize(
    "title", ["Hayır", "No", "2026", "1:30", "null", "~", "'Tek tırnaklı'", '"Madde #3: evet"', "Ş" * 500]
)
def test_a_title_is_stored_as_it_was_typed(load, folder, title: str) -> None:
    make.seed(folder, "a.md", "", title=title, question_id=9)

    load()

    assert Question.objects.get().text == title.strip("'\"")


# --- A dry run ----------------------------------------------------------------------------------


def test_a_dry_run_says_what_a_load_would(load, folder) -> None:
    guidance(folder)
    before = snapshot()

    told = load("--dry-run")

    line = closing_line(created=1).strip()
    warning = "Soru 9 için henüz metin yazılmadı; “Soru 9” olarak gösteriliyor.\n"
    assert told == Told(0, f"Şöyle olurdu: {line} Hiçbir şey yazılmadı.\n", warning + GAP)
    assert snapshot() == before


def test_a_dry_run_does_not_complain_about_a_text_that_would_come(load, folder) -> None:
    guidance(folder)
    load()
    question(folder)

    assert load("--dry-run").err == ""


def test_a_dry_run_names_conflicts_with_their_status(load, folder) -> None:
    question(folder)
    load()
    Question.objects.update(text="Yönetimde değişti?")
    question(folder, "Dosyada değişti?")

    told = load("--dry-run")

    assert (told.status, told.err.splitlines()[0].partition(": ")[0]) == (3, "9.md (Soru 9)")


def test_a_dry_run_refuses_what_a_load_refuses(load, folder) -> None:
    question(folder, "Ortak: evet")

    assert load("--dry-run").status == 1


def test_a_verbose_dry_run_shows_the_differences_and_writes_nothing(load, folder) -> None:
    question(folder)
    guidance(folder, body="Bir\n\niki\n\nüç\n")
    load()
    guidance(folder, body="Bir\n\nyeni\n\nüç\n")
    before = snapshot()

    told = load("--dry-run", "--verbosity", "2")

    difference = "--- Soru 9, seçenek 3: body\n+++ 9-3.md: body\n@@ -1,5 +1,5 @@\n Bir\n \n-iki\n+yeni\n \n üç\n"
    line = closing_line(updated=1, unchanged=1).strip()
    assert told == Told(0, f"{difference}Şöyle olurdu: {line} Hiçbir şey yazılmadı.\n", GAP)
    assert snapshot() == before


def test_a_plain_dry_run_shows_no_differences(load, folder) -> None:
    question(folder)

    assert "+++" not in load("--dry-run").out


# --- In a process of its own --------------------------------------------------------------------


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "db.sqlite3"))


@pytest.fixture
def process(database: Path, folder: Path) -> Callable[..., Told]:
    """Load as an operator does."""

    def run(*options: str) -> Told:
        done = manage.run("loadseeds", folder, *options, DATABASE_URL=f"sqlite:///{database}")
        return Told(done.returncode, done.stdout, done.stderr)

    return run


def statements(database: Path) -> list[tuple[int, int, str]]:
    """Question, choice and statement of every choice, from a sound database file."""
    with sqlite3.connect(database) as opened:
        (sound,) = opened.execute("PRAGMA integrity_check").fetchone()
        assert sound == "ok"
        return opened.execute(
            "SELECT q.number, c.number, c.text FROM questionnaire_choice c "
            "JOIN questionnaire_question q ON q.id = c.question_id ORDER BY 1, 2"
        ).fetchall()


def test_a_process_that_only_warned_ends_with_0(process, folder) -> None:
    guidance(folder, yazar="Ayşe")

    assert process().status == 0


def test_a_process_that_found_errors_ends_with_1_and_no_traceback(process, folder, database) -> None:
    guidance(folder, title="Ortak: evet")

    told = process()

    assert (told.status, told.err.splitlines()[-1]) == (1, "CommandError: 1 hata var. Hiçbir şey yüklenmedi.")
    assert "Traceback" not in told.err
    assert statements(database) == []


def test_a_process_that_met_a_conflict_ends_with_3_and_no_traceback(process, folder, database) -> None:
    guidance(folder)
    process()
    with sqlite3.connect(database) as opened:
        opened.execute("UPDATE questionnaire_choice SET text = 'Yönetimde değişti.'")
    guidance(folder, title="Dosyada değişti.")

    told = process()

    assert told.status == 3
    assert "Traceback" not in told.err
    assert statements(database) == [(9, 3, "Yönetimde değişti.")]


def test_a_locked_database_is_said_plainly(process, folder, database) -> None:
    guidance(folder)
    with sqlite3.connect(database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")

        told = process()

    assert told == Told(
        1,
        "",
        "CommandError: Veri tabanı kullanılamıyor (database is locked). "
        "Hiçbir şey yüklenmedi; biraz sonra yeniden deneyin.\n",
    )


def test_a_database_that_was_never_migrated_is_said_plainly(process, folder, database) -> None:
    guidance(folder)
    database.unlink()

    told = process()

    assert told == Told(
        1,
        "",
        "CommandError: Veri tabanı kullanılamıyor (no such table: questionnaire_contentversion). "
        "Hiçbir şey yüklenmedi; biraz sonra yeniden deneyin.\n",
    )


def test_a_reader_of_a_pipe_gets_no_progress_lines(process, folder) -> None:
    many(folder, 100)

    assert "okundu" not in process("--dry-run").out


def test_who_watches_a_long_load_sees_its_progress(folder, database) -> None:
    many(folder, 100)
    terminal, theirs = pty.openpty()
    command = manage.command(manage.ROOT / "manage.py", "loadseeds", folder, "--dry-run")
    environment = manage.merged({"DATABASE_URL": f"sqlite:///{database}", "NO_COLOR": "1"})

    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(theirs)
        shown = everything_from(terminal)

    assert (running.returncode, shown.startswith("500 dosya okundu …\r")) == (0, True)


def everything_from(terminal: int) -> str:
    """What is written to a terminal until nobody has it open for writing any more."""
    read = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            more = b""
        if not more:
            os.close(terminal)
            return read.decode()
        read += more


# --- Killed -------------------------------------------------------------------------------------

OLD, NEW = "Eski ifade", "Yeni ifade. " * 40  # long, so that a load writes before its end


def many(folder: Path, questions: int, *, title: str = NEW) -> None:
    for number in range(1, questions + 1):
        for choice in range(1, 6):
            guidance(folder, f"{number}-{choice}.md", title=title.strip(), question_id=number, choice_id=choice)


def kill_while_loading(folder: Path, database: Path, written: int) -> None:
    """Kill a load as soon as its write-ahead log is there and holds so many bytes of its one transaction."""
    log = database.with_name(f"{database.name}-wal")
    command = manage.command(manage.ROOT / "manage.py", "loadseeds", folder)
    environment = manage.merged({"DATABASE_URL": f"sqlite:///{database}"})
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not (log.exists() and log.stat().st_size >= written):
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(timeout=0.005)
        running.kill()
    assert running.returncode == -signal.SIGKILL, "the load ended before it could be killed"


@pytest.mark.parametrize("written", [0, 1, 2_000_000], ids=["as it begins", "as it writes", "far into writing"])
def test_a_load_killed_in_the_middle_leaves_the_database_as_it_was(process, folder, database, written: int) -> None:
    many(folder, 2, title=OLD)
    process()
    before = statements(database)
    many(folder, 400)

    kill_while_loading(folder, database, written)

    assert statements(database) == before


def test_a_load_that_was_killed_can_be_repeated(process, folder, database) -> None:
    many(folder, 250)
    kill_while_loading(folder, database, 1)

    told = process()

    assert (told.status, told.out, len(statements(database))) == (0, closing_line(created=1250), 1250)
