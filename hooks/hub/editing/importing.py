"""A table of events taken in: what would be added, what would change, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.dates import say
from hub.editing.columns import DERIVED, FIELDS, places_of, record_of
from hub.editing.desk import Desk, keys_of, read_certain_day, understood
from hub.editing.differing import differences, home_of, occurrence_number
from hub.editing.events import FILE, SECTION, with_event
from hub.editing.sheet import CannotEditError
from hub.editing.spreadsheets import Rows
from hub.schema.events import Event
from hub.source import Loc

# What an occurrence may have of its own.
_BY_OCCURRENCE = frozenset({"venue", "participants", "fee", "note"})
WORDS = {place: own for place, own, _ in FIELDS}
# What may be said once for all rows.
_FOR_ALL = {
    "source": "表に「出典」の列がありません。SOURCE=https://… を付けると、足す催しのすべてに、その出典を書きます。",
    "category": "表に「分類」の列がありません。CATEGORY=物産展 のように付けると、足す催しのすべてに、その分類を書きます。",
}
# A change of these is one that calendars must learn of.
_TIMELY = frozenset({"one.status", "one.starts_on", "one.ends_on", "one.opens", "one.closes", "one.days", "venue.name"})


@dataclass
class Plan:
    """What a table would do. `desk` is the data as it would be."""

    desk: Desk
    rows: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    repaired: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    wanting: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The preview for staff."""
        parts = [f"{self.rows}行を読みました。"]
        if self.doubtful:
            parts += self.wanting
        lists = (
            ("足す", self.added),
            ("変える", self.changed),
            ("読みかえた値", self.repaired),
            ("読み取れなかったもの(書き込みません)", self.doubtful),
        )
        for word, items in lists:
            if items:
                parts.append(f"{word}: {len(items)}件\n" + "\n".join(f"  ・{item}" for item in items))
        if self.same:
            parts.append(f"変わらないもの: {self.same}件")
        if self.unread:
            parts.append(f"読まなかった列: {'、'.join(self.unread)}")
        return "\n\n".join(parts)


@dataclass
class _Wanted:
    """The rows of one event."""

    lines: list[int]
    rows: list[dict[str, Any]]

    @property
    def stem(self) -> str:
        """The id that the table gives the event, without the number of the occurrence."""
        return str(self.rows[0].get("id", "")).partition(".")[0]

    @property
    def title(self) -> str:
        """What to call the rows."""
        return str(self.rows[0].get("title", "")) or self.stem

    @property
    def whole(self) -> dict[str, Any]:
        """The rows as one record: what is the same in all is the event's, what differs is the occurrence's."""
        shared = {key: row[key] for row in reversed(self.rows) for key in row}
        ones = [dict(row["occurrences"][0]) for row in self.rows]
        for key in shared.keys() - {"id", "occurrences"}:
            if all(row.get(key) == shared[key] for row in self.rows if key in row):
                continue
            if key not in _BY_OCCURRENCE:
                raise CannotEditError(
                    f"{WORDS.get(key, key)}が、行によって違います。催し全体のことは、どの行にも同じに書いてください。"
                )
            shared.pop(key)
            for one, row in zip(ones, self.rows, strict=True):
                one |= {key: row[key]} if key in row else {}
        states = (
            {one.pop("status", "scheduled") for one in ones} if len({one.get("status") for one in ones}) == 1 else set()
        )
        return shared | {"id": self.stem, "occurrences": ones, "status": next(iter(states), "scheduled")}


def plan(desk: Desk, rows: Rows, defaults: Mapping[str, str] | None = None) -> Plan:
    """What these rows would do to the data. `defaults` stand for columns that the table does not have."""
    start, places = _heading(rows)
    result = Plan(desk)
    result.unread = [
        heading
        for number, heading in enumerate(rows[start])
        if heading
        and not places[number]
        and heading not in DERIVED
        and any(number < len(row) and row[number] for row in rows[start + 1 :])
    ]
    result.wanting = [said for place, said in _FOR_ALL.items() if place not in places and place not in (defaults or {})]
    wanted = list(_events(rows, start, places))
    result.rows = sum(len(one.lines) for one in wanted)
    for one in wanted:
        try:
            _take(result, one, defaults or {})
        except CannotEditError as error:
            said = re.sub(r"^・", "", str(error)).replace("\n  ", " ").replace("\n・", " / ")
            result.doubtful.append(f"{one.lines[0]}行目「{one.title}」: {said}")
    return result


def _heading(rows: Rows) -> tuple[int, list[str]]:
    """The row of headings and the places of its columns."""
    best, places = 0, [""]
    for number, row in enumerate(rows[:15]):
        found = places_of(row)
        if len(list(filter(None, found))) > len(list(filter(None, places))):
            best, places = number, found
    missing = [WORDS[place] for place in ("title", "one.starts_on") if place not in places]
    if missing and "id" not in places:
        unread = [word for word, place in zip(rows[best] if rows else [], places, strict=False) if word and not place]
        taken = f"{best + 1}行目を見出しの行と見ましたが、" if any(places) else ""
        asked = f"分からなかった見出しは「{'」「'.join(unread[:8])}」です。" if taken and unread else ""
        raise CannotEditError(
            f"{taken}「{'」「'.join(missing)}」の列がありません。{asked}"
            f"表の見出しを「{'」「'.join(missing)}」のように書きかえて、もう一度どうぞ。"
            "make export で書き出した表を、ひな形に使えます。"
        )
    return best, places


def _events(rows: Rows, start: int, places: list[str]) -> Iterator[_Wanted]:
    """Rows gathered by event: of one id, or of one title in rows that follow each other."""
    last: _Wanted | None = None
    for line, row in enumerate(rows[start + 1 :], start + 2):
        cells = {place: text for place, text in zip(places, row, strict=False) if place and text}
        if not cells:
            continue
        record = record_of(cells)
        one = _Wanted([line], [record])
        if last and (one.stem == last.stem if one.stem or last.stem else one.title and one.title == last.title):
            last.lines.append(line)
            last.rows.append(record)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _take(result: Plan, wanted: _Wanted, defaults: Mapping[str, str]) -> None:
    desk = result.desk
    index = _known(desk, wanted)
    if index is not None:
        _change(result, wanted, index)
        return
    raw = wanted.whole
    raw = {**defaults, **raw.pop("made", {}), **raw}
    result.desk, event, notices = with_event(desk, raw)
    result.added.append(f"{say(event.occurrences[0].starts_on)} {event.title}({event.id})")
    result.repaired += notices


def _known(desk: Desk, wanted: _Wanted) -> int | None:
    """The number in the file of the event that the rows are about."""
    records = desk.sheet(FILE).document.data.get(SECTION, [])
    for index, record in enumerate(records):
        if wanted.stem and record.get("id") == wanted.stem:
            return index
    first = read_certain_day(wanted.rows[0]["occurrences"][0].get("starts_on", ""))
    for index, record in enumerate(records):
        if (
            not wanted.stem
            and record.get("title") == wanted.title
            and first is not None
            and read_certain_day(record["occurrences"][0].get("starts_on", "")) == first
        ):
            return index
    return None


def _change(result: Plan, wanted: _Wanted, index: int) -> None:
    """Set what differs; what cannot be set safely is told."""
    sheet = result.desk.sheet(FILE)
    raw, at = sheet.document.data[SECTION][index], (SECTION, index)
    news: dict[Loc, str] = {}
    said: list[str] = []
    is_timely = False
    for row in wanted.rows:
        number = occurrence_number(raw, row)
        for place, text in differences(result.desk, raw, row, number) if number is not None else ():
            holder, key, order = home_of(raw, at, place, number or 0)
            if news.setdefault((*holder, key), text) != text:
                raise CannotEditError(
                    f"{WORDS[place]}が、行によって違います。催し全体のことは、どの行にも同じに書いてください。"
                )
            old = str(sheet.value((*holder, key)))
            if old != text:
                sheet = sheet.with_value(holder, key, text, order)
                said.append(f"{WORDS[place]}「{old}」→「{text}」" if old else f"{WORDS[place]}「{text}」")
                is_timely |= place in _TIMELY
    if not said:
        result.same += 1
        return
    event, _, _ = understood(Event, sheet.document.data[SECTION][index], wanted.title)
    if is_timely:
        sheet = sheet.with_value(at, "sequence", str(event.sequence + 1), keys_of(Event))
    sheet = sheet.with_value(at, "updated_on", result.desk.today.isoformat(), keys_of(Event))
    result.desk = result.desk.with_files(sheet)
    result.changed.append(f"{event.title}({event.id}): {'、'.join(said)}")
