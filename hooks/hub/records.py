"""Checks raw records against their schema, one by one, so that one fault hides no other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hub.faults import REPAIR
from hub.problems import Problem, Report
from hub.source import Document, Loc
from hub.wording import describe, name_of

R = TypeVar("R", bound=BaseModel)
Key = tuple[str, str]


@dataclass
class Register:
    """Where each record stands, and every key that was declared, sound or not."""

    places: dict[Key, tuple[Document, Loc]] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)

    def declared(self, section: str) -> set[str]:
        """All keys of a section, those of faulty records too."""
        return {key for name, key in self.places if name == section}

    def line(self, key: Key) -> int:
        """The first line of a record."""
        document, at = self.places[key]
        known = document.record_lines.get((str(at[0]), int(at[1]))) if len(at) == 2 else None
        return known or document.line(at)

    def problem(self, key: Key, loc: Loc, severity: str, rule: str, message: str, remedy: str) -> Problem:
        """A problem inside a record."""
        document, at = self.places[key]
        line = document.line((*at, *loc)) if loc else self.line(key)
        grade = "notice" if severity == "notice" else "error"
        return Problem(document.path, line, grade, rule, message, remedy, document.excerpt(line))


def validated(model: type[R], document: Document, raw: Any, at: Loc, report: Report) -> R | None:
    """The record, or None with everything that is wrong with it reported.

    A value whose meaning is certain is put right in `raw`, told as a notice, and read again.
    """
    for _ in range(50):
        try:
            return model.model_validate(raw)
        except ValidationError as found:
            errors = found.errors(include_url=False)
        repairs = [error for error in errors if REPAIR in error.get("ctx", {})]
        for error in repairs:
            report.add(describe(document, model, raw, at, dict(error), "notice"))
            _put(raw, tuple(error["loc"]), error["ctx"][REPAIR])
        if not repairs:
            report.extend(describe(document, model, raw, at, dict(error)) for error in errors)
            return None
    return None


def _put(raw: Any, loc: tuple[Any, ...], value: str) -> None:
    for step in loc[:-1]:
        if isinstance(raw, str):
            return
        raw = raw[step]
    if isinstance(raw, dict | list):
        raw[loc[-1]] = value


def sections(
    file_model: type[BaseModel], document: Document, report: Report, register: Register
) -> Iterator[tuple[str, list[Any]]]:
    """Each section of a file with its sound records, in the order of the file."""
    fields = file_model.model_fields
    for name in document.data:
        if name not in fields:
            near = difflib.get_close_matches(name, list(fields), 1, 0.6)
            remedy = f"「{near[0]}」ではありませんか。" if near else f"使える項目は {'、'.join(fields)} です。"
            line = document.line((name,))
            report.add(document.problem(line, "unknown-key", f"「{name}」は、知らない項目です。", remedy))
    for name, info in fields.items():
        record_model = next(part for part in getattr(info.annotation, "__args__", ()) if part is not Ellipsis)
        yield name, _section(name, record_model, document, report, register)


def _section(name: str, model: type[R], document: Document, report: Report, register: Register) -> list[R]:
    raws = document.data.get(name, [])
    if not isinstance(raws, list):
        line = document.line((name,))
        remedy = f"「{name}:」の下に、「- 」で始まる記録を並べてください。"
        report.add(document.problem(line, "not-list", f"「{name}」は、一覧で書く項目です。", remedy))
        return []
    sound = []
    for index, raw in enumerate(raws):
        record = validated(model, document, raw, (name, index), report)
        key = _key_of(record if record is not None else raw)
        if key and not _is_first(name, key, raw, (document, (name, index)), report, register):
            continue
        if record is not None:
            sound.append(record)
    return sound


def _key_of(record: Any) -> str:
    get = record.get if isinstance(record, dict) else lambda name: getattr(record, name, None)
    key = get("code") or get("id")
    return key if isinstance(key, str) else ""


def _is_first(
    section: str, key: str, raw: Any, place: tuple[Document, Loc], report: Report, register: Register
) -> bool:
    if (section, key) not in register.places:
        register.places[section, key] = place
        register.names[section, key] = name_of(raw)
        return True
    document, at = place
    field_name = "code" if isinstance(raw, dict) and "code" in raw else "id"
    line = document.line((*at, field_name))
    first = register.line((section, key))
    message = f"{name_of(raw)}の{field_name}「{key}」は、{first}行目の「{register.names[section, key]}」と同じです。"
    remedy = "別の記録なら違う値に直し、同じ記録なら一つにまとめてください。"
    report.add(document.problem(line, "duplicate-key-value", message, remedy))
    return False
