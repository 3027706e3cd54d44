"""What the calendar shows of each occurrence: where it lies, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from hub.dates import months_later
from hub.model import Hub
from hub.moments import as_text, runs_of, spans_of
from hub.plain import plain
from hub.schema.events import Event, Occurrence
from hub.status import is_ahead
from hub.views.when import clock_span, when_text


@plain
class Entry:
    """An occurrence as the calendar shows it: its spans of days, or the month if the day is not known."""

    event: Event
    occurrence: Occurrence
    status: str
    spans: tuple[tuple[date, date], ...]

    def instants(self) -> tuple[str, str]:
        """Its beginnings and ends as `hub.moments` writes them; of a postponed one, those of the old or the new day."""
        is_old = self.status != "moved" and self.occurrence.postponed_to is not None
        one = self.occurrence.model_copy(update={"postponed_to": None}) if is_old else self.occurrence
        return as_text(runs_of(one))


def entries(events: Iterable[Event]) -> list[Entry]:
    """All that is known by month at least, in the order of days; what is postponed stands twice."""
    return sorted((entry for event in events for entry in _entries(event)), key=_order)


def entries_between(hub: Hub, first: date, last: date) -> list[Entry]:
    """Those that touch some days."""
    near = (event for event in hub.events.values() if is_ahead(event, first))
    return [entry for entry in entries(near) if touches(entry, first, last)]


def touches(entry: Entry, first: date, last: date) -> bool:
    """Whether it lies on one of some days."""
    spans = entry.spans or ((entry.occurrence.starts_on.first, entry.occurrence.starts_on.last),)
    return any(start <= last and end >= first for start, end in spans)


def entry_days(entry: Entry) -> str:
    """What is on, days and hours, where they are more than the one day shown beside them; else nothing."""
    one = entry.occurrence
    is_more = entry.status != "moved" and (one.ends_on is not None or one.days == "weekdays")
    return "　".join([part for part in (one.title, when_text(one)) if part]) if is_more else ""


def entry_hours(entry: Entry) -> str:
    """What is on and the hours; not those of a postponed occurrence on its new day, for nobody said that they hold."""
    one = entry.occurrence
    return "　".join([part for part in (one.title, "" if entry.status == "moved" else clock_span(one)) if part])


def entry_place(entry: Entry) -> str:
    """The name of the venue."""
    venue = entry.occurrence.venue or entry.event.venue
    return venue.name if venue else ""


def _entries(event: Event) -> Iterator[Entry]:
    whole = event.status if event.status in {"cancelled", "postponed"} else ""
    for one in event.occurrences:
        status = whole or one.status or event.status
        first, last = one.starts_on, one.ends_on or one.starts_on
        if not (first.has_month or first.is_exact):
            continue
        spans = tuple(spans_of(one, first.first, last.last)) if first.is_exact and last.is_exact else ()
        yield Entry(event, one, status, spans)
        if status == "postponed" and one.postponed_to is not None and one.postponed_to.is_exact:
            new = one.postponed_to.first
            yield Entry(event, one, "moved", ((new, new),))


def _order(entry: Entry) -> tuple[date, int, str]:
    """By the first day; the longer first, so that bars lie above single days."""
    if not entry.spans:
        return (months_later(entry.occurrence.starts_on.first, 1) - timedelta(days=1), 0, entry.event.id)
    return (entry.spans[0][0], (entry.spans[0][0] - entry.spans[-1][1]).days, entry.event.id)
