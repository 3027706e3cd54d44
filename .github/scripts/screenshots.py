"""Pictures of pages for a preview: `screenshots.py SITE PAGES FOLDER`. PAGES lists addresses, one a line."""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

MOST = 20
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Say nothing of requests."""


def main(site: str, pages: str, folder: str) -> int:
    """Take the pictures; a page that is not there is passed over."""
    asked = [line.strip() for line in Path(pages).read_text("utf-8").splitlines()]
    home = Path(site).resolve()
    found = [page for page in asked if page.startswith("/") and _is_within(home, page)][:MOST]
    Path(folder).mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = next((known for name in BROWSERS if (known := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="ja-JP")
            for page in found:
                tab = context.new_page()
                tab.goto(f"http://127.0.0.1:{server.server_port}{page}")
                picture = f"{page.strip('/').replace('/', '-') or 'cover'}-{name}.png"
                tab.screenshot(path=str(Path(folder) / picture), full_page=True)
                tab.close()
        browser.close()
    server.shutdown()
    sys.stdout.write(f"{len(found)}ページの写真を撮りました。変わるページは{len(asked)}あります。\n")
    return 0


def _is_within(site: Path, page: str) -> bool:
    file = (site / page.strip("/") / "index.html").resolve()
    return file.is_relative_to(site) and file.is_file()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
