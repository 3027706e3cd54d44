"""The ward's districts, their partners and events."""

from __future__ import annotations

from hub import dates, prose
from hub.model import Hub, Page
from hub.plain import plain
from hub.schema.content import District
from hub.views.charts import Chart, gathering
from hub.views.common import FigureView, Link, PartnerCard, headline, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.initiative import Teaser, TeasersView
from hub.views.photos import PhotoView, photo_views
from hub.views.rows import EventRow, event_row
from hub.views.squares import Squares, squares
from hub.words import plain_number


@plain
class DistrictView:
    """`/districts/<id>/`."""

    crumbs: tuple[Link, ...]
    title: str
    office: str
    lead: str
    headline: str
    body: str
    area: FigureView | None
    squares: Squares | None
    chart: Chart | None
    cards: tuple[PartnerCard, ...]
    initiatives: tuple[Link, ...]
    records: tuple[EventRow, ...]
    siblings: tuple[Link, ...]
    photos: tuple[PhotoView, ...]
    colophon: Colophon


def districts_view(hub: Hub) -> TeasersView:
    """The ward's districts."""
    _ = hub.setting.words.gettext
    listing = hub.content.listings["districts"].matter
    teasers = tuple(
        Teaser(area.name, f"/districts/{key}/", page.matter.lead or "", area.office or "")
        for key, area in hub.districts.items()
        if (page := hub.content.districts.get(key)) is not None
    )
    crumbs = (Link(listing.title),)
    return TeasersView(
        crumbs=crumbs,
        title=listing.title,
        lead=listing.lead or "",
        groups=(("", teasers),),
        colophon=colophon(hub, "/districts/", listing, *hub.districts.values()),
        squares=squares(hub),
        headline=_("地区ごとの、まちとの交流。"),
    )


def district_view(hub: Hub, page: Page[District]) -> DistrictView:
    """One district, its partners and events."""
    _ = hub.setting.words.gettext
    area = hub.districts[page.slug]
    keys = list(page.matter.partners)
    for partner in hub.partners.values():
        if partner.record.district == page.slug or any(tie.district == page.slug for tie in partner.ties):
            keys.append(partner.key)
    partners = [hub.partners[key] for key in sorted(dict.fromkeys(keys)) if key in hub.partners]
    events = hub.events_at.get(page.slug, ())
    slugs = list(page.matter.initiatives)
    slugs += [slug for slug, other in hub.content.initiatives.items() if page.slug in other.matter.districts]
    initiatives = hub.content.initiatives
    size = None
    if area.area_km2 is not None and area.as_of is not None:
        as_of = _("{day}現在").format(day=dates.say_plain(area.as_of))
        size = FigureView(plain_number(area.area_km2), "km²", _("面積"), as_of)
    return DistrictView(
        crumbs=(Link(hub.content.listings["districts"].matter.title, "/districts/"), Link(area.name)),
        title=page.matter.title,
        office=area.office or "",
        lead=page.matter.lead or "",
        headline=headline(page.matter),
        body=prose.from_markdown(page.body),
        area=size,
        squares=squares(hub, page.slug),
        chart=gathering(hub, partners, _("{name}と交流するまちの位置").format(name=area.name), in_head=True),
        cards=tuple(partner_card(hub, partner) for partner in partners),
        initiatives=tuple(
            Link(initiatives[slug].matter.title, f"/initiatives/{slug}/")
            for slug in dict.fromkeys(slugs)
            if slug in initiatives
        ),
        records=tuple(event_row(hub, event) for event in reversed(events)),
        siblings=tuple(
            Link(other.name, f"/districts/{other.id}/") for other in hub.districts.values() if other is not area
        ),
        photos=photo_views(hub, page.matter.photos),
        colophon=colophon(hub, f"/districts/{page.slug}/", page.matter, area, contacts=page.matter.contact),
    )
