"""The timetable of an event at several venues: days down, venues across, who is where."""

from __future__ import annotations

from collections.abc import Iterable

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.events import Event, Occurrence
from hub.status import State, occurrence_state
from hub.turns import is_at_several_venues
from hub.views.common import Link, partner_link
from hub.views.rows import DateBlock, occurrence_block, shown_state
from hub.views.when import clock_span, moved_text, postponed_text


@plain
class Place:
    """A venue at the head of a column."""

    name: str
    address: str


@plain
class Stand:
    """What takes place at one venue on one day."""

    when: DateBlock
    hours: str
    title: str
    towns: tuple[Link, ...]
    notes: tuple[str, ...]
    state: State

    @property
    def is_off(self) -> bool:
        """Whether it does not take place then."""
        return self.state.key in {"cancelled", "postponed"}


@plain
class TimetableRow:
    """A day, or an unbroken run of days, with one cell for each venue."""

    said: str
    is_off: bool
    cells: tuple[tuple[Stand, ...], ...]


@plain
class Timetable:
    """Days and venues of an event."""

    places: tuple[Place, ...]
    rows: tuple[TimetableRow, ...]


def timetable(hub: Hub, event: Event) -> Timetable | None:
    """The timetable of an event, if it is at several venues on one day."""
    if not is_at_several_venues(event):
        return None
    places: dict[str, str] = {}
    days: dict[tuple[dates.Day, dates.Day | None], dict[str, list[Stand]]] = {}
    for one in sorted(event.occurrences, key=lambda one: one.starts_on.first):
        venue = one.venue or event.venue
        name = venue.name if venue else ""
        places[name] = places.get(name) or (venue.address if venue else None) or ""
        days.setdefault((one.starts_on, one.ends_on), {}).setdefault(name, []).append(_stand(hub, event, one))
    return Timetable(
        tuple(Place(name, address) for name, address in places.items()),
        tuple(_row(days, first, last, places) for first, last in days),
    )


def _row(
    days: dict[tuple[dates.Day, dates.Day | None], dict[str, list[Stand]]],
    first: dates.Day,
    last: dates.Day | None,
    places: dict[str, str],
) -> TimetableRow:
    stands = days[first, last]
    cells = tuple(tuple(stands.get(name, ())) for name in places)
    is_off = all(stand.state.key == "cancelled" for cell in cells for stand in cell)
    return TimetableRow(_said(first, last, days), is_off, cells)


def _said(first: dates.Day, last: dates.Day | None, days: Iterable[tuple[dates.Day, dates.Day | None]]) -> str:
    """A day or run of days; without the year where all are of one."""
    is_one_year = len({(day.first.year, (end or day).last.year) for day, end in days}) == 1
    text = dates.say_span(first, last)
    return text.removeprefix(f"{first.first.year}年") if is_one_year and first.has_month else text


def _stand(hub: Hub, event: Event, one: Occurrence) -> Stand:
    texts = (postponed_text(hub, one), moved_text(hub, one), one.fee, one.note)
    return Stand(
        when=occurrence_block(hub, event, one),
        hours=clock_span(one),
        title=one.title or "",
        towns=tuple(partner_link(hub, key) for key in one.participants),
        notes=tuple(text for text in texts if text),
        state=shown_state(hub, occurrence_state(event, one, hub.today)),
    )
