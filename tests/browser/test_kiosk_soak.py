"""Months on the screen: simulated time, real slides, mutants that must be caught, recoveries (S1–S5, R3, L4, T1).

Short in `make test`; with KIOSK_SOAK=full (`make soak`) 30 days and 10,000 slides, and the figures are printed for
bench/README.md.
"""

from __future__ import annotations

import io
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from decks import TODAY, at, deck_of, event, evergreens
from kiosk import run_until_shown, shown, until
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Frame, Page
from publication import Publication, serve_publication

pytestmark = [pytest.mark.browser, pytest.mark.soak]
IS_FULL = os.environ.get("KIOSK_SOAK") == "full"
HOURS = 30 * 24 if IS_FULL else 2
SLIDES = 10_000 if IS_FULL else 800
RECOVERIES = 60 if IS_FULL else 4
SECOND = 1000


@dataclass(frozen=True)
class Vitals:
    """What a renderer holds: counts, and megabytes."""

    heap: float
    nodes: int
    listeners: int
    documents: int
    frames: int
    rss: float


def vitals(page: Page, session: CDPSession) -> Vitals:
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return Vitals(
        found["JSHeapUsedSize"] / 1e6, found["Nodes"], found["JSEventListeners"], found["Documents"], found["Frames"], rss(page)
    )  # fmt: skip


def rss(page: Page) -> float:
    """Megabytes of the largest renderer."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = []
    for one in processes:
        if one["type"] == "renderer":
            status = Path(f"/proc/{one['id']}/status").read_text("utf-8")
            sizes.append(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024)
    return max(sizes)


def picture() -> bytes:
    """A photograph's worth of pixels, of the size of half a panel."""
    raw = io.BytesIO()
    Image.effect_noise((96, 64), 90).resize((960, 640)).convert("RGB").save(raw, "PNG")
    return raw.getvalue()


@pytest.fixture
def publication(built_site: Path) -> Publication:
    found = Publication.of(built_site)
    items = evergreens(12)
    for number, item in enumerate(items):
        found.files[f"kiosk/data/{number}.png"] = picture()
        item["image"] = {"src": f"../data/{number}.png", "alt": "写真"}
    dated = [event(f"e{day}", f"{day}日目", at(day, 11), at(day, 16), dwell=8) for day in range(40)]
    listed = json.loads(found.files["precache.json"])
    listed["files"] += [{"url": f"kiosk/data/{number}.png", "sha256": "", "bytes": 0} for number in range(len(items))]
    found.files["precache.json"] = json.dumps(listed).encode()
    found.publish(deck=deck_of([*items, *dated]))
    return found


def open_display(page: Page, address: str, is_fake: bool) -> Frame:
    if is_fake:
        page.clock.install(time=TODAY + timedelta(hours=9))
    page.goto(f"{address}/kiosk/?clock=device&motion=none&poll=3600&stall=86400&patience=600")
    if is_fake:
        run_until_shown(page)
    frame = shown(page, 60_000)
    frame.evaluate(
        "const one = window.kioskPlayer.host; const shown = one.shown; window.log = []; one.shown = (id) => { window.log.push([id, Date.now()]); shown(id); }"
    )
    return frame


def simulate(
    browser: Browser, publication: Publication, hours: int
) -> tuple[Vitals, Vitals, list[list[Any]], list[str]]:
    """So many hours of the loop on a clock that runs ahead: vitals after ten minutes and at the end, the log, faults."""
    faults: list[str] = []
    with serve_publication(publication) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        frame = open_display(page, address, is_fake=True)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.clock.run_for(600 * SECOND)
        first = vitals(page, session)
        log: list[list[Any]] = frame.evaluate("window.log.splice(0)")
        for hour in range(hours):
            if hour % 24 == 18:  # from three at night: the fresh frame loads on the true clock
                for _ in range(6):
                    page.clock.run_for(2 * SECOND)
                    page.wait_for_timeout(200)
            page.clock.run_for((3588 if hour % 24 == 18 else 3600) * SECOND)
            frame = shown(page)
            if not frame.evaluate("Boolean(window.log)"):  # the nightly frame
                frame.evaluate(
                    "const one = window.kioskPlayer.host; const shown = one.shown; window.log = []; one.shown = (id) => { window.log.push([id, Date.now()]); shown(id); }"
                )
            log += frame.evaluate("window.log.splice(0)")
        last = vitals(page, session)
        context.close()
    return first, last, log, faults


def test_weeks_go_by_without_growth_and_without_anything_past(browser: Browser, publication: Publication) -> None:
    started = time.monotonic()
    first, last, log, faults = simulate(browser, publication, HOURS)
    expected = (HOURS + 1 / 6) * 3600 / 8
    share = len(log) / expected
    ends = {f"/events/e{day}/": (TODAY + timedelta(days=day, hours=16)).timestamp() * SECOND for day in range(40)}
    past = [(name, moment) for name, moment in log if name in ends and moment > ends[name]]
    told = f"{HOURS} h: {len(log)} slides ({share:.2%}), heap {first.heap:.2f} → {last.heap:.2f} MB, nodes {first.nodes} → {last.nodes}, listeners {first.listeners} → {last.listeners}, documents {last.documents}, frames {last.frames}, RSS {first.rss:.0f} → {last.rss:.0f} MB, {time.monotonic() - started:.0f} s"  # fmt: skip
    print(told)
    assert faults == []
    assert past == []
    assert share >= (0.99 if IS_FULL else 0.97), told
    check_growth(first, last)
    check_pace(log)


def check_growth(first: Vitals, last: Vitals) -> None:
    assert last.heap - first.heap <= 2, (first, last)
    assert last.nodes - first.nodes <= 10, (first, last)
    assert last.listeners - first.listeners <= 0, (first, last)
    # the outer page, the inner one and the two drawings that it uses
    assert (last.documents, last.frames) <= (4, 4)
    assert last.rss - first.rss <= 80, (first, last)


def check_pace(log: list[list[Any]]) -> None:
    """Every slide has its time, and what is on now comes again within four minutes."""
    gaps = [(b[1] - a[1]) / SECOND for a, b in pairwise(log[:2000])]
    assert sum(abs(gap - 8) <= 0.5 for gap in gaps) >= len(gaps) * 0.98
    seen: dict[str, float] = {}
    waits: dict[str, float] = {}
    for name, moment in log:
        if name in seen:
            waits[name] = max(waits.get(name, 0), moment - seen[name])
        seen[name] = moment
    today = waits.get("/events/e1/", 0)
    assert 0 < today <= 240 * SECOND, today


LEAK = 'document.body.append(document.createElement("i")); addEventListener("resize", () => item); '
MUTANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "planted leak": (
        "assets/js/kiosk/player.js",
        lambda text: text.replace("this.current = item;", f"{LEAK}this.current = item;"),
    ),
    "fresh image": (
        "assets/js/kiosk/slide.js",
        lambda text: text.replace(
            "if (!image) return;\n    if (part.",
            'if (!image) return;\n    const fresh = document.createElement("img"); fresh.className = "kiosk-slide__image"; fresh.src = `${image.src}?${performance.now()}`; (this.held ??= []).push(fresh); part.replaceWith(fresh); this.#parts.image = fresh; return;\n    if (part.',
        ),
    ),
}


def test_planted_leak_does_not_pass(browser: Browser, publication: Publication) -> None:
    path, spoil = MUTANTS["planted leak"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    first, last, _log, _faults = simulate(browser, publication, 1)
    with pytest.raises(AssertionError):
        check_growth(first, last)


def run_slides(browser: Browser, publication: Publication, count: int) -> tuple[Vitals, Vitals]:
    """So many real slides, one after another as fast as they are painted."""
    with serve_publication(publication) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        frame = open_display(page, address, is_fake=False)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        play(frame, 400)  # until every picture has been decoded
        first = vitals(page, session)
        play(frame, count)
        last = vitals(page, session)
        context.close()
    return first, last


def play(frame: Frame, count: int) -> None:
    text = """(count) => new Promise((done) => {
      window.kioskPlayer.pause();
      let left = count;
      const timer = setInterval(() => {
        window.kioskPlayer.step();
        left -= 1;
        if (left === 0) { clearInterval(timer); done(); }
      }, 20);
    })"""
    for _ in range(0, count, 500):
        frame.evaluate(text, min(500, count))


def test_real_slides_use_no_more_memory(browser: Browser, publication: Publication) -> None:
    first, last = run_slides(browser, publication, SLIDES)
    print(f"{SLIDES} real slides: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss <= 60, (first, last)
    assert last.nodes - first.nodes <= 10


def test_fresh_image_for_every_slide_does_not_pass(browser: Browser, publication: Publication) -> None:
    path, spoil = MUTANTS["fresh image"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    first, last = run_slides(browser, publication, SLIDES)
    print(f"fresh image: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss > 60 or last.nodes - first.nodes > 10


def test_recoveries_leave_nothing_behind(browser: Browser, publication: Publication) -> None:
    with serve_publication(publication) as address:
        context = browser.new_context()
        page = context.new_page()
        open_display(page, address, is_fake=False)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        seen = []
        for number in range(RECOVERIES + 1):
            page.evaluate("window.old = document.querySelector('iframe'); window.hubKiosk.recover()")
            until(page, "!window.old.isConnected && document.querySelector('iframe[data-shown]')", 20)
            page.evaluate("window.old = null")
            if number == 0 or number == RECOVERIES:
                page.wait_for_timeout(500)
                seen.append(vitals(page, session))
        context.close()
    first, last = seen
    print(f"{RECOVERIES} recoveries: heap {first.heap:.2f} → {last.heap:.2f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.heap - first.heap <= 1
    assert last.nodes - first.nodes <= 10
    assert last.documents <= first.documents
