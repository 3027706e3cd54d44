"""Days and events as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hub import dates
from hub.model import Hub
from hub.moments import as_text, runs_of
from hub.schema.events import Event, Occurrence
from hub.status import State, is_ahead, last_day, next_occurrence, state_of


@dataclass(frozen=True, slots=True)
class DateBlock:
    """A day set in type: 2024年 / 3.2 / 土, or as much as is known.

    Where it is the day of an occurrence, its instants and what is known of it, for the reader's browser.
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


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list."""

    when: DateBlock
    title: str
    address: str
    meta: str
    state: State
    later: tuple[DateBlock, ...] = ()


def date_block(day: dates.Day) -> DateBlock:
    """The type-set form of a day."""
    if day.is_exact:
        exact = day.first
        return DateBlock(exact.isoformat(), f"{exact.year}年", str(exact.month), str(exact.day), dates.weekday(exact))
    rest = dates.say_rest(day)
    if day.is_fiscal:
        return DateBlock(str(day.year), str(day.year), rest, "", "")
    return DateBlock(day.text[:7] if day.has_month else day.text[:4], f"{day.year}年", rest, "", "")


def occurrence_block(event: Event, occurrence: Occurrence) -> DateBlock:
    """The first day of an occurrence, with its instants."""
    settled = event.status in {"cancelled", "postponed"}
    status = event.status if settled else occurrence.status or event.status
    starts, ends = as_text(runs_of(occurrence))
    return replace(date_block(occurrence.starts_on), starts=starts, ends=ends, status=status)


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
    """Days and hours of an occurrence, as people write them."""
    text = dates.say_span(occurrence.starts_on, occurrence.ends_on)
    if occurrence.days == "weekdays":
        text += "(土日祝日を除く)"
    hours = clock_span(occurrence)
    return f"{text} {hours}" if hours else text


def whole_span(event: Event) -> str:
    """From the first to the last day of an event."""
    first = min((one.starts_on for one in event.occurrences), key=lambda day: day.first)
    last = max((one.ends_on or one.starts_on for one in event.occurrences), key=lambda day: day.last)
    return dates.say_span(first, None if last == first else last)


def event_row(hub: Hub, event: Event) -> EventRow:
    """An event as a row: date, title, days and place, state. Made once, for it stands in many lists."""
    if event.id not in hub.rows:
        hub.rows[event.id] = _event_row(hub, event)
    row: EventRow = hub.rows[event.id]
    return row


def ahead_and_past(hub: Hub, events: Iterable[Event]) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """Rows of what lies ahead, soonest first, cancelled days among them, and of what is past, newest first."""
    ahead: list[Event] = []
    past: list[Event] = []
    for event in events:
        (ahead if is_ahead(event, hub.today) else past).append(event)
    ahead.sort(key=lambda event: (_next_day(hub, event), event.id))
    return (
        tuple(event_row(hub, event) for event in ahead),
        tuple(event_row(hub, event) for event in newest_first(past)),
    )


def _next_day(hub: Hub, event: Event) -> date:
    found = next_occurrence(event, hub.today)
    return (found.postponed_to or found.starts_on).first


def _event_row(hub: Hub, event: Event) -> EventRow:
    first = next_occurrence(event, hub.today)
    single = len(event.occurrences) == 1
    parts = []
    if not single or first.ends_on is not None or not first.starts_on.is_exact:
        parts.append(when_text(first) if single else f"{whole_span(event)} 全{len(event.occurrences)}回")
    elif hours := clock_span(first):
        parts.append(hours)
    if first.postponed_to is not None:
        parts.insert(0, postponed_text(hub, first))
    if event.venue is not None:
        parts.append(event.venue.name)
    return EventRow(
        when=occurrence_block(event, first),
        title=event.title,
        address=f"/events/{event.id}/",
        meta="　".join(parts),
        state=shown_state(hub, state_of(event, hub.today)),
        later=_later(hub, event, first),
    )


def _later(hub: Hub, event: Event, shown: Occurrence) -> tuple[DateBlock, ...]:
    """The other days ahead, cancelled ones too: the browser shows the next when the one shown is over."""
    if len(event.occurrences) == 1:
        return ()
    ahead = [one for one in event.occurrences if one is not shown and last_day(one) >= hub.today]
    return tuple(
        occurrence_block(event, one) for one in sorted(ahead, key=lambda occurrence: occurrence.starts_on.first)
    )


def postponed_text(hub: Hub, occurrence: Occurrence) -> str:
    """Where a postponed occurrence has gone."""
    _ = hub.setting.words.gettext
    return _("{day}に延期").format(day=dates.say(occurrence.postponed_to)) if occurrence.postponed_to else ""


def shown_state(hub: Hub, state: State) -> State:
    """A state with its word in the language of the site."""
    return State(state.key, hub.setting.words.gettext(state.word))


def newest_first(events: Iterable[Event]) -> list[Event]:
    """Events from the newest to the oldest."""
    return sorted(events, key=lambda event: (event.occurrences[0].starts_on.first, event.id), reverse=True)
