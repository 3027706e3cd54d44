"""Readings above the names of towns: the first time a page links to one, and the file from which a browser sets the rest.

Where the reading already stands behind the name, as on a town's card, none is put above it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from itertools import takewhile

from hub.model import Hub

_LINK = 'href="/partners/'
_KATAKANA = str.maketrans({chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)})

Split = tuple[str, str, str, str]


class Furigana:
    """The names of one hub with their readings, ready to be put into pages."""

    def __init__(self, hub: Hub) -> None:
        towns = [partner for partner in hub.partners.values() if partner.kana and partner.kind != "abroad"]
        self.known = {partner.key: (escape(partner.name), partner.kana) for partner in towns}
        self._ruby = {partner.key: _ruby(*split(partner.name, partner.kana)) for partner in towns}
        # What follows `_LINK` where a link says the name and nothing else, as most do, and what is put in its place.
        self._mostly = {
            key: (f'{key}/">{name}</a>', f'{key}/">{self._ruby[key]}</a>') for key, (name, _) in self.known.items()
        }

    def first_uses(self, body: str) -> str:
        """The body of a page; the first link to a town that names it carries its reading."""
        pieces = body.split(_LINK)
        if len(pieces) == 1:
            return body
        told = set()
        for position, piece in enumerate(pieces[1:], 1):
            key = piece[: piece.find("/")]
            if key in told or key not in self._mostly:
                continue
            told.add(key)
            plain, annotated = self._mostly[key]
            if piece.startswith(plain) and not piece.startswith("<small>", len(plain)):
                pieces[position] = annotated + piece[len(plain) :]
            else:
                pieces[position] = self._annotated(key, piece)
        return _LINK.join(pieces)

    def _annotated(self, key: str, piece: str) -> str:
        name, kana = self.known[key]
        start, end = piece.find(">") + 1, piece.find("</a>")
        text = piece[start:end]
        if not text.endswith(name) or "<" in text or piece.startswith(f"</a><small>{kana}", end):
            return piece
        return f"{piece[: end - len(name)]}{self._ruby[key]}{piece[end:]}"


def readings_json(hub: Hub) -> str:
    """The names of towns and prefectures by themselves: `{name: [before, above, reading, behind]}`.

    A name that is read in two ways is left out, for nobody can tell in running text which of them is meant.
    """
    partners = [*hub.partners.values(), *hub.prefectures.values()]
    kana: dict[str, set[str]] = {}
    for partner in partners:
        if partner.kana and partner.kind != "abroad":
            kana.setdefault(partner.name, set()).add(partner.kana)
    known = {name: split(name, *found) for name, found in sorted(kana.items()) if len(found) == 1}
    return json.dumps({name: parts for name, parts in known.items() if parts[2]}, ensure_ascii=False) + "\n"


def split(name: str, kana: str) -> Split:
    """A name as what is kana already, what needs a reading, the reading, and kana again: いわき|市|し|."""
    plain = name.translate(_KATAKANA)
    start = _same(zip(plain, kana, strict=False))
    end = _same(zip(reversed(plain[start:]), reversed(kana[start:]), strict=False))
    return name[:start], name[start : len(name) - end], kana[start : len(kana) - end], name[len(name) - end :]


def _same(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _ruby(before: str, above: str, reading: str, behind: str) -> str:
    if not reading:
        return escape(f"{before}{above}{behind}")
    return f"{escape(before)}<ruby>{escape(above)}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>{escape(behind)}"
