"""Decks for the display's tests: every kind of slide at its fullest and its emptiest, and dated ones about a moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hub.dates import JST

Item = dict[str, Any]
# A code of 33 modules a side, as an address of the site makes it.
TODAY = datetime(2026, 11, 20, tzinfo=JST)


def at(days: float = 0, hours: float = 0) -> str:
    """An instant so long after the day of the tests."""
    return (TODAY + timedelta(days=days, hours=hours)).isoformat(timespec="minutes")


def event(name: str, day: str, starts: str, ends: str, **more: Any) -> Item:
    """An event of one day."""
    when = [
        {"starts": starts, "ends": ends, "year": "2026年", "day": day, "hours": "11:00–16:00", "status": "scheduled"}
    ]
    return {
        "id": f"/events/{name}/", "kind": "event", "title": "全国連携マルシェin芝浦", "over": "マルシェ",
        "second": "Market, Sat 21 November 2026", "text": "全国のまちの野菜や名産が、芝浦の公園に並びます。", "place": "区立プラタナス公園",
        "when": when, "until": ends, "dwell": 15, "at": [100.8, -155.4], "of": "いわき市", **more,
    }  # fmt: skip


def extremes(code: str) -> list[Item]:
    """What is hardest to set: the longest of each kind, and what has nearly nothing."""
    shown = {"code": code, "url": "minato-kara.example/partners/072044/"}
    text = "区の資料で確かめた、いちばん長い説明の文です。" * 3 + "これで九十字になります。あと少し。"
    return [
        {"id": "long-name", "kind": "partner", "title": "置賜広域行政事務組合", "kana": "おきたまこういきぎょうせいじむくみあい", "over": "山形県",
         "mark": "交流", "text": text[:90], "dwell": 20, **shown},
        {"id": "town", "kind": "partner", "title": "いわき市", "kana": "いわきし", "over": "福島県", "second": "Iwaki, Fukushima — 185 km NNE",
         "mark": "協定あり", "text": "2008年の商店街友好都市をはじめ、港区と三つの協定を結んでいます。", "at": [100.8, -155.4], "km": 185,
         "direction": "北北東", "dwell": 15, **shown},
        {"id": "far-town", "kind": "partner", "title": "那須塩原市", "kana": "なすしおばらし", "over": "栃木県", "second": "Nasushiobara, Tochigi — 146 km N",
         "mark": "催しに参加", "text": text[:90], "at": [-1500, 900], "km": 1749, "direction": "西南西", "dwell": 20, **shown},
        {"id": "poor-town", "kind": "partner", "title": "村", "dwell": 8},
        event("long", "12月28日(月)〜1月3日(日)", at(1, 11), at(1, 16), title="第26回阿南市活竹祭への港区・白金北里通り商店会のPR出展です",
              place="港区立エコプラザと芝公園四号地の芝生広場", text=text[:90], **shown),
        event("cancelled", "11月21日(土)", at(1, 11), at(1, 16), status="cancelled", **shown),
        event("unconfirmed", "11月", "..", at(40), status="unconfirmed", place=""),
        {"id": "initiative", "kind": "initiative", "title": "みなと区民の森づくりと、あきる野市との環境交流", "over": "森と木", "second": "Initiative: Forest",
         "text": text[:90], "dwell": 25, **shown},
        {"id": "issue", "kind": "magazine", "title": "鉄道開業150年特別号(高輪築堤と大隈重信)", "over": "港から 第12号", "second": "The ward's magazine, no. 12",
         "text": "大隈重信が生まれ育った佐賀県を特集しました。", "dwell": 15, **shown},
        {"id": "guide", "kind": "guide", "title": "連携するまち", "over": "港区の全国連携", "second": "Partner towns", "text": "名前と出典を確かめたまちです。", "dwell": 15, **shown},
        {"id": "notice", "kind": "notice", "title": "年末年始はコーナーを休みます", "over": "お知らせ", "second": "Notice", "place": "区役所1階 区民ラウンジ",
         "text": text[:90], "until": at(40), "dwell": 20},
    ]  # fmt: skip


def deck_of(items: list[Item], built: str = at()) -> dict[str, Any]:
    """A deck of these items; what has no end takes its turn in their order."""
    order = [position for position, item in enumerate(items) if "until" not in item]
    return {
        "built": built, "name": "港から", "ward": "港区", "note": "公表資料から作成(区の公式表示ではありません)",
        "screens": {"lounge": {"name": "区民ラウンジ", "here": "区役所1階 区民ラウンジ"}}, "items": items, "order": order,
    }  # fmt: skip


def evergreens(count: int = 8, dwell: float = 8, **more: Any) -> list[Item]:
    """Slides that are always valid."""
    return [
        {"id": f"town-{number}", "kind": "partner", "title": f"まち{number}", "over": "北海道", "at": [number * 40 - 300, -500], "km": 500,
         "direction": "北", "text": "港区と国産材の協定を結んでいます。", "dwell": dwell, **more}
        for number in range(count)
    ]  # fmt: skip
