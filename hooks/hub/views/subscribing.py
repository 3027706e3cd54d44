"""What can be subscribed to: calendars by their addresses."""

from __future__ import annotations

import re

from hub.model import Hub, Partner
from hub.plain import plain
from hub.schema.events import Event
from hub.sessions import has_session
from hub.status import CATEGORIES


@plain
class Subscription:
    """A feed: its address in the site, the one to copy, and the one that opens a calendar (none without a site, nor for Atom)."""

    label: str
    address: str
    shown: str
    webcal: str


def subscription(hub: Hub, label: str, address: str) -> Subscription:
    """A feed as readers are offered it."""
    shown = f"{hub.setting.site_url.rstrip('/')}{address}"
    is_calendar = address.endswith(".ics") and shown != address
    webcal = re.sub(r"^https?:", "webcal:", shown) if is_calendar else ""
    return Subscription(label, address, shown, webcal)


def calendar_file(hub: Hub, event: Event) -> str:
    """Where the calendar file of an event lies that stands and lies ahead."""
    return f"/feeds/events/{event.id}.ics" if event.id in hub.coming and has_session(event) else ""


def partner_calendar(hub: Hub, partner: Partner) -> Subscription | None:
    """The calendar of a partner's events, if there are any with known days."""
    _ = hub.setting.words.gettext
    if not any(has_session(event) for event in hub.events_of.get(partner.key, ())):
        return None
    label = _("{name}の催しの暦").format(name=partner.name)
    return subscription(hub, label, f"/feeds/partners/{partner.key}.ics")


def calendars(hub: Hub) -> tuple[Subscription, ...]:
    """The calendar of everything, then one for each kind."""
    _ = hub.setting.words.gettext
    found = [subscription(hub, _("すべての催し"), "/feeds/events.ics")]
    kinds: set[str] = set()
    for event in hub.events.values():
        if event.category not in kinds and has_session(event):
            kinds.add(event.category)
    found += [subscription(hub, CATEGORIES[kind], f"/feeds/kinds/{kind}.ics") for kind in sorted(kinds)]
    return tuple(found)


def atoms(hub: Hub) -> tuple[Subscription, ...]:
    """The two feeds for feed readers."""
    _ = hub.setting.words.gettext
    return (
        subscription(hub, _("新しくなったところ"), "/feeds/updates.atom"),
        subscription(hub, _("新しい催し"), "/feeds/events.atom"),
    )
