"""A data file as its lines, changed line by line: bytes of lines that nobody touches are never made anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from hub.editing.writing import scalar
from hub.problems import Report
from hub.source import Loc, read
from hub.source.spans import Span, spans

_END = re.compile(rb"[\r\n]*$")
_ENDS = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


class CannotEditError(Exception):
    """Why a change is refused, in words for staff."""


class Sheet:
    """A sound data file. Every change gives a new sheet; a sheet that would not read back is refused."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path, self.raw = path, raw
        self.document, problems = read(path, raw)
        report = Report(problems)
        if report.errors:
            raise CannotEditError(f"{path} に、先に直すところがあります。\n\n{Report(report.errors).text()}")
        self._lines: list[bytes] = _ENDS.findall(raw)

    @cached_property
    def spans(self) -> dict[Loc, Span]:
        """Where every value stands."""
        return spans(self.document.head)

    @property
    def newline(self) -> bytes:
        """How the file ends its lines."""
        return b"\r\n" if self._lines and self._lines[0].endswith(b"\r\n") else b"\n"

    def line(self, number: int) -> str:
        """A line as the reader took it."""
        return self.document.lines.whole(number)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def replaced(self, first: int, last: int, lines: Sequence[str]) -> Sheet:
        """The lines from `first` to `last` in other words; with `last` before `first`, lines are put in before."""
        new = [line.encode() + self.newline for line in lines]
        before, after = self._lines[: first - 1], self._lines[last:]
        if before and new and not before[-1].endswith((b"\n", b"\r")):
            before[-1] += self.newline
        return Sheet(self.path, b"".join([*before, *new, *after]))

    # ── values

    def with_value(self, record: Loc, key: str, value: str, order: Sequence[str]) -> Sheet:
        """A record with one single value set; a new key is put in its place in the order of the schema."""
        span = self.spans.get((*record, key))
        if span is None and self.spans[record].is_flow:
            return self._in_brackets(record, f"{key}: {_within(value)}")
        if span is None:
            return self._with_new_key(record, [f"{key}: {scalar(value)}"], key, order)
        return self.with_scalars({(*record, key): scalar(value)})

    def with_scalars(self, written: Mapping[Loc, str]) -> Sheet:
        """Single values written otherwise, as YAML, quotes and all; what follows them on their lines stays."""
        texts: dict[int, str] = {}
        for loc in sorted(written, key=self._start, reverse=True):  # from the end, so that columns hold
            span = self.spans[loc]
            if not span.is_scalar or span.line != span.end_line or 0 < span.key_line < span.line:
                raise CannotEditError(f"{self.path} の{span.line}行目「{loc[-1]}」は、手で直してください。")
            text = texts.get(span.line, self.line(span.line))
            before = text[: span.column]
            gap = " " if span.column == span.end_column and before.endswith((":", "-")) else ""
            new = written[loc]
            if re.search(r"[,\[\]{}]", new) and not new.startswith('"') and self._is_in_brackets(loc):
                new = f'"{new}"'
            texts[span.line] = before + gap + new + text[span.end_column :]
        lines = list(self._lines)
        for number, text in texts.items():
            lines[number - 1] = text.encode() + _END.search(lines[number - 1])[0]  # type: ignore[index] # always matches
        return Sheet(self.path, b"".join(lines))

    def _is_in_brackets(self, loc: Loc) -> bool:
        return any(self.spans[loc[:size]].is_flow for size in range(1, len(loc)))

    def _start(self, loc: Loc) -> tuple[int, int]:
        return self.spans[loc].line, self.spans[loc].column

    def with_item(self, record: Loc, key: str, value: str, order: Sequence[str]) -> Sheet:
        """A record with one more item in a list of single values."""
        place, known = (*record, key), self.value((*record, key))
        if not known and self.spans[record].is_flow:
            return self._in_brackets(record, f"{key}: [{_within(value)}]")
        if not known:
            return self._with_new_key(record, [f"{key}:", f"  - {value}"], key, order)
        last = self.spans[(*place, len(known) - 1)]
        if self.spans[place].is_flow:
            text = self.line(last.end_line)
            joined = f"{text[: last.end_column]}, {value}{text[last.end_column :]}"
            return self.replaced(last.end_line, last.end_line, [joined])
        text = self.line(last.line)
        return self.replaced(last.line + 1, last.line, [f"{text[: text.index('-')]}- {value}"])

    def with_block(self, record: Loc, key: str, lines: Sequence[str], order: Sequence[str]) -> Sheet:
        """A record with one more item, of lines that begin with a dash, in a list of records."""
        known = self.value((*record, key))
        if not known:
            return self._with_new_key(record, [f"{key}:", *(f"  {line}" for line in lines)], key, order)
        last = self.spans[(*record, key, len(known) - 1)]
        if last.is_flow or self.spans[(*record, key)].is_flow:
            raise CannotEditError(f"{self.path} の{last.line}行目は、括弧で書かれています。手で直してください。")
        end = self._end(last.line, last.end_line, last.column - 1)
        pad = " " * (last.column - 2)
        return self.replaced(end + 1, end, [pad + line for line in lines])

    def value(self, loc: Loc) -> Any:
        """What stands at a place, or an empty text."""
        found: Any = self.document.data
        for step in loc:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return ""
        return found

    def _in_brackets(self, record: Loc, text: str) -> Sheet:
        """A record in brackets on one line with one more key before its closing bracket."""
        span = self.spans[record]
        line = self.line(span.line)
        if span.line != span.end_line or line[span.end_column - 1 : span.end_column] != "}":
            raise CannotEditError(f"{self.path} の{span.line}行目は、括弧で書かれています。手で直してください。")
        inside = line[span.column + 1 : span.end_column - 1].rstrip().removesuffix(",")
        joined = f"{{{inside}, {text}}}" if inside.strip() else f"{{{text}}}"
        return self.replaced(span.line, span.line, [line[: span.column] + joined + line[span.end_column :]])

    def _column(self, record: Loc) -> int:
        span = self.spans[record]
        if span.is_flow:
            raise CannotEditError(f"{self.path} の{span.line}行目は、括弧で書かれています。手で直してください。")
        return span.column

    def _with_new_key(self, record: Loc, lines: Sequence[str], key: str, order: Sequence[str]) -> Sheet:
        column = self._column(record)
        earlier = order[: order.index(key)]
        known = [span for loc, span in self.spans.items() if loc[:-1] == record and loc[-1] in earlier]
        if not known:
            raise CannotEditError(f"{self.path} の{self.spans[record].line}行目の記録は、手で直してください。")
        after = max(known, key=lambda span: span.key_line)
        last = self._end(after.key_line, after.end_line, column)
        return self.replaced(last + 1, last, [" " * column + line for line in lines])

    def _end(self, first: int, stop: int, column: int) -> int:
        """The last line of a value that begins at `first` and ends by the line `stop`, without what follows it."""
        last = max(first, min(stop, self.count))
        while last > first and not self._belongs(last, column):
            last -= 1
        return last

    def _belongs(self, number: int, column: int) -> bool:
        text = self.line(number)
        indent = len(text) - len(text.lstrip(" "))
        deep = indent > column or (indent == column and text.lstrip().startswith("- "))
        return bool(text.strip()) and deep

    # ── records

    def bounds(self, section: str, index: int) -> tuple[int, int]:
        """The first and last line of a record, from its dash to its last value or comment."""
        start = self.dash(section, index)
        column = self.line(start).index("-")
        stop = min((line for line in self._starts if line > start), default=self.count + 1) - 1
        while stop > start and not self._is_within(stop, column):
            stop -= 1
        return start, stop

    def dash(self, section: str, index: int) -> int:
        """The first line of a record, with its dash."""
        number = self.spans[section, index].line
        while number > 1 and not self.line(number).lstrip().startswith("-"):
            number -= 1
        return number

    @cached_property
    def _starts(self) -> list[int]:
        """The first line of every record and section."""
        records = [self.dash(*at) for at in self.document.record_lines]
        return records + [span.key_line for loc, span in self.spans.items() if len(loc) == 1]

    def _is_within(self, number: int, column: int) -> bool:
        text = self.line(number)
        return bool(text.strip()) and not (text.lstrip().startswith("#") and text.index("#") <= column)

    def size(self, section: str) -> int:
        """How many records a section has."""
        return len(self.document.data.get(section, []))

    def with_record(self, section: str, index: int, lines: Sequence[str]) -> Sheet:
        """A record put in before the one that has this number now."""
        span = self.spans.get((section,))
        if span is not None and span.is_flow and self.size(section):
            raise CannotEditError(f"{self.path} の「{section}:」は、括弧で書かれています。手で直してください。")
        if not self.size(section):
            return self._with_section(section, span, lines)
        if index:
            last = self.bounds(section, index - 1)[1]
            return self.replaced(last + 1, last, ["", *lines])
        first = self.dash(section, 0)
        return self.replaced(first, first - 1, [*lines, ""])

    def _with_section(self, section: str, span: Span | None, lines: Sequence[str]) -> Sheet:
        """A section that had no records; what stood behind its empty brackets stays."""
        if span is None:
            gap = [""] if self.count and self.line(self.count).strip() else []
            return self.replaced(self.count + 1, self.count, [*gap, f"{section}:", *lines])
        behind = self.line(span.end_line)[span.end_column :].rstrip() if span.is_flow else ""
        last = span.end_line if span.is_flow else span.key_line
        return self.replaced(span.key_line, last, [f"{section}:{behind}", *lines])


def _within(value: str) -> str:
    """A single value between brackets, where commas and brackets part values."""
    plain = scalar(value)
    return plain if plain.startswith('"') or not re.search(r"[,\[\]{}]", plain) else f'"{plain}"'
