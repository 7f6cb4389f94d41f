"""Loading against the database: the three-way comparison of DESIGN §4, and what is (not) written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire import content, seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Outcome
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, QuestionnaireSeed, QuestionSeed, Seed, key_of
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire
from questionnaire.seeding import Result
from tests import make

pytestmark = pytest.mark.django_db

BEFORE, FILE, ADMIN = "İlk hâli.", "Dosyada değişti.", "Yönetimde değişti."


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Result]:
    """Load what lies in the folder of the test."""

    def run(**options: Any) -> Result:
        return seeding.load(folders.read(tmp_path), **options)

    return run


@dataclass(frozen=True)
class Kind:
    """One of the four kinds of file: its front matter, and where its two texts are stored."""

    front: dict[str, object]
    title: tuple[type, str]
    body: tuple[type, str]

    def write(self, folder: Path, **texts: str) -> None:
        make.seed(folder, "a.md", texts.get("body", BEFORE), title=texts.get("title", BEFORE), **self.front)

    def edit(self, name: str, text: str) -> None:
        """As an editor would in the admin."""
        model, column = getattr(self, name)
        row = model.objects.get()
        setattr(row, column, text)
        row.save()

    def stored(self, name: str) -> str:
        model, column = getattr(self, name)
        return getattr(model.objects.get(), column)


KINDS = {
    "questionnaire": Kind(
        {"kind": "questionnaire"}, title=(Questionnaire, "title"), body=(Questionnaire, "introduction")
    ),
    "area": Kind({"area_id": 3}, title=(Area, "title"), body=(Area, "description")),
    "question": Kind({"question_id": 9}, title=(Question, "text"), body=(Question, "help")),
    "guidance": Kind({"question_id": 9, "choice_id": 1}, title=(Choice, "text"), body=(Guidance, "body")),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
every_text = pytest.mark.parametrize("name", ["title", "body"])


def snapshot() -> dict[str, list[Any]]:
    """Every row of every table of ours, history and version among them."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in _models()}


def _models() -> list[Any]:
    return list(apps.get_app_config("questionnaire").get_models())


def history() -> list[tuple[str, str]]:
    """What the histories say happened: model and kind of change."""
    models = (Questionnaire, Area, Question, Choice, Guidance)
    return sorted((model.__name__, row.history_type) for model in models for row in model.history.all())


# --- The table of DESIGN §4 ---------------------------------------------------------------------


@every_kind
@every_text
@pytest.mark.parametrize(
    "case",  # the file now, the database now, what stands afterwards
    [
        (BEFORE, BEFORE, BEFORE, Outcome.UNCHANGED),
        (FILE, BEFORE, FILE, Outcome.UPDATED),
        (BEFORE, ADMIN, ADMIN, Outcome.KEPT),
        (FILE, FILE, FILE, Outcome.UNCHANGED),
        (FILE, ADMIN, ADMIN, Outcome.CONFLICT),
    ],
    ids=["neither changed", "the file changed", "the admin changed", "both to the same", "both differently"],
)
def test_what_stands_after(load, tmp_path, kind: Kind, name: str, case: tuple) -> None:
    file, admin, stands, outcome = case
    kind.write(tmp_path)
    load()
    kind.edit(name, admin)
    kind.write(tmp_path, **{name: file})

    (decision,) = load().decisions.values()

    assert (kind.stored(name), decision.outcome) == (stands, outcome)


@every_kind
@every_text
def test_what_both_changed_to_the_same_counts_as_loaded(load, tmp_path, kind: Kind, name: str) -> None:
    kind.write(tmp_path)
    load()
    kind.edit(name, FILE)
    kind.write(tmp_path, **{name: FILE})
    load()

    kind.write(tmp_path, **{name: "Dosyada bir daha değişti."})
    load()

    assert kind.stored(name) == "Dosyada bir daha değişti."


@every_kind
def test_a_conflict_stands_until_file_and_admin_agree(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.edit("title", ADMIN)
    kind.write(tmp_path, title=FILE)

    outcomes = [load().count(Outcome.CONFLICT), load().count(Outcome.CONFLICT)]
    kind.write(tmp_path, title=ADMIN)
    outcomes.append(load().count(Outcome.CONFLICT))

    assert outcomes == [1, 1, 0]


@every_kind
def test_the_two_sides_may_change_different_fields(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.edit("body", ADMIN)
    kind.write(tmp_path, title=FILE)

    load()

    assert (kind.stored("title"), kind.stored("body")) == (FILE, ADMIN)


@every_kind
def test_a_conflict_in_one_field_does_not_hold_up_another(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.edit("body", ADMIN)
    kind.write(tmp_path, title=FILE, body=FILE)

    ((_, decision),) = load().of(Outcome.CONFLICT)

    assert (decision.conflicts, kind.stored("title"), kind.stored("body")) == (("body",), FILE, ADMIN)


@every_kind
def test_a_text_whose_file_is_gone_is_named_and_stays(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    (key,) = load().decisions
    (tmp_path / "a.md").unlink()

    loaded = load()

    assert (loaded.missing, kind.stored("title")) == ((key,), BEFORE)


@every_kind
def test_a_text_written_in_the_admin_first_is_not_overwritten(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    for model in _models():
        if hasattr(model, "loaded"):
            model.objects.update(loaded={})
    kind.write(tmp_path, title=FILE)

    assert (load().count(Outcome.CONFLICT), kind.stored("title")) == (1, BEFORE)


@pytest.mark.parametrize(
    ("before", "after", "stored"),
    [
        ({}, {"level": "7"}, ("7", "")),
        ({"level": "7"}, {"level": "none"}, ("none", "")),
        ({"level": "none"}, {}, ("", "")),
        ({}, {}, ("", "")),
    ],
)
def test_the_level_of_a_statement_follows_its_file(load, tmp_path, before: dict, after: dict, stored: tuple) -> None:
    make.seed(tmp_path, "a.md", title="İfade", question_id=9, choice_id=1, **before)
    load()
    make.seed(tmp_path, "a.md", title="İfade", question_id=9, choice_id=1, **after)

    load()

    choice = Choice.objects.get()
    assert (choice.level_by_hand, choice.question.levels) == stored


@pytest.mark.parametrize(
    ("before", "after", "stored"),
    [
        ({}, {"area_id": 3, "levels": "ascending"}, (3, "ascending")),
        ({"area_id": 3, "levels": "ascending"}, {"area_id": 4, "levels": "descending"}, (4, "descending")),
        ({"area_id": 3, "levels": "ascending"}, {}, (None, "")),
    ],
)
def test_area_and_levels_of_a_question_follow_its_file(load, tmp_path, before, after, stored) -> None:
    make.seed(tmp_path, "a.md", title="Soru?", question_id=9, **before)
    load()
    make.seed(tmp_path, "a.md", title="Soru?", question_id=9, **after)

    load()

    assert Question.objects.values_list("area__number", "levels").get() == stored


def test_an_area_chosen_in_the_admin_stays(load, tmp_path) -> None:
    make.seed(tmp_path, "a.md", title="Soru?", question_id=9, area_id=3)
    load()
    Question.objects.update(area=make.area(5))

    assert (load().count(Outcome.KEPT), Question.objects.get().area.number) == (1, 5)


def test_the_names_of_the_levels_follow_their_file(load, tmp_path) -> None:
    make.seed(tmp_path, "a.md", title="Anket", kind="questionnaire", level_names="[Yok]")
    load()
    make.seed(tmp_path, "a.md", title="Anket", kind="questionnaire", level_names="[Yok, Var]")

    load()

    assert Questionnaire.objects.get().level_names == ["Yok", "Var"]


# --- What comes before its parent ---------------------------------------------------------------


def test_guidance_can_come_before_its_question_and_can_be_walked(load, tmp_path) -> None:
    make.seed(tmp_path, "9-3.md", "Reçete", title="Üçüncü ifade", question_id=9, choice_id=3)

    loaded = load()

    asked = content.now().asked(9)
    assert (asked.text, [choice.text for choice in asked.offered], loaded.without_text) == ("", ["Üçüncü ifade"], (9,))


def test_a_question_that_comes_later_is_no_conflict(load, tmp_path) -> None:
    make.seed(tmp_path, "9-3.md", "Reçete", title="Üçüncü ifade", question_id=9, choice_id=3)
    load()
    make.seed(tmp_path, "9.md", "Yardım", title="Soru?", question_id=9, area_id=3, levels="ascending")

    loaded = load()

    stored = Question.objects.values_list("text", "help", "area__number", "levels").get()
    assert (stored, loaded.count(Outcome.UPDATED), loaded.without_text) == (
        ("Soru?", "Yardım", 3, "ascending"),
        1,
        (),
    )


def test_a_question_written_in_the_admin_before_its_file_came_is_a_conflict(load, tmp_path) -> None:
    make.seed(tmp_path, "9-3.md", "Reçete", title="Üçüncü ifade", question_id=9, choice_id=3)
    load()
    KINDS["question"].edit("title", ADMIN)
    make.seed(tmp_path, "9.md", "Yardım", title="Soru?", question_id=9)

    loaded = load()

    stored = Question.objects.values_list("text", "help").get()
    assert (stored, loaded.count(Outcome.CONFLICT)) == ((ADMIN, "Yardım"), 1)


def test_an_area_that_no_file_describes_is_made_for_its_question(load, tmp_path) -> None:
    make.seed(tmp_path, "9.md", "", title="Soru?", question_id=9, area_id=3)

    loaded = load()

    assert (str(Question.objects.get().area), loaded.missing) == ("Alan 3", ())


def test_an_area_that_comes_later_is_no_conflict(load, tmp_path) -> None:
    make.seed(tmp_path, "9.md", "", title="Soru?", question_id=9, area_id=3)
    load()
    make.seed(tmp_path, "alan.md", "Açıklama", title="Ortaklık", area_id=3)

    loaded = load()

    stored = Area.objects.values_list("title", "description").get()
    assert (stored, loaded.count(Outcome.CONFLICT)) == (("Ortaklık", "Açıklama"), 0)


def test_guidance_comes_to_a_statement_made_in_the_admin(load, tmp_path) -> None:
    make.question(9, choices=1, guidance=False)
    make.seed(tmp_path, "9-1.md", "Reçete", title="9. sorunun 1. ifadesi.", question_id=9, choice_id=1)

    loaded = load()

    assert (Guidance.objects.get().body, loaded.count(Outcome.UPDATED)) == ("Reçete", 1)


# --- What is retired or missing -----------------------------------------------------------------


def test_what_was_retired_is_not_named_as_missing(load) -> None:
    make.question(1, choices=2)
    make.question(2, choices=2, retired=True)
    Choice.objects.filter(question__number=1, number=2).update(retired=True)

    assert load().missing == (("question", 1, 0), ("guidance", 1, 1))


def test_what_nobody_wrote_is_not_named_as_missing(load) -> None:
    make.question(1, choices=0, text="", area=make.area(1, title=""))

    assert load().missing == ()


def test_everything_else_without_a_file_is_named(load) -> None:
    Questionnaire.objects.create(title="Anket")
    make.question(9, choices=1, area=make.area(3))

    assert set(load().missing) == {
        ("questionnaire", 0, 0),
        ("area", 3, 0),
        ("question", 9, 0),
        ("guidance", 9, 1),
    }


@pytest.mark.parametrize("changed", [BEFORE, FILE])
def test_loading_does_not_bring_back_what_was_retired(load, tmp_path, changed: str) -> None:
    KINDS["guidance"].write(tmp_path)
    load()
    Choice.objects.update(retired=True)
    Question.objects.update(retired=True)
    KINDS["guidance"].write(tmp_path, title=changed)

    load()

    stored = Choice.objects.values_list("text", "retired", "question__retired").get()
    assert stored == (changed, True, True)


def test_a_retired_question_without_text_is_not_complained_about(load, tmp_path) -> None:
    KINDS["guidance"].write(tmp_path)
    load()
    Question.objects.update(retired=True)

    assert load().without_text == ()


# --- What is written ----------------------------------------------------------------------------


def folder_of_all_kinds(folder: Path, questions: int = 1) -> None:
    """A questionnaire, an area, and for each question its text and four guidance texts."""
    make.seed(folder, "anket.md", "Giriş", title="Anket", kind="questionnaire", level_names="[Yok, Var]")
    make.seed(folder, "alan.md", "Açıklama", title="Ortaklık", area_id=3)
    for question in range(1, questions + 1):
        make.seed(folder, f"{question}.md", "", title="Soru?", question_id=question, area_id=3, levels="ascending")
        for choice in range(1, 5):
            name = f"{question}-{choice}.md"
            make.seed(folder, name, "Reçete\n", title=f"{choice}. ifade", question_id=question, choice_id=choice)


def test_loading_again_writes_nothing(load, tmp_path) -> None:
    folder_of_all_kinds(tmp_path, questions=2)
    load()
    before = snapshot()

    with CaptureQueriesContext(connection) as queries:
        loaded = load()

    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (written, loaded.count(Outcome.UNCHANGED)) == ([], 12)
    assert snapshot() == before


@pytest.mark.parametrize("name", ["title", "body"])
@every_kind
def test_keeping_and_conflicts_write_nothing(load, tmp_path, kind: Kind, name: str) -> None:
    kind.write(tmp_path)
    load()
    kind.edit(name, ADMIN)
    before = snapshot()

    load()
    kind.write(tmp_path, **{name: FILE})
    load()

    assert snapshot() == before


@every_kind
def test_a_dry_run_writes_nothing(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.write(tmp_path, title=FILE, body=FILE)
    make.seed(tmp_path, "yeni.md", title="Yeni", question_id=77, choice_id=1)
    before = snapshot()

    load(dry_run=True)

    assert snapshot() == before


@every_kind
def test_a_dry_run_decides_as_a_load_does(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.write(tmp_path, title=FILE)
    make.seed(tmp_path, "yeni.md", title="Yeni", question_id=77, choice_id=1)

    tried = load(dry_run=True)

    done = load()
    assert (tried.decisions, tried.missing, tried.without_text) == (done.decisions, done.missing, done.without_text)


def test_every_row_has_a_history_from_the_first_load_on(load, tmp_path) -> None:
    folder_of_all_kinds(tmp_path)

    load()

    assert history() == [
        ("Area", "+"),
        *[("Choice", "+")] * 4,
        *[("Guidance", "+")] * 4,
        ("Question", "+"),
        ("Questionnaire", "+"),
    ]


def test_what_is_made_for_others_has_a_history_too(load, tmp_path) -> None:
    make.seed(tmp_path, "9-3.md", "Reçete", title="Üçüncü ifade", question_id=9, choice_id=3)
    make.seed(tmp_path, "8.md", "", title="Soru?", question_id=8, area_id=3)

    load()

    assert history() == [("Area", "+"), ("Choice", "+"), ("Guidance", "+"), ("Question", "+"), ("Question", "+")]


@every_kind
@every_text
def test_a_changed_text_adds_its_version_to_the_history(load, tmp_path, kind: Kind, name: str) -> None:
    kind.write(tmp_path)
    load()
    kind.write(tmp_path, **{name: FILE})

    load()

    model, column = getattr(kind, name)
    versions = model.history.order_by("history_id").values_list("history_type", column)
    assert list(versions) == [("+", BEFORE), ("~", FILE)]


def test_what_both_changed_to_the_same_adds_nothing_to_the_history(load, tmp_path) -> None:
    KINDS["area"].write(tmp_path)
    load()
    KINDS["area"].edit("title", FILE)
    KINDS["area"].write(tmp_path, title=FILE)
    before = Area.history.count()

    load()

    assert Area.history.count() == before


def test_only_what_changed_is_written(load, tmp_path) -> None:
    folder_of_all_kinds(tmp_path, questions=2)
    load()
    before = len(history())
    make.seed(tmp_path, "2-4.md", "Yeni reçete\n", title="4. ifade", question_id=2, choice_id=4)

    load()

    assert len(history()) - before == 1


def test_a_load_that_writes_renews_the_version(load, tmp_path) -> None:
    KINDS["area"].write(tmp_path)
    load()
    before = ContentVersion.objects.get().value
    KINDS["area"].write(tmp_path, title=FILE)

    load()

    assert ContentVersion.objects.get().value != before


def test_loaded_texts_are_rendered_and_can_be_found(load, tmp_path) -> None:
    make.seed(tmp_path, "a.md", "ISPARTA *için*", title="İfade", question_id=9, choice_id=1)

    load()

    stored = Guidance.objects.values_list("body", "html", "folded").get()
    assert stored == ("ISPARTA *için*", "<p>ISPARTA <em>için</em></p>", "isparta *için*")


def test_an_updated_text_is_rendered_again(load, tmp_path) -> None:
    KINDS["guidance"].write(tmp_path)
    load()
    KINDS["guidance"].write(tmp_path, body="**Yeni** IĞDIR")

    load()

    assert Guidance.objects.values_list("html", "folded").get() == (
        "<p><strong>Yeni</strong> IĞDIR</p>",
        "**yeni** iğdir",
    )


# --- What is shown of a dry run -----------------------------------------------------------------


@every_kind
@every_text
def test_a_dry_run_knows_both_versions_of_what_would_change(load, tmp_path, kind: Kind, name: str) -> None:
    kind.write(tmp_path)
    load()
    kind.write(tmp_path, **{name: FILE})

    differences = load(dry_run=True).diffs

    assert [(each.name, each.stored, each.in_file) for each in differences] == [(name, BEFORE, FILE)]


@every_kind
def test_a_dry_run_knows_both_versions_of_a_conflict(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)
    load()
    kind.edit("body", ADMIN)
    kind.write(tmp_path, body=FILE)

    differences = load(dry_run=True).diffs

    assert [(each.name, each.stored, each.in_file) for each in differences] == [("body", ADMIN, FILE)]


@every_kind
def test_a_dry_run_shows_a_new_text_whole(load, tmp_path, kind: Kind) -> None:
    kind.write(tmp_path)

    differences = {each.name: (each.stored, each.in_file) for each in load(dry_run=True).diffs}

    assert (differences["title"], differences["body"]) == (("", BEFORE), ("", BEFORE))


def test_a_dry_run_shows_a_list_line_by_line(load, tmp_path) -> None:
    make.seed(tmp_path, "a.md", title="Anket", kind="questionnaire", level_names="[Yok]")
    load()
    make.seed(tmp_path, "a.md", title="Anket", kind="questionnaire", level_names="[Yok, Var]")

    (difference,) = load(dry_run=True).diffs

    assert (difference.stored, difference.in_file) == ("Yok", "Yok\nVar")


# --- Cost ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("questions", [1, 40])  # 7 and 202 files
def test_an_unchanged_load_costs_the_same_for_any_number_of_files(load, tmp_path, questions: int) -> None:
    folder_of_all_kinds(tmp_path, questions)
    load()
    folder = folders.read(tmp_path)

    with CaptureQueriesContext(connection) as queries:
        seeding.load(folder)

    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 6


# --- Any folder ---------------------------------------------------------------------------------

some_text = st.text("aıiİşğ .", min_size=1, max_size=12).filter(str.strip)
few = st.integers(1, 3)
seeds = st.one_of(
    st.builds(AreaSeed, few, some_text, some_text),
    st.builds(
        QuestionSeed, few, some_text, some_text, st.none() | few, st.sampled_from(["", "ascending", "descending"])
    ),
    st.builds(GuidanceSeed, few, few, some_text, some_text, st.sampled_from(["", "1", "100", "none"])),
    st.builds(QuestionnaireSeed, some_text, some_text, st.lists(some_text, max_size=2).map(tuple)),
)
folders_of_seeds = st.lists(seeds, max_size=8, unique_by=key_of)


def as_folder(found: list[Seed]) -> Folder:
    return Folder({key_of(seed): seed for seed in found}, {key_of(seed): "a.md" for seed in found}, (), 0)


@settings(max_examples=25, deadline=None)
@given(folders_of_seeds, folders_of_seeds)
def test_whatever_was_loaded_before_the_next_folder_is_taken_whole_and_only_once(
    first: list[Seed], second: list[Seed]
) -> None:
    with transaction.atomic():
        seeding.load(as_folder(first))
        seeding.load(as_folder(second))
        before = snapshot()

        again = seeding.load(as_folder(second))

        assert {decision.outcome for decision in again.decisions.values()} <= {Outcome.UNCHANGED}
        assert snapshot() == before
        transaction.set_rollback(True)
