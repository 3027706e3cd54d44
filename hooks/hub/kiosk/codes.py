"""QR codes of the site's pages as packed bits, and the address as it is printed beside them. Draws nothing."""

from __future__ import annotations

import base64

from hub import codes


class Codes:
    """The codes of the site's pages; none without the site's own address."""

    def __init__(self, site_url: str) -> None:
        self._root = site_url.rstrip("/")
        self._codes = codes.Codes()

    def of(self, address: str) -> str:
        """The modules of a page's code, row by row, packed and in base64."""
        if not self._root:
            return ""
        bits, size = self._codes.modules(f"{self._root}{address}")
        return base64.b64encode((bits << -(size * size) % 8).to_bytes((size * size + 7) // 8, "big")).decode()

    def url(self, address: str) -> str:
        """The address as it is printed beside the code."""
        return f"{self._root}{address}".partition("://")[2] if self._root else ""
