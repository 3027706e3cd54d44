"""The picture that stands for a page where its address is shared: 1200 by 630, its words on the water-lines of the chart.

Cards are kept by what they say and how they are drawn, so what was drawn once is not drawn again. Pillow is imported
only when a card must be drawn.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, EDGE = 1200, 630, 80
# A new number draws all cards anew.
RECIPE = 1
FONTS = "pylopdf_fonts_jp"  # Noto Serif JP and Noto Sans JP as they are, and nothing else
PAPER, INK, INK_2, WATER, PORT = "#fbf9f4", "#152231", "#44515f", "#dfe5ea", "#bd2f1b"
# Each colour of the drawing with its steps to the paper: with a palette of its own no card loses the red of the port.
SHADES = ((INK, 11), (INK_2, 6), (WATER, 4), (PORT, 8))
# The port, and how far the water-lines about it reach.
HARBOUR = (1010, 520)
RINGS = range(70, 1000, 55)
TITLE_SIZES = (92, 76, 62, 52, 44)
_STARTS_NO_LINE = "、。，．・：；？！」』）)]｝〕〉》】ーっゃゅょッャュョ々〜…‥%"
_PIECE = re.compile(r"[(（「『【〈《]*(?:[A-Za-z0-9.,:&+/'’-]+|.)")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: whose it is, where the page belongs, its name, and a line or two about it."""

    site: str
    tagline: str
    kicker: str
    title: str
    text: str

    @property
    def path(self) -> str:
        """Where it stands in the site: named after what it says, so that it can be kept for ever."""
        said = "\0".join((str(RECIPE), self.site, self.tagline, self.kicker, self.title, self.text))
        return f"cards/{hashlib.sha256(said.encode()).hexdigest()[:20]}.png"


@dataclass(frozen=True)
class Press:
    """Draws cards. `cache` is where they are kept, if anywhere."""

    cache: Path | None = None

    def picture(self, card: Card) -> bytes:
        """A card as PNG."""
        kept = self.cache / card.path if self.cache else None
        if kept is not None and kept.is_file():
            return kept.read_bytes()
        made = self._drawn(card)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.with_suffix(".new").write_bytes(made)
            kept.with_suffix(".new").replace(kept)
        return made

    def _drawn(self, card: Card) -> bytes:
        from PIL import ImageDraw

        image = self._ground.copy()
        draw = ImageDraw.Draw(image)
        draw.ellipse((EDGE, 66, EDGE + 18, 84), fill=PORT)
        draw.text((EDGE + 32, 75), card.site, font=_font("Serif", 38), fill=INK, anchor="lm", stroke_width=0.6)
        after = EDGE + 32 + draw.textlength(card.site, _font("Serif", 38)) + 24
        draw.text((after, 78), card.tagline, font=_font("Sans", 22), fill=INK_2, anchor="lm")
        draw.text((EDGE, 176), card.kicker, font=_font("Sans", 28), fill=INK_2)
        font, lines = _fitted(card.title)
        top = 226.0
        for line in lines:
            draw.text((EDGE, top), line, font=font, fill=INK, stroke_width=font.size / 60)
            top += font.size * 1.34
        for line in list(_wrapped(card.text, _font("Sans", 30), 820))[:2]:
            draw.text((EDGE, top + 30), line, font=_font("Sans", 30), fill=INK_2)
            top += 48
        out = io.BytesIO()
        image.quantize(palette=self._palette, dither=0).save(out, "PNG", compress_level=6)
        return out.getvalue()

    @cached_property
    def _ground(self) -> Any:
        """Paper with the water-lines about the port, drawn large and made small, for smooth lines."""
        from PIL import Image, ImageDraw

        large = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), PAPER)
        draw = ImageDraw.Draw(large)
        x, y = HARBOUR[0] * 2, HARBOUR[1] * 2
        for ring in RINGS:
            draw.ellipse((x - ring * 2, y - ring * 2, x + ring * 2, y + ring * 2), outline=WATER, width=3)
        draw.ellipse((x - 22, y - 22, x + 22, y + 22), fill=PORT)
        return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    @cached_property
    def _palette(self) -> Any:
        from PIL import Image, ImageColor

        paper = ImageColor.getrgb(PAPER)
        colours = [
            round(ground + (full - ground) * step / steps)
            for name, steps in SHADES
            for step in range(steps + 1)
            for ground, full in zip(paper, ImageColor.getrgb(name), strict=False)
        ]
        image = Image.new("P", (1, 1))
        image.putpalette(colours)
        return image


def _fitted(title: str) -> tuple[Any, list[str]]:
    """The largest size at which a title stands on two lines, at the smallest on three, cut if need be."""
    for size in TITLE_SIZES:
        font = _font("Serif", size)
        lines = list(_wrapped(title, font, WIDTH - 2 * EDGE))
        if len(lines) <= 2:
            return font, lines
    return font, [*lines[:2], f"{lines[2][:-1]}…" if len(lines) > 3 else lines[2]]


def _wrapped(text: str, font: Any, width: float) -> Iterator[str]:
    """Lines no wider than `width`: broken between any two signs but those that start no line, and not within a word."""
    line = ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if line and piece not in _STARTS_NO_LINE and font.getlength(line + piece) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line:
        yield line


def _font(style: str, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(files(FONTS) / f"Noto{style}JP-Regular.otf"), size)
