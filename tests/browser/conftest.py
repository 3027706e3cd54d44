"""The built site on a local address, one Chromium for all tests, and pages that are watched for faults."""

from __future__ import annotations

import functools
import socketserver
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from browser_path import chromium_path
from playwright.sync_api import Browser, Page, Playwright, Response, sync_playwright

SIZES = {"phone": (390, 844), "desk": (1440, 900)}


class _Server(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    yield from serve(built_site)


@pytest.fixture(scope="session")
def sample_address(sample_folder: Path) -> Iterator[str]:
    """The sample's site, which has a record of every shape."""
    yield from serve(sample_folder)


def serve(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session", autouse=True)
def patient_goto() -> Iterator[None]:
    """Whoever goes to a page waits for the elements in it, whose scripts come after it."""
    goto = Page.goto
    is_whole = """matchMedia("(scripting: none)").matches
      || !document.querySelector(":not(:defined), hub-map:not([data-linked])")"""

    def patient(page: Page, url: str, **options: Any) -> Response | None:
        answer = goto(page, url, **options)
        for _ in range(200):  # the policy forbids Playwright's own way of waiting for a function
            if page.evaluate(is_whole):
                break
            page.wait_for_timeout(25)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "goto", patient)
        yield


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    options = ["--no-sandbox", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=options)
    yield browser
    browser.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when anything is said on the console or asked of another host."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=address, locale="ja-JP")
    page = context.new_page()
    faults = watch(page, address)
    yield page
    context.close()
    assert not faults


def watch(page: Page, address: str) -> list[str]:
    """Everything that is said on the console, goes wrong or is asked of another host from now on."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)
    page.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    return faults
