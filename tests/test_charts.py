"""The window of a chart: as small as may be with every dot, and the names that a phone shows, inside its fading circle."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from in_memory import hub_of

from hub.model import Hub, Partner
from hub.views.charts import CIRCLE, Chart, gathering

ROOT = Path(__file__).parents[1]


def chart_of(hub: Hub, towns: list[Partner]) -> Chart:
    found = gathering(hub, towns, "題")
    assert found is not None
    return found


def farthest(chart: Chart) -> float:
    """How far from the middle the last dot or name ends, as a share of the chart's size."""
    left, top, wide, high = map(float, chart.window.split())
    ends = []
    for position, mark in enumerate(chart.marks):
        signs = (1.2 + len(mark.name) * (1.65 if position < 3 else 1.1)) if mark.name else 0
        x, y = float(mark.x), float(mark.y)
        ends.append(math.hypot(abs(x - left - wide / 2) + signs * 16 * wide / 560, y - top - high / 2))
    return max(ends) / wide


def test_every_name_stands_inside_the_circle_and_no_chart_is_larger_for_it_than_need_be() -> None:
    hub = hub_of(ROOT)
    west = 0
    for town in hub.municipalities:
        share = farthest(chart_of(hub, [town]))
        assert share <= CIRCLE + 0.01, town.name  # windows are written in whole km
        reach = hub.reach[town.key]
        if reach.km > 200 and abs(reach.x) > 2 * abs(reach.y):  # it is the name that takes the room
            assert share >= CIRCLE - 0.01, town.name
            west += 1
    assert west > 5


def test_name_that_is_longer_than_the_circle_still_gives_a_chart() -> None:
    hub = hub_of(ROOT)
    town = replace(hub.municipalities[0], name="とても長い名前をもつ昔のまちの町")
    assert chart_of(hub, [town]).marks[0].name == town.name
