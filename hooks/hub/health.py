"""`/health.json`: when the site was built and what it holds, for whoever watches it from outside. Shown to no reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from hub.dates import JST
from hub.model import Hub
from hub.opendata import as_of

PATH = "health.json"


def health_json(hub: Hub) -> str:
    """Build time, the day of the data, counts, and the record that was confirmed longest ago."""
    records = list(_records(hub))
    days = [(record.confirmed_on, address) for address, record in records]
    oldest = min(days, key=lambda found: (found[0] or date.min, found[1]), default=(None, ""))
    coming = len(hub.coming)
    told = {
        "built_at": built_at(hub).isoformat(timespec="seconds"),
        "stale_after_days": hub.site.stale_after_days,
        "data_as_of": as_of(hub, [record for _, record in records]).isoformat(),
        "counts": {
            "partners": len(hub.partners),
            "agreements": len(hub.agreements),
            "events": len(hub.events),
            "coming_events": coming,
            "unconfirmed": sum(day is None for day, _ in days),
        },
        "longest_unconfirmed": {"address": oldest[1], "confirmed_on": oldest[0].isoformat() if oldest[0] else None},
    }
    return json.dumps(told, indent=1) + "\n"


def built_at(hub: Hub) -> datetime:
    """The moment of the build; the beginning of its day where only the day was told."""
    return hub.setting.built_at or datetime.combine(hub.today, time(), JST)


def _records(hub: Hub) -> Iterator[tuple[str, Any]]:
    """Every record that can be confirmed, with the address at which it stands."""
    for partner in hub.all_parties:
        if getattr(partner.record, "source", None):  # else it says nothing but its name
            yield partner.address, partner.record
        yield from ((partner.address, tie) for tie in partner.ties)
    for agreement in hub.agreements.values():
        first = hub.party(agreement.parties[0])
        yield (first.address if first else "/frameworks/"), agreement
    yield from ((f"/events/{event.id}/", event) for event in hub.events.values())
