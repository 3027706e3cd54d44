"""What must be true of a built site before readers get it: every fault, as `path: what`. Changes nothing.

Pages are checked by `site_checks`, as in the tests, and weighed by `weighing`; here follow the files that strangers'
programs read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar

from release.weighing import weight_faults
from site_checks import CHECKS
from site_reading import Site

NEEDED = ("index.html", "404.html", "health.json", "data/catalog.json", "feeds/updates.atom", "feeds/events.ics")
_ATOM = "{http://www.w3.org/2005/Atom}"


def faults(folder: Path) -> list[str]:
    """Everything that is wrong with the site in a folder."""
    site = Site(folder, _base(folder))
    found = [fault for check in CHECKS for fault in check(site)]
    found += [f"{path}: is missing" for path in NEEDED if path not in site.files]
    for path in site.files:
        raw = (folder / path).read_bytes()
        found += [f"{path}: {fault}" for fault in _reading(path, raw)]
    return [*found, *weight_faults(site)]


def _base(folder: Path) -> str:
    """Below which path the site is published, as its own cover says; 404.html links from there."""
    cover = folder / "index.html"
    found = re.search(r'<link rel="canonical" href="([^"]+)"', cover.read_text("utf-8")) if cover.is_file() else None
    return urlsplit(found[1]).path if found else "/"


def _reading(path: str, raw: bytes) -> Iterator[str]:
    """What a program that reads the file would stumble over."""
    reader = _READERS.get(Path(path).suffix)
    if reader is None:
        return
    try:
        yield from reader(raw)
    except (ValueError, KeyError, IndexError, ElementTree.ParseError) as error:
        yield f"cannot be read: {error}"


def _json(raw: bytes) -> Iterator[str]:
    json.loads(raw)
    yield from ()


def _csv(raw: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    if {len(row) for row in rows} != {len(rows[0])}:
        yield "has rows of different lengths"


def _xml(raw: bytes) -> Iterator[str]:
    ElementTree.fromstring(raw)  # noqa: S314 # our own output, from which no entity is ever defined
    yield from ()


def _atom(raw: bytes) -> Iterator[str]:
    feed = ElementTree.fromstring(raw)  # noqa: S314 # as above
    for part in (feed, *feed.iter(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            if not (part.findtext(_ATOM + name) or "").strip():
                yield f"has an entry or head without <{name}>"
    ids = [entry.findtext(f"{_ATOM}id") for entry in feed.iter(f"{_ATOM}entry")]
    if len(ids) != len(set(ids)):
        yield "has two entries with one id"


def _ics(raw: bytes) -> Iterator[str]:
    calendar = icalendar.Calendar.from_ical(raw)
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    if len(uids) != len(set(uids)):
        yield "has two events with one UID"
    if any(len(line) > 75 for line in raw.split(b"\r\n")):
        yield "has a line longer than 75 octets"


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".json": _json,
    ".geojson": _json,
    ".csv": _csv,
    ".xml": _xml,
    ".svg": _xml,
    ".atom": _atom,
    ".ics": _ics,
}
