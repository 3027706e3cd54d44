"""The chart (海図) as one SVG sprite, which pages show with `<use href="…/chart.svg#land">`. Knows no partners, no pages.

The unit is the kilometre from the ward office, to the east and to the south. Colours are the custom properties of the
page, which reach into the sprite: a dark page or a navy band needs no second file. There are no styles and no scripts
in it, so that a strict content security policy holds.

| id | what | needs from the page |
|---|---|---|
| `p01` … `p47` | a prefecture | fill, stroke |
| `land` | all 47 | fill, stroke |
| `borders` | the lines between them, each once | stroke; its width is in pixels |
| `ranges` | circles of true distance, 250 to 1,000 km | stroke; its width is in pixels |
| `sea-far`, `sea-mid`, `sea-near` | water-lines (水線) for a view of all Japan, of a region, of a close-up | nothing |

Strokes of land are as wide in kilometres as the page says, or in pixels where it sets `--hub-effect: non-scaling-stroke`.
Water-lines have no geometry of their own: each is a wide stroke of the coast in the colour of the water, and on it a
slightly narrower one in the colour of the sea, from the outermost inwards; `--hub-water-width` is their width in km.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from hub.geo import Projection

Point = tuple[int, int]  # tenths of a kilometre, so that neighbours meet exactly
Line = list[Point]
Edge = frozenset[Point]  # its two ends, whichever way it is walked

RANGES_KM = (250, 500, 750, 1000)
FADING = (95, 80, 65, 50, 36, 25, 16)  # per cent of the water's colour, from the coast outwards

# Coasts in few points, since a wide stroke costs by the point: id and tolerance in kilometres. One path to a
# prefecture, because the browser leaves out those that are not in view (all in one path paints three times slower).
SHORES = {"shore": 1, "shore-far": 4}


class Sea(NamedTuple):
    """Water-lines: distances from the coast and width in km, the coast they follow, how many follow `land` itself."""

    name: str
    distances: tuple[float, ...]
    width: float
    coast: str
    exact: int


SEAS = (
    Sea("sea-far", (8, 17, 27, 39, 52, 66, 80), 2.2, "shore-far", 0),
    Sea("sea-mid", (4, 9.6, 16.8, 25.6, 36.8, 50.4, 67), 0.8, "shore", 0),
    Sea("sea-near", (1.6, 3.8, 6.7, 10.2, 14.7, 20.1, 26.8), 0.25, "shore", 3),
)


def chart_svg(outlines: dict[str, Any], projection: Projection) -> str:
    """The text of the sprite: prefectures of the GeoJSON `outlines`, by their property `code`, as seen from a centre."""
    rings = _project(outlines, projection)
    edges = Counter(edge for lines in rings.values() for ring in lines for edge in _edges(ring))
    coast = {edge for edge, prefectures in edges.items() if prefectures == 1}
    borders = edges.keys() - coast
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<g id="land">',
        *(_path(rings[code], f'id="p{code}" vector-effect="var(--hub-effect,none)"', "z") for code in sorted(rings)),
        "</g>",
        _path(_borders(rings, borders), 'id="borders" fill="none" vector-effect="non-scaling-stroke"'),
        *(line for name, tolerance in SHORES.items() for line in _shore(name, tolerance, rings, coast)),
        *_ranges(),
        *(line for sea in SEAS for line in _water(sea)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _project(outlines: dict[str, Any], projection: Projection) -> dict[str, list[Line]]:
    """The rings of each prefecture; a ring does not repeat its first point."""
    projected: dict[str, list[Line]] = {}
    for feature in outlines["features"]:
        rings = (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon)
        lines = [_project_ring(ring, projection) for ring in rings]
        projected[feature["properties"]["code"]] = [line for line in lines if len(line) > 2]
    return projected


def _project_ring(ring: list[list[float]], projection: Projection) -> Line:
    points = (projection.xy(latitude, longitude) for longitude, latitude in ring)
    return _without_repeats((round(east * 10), round(south * 10)) for east, south in points)[:-1]


def _without_repeats(points: Iterable[Point]) -> Line:
    return [point for point, _ in groupby(points)]


def _edges(ring: Line) -> Iterator[Edge]:
    return (frozenset(ends) for ends in pairwise([*ring, ring[0]]))


def _runs(ring: Line, wanted: set[Edge]) -> Iterator[Line]:
    """The stretches of a ring that consist of wanted edges; the whole ring, closed, if all are."""
    fits = [edge in wanted for edge in _edges(ring)]
    if all(fits):
        yield [*ring, ring[0]]
        return
    start = fits.index(False)
    run: Line = []
    for at in range(start, start + len(ring) + 1):
        if fits[at % len(ring)]:
            run.append(ring[at % len(ring)])
        elif run:
            yield [*run, ring[at % len(ring)]]
            run = []


def _borders(rings: dict[str, list[Line]], borders: set[Edge]) -> list[Line]:
    """Each border once: of two neighbours the one with the lower code draws it."""
    left = set(borders)
    drawn: list[Line] = []
    for code in sorted(rings):
        runs = [run for ring in rings[code] for run in _runs(ring, left)]
        left -= {frozenset(ends) for run in runs for ends in pairwise(run)}
        drawn += runs
    return drawn


def _shore(name: str, tolerance: int, rings: dict[str, list[Line]], coast: set[Edge]) -> Iterator[str]:
    """The coast in whole kilometres; an island too small for that is a stroke of no length, which is a dot."""
    yield f'<g id="{name}">'
    for code in sorted(rings):
        runs = (_simplify(run, tolerance * 10) for ring in rings[code] for run in _runs(ring, coast))
        lines = [_without_repeats((round(x, -1), round(y, -1)) for x, y in run) for run in runs]
        if lines:
            yield _path([line if len(line) > 1 else line * 2 for line in lines])
    yield "</g>"


def _simplify(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's choice of points: none that is left out lies farther than the tolerance from the line."""
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        offsets = [(_offset(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        offset, farthest = max(offsets, default=(0.0, first))
        if offset > tolerance:
            keep.add(farthest)
            open_parts += [(first, farthest), (farthest, last)]
    return [line[at] for at in sorted(keep)]


def _offset(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a stretch, or from its start if it has no length."""
    along, across = end[0] - start[0], end[1] - start[1]
    length = along * along + across * across
    x, y = point[0] - start[0], point[1] - start[1]
    share = min(1.0, max(0.0, (x * along + y * across) / length)) if length else 0.0
    return float(((x - share * along) ** 2 + (y - share * across) ** 2) ** 0.5)


def _ranges() -> Iterator[str]:
    yield '<g id="ranges" fill="none">'
    yield from (f'<circle r="{radius}" vector-effect="non-scaling-stroke"/>' for radius in RANGES_KM)
    yield "</g>"


def _water(sea: Sea) -> Iterator[str]:
    yield f'<g id="{sea.name}" fill="none" stroke="var(--hub-water)" stroke-linejoin="round" stroke-linecap="round">'
    width = f"var(--hub-water-width,{sea.width}px)"
    for nth, (distance, share) in reversed(list(enumerate(zip(sea.distances, FADING, strict=True)))):
        use = f'<use href="#{"land" if nth < sea.exact else sea.coast}"'
        water = f"color-mix(in srgb,var(--hub-water) {share}%,var(--hub-sea))"
        yield f'{use} stroke="{water}" stroke-width="calc({2 * distance:g}px + {width})"/>'
        yield f'{use} stroke="var(--hub-sea)" stroke-width="calc({2 * distance:g}px - {width})"/>'
    yield "</g>"


def _path(lines: Iterable[Line], attributes: str = "", end: str = "") -> str:
    data = "".join(_draw(line) + end for line in lines)
    return f'<path {attributes} d="{data}"/>' if attributes else f'<path d="{data}"/>'


def _draw(line: Line) -> str:
    steps = (step for (x, y), (next_x, next_y) in pairwise(line) for step in (next_x - x, next_y - y))
    return f"M{_numbers(line[0])}l{_numbers(steps)}"


def _numbers(tenths: Iterable[int]) -> str:
    """Kilometres in as few letters as path data allows: -12 .5-3.4."""
    text = ""
    for number in tenths:
        km = f"{number / 10:.1f}".removesuffix(".0")
        km = km.replace("0.", ".", 1) if abs(number) < 10 else km
        text += km if not text or km[0] == "-" else f" {km}"
    return text
