"""Days and events as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hub import dates
from hub.model import Hub
from hub.moments import as_text, runs_of
from hub.plain import plain
from hub.schema.events import Event, Occurrence
from hub.status import State, last_day, next_occurrence, state_of
from hub.turns import is_at_several_venues, turn_count, venue_names
from hub.views.sieve import marks_of
from hub.views.when import clock_span, event_when, moved_text, off_text, postponed_text, whole_span


@plain
class DateBlock:
    """A day set in type: 2024年 / 3.2 / 土, or as much as is known.

    Where it is the day of an occurrence that is not past, its instants and what is known of it, for the reader's browser.
    """

    iso: str
    year: str
    month: str
    day: str
    week: str
    starts: str = ""
    ends: str = ""
    status: str = ""

    @property
    def said(self) -> str:
        """The day as it is read aloud: 2025年11月10日(月曜日)."""
        return f"{self.year}{self.month}月{self.day}日({self.week}曜日)" if self.day else self.year + self.month


@plain
class EventRow:
    """An event in a list."""

    when: DateBlock
    title: str
    address: str
    meta: str
    state: State
    later: tuple[DateBlock, ...] = ()
    marks: str = ""


def date_block(day: dates.Day, starts: str = "", ends: str = "", status: str = "") -> DateBlock:
    """The type-set form of a day, with the instants and the state of what begins on it."""
    known = (starts, ends, status)
    if day.is_exact:
        one = day.first
        return DateBlock(day.text, f"{one.year}年", str(one.month), str(one.day), dates.weekday(one), *known)
    rest = dates.say_rest(day)
    if day.is_fiscal:
        return DateBlock(str(day.year), str(day.year), rest, "", "", *known)
    return DateBlock(day.text[:7] if day.has_month else day.text[:4], f"{day.year}年", rest, "", "", *known)


def occurrence_block(hub: Hub, event: Event, occurrence: Occurrence) -> DateBlock:
    """The first day of an occurrence, with its instants unless it is past: then nothing is left to be said of it."""
    if last_day(occurrence) < hub.today:
        return date_block(occurrence.starts_on)
    settled = event.status in {"cancelled", "postponed"}
    status = event.status if settled else occurrence.status or event.status
    return date_block(occurrence.starts_on, *as_text(runs_of(occurrence)), status)


def event_row(hub: Hub, event: Event) -> EventRow:
    """An event as a row: date, title, days and place, state. Made once, for it stands in many lists."""
    row: EventRow | None = hub.rows.get(event.id)
    if row is None:
        row = hub.rows[event.id] = _event_row(hub, event)
    return row


def rows_ahead(hub: Hub, events: Iterable[Event]) -> tuple[EventRow, ...]:
    """Rows of what lies ahead, soonest first, cancelled days among them."""
    ahead = [event for event in events if event.id in hub.ahead]
    ahead.sort(key=lambda event: (_next_day(hub, event), event.id))
    return tuple([event_row(hub, event) for event in ahead])


def rows_past(hub: Hub, events: Sequence[Event]) -> tuple[EventRow, ...]:
    """Rows of what is past, newest first; the events come in the order of the Hub."""
    return tuple([event_row(hub, event) for event in reversed(events) if event.id not in hub.ahead])


def _next_day(hub: Hub, event: Event) -> date:
    found = next_occurrence(event, hub.today)
    return (found.postponed_to or found.starts_on).first


def _event_row(hub: Hub, event: Event) -> EventRow:
    first = next_occurrence(event, hub.today)
    parts = [postponed_text(hub, first), moved_text(hub, first), _row_when(event, first)]
    if event.venue is not None:
        parts.append(event.venue.name)
    return EventRow(
        when=occurrence_block(hub, event, first),
        title=event.title,
        address=f"/events/{event.id}/",
        meta="　".join([part for part in parts if part]),
        state=shown_state(hub, state_of(event, hub.today)),
        later=_later(hub, event, first),
        marks=marks_of(hub, event),
    )


def _row_when(event: Event, shown: Occurrence) -> str:
    """What the date of a row does not say."""
    count = turn_count(event)
    if is_at_several_venues(event):
        return f"{event_when(event)} {len(venue_names(event))}会場"
    if count > 1:
        return "、".join(part for part in (f"{whole_span(event)} 全{count}回", off_text(event)) if part)
    is_one_day = len(event.occurrences) == 1 and shown.ends_on is None and shown.starts_on.is_exact
    return clock_span(shown) if is_one_day else event_when(event)


def _later(hub: Hub, event: Event, shown: Occurrence) -> tuple[DateBlock, ...]:
    """The other days ahead, cancelled ones too: the browser shows the next when the one shown is over."""
    if len(event.occurrences) == 1:
        return ()
    ahead = [one for one in event.occurrences if one is not shown and last_day(one) >= hub.today]
    return tuple(
        occurrence_block(hub, event, one) for one in sorted(ahead, key=lambda occurrence: occurrence.starts_on.first)
    )


def shown_state(hub: Hub, state: State) -> State:
    """A state with its word in the language of the site."""
    word = hub.setting.words.gettext(state.word)
    return state if word == state.word else State(state.key, word)
