"""Lighthouse over a built site on a local server that answers as the published one does: `make lighthouse`.

Prints the median of some runs for each page, and what a first and a second view send. Needs Node and Chromium.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
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
PACKED = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = ["--no-sandbox", "--disable-background-networking"]


class Served(http.server.SimpleHTTPRequestHandler):
    """Brotli, an ETag and a day's keeping for what is not a page, as `deploy/` does."""

    protocol_version = "HTTP/1.1"
    packed: Mapping[str, bytes] = {}

    def do_GET(self) -> None:
        """Answer from the folder, packed; 304 for what the reader has."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        tag = f'"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}"'
        is_known = self.headers.get("If-None-Match") == tag
        body = b"" if is_known else self._body(path)
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", tag)
        self.send_header(
            "Cache-Control", "public, max-age=300" if path.suffix == ".html" else "public, max-age=31536000, immutable"
        )
        if not is_known:
            self.send_header(
                "Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if path.suffix == ".html" else "")
            )
            self.send_header("Content-Length", str(len(body)))
            if path.suffix in PACKED:
                self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    @staticmethod
    @functools.cache
    def _body(path: Path) -> bytes:
        raw = path.read_bytes()
        return brotli.compress(raw) if path.suffix in PACKED else raw

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def main(site: str = "site", runs: str = "5", *names: str) -> int:
    """Measure every page, or those named, and print a table for `bench/README.md`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Served, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    chromium = next(found for name in BROWSERS if (found := shutil.which(name)))
    print("| page | " + " | ".join(SCORES) + " | LCP ms | CLS | first view kB | second view kB |\n|" + "---|" * 9)
    with sync_playwright() as playwright:
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
