"""`loadseeds` with conflicts decided and what is missing retired: what it does, says, and leaves in history and log."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from questionnaire import content
from questionnaire.models import Area, Choice, Guidance, Load, Question, Questionnaire
from tests import make, manage
from tests.management import own
from tests.management.loading import Told, closing_line
from tests.management.own import Own
from tests.test_seeding import ADMIN, BEFORE, FILE, KINDS, Kind, every_kind, every_text, folder_of_all_kinds, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(load: Callable[..., Told], folder: Path) -> Callable[..., None]:
    """Bring about a conflict in one field of one text."""

    def make_one(kind: Kind, name: str) -> None:
        kind.write(folder)
        load()
        kind.edit(name, ADMIN)
        kind.write(folder, **{name: FILE})

    return make_one


def versions(kind: Kind, name: str) -> list[str]:
    model, column = getattr(kind, name)
    return list(model.history.order_by("history_id").values_list(column, flat=True))


# --- The rows of DESIGN §4, in the words of the command -------------------------------------------

ROWS = [
    # the file now, the database now, what stands, exit status, what is said of it
    (BEFORE, BEFORE, BEFORE, 0, "1 değişmedi"),
    (FILE, BEFORE, FILE, 0, "1 güncellendi"),
    (BEFORE, ADMIN, ADMIN, 0, "1 korundu"),
    (FILE, FILE, FILE, 0, "1 değişmedi"),
    (FILE, ADMIN, ADMIN, 3, "1 çakışma"),
]


@every_kind
@every_text
@pytest.mark.parametrize("row", ROWS, ids=["none", "file", "admin", "both to the same", "both"])
def test_every_row_of_the_table(load, folder, kind: Kind, name: str, row: tuple) -> None:
    in_file, admin, stands, status, said = row
    kind.write(folder)
    load()
    kind.edit(name, admin)
    kind.write(folder, **{name: in_file})

    told = load()

    assert (told.status, kind.stored(name), said in told.out) == (status, stands, True)


@every_kind
def test_the_row_of_a_file_that_is_gone(load, folder, kind: Kind) -> None:
    kind.write(folder)
    load()
    (folder / "a.md").unlink()

    told = load()

    assert (told.status, kind.stored("title"), "veri tabanında var, dosyalarda yok." in told.out) == (0, BEFORE, True)


# --- Deciding conflicts ---------------------------------------------------------------------------


@every_kind
@every_text
def test_overwriting_takes_the_files_text_and_leaves_the_admins_in_the_history(load, conflict, kind, name) -> None:
    conflict(kind, name)

    told = load("--overwrite")

    assert (told.status, kind.stored(name), versions(kind, name)) == (0, FILE, [BEFORE, ADMIN, FILE])
    assert "çakışma çözüldü, dosyadaki hâli alındı" in told.out
    assert "1 güncellendi" in told.out


@every_kind
@every_text
def test_keeping_lets_the_admins_text_stand_and_is_not_asked_again(load, conflict, kind, name) -> None:
    conflict(kind, name)

    told = load("--keep")

    again = load()
    assert (told.status, kind.stored(name), versions(kind, name)) == (0, ADMIN, [BEFORE, ADMIN])
    assert "çakışma çözüldü, yönetim sayfasındaki hâli kalıyor" in told.out
    assert (again.status, "çakışma (" in again.err, "hâli korundu" in again.out) == (0, False, True)


@every_kind
@every_text
def test_after_keeping_a_newer_file_is_a_conflict_again(load, folder, conflict, kind, name) -> None:
    conflict(kind, name)
    load("--keep")
    kind.write(folder, **{name: "Dosyada bir daha değişti."})

    assert load().status == 3


@every_kind
@pytest.mark.parametrize("option", ["--overwrite", "--keep"])
def test_what_is_no_conflict_is_not_decided(load, folder, kind, option: str) -> None:
    kind.write(folder)
    load()
    kind.edit("title", ADMIN)
    kind.write(folder, body=FILE)

    load(option)

    assert (kind.stored("title"), kind.stored("body")) == (ADMIN, FILE)


@pytest.fixture
def two_conflicts(load, folder) -> None:
    """Conflicts in 3/9.md and 4/10.md."""
    for number, area in [(9, 3), (10, 4)]:
        make.seed(folder, f"{area}/{number}.md", "", title="Soru?", question_id=number)
    load()
    for row in Question.objects.all():
        row.text = ADMIN
        row.save()
    for number, area in [(9, 3), (10, 4)]:
        make.seed(folder, f"{area}/{number}.md", "", title=FILE, question_id=number)


def texts() -> list[str]:
    return list(Question.objects.values_list("text", flat=True))


def test_one_file_can_be_decided_and_the_other_stays_a_conflict(load, two_conflicts) -> None:
    told = load("--overwrite", "3/9.md")

    assert (told.status, texts()) == (3, [FILE, ADMIN])
    assert told.out == (
        "3/9.md (Soru 9): çakışma çözüldü, dosyadaki hâli alındı (başlık). "
        "Yönetim sayfasındaki eski hâli geçmişte duruyor.\n" + closing_line(updated=1, conflicts=1)
    )


def test_a_folder_can_be_kept_and_the_rest_overwritten(load, two_conflicts) -> None:
    told = load("--overwrite", "--keep", "3/*")

    assert (told.status, told.err, texts()) == (0, "", [ADMIN, FILE])


def test_a_decision_can_be_given_more_than_once(load, two_conflicts) -> None:
    assert (load("--overwrite", "3/9.md", "--overwrite", "4/*").status, texts()) == (0, [FILE, FILE])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--overwrite", "--keep"),
            "“*” hem --overwrite hem --keep ile seçilmiş. Hiçbir şey yüklenmedi. Birini bırakın.\n",
        ),
        (
            ("--overwrite", "3/*", "--keep", "*/9.md"),
            "“3/9.md” hem --overwrite hem --keep ile seçilmiş. Hiçbir şey yüklenmedi. Birini bırakın.\n",
        ),
        (
            ("--overwrite", "5/*"),
            (
                "“5/*” hiçbir dosyaya uymuyor. Hiçbir şey yüklenmedi. Dosyanın klasör içindeki yolunu yazın; klasörün kendisi "
                "seçeneklerden önce gelir.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(load, folder, two_conflicts, options, said) -> None:
    make.seed(folder, "yeni.md", "", title="Yeni?", question_id=77)

    assert (load(*options), texts()) == (Told(1, "", said), [ADMIN, ADMIN])


@pytest.mark.parametrize("option", ["--overwrite", "--keep"])
def test_a_dry_run_says_what_would_be_decided_and_writes_nothing(load, two_conflicts, option: str) -> None:
    before = snapshot()

    told = load("--dry-run", option, "3/9.md")

    assert (told.status, "3/9.md (Soru 9): çakışma çözüldü" in told.out, snapshot() == before) == (3, True, True)


def test_a_text_of_which_one_field_is_decided_loads_whole(load, folder, conflict) -> None:
    conflict(KINDS["guidance"], "body")
    KINDS["guidance"].write(folder, title=FILE, body=FILE)

    load("--keep")

    assert (Choice.objects.get().text, Guidance.objects.get().body) == (FILE, ADMIN)


# --- Retiring what the files no longer have -------------------------------------------------------


@pytest.fixture
def loaded(load, folder) -> Path:
    """Two questions of four choices each, an area and the questionnaire, all loaded."""
    folder_of_all_kinds(folder, questions=2)
    load()
    return folder


def retired() -> tuple[list[int], list[tuple[int, int]]]:
    choices = Choice.objects.filter(retired=True).values_list("question__number", "number")
    return list(Question.objects.filter(retired=True).values_list("number", flat=True)), list(choices)


def test_nothing_is_retired_unasked(load, loaded) -> None:
    (loaded / "1-4.md").unlink()

    load()

    assert retired() == ([], [])


def test_a_choice_whose_file_is_gone_is_taken_out_of_the_walk(load, loaded) -> None:
    (loaded / "1-4.md").unlink()

    told = load("--retire")

    line = "Soru 1, seçenek 4 artık dosyalarda yok: sorulanlar arasından çıkarıldı. Metni ve yanıtlar duruyor.\n"
    assert (told, retired()) == (Told(0, line + closing_line(unchanged=11, missing=1), ""), ([], [(1, 4)]))
    assert [choice.number for choice in content.now().asked(1).offered] == [1, 2, 3]


def test_a_question_goes_with_its_choices_which_come_back_with_it(load, loaded) -> None:
    for path in loaded.glob("2*.md"):
        path.unlink()

    told = load("--retire")

    assert (retired(), content.now().asked(2)) == (([2], []), None)
    assert told.out.splitlines()[0] == (
        "Soru 2 artık dosyalarda yok: sorulanlar arasından çıkarıldı. Metni ve yanıtlar duruyor."
    )
    Question.objects.update(retired=False)
    assert len(content.now().asked(2).offered) == 4


def test_a_question_for_which_the_files_have_guidance_is_only_named(load, loaded) -> None:
    (loaded / "1.md").unlink()

    told = load("--retire")

    assert (retired(), told.out.splitlines()[0]) == (([], []), "Soru 1 veri tabanında var, dosyalarda yok.")


def test_areas_and_the_questionnaire_are_only_named(load, loaded) -> None:
    (loaded / "anket.md").unlink()
    (loaded / "alan.md").unlink()

    told = load("--retire")

    assert told.out.splitlines()[:2] == [
        "Anketin giriş metni veri tabanında var, dosyalarda yok.",
        "Alan 3 veri tabanında var, dosyalarda yok.",
    ]
    assert (Area.objects.get().title, Questionnaire.objects.get().title) == ("Ortaklık", "Anket")


def test_a_choice_without_guidance_is_not_missed_since_no_file_can_hold_it(load, loaded) -> None:
    Choice.objects.create(question=Question.objects.get(number=1), number=5, text="Yalnızca ifade")

    assert (load("--retire"), retired()) == (Told(0, closing_line(unchanged=12), ""), ([], []))


def test_retiring_again_does_nothing(load, loaded) -> None:
    (loaded / "1-4.md").unlink()
    load("--retire")
    before = snapshot()

    assert (load("--retire"), snapshot() == before) == (Told(0, closing_line(unchanged=11), ""), True)


def test_a_dry_run_names_what_would_be_retired(load, loaded) -> None:
    (loaded / "1-4.md").unlink()
    before = snapshot()

    told = load("--retire", "--dry-run")

    line = "Soru 1, seçenek 4 artık dosyalarda yok: sorulanlar arasından çıkarılırdı. Metni ve yanıtlar dururdu."
    assert (told.out.splitlines()[0], snapshot() == before) == (line, True)


def test_what_was_answered_stays(load, loaded) -> None:
    before = (Choice.objects.count(), Guidance.objects.count(), Question.objects.count())
    for path in loaded.glob("*.md"):
        path.unlink()
    make.seed(loaded, "8.md", "", title="Soru?", question_id=8)

    load("--retire")

    assert (Choice.objects.count(), Guidance.objects.count(), Question.objects.count() - 1) == before


def test_retiring_is_a_version_in_the_history(load, loaded) -> None:
    (loaded / "1-4.md").unlink()

    load("--retire")

    choice = Choice.objects.get(retired=True)
    assert list(choice.history.order_by("history_id").values_list("history_type", "retired")) == [
        ("+", False),
        ("~", True),
    ]


# --- The log --------------------------------------------------------------------------------------


def test_a_load_is_one_entry_that_all_its_versions_refer_to(load, folder) -> None:
    folder_of_all_kinds(folder)

    load()

    entry = Load.objects.get()
    assert (entry.source, entry.name, entry.user, entry.counts["created"]) == ("command", folder.name, None, 7)
    models = (Questionnaire, Area, Question, Choice, Guidance)
    assert {version.load for model in models for version in model.history.all()} == {entry}


def test_a_load_that_changes_nothing_is_not_in_the_log(load, folder) -> None:
    folder_of_all_kinds(folder)
    load()
    load()
    Question.objects.update(text=ADMIN)
    load()

    assert Load.objects.count() == 1


def test_a_conflict_that_nobody_decided_is_not_in_the_log(load, conflict) -> None:
    conflict(KINDS["area"], "title")
    before = Load.objects.count()

    load()

    assert Load.objects.count() == before


@pytest.mark.parametrize(("option", "counted"), [("--keep", "kept"), ("--overwrite", "updated")])
def test_a_decision_is_in_the_log(load, conflict, option: str, counted: str) -> None:
    conflict(KINDS["area"], "title")

    load(option)

    assert Load.objects.latest("pk").counts[counted] == 1


def test_what_was_retired_is_counted_in_the_log(load, loaded) -> None:
    (loaded / "1-4.md").unlink()

    load("--retire")

    assert Load.objects.latest("pk").counts["retired"] == 1


def test_the_folder_of_the_settings_is_loaded_without_a_name(db, folder, settings) -> None:
    make.seed(folder, "9.md", "", title="Soru?", question_id=9)
    settings.SEEDS_DIR = folder

    call_command("loadseeds")

    assert Question.objects.get().text == "Soru?"


# --- Killed at a named point ----------------------------------------------------------------------

POINTS = [  # in order; from the last on, the load is done
    "seeding.shelf.read!",
    "seeding.load.planned!",
    "seeding.load._write",
    "seeding.apply.apply",
    "seeding.apply._flush!:1",
    "seeding.apply._flush!:2",
    "seeding.apply._flush!:3",
    "seeding.apply.apply!",
    "seeding.apply.retire!",
    "seeding.load._write!",
    "seeding.load.load!",
]


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    """A database with two questions in it."""
    home = tmp_path_factory.mktemp("loaded")
    folder_of_all_kinds(home / "seeds", questions=2)
    database = own.new(home)
    assert manage.run("loadseeds", home / "seeds", DATABASE_URL=database.url).returncode == 0
    yield database
    database.drop()


@pytest.mark.parametrize("point", POINTS)
def test_a_load_that_is_killed_is_done_or_was_never_begun(tmp_path, loaded_once: Own, point: str) -> None:
    folder, database = tmp_path / "seeds", loaded_once.copy(tmp_path)
    folder_of_all_kinds(folder, questions=2)
    before = database.rows()
    (folder / "2-4.md").unlink()
    for kind in KINDS.values():
        kind.write(folder)
    load = ("loadseeds", folder, "--overwrite", "--retire")

    killed = manage.python(*("-m", "tests.management.killed", point, "manage.py", *load), DATABASE_URL=database.url)
    after = database.rows()
    again = manage.run(*load, DATABASE_URL=database.url)
    database.drop()

    done = point == POINTS[-1]
    assert (killed.returncode, after == before) == (-signal.SIGKILL, not done)
    assert (again.returncode, "0 oluşturuldu, 0 güncellendi" in again.stdout) == (0, done)
