import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.plan import (
    Decision,
    NothingMatches,
    Outcome,
    Overlap,
    Side,
    Verdict,
    by_pattern,
    decide,
    settle,
)

# The rows of DESIGN §4. Last loaded, in the file, in the database -> outcome, written, noted, kept, in conflict.
ROWS = {
    "same, same: nothing, not even a write": (["eski", "eski", "eski"], Outcome.UNCHANGED, "", "", "", ""),
    "file changed, admin same: updated": (["eski", "yeni", "eski"], Outcome.UPDATED, "body", "body", "", ""),
    "file same, admin changed: the admin's text stays": (["eski", "eski", "elle"], Outcome.KEPT, "", "", "body", ""),
    "both changed to the same: recorded as loaded": (["eski", "yeni", "yeni"], Outcome.UNCHANGED, "", "body", "", ""),
    "both changed: conflict, the admin's text stays": (["eski", "yeni", "elle"], Outcome.CONFLICT, "", "", "", "body"),
    "emptied in the file": (["eski", "", "eski"], Outcome.UPDATED, "body", "body", "", ""),
    "emptied in the admin": (["eski", "eski", ""], Outcome.KEPT, "", "", "body", ""),
    "emptied in the admin, changed in the file": (["eski", "yeni", ""], Outcome.CONFLICT, "", "", "", "body"),
    "emptied in both": (["eski", "", ""], Outcome.UNCHANGED, "", "body", "", ""),
    "brought back to what the file says": (["eski", "elle", "elle"], Outcome.UNCHANGED, "", "body", "", ""),
}


def names(text):
    return tuple(text.split())


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_what_happens_to_a_text_follows_from_its_three_versions(row):
    (loaded, in_file, stored), outcome, write, noted, kept, conflicts = row

    decision = decide({"body": in_file}, {"body": loaded}, {"body": stored})

    assert decision == Decision(
        outcome, names(write), dict.fromkeys(names(noted), in_file), names(kept), names(conflicts)
    )


def test_a_text_that_is_only_in_the_file_is_created_whole():
    file = {"title": "A", "body": "", "area": None}

    assert decide(file, {}, None) == Decision(Outcome.CREATED, ("title", "body", "area"), file)


@pytest.mark.parametrize("nobodys", ["", None, []])
def test_a_field_that_was_never_loaded_and_nobody_wrote_is_taken_from_the_file(nobodys):
    decision = decide({"title": "A"}, {}, {"title": nobodys})

    assert decision == Decision(Outcome.UPDATED, ("title",), {"title": "A"})


def test_a_field_that_was_never_loaded_and_was_written_in_the_admin_is_a_conflict():
    decision = decide({"title": "A"}, {}, {"title": "B"})

    assert decision == Decision(Outcome.CONFLICT, (), {}, (), ("title",))


def test_a_field_that_was_never_loaded_and_is_the_same_is_recorded_as_loaded():
    decision = decide({"title": "A"}, {}, {"title": "A"})

    assert decision == Decision(Outcome.UNCHANGED, (), {"title": "A"})
    assert decision.changes_anything


def test_fields_are_decided_one_by_one():
    file = {"title": "yeni", "body": "eski", "level": "yeni", "area": "eski", "levels": "yeni"}
    stored = {"title": "eski", "body": "elle", "level": "elle", "area": "eski", "levels": "yeni"}

    decision = decide(file, dict.fromkeys(file, "eski"), stored)

    assert decision == Decision(
        Outcome.CONFLICT,
        write=("title",),
        loaded={"title": "yeni", "levels": "yeni"},
        kept=("body",),
        conflicts=("level",),
    )


@pytest.mark.parametrize(
    ("titles", "outcome"),
    [
        ([("yeni", "eski"), ("eski", "elle")], Outcome.UPDATED),
        ([("yeni", "elle"), ("yeni", "eski")], Outcome.CONFLICT),
        ([("eski", "elle"), ("eski", "eski")], Outcome.KEPT),
        ([("yeni", "yeni"), ("eski", "elle")], Outcome.KEPT),
    ],
)
def test_the_outcome_of_a_text_is_the_weightiest_of_its_fields(titles, outcome):
    file = {str(at): in_file for at, (in_file, _) in enumerate(titles)}
    stored = {str(at): in_database for at, (_, in_database) in enumerate(titles)}

    assert decide(file, dict.fromkeys(file, "eski"), stored).outcome is outcome


def test_nothing_to_do_changes_nothing():
    assert not decide({"title": "A"}, {"title": "A"}, {"title": "B"}).changes_anything


_values = st.sampled_from(["", None, "a", "b", "c"])
_NAMES = ["title", "body", "level"]
_files = st.fixed_dictionaries(dict.fromkeys(_NAMES, _values))
_loaded = st.fixed_dictionaries({}, optional=dict.fromkeys(_NAMES, _values))


def applied(decision, file, loaded, stored):
    """Last loaded and database once a decision was carried out."""
    return {**loaded, **decision.loaded}, {**stored, **{name: file[name] for name in decision.write}}


@given(_files, _loaded, _files)
def test_loading_the_same_files_again_changes_nothing(file, loaded, stored):
    first = decide(file, loaded, stored)
    loaded, stored = applied(first, file, loaded, stored)

    again = decide(file, loaded, stored)

    assert not again.changes_anything
    assert again.conflicts == first.conflicts


@given(_files, _loaded, _files)
def test_what_the_admin_wrote_is_never_written_over(file, loaded, stored):
    decision = decide(file, loaded, stored)

    written_by_admin = {
        name for name in _NAMES if stored[name] not in {"", None} and stored[name] != loaded.get(name, "")
    }
    assert written_by_admin.isdisjoint(decision.write)


@given(_files, _loaded, _files)
def test_every_field_is_written_kept_in_conflict_or_already_as_in_the_file(file, loaded, stored):
    decision = decide(file, loaded, stored)

    alike = [name for name in _NAMES if file[name] == stored[name]]
    assert sorted([*decision.write, *decision.kept, *decision.conflicts, *alike]) == sorted(_NAMES)


@given(_files, _files)
def test_what_was_exported_loads_without_any_change(stored, loaded):
    loaded_once = applied(decide(stored, loaded, stored), stored, loaded, stored)[0]

    assert not decide(stored, loaded_once, stored).changes_anything


@given(_files)
def test_a_first_load_brings_the_database_to_the_files(file):
    decision = decide(file, {}, None)

    assert applied(decision, file, {}, {}) == (file, file)


# --- Conflicts that somebody decided --------------------------------------------------------------

FILE, ADMIN, MERGED = Verdict(Side.FILE), Verdict(Side.ADMIN), Verdict(Side.MERGED, "ikisi")
THREE = ({"title": "yeni", "body": "aynı"}, {"title": "eski", "body": "aynı"}, {"title": "elle", "body": "aynı"})


def decided(verdict):
    return settle(decide(*THREE), THREE[0], {"title": verdict})


@pytest.mark.parametrize(
    ("verdict", "outcome", "written", "kept", "merged"),
    [
        (FILE, Outcome.UPDATED, ("title",), (), {}),
        (ADMIN, Outcome.KEPT, (), ("title",), {}),
        (MERGED, Outcome.UPDATED, (), (), {"title": "ikisi"}),
    ],
)
def test_a_decided_conflict_is_none_and_the_files_text_counts_as_loaded(verdict, outcome, written, kept, merged):
    decision = decided(verdict)

    assert (decision.outcome, decision.write, decision.kept, decision.merged) == (outcome, written, kept, merged)
    assert (decision.conflicts, decision.loaded, decision.is_news) == ((), {"title": "yeni"}, True)


@pytest.mark.parametrize("verdict", [FILE, ADMIN, MERGED])
def test_what_was_decided_is_not_asked_again(verdict):
    file, loaded, stored = THREE
    decision = decided(verdict)
    loaded, stored = applied(decision, file, loaded, stored)

    again = decide(file, loaded, {**stored, **decision.merged})

    assert (again.conflicts, again.changes_anything) == ((), False)


def test_a_verdict_about_no_conflict_changes_nothing():
    decision = decide({"title": "yeni"}, {"title": "eski"}, {"title": "eski"})

    assert settle(decision, {"title": "yeni"}, {"title": ADMIN, "body": FILE}) == decision


def test_a_text_with_one_conflict_decided_and_one_open_is_still_a_conflict():
    file = {"title": "yeni", "body": "yeni"}
    decision = decide(file, dict.fromkeys(file, "eski"), dict.fromkeys(file, "elle"))

    settled = settle(decision, file, {"title": FILE})

    assert (settled.outcome, settled.write, settled.conflicts) == (Outcome.CONFLICT, ("title",), ("body",))


PATHS = {("question", 9, 0): "3/9.md", ("guidance", 9, 1): "3/9-1.md", ("question", 1, 0): "1/1.md"}


def sides(overwrite=(), keep=()):
    verdicts = by_pattern(PATHS, overwrite, keep)
    found = {path: verdicts(key, "title") for key, path in PATHS.items()}
    return {path: verdict.side for path, verdict in found.items() if verdict}


@pytest.mark.parametrize(
    ("overwrite", "keep", "decided"),
    [
        ([], [], {}),
        (["*"], [], dict.fromkeys(PATHS.values(), Side.FILE)),
        ([], ["*"], dict.fromkeys(PATHS.values(), Side.ADMIN)),
        (["3/*"], [], {"3/9.md": Side.FILE, "3/9-1.md": Side.FILE}),
        (["*-?.md"], ["1/*"], {"3/9-1.md": Side.FILE, "1/1.md": Side.ADMIN}),
        (["*"], ["3/9.md"], {"3/9.md": Side.ADMIN, "3/9-1.md": Side.FILE, "1/1.md": Side.FILE}),
        (["3/9.md", "*"], ["1/1.md"], {"3/9.md": Side.FILE, "3/9-1.md": Side.FILE, "1/1.md": Side.ADMIN}),
    ],
)
def test_conflicts_are_decided_by_the_paths_of_files_and_what_is_named_goes_first(overwrite, keep, decided):
    assert sides(overwrite, keep) == decided


@pytest.mark.parametrize(("overwrite", "keep", "path"), [(["*"], ["*"], "*"), (["3/*"], ["*/9.md"], "3/9.md")])
def test_a_file_that_is_named_by_both_is_refused(overwrite, keep, path):
    with pytest.raises(Overlap, match=re.escape(path)):
        sides(overwrite, keep)


@pytest.mark.parametrize("pattern", ["seeds", "4/*", "9.md", "3/9.MD"])
def test_a_pattern_that_names_no_file_is_refused(pattern):
    with pytest.raises(NothingMatches, match=re.escape(pattern)):
        sides([pattern])
