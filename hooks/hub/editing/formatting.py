"""`make fmt-data`: a file in good order. Keeps every comment and changes nothing that the data says."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from hub.editing.sheet import CannotEditError, Sheet
from hub.editing.writing import scalar
from hub.problems import Report
from hub.records import CLOCKS, CODES, record_model, validated
from hub.rules.lists import ORDERS
from hub.source import Loc
from hub.source.decoding import decode


def formatted(path: str, raw: bytes, model: type[BaseModel]) -> bytes:
    """The file with values put right where they are certain, codes quoted, records in order, one blank line between."""
    text, problems = decode(path, raw)
    if text is None:
        raise CannotEditError(f"{path} に、先に直すところがあります。\n\n{Report(problems).text()}")
    before = Sheet(path, text.encode())
    mended = _mended(before, model)
    sheet = before.with_scalars(dict(_certain(before, before.document.data, mended, ())))
    for section in sheet.document.data:
        if section in ORDERS and section in model.model_fields:
            sheet = _sorted(sheet, section, record_model(model, section), mended[section])
    after = Sheet(path, _spaced(sheet))
    _check(before, after, mended)
    return after.raw


def _mended(sheet: Sheet, model: type[BaseModel]) -> dict[str, Any]:
    """The data with every value put right whose meaning is certain."""
    data = copy.deepcopy(sheet.document.data)
    for section, records in data.items():
        if section in model.model_fields and isinstance(records, list):
            for index, record in enumerate(records):
                validated(record_model(model, section), sheet.document, record, (section, index), Report())
    return data


def _certain(sheet: Sheet, old: Any, new: Any, at: Loc) -> Iterator[tuple[Loc, str]]:
    """Each value that is to be written otherwise, with how."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            yield from _certain(sheet, old[key], new.get(key, old[key]), (*at, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from _certain(sheet, *pair, (*at, index))
    elif isinstance(old, str) and isinstance(new, str):
        key = next((step for step in reversed(at) if isinstance(step, str)), "")
        span = sheet.spans[at]
        is_one_line = span.line == span.end_line and span.key_line in {0, span.line}
        is_bare = is_one_line and sheet.line(span.line)[span.column : span.column + 1] not in {'"', "'"}
        if is_one_line and (old != new or (is_bare and key in CODES | CLOCKS and re.fullmatch(r"[0-9:]+", new))):
            yield at, f'"{new}"' if key in CODES | CLOCKS and re.fullmatch(r"[0-9:]+", new) else scalar(new)


def _sorted(sheet: Sheet, section: str, model: type[BaseModel], raws: Any) -> Sheet:
    """The records of a section in their order, each with the comments above it; not while one is faulty."""
    records = [validated(model, sheet.document, raw, (section, 0), Report()) for raw in raws]
    if sheet.spans[section,].is_flow or None in records:
        return sheet
    rank = ORDERS[section][1]
    order = sorted(range(len(records)), key=lambda index: rank(records[index]))
    if order == list(range(len(records))):
        return sheet
    ends = [sheet.bounds(section, index)[1] for index in range(len(records))]
    first = sheet.spans[section,].key_line + 1
    starts = [first, *(end + 1 for end in ends[:-1])]
    lines: list[str] = []
    for index in order:
        chunk = [sheet.line(number) for number in range(starts[index], ends[index] + 1)]
        while chunk and not chunk[0].strip():
            chunk.pop(0)
        lines += [*([""] if lines else []), *chunk]
    return sheet.replaced(first, ends[-1], lines)


def _spaced(sheet: Sheet) -> bytes:
    """One blank line before each record but the first, none doubled, no blanks at the ends of lines."""
    kept = {number for span in sheet.spans.values() if span.is_scalar for number in range(span.line, span.end_line)}
    dashes = {sheet.dash(*at) for at in sheet.document.record_lines if at[1]}
    out: list[str] = []
    for number in range(1, sheet.count + 1):
        line = sheet.line(number)
        line = line if number in kept else line.rstrip()
        if number not in kept and not line and (not out or not out[-1]):
            continue
        if number in dashes:
            _part(out)
        out.append(line)
    while out and not out[-1]:
        out.pop()
    return ("\n".join(out) + "\n").encode()


def _part(out: list[str]) -> None:
    """A blank line above a record, or above the comments that stand right above it."""
    place = len(out)
    while place and out[place - 1].startswith("  #"):
        place -= 1
    if place and out[place - 1] and not out[place - 1].lstrip().startswith("#"):
        out.insert(place, "")


def _check(before: Sheet, after: Sheet, mended: dict[str, Any]) -> None:
    """Ensure that nothing but form has changed."""
    same = {key: _counted(value) for key, value in after.document.data.items()} == {
        key: _counted(value) for key, value in mended.items()
    }
    if not same or _comments(before) != _comments(after):
        raise CannotEditError(f"{before.path} は、安全に整えられません。手で直してください。")


def _counted(value: Any) -> Any:
    return Counter(map(repr, value)) if isinstance(value, list) else value


def _comments(sheet: Sheet) -> Counter[str]:
    lines = (sheet.line(number) for number in range(1, sheet.count + 1))
    return Counter(line.strip() for line in lines if line.lstrip().startswith("#"))
