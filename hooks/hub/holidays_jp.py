"""Japanese holidays (国民の祝日と休日), as `derive/holidays_jp.py` took them from a library. Knows no events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("data") / "holidays.json"


def is_holiday(day: date) -> str:
    """The name of the holiday, 勤労感謝の日; empty on any other day, and outside the years that the table knows."""
    return holidays_of(day.year).get(day, "")


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """The holidays of a year by day, in order."""
    return {date.fromisoformat(day): name for day, name in _table().get(str(year), {}).items()}


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(TABLE.read_text("utf-8"))
    return table


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a holiday (土日祝日を除く)."""
    return day.weekday() < 5 and not is_holiday(day)
