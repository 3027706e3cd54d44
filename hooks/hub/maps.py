"""The map that folium builds, as modules of its own. Draws with data only; looks and behaviour are in the theme.

folium's page is not used: its head asks other sites for scripts and styles and forbids zooming, its ids are random,
and its pop-ups and tooltips put data into the page as HTML. Here every id is fixed, so that `assets/js/map.js` finds
the parts by name (`map_hub`, `geo_json_towns`, `tile_layer_gsi`, `geo_json_ward`; `geo_json_outlines`;
`geo_json_events`) and makes pop-ups from text; colours are the custom properties of the page. A town has only what the
map itself needs: its name and the rest stand in the table of the page. The land is a module of its own, so that the
towns answer before it is drawn, and so are the events, which are sent when the reader asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

import folium
from branca.element import Element, Figure
from folium.map import CustomPane
from folium.utilities import JsCode

from hub.views.common import Link
from hub.views.map import MapData, MapPlace, MapTown, Point, shades

E = TypeVar("E", bound=Element)

TOWNS_SCRIPT = "assets/map/towns.js"
LAND_SCRIPT = "assets/map/land.js"
EVENTS_SCRIPT = "assets/map/events.js"
TILES = "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png"
TILES_CREDIT = '<a href="https://maps.gsi.go.jp/development/ichiran.html">地理院タイル</a>'
MIN_ZOOM, MAX_ZOOM = 4, 16  # where the offices of 三島村 and 十島村, 155 m apart, are two marks
MIDDLE = (36.0, 137.0)
EDGE = ((12.0, 110.0), (54.0, 168.0))
# One finger scrolls the page, two move the map; nothing moves for those who do not want it. (Any: folium takes code
# as an option but does not say so.)
_FINE_POINTER: Any = JsCode("!matchMedia('(pointer: coarse)').matches")
_MOTION: Any = JsCode("!matchMedia('(prefers-reduced-motion: reduce)').matches")
# Escapes of Japanese letters, which make the file a fifth larger; those of markup (\\u003c) and after a backslash stay.
_KANA = re.compile(r"(?<!\\)\\u([3-9][0-9a-f]{3})")
_BRACE, _WRITTEN_BRACE = "\ue000", r"\ue000"  # a sign that no data may hold
# V8 reads a text of JSON in half the time of the same data as code.
_DATA = re.compile(r"^(geo_json_\w+_add\()(.*)\);$", re.MULTILINE)


def towns_script(data: MapData) -> str:
    """folium's map for the element with the id `map_hub`, with a marker for each town, as a module."""
    drawing = _map()
    _named(CustomPane("outlines", z_index=350, pointer_events=True), "outlines").add_to(drawing)
    _tiles().add_to(drawing)
    _towns(data).add_to(drawing)
    _ward(data).add_to(drawing)
    script = _given(_script(drawing), "towns")
    return script + "export { map_hub, tile_layer_gsi, geo_json_towns, geo_json_towns_data, geo_json_ward };\n"


def land_script(counts: Mapping[str, int], outlines: dict[str, Any]) -> str:
    """folium's layer of the prefectures, for the map that stands, as a module; `counts` are of towns, by prefecture."""
    return _layer_script(_outlines(counts, outlines), "outlines") + "export { geo_json_outlines };\n"


def events_script(places: Iterable[MapPlace]) -> str:
    """folium's layer of places with events, for the map that stands, as a module."""
    script = _given(_layer_script(_places(places), "events"), "events")
    return script + "export { geo_json_events, geo_json_events_data };\n"


def _given(script: str, name: str) -> str:
    """The script with its features as `…_data`: a marker is made when it is first in view, not 1,741 at once."""
    return script.replace(f"\ngeo_json_{name}_add(", f"\nconst geo_json_{name}_data = (")


def _layer_script(layer: folium.GeoJson, name: str) -> str:
    drawing = _map()
    layer.add_to(drawing)
    script = _script(drawing)
    return script[script.index(f"function geo_json_{name}") :]


def _script(drawing: folium.Map) -> str:
    figure = cast("Figure", drawing.get_root())
    figure.render()
    lines = (line.strip() for line in figure.script.render().splitlines())
    script = _KANA.sub(lambda found: chr(int(found[1], 16)), "\n".join(line for line in lines if line))
    return _DATA.sub(_as_text, script.replace(_WRITTEN_BRACE, "{")) + "\n"


def _as_text(found: re.Match[str]) -> str:
    text = found[2].replace("\\", "\\\\").replace("'", "\\'")
    return f"{found[1]}JSON.parse('{text}'));"


def _named(element: E, name: str) -> E:
    """The element with a fixed id; folium's are random."""
    element._id = name
    return element


def _map() -> folium.Map:
    """The empty map. `map.js` fits it to the towns and only then draws them, so that all is drawn once."""
    drawing = folium.Map(
        location=MIDDLE,
        zoom_start=MIN_ZOOM,
        tiles=None,
        zoom_control=False,
        minZoom=MIN_ZOOM,  # in Leaflet's spelling, since folium gives its own to tiles only
        maxZoom=MAX_ZOOM,
        zoom_snap=0.25,
        max_bounds=True,
        min_lat=EDGE[0][0],
        min_lon=EDGE[0][1],
        max_lat=EDGE[1][0],
        max_lon=EDGE[1][1],
        max_bounds_viscosity=0.8,
        scroll_wheel_zoom=False,
        dragging=_FINE_POINTER,
        zoom_animation=_MOTION,
        fade_animation=_MOTION,
        marker_zoom_animation=_MOTION,
    )
    return _named(drawing, "hub")


def _outlines(counts: Mapping[str, int], outlines: dict[str, Any]) -> folium.GeoJson:
    """The prefectures, each in the tone of its number of partners."""
    tones = shades(max(counts.values(), default=0))

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        level = max(tone.level for tone in tones if tone.least <= feature["properties"]["count"])
        return {"className": "hub-atlas__pref", "fillColor": f"var(--hub-shade-{level})", "fillOpacity": 1}

    features = [
        {
            "type": "Feature",
            "properties": {
                "code": feature["properties"]["code"],
                "name": feature["properties"]["name"],
                "count": counts.get(feature["properties"]["code"], 0),
            },
            "geometry": feature["geometry"],
        }
        for feature in outlines["features"]
    ]
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=style,
        pane="outlines",
        smooth_factor=0.8,
        show=False,
    )
    return _named(layer, "outlines")


def _tiles() -> folium.TileLayer:
    """The nation's own map; `assets/js/map.js` adds it when the reader asks, never before."""
    return _named(folium.TileLayer(TILES, attr=TILES_CREDIT, max_zoom=18, overlay=True, show=False), "gsi")


def _towns(data: MapData) -> folium.GeoJson:
    """A marker for each town; `map-marks.js` says which of them stand for themselves."""
    features = [_feature(town.at, _town_properties(town)) for town in data.towns if town.at]
    return _named(_markers(features), "towns")


def _town_properties(town: MapTown) -> dict[str, Any]:
    found: dict[str, Any] = {"code": town.code, "bond": town.bond_key}
    found |= {name: list(keys) for name, keys in (("frameworks", town.frameworks), ("themes", town.themes)) if keys}
    if town.event:
        found["event"] = _event_properties(town.event)
    return found


def _places(places: Iterable[MapPlace]) -> folium.GeoJson:
    """A marker for each place with events; its properties are plain text."""
    features = [_feature(place.at, _place_properties(place)) for place in places]
    return _named(_markers(features), "events")


def _place_properties(place: MapPlace) -> dict[str, Any]:
    events = [_event_properties(event) for event in place.events]
    found = {"code": place.key, "bond": "place", "name": place.name, "events": events, "count": place.count}
    return {**found, "address": place.address} if place.address else found


def _event_properties(event: Link) -> dict[str, str]:
    return {"title": event.text, "address": event.address, "when": event.note}


def _markers(features: list[dict[str, Any]]) -> folium.GeoJson:
    icon = folium.DivIcon(icon_size=(28, 28), icon_anchor=(14, 14), class_name="hub-atlas__mark")
    collection = {"type": "FeatureCollection", "features": features}
    return folium.GeoJson(collection, marker=folium.Marker(icon=icon), show=False)


def _feature(at: Point, properties: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = at
    point = {"type": "Point", "coordinates": [round(longitude, 4), round(latitude, 4)]}
    return {"type": "Feature", "properties": _inert(properties), "geometry": point}


def _inert(value: Any) -> Any:
    """Data without braces: branca compiles what it has rendered as a template once more, and would run what they hold."""
    if isinstance(value, str):
        return value.replace("{", _BRACE)
    if isinstance(value, dict):
        return {key: _inert(inner) for key, inner in value.items()}
    return [_inert(inner) for inner in value] if isinstance(value, list) else value


def _ward(data: MapData) -> folium.GeoJson:
    """The port: not a choice but where every line starts. (A plain `folium.Marker` first fetches Leaflet's picture.)"""
    feature = _feature(data.port, {"code": "", "name": data.ward})
    port = folium.Marker(
        icon=folium.DivIcon(icon_size=(20, 20), icon_anchor=(10, 10), class_name="hub-atlas__port"),
        keyboard=False,
        interactive=False,
        z_index_offset=1000,
    )
    return _named(folium.GeoJson(feature, marker=port), "ward")
