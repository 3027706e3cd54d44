"""What the card of a page says, where its address is shared."""

from __future__ import annotations

from hub.cards import Card
from hub.model import Hub
from hub.pages.page import Output
from hub.views.common import Link


def card_of(hub: Hub, page: Output) -> Card:
    """The card of a page: its name large, before it where it belongs and what else its title tells, then a line."""
    crumbs: tuple[Link, ...] = getattr(page.view, "crumbs", ())
    name = getattr(page.view, "name", "") or getattr(page.view, "title", "")
    title, rest = page.title or hub.site.name, ""
    if isinstance(name, str) and name and name in title:
        title, rest = name, title.replace(name, "", 1).strip()
    around = crumbs[0].text if len(crumbs) > 1 else ""
    text = "" if page.description in {title, page.title} else page.description
    return Card(hub.site.name, hub.site.tagline, "　".join(part for part in (around, rest) if part), title, text)
