"""What the database itself refuses, and that every write to content renews its version."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from questionnaire import content
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Area, Assessment, Choice, ContentVersion, Guidance, Question, Questionnaire
from tests import make

pytestmark = pytest.mark.django_db


def version() -> str:
    return ContentVersion.objects.get().value


def answered(question: Question, number: int = 1) -> Assessment:
    """An assessment in which this choice was picked."""
    assessment, _ = make.assessment()
    asked = content.now().asked(question.number)
    assert asked is not None
    statement = asked.choice(number).text
    assessment.record(asked, Given(Kind.CHOICE, number, statement), made_from=0)
    return assessment


REFUSED = {
    "an area numbered 0": lambda q: Area.objects.create(number=0),
    "an area numbered 1,000,001": lambda q: Area.objects.create(number=1_000_001),
    "an area's number twice": lambda q: Area.objects.bulk_create([Area(number=5), Area(number=5)]),
    "a question numbered 0": lambda q: Question.objects.create(number=0),
    "a question numbered 1,000,001": lambda q: Question.objects.create(number=1_000_001),
    "a question's number twice": lambda q: Question.objects.create(number=q.number),
    "unknown levels": lambda q: Question.objects.create(number=8, levels="sideways"),
    "a choice numbered 0": lambda q: Choice.objects.create(question=q, number=0, text="a"),
    "a choice numbered 1,000,001": lambda q: Choice.objects.create(question=q, number=1_000_001, text="a"),
    "a choice's number twice in a question": lambda q: Choice.objects.create(question=q, number=1, text="a"),
    "a choice without text": lambda q: Choice.objects.create(question=q, number=8, text=""),
    "level 0": lambda q: Choice.objects.create(question=q, number=8, text="a", level=0),
    "level 101": lambda q: Choice.objects.create(question=q, number=8, text="a", level=101),
    "a level on a choice without level": lambda q: Choice.objects.create(
        question=q, number=8, text="a", level=1, unscored=True
    ),
    "guidance without text": lambda q: Guidance.objects.filter(choice__question=q).update(body=""),
    "two guidance texts for a choice": lambda q: Guidance.objects.create(choice=q.choices.first(), body="a"),
    "a second questionnaire": lambda q: Questionnaire.objects.create(id=2, title="İkinci"),
    "a second content version": lambda q: ContentVersion.objects.create(id=2, value="x"),
}


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(write: Callable[[Question], object]) -> None:
    question = make.question(9, choices=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        write(question)


@pytest.mark.parametrize("number", [1, 1_000_000])
def test_the_ends_of_the_range_of_numbers_are_possible(number: int) -> None:
    question = make.question(number, choices=0, area=make.area(number))
    Choice.objects.create(question=question, number=number, text="a")

    stored = Choice.objects.values_list("question__area__number", "question__number", "number").get()

    assert stored == (number, number, number)


def test_two_questions_may_both_have_a_choice_1() -> None:
    make.question(1, choices=1)
    make.question(2, choices=1)

    stored = Choice.objects.values_list("question__number", "number")

    assert list(stored) == [(1, 1), (2, 1)]


# --- The version --------------------------------------------------------------------------------


WRITES = {
    "saving": lambda area: area.save(),
    "creating": lambda area: Area.objects.create(number=2),
    "deleting a row": lambda area: area.delete(),
    "deleting many": lambda area: Area.objects.all().delete(),
    "updating many": lambda area: Area.objects.update(title="Yeni"),
    "creating many": lambda area: Area.objects.bulk_create([Area(number=2)]),
    "updating many in bulk": lambda area: Area.objects.bulk_update([area], ["title"]),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_the_version_is_renewed_by(write: Callable[[Area], object]) -> None:
    area = make.area()
    before = version()

    write(area)

    assert version() != before


@pytest.mark.parametrize("model", [Questionnaire, Area, Question, Choice, Guidance])
def test_every_kind_of_content_renews_the_version(model: type) -> None:
    make.question(1, choices=1, area=make.area())
    Questionnaire.objects.create(title="Anket")
    row = model.objects.get()
    before = version()

    row.save()

    assert version() != before


def test_the_version_comes_into_being_when_it_is_missing() -> None:
    ContentVersion.objects.all().delete()

    make.area()

    assert len(version()) == 32


def test_a_write_that_is_rolled_back_leaves_the_version_as_it_was() -> None:
    question = make.question(1)
    before = version()

    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(question=question, number=1, text="a")

    assert version() == before


def test_the_version_reads_as_its_value() -> None:
    make.area()

    assert str(ContentVersion.objects.get()) == version()


# --- What follows from the text -----------------------------------------------------------------


def test_saving_renders_the_text_and_folds_it_for_searching() -> None:
    guidance = make.question(1, choices=1).choices.get().guidance

    guidance.body = "IĞDIR *ve* Isparta"
    guidance.save()

    guidance.refresh_from_db()
    assert (guidance.html, guidance.folded) == ("<p>IĞDIR <em>ve</em> Isparta</p>", "iğdir *ve* isparta")


def test_saving_some_columns_saves_what_follows_from_them() -> None:
    choice = make.question(1, choices=1).choices.get()

    Guidance.objects.update_or_create(choice=choice, defaults={"body": "**Yeni**"})

    stored = Guidance.objects.values_list("body", "html", "folded").get()
    assert stored == ("**Yeni**", "<p><strong>Yeni</strong></p>", "**yeni**")


def test_writing_many_renders_every_one() -> None:
    rows = Area.objects.bulk_create([Area(number=1, description="*bir*"), Area(number=2, description="*iki*")])
    for row in rows:
        row.description = row.description.replace("*", "**")

    Area.objects.bulk_update(rows, ["description"])

    stored = Area.objects.values_list("html", flat=True)
    assert list(stored) == ["<p><strong>bir</strong></p>", "<p><strong>iki</strong></p>"]


def test_a_rendered_text_may_not_hold_markup_of_its_own() -> None:
    area = make.area(description="<script>alert(1)</script>**kalın**")

    area.refresh_from_db()

    assert "<script" not in area.html
    assert "<strong>kalın</strong>" in area.html


# --- What was answered stays --------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept",
    [lambda q: q, lambda q: q.choices.get(number=1), lambda q: Question.objects.filter(pk=q.pk)],
    ids=["the question", "the choice", "questions in bulk"],
)
def test_what_an_answer_refers_to_cannot_be_deleted(kept: Callable[[Question], object]) -> None:
    question = make.question(9)
    answered(question)

    with pytest.raises(ProtectedError), transaction.atomic():
        kept(question).delete()

    assert (Question.objects.count(), Choice.objects.count()) == (1, 5)


def test_an_area_with_questions_cannot_be_deleted() -> None:
    area = make.area()
    make.question(1, area=area)

    with pytest.raises(ProtectedError), transaction.atomic():
        area.delete()

    assert Area.objects.count() == 1


def test_deleting_a_question_that_nobody_answered_takes_its_choices_along() -> None:
    question = make.question(1)

    question.delete()

    assert (Question.objects.count(), Choice.objects.count(), Guidance.objects.count()) == (0, 0, 0)


# --- History ------------------------------------------------------------------------------------


def test_every_version_of_a_text_is_in_its_history() -> None:
    guidance = make.question(1, choices=1).choices.get().guidance
    guidance.body = "İkinci hâli."
    guidance.save()
    pk = guidance.pk

    guidance.delete()

    versions = Guidance.history.filter(id=pk).order_by("history_id").values_list("history_type", "body")
    assert list(versions) == [
        ("+", "1-1 için *reçete* metni."),
        ("~", "İkinci hâli."),
        ("-", "İkinci hâli."),
    ]


# --- Order, names, levels -----------------------------------------------------------------------


def test_questions_without_an_area_stand_last_in_the_walk() -> None:
    first, second = make.area(1), make.area(2)
    for number, area in [(1, None), (2, second), (4, first), (3, first)]:
        make.question(number, choices=0, area=area)

    numbers = Question.objects.in_walk_order().values_list("number", flat=True)

    assert list(numbers) == [3, 4, 2, 1]


def test_counts_leave_out_what_is_retired() -> None:
    question = make.question(1, choices=3, guidance=False)
    question.choices.filter(number=1).update(retired=True)
    Guidance.objects.create(choice=question.choices.get(number=2), body="Metin")

    counted = Question.objects.with_counts().get()

    assert (counted.offered, counted.silent) == (2, 1)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (Questionnaire(title="Öz değerlendirme"), "Öz değerlendirme"),
        (Area(number=3, title="Ortaklık"), "Ortaklık"),
        (Area(number=3), "Alan 3"),
        (Question(number=9, text="Nasıl?"), "Nasıl?"),
        (Question(number=9), "Soru 9"),
        (Choice(number=1, text="İlk ifade."), "İlk ifade."),
        (Guidance(choice=Choice(question=Question(number=9), number=3)), "Soru 9, seçenek 3"),
    ],
)
def test_a_row_is_called_by_its_text_or_by_its_number(row: object, shown: str) -> None:
    assert str(row) == shown


@given(st.one_of(st.sampled_from(["", "none"]), st.integers(1, 100).map(str)))
def test_a_level_in_the_words_of_a_file_survives_the_columns(text: str) -> None:
    choice = Choice()

    choice.level_by_hand = text

    assert choice.level_by_hand == text
