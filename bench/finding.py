"""Measures map, finder and search in a slowed-down Chromium: `make bench-finding`. Its table stands in `bench/README.md`.

Makes a project of size M in a folder that is kept, builds it, serves it compressed and counts what goes over the wire;
CPU throttled 4×. With `SITE=folder` it measures what is built there.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dataset
from packed import Sent, served
from playwright.sync_api import Browser, Page, sync_playwright

PLACE = dataset.ROOT / ".cache/bench-M"
THROTTLING = 4
ROUNDS = 3
# What a reader types, sign by sign in the finder and at once in the search.
TYPED = ("りしりふじ", "sapporo", "山形 小国", "昆布", "物産展", "いわきし", "oguni", "くるめ")
ASKED = ("いわき市", "昆布", "物産展", "りしり", "区立公園", "第100回", "2015年10月", "小国", "sapporo", "湯")


def main(given: str = "") -> None:
    """The table, for a site that is given or for one of size M."""
    site = Path(given) if given else _built(PLACE)
    with served(site, "gzip") as (address, sent), _browser() as browser:
        print("| what | figure | limit |\n|---|---|---|")
        for measure in (_map, _finder, _search):
            for row in measure(browser, address, sent):
                print(row, flush=True)


def _built(place: Path) -> Path:
    if not (place / "partners.yaml").is_file():
        dataset.write(place, *dataset.SIZES["M"])
    settings = {**os.environ, "HUB_TODAY": "2026-11-20", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place / "site")]
    subprocess.run(command, cwd=place, env=settings, check=True, capture_output=True)
    return place / "site"


@contextmanager
def _browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


def _opened(browser: Browser, address: str, sent: Sent) -> Page:
    """A new visitor's page on a slow phone."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLING})
    sent.clear()
    return page


def _kilobytes(sent: Sent, *parts: str) -> float:
    """What was sent since the page was opened: all, or only paths with one of these parts."""
    return sum(size for path, size in sent if not parts or any(part in path for part in parts)) / 1000


def _map(browser: Browser, address: str, sent: Sent) -> Iterator[str]:
    times = []
    for _ in range(ROUNDS):
        page = _opened(browser, address, sent)
        page.goto("/map/")
        times.append(page.wait_for_function(_LIVE).json_value())
        page.wait_for_load_state("networkidle")
        weight = _kilobytes(sent)
        page.context.close()
    yield f"| `/map/`, everything that is sent | {weight:.0f} kB | 250 kB |"
    yield f"| `/map/`, until the markers answer | {min(times):.0f} ms | 1,000 ms |"


def _finder(browser: Browser, address: str, sent: Sent) -> Iterator[str]:
    page = _opened(browser, address, sent)
    page.goto("/partners/")
    page.wait_for_load_state("networkidle")
    with page.expect_response(lambda answer: answer.url.endswith("finder.json")) as asked:
        page.locator("[name=q]").focus()
    asked.value.finished()
    weight = _kilobytes(sent, ".json")
    page.evaluate(_STROKE, "")
    times = [page.evaluate(_STROKE, text[: at + 1]) for text in TYPED for at in range(len(text))]
    page.context.close()
    yield f"| finder, data | {weight:.0f} kB | 90 kB |"
    yield f"| finder, a keystroke: median | {statistics.median(times):.1f} ms | 16 ms |"
    yield f"| finder, a keystroke: worst of {len(times)} | {max(times):.1f} ms | 50 ms |"


def _search(browser: Browser, address: str, sent: Sent) -> Iterator[str]:
    firsts, weights, further = [], [], []
    for first in ASKED[:ROUNDS]:
        page = _opened(browser, address, sent)
        page.goto("/search/")
        page.wait_for_load_state("networkidle")
        firsts.append(page.evaluate(_QUERY, first))
        weights.append(_kilobytes(sent, ".json"))
        for query in ASKED:
            sent.clear()
            if query != first:
                page.evaluate(_QUERY, query)
                further.append((_kilobytes(sent, ".json"), query))
        page.context.close()
    yield f"| search, first query: data | {max(weights):.0f} kB | 100 kB |"
    yield f"| search, first query: answer | {statistics.median(firsts):.0f} ms | 150 ms |"
    most, query = max(further)
    yield f"| search, a further query: data, worst of {len(further)} (「{query}」) | {most:.0f} kB | 30 kB |"


# Marks stand and listen, and the table, from which pop-ups are made, is there.
_LIVE = """() => document.readyState !== "loading"
  && document.querySelector("hub-map[data-live] .leaflet-marker-pane > [tabindex]") && performance.now()"""
_STROKE = """async (text) => {
  const field = document.querySelector("[name=q]");
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve));
  document.body.offsetHeight;
  return performance.now() - start;
}"""
_QUERY = """(text) => new Promise((resolve) => {
  const search = document.querySelector("hub-search");
  const start = performance.now();
  new MutationObserver(() => search.dataset.shown === text && resolve(performance.now() - start))
    .observe(search, { attributes: true });
  search.field.value = text;
  search.field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


if __name__ == "__main__":
    main(*sys.argv[1:])
