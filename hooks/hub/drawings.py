"""Drawings that several pages share: the chart of the coast, and the map that folium makes. Kept while nothing changes.

folium takes a third of a second to load and to draw; it is loaded only when there is something new to draw.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hub.chart import chart_svg
from hub.kept import kept, source_of
from hub.model import Hub
from hub.views.map import map_data, map_places, town_counts

CHART = "assets/chart.svg"
TOWNS_SCRIPT = "assets/map/towns.js"
LAND_SCRIPT = "assets/map/land.js"
EVENTS_SCRIPT = "assets/map/events.js"
HERE = Path(__file__).parent
OUTLINES = HERE / "data" / "outlines.geojson"


def chart(hub: Hub) -> str:
    """The shared drawing of coast and water about the ward's office."""
    made_of = (source_of(HERE / "chart.py", HERE / "geo.py", OUTLINES), hub.projection)
    return kept(hub.setting.kept_in("drawings"), "chart.svg", made_of, lambda: chart_svg(outlines(), hub.projection))


def towns_map(hub: Hub) -> str:
    """The map with its towns, as a module."""
    data = map_data(hub)
    return _drawn(hub, TOWNS_SCRIPT, data, lambda maps: maps.towns_script(data))


def land_map(hub: Hub) -> str:
    """The layer of the prefectures, as a module."""
    counts = town_counts(hub)
    return _drawn(hub, LAND_SCRIPT, counts, lambda maps: maps.land_script(counts, outlines()))


def events_map(hub: Hub) -> str:
    """The layer of places with events, as a module."""
    places = tuple(map_places(hub))
    return _drawn(hub, EVENTS_SCRIPT, places, lambda maps: maps.events_script(places))


def _drawn(hub: Hub, path: str, data: object, draw: Callable[[Any], str]) -> str:
    def make() -> str:
        from hub import maps

        return draw(maps)

    made_of = (source_of(HERE / "maps.py", HERE / "views" / "map.py", OUTLINES), _versions(), data)
    return kept(hub.setting.kept_in("drawings"), Path(path).name, made_of, make)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(map(version, ("folium", "branca")))


@cache
def outlines() -> Any:
    """The prefectures as GeoJSON, whose provenance stands in `data/README.md`."""
    return json.loads(OUTLINES.read_text("utf-8"))
