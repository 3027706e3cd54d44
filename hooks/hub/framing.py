"""The frame around every body: rendered once per section of the masthead, then filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from hub.model import OWN_NAMES

_SLOTS = ("title", "description", "canonical", "linked", "code", "card", "content")
_MARK = "\ue000{}\ue001"
_SPLIT = re.compile("\ue000(" + "|".join(_SLOTS) + ")\ue001")
_ROOTED = re.compile('="/(?:(?<= href="/)|(?<= src="/)|(?<= action="/))')  # begins with what can be looked for quickly
_SRCSET = re.compile(r'(?<= srcset=")[^"]*')
_INDENT = re.compile(r"\n\s+")  # a tenth of a page
_TOGGLES = re.compile(r'\s*<(?:input class="md-toggle"|label class="md-overlay")[^>]*>(?:</label>)?')
_ASSETS = re.compile(f'="/assets/(?!{OWN_NAMES}/)')


class Frames:
    """Frames by section. `render` gives a whole page whose slots hold the marks it was given."""

    def __init__(
        self,
        render: Callable[[str, Mapping[str, str]], str],
        site_name: str,
        site_url: str,
        assets: str = "assets",
        has_cards: bool = False,
    ) -> None:
        self._render = render
        self._site_name = site_name
        self._site_url = site_url.rstrip("/")
        self._assets = assets
        self._has_cards = has_cards
        self._wholes: dict[str, str] = {}
        self._parts: dict[tuple[str, str], tuple[list[bytes], list[str]]] = {}

    def page(
        self,
        address: str,
        section: str,
        title: str,
        description: str,
        body: str,
        linked: str = "{}",
        code: str = "",
        card: str = "",
        base: str = "",
    ) -> bytes:
        """A whole page, in UTF-8. Links in it are relative to its address, or below `base` where it has no place.

        `linked` is JSON in which nothing can end the element that holds it, `code` the drawing of the page's QR code,
        `card` the path of its picture.
        """
        prefix = base or "../" * (address.count("/") - 1) or "./"
        slots = {
            "title": escape(f"{title}｜{self._site_name}" if title else self._site_name),
            "description": escape(" ".join(description.split())[:200]),
            "canonical": escape(self._site_url + address) if self._site_url else "",
            "linked": linked,
            "code": code,
            "card": f"{self._site_url}/{card}",
            "content": self._linked(body, prefix),
        }
        parts, names = self._parts_of(section, prefix)
        filled = parts.copy()
        filled[1::2] = [slots[name].encode() for name in names]
        return b"".join(filled)

    def _parts_of(self, section: str, prefix: str) -> tuple[list[bytes], list[str]]:
        """The frame cut at its slots, with links for pages of one depth; the names of the slots, which are every second part."""
        if (section, prefix) not in self._parts:
            parts = _SPLIT.split(self._linked(self.whole(section), prefix))
            self._parts[section, prefix] = [part.encode() for part in parts], parts[1::2]
        return self._parts[section, prefix]

    def whole(self, section: str) -> str:
        """The frame of a section with its marks."""
        if section not in self._wholes:
            marks = {name: _MARK.format(name) for name in _SLOTS}
            if not self._site_url:
                marks["canonical"] = ""
            if not (self._site_url and self._has_cards):
                marks["card"] = ""
            html = _TOGGLES.sub("", self._render(section, marks))  # nothing of Material's drawer
            self._wholes[section] = _INDENT.sub("\n", html).lstrip()
        return self._wholes[section]

    def _linked(self, html: str, prefix: str) -> str:
        """Links from the root made relative; no text holds these letters, for quotes in it are escaped."""
        if self._assets != "assets":
            html = _ASSETS.sub(f'="/{self._assets}/', html)
        html = _ROOTED.sub(f'="{prefix}', html)
        if ' srcset="' in html:
            html = _SRCSET.sub(lambda found: re.sub(r"(^|, )/", rf"\1{prefix}", found[0]), html)
        return html
