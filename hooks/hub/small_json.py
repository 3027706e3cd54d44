"""Small JSON that is harmless wherever it stands: in a file, or pasted into a page."""

from __future__ import annotations

import json
import re
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` makes one at every call
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_UNSAFE_SIGN = re.compile("[<>&\u2028\u2029]")


def small_json(value: Any) -> str:
    """A value as JSON without spaces and without any sign of markup."""
    text = _ENCODER.encode(value)
    return text.translate(_UNSAFE) if _UNSAFE_SIGN.search(text) else text
