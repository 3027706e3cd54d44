"""Photographs: what of a file goes out, what is made once, and what a page says of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pictures import bomb, picture, picture_with_place
from PIL import Image

from hub import album as module
from hub.album import FORMATS, Album, Shot


def album_of(raw: bytes, cache: Path | None = None) -> Album:
    return Album(("a.jpg",), lambda _: raw, cache)


def copies(raw: bytes, cache: Path | None = None) -> dict[str, bytes]:
    album = album_of(raw, cache)
    return dict(album.copies({"a.jpg": album.look("a.jpg")}))


def opened(made: dict[str, bytes], kind: str) -> Image.Image:
    (raw,) = (raw for path, raw in made.items() if path.endswith(kind))
    return Image.open(io.BytesIO(raw))


# 何が出ていくか


def test_nothing_of_a_camera_goes_out() -> None:
    raw = picture_with_place()
    assert b"HIMITSU" in raw
    for path, made in copies(raw).items():
        image = Image.open(io.BytesIO(made))
        assert b"HIMITSU" not in made, path
        assert not image.getexif(), path
        assert not {"icc_profile", "exif", "comment", "xmp"} & image.info.keys(), path


def test_picture_taken_on_its_side_stands_upright() -> None:
    raw = picture_with_place()
    shot = album_of(raw).look("a.jpg")
    assert isinstance(shot, Shot)
    assert (shot.width, shot.height) == (48, 64)
    image = opened(copies(raw), "webp").convert("RGB")
    assert image.size == (48, 64)
    left, right = image.getpixel((4, 32)), image.getpixel((43, 32))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert min(left) > 200, "the light half was below; turned by a quarter it is on the left"
    assert right[0] < 60


@pytest.mark.parametrize("kind", FORMATS)
def test_holes_are_white_and_inks_are_light(kind: str) -> None:
    holes = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    made = io.BytesIO()
    holes.save(made, "PNG")
    for raw in (made.getvalue(), picture(32, 32, mode="CMYK")):
        image = opened(copies(raw), kind)
        assert image.mode == "RGB"
        assert min(image.getpixel((16, 28))) > 235  # type: ignore[type-var, arg-type] # three channels


def test_copies_are_never_wider_than_the_photo() -> None:
    assert Shot("k", 300, 200).widths == (300,)
    assert Shot("k", 1000, 200).widths == (480, 960, 1000)
    assert Shot("k", 6000, 4000).widths == (480, 960, 1440, 1920)
    made = copies(picture(500, 100))
    assert [Path(path).name.partition("-")[2] for path in made] == [
        f"{width}.{kind}" for width in (480, 500) for kind in FORMATS
    ]


def test_copies_are_the_same_bytes_twice() -> None:
    assert copies(picture(500, 100)) == copies(picture(500, 100))


# 一度だけ作る


def test_what_was_made_once_is_kept_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = copies(picture(), tmp_path)
    for name in ("_size_of", "_upright", "_copy"):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("made again"))
    assert copies(picture(), tmp_path) == first
    monkeypatch.undo()
    assert not copies(picture(80, 60), tmp_path).keys() & first.keys()


# 使えないファイル


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "kind"),
        (b"<svg onload='alert(1)'/>", "kind"),
        (picture(kind="GIF"), "kind"),
        (picture(kind="TIFF"), "kind"),
        (bomb(), "pixels"),
        (picture(400, 300)[:900], "broken"),
        (picture(400, 300, "PNG")[:60], "broken"),
        (picture(400, 300, "WEBP")[:60], "broken"),
        (picture() + bytes(module.MAX_FILE), "large"),
    ],
)
def test_file_that_cannot_be_shown(raw: bytes, fault: str) -> None:
    assert album_of(raw).look("a.jpg") == fault
    assert copies(raw) == {}


def test_file_that_is_not_there() -> None:
    assert album_of(picture()).look("b.jpg") == "missing"


# ページ


def test_page_gives_formats_sizes_and_words(sample_folder: Path) -> None:
    html = (sample_folder / "partners/072087/index.html").read_text("utf-8")
    figure = html[html.index('<figure class="hub-photo">') : html.index("</figure>")]
    assert re.findall(r'type="image/(\w+)"', figure) == ["avif", "webp"]
    assert 'width="640" height="420"' in figure
    assert 'loading="lazy"' in figure
    assert 'alt="赤い日の下、&lt;橋&gt; が &#34;川&#34; をまたいでいます"' in figure
    assert "橋の見本 &amp; 川の見本" in figure
    assert "写真 見本区　試験のために作った絵です" in figure
    for copy in re.findall(r"\.\./\.\./(assets/photos/\S+) \d+w", figure):
        assert (sample_folder / copy).is_file()
