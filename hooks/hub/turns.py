"""Events as they really take place: a run with cancelled days falls into pieces, each of one status.

So calendars, lists and data need to know no exception within a run. Checks nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from hub.dates import day_of
from hub.moments import is_open_day
from hub.schema.events import Event, Occurrence, Piece

A_DAY = timedelta(days=1)


def as_held(event: Event) -> Event:
    """An event whose runs are split at their cancelled days, with all who take part in any occurrence."""
    found: dict[str, object] = {}
    if any(one.cancelled_on for one in event.occurrences):
        found["occurrences"] = tuple(piece for one in event.occurrences for piece in _pieces(one))
    if any(one.participants for one in event.occurrences):
        everyone = (*event.participants, *(key for one in event.occurrences for key in one.participants))
        found["participants"] = tuple(dict.fromkeys(everyone))
    return event.model_copy(update=found) if found else event


def turn_count(event: Event) -> int:
    """How many times an event takes place; a run that was broken off for some days counts once."""
    if len(event.occurrences) == 1:
        return 1
    return sum(not isinstance(one, Piece) for one in event.occurrences)


def venue_names(event: Event) -> tuple[str, ...]:
    """The names of all venues of an event, in the order of its occurrences."""
    venues = [one.venue or event.venue for one in event.occurrences]
    return tuple(dict.fromkeys([venue.name for venue in venues if venue is not None]))


def is_at_several_venues(event: Event) -> bool:
    """Whether an event is at more than one venue on one day, and so has a timetable."""
    if len(event.occurrences) == 1:
        return False
    venues: dict[str, set[str]] = defaultdict(set)
    for one in event.occurrences:
        venues[one.starts_on.text].add(one.venue.name if one.venue else "")
    return any(len(names) > 1 for names in venues.values())


def open_days(occurrence: Occurrence) -> tuple[date, ...]:
    """The days of an occurrence, without weekends and holidays where it keeps them; none if they are half known."""
    end = occurrence.ends_on or occurrence.starts_on
    if not (occurrence.starts_on.is_exact and end.is_exact):
        return ()
    first = occurrence.starts_on.first
    days = (first + A_DAY * step for step in range((end.first - first).days + 1))
    return tuple(day for day in days if is_open_day(occurrence, day))


def _pieces(occurrence: Occurrence) -> Iterator[Occurrence]:
    days = open_days(occurrence)
    if not occurrence.cancelled_on or not days:
        yield occurrence
        return
    fields = {name: getattr(occurrence, name) for name in occurrence.model_fields_set - {"cancelled_on", "ends_on"}}
    kind: type[Occurrence] = Occurrence
    for is_off, group in groupby(days, lambda day: day in occurrence.cancelled_on):
        piece = list(group)
        first = piece[0] if kind is Piece else occurrence.starts_on.first
        told: dict[str, object] = {"starts_on": day_of(first)}
        if piece[-1] > first:
            told |= {"ends_on": day_of(piece[-1]), "days": occurrence.days}
        if is_off:
            told["status"] = "cancelled"
        yield kind.model_construct(_fields_set={*fields, *told}, **{**fields, "days": "all", **told})
        kind = Piece
