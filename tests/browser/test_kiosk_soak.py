"""Months on the screen: simulated time, real slides, mutants that must be caught, recoveries (S1–S5, R3, L4, T1).

Short in `make test`; with KIOSK_SOAK=full (`make soak`) 30 days and 10,000 slides, and the figures are printed for
bench/README.md.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bare import Bare, Vitals, bare_page
from decks import TODAY, at, deck_of, event, evergreens
from publication import Publication, serve_publication

from hub.dates import JST

pytestmark = pytest.mark.browser
IS_FULL = os.environ.get("KIOSK_SOAK") == "full"
HOURS = 30 * 24 if IS_FULL else 1
SLIDES = 10_000 if IS_FULL else 120
WARM = 400 if IS_FULL else 40  # slides until every picture has been decoded and painted
RECOVERIES = 60 if IS_FULL else 4
REST = 10 if IS_FULL else 0.3  # seconds
SECOND = 1000
START = TODAY + timedelta(hours=2)  # the hour in which the frame is replaced


@pytest.fixture(scope="module")
def sound(built_site: Path) -> Publication:
    found = Publication.of(built_site)
    items = evergreens(12)
    for number, item in enumerate(items):
        item["image"] = {"src": found.add_picture(f"kiosk/data/{number}.png"), "alt": "写真", "credit": "見本区"}
    dated = [event(f"e{day}", f"{day}日目", at(day, 11), at(day, 16), dwell=8) for day in range(40)]
    found.publish(deck=deck_of([*items, *dated]))
    return found


@pytest.fixture
def publication(sound: Publication) -> Publication:
    return sound.copy()


@contextmanager
def display(publication: Publication, profile: Path, start: datetime | None = None) -> Iterator[Bare]:
    """The display with its first slide, on a clock that the test moves where a start is given."""
    moment = start.timestamp() * SECOND if start else None
    with (
        serve_publication(publication) as address,
        bare_page(
            f"{address}/kiosk/?clock=device&motion=none&poll=3600&stall=86400&patience=600", profile, moment
        ) as page,
    ):
        page.until("document.readyState === 'complete'")
        is_shown = "document.querySelector('iframe[data-shown]') !== null"
        page.until(f"simulated.run(100).then(() => {is_shown})" if start else is_shown)
        yield page


# The outer page's, which outlives the frames.
LOG = """(() => {
  const { hubKiosk } = window;
  const { shown } = hubKiosk;
  window.log = [];
  hubKiosk.shown = (view, id) => {
    const isShown = document.querySelector("iframe[data-shown]").contentWindow === view;
    if (isShown) window.log.push([id, view.Date.now(), hubKiosk.now().now]);
    shown(view, id);
  };
})()"""
PLAYER = "document.querySelector('iframe[data-shown]').contentWindow.kioskPlayer"
SAME_SLIDES = f"for (const at of [1, 0]) {PLAYER}.show({PLAYER}.deck.items[at])"


@dataclass(frozen=True)
class Run:
    """A stretch of simulated time: vitals after ten minutes and at the end, what was shown, what went wrong."""

    first: Vitals
    last: Vitals
    log: list[list[Any]]
    faults: list[str]


def simulate(publication: Publication, profile: Path, hours: float, start: datetime = START) -> Run:
    """So many hours of the loop on a clock that runs ahead."""
    with display(publication, profile, start) as page:
        page.evaluate(LOG)
        page.evaluate(f"simulated.run({600 * SECOND})")
        page.evaluate(SAME_SLIDES)
        first = page.vitals(REST)
        page.evaluate("log.length = 0")
        log: list[list[Any]] = []
        for hour in range(math.ceil(hours)):
            run(page, int(min(hours - hour, 1) * 3600))
            log += page.evaluate("log.splice(0)")
            if hour % 24 == 23:
                page.evaluate(SAME_SLIDES)
                print(f"day {hour // 24 + 1}: {len(log)} slides, {page.vitals()}", flush=True)
        page.evaluate(SAME_SLIDES)
        return Run(first, page.vitals(REST), log, page.faults)


def run(page: Bare, left: int) -> None:
    """So many seconds, an hour at most; at three in the morning the fresh frame loads in true time."""
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / SECOND, JST)
    night = now.replace(hour=3, minute=0, second=0, microsecond=0)
    if timedelta() <= night - now < timedelta(seconds=left):
        page.evaluate("window.old = document.querySelector('iframe[data-shown]'); 0")
        before = int((night - now).total_seconds())
        page.evaluate(f"simulated.run({before * SECOND})")
        left -= before
        for _ in range(400):
            if not page.evaluate("old.isConnected"):
                break
            page.evaluate(f"simulated.run({SECOND})")
            time.sleep(0.05)
            left -= 1
        else:
            raise AssertionError("no fresh frame at night")
        page.evaluate("window.old = null")
    page.evaluate(f"simulated.run({left * SECOND})")


def test_weeks_go_by_without_growth_and_without_anything_past(publication: Publication, tmp_path: Path) -> None:
    started = time.monotonic()
    run = simulate(publication, tmp_path, HOURS)
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


def test_planted_leak_does_not_pass(publication: Publication, tmp_path: Path) -> None:
    path, spoil = MUTANTS["planted leak"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    run = simulate(publication, tmp_path, 0.25, TODAY)
    print(
        f"planted leak: nodes {run.first.nodes} → {run.last.nodes}, listeners {run.first.listeners} → {run.last.listeners}"
    )
    with pytest.raises(AssertionError):
        check_growth(run)


def run_slides(publication: Publication, profile: Path, count: int) -> tuple[Vitals, Vitals]:
    """So many real slides, each with a photograph, one after another as fast as they are painted."""
    pictured = [item for item in publication.deck["items"] if "image" in item]
    publication.publish(deck=deck_of(pictured))
    with display(publication, profile) as page:
        play(page, WARM)
        first = page.vitals()
        play(page, count)
        return first, page.vitals()


def play(page: Bare, count: int) -> None:
    text = f"""new Promise((done) => {{
      const player = {PLAYER};
      player.pause();
      let left = {count};
      const timer = setInterval(() => {{
        player.step();
        left -= 1;
        if (left === 0) {{ clearInterval(timer); done(); }}
      }}, 20);
    }})"""
    page.evaluate(text)


def test_real_slides_use_no_more_memory(publication: Publication, tmp_path: Path) -> None:
    first, last = run_slides(publication, tmp_path, SLIDES)
    print(f"{SLIDES} real slides: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss <= 60, (first, last)
    assert last.nodes - first.nodes <= 10


def test_fresh_image_for_every_slide_does_not_pass(publication: Publication, tmp_path: Path) -> None:
    path, spoil = MUTANTS["fresh image"]
    spoiled = spoil(publication.files[path].decode())
    assert spoiled != publication.files[path].decode()
    publication.publish({path: spoiled.encode()})
    first, last = run_slides(publication, tmp_path, SLIDES)
    print(f"fresh image: RSS {first.rss:.0f} → {last.rss:.0f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.rss - first.rss > 60 or last.nodes - first.nodes > 10


def test_recoveries_leave_nothing_behind(publication: Publication, tmp_path: Path) -> None:
    with display(publication, tmp_path) as page:
        seen = []
        for number in range(RECOVERIES + 1):
            page.evaluate("window.old = document.querySelector('iframe'); hubKiosk.recover(); 0")
            page.until("!old.isConnected && document.querySelector('iframe[data-shown]') !== null", 20)
            page.evaluate("window.old = null")
            if number in (0, RECOVERIES):
                time.sleep(0.5)
                seen.append(page.vitals())
    first, last = seen
    print(f"{RECOVERIES} recoveries: heap {first.heap:.2f} → {last.heap:.2f} MB, nodes {first.nodes} → {last.nodes}")
    assert last.heap - first.heap <= 1
    assert last.nodes - first.nodes <= 0
    assert last.documents <= first.documents
