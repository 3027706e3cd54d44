"""All municipalities and prefectures of Japan, by code and by name. Knows nothing of partners."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

TABLE = Path(__file__).with_name("data") / "municipalities.csv"


class Prefecture(NamedTuple):
    """A prefecture (都道府県) with its reading and its region (地方)."""

    name: str
    kana: str
    region: str


PREFECTURES = {
    "01": Prefecture("北海道", "ほっかいどう", "北海道"),
    "02": Prefecture("青森県", "あおもりけん", "東北"),
    "03": Prefecture("岩手県", "いわてけん", "東北"),
    "04": Prefecture("宮城県", "みやぎけん", "東北"),
    "05": Prefecture("秋田県", "あきたけん", "東北"),
    "06": Prefecture("山形県", "やまがたけん", "東北"),
    "07": Prefecture("福島県", "ふくしまけん", "東北"),
    "08": Prefecture("茨城県", "いばらきけん", "関東"),
    "09": Prefecture("栃木県", "とちぎけん", "関東"),
    "10": Prefecture("群馬県", "ぐんまけん", "関東"),
    "11": Prefecture("埼玉県", "さいたまけん", "関東"),
    "12": Prefecture("千葉県", "ちばけん", "関東"),
    "13": Prefecture("東京都", "とうきょうと", "関東"),
    "14": Prefecture("神奈川県", "かながわけん", "関東"),
    "15": Prefecture("新潟県", "にいがたけん", "中部"),
    "16": Prefecture("富山県", "とやまけん", "中部"),
    "17": Prefecture("石川県", "いしかわけん", "中部"),
    "18": Prefecture("福井県", "ふくいけん", "中部"),
    "19": Prefecture("山梨県", "やまなしけん", "中部"),
    "20": Prefecture("長野県", "ながのけん", "中部"),
    "21": Prefecture("岐阜県", "ぎふけん", "中部"),
    "22": Prefecture("静岡県", "しずおかけん", "中部"),
    "23": Prefecture("愛知県", "あいちけん", "中部"),
    "24": Prefecture("三重県", "みえけん", "近畿"),
    "25": Prefecture("滋賀県", "しがけん", "近畿"),
    "26": Prefecture("京都府", "きょうとふ", "近畿"),
    "27": Prefecture("大阪府", "おおさかふ", "近畿"),
    "28": Prefecture("兵庫県", "ひょうごけん", "近畿"),
    "29": Prefecture("奈良県", "ならけん", "近畿"),
    "30": Prefecture("和歌山県", "わかやまけん", "近畿"),
    "31": Prefecture("鳥取県", "とっとりけん", "中国"),
    "32": Prefecture("島根県", "しまねけん", "中国"),
    "33": Prefecture("岡山県", "おかやまけん", "中国"),
    "34": Prefecture("広島県", "ひろしまけん", "中国"),
    "35": Prefecture("山口県", "やまぐちけん", "中国"),
    "36": Prefecture("徳島県", "とくしまけん", "四国"),
    "37": Prefecture("香川県", "かがわけん", "四国"),
    "38": Prefecture("愛媛県", "えひめけん", "四国"),
    "39": Prefecture("高知県", "こうちけん", "四国"),
    "40": Prefecture("福岡県", "ふくおかけん", "九州・沖縄"),
    "41": Prefecture("佐賀県", "さがけん", "九州・沖縄"),
    "42": Prefecture("長崎県", "ながさきけん", "九州・沖縄"),
    "43": Prefecture("熊本県", "くまもとけん", "九州・沖縄"),
    "44": Prefecture("大分県", "おおいたけん", "九州・沖縄"),
    "45": Prefecture("宮崎県", "みやざきけん", "九州・沖縄"),
    "46": Prefecture("鹿児島県", "かごしまけん", "九州・沖縄"),
    "47": Prefecture("沖縄県", "おきなわけん", "九州・沖縄"),
}


# The regions from the north, with what an address calls them.
REGION_KEYS = {
    "北海道": "hokkaido",
    "東北": "tohoku",
    "関東": "kanto",
    "中部": "chubu",
    "近畿": "kinki",
    "中国": "chugoku",
    "四国": "shikoku",
    "九州・沖縄": "kyushu",
}
REGION_OF = {code: REGION_KEYS[row.region] for code, row in PREFECTURES.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality (市区町村) and where its office stands, in degrees (世界測地系)."""

    code: str
    prefecture_code: str
    prefecture: str
    name: str
    kana: str
    latitude: float
    longitude: float

    @property
    def full_name(self) -> str:
        """The name with its prefecture, which no two municipalities share: 山形県小国町."""
        return self.prefecture + self.name


class Gazetteer:
    """An immutable table of places, in the order of their codes."""

    __slots__ = ("_by_code", "_by_name")

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_code = {place.code: place for place in sorted(places, key=lambda place: place.code)}
        by_name: dict[str, list[Place]] = {}
        for place in self._by_code.values():
            by_name.setdefault(place.name, []).append(place)
            by_name.setdefault(place.full_name, []).append(place)
        self._by_name = {name: tuple(found) for name, found in by_name.items()}

    @classmethod
    @cache
    def load(cls) -> Self:
        """The table that is shipped with the code, and never changes while it runs."""
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            return cls(
                Place(code, code[:2], prefecture, name, kana, float(latitude), float(longitude))
                for code, prefecture, name, kana, latitude, longitude in rows
            )

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, by code."""
        return tuple(self._by_code.values())

    def by_code(self, code: str) -> Place | None:
        """The place with this six-digit code."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Place, ...]:
        """All places with this name: several for 小国町, one for 山形県小国町."""
        return self._by_name.get(name, ())

    def nearest(self, name: str) -> Place | None:
        """The place whose name is spelt most like this one, in the same prefecture if it names one."""
        close = difflib.get_close_matches(name, self._candidates(name), n=1, cutoff=0.5)
        return self._by_name[close[0]][0] if close else None

    def _candidates(self, name: str) -> list[str]:
        here = [place for place in self._by_code.values() if name.startswith(place.prefecture)]
        if here:
            return [place.full_name for place in here]
        return [place.name for place in self._by_code.values()]
