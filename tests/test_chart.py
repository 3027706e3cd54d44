"""The sprite of the chart: complete, small, true to scale, and free of what a strict policy forbids."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sphere import distance_km

from hub.chart import chart_svg
from hub.geo import Projection

OUTLINES = Path(__file__).parents[1] / "hooks" / "hub" / "data" / "outlines.geojson"
OFFICE = Projection(35.65805556, 139.7516667)
SVG = "{http://www.w3.org/2000/svg}"

Points = list[tuple[float, float]]


@cache
def outlines() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(OUTLINES.read_text("utf-8"))
    return loaded


@cache
def sprite() -> str:
    return chart_svg(outlines(), OFFICE)


def element(text: str, name: str) -> ElementTree.Element:
    (found,) = (found for found in ElementTree.fromstring(text).iter() if found.get("id") == name)  # noqa: S314 # ours
    return found


def drawn(path: ElementTree.Element) -> list[Points]:
    """The points of a path that is written as starts and steps."""
    lines = []
    for start, steps in re.findall(r"M([^l]*)l([^Mz]*)", path.attrib["d"]):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+(?:\.\d)?|\.\d)", f"{start} {steps}")]
        x = y = 0.0
        line = []
        for east, south in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + east, y + south
            line.append((round(x, 1), round(y, 1)))
        lines.append(line)
    return lines


def squares(*boxes: tuple[float, float, float, float]) -> dict[str, Any]:
    """Prefectures 01, 02 … that are squares, given by west, south, east, north in degrees."""
    return {
        "features": [
            {
                "properties": {"code": f"{number:02}"},
                "geometry": {"coordinates": [[[[w, s], [e, s], [e, n], [w, n], [w, s]]]]},
            }
            for number, (w, s, e, n) in enumerate(boxes, 1)
        ]
    }


# 部品


def test_sprite_has_every_part_that_pages_use() -> None:
    names = [found.get("id") for found in ElementTree.fromstring(sprite()).iter() if found.get("id")]  # noqa: S314 # ours
    prefectures = [f"p{number:02}" for number in range(1, 48)]
    seas = ["sea-far", "sea-mid", "sea-near"]
    assert names == ["land", *prefectures, "borders", "shore", "shore-far", "ranges", *seas]


def test_land_is_all_prefectures() -> None:
    assert [path.get("id") for path in element(sprite(), "land")] == [f"p{number:02}" for number in range(1, 48)]


def test_land_leaves_its_colours_and_lines_to_the_page() -> None:
    assert set(element(sprite(), "land").attrib) == {"id"}
    for path in element(sprite(), "land"):
        assert set(path.attrib) == {"id", "d", "vector-effect"}
        assert path.get("vector-effect") == "var(--hub-effect,none)"


def test_ranges_are_circles_of_true_distance() -> None:
    circles = element(sprite(), "ranges")
    assert [circle.attrib for circle in circles] == [
        {"r": radius, "vector-effect": "non-scaling-stroke"} for radius in ("250", "500", "750", "1000")
    ]


def test_nothing_in_it_needs_a_laxer_policy_or_another_file() -> None:
    assert not re.search(r"style|script|url\(|https?:(?!//www\.w3\.org/2000/svg\")", sprite())
    assert {found.tag for found in ElementTree.fromstring(sprite()).iter()} == {  # noqa: S314 # ours
        SVG + tag for tag in ("svg", "g", "path", "circle", "use")
    }
    assert all(reference.startswith("#") for reference in re.findall(r'href="([^"]*)"', sprite()))


def test_sprite_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(sprite().encode(), 9)) <= 45_000


def test_sprite_is_the_same_twice() -> None:
    assert chart_svg(outlines(), OFFICE) == sprite()


# 位置


def test_prefecture_is_drawn_in_km_from_the_office() -> None:
    coordinates = outlines()["features"][6]["geometry"]["coordinates"][0][0]  # 福島県
    (line,) = drawn(element(sprite(), "p07"))
    for (x, y), (longitude, latitude) in zip(line[::40], coordinates[:-1:40], strict=False):
        assert (x, y) == pytest.approx(OFFICE.xy(latitude, longitude), abs=0.06)


def test_drawn_points_are_as_far_as_they_are() -> None:
    (line,) = drawn(element(chart_svg(squares((140, 40, 141, 41)), OFFICE), "p01"))
    x, y = line[0]
    assert (x * x + y * y) ** 0.5 == pytest.approx(distance_km(35.65805556, 139.7516667, 40, 140), abs=0.1)


def test_another_centre_gives_another_chart() -> None:
    assert chart_svg(outlines(), Projection(43.06, 141.35)) != sprite()


# 県境と海岸


def test_border_of_neighbours_is_drawn_once_and_is_no_coast() -> None:
    text = chart_svg(squares((140, 40, 141, 41), (141, 40, 142, 41)), Projection(40, 140))
    (border,) = drawn(element(text, "borders"))
    coasts = [line for path in element(text, "shore") for line in drawn(path)]
    assert len(border) == 2
    assert [len(line) for line in coasts] == [4, 4]


def test_island_has_coast_all_around_and_no_border() -> None:
    text = chart_svg(squares((140, 40, 141, 41)), Projection(40, 140))
    (coast,) = drawn(element(text, "shore")[0])
    assert drawn(element(text, "borders")) == []
    assert coast[0] == coast[-1]
    assert len(coast) == 5


def test_prefecture_without_coast_has_no_shore() -> None:
    around = [(140, 40, 141, 41), (141, 40, 142, 41), (140, 41, 141, 42), (139, 40, 140, 41), (140, 39, 141, 40)]
    shore = element(chart_svg(squares(*around), Projection(40, 140)), "shore")
    assert len(shore) == 4


def test_tiny_island_becomes_a_dot_with_water_lines() -> None:
    text = chart_svg(squares((140.001, 40.001, 140.004, 40.004)), Projection(40, 140))
    (dot,) = drawn(element(text, "shore-far")[0])
    assert dot == [(0.0, 0.0), (0.0, 0.0)]
    assert len(drawn(element(text, "p01"))[0]) == 4


# 水線


@pytest.mark.parametrize("name", ["sea-far", "sea-mid", "sea-near"])
def test_seven_water_lines_are_drawn_from_the_outermost_inwards(name: str) -> None:
    uses = list(element(sprite(), name))
    widths = [float(re.findall(r"calc\(([\d.]+)px", use.attrib["stroke-width"])[0]) for use in uses]
    assert len(uses) == 14
    assert widths[::2] == widths[1::2] == sorted(widths[::2], reverse=True)


@pytest.mark.parametrize("name", ["sea-far", "sea-mid", "sea-near"])
def test_water_line_is_a_wide_stroke_under_a_narrower_one_of_sea(name: str) -> None:
    uses = list(element(sprite(), name))
    for water, sea in zip(uses[::2], uses[1::2], strict=True):
        assert water.attrib["href"] == sea.attrib["href"]
        assert water.attrib["stroke"].startswith("color-mix(in srgb,var(--hub-water) ")
        assert sea.attrib["stroke"] == "var(--hub-sea)"
        assert water.attrib["stroke-width"].replace(" + ", " - ") == sea.attrib["stroke-width"]


@pytest.mark.parametrize("name", ["sea-far", "sea-mid", "sea-near"])
def test_water_lines_fade_outwards(name: str) -> None:
    shares = [int(share) for share in re.findall(r"--hub-water\) (\d+)%", sprite().split(f'id="{name}"')[1])[:7]]
    assert shares == sorted(shares)


def test_closest_water_lines_of_a_close_up_follow_the_land_itself() -> None:
    uses = [use.attrib["href"] for use in element(sprite(), "sea-near")]
    assert uses == ["#shore"] * 8 + ["#land"] * 6
