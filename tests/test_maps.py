"""folium's script: the same bytes twice, fixed names, nothing from other hosts, and data that stay data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from in_memory import TODAY

from hub.building import OUTLINES
from hub.leaflet import leaflet_files
from hub.loading import load, read_files
from hub.maps import TILES, map_script
from hub.model import Hub, Setting
from hub.source import read_extra
from hub.views.map import MapData, MapEvent, MapTown, map_data, map_view, shades

ROOT = Path(__file__).parents[1]
HOSTILE = "</script><img src=x onerror=alert(1)>'\"`${1}"


@pytest.fixture(scope="module")
def hub() -> Hub:
    files = read_files(ROOT)
    found, _ = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def outlines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OUTLINES.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def script(hub: Hub, outlines: dict[str, Any]) -> str:
    return map_script(map_data(hub), outlines)


def features(script: str, layer: str) -> list[dict[str, Any]]:
    """What a layer of the script holds."""
    found = re.search(rf"geo_json_{layer}_add\((.*)\);\n", script)
    assert found is not None
    data = json.loads(found[1])
    features: list[dict[str, Any]] = data.get("features", [data])
    return features


def town(name: str) -> MapTown:
    return MapTown("011002", name, name, name, "agreement", (43.06, 141.35), "835", "北", "/x/", (), None)


def data_of(*towns: MapTown, events: tuple[MapEvent, ...] = ()) -> MapData:
    return MapData("見本区", (35.7, 139.9), towns, events, {}, shades(0))


# いつも同じ


def test_script_is_the_same_twice(hub: Hub, outlines: dict[str, Any], script: str) -> None:
    assert map_script(map_data(hub), outlines) == script


def test_names_in_the_script_are_those_that_the_page_uses(script: str) -> None:
    names = set(re.findall(r"^\s*var (\w+) = ", script, re.MULTILINE))
    assert names - {"count", "size", "opts"} == {
        "map_hub",
        "pane_outlines",
        "geo_json_outlines",
        "tile_layer_gsi",
        "marker_cluster_towns",
        "geo_json_towns",
        "geo_json_ward",
    }
    assert not re.search(r"_[0-9a-f]{32}", script)


def test_outlines_are_not_changed_by_drawing_them(hub: Hub, outlines: dict[str, Any], script: str) -> None:
    assert outlines == json.loads(OUTLINES.read_text("utf-8"))


# 中身


def test_map_has_47_prefectures_with_their_counts(hub: Hub, script: str) -> None:
    found = {one["properties"]["code"]: one["properties"]["count"] for one in features(script, "outlines")}
    assert len(found) == 47
    assert sum(found.values()) == len(hub.municipalities)


def test_map_has_one_marker_for_each_municipality(hub: Hub, script: str) -> None:
    codes = [one["properties"]["code"] for one in features(script, "towns")]
    assert codes == [partner.key for partner in hub.municipalities]


def test_marker_stands_at_the_office(hub: Hub, script: str) -> None:
    for one in features(script, "towns"):
        partner = hub.partners[one["properties"]["code"]]
        assert one["geometry"]["coordinates"] == pytest.approx([partner.longitude, partner.latitude], abs=1e-5)


def test_table_beside_the_map_has_the_same_towns(hub: Hub, script: str) -> None:
    listed = [town.code for group in map_view(hub).groups for town in group.towns]
    assert listed == [one["properties"]["code"] for one in features(script, "towns")]


def test_event_with_a_place_becomes_a_layer_that_is_not_shown_at_first(outlines: dict[str, Any]) -> None:
    event = MapEvent("matsuri", "祭り", "/events/matsuri/", "2026年11月21日(土)", "広場", (35.7, 139.9))
    script = map_script(data_of(events=(event,)), outlines)
    assert [one["properties"]["name"] for one in features(script, "events")] == ["祭り"]
    assert "geo_json_events.addTo(" not in script


def test_map_without_towns_is_drawn(outlines: dict[str, Any]) -> None:
    assert features(map_script(data_of(), outlines), "towns") == []


@pytest.mark.parametrize(
    ("most", "spans"),
    [
        (0, ["0"]),
        (1, ["0", "1"]),
        (3, ["0", "1", "2–3"]),
        (16, ["0", "1", "2–3", "4–7", "8–16"]),
        (179, ["0", "1–22", "23–44", "45–89", "90–179"]),
    ],
)
def test_tones_cover_every_count_once(most: int, spans: list[str]) -> None:
    assert [tone.span for tone in shades(most)] == spans


# 安全


def test_hostile_name_stays_data(outlines: dict[str, Any]) -> None:
    script = map_script(data_of(town(HOSTILE)), outlines)
    assert features(script, "towns")[0]["properties"]["name"] == HOSTILE
    assert "</script" not in script
    assert "<img" not in script


def test_script_never_puts_data_into_the_page_as_html(script: str) -> None:
    for word in ("bindPopup", "bindTooltip", "$(", "innerHTML", "jquery", "Bootstrap"):
        assert word not in script


def test_no_host_is_named_but_the_tiles_and_their_credit(script: str) -> None:
    found = re.findall(r"https?://[^\s\"'\\<]+", script)
    assert sorted(found) == [TILES, "https://maps.gsi.go.jp/development/ichiran.html"]


def test_tiles_wait_until_they_are_asked_for(script: str) -> None:
    assert "tile_layer_gsi = L.tileLayer(" in script
    assert "tile_layer_gsi.addTo(" not in script


# Leaflet


def test_leaflet_comes_whole_from_its_packages() -> None:
    found = dict(leaflet_files())
    assert sorted(path.removeprefix("assets/leaflet/") for path in found) == [
        "MarkerCluster.css",
        "leaflet.css",
        "leaflet.js",
        "leaflet.markercluster.js",
    ]
    assert "Leaflet 1.9." in found["assets/leaflet/leaflet.js"][:200]
    assert "markerClusterGroup" in found["assets/leaflet/leaflet.markercluster.js"]
    assert "url(images" not in found["assets/leaflet/leaflet.css"]


def test_pages_other_than_the_map_send_nothing_of_leaflet(built_site: Path) -> None:
    senders = [
        path.relative_to(built_site).as_posix()
        for path in sorted(built_site.rglob("*.html"))
        if not path.is_relative_to(built_site / "kiosk") and "leaflet" in path.read_text("utf-8").casefold()
    ]
    assert senders == ["map/embed/index.html", "map/index.html"]


def test_map_for_other_sites_is_alone_and_not_for_search_engines(built_site: Path) -> None:
    html = (built_site / "map/embed/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "hub-bar" not in html
    assert "hub-foot" not in html
    assert 'href="../../map/" target="_top"' in html
