"""What is kept of each outward address."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from questionnaire.domain import links
from questionnaire.domain.links import Finding, Outcome, Reason
from questionnaire.models import Link

pytestmark = pytest.mark.django_db

ADDRESS = "https://yer.example/"


def record(finding: Finding, address: str = ADDRESS) -> Link:
    return Link.objects.record(address, finding)


def test_the_last_finding_stands() -> None:
    record(Finding(Outcome.MOVED, 200, moved_to="https://yeni.example/"))
    record(Finding(Outcome.BROKEN, 404))

    assert Link.objects.values_list("address", "outcome", "status", "moved_to").get() == (ADDRESS, "broken", 404, "")


def test_an_address_longer_than_an_index_takes_is_kept() -> None:
    long = ADDRESS + "".join(f"{number:x}" for number in range(1500))

    record(links.answered(200), long)
    record(links.answered(404), long)

    assert Link.objects.values_list("address", "outcome").get() == (long, "broken")


def test_a_site_silent_for_two_weeks_is_broken_and_forgiven_when_it_answers() -> None:
    silent = links.unanswered(Reason.TIME)
    record(silent)
    first = record(silent).outcome
    Link.objects.update(silent_since=timezone.now() - timedelta(days=14))

    assert (first, record(silent).outcome) == (Outcome.UNSURE, Outcome.BROKEN)

    record(links.answered(200))
    assert record(silent).outcome == Outcome.UNSURE


def test_links_that_stand_nowhere_are_left_out_and_can_be_dropped() -> None:
    record(links.answered(200))
    record(links.answered(404), "https://eski.example/")

    assert [link.address for link in Link.objects.standing({ADDRESS})] == [ADDRESS]
    Link.objects.forget({ADDRESS})
    assert [link.address for link in Link.objects.all()] == [ADDRESS]


@pytest.mark.parametrize(
    "changes",
    [
        {"address": ""},
        {"outcome": "bozuk"},
        {"status": None},
        {"reason": "time"},
        {"status": 99},
        {"status": None, "reason": "bilinmeyen"},
        {"moved_to": "https://yeni.example/"},
        {"outcome": "moved"},
    ],
)
def test_a_finding_that_makes_no_sense_cannot_be_stored(changes: dict) -> None:
    record(links.answered(404))

    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.update(**changes)


def test_every_outcome_and_reason_has_words() -> None:
    for reason in Reason:
        assert str(record(links.unanswered(reason)).explanation).endswith(".")
    words = {status: record(links.answered(status)).explanation for status in (200, 401, 403, 404, 410, 429, 503)}

    assert [status for status, said in words.items() if not said] == [200]
    assert words[503] == "Sitede bir arıza var (503)."
