"""The display in a real browser: how a test opens it, waits for it and looks inside."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser_path import chromium_path
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
OPTIONS = ["--no-sandbox", "--disable-background-networking"]
HOST = "kiosk.example"  # a name that is not loopback: only then a server's Date counts


@contextlib.contextmanager
def visit(browser: Browser, orient: str = "landscape", **more: Any) -> Iterator[Page]:
    """A page of a browser that runs already, for what needs no profile that lasts."""
    width, height = SIZES[orient]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ja-JP", **more)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextlib.contextmanager
def player(
    playwright: Playwright, profile: Path, port: int = 0, orient: str = "landscape", **more: Any
) -> Iterator[Page]:
    """A browser with a profile that lasts, as a player has one; with a port, `HOST` leads there and may keep builds."""
    width, height = SIZES[orient]
    options = [*OPTIONS]
    if port:
        options += [
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
            f"--unsafely-treat-insecure-origin-as-secure=http://{HOST}:{port}",
        ]
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium_path(), args=options, viewport={"width": width, "height": height}, locale="ja-JP", **more
    )  # fmt: skip
    try:
        yield context.pages[0]
    finally:
        with contextlib.suppress(Exception):
            context.close()


def shown(page: Page, timeout: float = 20_000) -> Frame:
    """The frame on the screen, once there is one."""
    handle = page.wait_for_selector("iframe[data-shown]", state="attached", timeout=timeout)
    frame = handle.content_frame() if handle else None
    assert handle is not None
    assert frame is not None
    handle.dispose()  # else the frame's element is kept, and counted, for as long as the test lasts
    return frame


def build_of(page: Page) -> str:
    """The build on the screen."""
    return str(page.evaluate("document.querySelector('iframe[data-shown]')?.dataset.build ?? ''"))


def wait_for_build(page: Page, build: str, timeout: float = 30_000) -> None:
    page.wait_for_selector(f"iframe[data-shown][data-build='{build}']", state="attached", timeout=timeout)


def pinned(page: Page) -> dict[str, Any]:
    """What would be shown at the next start."""
    text = "caches.open('hub-kiosk').then((one) => one.match('/k/pin.json')).then((found) => found?.json() ?? {})"
    found: dict[str, Any] = page.evaluate(text)
    return found


def title_of(frame: Frame) -> str:
    """The headline on the screen."""
    return str(frame.evaluate("document.querySelector('.kiosk-slide[data-on] [data-part=title]')?.textContent ?? ''"))


def until(page: Page | Frame, claim: str, seconds: float = 20) -> None:
    """Wait until something holds (Playwright's own way needs `eval`, which the pages' policy forbids)."""
    ends = time.monotonic() + seconds
    while not page.evaluate(claim):
        assert time.monotonic() < ends, f"not within {seconds} s: {claim}"
        time.sleep(0.05)


def run_until_shown(page: Page) -> Frame:
    """With a clock that the test moves: the frame on the screen, once there is one."""
    for _ in range(400):
        page.clock.run_for(100)
        if build_of(page):
            return shown(page)
        page.wait_for_timeout(50)
    raise AssertionError("nothing is shown")
