"""Where a map looks, and what is marked on it: all in km from the ward's office. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from hub.model import Hub, Partner, Reach
from hub.plain import plain

MAX_LABELS = 10
CIRCLE = 0.46  # where a chart begins to fade, as a share of its size
LONGEST_LABEL = 0.4  # a name that is longer may run into what fades


@plain
class Mark:
    """A dot with a name, in km as SVG writes them. `anchor` is the end of the name that is next to the dot."""

    x: str
    y: str
    name: str
    name_x: str
    name_y: str
    anchor: str
    is_minor: bool = False


@plain
class Chart:
    """A view of the chart: window in km, size of 16 px in km, rings, lit prefectures, marks."""

    window: str
    em: float
    sea: str
    lit: tuple[str, ...]
    marks: tuple[Mark, ...]
    has_lines: bool
    title: str
    port: Mark
    has_ranges: bool = True
    has_dots: bool = False


def locator(hub: Hub, partner: Partner, title: str) -> Chart | None:
    """The line from the port to one town; none for a town that is not on the chart."""
    reach = hub.reach.get(partner.key)
    if reach is None or partner.kind != "municipality":
        return None
    width = max(abs(reach.x) * 2.2 + 60, abs(reach.y) * 1.9 + 60, 150)
    height = width / 1.28
    left, top = reach.x / 2 - width * 0.47, reach.y / 2 - height * 0.52
    em = round(16 * width / 740, 2)
    return Chart(
        window=f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}",
        em=em,
        sea=_sea(width),
        lit=(partner.prefecture,),
        marks=(mark(reach.x, reach.y, partner.name, em, "start" if reach.x >= 0 else "end"),),
        has_lines=True,
        title=title,
        port=_port(hub, em, "end" if reach.x >= 0 else "start"),
        has_dots=True,
    )


def gathering(
    hub: Hub,
    partners: Iterable[Partner],
    title: str,
    *,
    has_lines: bool = True,
    least: int = 140,
    in_head: bool = False,
) -> Chart | None:
    """Several towns at once, with lines from the port; without lines it looks only at the towns.

    `least` is the least width in km; `in_head` keeps them clear of the words on the left of a page's head.
    """
    found = _on_chart(hub, partners)
    if not found:
        return None
    port = [0.0] if has_lines else []
    xs, ys = [reach.x for _, reach in found] + port, [reach.y for _, reach in found] + port
    west, east, north, south = min(xs), max(xs), min(ys), max(ys)
    middle, level = (west + east) / 2, (north + south) / 2
    size = max((east - west) * 1.5, (south - north) * 1.4, least)
    labelled = _spread(found, size) if len(found) <= 60 else set()
    if not in_head:
        size = max(size, _room(found, labelled, middle, level))
    wide = size * 1.28 if in_head else size
    left, top = middle - wide * (0.6 if in_head else 0.5), level - size / 2
    em = round(16 * wide / (780 if in_head else 560), 2)
    marks = []
    for position, (partner, reach) in enumerate(found):
        is_far = in_head and reach.x > left + wide * (1 - 0.047 * len(partner.name))
        anchor = "end" if reach.x < middle or is_far else "start"
        name = partner.name if partner.key in labelled else ""
        marks.append(mark(reach.x, reach.y, name, em, anchor, is_minor=position >= 3))
    return Chart(
        window=f"{left:.0f} {top:.0f} {wide:.0f} {size:.0f}",
        em=em,
        sea=_sea(wide),
        lit=tuple(sorted({partner.prefecture for partner, _ in found})),
        marks=tuple(marks),
        has_lines=has_lines,
        title=title,
        port=_port(hub, em, "end"),
        has_ranges=has_lines,
    )


def _room(found: list[tuple[Partner, Reach]], labelled: set[str], x: float, y: float) -> float:
    """The least size in km at which the dots, and as many names as a phone shows, stand within a chart's fading circle.

    A name is as long as a share of the size, whatever that is: so the far end of a town's name lies on the circle where
    (across + share × size)² + along² = (CIRCLE × size)².
    """
    least = 0.0
    for position, (partner, reach) in enumerate(found):
        across, along, share = abs(reach.x - x), reach.y - y, 0.0
        if partner.key in labelled:
            share = min((1.2 + len(partner.name) * (1.65 if position < 3 else 1.1)) * 16 / 560, LONGEST_LABEL)
        rest, ahead = CIRCLE * CIRCLE - share * share, share * across
        size = (ahead + sqrt(ahead * ahead + rest * (across * across + along * along))) / rest
        least = max(least, size)
    return least


def area(hub: Hub, prefecture: Partner, partners: Iterable[Partner], title: str) -> Chart | None:
    """One prefecture: as large as its offices lie apart, a few remote islands aside."""
    places = [place for place in hub.gazetteer.places if place.prefecture_code == prefecture.key]
    if not places:
        return None
    points = [hub.projection.xy(place.latitude, place.longitude) for place in places]
    left, right = _middle([x for x, _ in points])
    top, bottom = _middle([y for _, y in points])
    size = max(right - left, bottom - top, 30) * 1.7
    wide = size * 1.25
    window = f"{(left + right) / 2 - wide * 0.56:.0f} {(top + bottom - size) / 2:.0f} {wide:.0f} {size:.0f}"
    found = _on_chart(hub, partners)
    labelled = _spread(found, size)
    major = sorted(labelled)[:3]
    em = round(16 * size / 620, 2)
    marks = tuple(
        mark(
            reach.x,
            reach.y,
            partner.name if partner.key in labelled else "",
            em,
            "start",
            is_minor=partner.key not in major,
        )
        for partner, reach in found
    )
    return Chart(window, em, _sea(size), (prefecture.key,), marks, False, title, _port(hub, em, "end"), False)


def _middle(values: list[float]) -> tuple[float, float]:
    """Where nine tenths of some positions lie."""
    ordered = sorted(values)
    cut = len(ordered) // 20
    return ordered[cut], ordered[-1 - cut]


def nation(hub: Hub, window: str, px_per_width: int, title: str, lit: tuple[str, ...] = ()) -> Chart:
    """All partners on the whole country; `lit` towns in vermilion with a line."""
    width = float(window.split()[2])
    em = round(16 * width / px_per_width, 2)
    marks = []
    for position, key in enumerate(lit):
        x, y = round(hub.reach[key].x), round(hub.reach[key].y)
        name_y = f"{y + em * (0.7 if position else -0.6):.1f}"
        marks.append(Mark(str(x), str(y), hub.partners[key].name, f"{x - em * 0.7:.1f}", name_y, "end"))
    return Chart(
        window=window,
        em=em,
        sea="far",
        lit=(),
        marks=tuple(marks),
        has_lines=True,
        title=title,
        port=_port(hub, em, "start"),
        has_dots=True,
    )


def _on_chart(hub: Hub, partners: Iterable[Partner]) -> list[tuple[Partner, Reach]]:
    return [
        (town, reach)
        for town in partners
        if town.kind == "municipality" and (reach := hub.reach.get(town.key)) is not None
    ]


def _sea(width: float) -> str:
    return "near" if width < 300 else "mid" if width < 1100 else "far"


def mark(x: float, y: float, name: str, em: float, anchor: str, *, is_minor: bool = False) -> Mark:
    """A dot at so many km east and south of the office, with its name one em beside it."""
    name_x = x + em if anchor == "start" else x - em
    return Mark(f"{x:.1f}", f"{y:.1f}", name, f"{name_x:.1f}", f"{y + em * 0.35:.1f}", anchor, is_minor)


def _port(hub: Hub, em: float, anchor: str) -> Mark:
    name_x = em * 1.5 if anchor == "start" else -em * 1.5
    return Mark("0", "0", hub.site.ward.name, f"{name_x:.1f}", f"{em * 0.35:.1f}", anchor)


def _spread(found: list[tuple[Partner, Reach]], size: float) -> set[str]:
    """The towns whose names fit without touching one another, first come first."""
    placed: list[tuple[float, float]] = [(0.0, 0.0)]
    names: set[str] = set()
    wide, high = size * 0.3, size * 0.045
    for partner, reach in found:
        x, y = reach.x, reach.y
        if len(names) == MAX_LABELS:
            break
        for a, b in placed:
            if abs(y - b) <= high and abs(x - a) <= wide:
                break
        else:
            placed.append((x, y))
            names.add(partner.key)
    return names
