"""Assessments and answers: what is stored, what is refused, and which of two forms wins."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from questionnaire import content
from questionnaire.domain import questionnaire as domain
from questionnaire.domain.key import new_key
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Answer, Assessment, Choice, OutdatedForm, Question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make.assessment()[0]


@pytest.fixture
def question() -> domain.Question:
    """Question 9 with five choices."""
    make.question(9)
    asked = content.now().asked(9)
    assert asked is not None
    return asked


def picked(question: domain.Question, number: int, note: str = "") -> Given:
    return Given(Kind.CHOICE, number, question.choice(number).text, note)


# --- Starting and opening -----------------------------------------------------------------------


def test_the_key_opens_the_assessment_it_was_made_with() -> None:
    made, key = make.assessment()
    make.assessment()

    assert list(Assessment.objects.opened_by(key)) == [made]


def test_the_database_does_not_hold_the_key() -> None:
    _, key = make.assessment()

    stored = " ".join(str(value) for value in Assessment.objects.values_list().get())

    assert key not in stored


def opens(key: str) -> list[Assessment]:
    return list(Assessment.objects.opened_by(key))


def test_a_new_key_ends_the_old_one(assessment: Assessment) -> None:
    made, old = make.assessment()
    new = new_key()

    exchanged = Assessment.exchange_key(made.pk, old, new)

    assert (exchanged, opens(old), opens(new)) == (True, [], [made])


def test_exchanging_a_key_again_has_succeeded_too() -> None:
    made, old = make.assessment()
    new = new_key()
    Assessment.exchange_key(made.pk, old, new)

    assert (Assessment.exchange_key(made.pk, old, new), opens(new)) == (True, [made])


def test_a_key_that_has_ended_exchanges_nothing() -> None:
    made, old = make.assessment()
    current = new_key()
    Assessment.exchange_key(made.pk, old, current)

    exchanged = Assessment.exchange_key(made.pk, old, new_key())

    assert (exchanged, opens(current)) == (False, [made])


def test_a_key_exchanges_that_of_its_own_assessment_alone(assessment: Assessment) -> None:
    made, key = make.assessment()

    exchanged = Assessment.exchange_key(assessment.pk, key, new_key())

    assert (exchanged, opens(key)) == (False, [made])


def test_the_version_of_the_content_is_read_along() -> None:
    make.area()
    make.assessment()

    found = Assessment.objects.with_content_version().get()

    assert found.content_version == content._version()


def test_an_assessment_is_called_by_its_public_id(assessment: Assessment) -> None:
    assert str(assessment) == str(assessment.pk)


# --- Recording ----------------------------------------------------------------------------------


def test_a_first_answer_is_stored_with_the_statement_as_it_was_picked(
    assessment: Assessment, question: domain.Question
) -> None:
    assessment.record(question, picked(question, 3, "Bir not"), made_from=0)

    assert assessment.answers_by_number() == {9: Given(Kind.CHOICE, 3, "9. sorunun 3. ifadesi.", "Bir not", revision=1)}


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_APPLICABLE])
def test_an_answer_without_a_statement_is_stored(assessment: Assessment, question: domain.Question, kind: Kind) -> None:
    assessment.record(question, Given(kind), made_from=0)

    assert assessment.answers_by_number() == {9: Given(kind, revision=1)}


def test_a_changed_answer_takes_the_place_of_the_first(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3, "Bir not"), made_from=0)

    assessment.record(question, Given(Kind.UNKNOWN), made_from=1)

    assert assessment.answers_by_number() == {9: Given(Kind.UNKNOWN, revision=2)}


def test_a_statement_reworded_later_leaves_the_answer_as_it_was_picked(
    assessment: Assessment, question: domain.Question
) -> None:
    assessment.record(question, picked(question, 3), made_from=0)

    Choice.objects.filter(number=3).update(text="Yeni ifade")

    assert assessment.answers_by_number()[9].statement == "9. sorunun 3. ifadesi."


@pytest.mark.parametrize("made_from", [0, 1, 7])
def test_a_form_made_from_another_answer_is_refused_and_told_what_stands(
    assessment: Assessment, question: domain.Question, made_from: int
) -> None:
    assessment.record(question, picked(question, 1), made_from=0)
    assessment.record(question, picked(question, 2), made_from=1)

    with pytest.raises(OutdatedForm) as refused:
        assessment.record(question, picked(question, 3), made_from=made_from)

    stands = Given(Kind.CHOICE, 2, "9. sorunun 2. ifadesi.", revision=2)
    assert (refused.value.stored, assessment.answers_by_number()) == (stands, {9: stands})


def test_a_form_with_another_note_is_another_answer(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 1, "eski not"), made_from=0)

    with pytest.raises(OutdatedForm):
        assessment.record(question, picked(question, 1, "yeni not"), made_from=0)

    assert assessment.answers_by_number()[9].note == "eski not"


def test_the_same_form_sent_twice_is_one_answer(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3, "not"), made_from=0)

    assessment.record(question, picked(question, 3, "not"), made_from=0)

    assert list(Answer.objects.values_list("choice__number", "note", "revision")) == [(3, "not", 1)]


def test_the_same_change_sent_twice_is_one_change(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3), made_from=0)
    assessment.record(question, picked(question, 4), made_from=1)

    assessment.record(question, picked(question, 4), made_from=1)

    assert list(Answer.objects.values_list("choice__number", "revision")) == [(4, 2)]


def test_a_form_that_shows_an_answer_nobody_gave_stores_nothing(
    assessment: Assessment, question: domain.Question
) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        assessment.record(question, picked(question, 3), made_from=1)

    assert Answer.objects.count() == 0


def test_an_assessment_deleted_meanwhile_takes_no_answer(assessment: Assessment, question: domain.Question) -> None:
    Assessment.objects.all().delete()

    with pytest.raises(Assessment.DoesNotExist):
        assessment.record(question, picked(question, 3), made_from=0)

    assert Answer.objects.count() == 0


def test_answers_of_others_are_left_alone(assessment: Assessment, question: domain.Question) -> None:
    other, _ = make.assessment()
    other.record(question, picked(question, 1), made_from=0)

    assessment.record(question, picked(question, 5), made_from=0)

    assert (other.answers_by_number()[9].choice, assessment.answers_by_number()[9].choice) == (1, 5)


def test_answering_opens_a_finished_assessment_again(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3), made_from=0)
    assessment.finish()

    assessment.record(question, picked(question, 4), made_from=1)

    assert Assessment.objects.get().finished_at is None


@pytest.mark.parametrize("made_from", [0, 7])
def test_an_outdated_form_leaves_a_finished_assessment_finished(
    assessment: Assessment, question: domain.Question, made_from: int
) -> None:
    assessment.record(question, picked(question, 3), made_from=0)
    assessment.finish()

    with pytest.raises(OutdatedForm):
        assessment.record(question, picked(question, 4), made_from=made_from)

    assert Assessment.objects.get().finished_at is not None


@pytest.mark.parametrize("made_from", [0, 1], ids=["the same form", "a form that shows the answer"])
def test_the_same_answer_again_leaves_a_finished_assessment_finished(
    assessment: Assessment, question: domain.Question, made_from: int
) -> None:
    assessment.record(question, picked(question, 3), made_from=0)
    assessment.finish()
    finished = Assessment.objects.get()

    finished.record(question, picked(question, 3), made_from=made_from)

    assert (Assessment.objects.get().finished_at, Answer.objects.get().revision) == (finished.finished_at, 1)


def test_answering_says_when_it_was_last_written_to(assessment: Assessment, question: domain.Question) -> None:
    a_month_ago = timezone.now() - timedelta(days=30)
    Assessment.objects.update(updated_at=a_month_ago)

    assessment.record(question, picked(question, 3), made_from=0)

    assert Assessment.objects.get().updated_at > a_month_ago + timedelta(days=29)


def test_finishing_twice_keeps_the_first_time(assessment: Assessment) -> None:
    assessment.finish()
    first = Assessment.objects.get().finished_at

    assessment.finish()

    assert Assessment.objects.get().finished_at == first


# --- What the database refuses ------------------------------------------------------------------


ONE_THING = {
    "a choice without its statement": {"kind": "choice", "with_choice": True, "statement": ""},
    "a statement without its choice": {"kind": "choice", "with_choice": False, "statement": "a"},
    "“Bilmiyorum” with a choice": {"kind": "unknown", "with_choice": True, "statement": ""},
    "“Bize uymuyor” with a statement": {"kind": "not_applicable", "with_choice": False, "statement": "a"},
    "an unknown kind": {"kind": "perhaps", "with_choice": False, "statement": ""},
    "a note of 2,001 characters": {"kind": "unknown", "with_choice": False, "statement": "", "note": "ş" * 2001},
}


@pytest.mark.parametrize("fields", ONE_THING.values(), ids=ONE_THING.keys())
def test_the_database_refuses(assessment: Assessment, question: domain.Question, fields: dict) -> None:
    fields = dict(fields)
    choice = Choice.objects.get(number=1) if fields.pop("with_choice") else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(assessment=assessment, question_id=question.pk, choice=choice, **fields)


def test_the_database_refuses_a_second_answer_to_a_question(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, Given(Kind.UNKNOWN), made_from=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(assessment=assessment, question_id=question.pk, kind="unknown")


def test_the_database_refuses_the_same_key_twice(assessment: Assessment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(key_hash=assessment.key_hash)


def test_a_note_of_2000_characters_is_stored_whole(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, Given(Kind.UNKNOWN, note="ş" * 2000), made_from=0)

    assert assessment.answers_by_number()[9].note == "ş" * 2000


def test_an_answer_says_nothing_when_it_is_named(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3, "gizli not"), made_from=0)

    answer = Answer.objects.get()

    assert str(answer) == str(answer.pk)


def test_deleting_an_assessment_deletes_its_answers(assessment: Assessment, question: domain.Question) -> None:
    assessment.record(question, picked(question, 3), made_from=0)

    assessment.delete()

    assert Answer.objects.count() == 0


# --- A second round -----------------------------------------------------------------------------


def test_a_second_round_knows_the_first(assessment: Assessment) -> None:
    second, key = make.assessment(predecessor=assessment)

    assert (second.predecessor, list(Assessment.objects.opened_by(key))) == (assessment, [second])


def test_a_form_sent_twice_starts_one_second_round(assessment: Assessment) -> None:
    key = new_key()

    first, again = (make.assessment(predecessor=assessment, key=key)[0] for _ in range(2))

    assert (first, list(assessment.successors.all())) == (again, [first])


@pytest.mark.parametrize("whose", ["its own", "another's"])
def test_a_key_that_opens_another_assessment_starts_nothing(whose: str) -> None:
    first, key = make.assessment()
    other = first if whose == "its own" else make.assessment()[0]

    with pytest.raises(Assessment.DoesNotExist):
        make.assessment(predecessor=other, key=key)

    assert Assessment.objects.exclude(predecessor=None).count() == 0


def test_nothing_follows_what_was_deleted(assessment: Assessment) -> None:
    Assessment.objects.all().delete()

    with pytest.raises(Assessment.DoesNotExist):
        make.assessment(predecessor=assessment)


def test_an_assessment_does_not_follow_itself(assessment: Assessment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(predecessor=assessment)


def test_a_second_round_outlives_the_first(assessment: Assessment) -> None:
    second, _ = make.assessment(predecessor=assessment)
    before = second.updated_at

    assessment.delete()

    second.refresh_from_db()
    assert (second.predecessor, second.updated_at) == (None, before)


def plan(of: Assessment) -> list[tuple[object, ...]]:
    return list(of.actions.values_list("what", "first_step", "who", "due", "status", "question__number", "revision"))


def test_what_is_open_in_the_plan_comes_along_in_its_order(assessment: Assessment) -> None:
    asked, due = make.question(9), date(2026, 12, 1)
    for place, status in enumerate(["open", "done", "started", "dropped"]):
        assessment.actions.create(
            what=f"{status} iş", first_step="Ara", who="Ayşe", due=due, status=status, question=asked,
            position=9 - place, revision=3,
        )  # fmt: skip

    second, _ = make.assessment(predecessor=assessment, with_plan=True)

    assert plan(second) == [
        ("started iş", "Ara", "Ayşe", due, "started", 9, 1),
        ("open iş", "Ara", "Ayşe", due, "open", 9, 1),
    ]


def test_the_copied_lines_have_uids_of_their_own_and_the_others_stay(assessment: Assessment) -> None:
    assessment.actions.create(what="Tüzük")
    before = assessment.plan()

    second, _ = make.assessment(predecessor=assessment, with_plan=True)

    assert assessment.plan() == before
    assert {line.uid for line in second.plan()} & {line.uid for line in before} == set()


def test_the_plan_stays_behind_unless_it_is_wanted(assessment: Assessment) -> None:
    assessment.actions.create(what="Tüzük")

    assert make.assessment(predecessor=assessment)[0].plan() == ()


def test_a_form_sent_twice_takes_the_plan_along_once(assessment: Assessment) -> None:
    assessment.actions.create(what="Tüzük")
    key = new_key()

    for _ in range(2):
        second, _ = make.assessment(predecessor=assessment, key=key, with_plan=True)

    assert len(second.plan()) == 1


# --- Past their time ----------------------------------------------------------------------------


TOUCHES: dict[str, Callable[[Assessment], object]] = {
    "nothing": lambda made: None,
    "an answer": lambda made: make.answered(made, 9, 1),
    "a mark": lambda made: made.marks.create(question=Question.objects.get(number=9), flagged=True),
    "a line of the plan": lambda made: made.actions.create(what="Tüzüğü gözden geçirmek"),
}
SECOND = 1 / 24 / 60 / 60
WEEK, TWO_MONTHS = 7, 2 * 30.5  # days


@pytest.fixture
def two_months(settings: Any) -> None:
    settings.RETENTION_MONTHS = 2


@pytest.mark.usefixtures("question", "two_months")
@pytest.mark.parametrize("late", [-10 * SECOND, 10 * SECOND], ids=["just in time", "just too late"])
@pytest.mark.parametrize("renewed", [None, "before", "after"])
@pytest.mark.parametrize("touch", TOUCHES)
def test_an_assessment_is_past_its_time_when_its_date_says_so(touch: str, renewed: str | None, late: float) -> None:
    made, _ = make.assessment()
    TOUCHES[touch](made)
    now, days = timezone.now(), (WEEK if touch == "nothing" else TWO_MONTHS) + late
    last, other = now - timedelta(days=days), now - timedelta(days=days + 3)
    times = {
        None: {"updated_at": last},
        "before": {"updated_at": last, "renewed_at": other},
        "after": {"updated_at": other, "renewed_at": last},
    }
    Assessment.objects.filter(pk=made.pk).update(**times[renewed])
    made.refresh_from_db()

    ends_at = made.ends_at(untouched=made.is_untouched)

    expired = list(Assessment.objects.expired())
    assert (ends_at < now, expired) == (late > 0, [made] if late > 0 else [])


@pytest.mark.usefixtures("question", "two_months")
def test_renewing_moves_the_end_and_not_the_last_change() -> None:
    made, _ = make.assessment()
    make.answered(made, 9, 1)
    long_ago = timezone.now() - timedelta(days=60)
    Assessment.objects.update(updated_at=long_ago)

    made.renew()

    made.refresh_from_db()
    assert made.updated_at == long_ago
    assert made.ends_at(untouched=False) == made.renewed_at + timedelta(days=61)


@pytest.mark.usefixtures("two_months")
def test_an_assessment_with_many_answers_is_past_its_time_once() -> None:
    make.many_questions(3)
    made, _ = make.assessment()
    for asked in content.now().questions:
        made.record(asked, Given(Kind.UNKNOWN), made_from=0)
    Assessment.objects.update(updated_at=timezone.now() - timedelta(days=100))

    assert Assessment.objects.expired().count() == 1


# --- Cost ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_recording_costs_the_same_however_much_was_answered(
    assessment: Assessment, count: int, django_assert_num_queries: Callable
) -> None:
    make.many_questions(count + 1)
    *others, last = content.now().questions
    for asked in others:
        assessment.record(asked, Given(Kind.UNKNOWN), made_from=0)

    savepoint = 2  # a test runs in a transaction, so that atomic() here is a savepoint and its release
    with django_assert_num_queries(2 + savepoint, connection=connection):
        assessment.record(last, picked(last, 1), made_from=0)
