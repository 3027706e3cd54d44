"""Distances, directions and the projection of the charts. Reads no data and draws nothing.

Degrees are decimal (世界測地系), distances kilometres. Everything uses one sphere of the mean radius (IUGG R1), so that the
length of a line drawn from the centre of a `Projection` is exactly the distance stated beside it. Against the
ellipsoid it errs by less than 0.4 %: hence およそ beside every distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin

EARTH_RADIUS_KM = 6371.0088

_COMPASS = "北 北北東 北東 東北東 東 東南東 南東 南南東 南 南南西 南西 西南西 西 西北西 北西 北北西".split()


def compass(direction: float) -> str:
    """The nearest of the sixteen points (16方位) for a direction in degrees: 北北東."""
    return _COMPASS[int(direction % 360 / 22.5 + 0.5) % 16]


@dataclass(frozen=True, slots=True)
class Projection:
    """Azimuthal equidistant about a centre in degrees: true distance and direction from there (正距方位図法)."""

    latitude: float
    longitude: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Kilometres to the east and to the *south* of the centre, as the axes of SVG run."""
        phi, here, turn = radians(lat), radians(self.latitude), radians(lon - self.longitude)
        sin_phi, cos_phi, sin_here, cos_here, cos_turn = sin(phi), cos(phi), sin(here), cos(here), cos(turn)
        east = sin(turn) * cos_phi
        north = cos_here * sin_phi - sin_here * cos_phi * cos_turn
        aside = hypot(east, north)
        distance = EARTH_RADIUS_KM * atan2(aside, sin_here * sin_phi + cos_here * cos_phi * cos_turn)
        return (distance * east / aside, -distance * north / aside) if aside else (0.0, 0.0)


def is_in_japan(lat: float, lon: float) -> bool:
    """Whether a point lies in the box of Japan's outermost islands (沖ノ鳥島, 択捉島, 与那国島, 南鳥島); not proof."""
    return 20.4 <= lat <= 45.6 and 122.9 <= lon <= 154.0
