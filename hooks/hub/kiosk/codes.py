"""QR codes of addresses as packed bits. Draws nothing.

A code is linear: of two addresses of one length, under one mask, the modules that differ depend only on the bits of the
letters that differ. So the codes of all towns, whose addresses differ in six digits, are made from one code and a
difference per bit; a code of its own for each of 1,788 towns would cost a second in every build.
"""

from __future__ import annotations

import base64
import re
from functools import reduce
from operator import xor

import segno

MASK = 3  # any mask is valid; choosing the best costs five times the rest
_TOWN = re.compile(r"(?<=/partners/)\d{6}(?=/)")


class Codes:
    """The codes of the site's pages; none without the site's own address."""

    def __init__(self, site_url: str) -> None:
        self._root = site_url.rstrip("/")
        self._towns: tuple[int, list[int], int] | None = None

    def of(self, address: str) -> str:
        """The modules of a page's code, row by row, packed and in base64."""
        if not self._root:
            return ""
        found = _TOWN.search(address)
        bits, size = self._town(found[0]) if found else _modules(f"{self._root}{address}")
        return base64.b64encode((bits << -(size * size) % 8).to_bytes((size * size + 7) // 8, "big")).decode()

    def url(self, address: str) -> str:
        """The address as it is printed beside the code."""
        return f"{self._root}{address}".partition("://")[2] if self._root else ""

    def _town(self, code: str) -> tuple[int, int]:
        if self._towns is None:
            address = f"{self._root}/partners/{{}}/"
            base, size = _modules(address.format("000000"))
            changes = []
            for place in range(6):
                for bit in range(4):
                    digits = f"{'0' * place}{chr(ord('0') ^ 1 << bit)}{'0' * (5 - place)}"
                    changes.append(base ^ _modules(address.format(digits))[0])
            self._towns = base, changes, size
        base, changes, size = self._towns
        chosen = (
            changes[place * 4 + bit] for place, digit in enumerate(code) for bit in range(4) if int(digit) >> bit & 1
        )
        return reduce(xor, chosen, base), size


def _modules(text: str) -> tuple[int, int]:
    rows = segno.make_qr(text, error="m", mask=MASK, mode="byte", boost_error=False).matrix
    return int("".join(str(module) for row in rows for module in row), 2), len(rows)
