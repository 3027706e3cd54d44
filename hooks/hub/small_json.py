"""Small JSON that is harmless wherever it stands: in a file, or pasted into a page. Pydantic's serialiser is the quickest."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def small_json(value: Any) -> str:
    """A value as JSON without spaces and without any sign of markup."""
    text = to_json(value).decode()
    for sign, written in _UNSAFE.items():
        if sign in text:
            text = text.replace(sign, written)
    return text
