"""Days agree with one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from hub.dates import WEEKDAYS, Day, day_of, say, say_date, weekday
from hub.records import Key
from hub.rules.finding import PARTNER_SECTIONS, Case, Finding, Rule
from hub.schema.common import Record
from hub.source import Loc

# The pairs of days of which the first must not come after the second.
_PAIRS = (
    ("starts_on", "ends_on"),
    ("signed_on", "ends_on"),
    ("signed_on", "ended_on"),
    ("opens_on", "closes_on"),
    ("shown_from", "shown_until"),
    ("added_on", "updated_on"),
    ("starts_on", "postponed_to"),
)
_PARTS = (("occurrences", ""), ("ties", "つながり"), ("application", "申込み"))

_WEEKDAY = re.compile(rf"[(（\s]*([{WEEKDAYS}])")


def ends_after_start(case: Case) -> Iterator[Finding]:
    """Ensure that nothing ends before it begins."""
    for key, record in case.written:
        for at, part, word in _ending(record):
            title = case.title(key, record)
            name = f"{title}」の{word}「{part.title}" if word and getattr(part, "title", "") else title
            yield from _in_order(key, name, part, at)


def _ending(record: Record) -> Iterator[tuple[Loc, Any, str]]:
    """A record and its parts, those of them that tell an end: the place, the part, what it is called."""
    if _has_end(record):
        yield (), record, ""
    for field, word in _parts(type(record)):
        inner = getattr(record, field) or ()
        for index, part in enumerate(inner if isinstance(inner, tuple) else (inner,)):
            if _has_end(part):
                yield (field, index) if isinstance(inner, tuple) else (field,), part, word


def _has_end(part: Record) -> bool:
    return any(getattr(part, last) is not None for _, last in _pairs(type(part)))


def _in_order(key: Key, title: str, part: Record, at: Loc) -> Iterator[Finding]:
    for first, last in _pairs(type(part)):
        start, end = _day(getattr(part, first)), _day(getattr(part, last))
        if start is None or end is None or end.last >= start.first:
            continue
        fields = type(part).model_fields
        words = fields[first].title, fields[last].title
        message = f"「{title}」の{words[1]}({say(end)})が、{words[0]}({say(start)})より前です。"
        remedy = f"{words[0]}と{words[1]}を見くらべて、どちらかを直してください。"
        yield Finding(key, (*at, last), message, remedy)


@cache
def _pairs(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in _PAIRS if pair[0] in model.model_fields and pair[1] in model.model_fields)


@cache
def _parts(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple(part for part in _PARTS if part[0] in model.model_fields)


def _day(value: Any) -> Day | None:
    if isinstance(value, date):
        return day_of(value)
    return value if isinstance(value, Day) else None


def weekday_agrees(case: Case) -> Iterator[Finding]:
    """Ensure that a weekday written by hand is that of the day."""
    for key, event in case.in_sections("events"):
        for index, occurrence in enumerate(event.occurrences):
            if occurrence.weekday is None or not occurrence.starts_on.is_exact:
                continue
            day = occurrence.starts_on.first
            written = _WEEKDAY.match(occurrence.weekday)
            if written is None or written[1] != weekday(day):
                message = f"「{event.title}」の曜日「{occurrence.weekday}」が、日付と合いません。{say_date(day)}です。"
                remedy = "日付か曜日のどちらかを直してください。曜日は書かなくてもかまいません。"
                yield Finding(key, ("occurrences", index, "weekday"), message, remedy)


def day_is_not_to_come(case: Case) -> Iterator[Finding]:
    """Ensure that what is said to have been done was not done on a day to come."""
    today = case.hub.today
    for key, record in case.written:
        for field in ("confirmed_on", "updated_on", "added_on"):
            day = getattr(record, field, None)
            if day is not None and day > today:
                title = type(record).model_fields[field].title
                message = f"「{case.title(key, record)}」の{title}({say_date(day)})が、まだ来ていない日です。"
                yield Finding(key, (field,), message, "その日付を確かめてください。", "notice")


def ending_is_not_to_come(case: Case) -> Iterator[Finding]:
    """Ensure that what has ended or was signed did so on a day that has come."""
    for key, record in case.in_sections("agreements", *PARTNER_SECTIONS):
        for field in ("signed_on", "ended_on"):
            day = getattr(record, field, None)
            if day is not None and day.first > case.hub.today:
                title = type(record).model_fields[field].title
                message = f"「{case.title(key, record)}」の{title}({say(day)})が、まだ来ていない日です。"
                remedy = "日付を確かめてください。予定なら、その日が来てから書いてください。"
                yield Finding(key, (field,), message, remedy, "notice")


RULES: tuple[Rule, ...] = (ends_after_start, weekday_agrees, day_is_not_to_come, ending_is_not_to_come)
