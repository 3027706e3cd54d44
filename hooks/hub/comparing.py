"""What the public will see of a change: two states of the data compared, in words. Reads and builds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from hub.addresses import addresses
from hub.dates import Day, say, say_span
from hub.identity import occurrence_ids
from hub.model import Hub
from hub.reporting import literal
from hub.schema.events import Event, Occurrence
from hub.status import TIE_KINDS
from hub.tables import STATES

MOST = 30
_OFF = "cancelled"
_SILENT = frozenset({"sequence", "updated_on", "added_on"})
# What each kind of record is called, with all of its kind in a hub.
_KINDS: tuple[tuple[str, Callable[[Hub], Mapping[str, Any]]], ...] = (
    ("催し", lambda hub: hub.events),
    ("シリーズ", lambda hub: hub.series),
    ("まち・団体", lambda hub: {key: partner.record for key, partner in hub.partners.items()}),
    ("都道府県", lambda hub: {key: partner.record for key, partner in hub.prefectures.items()}),
    ("企業・団体", lambda hub: {key: partner.record for key, partner in hub.organisations.items()}),
    ("協定", lambda hub: hub.agreements),
    ("枠組み", lambda hub: hub.frameworks),
    ("出典の資料", lambda hub: hub.documents),
)


@dataclass
class Changes:
    """What is different, each as (kind of record, sentence), and the addresses of pages."""

    added: list[tuple[str, str]] = field(default_factory=list)
    cancelled: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    pages_added: list[str] = field(default_factory=list)
    pages_changed: list[str] = field(default_factory=list)
    pages_removed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def text(self, as_markdown: bool = False) -> str:
        """The changes for a terminal, or for a pull request."""
        return re.sub("\n{3,}", "\n\n", "\n".join(_lines(self, literal if as_markdown else str)))


def compared(old: Hub, new: Hub, old_pages: Mapping[str, object], new_pages: Mapping[str, object]) -> Changes:
    """What is different between two hubs and their pages by path."""
    found = Changes()
    for kind, records in _KINDS:
        _compare(found, kind, (old, records(old)), (new, records(new)))
    before, after = _writings(old), _writings(new)
    found.added += [("読みもの", _called(after[key])) for key in after.keys() - before.keys()]
    found.removed += [("読みもの", _called(before[key])) for key in before.keys() - after.keys()]
    found.changed += [("読みもの", _called(after[key])) for key in before if key in after and after[key] != before[key]]
    before_paths, after_paths = _pages(old_pages), _pages(new_pages)
    found.pages_added = sorted(after_paths.keys() - before_paths.keys())
    found.pages_removed = sorted(before_paths.keys() - after_paths.keys())
    found.pages_changed = sorted(
        key for key in after_paths.keys() & before_paths.keys() if after_paths[key] != before_paths[key]
    )
    found.lost = sorted(addresses(old) - addresses(new))
    for part in (found.added, found.cancelled, found.changed, found.removed):
        part.sort()
    return found


def _compare(found: Changes, kind: str, old: tuple[Hub, Mapping[str, Any]], new: tuple[Hub, Mapping[str, Any]]) -> None:
    (_, before), (hub, after) = old, new
    found.added += [(kind, _named(after[key])) for key in after.keys() - before.keys()]
    for key in before.keys() - after.keys():
        address = f"/events/{key}/" if kind == "催し" else _partner_address(old[0], key)
        end = "(ページは「掲載終了」になります)" if address in hub.moved else ""
        found.removed.append((kind, _named(before[key]) + end))
    for key in after.keys() & before.keys():
        if after[key] == before[key]:
            continue
        off = list(_newly_off(before[key], after[key])) if kind == "催し" else []
        found.cancelled += [(kind, f"「{after[key].title}」{days}") for days in off]
        said = "、".join(_fields(before[key], after[key], without=frozenset({"status", "occurrences"} if off else ())))
        if said:
            found.changed.append((kind, f"{_named(after[key])}: {said}"))


def _partner_address(hub: Hub, key: str) -> str:
    party = hub.party(key)
    return party.address if party else ""


def _newly_off(old: Event, new: Event) -> Iterator[str]:
    """The days that are called off now and were not before."""
    was = {name: one.status or old.status for name, one in zip(occurrence_ids(old), old.occurrences, strict=True)}
    off = [
        one
        for name, one in zip(occurrence_ids(new), new.occurrences, strict=True)
        if (one.status or new.status) == _OFF and was.get(name, "") != _OFF
    ]
    if off and all((one.status or new.status) == _OFF for one in new.occurrences):
        yield f"(すべての回。{say_span(off[0].starts_on, off[0].ends_on)}から)" if len(off) > 1 else f" {_when(off[0])}"
    else:
        yield from (f" {_when(one)}" for one in off)


def _when(one: Occurrence) -> str:
    return say_span(one.starts_on, one.ends_on)


def _fields(old: BaseModel, new: BaseModel, without: frozenset[str]) -> Iterator[str]:
    """Each field that is different, by its Japanese name, with both values where they are short."""
    for name, info in type(new).model_fields.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after or name in without | _SILENT:
            continue
        texts = [_said(value) for value in (before, after)]
        yield f"{info.title}{f'「{texts[0]}」→「{texts[1]}」' if None not in texts and any(texts) else ''}"


def _said(value: Any) -> str | None:
    """A value in a few words; None where it takes more."""
    if value is None or value == ():
        return ""
    if isinstance(value, Day):
        return say(value)
    if isinstance(value, str) and len(value) <= 40:
        return STATES.get(value, TIE_KINDS[value][0] if value in TIE_KINDS else value)
    if isinstance(value, tuple) and value and isinstance(value[0], Occurrence):
        return "、".join(map(_when, value)) if len(value) <= 3 else None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _named(record: Any) -> str:
    name = getattr(record, "title", None) or getattr(record, "name", "")
    days = f"({_when(record.occurrences[0])})" if isinstance(record, Event) else ""
    return f"「{name}」{days}"


def _writings(hub: Hub) -> dict[str, Any]:
    content = hub.content
    pages: dict[str, Any] = {f"initiatives/{slug}": page for slug, page in content.initiatives.items()}
    pages |= {f"districts/{slug}": page for slug, page in content.districts.items()}
    pages |= {f"magazine/{slug}": page for slug, page in content.issues.items()}
    pages |= dict(content.abouts)
    return {**pages, "index": content.cover, **{f"partners/{key}": text for key, text in content.articles.items()}}


def _called(page: Any) -> str:
    matter = getattr(page, "matter", None)
    return f"「{matter.title}」" if matter is not None else "まちの記事"


def _pages(files: Mapping[str, object]) -> dict[str, object]:
    return {f"/{path[: -len('index.html')]}": made for path, made in files.items() if path.endswith("index.html")}


def _lines(changes: Changes, quote: Callable[[str], str]) -> Iterator[str]:
    parts = (("追加", changes.added), ("中止", changes.cancelled), ("変更", changes.changed), ("削除", changes.removed))
    for word, items in parts:
        for kind in dict.fromkeys(kind for kind, _ in items):
            said = [text for one, text in items if one == kind]
            yield quote(f"{word}: {kind} {len(said)}件")
            yield from _items(said, quote)
    if not any(items for _, items in parts):
        yield quote("記録の変更はありません。")
    yield ""
    counts = (len(changes.pages_added), len(changes.pages_changed), len(changes.pages_removed))
    yield quote("ページ: 追加 {}、変更 {}、削除 {}".format(*counts))
    if changes.lost:
        yield ""
        yield quote(f"なくなる住所: {len(changes.lost)}件。partners.yaml の moved に、どうなったかを書いてください。")
        yield from _items(changes.lost, quote)


def _items(said: Iterable[str], quote: Callable[[str], str]) -> Iterator[str]:
    said = list(said)
    yield ""
    yield from (f"- {quote(text)}" for text in said[:MOST])
    if len(said) > MOST:
        yield f"- {quote(f'ほかに {len(said) - MOST}件')}"
    yield ""
