"""What the columns of an event list mean: the headings of the national standard, ours, and those that offices use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from hub.identity import occurrence_ids
from hub.status import CATEGORIES
from hub.tables import STATES, degrees

# Place in the record (`one.` is the occurrence of the row), our own heading, other headings for the same.
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("id", "ID", "id 催しのid"),
    ("title", "題名", "イベント名 催し 催し名 催しの名前 名称 行事名 事業名 タイトル 件名 イベント 行事 催事名 催し物"),
    ("category", "分類", "イベント種類 種類 カテゴリ カテゴリー"),
    ("one.status", "状態", "開催状況 実施状況"),
    (
        "one.starts_on",
        "始まる日",
        "開始日 開催日 実施日 日付 日時 期日 月日 日程 会期 開催日時 年月日 日にち 日 とき 期間 開催期間",
    ),
    ("one.ends_on", "終わる日", "終了日"),
    ("one.opens", "開始時刻", "開始時間 時間 時刻 開催時間"),
    ("one.closes", "終了時刻", "終了時間"),
    ("one.days", "開く日", "開催パターン"),
    ("one.title", "その回の題", "サブイベント"),
    ("venue.name", "会場", "場所名称 場所 開催場所 会場名 実施場所 ところ"),
    ("venue.address", "所在地", "所在地_連結表記 住所 会場住所"),
    ("venue.latitude", "緯度", ""),
    ("venue.longitude", "経度", ""),
    (
        "participants",
        "参加する相手",
        "関連組織 参加自治体 自治体 相手 出展自治体 出展団体 参加団体 相手自治体 まち 参加市町村 出店自治体 出店団体",
    ),
    ("organizer", "主催", "主催者"),
    ("fee", "料金", "料金(詳細) 参加費 費用 入場料"),
    ("audience", "対象", "対象者"),
    ("capacity", "定員", "募集人数"),
    ("summary", "説明", "概要 内容 事業内容 紹介"),
    ("note", "注", "備考 特記事項"),
    ("application.how", "申込み方法", "参加申込方法 申込方法 申し込み方法"),
    ("application.opens_on", "受付の始まり", "申込開始日"),
    ("application.closes_on", "受付の終わり", "参加申込終了日 申込締切 締切 申込期限"),
    ("application.url", "申込みの住所", "申込URL"),
    ("url", "ウェブの住所", "URL HP ホームページ リンク"),
    ("source", "出典", "資料 情報源 根拠"),
)
HEADINGS = tuple(own for _, own, _ in FIELDS)
_BY_HEADING: Mapping[str, str] = {
    re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).lower(): place
    for place, own, others in FIELDS
    for word in (own, *others.split())
}
# In the standard's own list these say nothing that the others do not, or something that is made from the data.
DERIVED = frozenset(
    "全国地方公共団体コード 地方公共団体名 言語コード コンテンツURL 掲載開始日 掲載終了日 開始日時特記事項 連絡先名称 連絡先電話番号"
    " Web開催 Web開催URL 外国語対応備考".split()
)
# These too, where the list is ours; of another publisher's they are all there is.
MADE = {"説明": "made.summary", "備考": "made.note"}
_STANDARD = frozenset({"イベント名", "全国地方公共団体コード"})
_SPAN = re.compile(r"\s*(?:[〜～~–—]|から| - |-(?=[0-9]{1,2}[:：時]))\s*")
_CATEGORY = {word: key for key, word in CATEGORIES.items()}
_STATUS = {word: key for key, word in STATES.items()} | {
    "予定": "scheduled",
    "実施": "held",
    "終了": "held",
    "済": "held",
}


def places_of(headings: list[str]) -> list[str]:
    """The place of each column in a record; nothing for a column that is not understood."""
    found: list[str] = []
    is_standard = set(headings) >= _STANDARD
    for heading in headings:
        place = _BY_HEADING.get(re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)).lower(), "")
        if is_standard and heading in MADE:
            place = MADE[heading]
        found.append("" if place in found else place)
    return found


def record_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What a row says, as an event with one occurrence; the schema has yet to judge the values."""
    cells = {place: text for place, text in row.items() if text}
    one = {place[4:]: text for place, text in cells.items() if place.startswith("one.")}
    _split(one, "starts_on", "ends_on")
    _split(one, "opens", "closes")
    if found := re.fullmatch(r"(.+?)\s+([0-9]{1,2}[:：時].*)", one.get("starts_on", "")):
        one["starts_on"], one["opens"] = found[1], one.get("opens") or found[2]
        _split(one, "opens", "closes")
    if "opens" in one:
        one["opens"] = re.sub(r"\s*(?:[〜～~]|から)$", "", one["opens"])
    if one.get("ends_on") == one.get("starts_on"):
        one.pop("ends_on", None)
    if "status" in one:
        one["status"] = _STATUS.get(one["status"], one["status"])
    if "days" in one:
        one["days"] = "weekdays" if "土日" in one["days"] else one["days"]
    record: dict[str, Any] = {place: text for place, text in cells.items() if "." not in place}
    for part in ("venue", "application", "made"):
        inner = {place.partition(".")[2]: text for place, text in cells.items() if place.startswith(f"{part}.")}
        record |= {part: inner} if inner else {}
    if "participants" in record:
        record["participants"] = [
            word.strip() for word in re.split(r"[、,，;；・\n]+", record["participants"]) if word.strip()
        ]
    if "category" in record:
        record["category"] = _CATEGORY.get(record["category"], record["category"])
    return record | {"occurrences": [one]}


def _split(one: dict[str, str], first: str, last: str) -> None:
    """A span in one cell, 10:00〜16:00, into its two ends."""
    parts = _SPAN.split(one.get(first, ""))
    if len(parts) == 2 and all(parts) and last not in one:
        one[first], one[last] = parts[0], _completed(*parts)


def _completed(start: str, end: str) -> str:
    """The end of a span with the year and month of its beginning, where only its day or month is said: 12月12日〜13日."""
    found = re.match(r"(.*?年)?\s*(\d{1,2}月)", start)
    if found and re.match(r"\d{1,2}日", end):
        return f"{found[0]}{end}"
    return f"{found[1]}{end}" if found and found[1] and re.match(r"\d{1,2}月", end) else end


def cells_of(record: Any, number: int, name: Callable[[str], str]) -> list[str]:
    """The row of an event's occurrence (counted from 1) under our own headings."""
    one = record.occurrences[number - 1]
    special: dict[str, str] = {
        "id": list(occurrence_ids(record))[number - 1],
        "category": CATEGORIES[record.category],
        "one.status": STATES[one.status or record.status],
        "one.days": "土日祝日を除く" if one.days == "weekdays" else "",
        "participants": "、".join(map(name, one.participants or record.participants)),
        "source": "、".join(record.source),
    }
    return [special[place] if place in special else _cell(record, one, place) for place, _, _ in FIELDS]


def _cell(record: Any, one: Any, place: str) -> str:
    part, _, key = place.rpartition(".")
    holder = {"": record, "one": one, "venue": one.venue or record.venue, "application": record.application}[part]
    if place == "fee" and one.fee:
        holder = one
    value = getattr(holder, key, None) if holder is not None else None
    if value is None:
        return ""
    if key in {"opens", "closes"}:
        return f"{value:%H:%M}"
    return degrees(value) if isinstance(value, float) else str(value)
