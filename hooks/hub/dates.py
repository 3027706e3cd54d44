"""Days as staff write them and as people read them. Reads no clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

JST = timezone(timedelta(hours=9), "JST")
WEEKDAYS = "月火水木金土日"

_SEASONS = {"spring": (3, "春"), "summer": (6, "夏"), "autumn": (9, "秋"), "winter": (12, "冬")}
_PARTS = {"early": (1, "上旬"), "mid": (11, "中旬"), "late": (21, "下旬")}
_FORM = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?:(?P<season>spring|summer|autumn|winter)|(?P<fiscal>fiscal)"
    r"|(?P<month>[0-9]{2})(?:-(?:(?P<part>early|mid|late)|(?P<day>[0-9]{2})))?))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day, or as much of one as is known: `first` and `last` bound it, `text` is as written."""

    first: date
    last: date
    text: str

    @property
    def is_exact(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last

    @property
    def year(self) -> int:
        """The year in which it begins (for 年度, the fiscal year)."""
        return self.first.year

    @property
    def is_fiscal(self) -> bool:
        """Whether only the Japanese fiscal year (April to March) is known."""
        return self.text.endswith("-fiscal")

    @property
    def has_month(self) -> bool:
        """Whether at least the month is known."""
        return len(self.text) >= 7 and self.text[5].isdigit()

    @property
    def month(self) -> int:
        """The month in which it begins; 0 where that is not known."""
        return self.first.month if self.has_month else 0

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def parse_day(text: str) -> Day:
    """Read `2024-03-02`, `2024-03`, `2024`, `2024-spring`, `2024-03-early` or `2024-fiscal`.

    Raises ValueError for anything else, and for days that do not exist.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year = int(found["year"])
    if not 1000 <= year <= 9998:
        raise ValueError(text)
    if found["season"]:
        start = date(year, _SEASONS[found["season"]][0], 1)
        return Day(start, _month_end(months_later(start, 2)), text)
    if found["fiscal"]:
        return Day(date(year, 4, 1), date(year + 1, 3, 31), text)
    if not found["month"]:
        return Day(date(year, 1, 1), date(year, 12, 31), text)
    month = int(found["month"])
    if found["day"]:
        return day_of(date(year, month, int(found["day"])))
    if not found["part"]:
        first = date(year, month, 1)
        return Day(first, _month_end(first), text)
    first = date(year, month, _PARTS[found["part"]][0])
    last = _month_end(first) if found["part"] == "late" else first + timedelta(days=9)
    return Day(first, last, text)


def day_of(exact: date) -> Day:
    """An exact date as a Day."""
    return Day(exact, exact, exact.isoformat())


def months_later(day: date, months: int) -> date:
    """The first day of the month that comes so many months after that of a day."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def parse_clock(text: str) -> time:
    """Read `09:30` (24 hours). Raises ValueError otherwise."""
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        raise ValueError(text)
    return time(int(text[:2]), int(text[3:]))


@lru_cache(1440)
def say_clock(clock: time) -> str:
    """A time of day: 9:05."""
    return f"{clock.hour}:{clock.minute:02}"


def weekday(day: date) -> str:
    """The weekday in one character, 月 to 日."""
    return WEEKDAYS[day.weekday()]


def era(day: date) -> str:
    """The year in the Japanese calendar, 令和8年; empty before 明治6年 (1873)."""
    for name, start in (
        ("令和", date(2019, 5, 1)),
        ("平成", date(1989, 1, 8)),
        ("昭和", date(1926, 12, 25)),
        ("大正", date(1912, 7, 30)),
        ("明治", date(1873, 1, 1)),
    ):
        if day >= start:
            number = day.year - start.year + (6 if name == "明治" else 1)
            return f"{name}{'元' if number == 1 else number}年"
    return ""


def era_of_fiscal(year: int) -> str:
    """The fiscal year in the Japanese calendar, 令和5年度; 2019 is 令和元年度, as the ward writes."""
    return era(date(year, 5, 1)) + "度"


def say(day: Day) -> str:
    """A day in full, as much as is known: 2024年3月2日(土), 2024年3月, 2024年春, 2023年度."""
    if day.is_exact:
        return say_date(day.first)
    return f"{day.first.year}年{_rest(day)}"


def say_plain(day: Day) -> str:
    """A day in full without its weekday, for the days of figures and documents: 2024年6月1日."""
    return f"{day.first.year}年{day.first.month}月{day.first.day}日" if day.is_exact else say(day)


@lru_cache(8192)
def say_date(day: date) -> str:
    """A day in full: 2024年3月2日(土)."""
    return f"{day.year}年{day.month}月{day.day}日({weekday(day)})"


def say_month_day(day: date) -> str:
    """A day without its year: 3月2日(土)."""
    return f"{day.month}月{day.day}日({weekday(day)})"


def say_rest(day: Day) -> str:
    """A day without its year: 3月2日(土), 3月, 春, 年度; empty if only the year is known."""
    if day.is_fiscal:
        return "年度"
    return say_month_day(day.first) if day.is_exact else _rest(day)


def say_span(first: Day, last: Day | None) -> str:
    """A span as people write it: 2024年3月2日(土)〜8日(金)."""
    if last is None or last == first:
        return say(first)
    if (
        last.is_exact
        and first.has_month
        and not first.is_exact
        and first.first.replace(day=1) == last.first.replace(day=1)
    ):
        return f"{say(first)}({last.first.day}日({weekday(last.first)})まで)"
    if not (first.is_exact and last.is_exact):
        return f"{say(first)}〜{say(last)}"
    start, end = first.first, last.first
    if start.year != end.year:
        return f"{say_date(start)}〜{say_date(end)}"
    if start.month != end.month:
        return f"{say_date(start)}〜{say_month_day(end)}"
    return f"{say_date(start)}〜{end.day}日({weekday(end)})"


def say_days(days: Sequence[date], after: date | None = None) -> str:
    """Scattered days: 2023年5月27日(土)・28日(日)、7月22日(土); three and more in a row as a span.

    What stands in `after`, the day mentioned last before them, is not said again.
    """
    text = ""
    for first, last in _in_a_row(sorted(days)):
        joint = "、" if after is None or (first.year, first.month) != (after.year, after.month) else "・"
        text += (joint if text else "") + _say_after(first, after)
        if last > first:
            text += f"〜{_say_after(last, first)}"
        after = last
    return text


def _in_a_row(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        yield from [(run[0], run[-1])] if len(run) > 2 else [(day, day) for day in run]


def _say_after(day: date, after: date | None) -> str:
    if after is None or day.year != after.year:
        return say_date(day)
    return say_month_day(day) if day.month != after.month else f"{day.day}日({weekday(day)})"


def instant(day: date, clock: time) -> datetime:
    """The absolute moment of a Japanese wall clock."""
    return datetime.combine(day, clock, JST)


def _rest(day: Day) -> str:
    tail = day.text[5:]
    if tail in _SEASONS:
        return _SEASONS[tail][1]
    if tail == "fiscal":
        return "度"
    if not tail:
        return ""
    part = _PARTS.get(tail[3:], (0, ""))[1]
    return f"{day.first.month}月{part}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
