"""`purge` deletes what the privacy page says is deleted, and nothing else."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from questionnaire import content
from questionnaire.domain.walk import Given, Kind
from questionnaire.models import Answer, Assessment, Attempt, Parcel, Question
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_months(settings) -> None:
    settings.RETENTION_MONTHS = 2


def purge(*options: str) -> str:
    out = StringIO()
    call_command("purge", *options, stdout=out)
    return out.getvalue()


def aged(days: float, *, answers: int = 0) -> Assessment:
    """An assessment last written to so many days ago."""
    made, _ = make.assessment()
    for question in content.now().questions[:answers]:
        made.record(question, Given(Kind.UNKNOWN, note="Bir not"), made_from=0)
    Assessment.objects.filter(pk=made.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return made


def test_what_is_past_its_time_is_deleted_with_its_answers() -> None:
    make.many_questions(3)
    aged(62, answers=3)
    fresh = aged(60, answers=1)

    purge()

    assert (list(Assessment.objects.all()), Answer.objects.count()) == ([fresh], 1)


def test_what_was_never_answered_is_deleted_after_a_week() -> None:
    aged(8)
    fresh = aged(6)

    purge()

    assert list(Assessment.objects.all()) == [fresh]


def test_the_number_said_is_the_number_of_assessments() -> None:
    make.many_questions(3)
    aged(62, answers=3)
    aged(8)

    assert purge() == "Süresi dolmuş 2 değerlendirme.\n"


def test_a_dry_run_says_the_same_and_deletes_nothing() -> None:
    make.many_questions(3)
    aged(62, answers=3)

    assert purge("--dry-run") == "Süresi dolmuş 1 değerlendirme.\n"

    assert (Assessment.objects.count(), Answer.objects.count()) == (1, 3)


def test_nothing_to_delete_is_said_too() -> None:
    assert purge() == "Süresi dolmuş 0 değerlendirme.\n"


def test_content_that_was_answered_stays() -> None:
    make.many_questions(3)
    aged(62, answers=3)

    purge()

    assert Question.objects.count() == 3


@pytest.mark.parametrize(("options", "left"), [([], 1), (["--dry-run"], 2)])
def test_counts_of_past_days_are_dropped(options: list[str], left: int) -> None:
    now = timezone.now()
    Attempt.objects.create(purpose="start", client="a", hour=now - timedelta(hours=25))
    Attempt.objects.create(purpose="start", client="a", hour=now - timedelta(hours=23))

    purge(*options)

    assert Attempt.objects.count() == left


def test_a_second_run_finds_nothing_left() -> None:
    aged(8)
    purge()

    assert purge() == "Süresi dolmuş 0 değerlendirme.\n"


@pytest.mark.parametrize(("options", "left"), [([], 1), (["--dry-run"], 2)])
def test_files_that_nobody_loaded_within_a_day_are_dropped(
    django_user_model: Any, options: list[str], left: int
) -> None:
    users = [django_user_model.objects.create_user(name) for name in ("eski", "yeni")]
    eski, _ = [Parcel.keep([], user=user, name="seeds.zip", source="upload") for user in users]
    Parcel.objects.filter(pk=eski.pk).update(at=timezone.now() - timedelta(hours=25))

    purge(*options)

    assert Parcel.objects.count() == left
