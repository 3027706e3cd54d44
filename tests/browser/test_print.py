"""A town and an event print on one sheet of A4, with address and QR code: the fullest of each kind, and a list to hand out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from bless import SAMPLE, build
from conftest import serve
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.site]

ROOT = Path(__file__).parents[2]
SHEETS = (
    "/partners/072044/",
    "/partners/212199/",
    "/partners/053279/",
    "/partners/soya/",
    "/events/fair-2017/",
    "/events/okitama-fair-2021/",
    "/events/marche-20230528/",
    "/events/morimizu-2022/",
    "/booklets/akasaka/",
)
# Invented and fuller than any real one: photograph and article, days and facts, a timetable, sixty towns.
FULLEST = ("/partners/072087/", "/events/hashi-2026/", "/events/meguri-2026/", "/events/rokuju-2025/")
CASES = [pytest.param(root, path, id=path) for root, paths in ((ROOT, SHEETS), (SAMPLE, FULLEST)) for path in paths]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """The real site and the sample as they are published, with an address and so with codes."""
    folder = tmp_path_factory.mktemp("printed")
    made = {ROOT: folder / "real", SAMPLE: folder / "sample"}
    for root, site in made.items():
        result = build(root, site, HUB_SITE_URL="https://www.city.example.jp/minatokara/")
        assert result.returncode == 0, result.stdout + result.stderr
    return made


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("root", "path"), CASES)
def test_page_prints_on_one_sheet(root: Path, path: str, sites: dict[Path, Path], paper: Page) -> None:
    for address in serve(sites[root]):
        answer = paper.goto(address + path)
        assert answer is not None
        assert answer.ok
        pages = PdfReader(io.BytesIO(paper.pdf(prefer_css_page_size=True))).pages
        assert len(pages) == 1
        assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
