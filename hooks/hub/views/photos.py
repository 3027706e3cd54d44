"""Photographs as pages show them. Reads no files."""

from __future__ import annotations

from collections.abc import Iterable

from hub.album import FORMATS, Shot
from hub.model import Hub
from hub.plain import plain
from hub.schema.common import Photo

# The plain copy, for whoever knows no better format.
PLAIN = FORMATS[-1]


@plain
class Source:
    """The copies of one format: its type, and addresses with their widths."""

    type: str
    srcset: str


@plain
class PhotoView:
    """A photograph: its copies, its size, its words."""

    sources: tuple[Source, ...]
    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


def photo_views(hub: Hub, photos: Iterable[Photo]) -> tuple[PhotoView, ...]:
    """The sound photographs of a record, in its order."""
    return tuple(_photo(photo, shot) for photo in photos if isinstance(shot := hub.shots.get(photo.file), Shot))


def _photo(photo: Photo, shot: Shot) -> PhotoView:
    widest = shot.widths[-1]
    return PhotoView(
        sources=tuple(Source(f"image/{kind}", _srcset(shot, kind)) for kind in FORMATS if kind != PLAIN),
        src=f"/{shot.path(min(shot.widths, key=lambda width: abs(width - 960)), PLAIN)}",
        width=widest,
        height=max(1, round(shot.height * widest / shot.width)),
        alt=photo.alt,
        caption=photo.caption or "",
        credit=photo.credit,
        licence=photo.licence,
    )


def _srcset(shot: Shot, kind: str) -> str:
    return ", ".join(f"/{shot.path(width, kind)} {width}w" for width in shot.widths)
