"""A town and an event print on one sheet of A4: the richest of each kind, and the list of a booklet to hand out."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

SHEETS = (
    "/partners/072044/",
    "/partners/212199/",
    "/partners/053279/",
    "/partners/soya/",
    "/events/okitama-fair-2021/",
    "/events/marche-20230528/",
    "/events/morimizu-2022/",
    "/booklets/akasaka/",
)


@pytest.fixture(scope="module")
def printed(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="ja-JP", color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", SHEETS)
def test_page_prints_on_one_sheet(path: str, printed: Page) -> None:
    printed.goto(path)
    pages = PdfReader(io.BytesIO(printed.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
