"""Photographs as files: what each is, and the copies of it that readers get. The only module that imports Pillow for photos.

Copies are made anew from the pixels, so nothing of a camera (EXIF, place, owner) goes with them, and kept by the
content of the file: what was made once is not made again. Pillow itself is imported only when a copy must be made.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

FOLDER = "content/photos/"
# What a file may be, and the copies that are made of it, best first.
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
FORMATS = ("avif", "webp", "jpg")
WIDTHS = (480, 960, 1440, 1920)
MAX_FILE = 20 * 1024 * 1024
MAX_PIXELS = 80_000_000
# A new number makes all copies anew.
RECIPE = 1
_SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}

Fault = Literal["missing", "large", "kind", "pixels", "broken"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A sound photograph: its file's digest, and its size as it is looked at."""

    key: str
    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of its copies: never wider than the photograph."""
        return (*(width for width in WIDTHS if width < self.width), self.width)[: len(WIDTHS)]

    def path(self, width: int, kind: str) -> str:
        """Where a copy stands in the site."""
        return f"assets/photos/{self.key}-{width}.{kind}"


@dataclass(frozen=True)
class Album:
    """The photographs of a folder. `read` gives a file's bytes; `cache` is where copies are kept, if anywhere."""

    names: tuple[str, ...]
    read: Callable[[str], bytes] = field(compare=False)
    cache: Path | None = None

    def look(self, name: str) -> Shot | Fault:
        """What a file is, or what is wrong with it."""
        if name not in self.names:
            return "missing"
        raw = self.read(name)
        if len(raw) > MAX_FILE:
            return "large"
        key = hashlib.sha256(raw).hexdigest()[:16]
        if (kept := self._kept(f"{key}.json")) is not None:
            return Shot(key, **json.loads(kept))
        found = _size_of(raw)
        if not isinstance(found, tuple):
            return found
        self._keep(f"{key}.json", json.dumps({"width": found[0], "height": found[1]}).encode())
        return Shot(key, *found)

    def copies(self, shots: Mapping[str, Shot | Fault]) -> Iterator[tuple[str, bytes]]:
        """Every copy of the sound ones, as (path in the site, bytes)."""
        for name, shot in sorted(shots.items()):
            if isinstance(shot, Shot):
                yield from self._copies(name, shot)

    def copy(self, name: str, shot: Shot, width: int, kind: str) -> bytes:
        """One copy of a sound photograph."""
        return self._copy(shot, width, kind, lambda: _upright(self.read(name)))

    def _copies(self, name: str, shot: Shot) -> Iterator[tuple[str, bytes]]:
        whole = functools.cache(lambda: _upright(self.read(name)))
        for width in shot.widths:
            for kind in FORMATS:
                yield shot.path(width, kind), self._copy(shot, width, kind, whole)

    def _copy(self, shot: Shot, width: int, kind: str, whole: Callable[[], Any]) -> bytes:
        name = f"{shot.key}-{width}.{kind}"
        kept = self._kept(name)
        if kept is None:
            kept = _copy(whole(), width, kind)
            self._keep(name, kept)
        return kept

    def _kept(self, name: str) -> bytes | None:
        path = self.cache / str(RECIPE) / name if self.cache else None
        return path.read_bytes() if path and path.is_file() else None

    def _keep(self, name: str, raw: bytes) -> None:
        if self.cache:
            path = self.cache / str(RECIPE) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix(path.suffix + ".new").write_bytes(raw)
            path.with_suffix(path.suffix + ".new").replace(path)


def _size_of(raw: bytes) -> tuple[int, int] | Fault:
    """Width and height as looked at, once every pixel has been read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=KINDS)
            if image.width * image.height > MAX_PIXELS:
                return "pixels"
            whole = _upright(raw)
            return whole.width, whole.height
    except UnidentifiedImageError:
        return "kind"
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return "pixels"
    except (OSError, SyntaxError, ValueError, EOFError):  # whatever a damaged file makes Pillow's readers raise
        return "broken"


def _upright(raw: bytes) -> Any:
    """The picture as it is looked at, in sRGB, on white where it has holes, without anything else."""
    from PIL import Image, ImageCms, ImageOps

    opened = Image.open(io.BytesIO(raw), formats=KINDS)
    image: Any = ImageOps.exif_transpose(opened)
    profile = opened.info.get("icc_profile")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer)
    elif profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # a profile that cannot be read: the numbers are taken as they are
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _copy(image: Any, width: int, kind: str) -> bytes:
    from PIL import Image

    height = max(1, round(image.height * width / image.width))
    small = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    small.save(made, **_SETTINGS[kind])
    return made.getvalue()
