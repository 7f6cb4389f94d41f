from datetime import date
from uuid import UUID

import pytest

from questionnaire.domain.improvement import Action, Status

TODAY = date(2026, 12, 31)


def line(**fields):
    return Action(UUID(int=1), **{"what": "Bütçe yapmak", **fields})


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        (date(2026, 12, 30), Status.OPEN, True),
        (date(2026, 12, 30), Status.STARTED, True),
        (date(2026, 12, 30), Status.DONE, False),
        (date(2026, 12, 30), Status.DROPPED, False),
        (TODAY, Status.OPEN, False),
        (None, Status.OPEN, False),
    ],
)
def test_a_line_is_overdue_the_day_after_while_it_is_not_closed(due, status, overdue):
    assert line(due=due, status=status).is_overdue(TODAY) == overdue


@pytest.mark.parametrize(
    "changed", [{"what": "Başka"}, {"first_step": "x"}, {"who": "x"}, {"due": TODAY}, {"status": Status.DONE}]
)
def test_lines_that_differ_in_anything_typed_do_not_say_the_same(changed):
    assert not line().says_the_same_as(line(**changed))


def test_a_line_says_the_same_whatever_its_revision():
    assert line(revision=1).says_the_same_as(line(revision=2))
