"""Records by what they are looked up by. What is grouped stays in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from hub.schema.events import Event, Series
from hub.status import is_ahead

K = TypeVar("K")
V = TypeVar("V")


def parted(events: Iterable[Event], today: date) -> tuple[list[Event], list[Event]]:
    """Those of which a day, even a cancelled one, is today or later, and those that are over."""
    ahead: list[Event] = []
    past: list[Event] = []
    for event in events:
        (ahead if is_ahead(event, today) else past).append(event)
    return ahead, past


def by_party(events: Iterable[Event]) -> Iterator[tuple[str, Event]]:
    """Each event under everyone who takes part."""
    return ((party, event) for event in events for party in dict.fromkeys(event.participants))


def by_initiative(events: Iterable[Event], series: Iterable[Series]) -> Iterator[tuple[str, Event]]:
    """Each event under its initiative, or that of its series."""
    initiatives = {one.id: one.initiative for one in series}
    for event in events:
        if slug := event.initiative or initiatives.get(event.series or ""):
            yield slug, event


def by_year(events: Iterable[Event]) -> Mapping[int, Mapping[int, tuple[Event, ...]]]:
    """Events by the year and the month of their first day; under 0 those of which the month is not known."""
    years: dict[int, list[tuple[int, Event]]] = defaultdict(list)
    for event in events:
        day = event.occurrences[0].starts_on
        years[day.year].append((day.month, event))
    return frozen({year: grouped(found) for year, found in years.items()})


def keyed(records: Iterable[Any]) -> Mapping[str, Any]:
    """Records by their ids."""
    return frozen({record.id: record for record in records})


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """All values that have the same key."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return frozen({key: tuple(values) for key, values in groups.items()})


def frozen(data: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping to which nobody writes."""
    return MappingProxyType(dict(data))
