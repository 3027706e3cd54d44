"""A booklet: its page, which is the list to hand out, and the volume that is set as PDF."""

from __future__ import annotations

from typing import Any

from hub import dates
from hub.model import Hub, Page
from hub.plain import plain
from hub.schema.content import Booklet
from hub.views.charts import Chart, gathering
from hub.views.common import Link, PartnerCard, partner_card
from hub.views.district import district_view
from hub.views.event import EventView, event_view
from hub.views.evidence import Colophon, Source, colophon
from hub.views.initiative import initiative_view
from hub.views.partner import PartnerView, partner_view
from hub.views.rows import EventRow, event_row
from hub.words import how_many


@plain
class BookletView:
    """`/booklets/<id>/`: what the booklet holds."""

    crumbs: tuple[Link, ...]
    title: str
    subtitle: str
    lead: str
    how_many: str
    cards: tuple[PartnerCard, ...]
    articles: tuple[Link, ...]
    events: tuple[EventRow, ...]
    colophon: Colophon


@plain
class Article:
    """A written page as a chapter."""

    title: str
    lead: str
    headline: str
    body: str


@plain
class Happening:
    """An event in a line: paper has no column for its date."""

    title: str
    text: str
    state: str


@plain
class Town:
    """A partner as a chapter."""

    view: PartnerView
    coming: tuple[Happening, ...]
    records: tuple[Happening, ...]


@plain
class Volume:
    """Everything in the PDF, in the order of its pages."""

    title: str
    subtitle: str
    lead: str
    chart: Chart | None
    partners: tuple[Town, ...]
    articles: tuple[Article, ...]
    events: tuple[EventView, ...]
    sources: tuple[Source, ...]
    made_on: str
    address: str


def booklet_view(hub: Hub, page: Page[Booklet]) -> BookletView:
    """The page of a booklet."""
    _ = hub.setting.words.gettext
    matter, content = page.matter, hub.content
    about = content.abouts.get("about/index")
    articles = [Link(content.districts[key].matter.title, f"/districts/{key}/") for key in _districts(hub, matter)]
    articles += [Link(content.initiatives[key].matter.title, f"/initiatives/{key}/") for key in matter.initiatives]
    parties = [hub.partners[key] for key in matter.partners if key in hub.partners]
    events = [hub.events[key] for key in matter.events if key in hub.events]
    return BookletView(
        crumbs=(*((Link(about.matter.title, "/about/"),) if about else ()), Link(matter.title)),
        title=matter.title,
        subtitle=matter.subtitle or "",
        lead=matter.lead or "",
        how_many=how_many(len(parties)),
        cards=tuple(partner_card(hub, partner) for partner in parties),
        articles=tuple(articles),
        events=tuple(event_row(hub, event) for event in events),
        colophon=colophon(hub, f"/booklets/{page.slug}/", *(partner.record for partner in parties), *events),
    )


def volume(hub: Hub, page: Page[Booklet]) -> Volume:
    """The booklet as it is printed."""
    _ = hub.setting.words.gettext
    matter, content = page.matter, hub.content
    districts: list[Any] = [district_view(hub, content.districts[key]) for key in _districts(hub, matter)]
    initiatives = [initiative_view(hub, content.initiatives[key]) for key in matter.initiatives]
    parties = [hub.partners[key] for key in matter.partners if key in hub.partners]
    partners = tuple(partner_view(hub, partner) for partner in parties)
    events = tuple(event_view(hub, hub.events[key]) for key in matter.events if key in hub.events)
    parts: list[Any] = [*partners, *districts, *initiatives, *events]
    return Volume(
        title=matter.title,
        subtitle=matter.subtitle or "",
        lead=matter.lead or "",
        chart=gathering(hub, parties, _("この冊子のまちの位置")),
        partners=tuple(Town(one, _lines(one.coming), _lines(one.records)) for one in partners),
        articles=tuple(Article(one.title, one.lead, one.headline, one.body) for one in (*districts, *initiatives)),
        events=events,
        sources=tuple(dict.fromkeys(source for part in parts for source in part.colophon.sources)),
        made_on=dates.say_date(hub.today),
        address=f"{hub.setting.site_url.rstrip('/')}/booklets/{page.slug}/" if hub.setting.site_url else "",
    )


def _lines(rows: tuple[EventRow, ...]) -> tuple[Happening, ...]:
    """Events in lines; what tells more of the days than the date, tells them alone."""
    return tuple(
        Happening(
            row.title,
            row.meta if row.meta[:5] == row.when.said[:5] else f"{row.when.said}　{row.meta}".rstrip("　"),
            row.state.word,
        )
        for row in rows
    )


def _districts(hub: Hub, matter: Booklet) -> tuple[str, ...]:
    return tuple(key for key in matter.districts if key in hub.content.districts)
