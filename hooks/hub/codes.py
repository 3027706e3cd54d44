"""QR codes of addresses, as modules and as a drawing.

A code is linear: under one mask, what changes when one bit of the text changes depends only on the place of that bit and
on the size of the code. So a text's code is that of another text of its length, and a difference for each bit in which
the two differ; codes of their own for thousands of pages would cost seconds in every build.
"""

from __future__ import annotations

import re
from functools import cache

MASK = 3  # any mask is valid; choosing the best costs five times the rest
QUIET = 4  # the empty edge that readers need, in modules
_DIGITS = bytes.maketrans(b"\0\1", b"01")


class Codes:
    """Codes of texts in ASCII; what was computed for one is kept for the next."""

    def __init__(self) -> None:
        self._bases: dict[int, tuple[int, int]] = {}
        self._changes: dict[tuple[int, int, int], int] = {}

    def modules(self, text: str) -> tuple[int, int]:
        """The modules of a code, row by row as the bits of a number, and how many stand in a row."""
        count = len(text)
        if count not in self._bases:
            self._bases[count] = _modules("a" * count)
        bits, size = self._bases[count]
        for place, letter in enumerate(text):
            if change := ord(letter) ^ ord("a"):
                bits ^= self._change(size, count, place, change)
        return bits, size

    def drawing(self, text: str, label: str) -> str:
        """The code as SVG: one path of black runs, on whatever ground it stands; `label` must need no escape."""
        bits, size = self.modules(text)
        rows = f"{bits:0{size * size}b}"
        path = []
        for row in range(size):
            for run in re.finditer("1+", rows[row * size : (row + 1) * size]):
                path.append(f"M{run.start()} {row}h{run.end() - run.start()}")
        box = f"{-QUIET} {-QUIET - 0.5} {size + 2 * QUIET} {size + 2 * QUIET}"
        return (
            f'<svg class="hub-code" viewBox="{box}" role="img" aria-label="{label}"><path d="{"".join(path)}"/></svg>'
        )

    def _change(self, size: int, count: int, place: int, change: int) -> int:
        """What differs when a letter differs so; by bits, for letters differ in many ways and bits in seven."""
        found = 0
        for bit in (1 << step for step in range(7) if change >> step & 1):
            key = (size, place, bit)
            if key not in self._changes:
                text = f"{'a' * place}{chr(ord('a') ^ bit)}{'a' * (count - place - 1)}"
                self._changes[key] = self._bases[count][0] ^ _modules(text)[0]
            found ^= self._changes[key]
        return found


@cache
def _modules(text: str) -> tuple[int, int]:
    import segno  # a site without an address has no codes

    rows = segno.make_qr(text, error="m", mask=MASK, mode="byte", boost_error=False).matrix
    return int(b"".join(rows).translate(_DIGITS), 2), len(rows)
