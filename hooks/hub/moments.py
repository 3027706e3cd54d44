"""Absolute instants of occurrences, and what may be said at one: the build's side of `hub-moment.js`. Reads no clock.

A day without hours runs from 00:00 to 24:00 in Japan; an hour of closing before that of opening is the next day's.
Of a day that is only half known nothing is said but when it is surely over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hub.dates import JST, instant
from hub.holidays_jp import is_working_day
from hub.schema.events import Occurrence

MIDNIGHT = time(0)
A_DAY = timedelta(days=1)
UNKNOWN = ".."


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken run of days: when it opens, if that is known, and when it is over."""

    starts: datetime | None
    ends: datetime


def runs_of(occurrence: Occurrence) -> tuple[Run, ...]:
    """The runs of an occurrence, one for each if it keeps weekends and holidays; of a postponed one, its new day."""
    new = occurrence.postponed_to
    first, last = (new, new) if new is not None else (occurrence.starts_on, occurrence.ends_on or occurrence.starts_on)
    if not (first.is_exact and last.is_exact):
        starts = instant(first.last, MIDNIGHT) if first.last < last.first else None
        return (Run(starts, instant(last.last + A_DAY, MIDNIGHT)),)
    opens, closes = (None, None) if new is not None else (occurrence.opens, occurrence.closes)
    spans = spans_of(occurrence, first.first, last.last)
    runs = [Run(instant(start, MIDNIGHT), instant(end + A_DAY, MIDNIGHT)) for start, end in spans]
    runs[0] = Run(instant(spans[0][0], opens or MIDNIGHT), runs[0].ends)
    if closes is not None:
        night = A_DAY if opens is not None and closes <= opens else timedelta()
        runs[-1] = Run(runs[-1].starts, instant(spans[-1][1] + night, closes))
    return tuple(runs)


def spans_of(occurrence: Occurrence, first: date, last: date) -> list[tuple[date, date]]:
    """The days from first to last on which an occurrence is open, as spans with both ends included."""
    return _weekdays(first, last) if occurrence.days == "weekdays" else [(first, last)]


def is_open_day(occurrence: Occurrence, day: date) -> bool:
    """Whether a day within an occurrence is not left out as a weekend or holiday."""
    return occurrence.days == "all" or is_working_day(day)


def key_at(runs: Sequence[Run], moment: datetime) -> str:
    """`coming`, `today`, `open`, `closed` (between two runs) or `over`."""
    if moment >= runs[-1].ends:
        return "over"
    first = runs[0].starts
    if first is None:
        return "coming"
    if moment < first:
        return "today" if _day(first) == _day(moment) else "coming"
    if not any(run.starts is not None and run.starts <= moment < run.ends for run in runs):
        return "closed"
    return "today" if _has_no_close(runs) else "open"


def as_text(runs: Sequence[Run]) -> tuple[str, str]:
    """The beginnings and the ends, in ISO with +09:00, parted by spaces; an unknown beginning is `..`."""
    starts = (_iso(run.starts) if run.starts is not None else UNKNOWN for run in runs)
    return " ".join(starts), " ".join(_iso(run.ends) for run in runs)


def _weekdays(first: date, last: date) -> list[tuple[date, date]]:
    """Runs of days without weekends and holidays; all as one where nothing else is left."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    runs: list[tuple[date, date]] = []
    for day in days:
        if not is_working_day(day):
            continue
        if runs and day - runs[-1][1] == A_DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs or [(first, last)]


def _has_no_close(runs: Sequence[Run]) -> bool:
    """Whether it is one day of which nobody knows when it closes: then it is today, not going on."""
    starts, ends = runs[0].starts, runs[-1].ends
    return starts is not None and ends == instant(_day(starts) + A_DAY, MIDNIGHT)


def _day(moment: datetime) -> date:
    return moment.astimezone(JST).date()


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
