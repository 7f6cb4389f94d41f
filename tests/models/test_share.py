"""Links to a report: made once, ended at once, counted by one statement."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from questionnaire.domain.key import new_key
from questionnaire.models import Assessment, Share
from questionnaire.models.share import LISTED_DAYS, MAX_VALID, TooManyShares
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make.assessment()[0]


def opens(key: str) -> list[Share]:
    return list(Share.objects.valid().opened_by(key))


def test_the_key_opens_the_link_it_was_made_with(assessment: Assessment) -> None:
    made, key = make.share(assessment)
    make.share(assessment)

    assert opens(key) == [made]


def test_the_database_does_not_hold_the_key(assessment: Assessment) -> None:
    _, key = make.share(assessment)

    assert key not in " ".join(str(value) for value in Share.objects.values_list().get())


def test_the_key_of_a_link_opens_no_assessment(assessment: Assessment) -> None:
    _, key = make.share(assessment)

    assert not Assessment.objects.opened_by(key).exists()


def test_a_link_lives_as_many_days_as_were_chosen(assessment: Assessment) -> None:
    made, _ = make.share(assessment, days=90)

    assert made.ends_at - made.made_at == timedelta(days=90)


def test_a_form_sent_twice_makes_one_link(assessment: Assessment) -> None:
    key = new_key()

    first, second = (make.share(assessment, key=key)[0] for _ in range(2))

    assert (first, Share.objects.count()) == (second, 1)


def test_a_key_of_another_ones_link_makes_none(assessment: Assessment) -> None:
    _, key = make.share(make.assessment()[0])

    with pytest.raises(Assessment.DoesNotExist):
        make.share(assessment, key=key)


def test_no_link_is_made_to_what_was_deleted(assessment: Assessment) -> None:
    Assessment.objects.all().delete()

    with pytest.raises(Assessment.DoesNotExist):
        make.share(assessment)


def test_there_are_at_most_so_many_valid_links(assessment: Assessment) -> None:
    made = [make.share(assessment)[0] for _ in range(MAX_VALID)]
    with pytest.raises(TooManyShares):
        make.share(assessment)

    made[3].end()

    assert make.share(assessment)[0].is_valid


def test_the_limit_is_each_assessments_own(assessment: Assessment) -> None:
    for _ in range(MAX_VALID):
        make.share(make.assessment()[0])

    assert make.share(assessment)[0].is_valid


def test_a_form_sent_again_at_the_limit_finds_its_link(assessment: Assessment) -> None:
    made, key = [make.share(assessment) for _ in range(MAX_VALID)][-1]

    assert make.share(assessment, key=key) == (made, key)


def test_ending_a_link_works_at_once(assessment: Assessment) -> None:
    made, key = make.share(assessment)

    made.end()

    made.refresh_from_db()
    assert (opens(key), made.is_valid) == ([], False)


def test_a_link_ended_twice_keeps_the_date_of_its_end(assessment: Assessment) -> None:
    made, _ = make.share(assessment)
    made.end()
    before = Share.objects.get().ends_at

    made.end()

    assert Share.objects.get().ends_at == before


def test_a_link_can_be_ended_when_the_clock_was_set_back(assessment: Assessment) -> None:
    made, _ = make.share(assessment)
    Share.objects.update(made_at=timezone.now() + timedelta(hours=1))
    made.refresh_from_db()

    made.end()

    assert Share.objects.get().ends_at == made.made_at + timedelta(microseconds=1)


def test_a_link_opens_nothing_after_its_end(assessment: Assessment) -> None:
    _, key = make.share(assessment)
    Share.objects.update(made_at=timezone.now() - timedelta(days=31), ends_at=timezone.now() - timedelta(seconds=1))

    assert opens(key) == []


def test_an_opening_is_counted_by_one_statement(assessment: Assessment, django_assert_num_queries) -> None:
    made, key = make.share(assessment)

    with django_assert_num_queries(1):
        Share.objects.valid().opened_by(key).count_opening()

    made.refresh_from_db()
    assert made.openings == 1


@pytest.mark.parametrize(("days", "past"), [(LISTED_DAYS - 0.1, False), (LISTED_DAYS + 0.1, True)])
def test_a_link_that_has_ended_is_listed_for_a_while(assessment: Assessment, days: float, *, past: bool) -> None:
    made, _ = make.share(assessment)
    ended = timezone.now() - timedelta(days=days)
    Share.objects.update(made_at=ended - timedelta(days=1), ends_at=ended)

    assert list(Share.objects.past()) == ([made] if past else [])


@pytest.mark.parametrize("wrong", [{"label": ""}, {"ends_at": timezone.now() - timedelta(days=1)}])
def test_the_database_refuses_what_is_no_link(assessment: Assessment, wrong: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(**{"assessment": assessment, "key_hash": "a", "label": "Ad", **wrong})


def test_links_go_with_their_assessment(assessment: Assessment) -> None:
    make.share(assessment)

    assessment.delete()

    assert Share.objects.count() == 0
