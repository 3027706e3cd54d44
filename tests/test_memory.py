"""With a memory, a build makes only what changed, and what stands is what a first build would make."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from in_memory import THEME, bare_frame

from hub.building import build
from hub.catching_up import CatchingUp
from hub.loading import load, read_files
from hub.memory import File, Memory, forgotten_when_broken_off
from hub.model import Setting
from hub.source import read_extra

pytestmark = pytest.mark.site
SAMPLE = Path(__file__).parent / "sample"
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)

Files = dict[str, bytes]


@dataclass
class Site:
    """A site as it stands, and what the last build made of it anew."""

    texts: dict[str, str]
    anew: set[str]


def built(files: Mapping[str, bytes], today: date = FRIDAY, memory: Memory | None = None) -> dict[str, str | None]:
    setting = Setting(today, "https://example.jp/", "https://example.jp/edit/")
    hub, _ = load(files, read_extra(files["mkdocs.yml"]), setting, memory and memory.records)
    assert hub is not None
    return dict(as_texts(build(hub, THEME, bare_frame, memory)))


def as_texts(files: Iterable[File]) -> Iterator[tuple[str, str | None]]:
    """Pages as text too; nothing of what stands as it was."""
    return ((path, made.decode() if isinstance(made, bytes) else made) for path, made in files)


def rebuild(site: Site, files: Files, today: date, memory: Memory) -> None:
    shown(site, files, today, memory)
    catch_up(site, memory)


def shown(site: Site, files: Files, today: date, memory: Memory) -> None:
    """The build without what it puts off."""
    made = built(files, today, memory)
    site.anew = {path for path, text in made.items() if text is not None}
    site.texts = {path: site.texts[path] if text is None else text for path, text in made.items()}


def catch_up(site: Site, memory: Memory) -> None:
    for made, gone in memory.late():
        site.texts |= {path: text for path, text in as_texts(made) if text is not None}
        site.anew |= {path for path, text in made if text is not None}
        for path in gone:
            del site.texts[path]


@pytest.fixture
def files() -> Files:
    return read_files(SAMPLE)


def replaced(path: str, old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        text = files[path].decode()
        assert old in text, f"{old} is not in {path}"
        files[path] = text.replace(old, new, 1).encode()

    return change


EDITS = {
    "event renamed": replaced("events.yaml", "title: 春とだけ分かる催し", "title: 直した題"),
    "event gone": replaced("events.yaml", "  - {id: asaichi-2023-08,", "  # {id: asaichi-2023-08,"),
    "day moved": replaced("events.yaml", "starts_on: 2023-09-10", "starts_on: 2024-09-10"),
    "lines shifted": replaced("events.yaml", "\nevents:\n", "\n# 一行\nevents:\n"),
    "framework renamed": replaced("partners.yaml", "name: 友好都市\n", "name: 新しい名\n"),
    "member changed": replaced("partners.yaml", "title: 見本の記録", "title: 見本の記録(改)"),
    "page of text": replaced("content/initiatives/kawa.md", "title: ", "title: 新・"),
}


def test_edits_one_after_another_give_what_a_first_build_gives(files: Files) -> None:
    memory, site = Memory(), Site({}, set())
    rebuild(site, files, FRIDAY, memory)
    for name, edit in EDITS.items():
        edit(files)
        rebuild(site, files, FRIDAY, memory)
        assert site.anew, name
    assert site.texts == built(files)
    rebuild(site, files, SATURDAY, memory)
    assert site.texts == built(files, SATURDAY)


def test_nothing_is_made_anew_where_nothing_changed(files: Files) -> None:
    memory, site = Memory(), Site({}, set())
    rebuild(site, files, FRIDAY, memory)
    rebuild(site, files, FRIDAY, memory)
    assert site.anew == set()


def test_edit_of_an_event_leaves_other_towns_and_events_alone(files: Files) -> None:
    memory, site = Memory(), Site({}, set())
    rebuild(site, files, FRIDAY, memory)
    EDITS["event renamed"](files)
    rebuild(site, files, FRIDAY, memory)
    pages = {path for path in site.anew if path.endswith("index.html")}
    assert len(pages) < len([path for path in site.texts if path.endswith("index.html")]) / 4
    assert not any(path.startswith(("companies/", "prefectures/", "magazine/")) for path in pages)


def test_what_no_page_needs_at_once_is_made_when_the_pages_are_shown(files: Files) -> None:
    memory, site = Memory(), Site({}, set())
    rebuild(site, files, FRIDAY, memory)
    EDITS["event renamed"](files)
    shown(site, files, FRIDAY, memory)
    assert not any(path.startswith(("feeds/", "data/", "assets/search/", "kiosk/")) for path in site.anew)
    next(memory.late())  # and is broken off by the next build, which begins with the pages again
    EDITS["event gone"](files)
    shown(site, files, FRIDAY, memory)
    catch_up(site, memory)
    assert site.texts == built(files)


def test_steps_are_taken_after_each_build_until_the_next_one_begins() -> None:
    taken: list[str] = []
    may_go_on = threading.Event()

    def steps() -> Generator[None]:
        taken.append("first")
        yield
        may_go_on.wait(10)
        taken.append("second")
        yield
        taken.append("third")

    build = CatchingUp(steps).after(lambda: taken.append("build"))
    build()
    while "first" not in taken:
        time.sleep(0.001)
    threading.Timer(0.05, may_go_on.set).start()
    build()
    assert taken[:4] == ["build", "first", "second", "build"], "a step is never cut, and none is taken after it"


def test_build_that_broke_off_is_made_anew(files: Files) -> None:
    memory, site = Memory(), Site({}, set())
    rebuild(site, files, FRIDAY, memory)
    with pytest.raises(OSError, match="full"), forgotten_when_broken_off(memory):
        raise OSError("the disk is full")
    rebuild(site, files, FRIDAY, memory)
    assert site.anew == set(site.texts)
