"""What the finder and the search are given: every page, its readings, as safe and small JSON."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bless import SAMPLE

from hub.addresses import addresses
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.romaji import romaji
from hub.search import pages_json, places_json
from hub.source import read_extra
from hub.status import BOND_KEYS, is_coming

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 20)
KIND, ADDRESS, NAME, KANA, ROMAJI, LINE, WORDS, TEXT, FACETS = range(9)


def hub_of(folder: Path) -> Hub:
    files = read_files(folder)
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))
    assert hub is not None, report.text()
    return hub


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The real data."""
    return hub_of(ROOT)


@pytest.fixture(scope="module")
def sample() -> Hub:
    """The invented ward, with markup and traps in its texts."""
    return hub_of(SAMPLE)


def rows(text: str) -> dict[str, list[Any]]:
    return {row[ADDRESS]: row for row in json.loads(text)["records"]}


# 何が載るか


def test_every_record_leads_to_a_page_and_no_page_stands_twice(hub: Hub) -> None:
    found = [row[ADDRESS] for file in (places_json(hub), pages_json(hub)) for row in json.loads(file)["records"]]
    assert set(found) <= addresses(hub)
    assert [address for address, count in Counter(found).items() if count > 1] == []


def test_every_page_that_can_be_searched_has_a_record(hub: Hub) -> None:
    """But lists of years, of which each event is found itself, and old addresses."""
    found = set(rows(places_json(hub))) | set(rows(pages_json(hub)))
    years = {address for address in addresses(hub) if re.match(r"/events/\d{4}/", address)}
    assert addresses(hub) - found - years - set(hub.moved) <= {
        "/",
        "/search/",
        "/map/",
        "/map/embed/",
        "/events/calendar/",
    }


def test_every_partner_is_found_by_kanji_kana_and_letters(hub: Hub) -> None:
    found = rows(places_json(hub))
    for town in hub.municipalities:
        row = found[town.address]
        assert row[NAME] == town.name
        assert re.fullmatch(r"[ぁ-ゖー]+", row[KANA]), town.name
        assert row[KANA] == town.kana
        assert row[ROMAJI] == town.romaji
        assert re.fullmatch(r"[A-Z][a-z]+-(shi|ku|cho|machi|son|mura)", row[ROMAJI]), town.name


def test_associations_and_prefectures_have_letters_too(hub: Hub) -> None:
    found = rows(places_json(hub))
    assert found["/partners/soya/"][ROMAJI] == romaji("ほっかいどうそうやちょうそんかい")
    assert found["/prefectures/06/"][ROMAJI] == "Yamagata-Ken"
    assert found["/prefectures/01/"][ROMAJI] == "Hokkaido"


def test_facets_are_those_of_the_partner(hub: Hub) -> None:
    frameworks = json.loads(places_json(hub))["frameworks"]
    prefecture, bond, km, since, positions = rows(places_json(hub))["/partners/072044/"][FACETS]
    assert (prefecture, bond, km) == ("07", "agreement", hub.reach["072044"].km)
    assert 20000101 < since <= 20080101 or since // 10000 == 2008
    assert {"timber", "disaster", "shopping-friendship"} <= {frameworks[position] for position in positions}
    assert {row[FACETS][1] for row in rows(places_json(hub)).values() if row[KIND] == "partner"} <= {
        *BOND_KEYS.values(),
        "",
    }


def test_specialities_sights_and_events_stand_with_their_town(hub: Hub) -> None:
    found = rows(places_json(hub))
    assert "利尻昆布" in found["/partners/015199/"][WORDS].split("、")
    assert "郡上おどりin青山" in found["/partners/212199/"][TEXT]


def test_former_name_leads_to_the_town_that_it_became(sample: Hub) -> None:
    found = rows(places_json(sample))
    for heir, former in sample.merged_from.items():
        for key in former:
            assert sample.partners[key].name in found[sample.partners[heir].address][WORDS]


def test_coming_events_stand_before_past_ones(sample: Hub) -> None:
    events = [address for address, row in rows(pages_json(sample)).items() if row[KIND] == "event"]
    assert len(events) == len(sample.events)
    coming = [is_coming(sample.events[address.split("/")[2]], TODAY) for address in events]
    assert True in coming
    assert coming == sorted(coming, reverse=True)


# 形


@pytest.mark.parametrize("make", [places_json, pages_json])
def test_no_sign_of_markup_stands_in_the_file(make: Any, sample: Hub) -> None:
    text = make(sample)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["records"]


def test_what_staff_write_is_read_back_as_written(sample: Hub) -> None:
    names = [row[NAME] for row in rows(pages_json(sample)).values()]
    assert any("<script>alert('題名')</script> & 'その他'" in name for name in names)


@pytest.mark.parametrize("make", [places_json, pages_json])
def test_same_data_give_the_same_bytes_a_record_a_line(make: Any, hub: Hub) -> None:
    text = make(hub)
    assert text == make(hub_of(ROOT))
    assert len(text.splitlines()) == len(json.loads(text)["records"]) + 3


def test_files_are_small(hub: Hub) -> None:
    sizes = [len(gzip.compress(make(hub).encode())) for make in (places_json, pages_json)]
    assert sizes[0] < 16_000
    assert sizes[1] < 40_000
