"""Readings above the names of towns: what is annotated, how often, and what the browser gets for the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from in_memory import hub_of

from hub.furigana import Furigana, Split, readings_json, split
from hub.model import Hub

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def hub() -> Hub:
    return hub_of(ROOT)


@pytest.mark.parametrize(
    ("name", "kana", "parts"),
    [
        ("郡上市", "ぐじょうし", ("", "郡上市", "ぐじょうし", "")),
        # かなのところには付けない
        ("いわき市", "いわきし", ("いわき", "市", "し", "")),
        ("つるぎ町", "つるぎちょう", ("つるぎ", "町", "ちょう", "")),
        ("二ツ井", "ふたつい", ("", "二ツ井", "ふたつい", "")),
        ("南アルプス市", "みなみあるぷすし", ("", "南アルプス市", "みなみあるぷすし", "")),
        ("さくら", "さくら", ("さくら", "", "", "")),
    ],
)
def test_only_what_is_not_kana_carries_a_reading(name: str, kana: str, parts: Split) -> None:
    assert split(name, kana) == parts
    before, above, _, behind = parts
    assert before + above + behind == name


GUJO = '<a href="/partners/212199/">郡上市</a>'
RUBY = '<a href="/partners/212199/"><ruby>郡上市<rp>(</rp><rt>ぐじょうし</rt><rp>)</rp></ruby></a>'


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("<p>まち</p>", "<p>まち</p>"),
        # はじめの一度だけ
        (f"<p>{GUJO}と{GUJO}</p>", f"<p>{RUBY}と{GUJO}</p>"),
        (GUJO.replace(">郡", ' class="hub-nb">郡'), RUBY.replace("><ruby", ' class="hub-nb"><ruby')),
        # 都道府県がつくとき
        (GUJO.replace("郡上", "岐阜県郡上"), RUBY.replace("<ruby>", "岐阜県<ruby>")),
        # よみがすぐ後ろにあるとき、名前でない文字、知らないまち
        (f"{GUJO}<small>ぐじょうし</small>", f"{GUJO}<small>ぐじょうし</small>"),
        (GUJO.replace("郡上市", "このまちへ"), GUJO.replace("郡上市", "このまちへ")),
        (GUJO.replace("郡上市", "<b>郡上市</b>"), GUJO.replace("郡上市", "<b>郡上市</b>")),
        (GUJO.replace("212199", "999999"), GUJO.replace("212199", "999999")),
    ],
)
def test_first_link_to_a_town_carries_its_reading(hub: Hub, body: str, made: str) -> None:
    assert Furigana(hub).first_uses(body) == made


def test_browser_gets_every_reading_but_those_of_names_read_in_two_ways(hub: Hub) -> None:
    readings = json.loads(readings_json(hub))
    assert readings["郡上市"] == ["", "郡上市", "ぐじょうし", ""]
    assert readings["岐阜県"] == ["", "岐阜県", "ぎふけん", ""]
    ways: dict[str, set[str]] = {}
    for partner in hub.municipalities:
        ways.setdefault(partner.name, set()).add(partner.kana)
    assert not [name for name in readings if len(ways.get(name, ())) > 1]
