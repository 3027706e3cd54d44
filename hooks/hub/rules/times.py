"""Days and times agree with one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.dates import WEEKDAYS, say, say_date, weekday
from hub.rules.finding import Case, Finding
from hub.source import Loc


def ends_after_start(case: Case) -> Iterator[Finding]:
    """Ensure that nothing ends before it begins."""
    for event in case.records["events"]:
        for index, occurrence in enumerate(event.occurrences):
            loc: Loc = ("occurrences", index, "ends_on")
            yield from _order(("events", event.id), event.title, loc, occurrence)
    for section in ("municipalities", "prefectures", "associations", "abroad", "organisations"):
        for record in case.records[section]:
            key = (section, getattr(record, "code", None) or record.id)
            for index, tie in enumerate(record.ties):
                yield from _order(key, f"{record.name}の「{tie.title}」", ("ties", index, "ends_on"), tie)


def _order(key: tuple[str, str], title: str, loc: Loc, span: Any) -> Iterator[Finding]:
    starts_on, ends_on = span.starts_on, span.ends_on
    if starts_on is None or ends_on is None or ends_on.last >= starts_on.first:
        return
    message = f"{title}の終わる日({say(ends_on)})が、始まる日({say(starts_on)})より前です。"
    yield Finding(key, loc, message, "始まる日と終わる日を見くらべて、どちらかを直してください。")


def weekday_agrees(case: Case) -> Iterator[Finding]:
    """Ensure that a weekday written by hand is that of the day."""
    for event in case.records["events"]:
        for index, occurrence in enumerate(event.occurrences):
            written = (occurrence.weekday or "").strip("()（）曜日 ") or occurrence.weekday
            if not written or not occurrence.starts_on.is_exact:
                continue
            day = occurrence.starts_on.first
            if written[:1] not in WEEKDAYS or written[:1] != weekday(day):
                message = f"{event.title}の曜日「{occurrence.weekday}」が、日付と合いません。{say_date(day)}です。"
                remedy = "日付か曜日のどちらかを直してください。曜日は書かなくてもかまいません。"
                yield Finding(("events", event.id), ("occurrences", index, "weekday"), message, remedy)


RULES = (ends_after_start, weekday_agrees)
