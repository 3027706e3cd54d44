"""Everything that a record names exists."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hub.municipalities import PREFECTURES
from hub.rules.finding import Case, Finding
from hub.source import Loc

PARTY_SECTIONS = ("municipalities", "associations", "abroad", "organisations")
Mention = tuple[Loc, str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a field may name: its Japanese word, where it stands, and every name there is."""

    word: str
    home: str
    names: frozenset[str]


def _targets(case: Case) -> dict[str, Target]:
    declared = case.register.declared
    parties = frozenset().union(*(declared(section) for section in PARTY_SECTIONS), PREFECTURES)
    hub = case.hub
    return {
        "partner": Target("相手", "partners.yaml", parties),
        "framework": Target("枠組み", "partners.yaml の frameworks", frozenset(declared("frameworks"))),
        "organisation": Target("企業・団体", "partners.yaml の organisations", frozenset(declared("organisations"))),
        "agreement": Target("協定", "partners.yaml の agreements", frozenset(declared("agreements"))),
        "series": Target("シリーズ", "events.yaml の series", frozenset(declared("series"))),
        "event": Target("催し", "events.yaml の events", frozenset(declared("events"))),
        "initiative": Target("取組", "content/initiatives", frozenset(declared("content/initiatives"))),
        "district": Target("地区", "mkdocs.yml の districts", frozenset(hub.districts)),
        "issue": Target("情報誌の号", "content/magazine", frozenset(declared("content/magazine"))),
    }


_SINGLE = {
    "framework": "framework",
    "organisation": "organisation",
    "series": "series",
    "initiative": "initiative",
    "district": "district",
    "issue": "issue",
    "renews": "agreement",
    "merged_into": "partner",
}
_MANY = {
    "parties": "partner",
    "participants": "partner",
    "partners": "partner",
    "story_partners": "partner",
    "members": "partner",
    "agreements": "agreement",
    "organisations": "organisation",
    "frameworks": "framework",
    "districts": "district",
    "series": "series",
    "events": "event",
    "initiatives": "initiative",
}


def reference_exists(case: Case) -> Iterator[Finding]:
    """Ensure that every partner, event, framework, initiative … that a record names exists."""
    targets = _targets(case)
    for section, key, record in _records(case):
        for field, loc, value in _mentions(record):
            target = targets[field]
            if value in target.names or _is_soft(field, loc, value, case):
                continue
            title = case.register.names.get((section, key)) or getattr(record, "title", key)
            message = f"「{title}」が名ざす{target.word}「{value}」が、{target.home}にありません。"
            yield Finding((section, key), loc, message, _nearest(value, target, case))


def source_is_registered(case: Case) -> Iterator[Finding]:
    """Ensure that every cited document's id stands in the register of documents."""
    known = case.register.declared("documents")
    for section, key, record in _records(case):
        for loc, source in _sources(record):
            name = re.split("「", source)[0]
            if source.startswith("http") or name in known:
                continue
            near = difflib.get_close_matches(name, sorted(known), 1)
            remedy = (
                f"「{near[0]}」ではありませんか。"
                if near
                else "partners.yaml の documents に資料を足すか、https:// の住所を書いてください。"
            )
            title = case.register.names.get((section, key)) or getattr(record, "title", key)
            yield Finding((section, key), loc, f"「{title}」の出典「{name}」が、資料の一覧にありません。", remedy)


def _records(case: Case) -> Iterator[tuple[str, str, Any]]:
    for section, records in case.records.items():
        for record in records:
            yield section, getattr(record, "code", None) or record.id, record
    content = case.hub.content
    for name, pages in (
        ("initiatives", content.initiatives),
        ("districts", content.districts),
        ("magazine", content.issues),
    ):
        for slug, page in pages.items():
            yield f"content/{name}", slug, page.matter
    for address, page in content.abouts.items():
        yield "content/about", address.split("/")[1], page.matter
    yield "content/index", "index", content.cover.matter


def _mentions(record: Any, at: Loc = ()) -> Iterator[tuple[str, Loc, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name, None)
        if not value:
            continue
        if name in _SINGLE and isinstance(value, str):
            yield _SINGLE[name], (*at, name), value
        elif name in _MANY and isinstance(value, tuple):
            yield from ((_MANY[name], (*at, name, index), item) for index, item in enumerate(value))
        elif name == "ties":
            for index, tie in enumerate(value):
                yield from _mentions(tie, (*at, name, index))


def _is_soft(field: str, loc: Loc, value: str, case: Case) -> bool:
    """A member of an association, or a merger's heir, need only exist in Japan."""
    return field == "partner" and loc[0] in {"members", "merged_into"} and bool(case.hub.gazetteer.by_code(value))


def _sources(record: Any, at: Loc = ()) -> Iterator[Mention]:
    fields: Iterable[str] = type(record).model_fields
    for name in fields:
        value = getattr(record, name, None)
        if name == "source" and value:
            single = len(value) == 1
            for index, source in enumerate(value):
                yield (*at, name) if single else (*at, name, index), source
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if hasattr(type(item), "model_fields"):
                    yield from _sources(item, (*at, name, index))
        elif hasattr(type(value), "model_fields"):
            yield from _sources(value, (*at, name))


def _nearest(value: str, target: Target, case: Case) -> str:
    near = difflib.get_close_matches(value, sorted(target.names), 1, 0.6)
    place = case.hub.gazetteer.by_code(value) if target.word == "相手" else None
    if place is not None:
        return f"「{value}」は{place.prefecture}{place.name}です。partners.yaml の municipalities に足してください。"
    if target.word == "相手" and (named := case.hub.gazetteer.named(value)):
        listed = "、".join(f"{one.prefecture}{one.name}は「{one.code}」" for one in named)
        return f"名前ではなくコードで書いてください。{listed}です。"
    if near:
        return f"「{near[0]}」ではありませんか。"
    return f"{target.home}に足すか、書いた値を直してください。"


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (reference_exists, source_is_registered)
