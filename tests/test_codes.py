"""QR codes: the quick way gives what the library gives."""

from __future__ import annotations

import re

import pytest
import segno

from hub.codes import MASK, Codes

ROOT = "https://renkei.example/sub"
ADDRESSES = ("/", "/partners/072044/", "/partners/011002/", "/events/", "/events/gujo-2025/", "/about/data/?a=1~&B=%E6")


def rows(text: str) -> list[str]:
    matrix = segno.make_qr(text, error="m", mask=MASK, mode="byte", boost_error=False).matrix
    return ["".join(str(module) for module in row) for row in matrix]


@pytest.mark.parametrize("text", [ROOT + address for address in ADDRESSES] + ["x" * 200])
def test_code_is_the_librarys(text: str) -> None:
    codes = Codes()
    for address in ADDRESSES:
        codes.modules(ROOT + address)  # what was kept for others changes nothing
    bits, size = codes.modules(text)
    assert f"{bits:0{size * size}b}" == "".join(rows(text))


def test_drawing_has_a_run_for_each_run_of_modules() -> None:
    svg = Codes().drawing(ROOT, "札")
    runs = [(int(x), int(y), int(length)) for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg)]
    drawn = {(x + step, y) for x, y, length in runs for step in range(length)}
    assert drawn == {(x, y) for y, row in enumerate(rows(ROOT)) for x, module in enumerate(row) if module == "1"}
    assert 'role="img" aria-label="札"' in svg
