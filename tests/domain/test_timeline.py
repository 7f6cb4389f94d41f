"""What cleaning may take out of the history: nothing that anybody is still shown."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.timeline import Version, disposable

START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 30).map(lambda days: START + timedelta(days=days))


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    """Some objects with versions at any times, several at the same one among them."""
    dated = sorted(draw(st.lists(st.tuples(moments, st.integers(1, 4)), max_size=30)))
    versions = [Version(pk, about, at) for pk, (at, about) in enumerate(dated, start=1)]
    return sorted(versions, key=lambda version: (version.object_pk, version.at, version.pk))


def as_of(versions: list[Version], moment: datetime) -> dict[int, int]:
    """By object, the version in effect at this moment."""
    return {
        version.object_pk: version.pk
        for version in sorted(versions, key=lambda version: (version.at, version.pk))
        if version.at <= moment
    }


@given(histories(), st.lists(moments).map(sorted), moments)
def test_what_somebody_is_shown_reads_the_same_after_cleaning(
    versions: list[Version], shown_at: list[datetime], before: datetime
) -> None:
    gone = set(disposable(versions, shown_at, before))
    left = [version for version in versions if version.pk not in gone]

    for moment in [*shown_at, START + timedelta(days=99)]:
        assert as_of(left, moment) == as_of(versions, moment)


@given(histories(), st.lists(moments).map(sorted), moments)
def test_everything_else_from_before_goes_and_nothing_younger(
    versions: list[Version], shown_at: list[datetime], before: datetime
) -> None:
    needed = {pk for moment in [*shown_at, START + timedelta(days=99)] for pk in as_of(versions, moment).values()}

    assert set(disposable(versions, shown_at, before)) == {
        version.pk for version in versions if version.at < before and version.pk not in needed
    }
