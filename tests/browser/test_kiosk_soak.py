"""Months on the screen: simulated time, real slides, mutants that must be caught, recoveries (S1–S5, R3, L4, T1).

Short in `make test`; with KIOSK_SOAK=full (`make soak`) 30 days and 10,000 slides, and the figures are printed for
bench/README.md.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from decks import TODAY, at, deck_of, event, evergreens
from kiosk import run_until_shown, shown, until
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Frame, Page
from publication import Publication, serve_publication

from hub.dates import JST

pytestmark = pytest.mark.browser
IS_FULL = os.environ.get("KIOSK_SOAK") == "full"
HOURS = 30 * 24 if IS_FULL else 2
SLIDES = 10_000 if IS_FULL else 800
RECOVERIES = 60 if IS_FULL else 4
SECOND = 1000
START = TODAY + timedelta(hours=2)  # an hour before the frame is replaced


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
        item["image"] = {"src": f"kiosk/data/{number}.png", "alt": "写真"}
    dated = [event(f"e{day}", f"{day}日目", at(day, 11), at(day, 16), dwell=8) for day in range(40)]
    listed = json.loads(found.files["precache.json"])
    listed["files"] += [{"url": f"kiosk/data/{number}.png", "sha256": "", "bytes": 0} for number in range(len(items))]
    found.files["precache.json"] = json.dumps(listed).encode()
    found.publish(deck=deck_of([*items, *dated]))
    return found


def open_display(page: Page, address: str, start: datetime | None = None) -> Frame:
    """The display, with a log of what came to the screen: id, the time there, the time by which it was chosen."""
    if start:
        page.clock.install(time=start)
    page.goto(f"{address}/kiosk/?clock=device&motion=none&poll=3600&stall=86400&patience=600")
    if start:
        run_until_shown(page)
    shown(page, 60_000)
    page.evaluate(LOG)
    return shown(page)


# The outer page's, which outlives the frames.
LOG = """() => {
  const { hubKiosk } = window;
  const { shown } = hubKiosk;
  window.log = [];
  hubKiosk.shown = (view, id) => {
    const isShown = document.querySelector("iframe[data-shown]").contentWindow === view;
    if (isShown) window.log.push([id, view.Date.now(), hubKiosk.now().now]);
    shown(view, id);
  };
}"""
SAME_SLIDES = "() => { const { kioskPlayer: one } = window; for (const at of [1, 0]) one.show(one.deck.items[at]); }"


@dataclass(frozen=True)
class Run:
    """A stretch of simulated time: vitals after ten minutes and at the end, what was shown, what went wrong."""

    first: Vitals
    last: Vitals
    log: list[list[Any]]
    faults: list[str]


def simulate(browser: Browser, publication: Publication, hours: int, start: datetime = START) -> Run:
    """So many hours of the loop on a clock that runs ahead."""
    faults: list[str] = []
    with serve_publication(publication) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        open_display(page, address, start)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.clock.run_for(600 * SECOND)
        shown(page).evaluate(SAME_SLIDES)
        first = vitals(page, session)
        page.evaluate("window.log.length = 0")
        log: list[list[Any]] = []
        for hour in range(hours):
            run_an_hour(page)
            log += page.evaluate("window.log.splice(0)")
            if hour % 24 == 23:
                print(f"day {hour // 24 + 1}: {len(log)} slides, RSS {rss(page):.0f} MB", flush=True)
        shown(page).evaluate(SAME_SLIDES)
        last = vitals(page, session)
        context.close()
    return Run(first, last, log, faults)


def run_an_hour(page: Page) -> None:
    """Short strides, since each page has a clock of its own; at three in the morning the fresh frame loads in true time."""
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / SECOND, JST)
    night = now.replace(hour=3, minute=0, second=0, microsecond=0)
    left = 3600
    if timedelta() <= night - now < timedelta(hours=1):
        page.evaluate("window.old = document.querySelector('iframe[data-shown]')")
        before = max(int((night - now).total_seconds()) - 10, 0)  # the clocks run by themselves too
        page.clock.run_for(before * SECOND)
        left -= before
        for _ in range(120):
            if not page.evaluate("window.old.isConnected"):
                break
            page.clock.run_for(SECOND)
            page.wait_for_timeout(50)
            left -= 1
        else:
            raise AssertionError("no fresh frame at night")
        page.evaluate("window.old = null")
    while left > 0:
        page.clock.run_for(min(left, 900) * SECOND)
        left -= 900


@pytest.mark.soak
def test_weeks_go_by_without_growth_and_without_anything_past(browser: Browser, publication: Publication) -> None:
    started = time.monotonic()
    run = simulate(browser, publication, HOURS)
    first, last, log = run.first, run.last, run.log
    share = len(log) / (HOURS * 3600 / 8)
    ends = {f"/events/e{day}/": (TODAY + timedelta(days=day, hours=16)).timestamp() * SECOND for day in range(40)}
    past = [(name, chosen) for name, _moment, chosen in log if chosen >= ends.get(name, math.inf)]
    told = f"{HOURS} h: {len(log)} slides ({share:.2%}), heap {first.heap:.2f} → {last.heap:.2f} MB, nodes {first.nodes} → {last.nodes}, listeners {first.listeners} → {last.listeners}, documents {last.documents}, frames {last.frames}, RSS {first.rss:.0f} → {last.rss:.0f} MB, {time.monotonic() - started:.0f} s"  # fmt: skip
    print(told)
    assert run.faults == []
    assert past == []
    assert share >= 0.999, told
    check_growth(run)
    check_pace(log)


def check_growth(run: Run) -> None:
    first, last = run.first, run.last
    assert last.heap - first.heap <= 2, (first, last)
    assert last.nodes - first.nodes <= 10, (first, last)
    assert last.listeners - first.listeners <= 0, (first, last)
    assert (last.documents, last.frames) <= (2, 2), (first, last)
    assert last.rss - first.rss <= 80, (first, last)


def check_pace(log: list[list[Any]]) -> None:
    """Every slide has its time, and what is on today comes again within four minutes."""
    gaps = [(b[1] - a[1]) / SECOND for a, b in pairwise(log)]
    assert sum(abs(gap - 8) <= 0.5 for gap in gaps) >= len(gaps) * 0.999
    today, before = "", 0.0
    for name, moment, _chosen in log:
        now = f"/events/e{(datetime.fromtimestamp(moment / SECOND, JST) - TODAY).days}/"
        if name != now:
            continue
        assert now != today or moment - before <= 240 * SECOND, (now, moment - before)
        today, before = now, moment


FRESH = """if (image) {
      const fresh = document.createElement("img");
      fresh.src = `${image.src}?${performance.now()}`;
      (this.held ??= []).push(fresh);
      this.fresh?.remove();
      this.fresh = fresh;
      part.before(fresh);
    }"""
LEAK = 'document.body.append(document.createElement("i")); addEventListener("resize", () => item); '
MUTANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "planted leak": (
        "assets/js/kiosk/player.js",
        lambda text: text.replace("this.current = item;", f"{LEAK}this.current = item;"),
    ),
    "fresh image": (
        "assets/js/kiosk/slide.js",
        lambda text: text.replace("    part.hidden = !picture;\n", f"    {FRESH}\n"),
    ),
}


def test_planted_leak_does_not_pass(browser: Browser, publication: Publication) -> None:
    path, spoil = MUTANTS["planted leak"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    run = simulate(browser, publication, 1, TODAY)
    print(
        f"planted leak: nodes {run.first.nodes} → {run.last.nodes}, listeners {run.first.listeners} → {run.last.listeners}"
    )
    with pytest.raises(AssertionError):
        check_growth(run)


def run_slides(browser: Browser, publication: Publication, count: int) -> tuple[Vitals, Vitals]:
    """So many real slides, one after another as fast as they are painted."""
    with serve_publication(publication) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        frame = open_display(page, address)
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


@pytest.mark.soak
def test_real_slides_use_no_more_memory(browser: Browser, publication: Publication) -> None:
    first, last = run_slides(browser, publication, SLIDES)
    print(f"{SLIDES} real slides: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss <= 60, (first, last)
    assert last.nodes - first.nodes <= 10


@pytest.mark.soak
def test_fresh_image_for_every_slide_does_not_pass(browser: Browser, publication: Publication) -> None:
    path, spoil = MUTANTS["fresh image"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    first, last = run_slides(browser, publication, SLIDES)
    print(f"fresh image: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss > 60 or last.nodes - first.nodes > 10


@pytest.mark.soak
def test_recoveries_leave_nothing_behind(browser: Browser, publication: Publication) -> None:
    with serve_publication(publication) as address:
        context = browser.new_context()
        page = context.new_page()
        open_display(page, address)
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
    assert last.nodes - first.nodes <= 0
    assert last.documents <= first.documents
