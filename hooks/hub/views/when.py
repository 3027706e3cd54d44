"""When an event takes place, in words, as people write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hub import dates
from hub.model import Hub
from hub.schema.events import Event, Occurrence
from hub.turns import open_days, turn_count

MOST_DAYS = 8


def clock_span(occurrence: Occurrence) -> str:
    """The hours of an occurrence: 11:00–16:00, 14:00から, or nothing."""
    if occurrence.opens is None:
        return ""
    opens = dates.say_clock(occurrence.opens)
    if occurrence.closes is None:
        return f"{opens}から"
    next_day = "翌" if occurrence.closes < occurrence.opens else ""
    return f"{opens}–{next_day}{dates.say_clock(occurrence.closes)}"


def when_text(occurrence: Occurrence) -> str:
    """Days and hours of an occurrence."""
    return " ".join([part for part in (_days(occurrence, occurrence.ends_on), clock_span(occurrence)) if part])


def whole_span(event: Event) -> str:
    """From the first to the last day of an event."""
    if len(event.occurrences) == 1:
        return dates.say_span(event.occurrences[0].starts_on, event.occurrences[0].ends_on)
    first = min((one.starts_on for one in event.occurrences), key=lambda day: day.first)
    last = max((one.ends_on or one.starts_on for one in event.occurrences), key=lambda day: day.last)
    return dates.say_span(first, None if last == first else last)


def event_when(event: Event) -> str:
    """All days of an event: 2024年3月2日(土)〜8日(金)、7日(木)・8日(金)は中止."""
    one = event.occurrences[0]
    if len(event.occurrences) == 1:
        return when_text(one)
    if turn_count(event) == 1:
        end = event.occurrences[-1]
        text = " ".join(part for part in (_days(one, end.ends_on or end.starts_on), clock_span(one)) if part)
    else:
        days = _single_days(event)
        text = dates.say_days(days) if 1 < len(days) <= MOST_DAYS else whole_span(event)
    off = off_text(event)
    return f"{text}、{off}" if off else text


def off_text(event: Event) -> str:
    """The days that were cancelled while others stand: 7日(木)・8日(金)は中止."""
    if event.status == "cancelled":
        return ""
    off: dict[date, None] = {}
    standing: set[date] = set()
    for one in event.occurrences:
        if (one.status or event.status) == "cancelled":
            off.update(dict.fromkeys(open_days(one)))
        else:
            standing.update(open_days(one))
    gone = [day for day in off if day not in standing]
    if not gone or len(gone) > MOST_DAYS:
        return ""
    last = max((one.ends_on or one.starts_on).last for one in event.occurrences)
    return f"{dates.say_days(gone, last)}は中止"


def postponed_text(hub: Hub, occurrence: Occurrence) -> str:
    """Where a postponed occurrence has gone."""
    _ = hub.setting.words.gettext
    return _("{day}に延期").format(day=dates.say(occurrence.postponed_to)) if occurrence.postponed_to else ""


def moved_text(hub: Hub, occurrence: Occurrence) -> str:
    """For which day an occurrence was announced before its day was changed."""
    _ = hub.setting.words.gettext
    return _("{day}から変更").format(day=dates.say(occurrence.moved_from)) if occurrence.moved_from else ""


def _days(occurrence: Occurrence, last: dates.Day | None) -> str:
    text = dates.say_span(occurrence.starts_on, last)
    return f"{text}(土日祝日を除く)" if occurrence.days == "weekdays" else text


def _single_days(event: Event) -> Sequence[date]:
    """The days of an event all of whose occurrences are single, known days; empty otherwise."""
    days = {one.starts_on.first for one in event.occurrences if one.starts_on.is_exact and one.ends_on is None}
    is_all = all(one.starts_on.is_exact and one.ends_on is None for one in event.occurrences)
    return sorted(days) if is_all else ()
