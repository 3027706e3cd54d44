"""The finder: every partner, by prefecture from the north."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from hub import dates
from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES, REGION_KEYS
from hub.plain import plain
from hub.schema.partners import Framework
from hub.status import BOND_KEYS, BONDS, THEMES, coming_days
from hub.views.charts import Chart, nation
from hub.views.common import FigureView, Link, PartnerCard, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.framework import member_towns
from hub.words import plain_number

SOON = timedelta(days=30)
JAPAN = "-1740 -1170 2540 2430"


@plain
class Group:
    """Partners under one heading."""

    title: str
    address: str
    anchor: str
    cards: tuple[PartnerCard, ...]


@plain
class Count:
    """How many of a kind, with a mark for the legend."""

    key: str
    word: str
    number: int


@plain
class Choice:
    """One of a facet's choices; without a key it is all of them, without a number it is not counted."""

    key: str
    word: str
    number: int | None = None


@plain
class Facet:
    """A way to narrow the list; its key is that of the address."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    is_folded: bool = False


@plain
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
    facets: tuple[Facet, ...]
    folded: tuple[Facet, ...]
    order: Facet
    frameworks: tuple[Link, ...]
    regions: tuple[Link, ...]
    groups: tuple[Group, ...]
    associations: tuple[PartnerCard, ...]
    abroad: tuple[PartnerCard, ...]
    colophon: Colophon


def finder_view(hub: Hub) -> FinderView:
    """The finder and list."""
    _ = hub.setting.words.gettext
    listing = hub.content.listings["partners"].matter
    towns = hub.municipalities
    bonds = [hub.bonds[town.key] for town in towns]
    counts = tuple(Count(BOND_KEYS[word], word, bonds.count(word)) for word in BONDS if word in bonds)
    title = _("連携する{count}のまちの位置。同じ内容が一覧にあります").format(count=len(towns))
    groups = tuple(_by_prefecture(hub, towns))
    facets = _facets(hub, counts, groups)
    return FinderView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        chart=nation(hub, JAPAN, 700, title),
        counts=counts,
        total=len(towns),
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        published=published_total(hub),
        facets=tuple(facet for facet in facets if not facet.is_folded),
        folded=tuple(facet for facet in facets if facet.is_folded),
        order=_order(hub),
        frameworks=tuple(
            Link(framework.name, f"/frameworks/{framework.id}/", str(count)) for framework, count in _frameworks(hub)
        ),
        regions=tuple(Link(group.title, f"#{group.anchor}", str(len(group.cards))) for group in groups),
        groups=groups,
        associations=_cards(hub, "association"),
        abroad=_cards(hub, "abroad"),
        colophon=colophon(hub, "/partners/", listing, hub.site.ward.published_total),
    )


def _frameworks(hub: Hub) -> list[tuple[Framework, int]]:
    """Frameworks that towns have a part in, with how many."""
    found = ((framework, len(member_towns(hub, framework))) for framework in hub.frameworks.values())
    return [(framework, count) for framework, count in found if count]


def _facets(hub: Hub, counts: tuple[Count, ...], groups: tuple[Group, ...]) -> tuple[Facet, ...]:
    """Every way to narrow the list; what no town has is not offered. Keys and values are those of `facets.js`."""
    _ = hub.setting.words.gettext
    every = Choice("", _("すべて"), len(hub.municipalities))
    bonds = (Choice(count.key, _(count.word), count.number) for count in counts)
    kinds = (Choice(framework.id, framework.name, count) for framework, count in _frameworks(hub))
    prefectures = (Choice(group.anchor.removeprefix("pref-"), group.title, len(group.cards)) for group in groups)
    facets = (
        Facet("bond", _("つながり"), (every, *bonds)),
        Facet("framework", _("協定と枠組み"), (every, *kinds)),
        Facet("theme", _("テーマ"), (every, *_themes(hub)), True),
        Facet("event", _("これからの催し"), (every, *_ahead(hub)), True),
        Facet("region", _("地方"), (every, *_regions(hub)), True),
        Facet("pref", _("都道府県"), (every, *prefectures), True),
        Facet("district", _("総合支所の地区"), (every, *_districts(hub)), True),
    )
    return tuple(facet for facet in facets if len(facet.choices) > 1)


def _order(hub: Hub) -> Facet:
    _ = hub.setting.words.gettext
    orders = (Choice("", _("北から")), Choice("near", _("近い順")), Choice("long", _("つながりの長い順")))
    return Facet("order", _("並び"), orders)


def _themes(hub: Hub) -> Iterator[Choice]:
    counts = Counter(theme for town in hub.municipalities for theme in hub.themes[town.key])
    return (Choice(key, hub.setting.words.gettext(word), counts[key]) for key, word in THEMES.items() if counts[key])


def _districts(hub: Hub) -> Iterator[Choice]:
    counts = Counter(key for town in hub.municipalities for key in hub.districts_of[town.key])
    return (Choice(key, area.name, counts[key]) for key, area in hub.districts.items() if counts[key])


def _regions(hub: Hub) -> Iterator[Choice]:
    counts = Counter(PREFECTURES[town.prefecture].region for town in hub.municipalities)
    return (Choice(key, region, counts[region]) for region, key in REGION_KEYS.items() if counts[region])


def _ahead(hub: Hub) -> Iterator[Choice]:
    """Towns with something to come: at all, and within 30 days."""
    _ = hub.setting.words.gettext
    soon = hub.today + SOON
    firsts = [
        min((first for event in hub.coming_of[town.key] for first, _last in coming_days(event, hub.today)))
        for town in hub.municipalities
        if town.key in hub.coming_of
    ]
    yield Choice("soon", _("30日のうちに"), sum(first <= soon for first in firsts))
    yield Choice("ahead", _("予定あり"), len(firsts))


def published_total(hub: Hub) -> FigureView | None:
    """The ward's own number of partners, with its day."""
    _ = hub.setting.words.gettext
    total = hub.site.ward.published_total
    if total is None:
        return None
    as_of = _("{day}現在").format(day=dates.say_plain(total.as_of))
    return FigureView(plain_number(total.count), _("自治体"), _("区が公表する連携先"), as_of)


def _by_prefecture(hub: Hub, towns: tuple[Partner, ...] | list[Partner]) -> list[Group]:
    groups = []
    for code, members in groupby(towns, lambda town: town.prefecture):
        cards = tuple(partner_card(hub, town) for town in members)
        prefecture = hub.prefectures[code]
        groups.append(Group(prefecture.name, prefecture.address, f"pref-{code}", cards))
    return groups


def _cards(hub: Hub, kind: str) -> tuple[PartnerCard, ...]:
    return tuple(partner_card(hub, partner) for partner in hub.partners.values() if partner.kind == kind)
