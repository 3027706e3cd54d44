"""Events put in, as staff ask for it."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hub.editing.desk import Desk, in_order, party_called, party_key, read_certain_day, understood
from hub.editing.sheet import CannotEditError
from hub.editing.writing import item_lines
from hub.schema.events import Event, Series
from hub.schema.values import RESERVED_IDS
from hub.status import CATEGORIES
from hub.tables import STATES

FILE, SECTION = "events.yaml", "events"
CATEGORY_OF = {word: key for key, word in CATEGORIES.items()}
STATUS_OF = {word: key for key, word in STATES.items()}


def with_event(desk: Desk, wanted: Mapping[str, Any]) -> tuple[Desk, Event, list[str]]:
    """The desk with one more event, put where its first day belongs; and what was put right on the way."""
    raw = _completed(desk, wanted)
    event, mended, notices = _understood(raw)
    sheet = desk.sheet(FILE)
    ranks = [_first(record) for record in sheet.document.data.get(SECTION, [])]
    place = bisect_right(ranks, event.occurrences[0].starts_on.first)
    names = party_called(desk.hub)
    lines = list(item_lines(in_order(Event, mended), 2, lambda code: names.get(code, "")))
    return desk.with_files(sheet.with_record(SECTION, place, lines)), event, notices


def _understood(raw: dict[str, Any]) -> tuple[Event, dict[str, Any], list[str]]:
    """The event; a category that is none is told in the words staff know it by, beside all other faults."""
    if raw.get("category") in CATEGORIES:
        return understood(Event, raw, "この催し")
    found = raw.get("category")
    fault = f"・分類「{found}」は、選べる言葉ではありません。" if found else "・分類がありません。"
    fault += f"\n  直し方: {'、'.join(CATEGORY_OF)} のどれかを書いてください。"
    try:
        understood(Event, raw | {"category": "exchange"}, "この催し")
    except CannotEditError as error:
        fault += f"\n{error}"
    raise CannotEditError(fault)


def _completed(desk: Desk, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for, with what follows from it: series, initiative, state, id, day of addition."""
    raw = copy.deepcopy({key: value for key, value in wanted.items() if value not in ("", None, [], {})})
    raw["category"] = CATEGORY_OF.get(raw.get("category", ""), raw.get("category", ""))
    raw["status"] = STATUS_OF.get(raw.get("status", ""), raw.get("status", "scheduled"))
    raw["participants"] = [party_key(desk.hub, word) for word in raw.get("participants", ())]
    series = _series(desk, raw)
    if series is not None:
        raw |= {"series": series.id} | ({"initiative": series.initiative} if series.initiative else {})
        raw["category"] = raw["category"] or _usual_category(desk, series)
    raw.setdefault("added_on", desk.today.isoformat())
    raw["id"] = raw.get("id") or _free_id(desk, raw)
    return {key: value for key, value in raw.items() if value not in ("", [])}


def _series(desk: Desk, raw: Mapping[str, Any]) -> Series | None:
    if raw.get("series"):
        return desk.hub.series.get(raw["series"])
    title = str(raw.get("title", ""))
    found = [one for one in desk.hub.series.values() if title.startswith(one.title)]
    return max(found, key=lambda one: len(one.title), default=None)


def _usual_category(desk: Desk, series: Series) -> str:
    editions = desk.hub.events_in.get(series.id, ())
    return editions[-1].category if editions else ""


def _free_id(desk: Desk, raw: Mapping[str, Any]) -> str:
    """An id nobody has: of the series and the year, else of the category and the day."""
    day = read_certain_day(str((raw.get("occurrences") or [{}])[0].get("starts_on", "")))
    if day is None:
        return "event-without-a-day"  # the day's own fault is told
    stem = f"{raw['series']}-{day.year}" if raw.get("series") else f"{raw['category'] or 'event'}-{day.text}"
    stem = stem.replace("_", "-").lower()
    taken = {event["id"] for event in desk.sheet(FILE).document.data.get(SECTION, []) if "id" in event}
    taken |= {address.split("/")[2] for address in desk.hub.moved if address.startswith("/events/")} | RESERVED_IDS
    return next(name for name in _numbered(stem) if name not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10_000))


def _first(record: Any) -> date:
    """The first day of an event as it stands in the file."""
    try:
        day = read_certain_day(str(record["occurrences"][0]["starts_on"]))
    except (KeyError, IndexError, TypeError):
        day = None
    return day.first if day else date.min
