"""Lists hold each entry once, and records stand where staff look for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hub.dates import Day, say
from hub.records import Key
from hub.rules.finding import Case, Finding, Rule, lists_of
from hub.schema.common import Record
from hub.source import Loc


def entry_is_written_once(case: Case) -> Iterator[Finding]:
    """Ensure that no list names the same partner, year, source or item twice."""
    for key, record in case.written:
        for at, part, name in _repeating(record, ()):
            yield from _repeats(case, key, record, at, part, name)


def _repeating(record: Record, at: Loc) -> Iterator[tuple[Loc, Record, str]]:
    """Every list that holds something twice: the place of the part of a record with it, the part, its field."""
    for name in lists_of(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value[0], Record):
            for index, item in enumerate(value):
                yield from _repeating(item, (*at, name, index))
        elif len(value) > 1 and len(value) > len(set(value)):
            yield at, record, name


def _repeats(case: Case, key: Key, record: Record, at: Loc, part: Record, name: str) -> Iterator[Finding]:
    title, field, seen = case.title(key, record), type(part).model_fields[name].title, set()
    for index, item in enumerate(getattr(part, name)):
        if item in seen:
            shown = say(item) if isinstance(item, Day) else str(item)
            called = case.party_name(shown)
            which = f"「{shown}」({called})" if called != shown else f"「{shown}」"
            message = f"「{title}」の{field}に、{which}が二度あります。"
            yield Finding(key, (*at, name, index), message, "どちらか一方を消してください。")
        seen.add(item)


# The sections whose order is promised in the files, with what they are ordered by.
ORDERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "documents": ("idの順", lambda record: record.id),
    "municipalities": ("コードの順", lambda record: record.code),
    "prefectures": ("番号の順", lambda record: record.code),
    "series": ("idの順", lambda record: record.id),
    "events": ("初日の順", lambda record: record.occurrences[0].starts_on.first),
}


def records_are_in_order(case: Case) -> Iterator[Finding]:
    """Ensure that records stand in the order in which staff look for them."""
    for section, (word, rank) in ORDERS.items():
        records = list(case.in_sections(section))
        ranks = [rank(record) for _, record in records]
        kept = _longest_run(ranks)
        in_place = [ranks[index] for index in kept]
        for index in sorted(set(range(len(ranks))) - set(kept)):
            key, record = records[index]
            position = bisect_right(in_place, ranks[index])
            place = "一覧の終わり"
            if position < len(kept):
                next_key, next_record = records[kept[position]]
                place = f"「{case.title(next_key, next_record)}」({case.register.line(next_key)}行目)の前"
            message = f"「{case.title(key, record)}」が、{word}に並んでいません。"
            yield Finding(key, (), message, f"{place}に移すと、探しやすくなります。", "notice")


def _longest_run(ranks: Sequence[Any]) -> list[int]:
    """The positions of a longest run that never falls: what stands outside it is out of place."""
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, rank in enumerate(ranks):
        position = bisect_right(tails, rank)
        before.append(ends[position - 1] if position else -1)
        if position == len(tails):
            tails.append(rank)
            ends.append(index)
        else:
            tails[position], ends[position] = rank, index
    kept, index = [], ends[-1] if ends else -1
    while index >= 0:
        kept.append(index)
        index = before[index]
    return kept[::-1]


def counts_are_in_order(case: Case) -> Iterator[Finding]:
    """Ensure that published counts stand from the oldest to the newest."""
    for key, framework in case.in_sections("frameworks"):
        for index in range(1, len(framework.counts)):
            before, after = framework.counts[index - 1].as_of, framework.counts[index].as_of
            if after.first < before.first:
                message = f"「{framework.name}」の公表数が、基準日の古い順に並んでいません({say(before)}のあとに{say(after)})。"
                yield Finding(key, ("counts", index), message, "基準日の古い順に並べ替えてください。", "notice")


RULES: tuple[Rule, ...] = (entry_is_written_once, records_are_in_order, counts_are_in_order)
