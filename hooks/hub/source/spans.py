"""Where in a text each single value stands, to the character. For those who change a file; reading needs only lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from hub.source import Loc

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """A key and its value: lines count from 1, columns from 0; the end is behind the last character.

    `key_line` is 0 for an item of a list. `is_flow` says that brackets hold it or that it is one.
    """

    key_line: int
    line: int
    column: int
    end_line: int
    end_column: int
    is_scalar: bool
    is_flow: bool


def spans(text: str) -> dict[Loc, Span]:
    """Every value of a text that was read before without a fault, by its place."""
    found: dict[Loc, Span] = {}
    parser = _Parser(text)
    try:
        event = parser.get_event()
        while not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.StreamEndEvent):
                return found
            event = parser.get_event()
        _walk(parser.get_event, event, (), 0, found)
    finally:
        parser.dispose()
    return found


def _walk(get: Callable[[], Any], event: Any, at: Loc, key_line: int, found: dict[Loc, Span]) -> Any:
    """Note one value and all within it; return the event that ends it."""
    start, end = event.start_mark, event
    if isinstance(event, yaml.SequenceStartEvent):
        count = 0
        while not isinstance(end := get(), yaml.SequenceEndEvent):
            _walk(get, end, (*at, count), 0, found)
            count += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(end := get(), yaml.MappingEndEvent):
            _walk(get, get(), (*at, getattr(end, "value", "")), end.start_mark.line + 1, found)
    stop = end.end_mark
    is_scalar = isinstance(event, yaml.ScalarEvent)
    is_flow = bool(getattr(event, "flow_style", False))
    found[at] = Span(key_line, start.line + 1, start.column, stop.line + 1, stop.column, is_scalar, is_flow)
    return end
