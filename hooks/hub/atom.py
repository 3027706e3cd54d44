"""Atom 1.0 (RFC 4287). Knows no records: takes entries, gives a text.

Written with the standard library: the packages for feeds either lean on lxml or are kept no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

SPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; `id` and `updated` come from the record. Without a site there is no `link`."""

    id: str
    title: str
    updated: date
    text: str
    link: str = ""
    published: date | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries; `updated` is used when there are none."""

    id: str
    title: str
    subtitle: str
    author: str
    rights: str
    updated: date
    entries: Sequence[Entry]
    self_link: str = ""
    page: str = ""


def atom(feed: Feed) -> str:
    """The feed as XML."""
    root = Element("feed", {"xmlns": SPACE, "xml:lang": "ja"})
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "subtitle", feed.subtitle)
    _put(root, "updated", _moment(max((entry.updated for entry in feed.entries), default=feed.updated)))
    _put(SubElement(root, "author"), "name", feed.author)
    _put(root, "rights", feed.rights)
    if feed.self_link:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.self_link})
    if feed.page:
        SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for entry in feed.entries:
        _add(SubElement(root, "entry"), entry)
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add(element: Element, entry: Entry) -> None:
    _put(element, "id", entry.id)
    _put(element, "title", entry.title)
    _put(element, "updated", _moment(entry.updated))
    if entry.published is not None:
        _put(element, "published", _moment(entry.published))
    if entry.link:
        SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    if entry.category:
        SubElement(element, "category", {"term": entry.category})
    _put(element, "content", entry.text, type="text")


def _put(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+09:00"
