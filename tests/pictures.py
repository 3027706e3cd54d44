"""Pictures made for tests: plain colours, and files that are no pictures."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(width: int = 64, height: int = 48, kind: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    """A picture that is dark above and light below."""
    image = Image.new(mode, (width, height), "navy" if mode != "CMYK" else (100, 80, 0, 40))
    image.paste(Image.new(mode, (width, height - height // 2), "white" if mode != "CMYK" else 0), (0, height // 2))
    made = io.BytesIO()
    image.save(made, kind, **more)
    return made.getvalue()


def picture_with_place() -> bytes:
    """A picture on its side, with what a telephone writes into it: maker, owner, position."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x8298] = "HIMITSU-KAISHA", 6, "HIMITSU-NAMAE"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 39.0, 29.0), 3: "E", 4: (139.0, 45.0, 6.0)})
    return picture(exif=exif, comment=b"HIMITSU-MEMO")


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 50,000 by 50,000."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
