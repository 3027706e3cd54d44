"""`make serve`: a change is shown by itself, a broken edit shows the report in place of every page and heals."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser
SOON = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample to be broken."""
    home = tmp_path / "tests" / "sample"
    shutil.copytree(ROOT / "tests" / "sample", home)
    (tmp_path / "hooks").symlink_to(ROOT / "hooks")
    return home


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def serving(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", place]
    settings = {**os.environ, "HUB_TODAY": "2026-11-20", "NO_MKDOCS_2_WARNING": "1"}
    with (
        (folder / "served.log").open("w") as log,
        subprocess.Popen(command, cwd=folder, env=settings, stdout=log, stderr=log) as server,
    ):
        try:
            _wait(f"http://{place}/")
            yield f"http://{place}"
        finally:
            server.terminate()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(address, timeout=30).close()  # noqa: S310 # our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing at {address}")


def broken(folder: Path) -> str:
    """Break a line; returns the text as it was."""
    text = (folder / "events.yaml").read_text("utf-8")
    (folder / "events.yaml").write_text(
        text.replace("    title: 橋まつり二〇二六\n", "    title:橋まつり二〇二六\n"), "utf-8"
    )
    return text


def test_broken_edit_shows_its_report_and_heals(folder: Path, page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for address in serving(folder):
        page.goto(f"{address}/events/hashi-2026/")
        expect(page.locator("h1")).to_contain_text("橋まつり二〇二六")
        assert told == [], "nothing is refused"
        text = broken(folder)
        expect(page.locator("h1")).to_have_text("直すところがあります", timeout=SOON)
        first = page.locator(".hub-report li").first
        expect(first).to_contain_text("events.yaml 278行目")
        expect(first).to_contain_text("項目「title」の「:」のあとに、半角の空白がありません。")
        expect(first).to_contain_text("直し方")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.hub-report li')).borderInlineStartWidth") == "6px"
        )
        page.goto(f"{address}/partners/")  # any page
        expect(page.locator("h1")).to_have_text("直すところがあります")
        (folder / "events.yaml").write_text(text.replace("橋まつり二〇二六", "橋まつり再び"), "utf-8")
        expect(page.locator("h1")).not_to_have_text("直すところがあります", timeout=SOON)
        page.goto(f"{address}/events/hashi-2026/")
        expect(page.locator("h1")).to_contain_text("橋まつり再び")


def test_edit_taken_back_gives_back_the_cover(folder: Path, page: Page) -> None:
    for address in serving(folder):
        page.goto(f"{address}/")
        title = page.locator("h1").inner_text()
        text = broken(folder)
        expect(page.locator("h1")).to_have_text("直すところがあります", timeout=SOON)
        (folder / "events.yaml").write_text(text, "utf-8")
        expect(page.locator("h1")).to_have_text(title, use_inner_text=True, timeout=SOON)


def test_serving_starts_on_broken_data_and_heals(folder: Path, page: Page) -> None:
    text = broken(folder)
    for address in serving(folder):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("直すところがあります")
        (folder / "events.yaml").write_text(text, "utf-8")
        expect(page.locator("h1")).not_to_have_text("直すところがあります", timeout=SOON)
        assert "Traceback" not in (folder / "served.log").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("site_name: 橋むこう\n", 'site_name: "橋むこう\n', "引用符"),
        ("  name: material\n", "  name: materiall\n", "サイトの設定を読めません"),
    ],
)
def test_settings_that_cannot_be_read_are_told_in_the_browser_too(
    old: str, new: str, said: str, folder: Path, page: Page
) -> None:
    settings = folder / "mkdocs.yml"
    sound = settings.read_text("utf-8")
    for address in serving(folder):
        page.goto(f"{address}/partners/")
        title = page.locator("h1").inner_text()
        settings.write_text(sound.replace(old, new), "utf-8")
        expect(page.locator("h1")).to_have_text("直すところがあります", timeout=SOON)
        first = page.locator(".hub-report li").first
        expect(first).to_contain_text("mkdocs.yml")
        expect(first).to_contain_text(said)
        settings.write_text(sound, "utf-8")
        expect(page.locator("h1")).to_have_text(title, use_inner_text=True, timeout=SOON)
