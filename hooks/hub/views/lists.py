"""Lists of partners: the finder, frameworks and prefectures, each grouped and counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from hub import dates
from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES
from hub.schema.partners import Framework
from hub.status import BOND_KEYS, BONDS, bond
from hub.views.charts import Chart, gathering, nation
from hub.views.common import Colophon, FigureView, Link, PartnerCard, colophon, contact_view, partner_card
from hub.views.timeline import TimeItem, agreement_item, tie_item
from hub.words import how_many, plain_number

JAPAN = "-1740 -1170 2540 2430"


@dataclass(frozen=True, slots=True)
class Group:
    """Partners under one heading."""

    title: str
    address: str
    anchor: str
    cards: tuple[PartnerCard, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind, with a mark for the legend."""

    key: str
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class FinderView:
    """`/partners/`: every partner, by prefecture from the north."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    chart: Chart
    counts: tuple[Count, ...]
    total: int
    counted_on: str
    published: FigureView | None
    frameworks: tuple[Link, ...]
    regions: tuple[Link, ...]
    groups: tuple[Group, ...]
    associations: tuple[PartnerCard, ...]
    abroad: tuple[PartnerCard, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A framework in the list."""

    title: str
    name: str
    address: str
    summary: str
    published: FigureView | None
    listed: int


@dataclass(frozen=True, slots=True)
class FrameworksView:
    """`/frameworks/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    agreements: tuple[FrameworkRow, ...]
    networks: tuple[FrameworkRow, ...]
    counted_on: str
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """`/frameworks/<id>/`: what it is, published counts, members, signings."""

    crumbs: tuple[Link, ...]
    name: str
    title: str
    kind: str
    summary: str
    note: str
    chart: Chart | None
    latest: FigureView | None
    counts: tuple[FigureView, ...]
    listed: int
    counted_on: str
    members: tuple[Group, ...]
    others: tuple[PartnerCard, ...]
    signings: tuple[TimeItem, ...]
    undated: int
    initiatives: tuple[Link, ...]
    url: str
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class PrefecturesView:
    """`/prefectures/`: all 47 by region."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    regions: tuple[tuple[str, tuple[tuple[Link, int], ...]], ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
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
    events: tuple[Link, ...]
    colophon: Colophon


def finder_view(hub: Hub) -> FinderView:
    """The finder and list."""
    _ = hub.setting.words.gettext
    listing = hub.content.listings["partners"].matter
    towns = hub.municipalities
    bonds = [bond(hub, town) for town in towns]
    counts = tuple(Count(BOND_KEYS[word], word, bonds.count(word)) for word in BONDS if word in bonds)
    title = _("連携する{count}のまちの位置。同じ内容が一覧にあります").format(count=len(towns))
    groups = tuple(_by_prefecture(hub, towns))
    return FinderView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        chart=nation(hub, JAPAN, 700, title),
        counts=counts,
        total=len(towns),
        counted_on=dates.say_date(hub.today),
        published=published_total(hub),
        frameworks=tuple(
            Link(framework.name, f"/frameworks/{framework.id}/", str(len(member_keys(hub, framework))))
            for framework in hub.frameworks.values()
            if member_keys(hub, framework)
        ),
        regions=tuple(Link(group.title, f"#{group.anchor}", str(len(group.cards))) for group in groups),
        groups=groups,
        associations=_cards(hub, "association"),
        abroad=_cards(hub, "abroad"),
        colophon=colophon(hub, "/partners/", listing, hub.site.ward.published_total),
    )


def published_total(hub: Hub) -> FigureView | None:
    """The ward's own number of partners, with its day."""
    _ = hub.setting.words.gettext
    total = hub.site.ward.published_total
    if total is None:
        return None
    as_of = _("{day}現在").format(day=dates.say(total.as_of))
    return FigureView(plain_number(total.count), _("自治体"), _("区が公表する連携先"), as_of)


def member_keys(hub: Hub, framework: Framework) -> tuple[str, ...]:
    """Everyone who has an agreement under a framework, or takes part in it without one."""
    keys = [key for agreement in hub.agreements_under.get(framework.id, ()) for key in agreement.parties]
    return tuple(dict.fromkeys([*keys, *hub.joined.get(framework.id, ())]))


def frameworks_view(hub: Hub) -> FrameworksView:
    """The list of frameworks."""
    listing = hub.content.listings["frameworks"].matter
    rows = [(framework, _framework_row(hub, framework)) for framework in hub.frameworks.values()]
    return FrameworksView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        agreements=tuple(row for framework, row in rows if framework.kind == "agreement"),
        networks=tuple(row for framework, row in rows if framework.kind == "network"),
        counted_on=dates.say_date(hub.today),
        colophon=colophon(hub, "/frameworks/", listing, *hub.frameworks.values()),
    )


def framework_view(hub: Hub, framework: Framework) -> FrameworkView:
    """One framework."""
    _ = hub.setting.words.gettext
    keys = member_keys(hub, framework)
    towns = [hub.partners[key] for key in keys if key in hub.partners and hub.partners[key].kind == "municipality"]
    towns.sort(key=lambda town: town.key)
    others = [found for key in keys if (found := hub.party(key)) is not None and found.kind != "municipality"]
    agreements = hub.agreements_under.get(framework.id, ())
    dated = [agreement for agreement in agreements if agreement.signed_on]
    title = _("{name}のまちの位置").format(name=framework.name)
    counts = tuple(_published(hub, framework, index) for index in range(len(framework.counts)))
    return FrameworkView(
        crumbs=(Link(hub.content.listings["frameworks"].matter.title, "/frameworks/"), Link(framework.name)),
        name=framework.name,
        title=framework.title,
        kind=_("協定の枠組み") if framework.kind == "agreement" else _("連携の枠組み"),
        summary=framework.summary or "",
        note=framework.note or "",
        chart=gathering(hub, towns, title),
        latest=counts[-1] if counts else None,
        counts=counts,
        listed=len(towns),
        counted_on=dates.say_date(hub.today),
        members=tuple(_by_prefecture(hub, towns)),
        others=tuple(partner_card(hub, found) for found in others),
        signings=tuple(agreement_item(hub, agreement, with_parties=True) for agreement in dated),
        undated=len(agreements) - len(dated),
        initiatives=tuple(
            Link(page.matter.title, f"/initiatives/{slug}/")
            for slug, page in hub.content.initiatives.items()
            if framework.id in page.matter.frameworks
        ),
        url=framework.url or "",
        colophon=colophon(
            hub,
            f"/frameworks/{framework.id}/",
            framework,
            *framework.counts,
            *agreements,
            contacts=(framework.contact,) if framework.contact else (),
        ),
    )


def prefectures_view(hub: Hub) -> PrefecturesView:
    """All prefectures by region, with the number of partners."""
    listing = hub.content.listings["prefectures"].matter
    rows = [(PREFECTURES[code].region, _prefecture_count(hub, code)) for code in PREFECTURES]
    regions = [(region, tuple(row for _, row in group)) for region, group in groupby(rows, lambda row: row[0])]
    return PrefecturesView(
        crumbs=(Link(hub.content.listings["partners"].matter.title, "/partners/"), Link(listing.title)),
        title=listing.title,
        lead=listing.lead or "",
        regions=tuple(regions),
        colophon=colophon(hub, "/prefectures/", listing),
    )


def prefecture_view(hub: Hub, prefecture: Partner) -> PrefectureView:
    """One prefecture: its partners, and what it does with the ward itself."""
    _ = hub.setting.words.gettext
    towns = hub.towns_in.get(prefecture.key, ())
    row = PREFECTURES[prefecture.key]
    if towns:
        headline = _("{name}には、{count}のまちの記録。").format(name=prefecture.name, count=how_many(len(towns)))
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
        chart=gathering(hub, towns, title),
        headline=headline,
        cards=tuple(partner_card(hub, town) for town in towns),
        associations=tuple(partner_card(hub, partner) for partner in associations),
        ties=tuple(tie_item(hub, tie) for tie in prefecture.ties),
        region=row.region,
        siblings=siblings,
        events=tuple(Link(event.title, f"/events/{event.id}/") for event in events),
        colophon=colophon(hub, prefecture.address, prefecture.record, *prefecture.ties, *(town.record for town in towns)),
    )


def _prefecture_count(hub: Hub, code: str) -> tuple[Link, int]:
    prefecture = hub.prefectures[code]
    return Link(prefecture.name, prefecture.address), len(hub.towns_in.get(code, ()))


def _by_prefecture(hub: Hub, towns: tuple[Partner, ...] | list[Partner]) -> list[Group]:
    groups = []
    for code, members in groupby(towns, lambda town: town.prefecture):
        cards = tuple(partner_card(hub, town) for town in members)
        prefecture = hub.prefectures[code]
        groups.append(Group(prefecture.name, prefecture.address, f"pref-{code}", cards))
    return groups


def _cards(hub: Hub, kind: str) -> tuple[PartnerCard, ...]:
    return tuple(partner_card(hub, partner) for partner in hub.partners.values() if partner.kind == kind)


def _framework_row(hub: Hub, framework: Framework) -> FrameworkRow:
    keys = member_keys(hub, framework)
    published = _published(hub, framework, len(framework.counts) - 1) if framework.counts else None
    address = f"/frameworks/{framework.id}/"
    return FrameworkRow(framework.title, framework.name, address, framework.summary or "", published, len(keys))


def _published(hub: Hub, framework: Framework, index: int) -> FigureView:
    _ = hub.setting.words.gettext
    count = framework.counts[index]
    note = count.note or (_("{ward}を含む数").format(ward=hub.site.ward.name) if count.includes_ward else "")
    as_of = _("{day}現在").format(day=dates.say(count.as_of))
    return FigureView(plain_number(count.count), _("自治体"), framework.name, as_of, note)
