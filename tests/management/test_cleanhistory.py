"""`cleanhistory` deletes old versions, and never one that a finished report shows."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from questionnaire import cleaning, content
from questionnaire.models import Assessment, Choice, Guidance
from tests import make

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@pytest.fixture
def guidance() -> Guidance:
    """Written 100, 80, 60, 40 and 20 days ago: “100” to “20”."""
    row = make.question(1, choices=1).choices.get().guidance
    row.history.all().delete()
    for days in (100, 80, 60, 40, 20):
        write(row, days)
    for model in cleaning.HISTORIES:
        if model is not Guidance:
            model.history.update(history_date=days_ago(100))
    return row


def write(row: Any, days: float) -> None:
    row.body = f"{days}"
    row._history_date = days_ago(days)
    row.save()


def finished(days: float) -> Assessment:
    assessment, _ = make.assessment()
    Assessment.objects.filter(pk=assessment.pk).update(finished_at=days_ago(days))
    return assessment


def clean(*options: str) -> str:
    out = StringIO()
    call_command("cleanhistory", *options, stdout=out)
    return out.getvalue()


def left() -> list[str]:
    return list(Guidance.history.order_by("history_date").values_list("body", flat=True))


def test_old_versions_go_and_the_newest_stays(guidance) -> None:
    assert clean("--days", "30") == "reçete: 4\n4 sürüm silindi.\n"
    assert left() == ["20"]


def test_versions_younger_than_the_days_stay(guidance) -> None:
    clean("--days", "70")

    assert left() == ["60", "40", "20"]


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ([110], ["20"]),
        ([90], ["100", "20"]),
        ([80], ["80", "20"]),  # from its time on
        ([79, 61], ["80", "20"]),
        ([50, 90], ["100", "60", "20"]),
        ([1], ["20"]),
    ],
)
def test_what_a_finished_assessment_shows_stays(guidance, days: list[float], kept: list[str]) -> None:
    for each in days:
        finished(each)
    before = [content.as_of("", days_ago(each)) for each in days]

    clean("--days", "0")
    content._past.clear()

    assert left() == kept
    assert [content.as_of("", days_ago(each)) for each in days] == before


def test_an_unfinished_assessment_keeps_nothing(guidance) -> None:
    make.assessment()

    clean("--days", "30")

    assert left() == ["20"]


def test_what_was_deleted_can_still_be_restored(guidance) -> None:
    guidance._history_date = days_ago(10)
    guidance.delete()

    clean("--days", "0")

    assert list(Guidance.history.values_list("body", "history_type")) == [("20", "-")]


def test_a_dry_run_says_how_many_and_deletes_nothing(guidance) -> None:
    assert clean("--dry-run", "--days", "30") == "reçete: 4\n4 sürüm silinirdi; hiçbir şey silinmedi.\n"
    assert len(left()) == 5


def test_a_year_is_kept_unless_said_otherwise(guidance) -> None:
    write(guidance, 400)
    write(guidance, 366)

    clean()

    assert left() == ["100", "80", "60", "40", "20"]


@pytest.mark.parametrize("typed", ["-1", "x", "99999"])
def test_days_are_a_whole_number(typed: str) -> None:
    with pytest.raises(CommandError, match="days"):
        clean(f"--days={typed}")


@pytest.mark.parametrize("count", [1, 300])
def test_it_reads_each_table_once(guidance, count: int) -> None:
    for _ in range(count):
        finished(50)

    with CaptureQueriesContext(connection) as queries:
        cleaning.clean(NOW, dry_run=True)

    assert len([query for query in queries if "SELECT" in query["sql"]]) == 2 + len(cleaning.HISTORIES)


@pytest.mark.parametrize("command", ["clean_old_history", "clean_duplicate_history"])
@pytest.mark.parametrize("options", [[], ["--auto"], ["--auto", "--days=1"], ["questionnaire.Guidance", "-m", "5"]])
def test_the_commands_of_the_library_are_refused(guidance, command: str, options: list[str]) -> None:
    Choice.history.update(history_date=datetime(2020, 1, 1, tzinfo=UTC))

    with pytest.raises(CommandError, match="cleanhistory"):
        call_command(command, *options)

    assert (len(left()), Choice.history.count()) == (5, 1)
