"""The photographs of the lobby display: of each slide's record the first, in the copy that half a panel needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.album import Shot
from hub.candidates import Candidate, candidates
from hub.model import Hub
from hub.schema.common import Photo

WIDEST = 960
KIND = "webp"


def image(hub: Hub, found: Candidate) -> dict[str, str]:
    """A slide's picture as the deck names it: where it lies, what is on it, whose it is; empty without one."""
    for photo, shot, width in _first(hub, found):
        return {"src": shot.path(width, KIND), "alt": photo.alt, "credit": photo.credit}
    return {}


def pictures(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Every picture of the deck, as (path in the site, bytes)."""
    if album := hub.setting.album:
        for found in candidates(hub):
            for photo, shot, width in _first(hub, found):
                yield shot.path(width, KIND), album.copy(photo.file, shot, width, KIND)


def _first(hub: Hub, found: Candidate) -> Iterator[tuple[Photo, Shot, int]]:
    record: Any = found.record
    matter = getattr(record, "record", getattr(record, "matter", record))
    for photo in getattr(matter, "photos", ())[:1]:
        shot = hub.shots.get(photo.file)
        if isinstance(shot, Shot):
            yield photo, shot, max((width for width in shot.widths if width <= WIDEST), default=shot.widths[0])
