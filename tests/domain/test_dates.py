from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.dates import MONTHS, read_date

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "31.12.2026",
        "31/12/2026",
        "31-12-2026",
        "31 12 2026",
        "31122026",
        "31.12.26",
        "2026-12-31",
        "31 Aralık 2026",
        "31 ARALIK 2026",
        "31  aralık  2026",
        "  31 . 12 . 2026 ",
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(typed):
    assert read_date(typed) == LAST


@pytest.mark.parametrize("typed", ["1.2.2027", "01.02.2027", "1 Şubat 2027", "2027-2-1"])
def test_day_comes_before_month(typed):
    assert read_date(typed) == date(2027, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yarın",
        "31.02.2026",
        "31.13.2026",
        "0.12.2026",
        "12.2026",
        "31.12",
        "31.12/2026",
        "31.12.1999",
        "31.12.2100",
        "31.12.20266",
        "3112202",
        "31 Aralk 2026",
        "31 December 2026",
        "٣١.١٢.٢٠٢٦",
        "31.12.2026.",
        "9" * 5000,
    ],
)
def test_what_is_no_date_is_none(typed):
    assert read_date(typed) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_back(day):
    month = MONTHS[day.month - 1]
    written = [f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.day} {month} {day.year}", f"{day:%d%m%Y}"]

    assert [read_date(each) for each in (*written, day.isoformat())] == [day] * 5


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_and_nothing_else(typed):
    day = read_date(typed)

    assert day is None or 2000 <= day.year <= 2099
