"""The outlines that are shipped: sound geometry, and every island where it belongs."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import cos, hypot, radians
from pathlib import Path

import pytest

from hub.geo import is_in_japan
from hub.municipalities import PREFECTURES, Gazetteer, Place

DATA = Path(__file__).parents[1] / "hooks" / "hub" / "data"
OUTLINES = DATA / "outlines.geojson"

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]

# Offices that the outlines do not put in their own prefecture, nor within 5 km of it, and why.
FAR_OFFICES = {
    "和歌山県北山村": "an exclave between 三重県 and 奈良県, which Natural Earth leaves out",
}


@cache
def prefectures() -> dict[str, list[Ring]]:
    """The outer rings of each prefecture by its code."""
    features = json.loads(OUTLINES.read_text("utf-8"))["features"]
    return {
        feature["properties"]["code"]: [
            [(x, y) for x, y in ring] for polygon in feature["geometry"]["coordinates"] for ring in polygon
        ]
        for feature in features
    }


def every_ring() -> Iterator[Ring]:
    for rings in prefectures().values():
        yield from rings


def is_inside(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def codes_at(latitude: float, longitude: float) -> list[str]:
    point = (longitude, latitude)
    return [code for code, rings in prefectures().items() if any(is_inside(point, ring) for ring in rings)]


def km_to_coast(latitude: float, longitude: float, code: str) -> float:
    """To the nearest edge of a prefecture; a plane is exact enough for some kilometres."""
    scale = cos(radians(latitude))
    nearest = float("inf")
    for ring in prefectures()[code]:
        for (ax, ay), (bx, by) in pairwise(ring):
            east, north = (bx - ax) * scale, by - ay
            x, y = (longitude - ax) * scale, latitude - ay
            share = min(1.0, max(0.0, (x * east + y * north) / (east * east + north * north)))
            nearest = min(nearest, hypot(x - share * east, y - share * north))
    return nearest * 111.2


def island_at(latitude: float, longitude: float, code: str) -> Ring:
    (ring,) = (ring for ring in prefectures()[code] if is_inside((longitude, latitude), ring))
    return ring


# 形


def test_there_are_47_prefectures_with_code_and_name() -> None:
    features = json.loads(OUTLINES.read_text("utf-8"))["features"]
    named = {feature["properties"]["code"]: feature["properties"]["name"] for feature in features}
    assert named == {code: prefecture.name for code, prefecture in PREFECTURES.items()}
    assert len(features) == 47


def test_rings_are_closed_and_run_anticlockwise() -> None:
    for ring in every_ring():
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert len(set(ring)) == len(ring) - 1
        assert sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) > 0


def test_neighbours_share_their_border_point_by_point() -> None:
    walked = Counter(edge for ring in every_ring() for edge in pairwise(ring))
    assert max(walked.values()) == 1
    shared = [edge for edge in walked if edge[::-1] in walked]
    assert len(shared) > 3000


def test_no_line_crosses_or_touches_another_except_where_they_meet() -> None:
    cells: dict[tuple[int, int], set[tuple[Point, Point]]] = defaultdict(set)
    for ring in every_ring():
        for a, b in pairwise(ring):
            for x in range(int(min(a[0], b[0]) * 10), int(max(a[0], b[0]) * 10) + 1):
                for y in range(int(min(a[1], b[1]) * 10), int(max(a[1], b[1]) * 10) + 1):
                    cells[x, y].add((min(a, b), max(a, b)))
    assert [pair for edges in cells.values() for pair in combinations(edges, 2) if collide(*pair)] == []


def collide(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    ends = [(round(x * 1000), round(y * 1000)) for x, y in (*one, *other)]
    a, b, c, d = ends
    sides = [_side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)]
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    touching = [(c, a, b), (d, a, b), (a, c, d), (b, c, d)]
    return any(not side and _between(*at) for side, at in zip(sides, touching, strict=True))


def _side(a: tuple[int, int], b: tuple[int, int], point: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def _between(point: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> bool:
    along = (point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])
    return 0 < along < (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2


def test_no_island_lies_upon_another_piece_of_land() -> None:
    boxes = [(min(ring), max(ring), ring) for ring in every_ring()]
    for (west, _), _, island in boxes:
        for first, last, other in boxes:
            if other is not island and first[0] <= west <= last[0]:
                assert not is_inside(centre(island), other)


def centre(ring: Ring) -> Point:
    return sum(x for x, _ in ring[1:]) / (len(ring) - 1), sum(y for _, y in ring[1:]) / (len(ring) - 1)


def test_file_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(OUTLINES.read_bytes(), 9)) <= 60_000


def test_note_of_provenance_names_the_very_files() -> None:
    note = (DATA / "README.md").read_text("utf-8")
    for path in (OUTLINES, DATA / "municipalities.csv"):
        assert re.search(rf"{hashlib.sha256(path.read_bytes()).hexdigest()}.*{path.name}", note)


# 所属


@pytest.mark.parametrize(
    ("island", "latitude", "longitude", "code"),
    [
        # 北方領土
        ("国後島 爺爺岳", 44.351, 146.256, "01"),
        ("択捉島 散布山", 45.34, 147.92, "01"),
        ("色丹島", 43.79, 146.77, "01"),
        ("歯舞群島 志発島", 43.50, 146.15, "01"),
        ("歯舞群島 多楽島", 43.634, 146.32, "01"),
        # 竹島、尖閣諸島
        ("竹島", 37.2417, 131.8644, "32"),
        ("魚釣島", 25.744, 123.474, "47"),
        ("北小島", 25.728, 123.5385, "47"),
        ("久場島", 25.923, 123.681, "47"),
        # 東京都の島
        ("小笠原 父島", 27.075, 142.21, "13"),
        ("小笠原 母島", 26.66, 142.16, "13"),
        ("硫黄島", 24.78, 141.32, "13"),
        ("南鳥島", 24.2867, 153.9807, "13"),
        ("沖ノ鳥島", 20.4255, 136.0812, "13"),
        ("三宅島", 34.08, 139.53, "13"),
        # 奄美群島と沖縄
        ("奄美 名瀬", 28.37, 129.49, "46"),
        ("喜界島", 28.32, 129.97, "46"),
        ("徳之島", 27.80, 128.95, "46"),
        ("沖永良部島", 27.38, 128.60, "46"),
        ("与論島", 27.04, 128.43, "46"),
        ("伊平屋島", 27.05, 127.97, "47"),
        ("伊是名島", 26.93, 127.94, "47"),
        ("硫黄鳥島", 27.86, 128.235, "47"),
        ("渡名喜島", 26.371, 127.142, "47"),
        # 隣県とまちがえられた島
        ("鹿児島県 長島", 32.17, 130.15, "46"),
        ("獅子島", 32.28, 130.24, "46"),
        ("熊本県 天草下島", 32.37, 130.09, "43"),
        ("初島", 35.0395, 139.167, "22"),
        ("神島", 34.547, 136.984, "24"),
        ("柱島", 34.021, 132.413, "35"),
        ("津和地島", 33.978, 132.506, "38"),
        # 県名のなかった島
        ("飛島", 39.192, 139.547, "06"),
        ("友ヶ島", 34.284, 135.015, "30"),
        ("北木島", 34.38, 133.54, "33"),
        ("走島", 34.345, 133.44, "34"),
        ("弓削島", 34.267, 133.212, "38"),
        ("男女群島", 32.05, 128.40, "42"),
    ],
)
def test_island_belongs_to_its_prefecture(island: str, latitude: float, longitude: float, code: str) -> None:
    assert codes_at(latitude, longitude) == [code]


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("鬱陵島", 37.50, 130.87),
        ("得撫島", 46.00, 150.00),
        ("樺太", 46.50, 142.70),
        ("済州島", 33.38, 126.55),
        ("台湾", 24.50, 121.50),
    ],
)
def test_other_countries_are_not_drawn(place: str, latitude: float, longitude: float) -> None:
    assert codes_at(latitude, longitude) == []


def test_nothing_is_drawn_outside_japan() -> None:
    points = [point for ring in every_ring() for point in ring]
    assert [(x, y) for x, y in points if not is_in_japan(y, x)] == []
    assert [(x, y) for x, y in points if 130.7 < x < 131.1 and 37.3 < y < 37.7] == []  # 鬱陵島
    assert [(x, y) for x, y in points if x > 149] == island_at(24.2867, 153.9807, "13")  # 南鳥島 alone


def test_every_office_is_in_its_prefecture_or_near_it() -> None:
    far = [place.full_name for place in Gazetteer.load().places if not _is_near(place)]
    assert far == list(FAR_OFFICES)


def _is_near(place: Place) -> bool:
    point = (place.longitude, place.latitude)
    rings = prefectures()[place.prefecture_code]
    if any(is_inside(point, ring) for ring in rings):
        return True
    return km_to_coast(place.latitude, place.longitude, place.prefecture_code) <= 5


# 細かさ


def test_cape_soya_is_drawn_where_it_is() -> None:
    assert km_to_coast(45.5226, 141.9367, "01") < 3


@pytest.mark.parametrize(
    ("island", "latitude", "longitude", "area_km2"), [("利尻島", 45.18, 141.24, 182), ("礼文島", 45.37, 141.02, 81)]
)
def test_island_of_a_partner_keeps_its_shape(island: str, latitude: float, longitude: float, area_km2: float) -> None:
    ring = island_at(latitude, longitude, "01")
    scale = 111.2**2 * cos(radians(latitude)) / 2
    assert len(ring) >= 20
    assert sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) * scale == pytest.approx(area_km2, rel=0.1)


def test_markers_stand_on_the_islands_they_name() -> None:
    markers = {
        name: (feature["properties"]["code"], place)
        for feature in json.loads(OUTLINES.read_text("utf-8"))["features"]
        for name, place in feature["properties"].get("markers", {}).items()
    }
    assert list(markers) == ["沖ノ鳥島", "竹島", "渡名喜島", "座間味島"]
    for code, (longitude, latitude) in markers.values():
        assert len(island_at(latitude, longitude, code)) == 5
