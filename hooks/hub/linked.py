"""What a page is about, as schema.org JSON-LD for search engines: only what the records say. Knows no HTML.

An event of which the month or the place is not known is left to its page: half a date would be taken for a whole one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any

from hub.dates import Day, instant
from hub.model import Hub, Partner
from hub.schema.common import Venue
from hub.schema.events import Event, Occurrence
from hub.small_json import small_json
from hub.tables import absolute
from hub.views.common import Link

Node = dict[str, Any]

EVENT_STATES = {
    "scheduled": "EventScheduled", "held": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed",
}  # fmt: skip
PARTNER_TYPES = {"association": "Organization", "organisation": "Organization"}


def linked_text(hub: Hub, address: str, title: str, crumbs: Iterable[Link], nodes: Iterable[Node]) -> str:
    """The data block of a page: itself, the way to it and what it is about. Harmless within HTML."""
    page = _known(
        {"@type": "WebPage", "name": title or hub.site.name, "url": absolute(hub, address), "inLanguage": "ja"}
    )
    graph = [page, *_breadcrumbs(hub, address, crumbs), *nodes]
    return small_json({"@context": "https://schema.org", "@graph": graph})


def ward_nodes(hub: Hub) -> tuple[Node, ...]:
    """The site, who publishes it, and the ward."""
    ward, contact = hub.site.ward, hub.site.ward.contact
    government = _known(
        {
            "@type": "GovernmentOrganization",
            "name": ward.name,
            "identifier": ward.code,
            "url": ward.url,
            "address": _address(contact.address),
            "areaServed": {"@type": "AdministrativeArea", "name": ward.name},
            "contactPoint": _known({"@type": "ContactPoint", "name": contact.office, "telephone": contact.phone}),
        }
    )
    publisher = {"@type": "GovernmentOrganization" if hub.site.official else "Organization", "name": _publisher(hub)}
    site = {"@type": "WebSite", "name": hub.site.name, "description": hub.site.motto, "url": absolute(hub, "/")}
    return (_known(site | {"publisher": publisher}), government)


def partner_node(hub: Hub, partner: Partner) -> Node:
    """A partner: an area where it is one, else a body."""
    prefecture = hub.prefectures.get(partner.prefecture)
    around = {"@type": "AdministrativeArea", "name": prefecture.name} if prefecture else None
    return _known(
        {
            "@type": PARTNER_TYPES.get(partner.kind, "AdministrativeArea"),
            "name": partner.name,
            "identifier": partner.key if partner.kind == "municipality" else None,
            "sameAs": partner.record.url,
            "geo": _geo(partner.latitude, partner.longitude),
            "containedInPlace": around if partner.kind == "municipality" else None,
        }
    )


def event_nodes(hub: Hub, event: Event) -> tuple[Node, ...]:
    """An event with its occurrences; nothing while no day or no place can be told."""
    known = [one for one in event.occurrences if _day(one.starts_on) and (one.venue or event.venue)]
    if len(known) < len(event.occurrences):
        return ()
    first, last = known[0], max(known, key=lambda one: (one.ends_on or one.starts_on).last)
    series = hub.series.get(event.series or "")
    whole = _occurrence(event, first) | _known(
        {
            "name": event.title,
            "url": absolute(hub, f"/events/{event.id}/"),
            "description": event.summary,
            "organizer": {"@type": "Organization", "name": event.organizer} if event.organizer else None,
            "audience": {"@type": "Audience", "audienceType": event.audience} if event.audience else None,
            "maximumAttendeeCapacity": event.capacity,
            "isAccessibleForFree": True if event.fee in {"無料", "入場無料"} else None,
            "superEvent": {"@type": "EventSeries", "name": series.title} if series else None,
        }
    )
    if len(known) > 1:
        whole |= {
            "eventStatus": _schema(EVENT_STATES.get(event.status, "EventScheduled")),
            "location": _places(event, known),
            "endDate": _occurrence(event, last)["endDate"],
            "subEvent": [_occurrence(event, one) for one in known],
        }
        whole.pop("previousStartDate", None)
    return (whole,)


def _occurrence(event: Event, one: Occurrence) -> Node:
    status, venue = one.status or event.status, one.venue or event.venue
    state, before = EVENT_STATES.get(status), one.moved_from
    start, end = _start(one), _end(one)
    if status == "postponed" and one.postponed_to is not None and one.postponed_to.is_exact:
        state, before, start, end = "EventRescheduled", one.starts_on, str(one.postponed_to), str(one.postponed_to)
    elif before is not None and status != "cancelled":
        state = "EventRescheduled"
    return _known(
        {
            "@type": "Event",
            "name": one.title or event.title,
            "startDate": start,
            "endDate": end,
            "previousStartDate": before.text if before is not None and before.is_exact else None,
            "eventStatus": _schema(state) if state else None,
            "eventAttendanceMode": _schema(f"{'Online' if venue and venue.online else 'Offline'}EventAttendanceMode"),
            "location": _place(venue) if venue else None,
        }
    )


def _places(event: Event, known: Iterable[Occurrence]) -> Node | list[Node]:
    venues = {venue.name: venue for one in known if (venue := one.venue or event.venue)}
    places = [_place(venue) for venue in venues.values()]
    return places[0] if len(places) == 1 else places


def _place(venue: Venue) -> Node:
    if venue.online:
        return _known({"@type": "VirtualLocation", "name": venue.name, "url": venue.url})
    address, geo = _address(venue.address), _geo(venue.latitude, venue.longitude)
    return _known({"@type": "Place", "name": venue.name, "address": address, "geo": geo})


def _address(written: str | None) -> Node | None:
    return {"@type": "PostalAddress", "streetAddress": written, "addressCountry": "JP"} if written else None


def _geo(latitude: float | None, longitude: float | None) -> Node | None:
    if latitude is None or longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _start(one: Occurrence) -> str:
    if one.opens is None or not one.starts_on.is_exact:
        return _day(one.starts_on)
    return _moment(one.starts_on.first, one.opens)


def _end(one: Occurrence) -> str:
    """The last day itself, or the moment at which it closes; nothing where that is half known."""
    last = one.ends_on or one.starts_on
    if one.opens is None or one.closes is None or not last.is_exact:
        return _day(last)
    night = timedelta(days=1 if one.closes <= one.opens else 0)
    return _moment(last.first + night, one.closes)


@lru_cache(16_384)
def _moment(day: date, clock: time) -> str:
    return instant(day, clock).isoformat()


def _day(day: Day) -> str:
    """A day or a month, which ISO 8601 can say; nothing of a season or a year, which it would make too large."""
    return day.text if day.is_exact else day.text[:7] if day.has_month else ""


def _breadcrumbs(hub: Hub, address: str, crumbs: Iterable[Link]) -> list[Node]:
    """The way from the cover; it needs whole addresses, so there is none while the site has no address."""
    way = [Link(hub.site.name, "/"), *crumbs]
    if not hub.setting.site_url or len(way) < 2:
        return []
    places = [absolute(hub, link.address or address) for link in way]
    items = [
        {"@type": "ListItem", "position": number, "name": link.text, "item": place}
        for number, (link, place) in enumerate(zip(way, places, strict=True), 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _publisher(hub: Hub) -> str:
    return hub.site.ward.name if hub.site.official else hub.site.operator.name


def _schema(name: str) -> str:
    return f"https://schema.org/{name}"


def _known(node: Mapping[str, Any]) -> Node:
    return {key: value for key, value in node.items() if value is not None and value != ""}
