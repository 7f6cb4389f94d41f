"""`purge` deletes what the privacy page says is deleted, and nothing else."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from questionnaire.domain.walk import Kind
from questionnaire.models import Action, Answer, Assessment, Attempt, Mark, Parcel, Question, Share
from questionnaire.models.share import LISTED_DAYS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_months(settings) -> None:
    settings.RETENTION_MONTHS = 2


def purge(*options: str) -> str:
    out = StringIO()
    call_command("purge", *options, stdout=out)
    return out.getvalue()


def said(heading: str, *counts: int) -> str:
    """What `purge` says of so many rows of each kind."""
    kinds = [
        "Değerlendirme",
        "Yanıt",
        "İşaret",
        "Plan adımı",
        "Paylaşım bağlantısı",
        "Deneme sayacı",
        "Gönderilip yüklenmeyen dosyalar",
    ]
    return "\n".join([heading, *(f"  {kind}: {count}" for kind, count in zip(kinds, counts, strict=True)), ""])


def aged(days: float, *, answers: int = 0) -> Assessment:
    """An assessment last written to so many days ago."""
    made, _ = make.assessment()
    for number in range(1, answers + 1):
        make.answered(made, number, Kind.UNKNOWN, "Bir not")
    Assessment.objects.filter(pk=made.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return made


def share_ended(days: float, of: Assessment) -> Share:
    """A link that ended so many days ago."""
    made, _ = make.share(of)
    ended = timezone.now() - timedelta(days=days)
    Share.objects.filter(pk=made.pk).update(made_at=ended - timedelta(days=30), ends_at=ended)
    return made


def full(days: float) -> Assessment:
    """An assessment with two answers, a mark, a line of the plan and a link, last written to so many days ago."""
    made = aged(days, answers=2)
    made.marks.create(question=Question.objects.get(number=1), flagged=True)
    made.actions.create(what="Tüzüğü gözden geçirmek", question=Question.objects.get(number=1))
    make.share(made)
    return made


def rows() -> list[int]:
    return [model.objects.count() for model in (Assessment, Answer, Mark, Action, Share, Attempt)]


def test_what_is_past_its_time_is_deleted_with_everything_that_belongs_to_it() -> None:
    make.many_questions(3)
    full(62)
    fresh = full(60)

    purge()

    assert list(Assessment.objects.all()) == [fresh]
    assert rows() == [1, 2, 1, 1, 1, 0]


def test_content_that_was_answered_marked_and_planned_for_stays() -> None:
    make.many_questions(3)
    full(62)

    purge()

    assert Question.objects.count() == 3


def test_what_was_never_written_to_is_deleted_after_a_week() -> None:
    aged(8)
    fresh = aged(6)

    purge()

    assert list(Assessment.objects.all()) == [fresh]


@pytest.mark.parametrize("kind", ["answers", "marks", "actions"])
def test_an_answer_a_mark_or_a_line_of_the_plan_counts_as_written(kind: str) -> None:
    make.many_questions(1)
    asked = Question.objects.get()
    kept = aged(8)
    fields = {
        "answers": {"kind": "unknown", "question": asked},
        "marks": {"question": asked},
        "actions": {"what": "İş"},
    }
    getattr(kept, kind).create(**fields[kind])

    purge()

    assert list(Assessment.objects.all()) == [kept]


def test_a_link_alone_does_not_keep_what_was_never_written_to() -> None:
    make.share(aged(8))

    purge()

    assert rows() == [0] * 6


def test_what_was_renewed_stays() -> None:
    make.many_questions(1)
    kept = aged(62, answers=1)
    kept.renew()

    purge()

    assert list(Assessment.objects.all()) == [kept]


def test_a_second_round_stays_when_the_first_goes() -> None:
    make.many_questions(1)
    first = aged(62, answers=1)
    second, _ = make.assessment(predecessor=first)
    make.answered(second, 1, 3)

    purge()

    second.refresh_from_db()
    assert (list(Assessment.objects.all()), second.predecessor) == ([second], None)


@pytest.mark.parametrize(("days", "left"), [(LISTED_DAYS - 1, 1), (LISTED_DAYS + 1, 0)])
def test_a_link_that_has_ended_goes_a_month_later_and_leaves_the_assessment(days: int, left: int) -> None:
    make.many_questions(1)
    kept = aged(1, answers=1)
    share_ended(days, kept)

    purge()

    assert (Share.objects.count(), list(Assessment.objects.all())) == (left, [kept])


@pytest.fixture
def everything_past() -> None:
    """Two assessments past their time, one of them full; a link and a count that are no longer needed; a fresh one."""
    make.many_questions(3)
    share_ended(LISTED_DAYS + 1, full(62))
    aged(8)
    fresh = full(1)
    share_ended(LISTED_DAYS + 1, fresh)
    Attempt.objects.create(purpose="start", client="a", hour=timezone.now() - timedelta(hours=25))
    Attempt.objects.create(purpose="start", client="a", hour=timezone.now() - timedelta(hours=23))


@pytest.mark.usefixtures("everything_past")
def test_it_says_how_many_of_each_kind() -> None:
    assert purge() == said("Silindi:", 2, 2, 1, 1, 3, 1, 0)
    assert rows() == [1, 2, 1, 1, 1, 1]


@pytest.mark.usefixtures("everything_past")
def test_a_dry_run_says_the_same_numbers_and_deletes_nothing() -> None:
    before = rows()

    assert purge("--dry-run") == said("Silinecek olanlar (hiçbir şey silinmedi):", 2, 2, 1, 1, 3, 1, 0)
    assert rows() == before


@pytest.mark.usefixtures("everything_past")
def test_a_second_run_finds_nothing_left() -> None:
    purge()

    assert purge() == said("Silindi:", 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("answers", [1, 3])
def test_a_dry_run_costs_the_same_however_much_there_is(answers: int, django_assert_num_queries) -> None:
    make.many_questions(3)
    for _ in range(answers):
        aged(62, answers=answers)

    with django_assert_num_queries(7):
        purge("--dry-run")


@pytest.mark.parametrize(("options", "left"), [([], 1), (["--dry-run"], 2)])
def test_files_that_nobody_loaded_within_a_day_are_dropped(
    django_user_model: Any, options: list[str], left: int
) -> None:
    users = [django_user_model.objects.create_user(name) for name in ("eski", "yeni")]
    eski, _ = [Parcel.keep([], user=user, name="seeds.zip", source="upload") for user in users]
    Parcel.objects.filter(pk=eski.pk).update(at=timezone.now() - timedelta(hours=25))

    purge(*options)

    assert Parcel.objects.count() == left
