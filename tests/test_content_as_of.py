"""The questionnaire as it stood in the past, from the history."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire import content
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire
from tests import make

pytestmark = pytest.mark.django_db


def moment() -> tuple[str, datetime]:
    """The content's version, and the time it is now."""
    return ContentVersion.lock(), timezone.now()


def change(row: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def whole() -> tuple[Area, Question]:
    Questionnaire.objects.create(title="Anket", introduction="*Giriş*", level_names=["Yok", "Var"])
    area = make.area(3, description="**Alan**")
    make.question(4, choices=2)
    return area, make.question(9, choices=3, area=area, help="`Yardım`", levels="descending")


# One change each of everything that the picture shows.
CHANGES = {
    "the name": lambda: change(Questionnaire.objects.get(), title="Yeni"),
    "the introduction": lambda: change(Questionnaire.objects.get(), introduction="Yeni"),
    "names of levels": lambda: change(Questionnaire.objects.get(), level_names=["Az", "Çok"]),
    "an area’s name": lambda: change(Area.objects.get(), title="Yeni"),
    "an area’s description": lambda: change(Area.objects.get(), description="Yeni"),
    "a question’s text": lambda: change(Question.objects.get(number=9), text="Yeni"),
    "a question’s help": lambda: change(Question.objects.get(number=9), help="Yeni"),
    "levels": lambda: change(Question.objects.get(number=9), levels=""),
    "no area": lambda: change(Question.objects.get(number=9), area=None),
    "another area": lambda: change(Question.objects.get(number=4), area=make.area(1)),
    "a retired question": lambda: change(Question.objects.get(number=9), retired=True),
    "a retired choice": lambda: change(Choice.objects.get(question__number=9, number=1), retired=True),
    "a statement": lambda: change(Choice.objects.get(question__number=9, number=1), text="Yeni"),
    "a level": lambda: change(Choice.objects.get(question__number=9, number=1), level=7, unscored=False),
    "a choice without level": lambda: change(
        Choice.objects.get(question__number=9, number=1), level=None, unscored=True
    ),
    "guidance": lambda: change(Guidance.objects.get(choice__question__number=9, choice__number=1), body="Yeni"),
    "a new question": lambda: make.question(5),
    "a new choice": lambda: Choice.objects.create(question=Question.objects.get(number=9), number=4, text="Yeni"),
    "a deleted question": lambda: Question.objects.get(number=9).delete(),
    "a deleted choice": lambda: Choice.objects.get(question__number=9, number=2).delete(),
    "deleted guidance": lambda: Guidance.objects.filter(choice__question__number=9, choice__number=2).delete(),
    "another number": lambda: change(Area.objects.get(), number=8),
}


@pytest.mark.parametrize("happens", CHANGES.values(), ids=CHANGES.keys())
def test_the_past_reads_as_it_did(happens) -> None:
    whole()
    before, then = content.now(), moment()

    happens()

    assert content.now() != before
    assert content.as_of(*then) == before


AGAIN = [name for name in CHANGES if not name.startswith(("a new", "a deleted", "deleted", "another area"))]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(AGAIN), max_size=6))
def test_every_state_on_the_way_can_be_read_again(names: list[str]) -> None:
    with transaction.atomic():
        whole()
        states = [(content.now(), moment())]
        for name in names:
            CHANGES[name]()
            states.append((content.now(), moment()))

        assert [content.as_of("", at) for _, (_, at) in states] == [picture for picture, _ in states]
        transaction.set_rollback(True)


def test_of_two_versions_of_the_same_time_the_later_written_counts() -> None:
    choice = make.question(1, choices=1).choices.get()
    at = timezone.now()
    for text in ("Önce", "Sonra"):
        choice._history_date = at
        change(choice, text=text)

    assert content.as_of("", at).asked(1).choices[0].text == "Sonra"


def test_before_anything_was_written_there_is_nothing() -> None:
    whole()

    assert content.as_of("", datetime(2020, 1, 1, tzinfo=UTC)) == content.domain.Questionnaire(
        "", content.Html(), (), ()
    )


def test_only_what_reads_differently_today_is_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _, question = whole()
    then = moment()
    change(question.choices.first().guidance, body="Yeni")
    rendered = []
    render = content.richtext.render
    monkeypatch.setattr(content.richtext, "render", lambda text: rendered.append(text) or render(text))

    content.as_of(*then)

    assert rendered == ["9-1 için *reçete* metni."]


@pytest.mark.parametrize("count", [1, 200])
def test_the_past_costs_five_queries_once(count: int) -> None:
    make.many_questions(count)
    then = moment()
    change(Question.objects.first(), text="Yeni")

    with CaptureQueriesContext(connection) as first:
        picture = content.as_of(*then)
    with CaptureQueriesContext(connection) as second:
        again = content.as_of(*then)

    assert (len(first), len(second), again is picture) == (5, 0, True)
    assert len(picture.questions) == count


def test_two_moments_of_one_version_share_a_picture() -> None:
    whole()
    version, at = moment()

    assert content.as_of(version, at) is content.as_of(version, at + timedelta(seconds=1))


def test_only_the_pictures_asked_for_last_stay_in_memory() -> None:
    whole()
    first = moment()
    content.as_of(*first)
    for number in range(content.PAST_PICTURES):
        content.as_of(f"{number}", timezone.now())
        if number < content.PAST_PICTURES - 1:
            kept = content.as_of(*first)

    assert list(content._past.values())[-2] is kept
    assert len(content._past) == content.PAST_PICTURES
