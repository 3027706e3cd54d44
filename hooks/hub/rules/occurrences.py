"""The days and hours of an event hold together with its status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from hub.dates import say, say_date, say_span
from hub.rules.finding import Case, Finding, Rule
from hub.schema.events import Event, Occurrence
from hub.turns import open_days

_YEAR = re.compile(r"-((?:19|20)[0-9]{2})$")


def _last(occurrence: Occurrence) -> date:
    return (occurrence.ends_on or occurrence.starts_on).last


def _last_of_all(event: Event) -> date:
    return max(map(_last, event.occurrences))


def hours_differ(case: Case) -> Iterator[Finding]:
    """Ensure that nothing closes at the moment it opens; an earlier hour means the next day."""
    for key, event, at, occurrence in case.occurrences:
        if occurrence.opens is not None and occurrence.opens == occurrence.closes:
            message = f"「{event.title}」の開始時刻と終了時刻が、同じ {occurrence.opens:%H:%M} です。"
            remedy = "どちらかを直してください。終わる時刻が決まっていなければ「closes:」を消してください。"
            yield Finding(key, (*at, "closes"), message, remedy)


def weekdays_exist(case: Case) -> Iterator[Finding]:
    """Ensure that a span that is open on weekdays only has a weekday."""
    for key, event, at, occurrence in case.occurrences:
        if occurrence.days != "weekdays":
            continue
        first, last = occurrence.starts_on.first, _last(occurrence)
        if (last - first).days >= 2:
            continue
        if all((first + timedelta(days=step)).weekday() >= 5 for step in range((last - first).days + 1)):
            message = (
                f"「{event.title}」は土日祝日を除くとありますが、会期が土日だけです({say(occurrence.starts_on)})。"
            )
            yield Finding(key, (*at, "days"), message, "日付を直すか、「days: weekdays」を消してください。")


def postponement_is_told(case: Case) -> Iterator[Finding]:
    """Ensure that an occurrence with a new day is marked as postponed."""
    for key, event, at, occurrence in case.occurrences:
        if occurrence.postponed_to is not None and (occurrence.status or event.status) != "postponed":
            message = f"「{event.title}」に延期後の日がありますが、状態が「延期」になっていません。"
            remedy = "「status: postponed」と書くか、「postponed_to:」を消してください。"
            yield Finding(key, (*at, "postponed_to"), message, remedy)


def postponement_says_more(case: Case) -> Iterator[Finding]:
    """Ensure that who reads of a postponement learns the new day or the reason."""
    for key, event, at, occurrence in case.occurrences:
        is_told = occurrence.postponed_to is not None or occurrence.note or event.note
        if (occurrence.status or event.status) == "postponed" and not is_told:
            message = f"「{event.title}」({say(occurrence.starts_on)})は延期とありますが、新しい日も理由もありません。"
            remedy = "「postponed_to: 2027-04-10」のように新しい日を書くか、note に理由を書いてください。"
            yield Finding(key, (*at, "status") if occurrence.status else ("status",), message, remedy)


def moved_day_is_another(case: Case) -> Iterator[Finding]:
    """Ensure that a changed day is not the day it was changed from."""
    for key, event, at, occurrence in case.occurrences:
        if occurrence.moved_from is not None and occurrence.moved_from == occurrence.starts_on:
            message = f"「{event.title}」の変える前の日が、始まる日と同じ{say(occurrence.starts_on)}です。"
            remedy = "starts_on に新しい日を書くか、「moved_from:」を消してください。"
            yield Finding(key, (*at, "moved_from"), message, remedy)


def cancelled_day_is_among_the_days(case: Case) -> Iterator[Finding]:
    """Ensure that a day that is said to be cancelled is one of the days of its occurrence."""
    for key, event, at, occurrence in case.occurrences:
        days = open_days(occurrence) if occurrence.cancelled_on else ()
        for index, day in enumerate(occurrence.cancelled_on):
            if day not in days:
                span = say_span(occurrence.starts_on, occurrence.ends_on)
                rest = "(土日祝日を除く)" if occurrence.days == "weekdays" else ""
                message = f"「{event.title}」の中止した日({say_date(day)})が、会期({span}{rest})の日ではありません。"
                remedy = "中止した日か会期を、出典で確かめて直してください。"
                yield Finding(key, (*at, "cancelled_on", index), message, remedy)


def closing_has_an_opening(case: Case) -> Iterator[Finding]:
    """Ensure that hours that end also begin."""
    for key, event, at, occurrence in case.occurrences:
        if occurrence.closes is not None and occurrence.opens is None:
            closes = f"{occurrence.closes:%H:%M}"
            message = f"「{event.title}」に終了時刻({closes})だけがあって、開始時刻がありません。"
            remedy = f"「opens:」を書き足すか、時刻を消して note に「{closes}まで」と書いてください。"
            yield Finding(key, (*at, "closes"), message, remedy)


def occurrence_is_in_its_year(case: Case) -> Iterator[Finding]:
    """Ensure that an occurrence is not outside its event: in another year than that of the event's id."""
    for key, event, at, occurrence in case.occurrences:
        found = _YEAR.search(event.id)
        if found and occurrence.starts_on.first.year - int(found[1]) not in {0, 1}:
            message = f"「{event.title}」の会期({say(occurrence.starts_on)})が、id「{event.id}」の年から外れています。"
            remedy = "始まる日の年を確かめてください。別の年の催しなら、id の違う、別の記録にしてください。"
            yield Finding(key, (*at, "starts_on"), message, remedy)


def held_day_has_come(case: Case) -> Iterator[Finding]:
    """Ensure that nothing is said to have been held before its day."""
    for key, event, at, occurrence in case.occurrences:
        if (occurrence.status or event.status) == "held" and occurrence.starts_on.first > case.hub.today:
            message = f"「{event.title}」は実施済み(held)とありますが、{say(occurrence.starts_on)}はまだ来ていません。"
            remedy = "日付を確かめるか、状態を「scheduled」(実施予定)に直してください。"
            yield Finding(key, (*at, "starts_on"), message, remedy, "notice")


def scheduled_day_is_to_come(case: Case) -> Iterator[Finding]:
    """Ensure that the outcome is written once the last day has passed."""
    for key, event in case.in_sections("events"):
        if event.status == "scheduled" and (last := _last_of_all(event)) < case.hub.today - timedelta(days=14):
            message = f"「{event.title}」は、終わりの日({say_date(last)})から2週間をすぎても「実施予定」のままです。"
            remedy = "状態を「held」(実施済み)・「cancelled」(中止)・「unconfirmed」(未確認)のどれかに直してください。"
            yield Finding(key, ("status",), message, remedy, "notice")


def occurrences_in_order(case: Case) -> Iterator[Finding]:
    """Ensure that the days of an event stand in order, for the first is taken as its beginning."""
    for key, event in case.in_sections("events"):
        for index in range(1, len(event.occurrences)):
            before, after = event.occurrences[index - 1].starts_on, event.occurrences[index].starts_on
            if after.first < before.first:
                message = f"「{event.title}」の会期が、早い順に並んでいません({say(before)}のあとに{say(after)})。"
                yield Finding(key, ("occurrences", index), message, "始まる日の早い順に並べ替えてください。")


def occurrence_is_written_once(case: Case) -> Iterator[Finding]:
    """Ensure that no occurrence is written twice in an event."""
    for key, event in case.in_sections("events"):
        if len(event.occurrences) == 1:
            continue
        seen = set()
        for index, one in enumerate(event.occurrences):
            mark = (one.starts_on, one.ends_on, one.opens, one.title, one.venue)
            if mark in seen:
                message = f"「{event.title}」に、同じ会期({say(one.starts_on)})が二度あります。"
                yield Finding(key, ("occurrences", index), message, "片方を消すか、日付や時刻を直してください。")
            seen.add(mark)


def event_is_written_once(case: Case) -> Iterator[Finding]:
    """Ensure that no event is entered a second time under another id."""
    seen: dict[tuple[str, date], str] = {}
    for key, event in case.in_sections("events"):
        mark = (event.title, event.occurrences[0].starts_on.first)
        first = seen.setdefault(mark, event.id)
        if first != event.id and event.occurrences[0].starts_on.is_exact:
            message = f"「{event.title}」({say_date(mark[1])})が、id「{first}」と「{event.id}」の二つの記録にあります。"
            remedy = "同じ催しなら一つにまとめ、別の催しなら区別できる題名にしてください。"
            yield Finding(key, ("title",), message, remedy, "notice")


def event_is_shown_in_time(case: Case) -> Iterator[Finding]:
    """Ensure that an event can be seen before it is over, and applied for before it."""
    for key, event in case.in_sections("events"):
        if event.shown_from is None and event.application is None:
            continue
        last = _last_of_all(event)
        if event.shown_from is not None and event.shown_from > last:
            message = f"「{event.title}」は、催しが終わったあとの{say_date(event.shown_from)}まで公開されません。"
            yield Finding(key, ("shown_from",), message, "公開を始める日を、催しの前の日に直してください。", "notice")
        closing = event.application.closes_on if event.application else None
        if closing is not None and closing.first > last:
            message = f"「{event.title}」の受付の終わり({say(closing)})が、催しの終わり({say_date(last)})より後です。"
            remedy = "受付の終わりか会期を直してください。"
            yield Finding(key, ("application", "closes_on"), message, remedy, "notice")


RULES: tuple[Rule, ...] = (
    hours_differ,
    weekdays_exist,
    postponement_is_told,
    postponement_says_more,
    moved_day_is_another,
    cancelled_day_is_among_the_days,
    closing_has_an_opening,
    occurrence_is_in_its_year,
    held_day_has_come,
    scheduled_day_is_to_come,
    occurrences_in_order,
    occurrence_is_written_once,
    event_is_written_once,
    event_is_shown_in_time,
)
