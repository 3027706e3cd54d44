"""The watchdog for Linux, really run: it closes other windows, and brings the picture back after a crash or an end (R2)."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser_path import chromium_path
from decks import deck_of, evergreens
from publication import Publication, serve_publication

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
IS_FULL = os.environ.get("KIOSK_SOAK") == "full"
LIMIT = 30 if IS_FULL else 12
EVERY = 2 if IS_FULL else 0.5


@dataclass
class Watched:
    """A browser under the watchdog, its profile and the port through which both are seen."""

    profile: Path
    port: int

    def beat(self) -> str:
        """The page's sign of life, or nothing."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json/list", timeout=2) as answer:  # our own
                pages = json.load(answer)
        except OSError:
            return ""
        return next((page["title"] for page in pages if re.search(r" \d+$", page["title"])), "")

    def windows(self, address: str = "") -> list[str]:
        """The addresses of its windows and tabs, after another one was opened if an address is given."""
        if address:
            asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/json/new?{address}", method="PUT")
            urllib.request.urlopen(asked, timeout=2).close()  # noqa: S310 # our own
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json/list", timeout=2) as answer:
            return [one["url"] for one in json.load(answer) if one["type"] == "page"]

    def wait_for_beat(self, gone: int = 0, seconds: float = 60) -> float:
        """How long it took until a sign of life came, of another browser than the one that is to be gone."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if gone not in self.processes() and self.beat():
                return time.monotonic() - started
            time.sleep(0.2)
        raise AssertionError(f"no sign of life within {seconds} s")

    def processes(self, kind: str = "") -> list[int]:
        """The browser's processes, or those of a kind."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(self.profile) in line and (f"--type={kind}" in line if kind else "--type=" not in line):
                found.append(int(folder.name))
        return found


@pytest.fixture
def watched(built_site: Path, tmp_path: Path) -> Iterator[Watched]:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    publication = Publication.of(built_site)
    publication.publish(deck=deck_of(evergreens()))
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    found = Watched(tmp_path / "profile", port)
    with serve_publication(publication) as address:
        settings = {
            **os.environ,
            "KIOSK_URL": f"{address}/kiosk/?clock=device",
            "KIOSK_PROFILE": str(found.profile),
            "KIOSK_PORT": str(port),
            "KIOSK_LIMIT": str(LIMIT),
            "KIOSK_EVERY": str(EVERY),
            "KIOSK_BROWSER": chromium_path() or "",
            "KIOSK_FLAGS": "--headless=new --no-sandbox --disable-gpu --disable-background-networking",
            "KIOSK_RESTART_DAY": "9",
        }
        script = subprocess.Popen([ROOT / "deploy/kiosk/kiosk.sh"], env=settings, stdout=subprocess.DEVNULL)
        try:
            yield found
        finally:
            script.send_signal(signal.SIGTERM)
            script.wait(20)
            assert found.processes() == []


# What an endless loop is to the watchdog, a stopped process is too: the page is there and does not move.
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP] if IS_FULL else [signal.SIGKILL])
def test_picture_comes_back_from_behind_a_window_after_a_crash_and_after_the_browser_was_closed(
    blow: signal.Signals, watched: Watched
) -> None:
    watched.wait_for_beat()
    display = watched.windows()
    assert watched.windows("about:blank") != display
    started = time.monotonic()
    while watched.windows() != display:
        assert time.monotonic() - started < 20, "a window hides the display"
        time.sleep(0.2)
    renderers = watched.processes("renderer")
    assert renderers
    [browser] = watched.processes()
    for one in renderers:
        os.kill(one, blow)
    crash = watched.wait_for_beat(browser)
    [browser] = watched.processes()
    os.kill(browser, signal.SIGKILL)
    closed = watched.wait_for_beat(browser)
    print(
        f"watchdog: back {crash:.0f} s after {blow.name} of the renderer, {closed:.0f} s after the browser was closed"
    )
    assert crash <= 60
    assert closed <= 60
