"""Dates as people in Türkiye write them."""

import re
from datetime import date

MONTHS = ("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>[./-]|\s+)(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})", re.ASCII
)
_DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<name>[^\W\d]+)\s+(?P<year>\d{4})")


def read_date(typed: str) -> date | None:
    """The day somebody typed; None when it is none.

    31.12.2026, 31/12/2026, 31-12-2026, 31 12 2026, 31122026 (a phone's numeric keys may have no dot), 31.12.26,
    31 Aralık 2026 and 2026-12-31. Years from 2000 to 2099: anything else is a slip.
    """
    text = re.sub(r"\s*([./-])\s*", r"\1", typed.strip())
    found = next((match for rule in (_ISO, _DAY_FIRST, _DIGITS, _IN_WORDS) if (match := rule.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    year = int(parts["year"]) if len(parts["year"]) == 4 else 2000 + int(parts["year"])
    month = int(parts["month"]) if "month" in parts else _month(parts["name"])
    try:
        day = date(year, month, int(parts["day"]))
    except ValueError:  # 31 February, month 0 or 13
        return None
    return day if 2000 <= year <= 2099 else None


def _month(name: str) -> int:
    """The number of a month; 0 when there is none of this name."""
    lower = name.replace("I", "ı").replace("İ", "i").lower()
    return MONTHS.index(lower) + 1 if lower in MONTHS else 0
