"""Everything that a record names exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from hub.municipalities import PREFECTURES
from hub.rules.finding import Case, Finding, Rule
from hub.schema.common import Record
from hub.source import Loc

PARTY_SECTIONS = ("municipalities", "associations", "abroad", "organisations")


@dataclass(frozen=True, slots=True)
class Target:
    """What a field may name: its Japanese word, where it stands, and every name there is."""

    word: str
    home: str
    names: frozenset[str]


def _targets(case: Case) -> dict[str, Target]:
    declared = case.register.declared
    parties = frozenset().union(*(declared(section) for section in PARTY_SECTIONS), PREFECTURES)
    return {
        "partner": Target("相手", "partners.yaml", parties),
        "framework": Target("枠組み", "partners.yaml の frameworks", frozenset(declared("frameworks"))),
        "organisation": Target("企業・団体", "partners.yaml の organisations", frozenset(declared("organisations"))),
        "agreement": Target("協定", "partners.yaml の agreements", frozenset(declared("agreements"))),
        "series": Target("シリーズ", "events.yaml の series", frozenset(declared("series"))),
        "event": Target("催し", "events.yaml の events", frozenset(declared("events"))),
        "initiative": Target("取組", "content/initiatives", frozenset(declared("content/initiatives"))),
        "district": Target("地区", "mkdocs.yml の districts", frozenset(case.hub.districts)),
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
    "agreement": "agreement",
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
    "cover_frameworks": "framework",
    "districts": "district",
    "series": "series",
    "events": "event",
    "initiatives": "initiative",
}


def reference_exists(case: Case) -> Iterator[Finding]:
    """Ensure that every partner, event, framework, initiative … that a record names exists."""
    targets = _targets(case)
    for key, record in case.written:
        for target, loc, value in _unknown(record, targets):
            if value == case.hub.site.ward.code or _is_soft(target, loc, value, case):
                continue
            title = case.title(key, record)
            message = f"「{title}」に書かれた{target.word}「{value}」が、{target.home} にありません。"
            yield Finding(key, loc, message, _nearest(value, target, case))


def source_is_registered(case: Case) -> Iterator[Finding]:
    """Ensure that every cited document's id stands in the register of documents."""
    known = case.register.declared("documents")
    unknown = [(key, loc, name) for key, loc, _, name in case.cited if name not in known and name[:4] != "http"]
    titles = {key: case.title(key, record) for key, record in case.written} if unknown else {}
    for key, loc, name in unknown:
        near = case.guess(name, known)
        add = "partners.yaml の documents に資料を足すか、https:// で始まる住所を書いてください。"
        remedy = f"「{near}」ではありませんか。" if near else add
        message = f"「{titles[key]}」の出典「{name}」が、資料の一覧にありません。"
        yield Finding(key, loc, message, remedy)


_INNER = frozenset({"ties", "occurrences", "conduct"})


@cache
def _naming(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that can name another."""
    return tuple(name for name in model.model_fields if name in _SINGLE or name in _MANY or name in _INNER)


def _unknown(record: Record, targets: Mapping[str, Target], at: Loc = ()) -> Iterator[tuple[Target, Loc, str]]:
    """What a record names that does not stand where it should: the target, the place in the record, the name."""
    for name in _naming(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if name in _SINGLE and isinstance(value, str):
            target = targets[_SINGLE[name]]
            if value not in target.names:
                yield target, (*at, name), value
        elif name in _MANY and isinstance(value, tuple):
            target = targets[_MANY[name]]
            if not target.names.issuperset(value):
                missing = ((index, item) for index, item in enumerate(value) if item not in target.names)
                yield from ((target, (*at, name, index), item) for index, item in missing)
        elif name in _INNER and isinstance(value, tuple):
            for index, part in enumerate(value):
                yield from _unknown(part, targets, (*at, name, index))
        elif name in _INNER:
            yield from _unknown(value, targets, (*at, name))


def _is_soft(target: Target, loc: Loc, value: str, case: Case) -> bool:
    """A member of an association need only exist in Japan."""
    return target.word == "相手" and loc[0] == "members" and bool(case.hub.gazetteer.by_code(value))


def _nearest(value: str, target: Target, case: Case) -> str:
    if target.word == "相手":
        place = case.hub.gazetteer.by_code(value)
        if place is not None:
            return f"「{value}」は{place.full_name}です。partners.yaml の municipalities に足してください。"
        if named := case.hub.gazetteer.named(value):
            listed = "、".join(f"{one.full_name}は「{one.code}」" for one in named)
            return f"名前ではなくコードで書いてください。{listed}です。"
        zero = f"0{value}"
        if value.isdigit() and (zero in target.names or case.hub.gazetteer.by_code(zero)):
            return f'先頭の0が落ちています。「"{zero}"」と、引用符で囲んで書いてください。'
    near = case.guess(value, target.names)
    return f"「{near}」ではありませんか。" if near else f"{target.home} に足すか、書いた値を直してください。"


RULES: tuple[Rule, ...] = (reference_exists, source_is_registered)
