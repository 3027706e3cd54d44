"""Japanese holidays (国民の祝日と休日), from the library `holidays`. Knows no events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from holidays.countries.japan import Japan


def is_holiday(day: date) -> str:
    """The name of the holiday, 勤労感謝の日; empty on any other day, and outside the years that the library knows."""
    return holidays_of(day.year).get(day, "")


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """The holidays of a year by day, in order."""
    return dict(sorted(Japan(years=year, language="ja").items()))


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a holiday (土日祝日を除く)."""
    return day.weekday() < 5 and not is_holiday(day)
