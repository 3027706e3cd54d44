"""A ward whose every text is an attack, built as it is published and opened in a browser: nothing runs, nothing is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bless import build
from conftest import serve
from hostile import CALL, PAYLOADS, PHOTO, ward
from pictures import picture
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
PATHS = (
    "",
    "partners/",
    "partners/b-0/",
    "partners/a-12/",
    "frameworks/",
    "frameworks/f-17/",
    "events/",
    "events/e-0/",
    "events/e-40/",
    "events/e-100/",
    "events/calendar/",
    "events/series/s-3/",
    "events/2026/",
    "initiatives/i-0/",
    "initiatives/i-100/",
    "magazine/1/",
    "about/p-20/",
    "companies/c-30/",
    "prefectures/01/",
    "map/",
    "map/embed/",
    "search/",
    "kiosk/app/",
    "404.html",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The hostile ward's site, built by MkDocs with hostile settings too."""
    home = tmp_path_factory.mktemp("hostile")
    (home / "hooks").symlink_to(ROOT / "hooks")
    for path, raw in {**ward(PAYLOADS), f"content/photos/{PHOTO}": picture()}.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(raw)
    settings = (home / "mkdocs.yml").read_text("utf-8").partition("extra:\n")[2]
    for name in ("name", "tagline", "motto"):
        value = json.dumps(f'</title></script>"><img src=x onerror={CALL}>')
        settings = re.sub(
            rf"^(  {name}: ).*$", lambda found, value=value: found[1] + value, settings, flags=re.MULTILINE
        )
    theme = "site_name: 見本\ndocs_dir: content\nplugins: []\ntheme: {name: material, custom_dir: hooks/theme, language: ja, font: false}\n"
    theme += (
        "hooks: [hooks/entry.py]\nvalidation: {nav: {absolute_links: ignore}}\nnav: [{'<b onclick=a>': /partners/}]\n"
    )
    (home / "mkdocs.yml").write_text(f"{theme}extra:\n{settings}", "utf-8")
    result = build(home, home / "site")
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    yield from serve(home / "site")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when anything of the data runs, breaks the policy or asks another host."""
    context = browser.new_context(base_url=f"{address}/", reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text or "Trusted" in said.text else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)
    yield page
    assert page.evaluate("window.pwned") is None
    context.close()
    assert faults == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_in_the_data_runs(path: str, page: Page) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert (
        page.locator(
            "[onerror], [onload], [onclick], [style*=url], script:not([src]):not([type='application/ld+json'])"
        ).count()
        == 0
    )


def test_nothing_runs_that_the_search_shows(page: Page) -> None:
    page.goto("search/")
    box = page.locator("input[type=search]").first
    for words in ("script", "onerror", "javascript", "見", "{{7*7}}", '"><img src=x onerror=window.pwned=1>'):
        box.fill(words)
        page.wait_for_timeout(250)
        assert page.evaluate("window.pwned") is None
    page.goto("search/?q=" + "%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E")
    page.wait_for_timeout(250)


def test_nothing_runs_that_the_map_tells_of_a_town(page: Page) -> None:
    page.goto("map/")
    page.wait_for_selector("hub-map[data-live]")
    codes = page.locator("tr[id^='partner=']").evaluate_all("rows => rows.map((row) => row.id)")
    for code in codes[::20]:
        page.evaluate("(code) => { location.hash = code; }", code)
        page.wait_for_timeout(100)
        assert page.evaluate("window.pwned") is None
