"""Permanent names and stamps of records, for feeds: made from the authority and the record, never from the clock."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hub.model import Hub

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


def occurrence_id(event_id: str, number: int) -> str:
    """The name of one occurrence of an event, counted from 1; ids hold no dot, so it cannot be taken for another's."""
    return f"{event_id}.{number}"


def changed_on(record: Any) -> date | None:
    """The day on which a record was last changed or added, if it says so."""
    days = [day for day in (getattr(record, "updated_on", None), getattr(record, "added_on", None)) if day is not None]
    return max(days, default=None)


def stamp(hub: Hub, record: Any) -> date:
    """The day of a record's last change, as feeds give it."""
    return changed_on(record) or beginning(hub)
