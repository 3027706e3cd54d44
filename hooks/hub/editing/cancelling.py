"""Events called off, whole or for a day. What has taken place stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hub.dates import say_date, say_span
from hub.editing.desk import Desk, keys_of, read_certain_day, understood
from hub.editing.events import FILE, SECTION
from hub.editing.sheet import CannotEditError, Sheet
from hub.schema.events import Event, Occurrence
from hub.source import Loc
from hub.turns import open_days

OFF = "cancelled"


def with_cancelled(desk: Desk, wanted: str, day: str = "", note: str = "") -> tuple[Desk, str]:
    """The desk with an event called off, or one of its days; and what was done, in a sentence."""
    event, index = _found(desk, wanted)
    if all((one.status or event.status) == OFF for one in event.occurrences):
        raise CannotEditError(f"「{event.title}」は、もう中止になっています。")
    if event.status == "held":
        raise CannotEditError(f"「{event.title}」は実施済み(held)です。中止にはできません。")
    sheet, at = desk.sheet(FILE), (SECTION, index)
    if day:
        when = _exact(day)
        numbers = _covering(event, when)
        sheet = _on_day(sheet, at, event, numbers, when)
        said = f"「{event.title}」の{say_date(when)}を中止にしました。"
    else:
        numbers = []
        sheet = _from_today(sheet, at, event, desk.today)
        said = f"「{event.title}」を中止にしました。"
    if note:
        is_one_day = (
            len(numbers) == 1
            and len(event.occurrences) > 1
            and _days(event.occurrences[numbers[0]])[0] == _days(event.occurrences[numbers[0]])[1]
        )
        sheet = _noted(
            sheet,
            (*at, "occurrences", numbers[0]) if is_one_day else at,
            note,
            keys_of(Occurrence if is_one_day else Event),
        )
    return desk.with_files(_revised(sheet, at, event, desk.today)), said


def _on_day(sheet: Sheet, at: Loc, event: Event, numbers: list[int], when: date) -> Sheet:
    """All that an event would have done on a day, at whatever place, called off."""
    if len(event.occurrences) == 1 and _days(event.occurrences[0]) == (when, when):
        return _off(sheet, at, event)
    for number in numbers:
        place = (*at, "occurrences", number)
        first, last = _days(event.occurrences[number])
        if first == last:
            sheet = sheet.with_value(place, "status", OFF, keys_of(Occurrence))
        else:
            sheet = sheet.with_item(place, "cancelled_on", when.isoformat(), keys_of(Occurrence))
    return sheet


def _from_today(sheet: Sheet, at: Loc, event: Event, today: date) -> Sheet:
    """A whole event called off; days that are over took place."""
    if all(_days(one)[0] >= today for one in event.occurrences):
        return _off(sheet, at, event)
    remains = False
    for number, one in enumerate(event.occurrences):
        place = (*at, "occurrences", number)
        if _days(one)[0] >= today:
            sheet, remains = sheet.with_value(place, "status", OFF, keys_of(Occurrence)), True
        for day in open_days(one) if _days(one)[0] < today <= _days(one)[1] else ():
            if day >= today and day not in one.cancelled_on:
                sheet = sheet.with_item(place, "cancelled_on", day.isoformat(), keys_of(Occurrence))
                remains = True
    if not remains:
        raise CannotEditError(
            f"「{event.title}」は、終わっています。開かれなかったのなら、日を書いて(DATE=…)中止にしてください。"
        )
    return sheet


def _off(sheet: Sheet, at: Loc, event: Event) -> Sheet:
    """The event and every occurrence that has a status of its own."""
    for number, one in enumerate(event.occurrences):
        if one.status not in {None, OFF}:
            sheet = sheet.with_value((*at, "occurrences", number), "status", OFF, keys_of(Occurrence))
    return sheet.with_value(at, "status", OFF, keys_of(Event))


def _noted(sheet: Sheet, place: Loc, note: str, order: list[str]) -> Sheet:
    """A word for visitors, after what the note said before."""
    before = sheet.value((*place, "note"))
    return sheet.with_value(place, "note", f"{before} {note}" if before else note, order)


def _found(desk: Desk, wanted: str) -> tuple[Event, int]:
    """An event by id or title, and its number in the file; of several that fit, one that is not over."""
    records = desk.sheet(FILE).document.data.get(SECTION, [])
    wanted = wanted.strip().removeprefix("/events/").strip("/")
    named = [number for number, one in enumerate(records) if one.get("id") == wanted]
    if not named and wanted:
        fitting = [n for n, one in enumerate(records) if wanted in one.get("title", "") or wanted in one.get("id", "")]
        exact = [n for n in fitting if records[n].get("title", "").strip() == wanted]
        ahead = [n for n in fitting if _is_ahead(desk, records[n].get("id", ""))]
        named = [n for n in exact if n in ahead] or ahead or exact or fitting
    if len(named) == 1:
        event, _, _ = understood(Event, records[named[0]], "この催し")
        return event, named[0]
    if not named:
        raise CannotEditError(f"「{wanted}」という催しがありません。idか題名を、events.yaml で確かめてください。")
    ids = "、".join(f"{records[number].get('id')}({records[number].get('title')})" for number in named[-8:])
    raise CannotEditError(f"「{wanted}」に当てはまる催しが{len(named)}件あります。idで選んでください: {ids}")


def _is_ahead(desk: Desk, name: str) -> bool:
    event = desk.hub.events.get(name)
    return event is not None and any(_days(one)[1] >= desk.today for one in event.occurrences)


def _exact(text: str) -> date:
    day = read_certain_day(text)
    if day is None or not day.is_exact:
        raise CannotEditError(f"日付「{text}」が読めません。2026-12-05 のように、年月日を書いてください。")
    return day.first


def _days(occurrence: Occurrence) -> tuple[date, date]:
    return occurrence.starts_on.first, (occurrence.ends_on or occurrence.starts_on).last


def _covering(event: Event, when: date) -> list[int]:
    """The occurrences to which a day belongs, without those that are off already."""
    numbers = [number for number, one in enumerate(event.occurrences) if when in open_days(one)]
    left = [number for number in numbers if not _is_off(event, event.occurrences[number], when)]
    if left:
        return left
    if numbers:
        raise CannotEditError(f"「{event.title}」の{say_date(when)}は、もう中止になっています。")
    known = "、".join(dict.fromkeys(_spans(event)))
    hint = f"会期は {known} です。" if known else "会期の日が、まだ決まっていません。"
    raise CannotEditError(f"「{event.title}」に、{say_date(when)}の回はありません。{hint}")


def _is_off(event: Event, one: Occurrence, when: date) -> bool:
    return (one.status or event.status) == OFF or when in one.cancelled_on


def _spans(event: Event) -> Iterator[str]:
    for one in event.occurrences:
        if one.starts_on.is_exact:
            yield say_span(one.starts_on, one.ends_on) + ("(土日祝日を除く)" if one.days == "weekdays" else "")


def _revised(sheet: Sheet, at: tuple[str, int], event: Event, today: date) -> Sheet:
    """The record with its number of revision raised and the day of its change."""
    sheet = sheet.with_value(at, "sequence", str(event.sequence + 1), keys_of(Event))
    return sheet.with_value(at, "updated_on", today.isoformat(), keys_of(Event))
