"""What search engines are told of a page: JSON-LD that says no more than the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bless import SAMPLE
from in_memory import hub_of

from hub.linked import event_nodes, linked_text, partner_node, ward_nodes
from hub.model import Hub
from hub.views.common import Link

ROOT = Path(__file__).parents[1]
ADDRESS = "https://example.jp/sub/"


def sample(address: str = "") -> Hub:
    return hub_of(SAMPLE, address)


def event(event_id: str, address: str = "") -> dict[str, Any]:
    hub = sample(address)
    [found] = event_nodes(hub, hub.events[event_id])
    return found


# 催し


def test_event_in_full() -> None:
    found = event("hashi-2026", ADDRESS)
    days = found.pop("subEvent")
    assert found == {
        "@type": "Event",
        "name": "橋まつり二〇二六",
        "url": "https://example.jp/sub/events/hashi-2026/",
        "description": "五つの日に分けて開く、橋のまつりです。見本です。",
        "startDate": "2026-11-14T10:00:00+09:00",
        "endDate": "2026-12-06",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "橋詰広場",
                "address": {"@type": "PostalAddress", "streetAddress": "見本区橋詰1-2", "addressCountry": "JP"},
                "geo": {"@type": "GeoCoordinates", "latitude": 35.701, "longitude": 139.901},
            },
            {"@type": "Place", "name": "南岸出張所"},
        ],
        "organizer": {"@type": "Organization", "name": "橋まつりの会"},
        "audience": {"@type": "Audience", "audienceType": "どなたでも"},
        "maximumAttendeeCapacity": 1200,
        "isAccessibleForFree": True,
        "superEvent": {"@type": "EventSeries", "name": "橋まつり"},
    }
    assert [(day["name"], day["startDate"]) for day in days][1:3] == [
        ("前夜の灯ろう", "2026-11-20T12:00:00+09:00"),
        ("橋まつり二〇二六", "2026-11-23T09:30:00+09:00"),
    ]
    assert [day["eventStatus"].rpartition("/Event")[2] for day in days] == [
        "Scheduled", "Scheduled", "Cancelled", "Scheduled", "Scheduled",
    ]  # fmt: skip


def test_cancelled_event_keeps_its_day() -> None:
    hub = sample()
    cancelled = hub.events["chushi-2026"].model_copy(update={"venue": hub.events["hashi-2026"].venue})
    [found] = event_nodes(hub, cancelled)
    assert (found["eventStatus"], found["startDate"]) == (
        "https://schema.org/EventCancelled",
        "2026-12-12T14:00:00+09:00",
    )


def test_changed_day_names_the_day_before() -> None:
    found = event("henkou-2026")
    assert (found["eventStatus"], found["previousStartDate"], found["startDate"]) == (
        "https://schema.org/EventRescheduled",
        "2026-12-19",
        "2026-12-20T10:30:00+09:00",
    )


def test_postponed_event_is_on_its_new_day_without_hours() -> None:
    hub = sample()
    postponed = hub.events["enki-2026"].model_copy(update={"venue": hub.events["hashi-2026"].venue})
    [found] = event_nodes(hub, postponed)
    assert (found["previousStartDate"], found["startDate"], found["endDate"]) == (
        "2026-10-31",
        "2027-04-10",
        "2027-04-10",
    )


def test_night_online_ends_on_the_next_day() -> None:
    found = event("kouza-2026")
    assert found["endDate"] == "2026-12-06T01:00:00+09:00"
    assert found["location"] == {
        "@type": "VirtualLocation",
        "name": "オンライン",
        "url": "https://live.mihon.example/kawa",
    }
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


@pytest.mark.parametrize("event_id", ["haru-2027", "toshikoshi-2026"])
def test_event_without_a_day_or_a_place_is_left_to_its_page(event_id: str) -> None:
    hub = sample()
    assert event_nodes(hub, hub.events[event_id]) == ()


def test_fee_in_part_is_not_said_to_be_free() -> None:
    assert "isAccessibleForFree" not in event("meguri-2026")


# 相手と区


def test_town_is_an_area_within_its_prefecture() -> None:
    hub = sample()
    found = partner_node(hub, hub.partners["072087"])
    assert found["@type"] == "AdministrativeArea"
    assert (found["name"], found["identifier"]) == ("喜多方市", "072087")
    assert found["containedInPlace"] == {"@type": "AdministrativeArea", "name": "福島県"}
    assert partner_node(hub, hub.partners["kyogikai"])["@type"] == "Organization"
    assert partner_node(hub, hub.organisations["funaya"])["@type"] == "Organization"


def test_ward_is_a_government_and_publishes_the_site_once_it_is_official() -> None:
    site, ward = ward_nodes(sample())
    assert site["publisher"] == {"@type": "GovernmentOrganization", "name": "見本区"}
    assert (ward["@type"], ward["identifier"]) == ("GovernmentOrganization", "131245")


# ページ


def block(hub: Hub, title: str = "題") -> dict[str, Any]:
    text = linked_text(hub, "/events/x/", title, (Link("催し", "/events/"), Link(title)), ())
    found: dict[str, Any] = json.loads(text)
    return found


def test_way_to_the_page_is_told_where_the_site_has_an_address() -> None:
    page, way = block(sample(ADDRESS))["@graph"]
    assert page["url"] == "https://example.jp/sub/events/x/"
    assert [(item["position"], item["name"], item["item"]) for item in way["itemListElement"]] == [
        (1, "橋むこう", "https://example.jp/sub/"),
        (2, "催し", "https://example.jp/sub/events/"),
        (3, "題", "https://example.jp/sub/events/x/"),
    ]
    assert [node["@type"] for node in block(sample())["@graph"]] == ["WebPage"]


def test_nothing_ends_the_element_that_holds_the_data() -> None:
    trap = "</script><!--<script>&amp;"
    text = linked_text(sample(), "/", trap, (), ())
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == trap
