"""When an occurrence takes place, as calendars need it: whole days or hours, runs of weekdays, what was moved.

An occurrence whose day is not fully known has no session: a calendar would turn 「春」 into a day that nobody named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from hub.dates import Day
from hub.holidays_jp import is_working_day
from hub.identity import occurrence_ids
from hub.plain import plain
from hub.schema.events import Event, Occurrence

DAY = timedelta(days=1)


@plain
class Session:
    """An occurrence on known days, both included; `name` is its permanent one.

    `opens` is empty for whole days. `closed` are the holidays within a run of weekdays.
    """

    name: str
    occurrence: Occurrence
    first: date
    last: date
    opens: time | None
    closes: time | None
    is_weekdays: bool
    closed: tuple[date, ...]
    status: str
    moved_from: Day | None


def has_session(event: Event) -> bool:
    """Whether a calendar can show anything of an event."""
    return any(_found(event, one, "") is not None for one in event.occurrences)


def sessions(event: Event) -> Iterator[Session]:
    """The occurrences of an event whose days are known."""
    for name, occurrence in zip(occurrence_ids(event), event.occurrences, strict=True):
        if (found := _found(event, occurrence, name)) is not None:
            yield found


def _found(event: Event, occurrence: Occurrence, name: str) -> Session | None:
    status = occurrence.status or event.status
    moved = _moved(name, occurrence) if status == "postponed" else None
    return moved or _session(name, occurrence, status)


def _moved(name: str, occurrence: Occurrence) -> Session | None:
    """A postponed occurrence on its new day, the whole of it, for nobody said that the old hours hold."""
    day = occurrence.postponed_to
    if day is None or not day.is_exact:
        return None
    moved_from = occurrence.starts_on
    return Session(name, occurrence, day.first, day.first, None, None, False, (), "postponed", moved_from)


def _session(name: str, occurrence: Occurrence, status: str) -> Session | None:
    end = occurrence.ends_on or occurrence.starts_on
    if not (occurrence.starts_on.is_exact and end.is_exact):
        return None
    first, last = occurrence.starts_on.first, end.first
    closed: tuple[date, ...] = ()
    is_weekdays = occurrence.days == "weekdays"
    if is_weekdays:
        opened = [day for day in _days(first, last) if is_working_day(day)]
        if not opened:
            return None
        first, last = opened[0], opened[-1]
        closed = tuple(day for day in _days(first, last) if day.weekday() < 5 and not is_working_day(day))
    is_timed = occurrence.opens is not None and (occurrence.closes is not None or first == last)
    opens, closes = (occurrence.opens, occurrence.closes) if is_timed else (None, None)
    return Session(name, occurrence, first, last, opens, closes, is_weekdays, closed, status, None)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * step for step in range((last - first).days + 1))
