"""What a version knows of where it came from."""

from datetime import UTC, datetime

import pytest

from questionnaire.models import Guidance


@pytest.mark.parametrize("reason", [None, "", "admin", "restored", "restored by hand", "restored 5 yesterday"])
def test_a_version_was_restored_only_when_its_reason_says_which(reason: str | None) -> None:
    version = Guidance.history.model(history_change_reason=reason)

    assert version.restored is None


def test_a_restored_version_says_which_it_was() -> None:
    moment = datetime(2026, 3, 1, 12, 30, 0, 5, tzinfo=UTC)
    old = Guidance.history.model(history_id=7, history_date=moment)

    assert Guidance.history.model(history_change_reason=old.reason_to_restore).restored == (7, moment)
