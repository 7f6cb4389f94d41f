import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from questionnaire.domain import improvement
from questionnaire.domain.improvement import MAX_LINES, Status
from questionnaire.domain.walk import Mark
from questionnaire.models import Action, Assessment, OutdatedLine, PlanFull
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    """One that was last written to a day ago."""
    made, _ = make.assessment()
    Assessment.objects.update(updated_at=timezone.now() - timedelta(days=1))
    made.refresh_from_db()
    return made


def typed(what="Bütçe yapmak", **fields):
    """A line as a form has it."""
    return improvement.Action(**{"uid": uuid.uuid4(), "what": what, "revision": 0, **fields})


def whats(assessment):
    return [line.what for line in assessment.plan()]


@pytest.fixture
def written(assessment):
    """Whether the assessment was written to since."""
    before = assessment.updated_at
    return lambda: Assessment.objects.get().updated_at > before


# --- marks ----------------------------------------------------------------------------------------


def test_marks_are_set_for_many_questions_at_once_and_one_thing_at_a_time(assessment):
    first, second = make.question(1), make.question(2)

    assessment.mark({first.pk: 3, second.pk: 1}, "importance")
    assessment.mark({first.pk: True}, "flagged")
    assessment.mark({first.pk: 2}, "importance")
    assessment.mark({second.pk: True}, "priority")

    assert assessment.marks_by_number() == {
        1: Mark(flagged=True, importance=2),
        2: Mark(importance=1, priority=True, is_decided=True),
    }


def test_marking_is_writing_and_marking_nothing_is_not(assessment, written):
    question = make.question(1)
    assessment.mark({}, "importance")
    assert not written()

    assessment.mark({question.pk: 3}, "importance")

    assert written()


def test_marking_a_deleted_assessment_brings_nothing_back(assessment):
    question = make.question(1)
    Assessment.objects.get().delete()

    with pytest.raises(Assessment.DoesNotExist):
        assessment.mark({question.pk: True}, "flagged")

    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("importance", [0, 4, -1])
def test_the_database_knows_how_important_a_question_can_be(assessment, importance):
    question = make.question(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.mark({question.pk: importance}, "importance")


# --- adding ---------------------------------------------------------------------------------------


def test_a_line_is_added_at_the_end_with_everything_it_says(assessment, written):
    make.action(assessment, "Birinci")
    question = make.question(9)
    line = typed("İkinci", first_step="Sormak", who="saymanımız", due=date(2026, 12, 31), status=Status.STARTED)

    uid = Action.add(assessment, line, question.pk)

    stored = assessment.plan()[1]
    assert stored.says_the_same_as(line)
    assert (stored.uid, stored.question, stored.revision) == (line.uid, 9, 1) == (uid, 9, 1)
    assert written()


def test_the_same_line_sent_twice_is_added_once(assessment):
    line = typed()

    uids = {Action.add(assessment, line, None) for _ in range(2)}

    assert (uids, whats(assessment)) == ({line.uid}, ["Bütçe yapmak"])


def test_another_line_from_a_form_gone_back_to_is_a_line_of_its_own(assessment):
    line = typed("Birinci")
    Action.add(assessment, line, None)

    Action.add(assessment, typed("İkinci", uid=line.uid), None)

    assert whats(assessment) == ["Birinci", "İkinci"]


def test_the_uid_of_anothers_line_leads_to_nothing_of_theirs(assessment):
    theirs, _ = make.assessment()
    line = make.action(theirs, "Onların")

    Action.add(assessment, typed("Bizim", uid=line.uid), None)

    assert (whats(assessment), whats(theirs)) == (["Bizim"], ["Onların"])


def test_a_plan_has_so_many_lines_and_no_more(assessment):
    Action.objects.bulk_create(Action(assessment=assessment, what=str(at), position=at) for at in range(MAX_LINES - 1))
    Action.add(assessment, typed("Sonuncu"), None)

    with pytest.raises(PlanFull):
        Action.add(assessment, typed("Fazla"), None)

    assert (len(whats(assessment)), whats(assessment)[-1]) == (MAX_LINES, "Sonuncu")


@pytest.mark.parametrize("broken", [{"what": ""}, {"status": "later"}])
def test_the_database_takes_no_line_that_says_nothing(assessment, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.action(assessment, **broken)


# --- changing -------------------------------------------------------------------------------------


def test_a_changed_line_keeps_its_uid_and_counts_its_changes(assessment, written):
    line = make.action(assessment, "Önce")

    Action.change(assessment, typed("Sonra", uid=line.uid, revision=1))

    (stored,) = assessment.plan()
    assert (stored.uid, stored.what, stored.revision) == (line.uid, "Sonra", 2)
    assert written()


def test_a_form_made_from_an_older_line_changes_nothing_and_gets_to_know_it(assessment):
    line = make.action(assessment, "Önce")
    Action.change(assessment, typed("Başka sekme", uid=line.uid, revision=1))

    with pytest.raises(OutdatedLine) as outdated:
        Action.change(assessment, typed("Bu sekme", uid=line.uid, revision=1))

    assert (outdated.value.stored.what, outdated.value.stored.revision) == ("Başka sekme", 2)
    assert whats(assessment) == ["Başka sekme"]


def test_saying_the_same_as_another_tab_is_no_conflict(assessment):
    line = make.action(assessment, "Önce")

    for _ in range(2):
        Action.change(assessment, typed("Sonra", uid=line.uid, revision=1))

    assert assessment.plan()[0].revision == 2


def test_a_line_that_was_removed_cannot_be_changed(assessment):
    with pytest.raises(Action.DoesNotExist):
        Action.change(assessment, typed(revision=1))


def test_nobody_changes_or_removes_or_moves_a_line_of_others(assessment):
    theirs, _ = make.assessment()
    first, second = make.action(theirs, "Bir"), make.action(theirs, "İki")

    with pytest.raises(Action.DoesNotExist):
        Action.change(assessment, typed("Bizim", uid=first.uid, revision=1))
    Action.remove(assessment, first.uid, 1)
    Action.move(assessment, second.uid, -1, shown_at=1)

    assert whats(theirs) == ["Bir", "İki"]


# --- removing and moving --------------------------------------------------------------------------


def test_a_line_is_removed_as_it_was_shown(assessment, written):
    line = make.action(assessment, "Gider")
    make.action(assessment, "Kalır")

    for _ in range(2):  # once more is fine
        Action.remove(assessment, line.uid, 1)

    assert whats(assessment) == ["Kalır"]
    assert written()


def test_a_line_that_was_changed_meanwhile_is_not_removed(assessment):
    line = make.action(assessment, "Önce")
    Action.change(assessment, typed("Sonra", uid=line.uid, revision=1))

    with pytest.raises(OutdatedLine):
        Action.remove(assessment, line.uid, 1)

    assert whats(assessment) == ["Sonra"]


@pytest.mark.parametrize(
    ("at", "by", "order"),
    [(1, -1, "BAC"), (1, 1, "ACB"), (0, -1, "ABC"), (2, 1, "ABC"), (0, 1, "BAC")],
)
def test_a_line_moves_by_one_place_and_not_beyond_the_plan(assessment, at, by, order):
    lines = [make.action(assessment, name) for name in "ABC"]

    Action.move(assessment, lines[at].uid, by, shown_at=at)

    assert "".join(whats(assessment)) == order


def test_a_line_that_moved_meanwhile_is_not_moved_once_more(assessment):
    lines = [make.action(assessment, name) for name in "ABC"]

    for _ in range(2):
        Action.move(assessment, lines[2].uid, -1, shown_at=2)

    assert "".join(whats(assessment)) == "ACB"


def test_lines_with_the_same_position_can_be_moved_too(assessment):
    lines = [make.action(assessment, name, position=0) for name in "ABC"]

    Action.move(assessment, lines[2].uid, -1, shown_at=2)

    assert "".join(whats(assessment)) == "ACB"


def test_moving_is_no_change_of_the_line(assessment, written):
    lines = [make.action(assessment, name) for name in "AB"]

    Action.move(assessment, lines[0].uid, 1, shown_at=0)

    assert {line.revision for line in assessment.plan()} == {1}
    assert written()


@given(moves=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=8))
@hypothesis_settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_lines_are_moved_the_plan_is_in_that_order(assessment, moves):
    assessment.actions.all().delete()
    lines = [make.action(assessment, name) for name in "ABCD"]
    expected = list("ABCD")
    for at, by in moves:
        place = expected.index("ABCD"[at])
        Action.move(assessment, lines[at].uid, by, shown_at=place)
        if 0 <= place + by < len(expected):
            expected.insert(place + by, expected.pop(place))

    assert whats(assessment) == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda assessment, line: Action.add(assessment, typed(), None),
        lambda assessment, line: Action.change(assessment, typed("Sonra", uid=line.uid, revision=1)),
        lambda assessment, line: Action.remove(assessment, line.uid, 1),
        lambda assessment, line: Action.move(assessment, line.uid, 1, shown_at=0),
    ],
    ids=["add", "change", "remove", "move"],
)
def test_a_finished_assessment_stays_finished_whatever_is_done_to_the_plan(assessment, change):
    line = make.action(assessment)
    make.action(assessment)
    assessment.finish()

    change(assessment, line)

    assert Assessment.objects.get().finished_at is not None


def test_the_plan_goes_with_its_assessment(assessment):
    make.action(assessment, question=make.question(1))

    assessment.delete()

    assert Action.objects.count() == 0
