"""Records as tables: the event list of the national standard (自治体標準オープンデータセット) and the partners, as CSV.

UTF-8 with BOM, CRLF and RFC 4180 quoting, so that a spreadsheet opens it and a program reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import cache
from operator import itemgetter
from pathlib import Path

from hub import dates
from hub.identity import occurrence_ids
from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES
from hub.schema.common import Venue
from hub.schema.events import Event, Occurrence
from hub.sessions import Session, sessions
from hub.status import CATEGORIES

DATA = Path(__file__).with_name("data")
BOM = "\ufeff"
STATES = {
    "scheduled": "実施予定", "held": "実施済み", "cancelled": "中止", "postponed": "延期", "unconfirmed": "未確認",
}  # fmt: skip
# What a spreadsheet takes for the beginning of a formula; some take the full-width signs too.
_FORMULA = frozenset("=+-@\t\r＝＋－＠'")


@cache
def columns(name: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table in their order, each with what stands in it (empty: nothing yet)."""
    text = (DATA / f"{name}-columns.csv").read_text("utf-8")
    return tuple((column, meaning) for column, meaning in list(csv.reader(io.StringIO(text)))[1:])


def events_csv(hub: Hub) -> bytes:
    """One row for each occurrence, in the 79 columns of the standard."""
    rows = (row for event in hub.events.values() for row in _event_rows(hub, event))
    return _written("event", rows, _ward(hub))


def partners_csv(hub: Hub) -> bytes:
    """One row for each partner of any kind."""
    return _written("partner", (_partner_row(hub, partner) for partner in listed(hub)), {})


def listed(hub: Hub) -> Iterator[Partner]:
    """Every partner with a record of its own."""
    return (partner for partner in hub.all_parties if partner.record.source or partner.kind != "prefecture")


def safe(cell: str) -> str:
    """A text that no spreadsheet runs: one that looks like a formula gets an apostrophe before it.

    So does one that begins with an apostrophe; whoever takes one off the front of a cell has what was written.
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _written(name: str, rows: Iterable[dict[str, str]], always: dict[str, str]) -> bytes:
    headings = [column for column, _ in columns(name)]
    blank, cells, raw = dict.fromkeys(headings, "") | always, itemgetter(*headings), io.BytesIO()
    with io.TextIOWrapper(raw, "utf-8", newline="") as out:
        out.write(BOM)
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows(cells(blank | row) for row in rows)
        out.flush()
        return raw.getvalue()


def _ward(hub: Hub) -> dict[str, str]:
    ward = hub.site.ward
    prefecture = PREFECTURES.get(ward.code[:2])
    return {
        "全国地方公共団体コード": ward.code,
        "地方公共団体名": f"{prefecture.name if prefecture else ''}{ward.name}",
        "言語コード": "ja",
    }


def _event_rows(hub: Hub, event: Event) -> Iterator[dict[str, str]]:
    is_moved = "postponed" in {event.status, *(one.status for one in event.occurrences)}
    moved = {session.name: session for session in sessions(event) if session.moved_from} if is_moved else {}
    shared = _told(_of_event(hub, event))
    for name, occurrence in zip(occurrence_ids(event), event.occurrences, strict=True):
        row = _of_occurrence(hub, event, name, occurrence) | _of_venue(occurrence.venue or event.venue)
        yield shared | _told(row) | _of_days(occurrence, moved.get(name))


def _told(cells: Mapping[str, str | None]) -> dict[str, str]:
    """What is known, each text safe; few begin like a formula."""
    return {key: safe(text) if text[0] in _FORMULA else text for key, text in cells.items() if text}


def _of_event(hub: Hub, event: Event) -> dict[str, str | None]:
    contact, application = event.contact or hub.site.ward.contact, event.application
    return {
        "イベント名": event.title,
        "コンテンツURL": absolute(hub, f"/events/{event.id}/"),
        "掲載開始日": _day(event.shown_from),
        "掲載終了日": _day(event.shown_until),
        "概要": event.summary,
        "説明": "\n".join([part for part in (event.summary, event.note) if part]),
        "イベント種類": CATEGORIES[event.category],
        "連絡先名称": contact.office,
        "連絡先電話番号": contact.phone,
        "主催者": event.organizer,
        "対象者": event.audience,
        "定員": str(event.capacity) if event.capacity else "",
        "外国語対応備考": event.languages,
        "参加申込終了日": _exact(application.closes_on) if application else "",
        "参加申込方法": application.how if application else "",
        "申込開始日": _exact(application.opens_on) if application else "",
        "申込URL": application.url if application else "",
        "URL": event.url,
    }


def _of_occurrence(hub: Hub, event: Event, name: str, one: Occurrence) -> dict[str, str | None]:
    status = one.status or event.status
    remarks = (one.note, event.barrier_free, "出典から判断" if event.confidence == "medium" else "")
    return {
        "ID": name,
        "状態": STATES[status],
        "開催パターン": "土日祝日を除く" if one.days == "weekdays" else "",
        "開始日時特記事項": _special(one, status),
        "サブイベント": one.title,
        "関連組織": _names(hub, one.participants or event.participants),
        "料金(詳細)": one.fee or event.fee,
        "備考": "\n".join([part for part in remarks if part]),
    }


def _special(one: Occurrence, status: str) -> str:
    """What the columns of days cannot say."""
    end = one.ends_on or one.starts_on
    half = "" if one.starts_on.is_exact and end.is_exact else dates.say_span(one.starts_on, one.ends_on)
    if status == "postponed":
        new = f"{dates.say(one.postponed_to)}に延期" if one.postponed_to else "延期(新しい日は未定)"
        return f"{dates.say_span(one.starts_on, one.ends_on)}から{new}"
    moved = f"{dates.say(one.moved_from)}から変更" if one.moved_from else ""
    return " ".join([part for part in (half, moved, "中止" if status == "cancelled" else "") if part])


def _of_days(one: Occurrence, moved: Session | None) -> dict[str, str]:
    """Days and hours; those of a moved one are the new day's, whose hours nobody has told."""
    if moved is not None:
        return {"開始日": _day(moved.first), "終了日": _day(moved.last)}
    return {
        "開始日": _exact(one.starts_on),
        "終了日": _exact(one.ends_on or one.starts_on),
        "開始時間": _clock(one.opens),
        "終了時間": _clock(one.closes),
    }


def _of_venue(venue: Venue | None) -> dict[str, str | None]:
    if venue is None:
        return {}
    return {
        "場所名称": venue.name,
        "所在地_連結表記": venue.address,
        "緯度": degrees(venue.latitude),
        "経度": degrees(venue.longitude),
        "Web開催": "有" if venue.online else "無",
        "Web開催URL": venue.url if venue.online else "",
    }


def _partner_row(hub: Hub, partner: Partner) -> dict[str, str]:
    record = partner.record
    prefecture = PREFECTURES.get(partner.prefecture)
    texts = {
        "名称": partner.name,
        "名称_カナ": partner.kana,
        "名称_英字": partner.romaji,
        "公式サイト": record.url,
        "備考": record.note,
    }
    return {
        "全国地方公共団体コード": partner.key if partner.kind == "municipality" else "",
        "ID": partner.key,
        "種類": partner.kind,
        "所在地_都道府県": prefecture.name if prefecture else "",
        "緯度": degrees(partner.latitude),
        "経度": degrees(partner.longitude),
        "つながり": hub.bonds[partner.key],
        "有効な協定の数": str(len(hub.current_of.get(partner.key, ()))),
        "合併先の全国地方公共団体コード": getattr(record, "merged_into", None) or "",
        "連携の終わり": str(record.ended_on or ""),
        "ページ": absolute(hub, partner.address),
        "確認日": _day(record.confirmed_on),
        "追加日": _day(record.added_on),
        "更新日": _day(record.updated_on),
        **_told(texts),
    }


def absolute(hub: Hub, address: str) -> str:
    """The whole address of a page; empty while the site has none."""
    return f"{hub.setting.site_url.rstrip('/')}{address}" if hub.setting.site_url else ""


def degrees(value: float | None) -> str:
    """Latitude or longitude with no more than seven decimals."""
    return "" if value is None else f"{value:.7f}".rstrip("0").rstrip(".")


def _names(hub: Hub, keys: Iterable[str]) -> str:
    return ";".join([hub.name_of(key) for key in keys])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _exact(day: dates.Day | None) -> str:
    return _day(day.first) if day and day.is_exact else ""


def _clock(clock: time | None) -> str:
    return clock.isoformat("minutes") if clock else ""
