"""Lighthouse over a built site on a local server that answers as the published one does: `make lighthouse`.

Prints the median of some runs for each page, and what a first and a second view send. Needs Node and Chromium.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from packed import served
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
TOOL = HERE / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
PAGES = {
    "cover": "/",
    "finder": "/partners/",
    "rich partner": "/partners/072044/",
    "event": "/events/fair-2017/",
    "calendar": "/events/calendar/",
    "map": "/map/",
    "magazine": "/magazine/15/",
    "search": "/search/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = ["--no-sandbox", "--disable-background-networking"]


def main(site: str = "site", runs: str = "5", *names: str) -> int:
    """Measure every page, or those named, and print a table for `bench/README.md`."""
    chromium = next(found for name in BROWSERS if (found := shutil.which(name)))
    print("| page | " + " | ".join(SCORES) + " | LCP ms | CLS | first view kB | second view kB |\n|" + "---|" * 9)
    with served(Path(site), "br") as (base, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for name in names or PAGES:
            path = PAGES[name]
            found = [audit(base + path, chromium) for _ in range(int(runs))]
            scores = [
                round(100 * statistics.median(one["categories"][key]["score"] for one in found)) for key in SCORES
            ]
            paint, shift = (
                statistics.median(one["audits"][key]["numericValue"] for one in found)
                for key in ("largest-contentful-paint", "cumulative-layout-shift")
            )
            first, second = views(browser, base + path)
            cells = [*scores, round(paint), f"{shift:.3f}", f"{first / 1000:.1f}", f"{second / 1000:.1f}"]
            print(f"| {name} | " + " | ".join(map(str, cells)) + " |", flush=True)
            tell_faults(found[-1])
        browser.close()
    return 0


def audit(url: str, chromium: str) -> dict[str, Any]:
    """One run of Lighthouse on its mobile preset."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(TOOL), url, "--quiet", "--output=json", f"--output-path={report}"]
        flags = f"--chrome-flags=--headless=new {' '.join(OPTIONS)}"
        subprocess.run(
            [*command, flags], check=True, env={**os.environ, "CHROME_PATH": chromium}, stderr=subprocess.DEVNULL
        )
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def tell_faults(report: dict[str, Any]) -> None:
    """What cost points outside of performance."""
    for key in SCORES[1:]:
        for part in report["categories"][key]["auditRefs"]:
            result = report["audits"][part["id"]]
            if part["weight"] and result["score"] not in (None, 1):
                print(f"    {key}: {part['id']}: {result['title']}", file=sys.stderr)


def views(browser: Browser, url: str) -> tuple[int, int]:
    """Bytes on the wire, heads of answers aside: the first view of a page, and the next by a link."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    sent = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    totals = []
    for _ in range(2):
        sent.clear()
        page.goto("about:blank")
        page.goto(url, wait_until="networkidle")
        totals.append(round(sum(sent)))
    context.close()
    return totals[0], totals[1]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
