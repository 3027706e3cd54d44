"""folium's script: the same bytes twice, fixed names, nothing from other hosts, and data that stay data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bless import SAMPLE
from in_memory import hub_of

from hub.drawings import OUTLINES, events_map, land_map, towns_map
from hub.leaflet import leaflet_files
from hub.maps import TILES, events_script, land_script, towns_script
from hub.model import Hub
from hub.status import BOND_KEYS
from hub.views.common import Link
from hub.views.map import MapData, MapPlace, MapTown, map_data, map_places, map_view, shades, town_counts

ROOT = Path(__file__).parents[1]
HOSTILE = "</script><img src=x onerror=alert(1)>'\"`${1}"


@pytest.fixture(scope="module")
def hub() -> Hub:
    return hub_of(ROOT)


@pytest.fixture(scope="module")
def sample() -> Hub:
    return hub_of(SAMPLE)


@pytest.fixture(scope="module")
def outlines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OUTLINES.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def script(hub: Hub) -> str:
    return towns_script(map_data(hub))


@pytest.fixture(scope="module")
def land(hub: Hub, outlines: dict[str, Any]) -> str:
    return land_script(town_counts(hub), outlines)


def features(script: str, layer: str) -> list[dict[str, Any]]:
    """What a layer of the script holds."""
    found = re.search(rf"geo_json_{layer}_(?:add\(|data = \()JSON\.parse\('(.*)'\)\);\n", script)
    assert found is not None
    data = json.loads(re.sub(r"\\(['\\])", r"\1", found[1]))
    features: list[dict[str, Any]] = data.get("features", [data])
    return features


def town(name: str) -> MapTown:
    event = Link(name, "/events/matsuri/", "2026年11月21日(土)")
    return MapTown("011002", name, name, name, "agreement", (43.06, 141.35), "835", "北", "/x/", (), (), event)


def data_of(*towns: MapTown) -> MapData:
    return MapData("見本区", (35.7, 139.9), towns)


# いつも同じ


def test_scripts_are_the_same_twice(hub: Hub, outlines: dict[str, Any], script: str, land: str) -> None:
    assert towns_script(map_data(hub)) == script
    assert land_script(town_counts(hub), outlines) == land
    assert events_script(map_places(hub)) == events_script(map_places(hub))


def test_drawings_stand_for_the_same_data_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> list[str]:
        hub = hub_of.__wrapped__(SAMPLE)
        hub = replace(hub, setting=replace(hub.setting, cache=tmp_path))
        return [towns_map(hub), land_map(hub), events_map(hub)]

    first = drawn()
    for name in ("towns_script", "land_script", "events_script"):
        monkeypatch.delattr(f"hub.maps.{name}")
    assert drawn() == first


def test_scripts_give_away_the_parts_that_the_page_uses(hub: Hub, script: str, land: str) -> None:
    events = events_script(map_places(hub))
    for text, parts in (
        (script, "map_hub, tile_layer_gsi, geo_json_towns, geo_json_towns_data, geo_json_ward"),
        (land, "geo_json_outlines"),
        (events, "geo_json_events, geo_json_events_data"),
    ):
        assert text.endswith(f"export {{ {parts} }};\n")
        names = set(re.findall(r"^(?:var|const) (\w+) = ", text, re.MULTILINE))
        assert {*parts.split(", ")} <= names
        assert not re.search(r"_[0-9a-f]{32}", text)


def test_layers_are_drawn_on_the_map_that_stands(hub: Hub, land: str) -> None:
    for script in (land, events_script(map_places(hub))):
        assert script.startswith("function geo_json_")
        assert "L.map(" not in script


def test_outlines_are_not_changed_by_drawing_them(hub: Hub, outlines: dict[str, Any], land: str) -> None:
    assert outlines == json.loads(OUTLINES.read_text("utf-8"))


# 中身


def test_map_has_47_prefectures_with_their_counts(hub: Hub, land: str) -> None:
    found = {one["properties"]["code"]: one["properties"]["count"] for one in features(land, "outlines")}
    assert len(found) == 47
    assert sum(found.values()) == len(hub.municipalities)


def test_map_has_one_marker_for_each_municipality(hub: Hub, script: str) -> None:
    codes = [one["properties"]["code"] for one in features(script, "towns")]
    assert codes == [partner.key for partner in hub.municipalities]


def test_marker_stands_at_the_office(hub: Hub, script: str) -> None:
    for one in features(script, "towns"):
        partner = hub.partners[one["properties"]["code"]]
        assert one["geometry"]["coordinates"] == pytest.approx([partner.longitude, partner.latitude], abs=1e-4)


def test_table_beside_the_map_has_the_same_towns(hub: Hub, script: str) -> None:
    listed = [town.code for group in map_view(hub).groups for town in group.towns]
    assert listed == [one["properties"]["code"] for one in features(script, "towns")]


def test_town_has_its_frameworks_and_themes(script: str) -> None:
    found = {one["properties"]["code"]: one["properties"] for one in features(script, "towns")}
    assert {"timber", "shopping-friendship"} <= set(found["072044"]["frameworks"])
    assert {"forest", "relief", "goods"} <= set(found["072044"]["themes"])


def test_town_has_the_word_by_which_it_is_drawn(hub: Hub, script: str) -> None:
    drawn = {one["properties"]["code"]: one["properties"]["bond"] for one in features(script, "towns")}
    assert drawn == {town.key: BOND_KEYS[hub.bonds[town.key]] for town in hub.municipalities}


def test_events_are_a_script_of_their_own_with_their_days(hub: Hub, script: str) -> None:
    assert "geo_json_events" not in script
    places = {
        one["properties"]["code"]: one["properties"] for one in features(events_script(map_places(hub)), "events")
    }
    gujo = places["212199"]
    assert (gujo["name"], gujo["address"]) == ("郡上市", "/partners/212199/")
    assert len(gujo["events"]) == 3 < gujo["count"]
    assert all(re.match(r"20\d\d年", event["when"]) and event["title"] for event in gujo["events"])


def test_events_at_a_venue_with_coordinates_stand_there_the_newest_first(sample: Hub) -> None:
    places = [place for place in map_places(sample) if place.key.startswith("venue-")]
    assert places
    for place in places:
        assert place.name
        assert place.count >= len(place.events) > 0


def test_map_without_towns_is_drawn() -> None:
    assert features(towns_script(data_of()), "towns") == []


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


def test_hostile_words_stay_data() -> None:
    place = MapPlace("venue-x", HOSTILE, (35.7, 139.9), (Link(HOSTILE, "/events/x/", HOSTILE),), 1)
    script, events = towns_script(data_of(town(HOSTILE))), events_script([place])
    assert features(script, "towns")[0]["properties"]["event"]["title"] == HOSTILE
    assert features(events, "events")[0]["properties"]["name"] == HOSTILE
    for text in (script, events):
        assert "</script" not in text
        assert "<img" not in text


def test_script_never_puts_data_into_the_page_as_html(script: str, land: str) -> None:
    for word in ("bindPopup", "bindTooltip", "$(", "innerHTML", "jquery", "Bootstrap"):
        assert word not in script + land


def test_no_host_is_named_but_the_tiles_and_their_credit(script: str) -> None:
    found = re.findall(r"https?://[^\s\"'\\<]+", script)
    assert sorted(found) == [TILES, "https://maps.gsi.go.jp/development/ichiran.html"]


def test_tiles_wait_until_they_are_asked_for(script: str) -> None:
    assert "tile_layer_gsi = L.tileLayer(" in script
    assert "tile_layer_gsi.addTo(" not in script


# Leaflet


def test_leaflet_comes_whole_from_its_package() -> None:
    found = dict(leaflet_files())
    assert sorted(path.removeprefix("assets/leaflet/") for path in found) == [
        "leaflet.css",
        "leaflet.js",
    ]
    assert "Leaflet 1.9." in found["assets/leaflet/leaflet.js"][:200]
    assert "url(images" not in found["assets/leaflet/leaflet.css"]


def test_pages_other_than_the_map_send_nothing_of_leaflet(built_site: Path) -> None:
    senders = [
        path.relative_to(built_site).as_posix()
        for path in sorted(built_site.rglob("*.html"))
        if not path.is_relative_to(built_site / "kiosk") and "leaflet/" in path.read_text("utf-8").casefold()
    ]
    assert senders == ["map/embed/index.html", "map/index.html"]


def test_map_for_other_sites_is_alone_and_not_for_search_engines(built_site: Path) -> None:
    html = (built_site / "map/embed/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "hub-bar" not in html
    assert "hub-foot" not in html
    assert 'href="../../map/" target="_top"' in html


def test_card_of_a_town_stands_in_other_sites_and_leads_to_its_page(built_site: Path) -> None:
    html = (built_site / "partners/embed/072044/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "hub-bar" not in html
    assert "hub-foot" not in html
    assert '<a href="../../../partners/072044/" target="_top">いわき' in html  # 市 bears its reading
    assert 'href="../../partners/embed/072044/"' in (built_site / "partners/072044/index.html").read_text("utf-8")
    assert "/partners/embed/*\n" in (built_site / "_headers").read_text("utf-8")
