"""The golden cases of `problems/`: small data sets with one fault each, and the report staff get for it.

A case is one of
- `problems/<name>.yaml`: sections of `partners.yaml` and `events.yaml`, in one file; the lines are those of the report;
- `problems/<name>/`: files that stand in place of those of `problems/sound/`, a small data set without faults;
- an entry of `BYTES`, for what an editor would not show.
Whatever a case does not say is taken from `problems/sound/`. The report stands beside it in `<name>.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from pictures import bomb, picture

from hub.album import Album
from hub.loading import FILES, load, read_files
from hub.model import Setting
from hub.source import Document, compose, read_extra
from hub.writing import LINK

PROBLEMS = Path(__file__).with_name("problems")
TODAY = date(2026, 11, 20)

_EVENTS = """\
events:
  - id: ichi-2026
    title: 朝市
    category: fair
    status: scheduled
    occurrences:
      - starts_on: 2026-12-06
    source: press
"""
_PAGE = "---\ntitle: 朝市\ntheme: goods\nsource: press\n---\n\n"

# Name of the case: the file it stands in for, and its bytes; without bytes the file is missing.
BYTES: dict[str, tuple[str, Callable[[], bytes | None]]] = {
    "link-in-place-of-a-page": ("content/initiatives/market.md", lambda: LINK),
    "file-missing": ("partners.yaml", lambda: None),
    "page-of-a-list-missing": ("content/events/index.md", lambda: None),
    "file-in-shift-jis": ("events.yaml", lambda: _EVENTS.encode("cp932")),
    "file-in-euc-jp": ("events.yaml", lambda: _EVENTS.encode("euc_jp")),
    "file-in-utf-16": ("events.yaml", lambda: _EVENTS.encode("utf-16")),
    "file-in-utf-16-without-mark": ("events.yaml", lambda: _EVENTS.encode("utf-16-le")),
    "file-with-a-broken-character": ("events.yaml", lambda: _EVENTS.encode().replace("市".encode(), b"\xe5\xb8")),
    "file-with-a-lone-surrogate": ("events.yaml", lambda: _EVENTS.encode().replace("市".encode(), b"\xed\xa0\x80")),
    "file-with-a-byte-order-mark": ("events.yaml", lambda: b"\xef\xbb\xbf" + _EVENTS.encode()),
    "file-with-windows-line-ends": ("events.yaml", lambda: _EVENTS.replace("\n", "\r\n").encode()),
    "file-with-old-mac-line-ends": ("events.yaml", lambda: _EVENTS.replace("\n", "\r").encode()),
    "file-with-control-characters": ("events.yaml", lambda: _EVENTS.replace("朝市", "朝\x08市\u202e").encode()),
    "file-with-zero-width-spaces": ("events.yaml", lambda: _EVENTS.replace("朝市", "朝\u200b市").encode()),
    "file-of-65-megabytes": ("events.yaml", lambda: b"#" * (65 * 1024 * 1024)),
    "file-of-nothing": ("events.yaml", lambda: b""),
    "indent-by-tab": ("events.yaml", lambda: _EVENTS.replace("    ", "\t").encode()),
    "indent-by-no-break-space": ("events.yaml", lambda: _EVENTS.replace("    title", "\u00a0\u00a0title").encode()),
    "nesting-100000-deep-in-brackets": ("events.yaml", lambda: b"events: " + b"[" * 100_000),
    "nesting-100000-deep-in-dashes": ("events.yaml", lambda: b"events:\n  " + b"- " * 100_000 + b"a"),
    "page-in-shift-jis": ("content/initiatives/market.md", lambda: _PAGE.encode("cp932")),
    "page-with-windows-line-ends": (
        "content/initiatives/market.md",
        lambda: _PAGE.replace("\n", "\r\n").encode() + "[まち](/partners/999999/)".encode(),
    ),
}

# Name of the case: the photographs that stand beside it.
PHOTOS: dict[str, dict[str, Callable[[], bytes]]] = {
    "photo-name-in-other-letters": {"ichi.JPG": picture, "ichiba.jpg": picture},
    "photo-without-description": {"ichi.jpg": picture},
    "photo-without-licence": {"ichi.jpg": picture},
    "photo-consent-in-other-words": {"ichi.jpg": picture},
    "photo-description-says-nothing": {"ichi.jpg": picture},
    "photo-of-another-kind": {"ichi.jpg": lambda: picture(kind="GIF")},
    "photo-over-20-megabytes": {"ichi.jpg": lambda: picture() + bytes(20 * 1024 * 1024)},
    "photo-of-too-many-pixels": {"ichi.jpg": bomb},
    "photo-cut-short": {"ichi.jpg": lambda: picture(400, 300)[:900]},
    "photo-not-used": {"ichi.jpg": picture},
}


def names() -> list[str]:
    """Every case by name."""
    written = {
        path.stem if path.suffix == ".yaml" else path.name for path in PROBLEMS.iterdir() if path.suffix != ".txt"
    }
    return sorted(written | BYTES.keys())


def files(name: str) -> dict[str, bytes]:
    """The staff's files of a case."""
    found = _sound()
    if name in BYTES:
        path, make = BYTES[name]
        made = make()
        return {key: raw for key, raw in found.items() if key != path} | ({path: made} if made is not None else {})
    if (PROBLEMS / name).is_dir():
        return found | read_files(PROBLEMS / name)
    text = (PROBLEMS / f"{name}.yaml").read_text("utf-8")
    return found | {path: _part(text, path, found[path].decode()) for path in FILES}


@cache
def _sound() -> dict[str, bytes]:
    return read_files(PROBLEMS / "sound")


def report(name: str) -> str:
    """What staff are told of a case, on a fixed day."""
    given, photos = files(name), PHOTOS.get(name, {})
    setting = Setting(TODAY, album=Album(tuple(sorted(photos)), lambda photo: photos[photo]()))
    return load(given, read_extra(given["mkdocs.yml"]), setting)[1].text() + "\n"


def expected(name: str) -> Path:
    """Where the accepted report of a case stands."""
    return PROBLEMS / f"{name}.txt"


def bless() -> None:
    """Accept the present reports of all cases, and forget those of cases that are no more."""
    for name in names():
        expected(name).write_text(report(name), "utf-8")
    for path in PROBLEMS.glob("*.txt"):
        if path.stem not in names():
            path.unlink()


def _part(text: str, path: str, sound: str) -> bytes:
    """The sections of a case that belong to one file, each on its own lines, and the sound ones it does not name."""
    own = {section: owner for owner, model in FILES.items() for section in model.model_fields}
    lines, owner, named = [], "partners.yaml", set()
    for line in text.split("\n"):
        if found := re.match(r"([a-z]+):", line):
            owner = own.get(found[1], "partners.yaml")
            named.add(found[1])
        lines.append(line if owner == path else "")
    part = "\n".join(lines)
    if not part.strip():
        return sound.encode()
    if compose(Document(path, part, part)):
        return part.encode()  # a file that cannot be read stands alone
    missing = [
        chunk for chunk in re.split(r"^(?=[a-z]+:)", sound, flags=re.MULTILINE) if chunk.split(":")[0] not in named
    ]
    return "\n".join([part, *missing]).encode()
