"""The finder: every partner, by prefecture from the north."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from hub import dates
from hub.model import Hub, Partner
from hub.schema.partners import Framework
from hub.status import BOND_KEYS, BONDS
from hub.views.charts import Chart, nation
from hub.views.common import FigureView, Link, PartnerCard, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.framework import member_towns
from hub.words import plain_number

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
class Choice:
    """One of a facet's choices; without a key it is all of them, without a number it is not counted."""

    key: str
    word: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list; its key is that of the address."""

    key: str
    title: str
    choices: tuple[Choice, ...]


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
    facets: tuple[Facet, ...]
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
    return FinderView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        chart=nation(hub, JAPAN, 700, title),
        counts=counts,
        total=len(towns),
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        published=published_total(hub),
        facets=_facets(hub, counts, groups),
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
    _ = hub.setting.words.gettext
    every = Choice("", _("すべて"), len(hub.municipalities))
    bonds = (Choice(count.key, _(count.word), count.number) for count in counts)
    kinds = (Choice(framework.id, framework.name, count) for framework, count in _frameworks(hub))
    prefectures = (Choice(group.anchor.removeprefix("pref-"), group.title, len(group.cards)) for group in groups)
    orders = (Choice("", _("北から")), Choice("near", _("近い順")), Choice("long", _("つながりの長い順")))
    return (
        Facet("bond", _("つながり"), (every, *bonds)),
        Facet("framework", _("協定と枠組み"), (every, *kinds)),
        Facet("pref", _("都道府県"), (every, *prefectures)),
        Facet("order", _("並び"), orders),
    )


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
