"""Limits per client and hour."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from questionnaire.models import Attempt

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 14, 12, 30, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


def tried(times: int, address: str = "192.0.2.1", purpose: str = "start", limit: int = 3) -> list[bool]:
    return [Attempt.allowed(purpose, address, limit) for _ in range(times)]


def test_what_is_beyond_the_limit_is_refused(at) -> None:
    assert tried(5) == [True, True, True, False, False]


def test_what_was_refused_is_not_counted(at) -> None:
    tried(5)

    assert Attempt.objects.get().count == 3


def test_the_next_hour_begins_anew(at) -> None:
    tried(3)

    at(NOON + timedelta(minutes=30))

    assert tried(4) == [True, True, True, False]


def test_the_limit_counts_until_the_hour_is_over(at) -> None:
    tried(3)

    at(NOON + timedelta(minutes=29, seconds=59))

    assert tried(1) == [False]


def test_every_client_has_its_own_limit(at) -> None:
    tried(3, "192.0.2.1")

    assert tried(1, "192.0.2.2") == [True]


def test_every_purpose_has_its_own_limit(at) -> None:
    tried(3, purpose="start")

    assert tried(1, purpose="login") == [True]


def test_the_address_is_not_stored(at) -> None:
    tried(1, "192.0.2.1")

    stored = " ".join(str(value) for value in Attempt.objects.values_list().get())

    assert "192.0.2" not in stored


def test_tomorrow_an_address_has_another_hash(at) -> None:
    tried(1)
    at(NOON + timedelta(hours=20))
    tried(1)

    clients = set(Attempt.objects.values_list("client", flat=True))

    assert len(clients) == 2


def test_the_hash_of_an_address_needs_the_secret_key(at, settings) -> None:
    tried(1)
    settings.SECRET_KEY = "another secret key that this server might have had"
    tried(1)

    clients = set(Attempt.objects.values_list("client", flat=True))

    assert len(clients) == 2


def test_counts_of_past_days_are_dropped_by_the_next_attempt(at) -> None:
    tried(1)

    at(NOON + timedelta(days=1, hours=2))
    tried(1)

    assert [row.hour for row in Attempt.objects.all()] == [NOON.replace(minute=0) + timedelta(days=1, hours=2)]


def test_a_count_is_named_by_what_is_counted(at) -> None:
    tried(2)

    assert str(Attempt.objects.get()) == "start 2026-03-14 12 h: 2"
