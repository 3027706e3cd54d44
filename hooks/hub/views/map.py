"""The map of all partners: what folium draws, the table that says the same, and the map alone for other sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil

from hub import dates
from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES
from hub.plain import plain
from hub.schema.events import Event
from hub.status import BOND_KEYS, BONDS, THEMES, next_occurrence
from hub.views.charts import Chart, nation
from hub.views.common import Link, told_apart
from hub.views.evidence import Colophon, colophon, edit_address
from hub.views.finder import JAPAN, Count
from hub.views.framework import member_keys
from hub.views.when import whole_span
from hub.words import how_many

Point = tuple[float, float]
FEW = 3  # events that a place on the map tells; its page has them all


@plain
class MapTown:
    """A municipality on the map and in the table."""

    code: str
    name: str
    kana: str
    bond: str
    bond_key: str
    at: Point | None
    km: str
    direction: str
    address: str
    frameworks: tuple[str, ...]
    themes: tuple[str, ...]
    event: Link | None
    told_apart: str = ""


@plain
class MapPlace:
    """Where events take place: a venue, or a town that took part in events whose venue has no coordinates."""

    key: str
    name: str
    at: Point
    events: tuple[Link, ...]
    count: int
    address: str = ""


@plain
class Shade:
    """A tone of prefectures: 0 for no partner, then darker; `span` says for how many."""

    level: int
    least: int
    span: str


@plain
class MapData:
    """The towns that are drawn, and where every line starts: latitude and longitude in degrees."""

    ward: str
    port: Point
    towns: tuple[MapTown, ...]


@plain
class MapGroup:
    """The towns of one prefecture."""

    code: str
    title: str
    address: str
    towns: tuple[MapTown, ...]


@plain
class MapView:
    """`/map/` and `/map/embed/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    headline: str
    chart: Chart
    counts: tuple[Count, ...]
    shades: tuple[Shade, ...]
    frameworks: tuple[Link, ...]
    themes: tuple[Link, ...]
    total: int
    has_events: bool
    groups: tuple[MapGroup, ...]
    counted_on: str
    embed: str
    colophon: Colophon


def map_title(hub: Hub) -> str:
    """What the page is called, in the contents too."""
    return hub.setting.words.gettext("地図")


def map_data(hub: Hub) -> MapData:
    """What is drawn of towns."""
    ward = hub.site.ward
    return MapData(ward.name, (ward.latitude, ward.longitude), tuple(town for town in _towns(hub) if town.at))


def town_counts(hub: Hub) -> dict[str, int]:
    """How many towns there are in each prefecture, by its code."""
    return {code: len(hub.towns_in.get(code, ())) for code in PREFECTURES}


def map_view(hub: Hub) -> MapView:
    """The page about it."""
    _ = hub.setting.words.gettext
    towns = _towns(hub)
    drawn = [town for town in towns if town.at]
    words = [town.bond for town in towns]
    keys = [town.bond_key for town in towns]
    title = _("連携する{count}のまちの位置。同じ内容が下の表にあります").format(count=len(towns))
    colophon_of_map = colophon(hub, "/map/", *(town.record for town in hub.municipalities))
    return MapView(
        crumbs=(Link(map_title(hub)),),
        title=map_title(hub),
        lead=_("{ward}とつながるまちを、一枚に。まちを選ぶと、線が伸びます。").format(ward=hub.site.ward.name),
        headline=_("地図と同じ{count}のまちを、県ごとに。").format(count=how_many(len(towns))),
        chart=nation(hub, JAPAN, 1100, title),
        counts=tuple(Count(BOND_KEYS[word], word, words.count(_(word))) for word in BONDS if BOND_KEYS[word] in keys),
        shades=shades(max(town_counts(hub).values())),
        frameworks=tuple(
            Link(framework.name, framework.id, str(count))
            for framework in hub.frameworks.values()
            if (count := sum(framework.id in town.frameworks for town in drawn))
        ),
        themes=tuple(
            Link(_(word), theme, str(count))
            for theme, word in THEMES.items()
            if (count := sum(theme in town.themes for town in drawn))
        ),
        total=len(towns),
        has_events=any(_is_placed(hub, event) for event in hub.events.values()),
        groups=tuple(_groups(hub, towns)),
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        embed=f"{hub.setting.site_url.rstrip('/')}/map/embed/" if hub.setting.site_url else "",
        colophon=replace(colophon_of_map, edit=_edit(hub)),
    )


def shades(most: int) -> tuple[Shade, ...]:
    """Tones for counts up to `most`: none, and up to four that double."""
    steps = sorted({1, *(ceil(most / part) for part in (8, 4, 2))}) if most else []
    spans = [
        f"{least}" if after - least == 1 else f"{least}–{after - 1}" for least, after in pairwise([*steps, most + 1])
    ]
    tones = (Shade(level, least, span) for level, (least, span) in enumerate(zip(steps, spans, strict=True), 1))
    return (Shade(0, 0, "0"), *tones)


def _towns(hub: Hub) -> tuple[MapTown, ...]:
    members = {framework.id: frozenset(member_keys(hub, framework)) for framework in hub.frameworks.values()}
    return tuple(
        _town(hub, town, tuple(name for name, keys in members.items() if town.key in keys))
        for town in hub.municipalities
    )


def _town(hub: Hub, town: Partner, frameworks: tuple[str, ...]) -> MapTown:
    reach, bond = hub.reach.get(town.key), hub.bonds[town.key]
    is_placed = town.latitude is not None and town.longitude is not None
    return MapTown(
        code=town.key,
        name=town.name,
        kana=town.kana,
        bond=hub.setting.words.gettext(bond) if bond else "",
        bond_key=BOND_KEYS.get(bond, "none"),
        at=(town.latitude or 0, town.longitude or 0) if is_placed else None,
        km=f"{reach.km:,}" if reach else "",
        direction=reach.direction if reach else "",
        address=town.address,
        frameworks=frameworks,
        themes=tuple(sorted(hub.themes[town.key])),
        event=_next_event(hub, town),
        told_apart=told_apart(hub, town),
    )


def _next_event(hub: Hub, town: Partner) -> Link | None:
    """The next event in which a town takes part."""
    coming = hub.coming_of.get(town.key, ())
    if not coming:
        return None
    found = min(coming, key=lambda event: next_occurrence(event, hub.today).starts_on.first)
    return Link(found.title, f"/events/{found.id}/", dates.say(next_occurrence(found, hub.today).starts_on))


def _is_placed(hub: Hub, event: Event) -> bool:
    return _at(event) is not None or any(key in hub.positions and key in hub.reach for key in event.participants)


def map_places(hub: Hub) -> Iterator[MapPlace]:
    """Where events take place: venues with coordinates, then towns; the newest events first."""
    at_venue: dict[Point, list[Event]] = defaultdict(list)
    in_town: dict[str, list[Event]] = defaultdict(list)
    for event in reversed(list(hub.events.values())):
        at = _at(event)
        if at:
            at_venue[at].append(event)
        else:
            for key in event.participants:
                in_town[key].append(event)
    for at, events in at_venue.items():
        venue = events[0].venue
        yield MapPlace(f"venue-{events[0].id}", venue.name if venue else "", at, _few(events), len(events))
    for town in hub.municipalities:
        if town.key in in_town and town.latitude is not None and town.longitude is not None:
            at, events = (town.latitude, town.longitude), in_town[town.key]
            yield MapPlace(town.key, town.name, at, _few(events), len(events), town.address)


def _at(event: Event) -> Point | None:
    venue = event.venue
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude


def _few(events: list[Event]) -> tuple[Link, ...]:
    return tuple(Link(event.title, f"/events/{event.id}/", whole_span(event)) for event in events[:FEW])


def _groups(hub: Hub, towns: tuple[MapTown, ...]) -> list[MapGroup]:
    groups = []
    for code, members in groupby(towns, lambda town: town.code[:2]):
        prefecture = hub.prefectures[code]
        groups.append(MapGroup(code, prefecture.name, prefecture.address, tuple(members)))
    return groups


def _edit(hub: Hub) -> str:
    """The page has no file of its own: what stands on it is written with the towns."""
    towns = hub.municipalities
    return edit_address(hub, towns[0].address).partition("#")[0] if towns else ""
