"""Distances on the sphere by another formula than the projection's, by which its lines are judged."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from hub.geo import EARTH_RADIUS_KM


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """The great-circle distance between two points in degrees, in kilometres (haversine)."""
    a_phi, b_phi, turn = radians(a_lat), radians(b_lat), radians(b_lon - a_lon)
    half = sin((b_phi - a_phi) / 2) ** 2 + cos(a_phi) * cos(b_phi) * sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
