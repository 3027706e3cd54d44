"""Permanent names and stamps of records, for feeds: made from the authority and the record, never from the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hub.model import Hub
from hub.schema.events import Event

_BEGINNING = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def domain(hub: Hub) -> str:
    """The name under which identifiers are permanent, minato-kara.example, wherever the site is published."""
    return hub.site.authority.partition(",")[0].strip()


def beginning(hub: Hub) -> date:
    """The day from which the authority holds; the stamp of a record that bears none of its own."""
    found = _BEGINNING.fullmatch(hub.site.authority.partition(",")[2].strip())
    year, month, day = (int(part) if part else 1 for part in (found.groups() if found else ("2000", None, None)))
    return date(year, month, day)


def tag(hub: Hub, name: str) -> str:
    """A permanent `tag:` id (RFC 4151)."""
    written = hub.site.authority.partition(",")[2].strip()
    when = written if _BEGINNING.fullmatch(written) else beginning(hub).isoformat()
    return f"tag:{domain(hub)},{when}:{name}"


def occurrence_ids(event: Event) -> Iterator[str]:
    """The permanent name of each occurrence of an event: by the day on which it was first said to begin.

    So another one, written before or after, renames none. Of several on one day the later ones are counted, in the
    order of the file. Ids of events hold no dot, so no name can be taken for another event's.
    """
    seen: dict[str, int] = {}
    for one in event.occurrences:
        day = (one.moved_from or one.starts_on).text
        seen[day] = count = seen.get(day, 0) + 1
        yield f"{event.id}.{day}" + (f".{count}" if count > 1 else "")


def changed_on(record: Any) -> date | None:
    """The day on which a record was last changed or else added, if it says so."""
    known: dict[str, date | None] = vars(record)
    return known.get("updated_on") or known.get("added_on")


def stamp(hub: Hub, record: Any) -> date:
    """The day of a record's last change, as feeds give it."""
    return changed_on(record) or beginning(hub)
