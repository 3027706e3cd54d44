"""Checks raw records against their schema, one by one, so that one fault hides no other."""

from __future__ import annotations

import re
import typing
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hub.faults import REPAIR
from hub.problems import Problem, Report, Severity
from hub.schema.values import check_digit
from hub.source import Document, Loc
from hub.wording import bare_name, describe, field_title, meant_key, name_of, nearest

R = TypeVar("R", bound=BaseModel)
Key = tuple[str, str]

# Digits and times that tools of other makes read as numbers if they stand without quotes.
CODES = {"code", "members", "parties", "participants", "partners", "story_partners", "merged_into", "prefecture"}
CLOCKS = {"opens", "closes"}

KnownRecords = dict[Key, tuple[Any, Any]]  # what was read of a record, and the sound record or None


@dataclass
class Register:
    """Where each record stands, and every key that was declared, sound or not."""

    places: dict[Key, tuple[Document, Loc]] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    known: KnownRecords | None = None
    _keys: dict[str, dict[Loc, Key]] = field(default_factory=lambda: defaultdict(dict))
    _declared: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def place(self, key: Key, document: Document, at: Loc) -> None:
        """Note where a record stands."""
        self.places[key] = (document, at)
        self._declared[key[0]].add(key[1])
        self._keys[document.path][at] = key
        if not self.documents or self.documents[-1] is not document:
            self.documents.append(document)

    def declared(self, section: str) -> set[str]:
        """All keys of a section, those of faulty records too."""
        return self._declared[section]

    def line(self, key: Key) -> int:
        """The first line of a record."""
        document, at = self.places[key]
        known = document.record_lines.get((str(at[0]), int(at[1]))) if len(at) == 2 else None
        return known or document.line(at)

    def key_at(self, document: Document, line: int) -> Key | None:
        """The record of a data file in which a line stands."""
        at = document.record_at(line)
        return self._keys.get(document.path, {}).get(at) if at else None

    def problem(self, key: Key, loc: Loc, severity: Severity, rule: str, message: str, remedy: str) -> Problem:
        """A problem inside a record."""
        document, at = self.places[key]
        line = document.line((*at, *loc)) if loc else self.line(key)
        return document.problem(line, rule, message, remedy, severity)


def validated(
    model: type[R], document: Document, raw: Any, at: Loc, report: Report, name: str = "この記録"
) -> R | None:
    """The record, or None with everything that is wrong with it reported.

    A value whose meaning is certain is put right in `raw`, told as a notice, and read again.
    """
    try:
        return model.model_validate(raw)
    except ValidationError:
        return _mended(model, document, raw, at, report, name)


def _mended(model: type[R], document: Document, raw: Any, at: Loc, report: Report, name: str) -> R | None:
    repaired: dict[Any, dict[str, Any]] = {}
    record: R | None = None
    errors: list[Any] = []
    for _ in range(10):
        try:
            record = model.model_validate(raw)
        except ValidationError as found:
            errors = [dict(error) for error in found.errors(include_url=False)]
        repairs = [] if record is not None else [error for error in errors if REPAIR in error.get("ctx", {})]
        put_right = [error for error in repairs if _put(raw, error["loc"], error["ctx"][REPAIR])]
        if not put_right:
            break
        for error in put_right:
            written = repaired.get(error["loc"], error)["input"]
            repaired[error["loc"]] = {**error, "input": written}
    for error in _causes(model, errors) if record is None else ():
        repaired.pop(error["loc"], None)
        report.add(describe(document, model, raw, at, error, name))
    report.extend(describe(document, model, raw, at, error, name, "notice") for error in repaired.values())
    return record


def _put(raw: Any, loc: tuple[Any, ...], value: str) -> bool:
    """Put the right value in; whether that changed anything."""
    try:
        for step in loc[:-1]:
            within, raw = raw, raw[step]
        if isinstance(raw, str) and len(loc) > 1:  # one source may stand without a list
            within[loc[-2]] = value
            return raw != value
        if isinstance(raw, dict | list) and raw[loc[-1]] != value:
            raw[loc[-1]] = value
            return True
    except (KeyError, IndexError, TypeError):
        pass  # a place that no value of the file has
    return False


def _causes(model: type[BaseModel], errors: list[Any]) -> Iterator[Any]:
    """Only what staff can mend: no list that is empty because its items are faulty, no key missing that is misspelt."""
    meant = {
        (*error["loc"][:-1], meant_key(model, error["loc"])) for error in errors if error["type"] == "extra_forbidden"
    }
    within = {error["loc"][:size] for error in errors for size in range(len(error["loc"]))}
    for error in errors:
        is_empty_by_fault = error["type"] == "too_short" and error["loc"] in within
        if not is_empty_by_fault and not (error["type"] == "missing" and error["loc"] in meant):
            yield error


def sections(
    file_model: type[BaseModel], document: Document, report: Report, register: Register
) -> Iterator[tuple[str, list[Any]]]:
    """Each section of a file with its sound records, in the order of the file."""
    fields = file_model.model_fields
    register.documents.append(document)
    for name in document.data:
        if name not in fields:
            near = nearest(name, tuple(fields))
            remedy = f"「{near}」ではありませんか。" if near else f"使える項目は {'、'.join(fields)} です。"
            line = document.line((name,))
            report.add(document.problem(line, "unknown-key", f"「{name[:40]}」は、知らない項目です。", remedy))
    report.extend(unquoted(document))
    for name in fields:
        yield name, _section(name, record_model(file_model, name), document, report, register)


def record_model(file_model: type[BaseModel], section: str) -> type[BaseModel]:
    """The model of a section's records."""
    found: type[BaseModel] = typing.get_args(file_model.model_fields[section].annotation)[0]
    return found


def unquoted(document: Document) -> Iterator[Problem]:
    """Notices of codes and times without quotes, which spreadsheets and other tools damage."""
    for line, key, value in document.bare:
        if key in CODES and value.isdigit():
            what, why = "コード", "引用符がないと、ほかの道具が先頭の0を落とすことがあります。"
        elif key in CLOCKS and ":" in value:
            what, why = "時刻", "引用符がないと、ほかの道具が別の数に読みかえることがあります。"
        else:
            continue
        at = document.record_at(line)
        record = document.data.get(at[0], [])[at[1]] if at else None
        name = name_of(record if isinstance(record, dict) else document.data.get("extra", document.data))
        message = f"{name}の{what}「{value}」に、引用符がありません。"
        remedy = f'「"{value}"」と、引用符で囲んでください。{why}'
        yield document.problem(line, "unquoted-number", message, remedy, "notice")


def _section(name: str, model: type[R], document: Document, report: Report, register: Register) -> list[R]:
    raws = document.data.get(name, [])
    if not isinstance(raws, list):
        line = document.line((name,))
        remedy = f"「{name}:」の下に、「- 」で始まる記録を並べてください。"
        report.add(document.problem(line, "not-list", f"「{name}」は、一覧で書く項目です。", remedy))
        return []
    sound = []
    faulty: list[tuple[str, Loc, str]] = []
    for index, raw in enumerate(raws):
        raws[index] = None  # nobody reads it again, and the records can take its room
        record = _read(model, document, raw, (name, index), report, register)
        key = _key_of(record if record is not None else raw)
        if key and not _is_first(model, (name, key), raw, (document, (name, index)), report, register):
            continue
        if record is not None:
            sound.append(record)
        else:
            faulty += [(meant, (name, index), bare_name(raw)) for meant in _meant(key)]
    for meant, at, called in faulty:  # those who name it rightly are not at fault
        register.places.setdefault((name, meant), (document, at))
        register.declared(name).add(meant)
        register.names.setdefault((name, meant), called)
    return sound


def _read(
    model: type[R], document: Document, raw: Any, at: tuple[str, int], report: Report, register: Register
) -> R | None:
    """The record; that of an earlier load where it is written as it was."""
    if register.known is None:
        return validated(model, document, raw, at, report)
    key = (at[0], _key_of(raw))
    written, record = register.known.get(key, (None, None))
    if record is None or written != raw:
        record = validated(model, document, raw, at, report)
        register.known[key] = (raw, record)
    known: R | None = record
    return known


def _meant(key: str) -> set[str]:
    """What a faulty code or id may stand for: its zero or check digit restored, small letters and hyphens."""
    if key.isdecimal() and key.isascii():
        whole = {f"0{key}"} if len(key) in {1, 5} else set()
        return whole | {key[:5] + check_digit(key[:5])} if len(key) in {5, 6} else whole
    return {re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")} - {""}


def _key_of(record: Any) -> str:
    values = record if isinstance(record, dict) else getattr(record, "__dict__", {})
    key = values.get("code") or values.get("id") or values.get("address")
    return key if isinstance(key, str) else ""


def _is_first(
    model: type[BaseModel], key: Key, raw: Any, place: tuple[Document, Loc], report: Report, register: Register
) -> bool:
    if key not in register.places:
        register.place(key, *place)
        register.names[key] = bare_name(raw)
        return True
    document, at = place
    field_name = next(name for name in ("code", "id", "address") if isinstance(raw, dict) and name in raw)
    line = document.line((*at, field_name))
    title = field_title(model, field_name)
    first = f"{register.line(key)}行目の「{register.names[key]}」"
    message = f"{name_of(raw)}の{title}「{key[1]}」は、{first}と同じです。"
    remedy = "別の記録なら違う値に直し、同じ記録なら一つにまとめてください。"
    report.add(document.problem(line, "duplicate-key-value", message, remedy))
    return False
