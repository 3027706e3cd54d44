"""YAML text to plain data, every scalar as text, with the line of everything. Knows no schema.

The C parser's events are joined here, so that depth, anchors, aliases and tags are refused as they come
and nothing is ever expanded. Lines of single values are looked up by a second reading, only when something is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from hub.problems import Problem, Severity
from hub.source import syntax
from hub.source.decoding import MAX_OF_A_KIND, Lines, decode, each_line
from hub.source.syntax import Said

Loc = tuple[str | int, ...]
MAX_DEPTH = 20

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_NUMBER_LIKE = re.compile(r"0\d+|\d{2}|\d{6}|\d{1,2}:\d{2}")
_TAB = re.compile(r"^ *\t", re.MULTILINE)


@dataclass
class Document:
    """A text with the data of its YAML and where each record and value stands.

    `head` is the part of the text that is YAML: all of a data file, the front matter of a page.
    """

    path: str
    text: str = ""
    head: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    record_lines: dict[tuple[str, int], int] = field(default_factory=dict)
    bare: list[tuple[int, str, str]] = field(default_factory=list)
    _places: dict[Loc, int] | None = None
    _starts: list[tuple[int, tuple[str, int]]] | None = None

    @cached_property
    def lines(self) -> Lines:
        """The text by lines."""
        return Lines(self.text)

    def line(self, loc: Loc) -> int:
        """The line of the value at `loc`, or of the nearest thing around it that exists."""
        if self._places is None:
            self._places = _places(self.head)
        return next((self._places[loc[:size]] for size in range(len(loc), 0, -1) if loc[:size] in self._places), 1)

    def record_at(self, line: int) -> tuple[str, int] | None:
        """The section and number of the record in which a line stands."""
        if self._starts is None:
            self._starts = sorted((start, at) for at, start in self.record_lines.items())
        position = bisect_right(self._starts, line, key=lambda start: start[0])
        return self._starts[position - 1][1] if position else None

    def problem(self, line: int, rule: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
        """A problem of this document at a line."""
        return Problem(self.path, line, severity, rule, message, remedy, self.lines.shown(line))


def read(path: str, raw: bytes) -> tuple[Document, list[Problem]]:
    """A data file. With errors of the YAML itself, the document has no data."""
    text, problems = decode(path, raw)
    if text is None:
        return Document(path), problems
    document = Document(path, text, text)
    problems += compose(document)
    if not document.data and not any(problem.severity == "error" for problem in problems):
        remedy = "消えた中身を戻してください。まだ一つもないなら、「events: []」のように書いてください。"
        problems.append(document.problem(0, "file-empty", "ファイルに記録が一つもありません。", remedy))
    return document, problems


def compose(document: Document, is_config: bool = False) -> list[Problem]:
    """Fill a document's data from its head. MkDocs' own configuration may use tags and aliases."""
    tabs = [document.lines.number(tab.start()) for tab in _TAB.finditer(document.head)] if "\t" in document.head else []
    if tabs and not is_config:
        return list(_with_other_slips(document, {syntax.TAB: tabs}))
    parser = _Parser(document.head)
    composer = _Composer(document, parser.get_event, is_config)
    try:
        composer.run()
    except _TooDeepError as error:
        message = f"入れ子が{MAX_DEPTH}段を超えています。"
        remedy = "括弧「[」「{」や「- 」が続いていないか、字下げを見直してください。"
        composer.problems.append(document.problem(error.line, "nesting", message, remedy))
    except _EnoughError:
        pass  # so many faults have one cause
    except yaml.YAMLError as error:
        composer.problems += _syntax_faults(document, error)
    finally:
        parser.dispose()
    if any(problem.severity == "error" for problem in composer.problems):
        document.data = {}
    return composer.problems


def read_config(raw: bytes, path: str = "mkdocs.yml") -> tuple[Document, list[Problem]]:
    """MkDocs' configuration as text; values with tags or aliases are left as they stand or empty."""
    text, problems = decode(path, raw)
    document = Document(path, text or "", text or "")
    return document, problems + (compose(document, is_config=True) if text else [])


def read_extra(raw: bytes) -> Any:
    """`extra:` of `mkdocs.yml` as text; nothing if there is none."""
    return read_config(raw)[0].data.get("extra", {})


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _EnoughError(Exception):
    pass


class _Composer:
    """Joins the parser's events to dictionaries, lists and text."""

    def __init__(self, document: Document, get: Callable[[], Any], is_config: bool) -> None:
        self.document = document
        self.get = get
        self.is_config = is_config
        self.problems: list[Problem] = []

    def run(self) -> None:
        """The whole text into the document's data."""
        self.get()  # the stream starts
        if isinstance(self.get(), yaml.StreamEndEvent):
            return
        event = self.get()
        data = self.value(event, 1, "")
        if not isinstance(data, dict):
            if data:
                line = event.start_mark.line + 1
                said = syntax.key_slip(self.document.lines.whole(line)) or syntax.FILE_FORM
                self.refuse(line, said)
            data = {}
        self.get()  # the document ends
        after = self.get()
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after.start_mark.line + 1, syntax.SECOND_DOCUMENT)
        self.document.data = data

    def value(self, event: Any, depth: int, key: str) -> Any:
        """What one event and those that belong to it stand for, under a key."""
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            self.marked(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event, key)
        if kind is yaml.AliasEvent:
            return ""
        if depth > MAX_DEPTH:
            raise _TooDeepError(event.start_mark.line + 1)
        return self.sequence(depth, key) if kind is yaml.SequenceStartEvent else self.mapping(depth)

    def scalar(self, event: Any, key: str) -> str:
        """A single value; without quotes it may be nothing, a number, or have swallowed a key."""
        text: str = event.value
        if not event.implicit[0]:  # written in quotes
            return text
        if (" " in text or "\n" in text) and not self.is_config:  # what the ends of lines become
            first, last = event.start_mark.line, event.end_mark.line
            if last > first:
                self.run_on(first + 2, last + 1)
        if text[:1].isdigit() and _NUMBER_LIKE.fullmatch(text):
            self.document.bare.append((event.start_mark.line + 1, key, text))
        return "" if text in _NOTHING else text

    def sequence(self, depth: int, key: str) -> list[Any]:
        """A list; those at the top of a file hold its records."""
        items: list[Any] = []
        while type(event := self.get()) is not yaml.SequenceEndEvent:
            if depth == 2:
                self.document.record_lines[key, len(items)] = event.start_mark.line + 1
            items.append(self.value(event, depth + 1, key))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        """Keys and values, each key once."""
        data: dict[str, Any] = {}
        while type(event := self.get()) is not yaml.MappingEndEvent:
            at = event.start_mark
            if type(event) is not yaml.ScalarEvent or not event.value:
                self.value(event, depth + 1, "")
                self.value(self.get(), depth + 1, "")
                if not self.is_config:
                    self.refuse(at.line + 1, syntax.KEY_FORM)
                continue
            name = event.value
            if event.anchor is not None or event.tag is not None:
                self.marked(event)
            held = self.get()
            is_bare = type(held) is yaml.ScalarEvent and held.anchor is None and held.tag is None
            value = self.scalar(held, name) if is_bare else self.value(held, depth + 1, name)
            if not name.isascii() and (said := syntax.slip(self.document.lines.whole(at.line + 1))) is not None:
                self.refuse(at.line + 1, said)
            elif name in data:
                message = f"項目「{name[:40]}」が、同じところに二度あります。"
                self.refuse(at.line + 1, Said("duplicate-key", message, "どちらか一方を消してください。"))
            data[name] = value
        if "" in data.values():  # a key left empty is as good as not written
            return {name: value for name, value in data.items() if value != ""}
        return data

    def marked(self, event: Any) -> None:
        """Refuse an anchor, alias or tag; MkDocs' configuration may have them."""
        if self.is_config:
            return
        is_anchor = type(event) is yaml.AliasEvent or event.anchor is not None
        self.refuse(event.start_mark.line + 1, syntax.ANCHOR if is_anchor else syntax.TAG)

    def run_on(self, first: int, last: int) -> None:
        """A value without quotes went on to these lines: is one of them a key that was misspelt?"""
        for line in range(first, last + 1):
            text = self.document.lines.whole(line)
            if (found := syntax.key_slip(text, is_text=True)) is not None:
                self.refuse(line, syntax.FULL_WIDTH_SPACE if text.lstrip(" ")[:1] in "\u3000\u00a0" else found)

    def refuse(self, line: int, said: Said) -> None:
        """Note a fault; after a hundred, stop."""
        self.problems.append(self.document.problem(line, *said))
        if len(self.problems) >= MAX_OF_A_KIND:
            raise _EnoughError


def _syntax_faults(document: Document, error: yaml.YAMLError) -> Iterator[Problem]:
    line = _marked_line(document.lines, getattr(error, "problem_mark", None)) or 1
    opened = _marked_line(document.lines, getattr(error, "context_mark", None))
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    line, found = syntax.explain(document.lines, said, line, opened)
    yield from _with_other_slips(document, {found: [line]})


def _with_other_slips(document: Document, found: dict[Said, list[int]]) -> Iterator[Problem]:
    """The faults at which reading stopped, and those of other lines that show without reading on."""
    told = {line for lines in found.values() for line in lines}
    for start, said in syntax.sure_slips(document.head):
        if (line := document.lines.number(start)) not in told:
            found.setdefault(said, []).append(line)
    for said, lines in found.items():
        yield from each_line(document.path, document.lines, sorted(lines), "error", *said)


def _marked_line(lines: Lines, mark: Any) -> int | None:
    """The line of the parser's mark; of one behind the end, the last line that is not empty."""
    if mark is None:
        return None
    line = min(mark.line + 1, len(lines))
    return next((number for number in range(line, 0, -1) if lines.whole(number).strip()), 1)


def _places(text: str) -> dict[Loc, int]:
    """The line of every key and item of a text that was read before."""
    found: dict[Loc, int] = {}
    parser = _Parser(text)
    try:
        for event in iter(parser.get_event, None):
            if isinstance(event, yaml.NodeEvent):
                _mark(parser.get_event, event, (), found)
                break
    except (yaml.YAMLError, RecursionError):
        pass  # a text that is not YAML has no places
    finally:
        parser.dispose()
    return found


def _mark(get: Callable[[], Any], event: Any, at: Loc, found: dict[Loc, int]) -> None:
    if isinstance(event, yaml.SequenceStartEvent):
        for index, item in enumerate(_until(get, yaml.SequenceEndEvent)):
            found.setdefault((*at, index), item.start_mark.line + 1)
            _mark(get, item, (*at, index), found)
    elif isinstance(event, yaml.MappingStartEvent):
        for key in _until(get, yaml.MappingEndEvent):
            name = key.value if isinstance(key, yaml.ScalarEvent) else ""
            _mark(get, key, (*at, ""), found)
            found.setdefault((*at, name), key.start_mark.line + 1)
            _mark(get, get(), (*at, name), found)


def _until(get: Callable[[], Any], end: type) -> Iterator[Any]:
    while not isinstance(event := get(), end):
        yield event
