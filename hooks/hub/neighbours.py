"""The partners nearest to a partner, found by squares of the chart so that 1,788 stay quick."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from hub.model import Hub, Partner, Reach

SIDE_KM = 20.0
Square = tuple[int, int]


def squares(reaches: Mapping[str, Reach], keys: Iterable[str]) -> dict[Square, list[tuple[float, float, str]]]:
    """Partners by square of the chart, as (km east, km south, key)."""
    found: dict[Square, list[tuple[float, float, str]]] = defaultdict(list)
    for key in keys:
        if (reach := reaches.get(key)) is not None:
            found[_square(reach)].append((reach.x, reach.y, key))
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
    for ring in range(120):
        for square in _ring(x, y, ring):
            others = hub.squares.get(square, ())
            found += [(math.hypot(east - here.x, south - here.y), key) for east, south, key in others]
        within = [km for km, _ in found if km <= ring * SIDE_KM]
        if len(within) > count:  # itself among them; none further out is nearer
            break
    nearest_first = [(km, key) for km, key in sorted(found) if key != partner.key]
    return [(round(km), hub.partners[key]) for km, key in nearest_first[:count]]


def _square(reach: Reach) -> Square:
    return math.floor(reach.x / SIDE_KM), math.floor(reach.y / SIDE_KM)


def _ring(x: int, y: int, ring: int) -> Iterable[Square]:
    return [(x + dx, y + dy) for dx, dy in _steps(ring)]


@cache
def _steps(ring: int) -> tuple[Square, ...]:
    """From a square to those of the ring around it."""
    span = range(-ring, ring + 1)
    return tuple((dx, dy) for dx in span for dy in span if max(abs(dx), abs(dy)) == ring)
