"""Groups of events hold each of them once, in the order in which pages show them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bless import SAMPLE
from in_memory import hub_of

from hub.dates import parse_day
from hub.grouping import by_year


def event(day: str) -> Any:
    return SimpleNamespace(occurrences=(SimpleNamespace(starts_on=parse_day(day)),))


def test_event_stands_in_the_month_of_its_first_day_or_under_none() -> None:
    days = ("2024", "2024-spring", "2024-03-early", "2024-fiscal", "2024-12-31", "2025-01")
    found = by_year(sorted(map(event, days), key=lambda one: one.occurrences[0].starts_on.first))
    told = {
        (year, month): [one.occurrences[0].starts_on.text for one in held]
        for year, months in found.items()
        for month, held in months.items()
    }
    assert told == {
        (2024, 0): ["2024", "2024-spring", "2024-fiscal"],
        (2024, 3): ["2024-03-early"],
        (2024, 12): ["2024-12-31"],
        (2025, 1): ["2025-01"],
    }


def test_years_hold_every_event_once_those_without_a_month_last() -> None:
    hub = hub_of(SAMPLE)
    listed = [one for year in hub.events_by_year for one in hub.events_of_year(year)]
    assert sorted(one.id for one in listed) == sorted(hub.events)
    for year in hub.events_by_year:
        has_month = [one.occurrences[0].starts_on.has_month for one in hub.events_of_year(year)]
        assert has_month == sorted(has_month, reverse=True)
