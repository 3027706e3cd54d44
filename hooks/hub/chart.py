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
from typing import Any, NamedTuple

from hub.geo import Projection

Point = tuple[int, int]  # tenths of a kilometre, so that neighbours meet exactly
Line = list[Point]

RANGES_KM = (250, 500, 750, 1000)
FADING = (95, 80, 65, 50, 36, 25, 16)  # per cent of the water's colour, from the coast outwards
SHORE_TOLERANCE_KM = 1.5


class Sea(NamedTuple):
    """A set of water-lines: distances from the coast and width of a line in km, and the outline they follow."""

    id: str
    distances: tuple[float, ...]
    width: float
    outline: str


SEAS = (
    Sea("sea-far", (8, 17, 27, 39, 52, 66, 80), 2.2, "shore"),
    Sea("sea-mid", (4, 9.6, 16.8, 25.6, 36.8, 50.4, 67), 0.8, "shore"),
    Sea("sea-near", (1.6, 3.8, 6.7, 10.2, 14.7, 20.1, 26.8), 0.25, "land"),
)


def chart_svg(outlines: dict[str, Any], projection: Projection) -> str:
    """The text of the sprite: prefectures of the GeoJSON `outlines`, by their property `code`, as seen from a centre."""
    rings = _project(outlines, projection)
    edges = _count_edges(rings)
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<g id="land">',
        *(_path(f'id="p{code}" vector-effect="var(--hub-effect,none)"', rings[code], "z") for code in sorted(rings)),
        "</g>",
        _path('id="borders" fill="none" vector-effect="non-scaling-stroke"', _borders(rings, edges)),
        '<g id="shore">',
        *(_path("", _shore(rings[code], edges)) for code in sorted(rings)),
        "</g>",
        *_ranges(),
        *(line for sea in SEAS for line in _water(sea)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _project(outlines: dict[str, Any], projection: Projection) -> dict[str, list[Line]]:
    """The rings of each prefecture; a ring does not repeat its first point."""
    return {
        feature["properties"]["code"]: [
            _project_ring(ring, projection) for polygon in feature["geometry"]["coordinates"] for ring in polygon
        ]
        for feature in outlines["features"]
    }


def _project_ring(ring: list[list[float]], projection: Projection) -> Line:
    points: Line = []
    for longitude, latitude in ring:
        east, south = projection.xy(latitude, longitude)
        point = (round(east * 10), round(south * 10))
        if not points or points[-1] != point:
            points.append(point)
    return points[:-1]


def _count_edges(rings: dict[str, list[Line]]) -> Counter[frozenset[Point]]:
    """How many prefectures each edge bounds: one at the coast, two at a border."""
    return Counter(frozenset(edge) for lines in rings.values() for ring in lines for edge in _edges(ring))


def _edges(ring: Line) -> Iterator[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def _runs(ring: Line, edges: Counter[frozenset[Point]], bounds: int) -> Iterator[Line]:
    """The stretches of a ring whose edges bound so many prefectures; the whole ring, closed, if all do."""
    fits = [edges[frozenset(edge)] == bounds for edge in _edges(ring)]
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


def _borders(rings: dict[str, list[Line]], edges: Counter[frozenset[Point]]) -> list[Line]:
    """Each border once: of two neighbours the one with the lower code draws it."""
    drawn: set[frozenset[Point]] = set()
    found = []
    for code in sorted(rings):
        new = Counter({edge: 2 for ring in rings[code] for edge in map(frozenset, _edges(ring)) if edge not in drawn})
        new &= edges
        found += [run for ring in rings[code] for run in _runs(ring, new, 2)]
        drawn |= new.keys()
    return found


def _shore(rings: list[Line], edges: Counter[frozenset[Point]]) -> list[Line]:
    """The coast in so few points that wide strokes of it are cheap."""
    runs = (run for ring in rings for run in _runs(ring, edges, 1))
    return [_simplify(run, SHORE_TOLERANCE_KM * 10) for run in runs]


def _simplify(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's choice of points: none that is left out lies farther than the tolerance from the line."""
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        farthest = max(range(first + 1, last), key=lambda at: _offset(line[at], line[first], line[last]), default=first)
        if farthest != first and _offset(line[farthest], line[first], line[last]) > tolerance:
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
    yield f'<g id="{sea.id}" fill="none" stroke="var(--hub-water)" stroke-linejoin="round" stroke-linecap="round">'
    width = f"var(--hub-water-width,{sea.width}px)"
    for distance, share in sorted(zip(sea.distances, FADING, strict=True), reverse=True):
        water = f"color-mix(in srgb,var(--hub-water) {share}%,var(--hub-sea))"
        yield f'<use href="#{sea.outline}" stroke="{water}" stroke-width="calc({2 * distance:g}px + {width})"/>'
        yield f'<use href="#{sea.outline}" stroke="var(--hub-sea)" stroke-width="calc({2 * distance:g}px - {width})"/>'
    yield "</g>"


def _path(attributes: str, lines: Iterable[Line], end: str = "") -> str:
    return f"<path {attributes} d=\"{''.join(_draw(line) + end for line in lines)}\"/>".replace("<path  ", "<path ")


def _draw(line: Line) -> str:
    """A line as path data: its start, then steps (an island of no size is a stroke of no length, a dot)."""
    steps = [(to[0] - at[0], to[1] - at[1]) for at, to in zip(line, line[1:], strict=False)]
    return f"M{_numbers(line[0])}l{_numbers(number for step in steps for number in step)}"


def _numbers(tenths: Iterable[int]) -> str:
    """Kilometres in the fewest letters that SVG allows: -12 .5-3.4."""
    text = ""
    for number in tenths:
        km = f"{number / 10:.1f}".removesuffix(".0").replace("-0.", "-.")
        km = km[1:] if km.startswith("0.") else km
        text += km if not text or km[0] == "-" else f" {km}"
    return text
