"""What was said in public of days to come (`dates.txt`): so that a change is told to those who took it into a calendar.

`hooks/record.py` writes the file when a site is published; the rules compare. Days that are over are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hub.identity import occurrence_ids
from hub.schema.events import Event, Occurrence

HEAD = """\
# 公表した催しの、これからの日取り。書きかえないでください(サイトを公開するときに、make record が書きます)。
# 日や時刻や会場を変えた催しは、ここにあるものより大きい sequence が要ります。
"""
_LINE = re.compile(
    r"(?P<name>(?P<event>[a-z0-9-]+)\.\S+) (?P<sequence>\d+) (?P<said>(?:\S+/)?(?P<last>\d{4}-\d\d-\d\d)(?: .*)?)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One occurrence as it was published: its permanent name and what a calendar shows of it."""

    name: str
    event: str
    sequence: int
    last: date
    text: str


def read_line(line: str) -> Said | None:
    """A line of the file; None if it is none."""
    found = _LINE.fullmatch(line)
    try:
        last = date.fromisoformat(found["last"]) if found else None
    except ValueError:
        return None
    if found is None or last is None:
        return None
    return Said(found["name"], found["event"], int(found["sequence"]), last, found["said"])


def said_of(event: Event) -> Iterator[Said]:
    """What is said now of the occurrences of an event whose days are known."""
    for name, one in zip(occurrence_ids(event), event.occurrences, strict=True):
        end = one.ends_on or one.starts_on
        if one.starts_on.is_exact and end.is_exact:
            yield Said(name, event.id, event.sequence, end.first, _text(event, one))


def written(events: Iterable[Event], today: date) -> str:
    """The whole file for the events that are published today."""
    found = (one for event in events for one in said_of(event) if one.last >= today)
    lines = sorted(f"{one.name} {one.sequence} {one.text}\n" for one in found)
    return HEAD + "".join(lines)


def _text(event: Event, one: Occurrence) -> str:
    status, venue = one.status or event.status, one.venue or event.venue
    hours = "-".join(f"{clock:%H:%M}" for clock in (one.opens, one.closes) if clock is not None)
    parts = [
        f"{one.starts_on}/{one.ends_on}" if one.ends_on is not None else str(one.starts_on),
        hours,
        "weekdays" if one.days == "weekdays" else "",
        status if status in {"cancelled", "postponed"} else "",
        str(one.postponed_to or ""),
        venue.name if venue else "",
    ]
    return " ".join(part for part in parts if part)
