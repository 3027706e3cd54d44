"""Records as the lines of YAML that staff would write. Reads nothing and knows no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Name = Callable[[str], str]
INDENT = "  "

# What may stand without quotes: no sign of YAML, nothing that other tools take for a number, a time or nothing.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~\\][^\n\t]*")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-[a-z]+|-[0-9]{2}-[a-z]+)?")
_LOOKS_TYPED = re.compile(r"[-+.]?[0-9][0-9_,.:eExXoO+-]*|true|false|yes|no|on|off|null|y|n", re.IGNORECASE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(value: str) -> str:
    """A single value as it is written after a colon: plain where that is safe, else in double quotes."""
    safe = _PLAIN.fullmatch(value) and ": " not in value and " #" not in value and value == value.strip()
    typed = _LOOKS_TYPED.fullmatch(value) and not _DAY.fullmatch(value)
    if value in {"true", "false"} or (safe and not typed and not value.endswith(":") and value.isprintable()):
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES or sign.isprintable():
        return _ESCAPES.get(sign, sign)
    return f"\\U{ord(sign):08x}"


def key_lines(key: str, value: Any, depth: int, name: Name) -> Iterator[str]:
    """A key with its value, `depth` characters in."""
    pad = " " * depth
    if isinstance(value, str):
        yield f"{pad}{key}: {scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{pad}{key}:"
        for inner, item in value.items():
            yield from key_lines(inner, item, depth + 2, name)
    else:
        yield f"{pad}{key}:"
        for item in value:
            yield from item_lines(item, depth + 2, name)


def item_lines(item: Any, depth: int, name: Name) -> Iterator[str]:
    """One item of a list; a code is followed by the name it stands for."""
    pad = " " * depth
    if isinstance(item, str):
        called = name(item)
        yield f"{pad}- {scalar(item)}" + (f"  # {called}" if called else "")
        return
    lines = [line for key, value in item.items() for line in key_lines(key, value, depth + 2, name)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def nameless(_code: str) -> str:
    """For lists of which nothing more is to be said."""
    return ""
