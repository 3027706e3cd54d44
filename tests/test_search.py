"""What the finder and the search are given: every page, its readings, as safe and small JSON."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bless import SAMPLE
from in_memory import hub_of

from hub.addresses import addresses
from hub.model import Hub
from hub.romaji import romaji
from hub.search.documents import Document, documents
from hub.search.finder import finder_json
from hub.search.folding import fold, letters_key, phrases
from hub.search.index import NAME, TEXT, WORD, file_of, index_files
from hub.status import BOND_KEYS, is_coming

ROOT = Path(__file__).parents[1]
VECTORS = yaml.safe_load((ROOT / "tests/vectors/folding.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 20)
PREFECTURE, BOND, KM, SINCE, FRAMEWORKS, THEMES, DISTRICTS, DAYS = range(8)
FACETS, KEYWORDS = 8, 9


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The real data."""
    return hub_of(ROOT)


@pytest.fixture(scope="module")
def sample() -> Hub:
    """The invented ward, with markup and traps in its texts."""
    return hub_of(SAMPLE)


@pytest.fixture(scope="module")
def known(hub: Hub) -> dict[str, Document]:
    return {found.address: found for found in documents(hub)}


def finder(hub: Hub) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(finder_json(hub, documents(hub)))
    return found | {"records": {row[1]: row for row in found["records"]}}


# 何が載るか


def test_every_document_leads_to_a_page_and_no_page_stands_twice(hub: Hub) -> None:
    found = [known.address for known in documents(hub)]
    assert set(found) <= addresses(hub)
    assert [address for address, count in Counter(found).items() if count > 1] == []


def test_every_page_that_can_be_searched_is_known(hub: Hub, known: dict[str, Document]) -> None:
    """But lists of years, of which each event is found itself, and old addresses."""
    years = {address for address in addresses(hub) if re.match(r"/events/\d{4}/", address)}
    cards = {f"/partners/embed/{key}/" for key in hub.partners}
    assert addresses(hub) - set(known) - years - cards - set(hub.moved) <= {
        "/",
        "/search/",
        "/map/",
        "/map/embed/",
        "/events/calendar/",
        "/about/design/",
        "/kiosk/",
    }


def test_every_partner_is_known_by_kanji_kana_and_letters(hub: Hub, known: dict[str, Document]) -> None:
    for town in hub.municipalities:
        found = known[town.address]
        assert (found.name, found.kana, found.letters) == (town.name, town.kana, town.romaji)
        assert re.fullmatch(r"[ぁ-ゖー]+", found.kana), town.name
        assert re.fullmatch(r"[A-Z][a-z]+-(shi|ku|cho|machi|son|mura)", found.letters), town.name


def test_associations_and_prefectures_have_letters_too(known: dict[str, Document]) -> None:
    assert known["/partners/soya/"].letters == romaji("ほっかいどうそうやちょうそんかい")
    assert known["/prefectures/06/"].letters == "Yamagata-Ken"
    assert known["/prefectures/01/"].letters == "Hokkaido"


def test_specialities_sights_and_events_stand_with_their_town(known: dict[str, Document]) -> None:
    assert "利尻昆布" in known["/partners/015199/"].words
    assert "郡上おどりin青山" in known["/partners/212199/"].text


def test_words_that_staff_give_are_known_but_not_shown(known: dict[str, Document]) -> None:
    event = known["/events/hotaru-2017/"]
    assert "ほたる" in event.keywords
    assert "ほたる" not in f"{event.name}{event.line}{event.words}{event.text}"


def test_former_name_leads_to_the_town_that_it_became(sample: Hub) -> None:
    found = {known.key: known for known in documents(sample)}
    assert sample.merged_from
    for heir, former in sample.merged_from.items():
        assert {sample.partners[key].name for key in former} <= set(found[heir].words)


def test_coming_events_stand_before_past_ones(sample: Hub) -> None:
    events = [known.key for known in documents(sample) if known.kind == "event"]
    assert len(events) == len(sample.events)
    coming = [is_coming(sample.events[key], TODAY) for key in events]
    assert True in coming
    assert coming == sorted(coming, reverse=True)


# まちを探す


def test_facets_are_those_of_the_partner(hub: Hub) -> None:
    found = finder(hub)
    facets = found["records"]["/partners/072044/"][FACETS]
    assert facets[:KM] == ["07", "agreement"]
    assert facets[KM] == hub.reach["072044"].km
    assert facets[SINCE] // 10000 in range(2000, 2009)
    assert {"timber", "disaster", "shopping-friendship"} <= {found["frameworks"][at] for at in facets[FRAMEWORKS]}
    assert {"relief", "forest", "goods"} <= {found["themes"][at] for at in facets[THEMES]}
    bonds = {row[FACETS][BOND] for row in found["records"].values() if row[0] == "partner"}
    assert bonds <= {*BOND_KEYS.values(), ""}
    assert found["regions"]["07"] == "tohoku"


def test_only_what_is_still_to_come_counts_as_coming(sample: Hub) -> None:
    rows = finder(sample)["records"].values()
    days = [days for row in rows if row[0] == "partner" for days in row[FACETS][DAYS]]
    assert days
    assert all(first <= last and last >= 20261120 for first, last in days)


# 索引


def test_phrase_stands_in_the_file_of_each_of_its_pairs() -> None:
    files = read_index(
        Document("event", "/events/hotaru-2017/", "天の川蛍祭(第3回)", "2017年7月1日", keywords=("ホタル",))
    )
    assert files.find("の川") == files.find("川蛍") == {"天の川蛍祭": [[1, 0]]}
    assert files.find("たる") == {"ほたる": [[WORD, 0]]}
    assert files.find("蛍") == {"天の川蛍祭": [[1, 0]]}, "one kanji of a name"
    assert files.find("7月") == {"7月1日": [[4, 0]]}
    assert files.find("#h") == {"#hotaru": [[6, 0]]}


def test_numbers_of_documents_are_written_as_steps() -> None:
    towns = [Document("event", f"/events/{at}/", "市" if at % 3 else "朝市", text="朝市") for at in range(8)]
    assert read_index(*towns).find("朝市") == {"朝市": [[NAME, 0, 3, 3], [TEXT, 0, 1, 1, 1, 1, 1, 1, 1]]}


def read_index(*known: Document) -> Any:
    texts = dict(index_files(known))

    class Index:
        names = json.loads(texts["assets/search/names.json"])

        @staticmethod
        def find(pair: str) -> dict[str, Any]:
            file = json.loads(texts[f"assets/search/pairs/{file_of(pair, Index.names['pairs'])}.json"])
            return {phrase: roles for phrase, roles in file.items() if pair in phrase}

    return Index


def test_files_say_how_they_are_cut(hub: Hub) -> None:
    texts = dict(index_files(documents(hub)))
    names = json.loads(texts["assets/search/names.json"])
    assert len([path for path in texts if "/pairs/" in path]) == names["pairs"]
    for number, count in enumerate(names["documents"]):
        assert len(json.loads(texts[f"assets/search/documents/{number}.json"])) == count
    assert sum(names["documents"]) == sum(count for _, count in names["kinds"]) == len(documents(hub))


@pytest.mark.parametrize("case", VECTORS, ids=[case["written"] for case in VECTORS])
def test_texts_are_folded_as_in_the_browser(case: dict[str, Any]) -> None:
    assert fold(case["written"]) == case["folded"]
    assert phrases(fold(case["written"])) == case["phrases"]
    if "key" in case:
        assert letters_key(case["written"]) == case["key"]


# 形


def all_files(hub: Hub) -> dict[str, str]:
    known = documents(hub)
    return {"finder": finder_json(hub, known), **dict(index_files(known))}


def test_no_sign_of_markup_stands_in_a_file(sample: Hub) -> None:
    for path, text in all_files(sample).items():
        assert not re.search("[<>&\u2028\u2029]", text), path
        assert json.loads(text), path


def test_what_staff_write_is_read_back_as_written(sample: Hub) -> None:
    texts = [json.loads(text) for path, text in all_files(sample).items() if "/documents/" in path]
    assert any("<script>alert('題名')</script> & 'その他'" in row[1] for rows in texts for row in rows)


def test_same_data_give_the_same_bytes(hub: Hub) -> None:
    assert all_files(hub) == all_files(replace(hub))


def test_files_are_small(hub: Hub) -> None:
    sizes = {path: len(gzip.compress(text.encode())) for path, text in all_files(hub).items()}
    assert sizes["finder"] < 16_000
    assert sizes["assets/search/names.json"] < 10_000
    assert max(size for path, size in sizes.items() if "/search/p" in path or "/search/d" in path) < 10_000
