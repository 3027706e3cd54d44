"""Makes a site in memory with a bare frame, without MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hub.building import build
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.source import read_extra

THEME = Path(__file__).parents[1] / "hooks" / "theme"
TODAY = date(2026, 11, 20)
TEXTS = (".html", ".ics", ".json", ".geojson", ".csv")  # made as bytes, some of them


@cache
def hub_of(root: Path, address: str = "", today: date = TODAY) -> Hub:
    """The Hub of a folder of data, whatever notices and errors it has."""
    files = read_files(root)
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(today, address))
    assert hub is not None, report.text()
    return hub


def texts_of(files: Mapping[str, bytes], today: date = TODAY) -> Iterator[tuple[str, str]]:
    """Every text that is made from these data, by its path in the site."""
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(today))
    assert hub is not None, report.text()
    assert not report.errors, report.text()
    return only_texts(build(hub, THEME, bare_frame))


def only_texts(files: Iterable[tuple[str, str | bytes | None]]) -> Iterator[tuple[str, str]]:
    """The files that are texts, of all that a build makes."""
    for path, made in files:
        if isinstance(made, str):
            yield path, made
        elif made is not None and path.endswith(TEXTS):
            yield path, made.decode()


def page_of(path: str, files: Mapping[str, bytes], today: date = TODAY) -> str:
    """One of these files; what comes after it is not made."""
    return next(text for made, text in texts_of(files, today) if made == path)


def bare_frame(context: Mapping[str, Any]) -> str:
    """Everything a frame is given, one after the other."""
    slots = context["frame"]
    return f"{slots['title']}\n{slots['description']}\n{slots['content']}\n{context['site']}\n{context['footer']}"
