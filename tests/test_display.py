"""The lobby display's deck: what it holds, what it may show when, its codes, its list of files and its emergency notice."""

from __future__ import annotations

import base64
import gzip
import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import in_memory
import pytest
import segno
import yaml
from in_memory import THEME, TODAY, texts_of

from hub.candidates import candidates
from hub.dates import JST
from hub.kiosk.codes import Codes
from hub.kiosk.deck import deck
from hub.kiosk.emergencies import LANGUAGES, TEMPLATES, emergency
from hub.kiosk.files import SHELL_SCRIPTS, precache_json
from hub.loading import album_of, load, read_files
from hub.model import Hub, Setting
from hub.moments import MIDNIGHT
from hub.playing import Trust, dwell, fitting, plays
from hub.source import read_extra

ROOT = Path(__file__).parents[1]
SITE = "https://minato-kara.example"
VECTORS = yaml.load((ROOT / "tests/vectors/playing.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text

EVENTS = """\
events:
  - id: ichi-2026
    title: 全国の朝市
    category: marche
    status: scheduled
    participants: ["072044"]
    venue: {name: 芝浦公園}
    occurrences:
      - {starts_on: 2026-11-21, opens: "11:00", closes: "16:00"}
      - {starts_on: 2026-11-28, ends_on: 2026-11-29, status: cancelled}
    source: press
  - id: natsu-2026
    title: 夏の市
    category: marche
    status: held
    occurrences: [{starts_on: 2026-08-01}]
    source: press
  - id: haru-2027
    title: 春の市
    category: marche
    status: cancelled
    occurrences: [{starts_on: 2027-spring}]
    source: press
"""
NOTICES = """\
notices:
  - id: yasumi
    title: 年末年始は休みます
    shown_from: 2026-12-15
    shown_until: 2027-01-03
"""


def hub_of(**files: str) -> Hub:
    """The sound data with some files changed."""
    found = read_files(ROOT / "tests/problems/sound") | {path: text.encode() for path, text in files.items()}
    hub, report = load(found, read_extra(found["mkdocs.yml"]), Setting(TODAY, SITE))
    assert hub is not None
    assert not report.errors, report.text()
    return hub


@cache
def sound_texts() -> Mapping[str, str]:
    """The site of the sound data, without an address of its own."""
    return dict(texts_of(read_files(ROOT / "tests/problems/sound")))


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return deck(in_memory.hub_of(ROOT, SITE))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


# ── いつ見せるか


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: f"{case['now']} {case.get('until', '')}")
def test_what_may_be_shown_at_a_moment(case: dict[str, str]) -> None:
    trust = Trust(
        now=_instant(case["now"]),
        floor=_instant(case.get("floor", VECTORS["built"])),
        built=_instant(VECTORS["built"]),
        is_verified=case.get("verified", "true") == "true",
    )
    starts, ends = (_instant(case[name]) if name in case else None for name in ("from", "until"))
    assert plays(starts, ends, trust) == (case["plays"] == "true")


def test_every_hour_of_the_next_400_days_has_something_to_show() -> None:
    hub = in_memory.hub_of(ROOT, SITE)
    start = datetime.combine(TODAY, MIDNIGHT, JST)
    dated = [(found.starts, found.ends) for found in candidates(hub)]
    for hour in range(400 * 24):
        now = start + timedelta(hours=hour)
        trust = Trust(now, start, start, is_verified=False)
        assert any(plays(starts, ends, trust) for starts, ends in dated), now


@pytest.mark.parametrize(
    ("signs", "has_code", "seconds"),
    [(0, False, 8), (20, False, 8), (60, False, 16), (61, False, 17), (500, False, 30), (10, True, 15)],
)
def test_dwell_follows_the_length_of_the_text(signs: int, has_code: bool, seconds: int) -> None:
    assert dwell(signs, has_code=has_code) == seconds


def test_text_is_cut_between_sentences_or_left_out() -> None:
    assert fitting("一つめ。二つめ。", 8) == "一つめ。二つめ。"
    assert fitting("一つめ。二つめ。", 7) == "一つめ。"
    assert fitting("長すぎる一つの文。", 5) == ""


# ── 一枚ごと


def test_event_is_told_with_absolute_instants_and_ends_with_its_last_day() -> None:
    items = {item["id"]: item for item in deck(hub_of(**{"events.yaml": EVENTS}))["items"]}
    item = items["/events/ichi-2026/"]
    assert item["until"] == "2026-11-30T00:00+09:00"
    assert item["when"][0] == {
        "starts": "2026-11-21T11:00+09:00",
        "ends": "2026-11-21T16:00+09:00",
        "year": "2026年",
        "day": "11月21日(土)",
        "hours": "11:00–16:00",
        "status": "scheduled",
    }
    assert (item["when"][1]["day"], item["when"][1]["status"]) == ("11月28日(土)〜29日(日)", "cancelled")
    assert item["second"] == "Market, Sat 21 November 2026"


def test_cancelled_event_stays_until_its_end_and_a_past_one_is_not_there() -> None:
    items = {item["id"]: item for item in deck(hub_of(**{"events.yaml": EVENTS}))["items"]}
    assert items["/events/haru-2027/"]["status"] == "cancelled"
    assert items["/events/haru-2027/"]["until"] == "2027-06-01T00:00+09:00"
    assert "/events/natsu-2026/" not in items


def test_notice_is_shown_through_its_last_day() -> None:
    items = {item["id"]: item for item in deck(hub_of(**{"content/notices.yaml": NOTICES}))["items"]}
    item = items["notice:yasumi"]
    assert (item["from"], item["until"]) == ("2026-12-15T00:00+09:00", "2027-01-04T00:00+09:00")


def test_staff_hide_weight_and_rename_a_slide() -> None:
    text = "slides:\n  - {address: /initiatives/market/, weight: 3, title: 市, text: 短い文。}\n  - {address: /partners/072044/, hide: true}\n"
    made = deck(hub_of(**{"content/kiosk.yaml": text}))
    position, item = next(
        (position, item) for position, item in enumerate(made["items"]) if item["id"] == "/initiatives/market/"
    )
    assert (item["title"], item["text"], made["order"].count(position)) == ("市", "短い文。", 3)
    assert not [one for one in made["items"] if one["id"] == "/partners/072044/"]


def test_texts_of_the_real_deck_are_short_and_hold_no_address(real: dict[str, Any]) -> None:
    for item in real["items"]:
        assert len(item["title"]) <= 32, item["title"]
        assert len(item.get("text", "")) <= 90, item["text"]
        assert "http" not in json.dumps({key: value for key, value in item.items() if key != "url"}), item["id"]
        assert 8 <= item["dwell"] <= 30


def test_everything_that_is_always_valid_takes_its_turn_and_kinds_are_mixed(real: dict[str, Any]) -> None:
    evergreen = {position for position, item in enumerate(real["items"]) if "until" not in item}
    assert set(real["order"]) == evergreen
    kinds = [real["items"][position]["kind"] for position in real["order"]]
    assert max(len(run) for run in re.findall(r"i+", "".join(kind[0] for kind in kinds))) <= 2


def test_town_has_romaji_with_its_prefecture_distance_and_direction(real: dict[str, Any]) -> None:
    item = next(item for item in real["items"] if item["id"] == "/partners/072044/")
    assert (item["title"], item["kana"], item["over"]) == ("いわき市", "いわきし", "福島県")
    assert item["second"] == "Iwaki, Fukushima — 185 km NNE"


# ── QRコード


@pytest.mark.parametrize("code", ["072044", "011002", "473821", "999999"])
def test_code_of_a_town_is_that_of_its_address(code: str) -> None:
    made = segno.make_qr(f"{SITE}/partners/{code}/", error="m", mask=3, mode="byte", boost_error=False)
    bits = "".join(str(module) for row in made.matrix for module in row)
    packed = base64.b64decode(Codes(SITE).of(f"/partners/{code}/"))
    assert "".join(f"{byte:08b}" for byte in packed)[: len(bits)] == bits


def test_without_the_sites_address_there_are_no_codes() -> None:
    assert Codes("").of("/partners/072044/") == ""
    assert Codes("").url("/partners/072044/") == ""


# ── ファイル


def test_list_names_every_file_with_its_hash_and_changes_with_any() -> None:
    files = read_files(ROOT / "tests/problems/sound")
    made = sound_texts()
    listed = json.loads(made["precache.json"])
    for file in listed["files"]:
        text = made.get(file["url"]) or (THEME / file["url"]).read_text("utf-8")
        assert file["sha256"] == sha256(text.encode()).hexdigest(), file["url"]
    other = dict(texts_of(files | {"content/notices.yaml": NOTICES.encode()}))
    assert json.loads(other["precache.json"])["build"] != listed["build"]
    assert json.loads(other["precache.json"])["shell"] == listed["shell"]


def test_display_is_small_and_asks_nothing_of_other_sites() -> None:
    made = dict(texts_of(read_files(ROOT)))
    listed = json.loads(made["precache.json"])["files"]
    assert sum(file["bytes"] for file in listed) <= 60_000_000
    for file in listed:
        text = made.get(file["url"]) or (THEME / file["url"]).read_text("utf-8")
        found = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)))
        assert not {one for one in found if "www.w3.org" not in one and "leaflet" not in file["url"]}, file["url"]
        assert "user-scalable" not in text or "app/" in file["url"]


def test_first_photograph_of_a_record_is_on_its_slide_and_in_the_list() -> None:
    root = ROOT / "tests/sample"
    files = read_files(root)
    hub, _report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY, SITE, album=album_of(root)))
    assert hub is not None
    [image] = [slide["image"] for slide in deck(hub)["items"] if "image" in slide]
    assert (image["alt"], image["credit"]) == ('赤い日の下、<橋> が "川" をまたいでいます', "見本区")
    listed = {file["url"]: file for file in json.loads(precache_json(hub, {}, ""))["files"]}
    made = dict(album_of(root).copies(hub.shots))[image["src"]]
    assert listed[image["src"]]["sha256"] == sha256(made).hexdigest()


def test_outer_page_is_small() -> None:
    made = sound_texts()
    scripts = [(THEME / f"assets/js/kiosk/{name}.js").read_bytes() for name in SHELL_SCRIPTS]
    whole = [*scripts, made["kiosk/index.html"].encode(), made["assets/kiosk-shell.css"].encode()]
    assert sum(len(gzip.compress(raw)) for raw in whole) <= 20_000


def test_every_module_that_a_page_of_the_display_needs_is_in_the_list() -> None:
    made = sound_texts()
    listed = {file["url"] for file in json.loads(made["precache.json"])["files"]}
    for path in sorted((THEME / "assets/js/kiosk").glob("*.js")):
        for name in re.findall(r'(?:from |import\()"(\.[^"]+)"', path.read_text("utf-8")):
            target = (path.parent / name).resolve().relative_to(THEME.resolve()).as_posix()
            assert target in listed, f"{path.name} imports {name}"


# ── 緊急


def test_emergency_notice_is_raised_by_one_file() -> None:
    text = 'emergency:\n  - {id: fire, level: full, starts_on: 2026-11-20, begins: "22:00", ends_on: 2026-11-21, ends: "02:00", text: 北の階段へ。}\n'
    assert emergency(hub_of()) == {"level": "none"}
    made = emergency(hub_of(**{"content/emergency.yaml": text}))
    assert (made["starts"], made["ends"]) == ("2026-11-20T22:00+09:00", "2026-11-21T02:00+09:00")
    assert [row["lang"] for row in made["words"]] == list(LANGUAGES)
    assert made["until"] == "11月21日 2:00まで表示"
    assert "公的な警報の端末ではありません" in made["note"]


def test_notice_that_the_operators_sheet_shows_can_be_raised() -> None:
    sheet = (ROOT / "content/about/kiosk.md").read_text("utf-8")
    [text] = re.findall(r"\n\n((?:  .+\n)+)", sheet)
    assert emergency(hub_of(**{"content/emergency.yaml": textwrap.dedent(text)}))["level"] == "full"


def test_every_template_is_short_in_every_language() -> None:
    for name, rows in TEMPLATES.items():
        assert len(rows) == len(LANGUAGES), name
        for title, text in rows:
            assert len(title) <= 26
            assert len(text) <= 75, text
        assert not re.search(r"[一-鿿]{3}", "".join(rows[1])), name  # やさしい日本語


def test_deck_is_the_same_on_a_hub_made_twice() -> None:
    hub = in_memory.hub_of(ROOT, SITE)
    assert deck(hub) == deck(replace(hub))


def test_policy_for_the_browser_lets_one_address_through_and_the_sheet_names_it() -> None:
    policy = json.loads((ROOT / "deploy/kiosk/policy.json").read_text("utf-8"))
    assert policy["URLBlocklist"][0] == "*"
    assert {"chrome://*", "file://*", "view-source:*"} <= set(policy["URLBlocklist"])
    assert policy["URLAllowlist"] == ["https://hub.example"]
    assert policy["NewTabPageLocation"] == policy["HomepageLocation"] == "https://hub.example/kiosk/"
    assert "`deploy/kiosk/policy.json`" in (ROOT / "content/about/kiosk.md").read_text("utf-8")
