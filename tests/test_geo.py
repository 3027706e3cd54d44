"""Distances, directions and the projection: the same figures on every page."""

from __future__ import annotations

import math

import pytest
from sphere import distance_km

from hub.geo import Projection, compass, is_in_japan

OFFICE = (35.65805556, 139.7516667)


def drawn(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> tuple[float, float]:
    """How long the line from one point to another is in km, and where it leads: degrees clockwise from north."""
    x, y = Projection(a_lat, a_lon).xy(b_lat, b_lon)
    return math.hypot(x, y), math.degrees(math.atan2(x, -y)) % 360


# The figures of the drawn pages.
TOWNS = [
    ("いわき市", 37.05056, 140.88778, 185, "北北東"),
    ("上小阿仁村", 40.06333, 140.29583, 492, "北"),
    ("猿払村", 45.33061, 142.10897, 1094, "北"),
    ("阿見町", 36.03083, 140.21500, 59, "北東"),
    ("郡上市", 35.74861, 136.96444, 252, "西"),
    ("和歌山市", 34.23056, 135.17083, 447, "西南西"),
]


@pytest.mark.parametrize(("name", "latitude", "longitude", "km", "direction"), TOWNS)
def test_distance_and_direction_are_those_of_the_drawn_pages(
    name: str, latitude: float, longitude: float, km: int, direction: str
) -> None:
    length, way = drawn(*OFFICE, latitude, longitude)
    assert (round(length), compass(way)) == (km, direction)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town[0])
def test_drawn_line_is_as_long_as_the_distance_is(town: tuple[str, float, float, int, str]) -> None:
    _, latitude, longitude, _, _ = town
    assert drawn(*OFFICE, latitude, longitude)[0] == pytest.approx(distance_km(*OFFICE, latitude, longitude))


# 距離


def test_degree_of_latitude_is_111_km() -> None:
    assert drawn(35, 139, 36, 139)[0] == pytest.approx(111.195, abs=0.001)


def test_distance_is_the_same_both_ways_and_nought_to_itself() -> None:
    assert drawn(35, 139, 43, 141)[0] == pytest.approx(drawn(43, 141, 35, 139)[0])
    assert drawn(*OFFICE, *OFFICE)[0] == 0


def test_distance_to_the_other_side_of_the_earth_is_half_its_circumference() -> None:
    assert drawn(0, 0, 0, 180)[0] == pytest.approx(math.pi * 6371.0088)
    assert drawn(35, 139, -35, -41)[0] == pytest.approx(math.pi * 6371.0088)


# 方位


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [(36.0, 139.0, 0.0), (35.0, 140.0, 90.0), (34.0, 139.0, 180.0), (35.0, 138.0, 270.0)],
)
def test_bearing_runs_clockwise_from_north(latitude: float, longitude: float, expected: float) -> None:
    assert drawn(35.0, 139.0, latitude, longitude)[1] == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (0, "北"),
        (11.24, "北"),
        (11.26, "北北東"),
        (45, "北東"),
        (90, "東"),
        (180, "南"),
        (202.5, "南南西"),
        (348.74, "北北西"),
        (348.76, "北"),
        (360, "北"),
        (-22.5, "北北西"),
    ],
)
def test_compass_has_sixteen_points(degrees: float, expected: str) -> None:
    assert compass(degrees) == expected


# 投影


def test_centre_is_the_origin() -> None:
    assert Projection(*OFFICE).xy(*OFFICE) == pytest.approx((0, 0))


def test_north_is_up_and_east_is_right() -> None:
    x, y = Projection(*OFFICE).xy(36.0, 140.0)
    assert x > 0
    assert y < 0


# 日本


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [OFFICE, (45.557, 148.75), (24.4495, 122.9337), (20.4228, 136.0811), (24.2867, 153.9807), (37.2417, 131.8644)],
)
def test_outermost_islands_are_in_japan(latitude: float, longitude: float) -> None:
    assert is_in_japan(latitude, longitude)


@pytest.mark.parametrize(("latitude", "longitude"), [(139.75, 35.66), (0, 0), (52.0, 140.0), (35.0, -139.0)])
def test_swapped_and_foreign_coordinates_are_not(latitude: float, longitude: float) -> None:
    assert not is_in_japan(latitude, longitude)
