"""Prefectures: all 47 by region, and one with its partners."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES
from hub.plain import plain
from hub.views.charts import Chart, area, gathering
from hub.views.common import Link, PartnerCard, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.photos import PhotoView, photo_views
from hub.views.tally import Tally, tally
from hub.views.timeline import TimeItem, timeline
from hub.words import how_many


@plain
class PrefecturesView:
    """`/prefectures/`: all 47 by region."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    headline: str
    chart: Chart | None
    tally: Tally
    colophon: Colophon


@plain
class PrefectureView:
    """`/prefectures/<01–47>/`."""

    crumbs: tuple[Link, ...]
    name: str
    kana: str
    chart: Chart | None
    headline: str
    cards: tuple[PartnerCard, ...]
    associations: tuple[PartnerCard, ...]
    ties: tuple[TimeItem, ...]
    region: str
    siblings: tuple[tuple[Link, int], ...]
    links: tuple[Link, ...]
    events: tuple[Link, ...]
    photos: tuple[PhotoView, ...]
    colophon: Colophon


def prefectures_view(hub: Hub) -> PrefecturesView:
    """All prefectures by region, with their partners counted."""
    _ = hub.setting.words.gettext
    listing = hub.content.listings["prefectures"].matter
    towns = gathering(hub, hub.municipalities, _("連携するまちの位置"), has_lines=False, in_head=True)
    regions = [(name, tuple(codes)) for name, codes in groupby(PREFECTURES, lambda code: PREFECTURES[code].region)]
    return PrefecturesView(
        crumbs=(Link(hub.content.listings["partners"].matter.title, "/partners/"), Link(listing.title)),
        title=listing.title,
        lead=listing.lead or "",
        headline=_most(hub),
        chart=replace(towns, marks=(), has_dots=True) if towns else None,
        tally=tally(hub, regions),
        colophon=colophon(hub, "/prefectures/", listing),
    )


def _most(hub: Hub) -> str:
    """Which prefectures have the most partners, as a headline."""
    _ = hub.setting.words.gettext
    first, *others = sorted(hub.towns_in, key=lambda code: (-len(hub.towns_in[code]), code))[:3] or [""]
    if not first:
        return _("まちの記録は、まだありません。")
    text = _("いちばん多いのは{name}の{count}。")
    said = text.format(name=hub.prefectures[first].name, count=len(hub.towns_in[first]))
    if others:
        named = (f"{hub.prefectures[code].name}の{len(hub.towns_in[code])}" for code in others)
        said += _("{others}とつづきます。").format(others="、".join(named))
    return said


def prefecture_view(hub: Hub, prefecture: Partner) -> PrefectureView:
    """One prefecture: its partners, and what it does with the ward itself."""
    _ = hub.setting.words.gettext
    towns = hub.towns_in.get(prefecture.key, ())
    row = PREFECTURES[prefecture.key]
    if towns:
        headline = _("{name}では、{count}のまちを載せています。").format(
            name=prefecture.name, count=how_many(len(towns))
        )
    else:
        headline = _("{name}のまちの記録は、まだありません。").format(name=prefecture.name)
    siblings = tuple(
        _prefecture_count(hub, code)
        for code, other in PREFECTURES.items()
        if other.region == row.region and code != prefecture.key
    )
    events = hub.events_of.get(prefecture.key, ())
    title = _("{name}の、連携するまちの位置").format(name=prefecture.name)
    associations = [
        partner
        for partner in hub.partners.values()
        if partner.kind == "association" and partner.prefecture == prefecture.key
    ]
    return PrefectureView(
        crumbs=(
            Link(hub.content.listings["partners"].matter.title, "/partners/"),
            Link(hub.content.listings["prefectures"].matter.title, "/prefectures/"),
            Link(prefecture.name),
        ),
        name=prefecture.name,
        kana=prefecture.kana,
        chart=area(hub, prefecture, towns, title),
        headline=headline,
        cards=tuple(partner_card(hub, town) for town in towns),
        associations=tuple(partner_card(hub, partner) for partner in associations),
        ties=timeline(hub, hub.agreements_of.get(prefecture.key, ()), prefecture.ties),
        region=row.region,
        siblings=siblings,
        links=_links(hub, prefecture),
        events=tuple(Link(event.title, f"/events/{event.id}/") for event in events),
        photos=photo_views(hub, prefecture.record.photos),
        colophon=colophon(
            hub, prefecture.address, prefecture.record, *prefecture.ties, *(town.record for town in towns)
        ),
    )


def _links(hub: Hub, prefecture: Partner) -> tuple[Link, ...]:
    """Initiatives and issues that name the prefecture itself."""
    _ = hub.setting.words.gettext
    pages = hub.content.initiatives.items()
    links = [
        Link(page.matter.title, f"/initiatives/{slug}/")
        for slug, page in pages
        if prefecture.key in page.matter.partners or prefecture.key in hub.tied.get(slug, ())
    ]
    numbers = hub.issues_of.get(prefecture.key, ())
    return (*links, *(Link(_("情報誌の第{n}号").format(n=number), f"/magazine/{number}/") for number in numbers))


def _prefecture_count(hub: Hub, code: str) -> tuple[Link, int]:
    prefecture = hub.prefectures[code]
    return Link(prefecture.name, prefecture.address), len(hub.towns_in.get(code, ()))
