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


def partner_districts(hub: Hub) -> dict[str, frozenset[str]]:
    """The districts of the ward that every partner, its ties, agreements in force and events belong to, by its key."""
    found: dict[str, set[str]] = {}
    for partner in hub.all_parties:
        records: tuple[PartnerRecord | Tie | Agreement, ...]
        records = (partner.record, *partner.ties, *hub.current_of.get(partner.key, ()))
        found[partner.key] = {record.district for record in records if record.district}
    named = [(slug, event.participants) for slug, events in hub.events_at.items() for event in events]
    named += [(slug, page.matter.partners) for slug, page in hub.content.districts.items()]
    for slug, keys in named:
        for key in keys:
            if key in found:
                found[key].add(slug)
    return {key: frozenset(slugs & hub.districts.keys()) for key, slugs in found.items()}


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
