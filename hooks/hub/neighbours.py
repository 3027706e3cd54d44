"""The partners nearest to a partner, found by squares of the chart so that 1,788 stay quick."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from hub.model import Hub, Partner, Reach

SIDE_KM = 30.0
Square = tuple[int, int]


def squares(reaches: Mapping[str, Reach], keys: Iterable[str]) -> dict[Square, list[str]]:
    """The keys of partners by square of the chart."""
    found: dict[Square, list[str]] = defaultdict(list)
    for key in keys:
        if key in reaches:
            found[_square(reaches[key])].append(key)
    return dict(found)


def nearest(hub: Hub, partner: Partner, count: int) -> list[tuple[int, Partner]]:
    """The `count` municipalities nearest to a partner, as (km, partner), nearest first.

    Distances are measured on the chart, whose distortion over such spans is under one per cent.
    """
    here = hub.reach.get(partner.key)
    if here is None:
        return []
    x, y = _square(here)
    found: list[tuple[float, str]] = []
    for ring in range(80):
        for square in _ring(x, y, ring):
            for key in hub.squares.get(square, ()):
                other = hub.reach[key]
                found.append((math.hypot(other.x - here.x, other.y - here.y), key))
        if sum(km <= ring * SIDE_KM for km, _ in found) > count:  # itself among them; none further out is nearer
            break
    others = [(km, key) for km, key in sorted(found) if key != partner.key]
    return [(round(km), hub.partners[key]) for km, key in others[:count]]


def _square(reach: Reach) -> Square:
    return math.floor(reach.x / SIDE_KM), math.floor(reach.y / SIDE_KM)


def _ring(x: int, y: int, ring: int) -> Iterable[Square]:
    return [(x + dx, y + dy) for dx, dy in _steps(ring)]


@cache
def _steps(ring: int) -> tuple[Square, ...]:
    """From a square to those of the ring around it."""
    span = range(-ring, ring + 1)
    return tuple((dx, dy) for dx in span for dy in span if max(abs(dx), abs(dy)) == ring)
