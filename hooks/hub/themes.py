"""What a partner and the ward have to do with each other, by theme. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator

from hub.model import Hub, Partner
from hub.schema.events import Event
from hub.schema.partners import Agreement, PartnerRecord, Tie

# The theme of a tie and of an event that belong to no initiative; one that does has the theme of its initiative.
TIE_THEMES: dict[str, str] = {
    "association": "exchange",
    "children": "exchange",
    "column": "media",
    "corner": "media",
    "exchange": "exchange",
    "fair": "goods",
    "festival": "exchange",
    "forest": "forest",
    "history": "exchange",
    "islands": "exchange",
    "magazine": "media",
    "marche": "goods",
    "market": "goods",
    "onsen": "exchange",
    "operator": "goods",
    "peace": "exchange",
    "pr": "media",
    "product": "goods",
    "project": "exchange",
    "renewable": "energy",
    "shopping": "exchange",
    "staff": "exchange",
    "supplier": "goods",
    "support": "relief",
    "workcation": "work",
    "working_holiday": "work",
}
CATEGORY_THEMES: dict[str, str] = {
    "ceremony": "exchange",
    "children": "exchange",
    "corner": "media",
    "exchange": "exchange",
    "fair": "goods",
    "festival": "exchange",
    "food": "goods",
    "forest": "forest",
    "history": "exchange",
    "learning": "exchange",
    "marche": "goods",
    "onsen": "exchange",
    "pr": "media",
    "railway": "goods",
    "special_wards": "policy",
    "support": "relief",
    "workcation": "work",
    "working_holiday": "work",
}


def theme_of(hub: Hub, event: Event) -> str:
    """The theme of an event."""
    series = hub.series.get(event.series or "")
    slug = event.initiative or (series.initiative if series else None)
    return _of_initiative(hub, slug) or CATEGORY_THEMES[event.category]


def partner_themes(hub: Hub) -> dict[str, frozenset[str]]:
    """The themes of the agreements in force, ties and events of every partner, by its key."""
    found = {partner.key: set(_tied(hub, partner)) for partner in hub.all_parties}
    for event in hub.events.values():  # each is looked at once, however many take part
        theme = theme_of(hub, event)
        for key in event.participants:
            if key in found:
                found[key].add(theme)
    return {key: frozenset(themes) for key, themes in found.items()}


def districts_of(hub: Hub, partner: Partner) -> frozenset[str]:
    """The districts of the ward that a partner, its ties, agreements and events belong to."""
    records: tuple[PartnerRecord | Tie | Agreement | Event, ...]
    records = (partner.record, *partner.ties, *hub.current_of.get(partner.key, ()), *hub.events_of.get(partner.key, ()))
    named = {record.district for record in records if record.district}
    written = {slug for slug, page in hub.content.districts.items() if partner.key in page.matter.partners}
    return frozenset(named | written) & frozenset(hub.districts)


def _tied(hub: Hub, partner: Partner) -> Iterator[str]:
    for agreement in hub.current_of.get(partner.key, ()):
        framework = hub.frameworks.get(agreement.framework or "")
        if framework and framework.theme:
            yield framework.theme
        if agreement.is_disaster:
            yield "relief"
    for tie in partner.ties:
        yield _of_initiative(hub, tie.initiative) or TIE_THEMES[tie.kind]


def _of_initiative(hub: Hub, slug: str | None) -> str:
    page = hub.content.initiatives.get(slug or "")
    return page.matter.theme if page else ""
