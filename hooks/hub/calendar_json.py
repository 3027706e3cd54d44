"""`/assets/calendar.json`: every occurrence and holiday, from which `<hub-calendar>` draws any month. No open data.

`events` is in the order of days: `id`, `title`, `marks` (by which it can be narrowed), `status`; `days` (spans, both ends included, or one day) or
`month`, and `day` in words, where the day is not known; `when`, `hours`, `place` in words; `starts` and `ends`, the
instants, as on every date of the site, where the state still depends on them. What is empty is left out.
`eras` gives the Japanese year from a month on, `holidays` the name of a day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hub.dates import say_rest
from hub.holidays_jp import holidays_of
from hub.model import Hub
from hub.small_json import small_json
from hub.views.calendar import FIRST_YEAR, era_text
from hub.views.entries import Entry, entries, entry_days, entry_hours, entry_place
from hub.views.rows import event_row


def calendar_json(hub: Hub) -> str:
    """The file, the same bytes for the same data and day."""
    found = [_event(entry, event_row(hub, entry.event).marks) for entry in entries(hub.events.values())]
    first = min([FIRST_YEAR, *hub.events_by_year])
    years = range(first, hub.today.year + 2)
    known = {"built_on": hub.today.isoformat(), "eras": _eras(years), "holidays": _holidays(years), "events": found}
    return small_json(known) + "\n"


def _event(entry: Entry, marks: str) -> dict[str, Any]:
    event = entry.event
    starts, ends = ("", "") if entry.status in {"held", "cancelled"} else entry.instants()
    start = entry.occurrence.starts_on
    found: dict[str, Any] = {
        "id": event.id,
        "title": event.title,
        "marks": marks,
        "status": entry.status,
        "days": [_span(first, last) for first, last in entry.spans],
        "month": "" if entry.spans else start.text[:7],
        "day": "" if entry.spans else say_rest(start),
        "when": entry_days(entry),
        "hours": entry_hours(entry),
        "place": entry_place(entry),
        "starts": starts,
        "ends": ends,
    }
    return {name: value for name, value in found.items() if value}


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _eras(years: range) -> dict[str, str]:
    """Where the Japanese year changes, by month: a year's beginning, and the first whole month of an era."""
    eras: dict[str, str] = {}
    said = ""
    for year in years:
        for month in range(1, 13):
            text = era_text(date(year, month, 1))
            if text != said:
                eras[f"{year}-{month:02}"] = said = text
    return eras


def _holidays(years: range) -> dict[str, str]:
    return {day.isoformat(): name for year in years for day, name in holidays_of(year).items()}
