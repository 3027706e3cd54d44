"""By what lists of events and the calendar can be narrowed: what each event says, as marks, and the choices there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hub.model import Hub
from hub.municipalities import REGION_KEYS, REGION_OF
from hub.plain import plain
from hub.schema.events import Event
from hub.status import CATEGORIES

# For whom an event is: the mark, its word, and what is written in 対象. An event may be for several, or say nothing known.
AUDIENCES: dict[str, tuple[str, str]] = {
    "anyone": ("どなたでも", "どなた|だれでも|誰でも"),
    "children": ("こども・学生", "小学|中学|高校|園児|幼児|児童|生徒|学生|こども|子ども|子供|親子"),
    "residents": ("区内の人", "在住|在勤|在学|区民"),
}
_ORDER = list(REGION_KEYS.values()).index
FEES = {"free": "無料", "paid": "有料"}


@plain
class Sieve:
    """One condition: its key in the address and in the marks, its name, and its choices as (value, word)."""

    key: str
    title: str
    choices: tuple[tuple[str, str], ...]


def marks_of(hub: Hub, event: Event) -> str:
    """What an event says for every condition, as `key:value` parted by spaces; what is not told has no mark."""
    fees = " ".join([text for text in (event.fee, *(one.fee for one in event.occurrences)) if text])
    found = (
        ("kind", (event.category,)),
        ("fee", (_fee(fees),)),
        ("for", _audiences(event.audience or "")),
        ("access", ("told" if event.barrier_free else "",)),
        ("language", ("told" if event.languages else "",)),
        ("apply", ("needed" if event.application else "",)),
        ("region", _regions(hub, event)),
    )
    return " ".join([f"{key}:{value}" for key, values in found for value in values if value])


@lru_cache(1024)
def _fee(written: str) -> str:
    return "free" if re.match("(入場|参加|観覧)?無料", written) else "paid" if re.search("円|有料", written) else ""


@lru_cache(1024)
def _audiences(written: str) -> tuple[str, ...]:
    return tuple(key for key, (_, words) in AUDIENCES.items() if re.search(words, written))


def sieves(hub: Hub, marks: Iterable[str]) -> tuple[Sieve, ...]:
    """The conditions that part some events, by their marks: none that fits nothing, none without a choice."""
    _ = hub.setting.words.gettext
    known = {mark for text in set(marks) for mark in text.split()}
    offered = (
        ("kind", _("分類"), CATEGORIES),
        ("fee", _("料金"), FEES),
        ("for", _("対象"), {key: word for key, (word, _words) in AUDIENCES.items()}),
        ("access", _("バリアフリー"), {"told": "案内あり"}),
        ("language", _("使える言葉"), {"told": "案内あり"}),
        ("apply", _("申込み"), {"needed": "申込みがいる"}),
        ("region", _("相手の地方"), {key: region for region, key in REGION_KEYS.items()}),
    )
    found = (
        Sieve(key, title, tuple((value, _(word)) for value, word in words.items() if f"{key}:{value}" in known))
        for key, title, words in offered
    )
    return tuple(sieve for sieve in found if sieve.choices)


def _regions(hub: Hub, event: Event) -> Iterable[str]:
    parties = [hub.party(key) for key in event.participants]
    found = {REGION_OF[party.prefecture] for party in parties if party is not None and party.prefecture}
    return sorted(found, key=_ORDER)
