"""The cover in one screen: what this is, what is on, who the towns are, a story and three figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST = (".hub-cover__lead", ".hub-cover__state >> visible=true", ".hub-cover .hub-map__name >> visible=true")
PARTS = (*FIRST, ".hub-cover__story", ".hub-cover__figures")


def open_cover(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}, base_url=address).new_page()
    page.goto("/")
    return page


def ends(page: Page, part: str) -> list[float]:
    """How far down each element ends, in px."""
    found: list[float] = page.locator(part).evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    return found


@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (1280, 720), (1024, 768)])
def test_desk_shows_the_whole_cover(size: tuple[int, int], browser: Browser, address: str) -> None:
    page = open_cover(browser, address, *size)
    for part in PARTS:
        assert 0 < max(ends(page, part)) <= size[1], part
    page.context.close()


@pytest.mark.parametrize("size", [(390, 664), (360, 740)])
def test_phone_shows_first_what_this_is_what_is_on_and_who(
    size: tuple[int, int], browser: Browser, address: str
) -> None:
    page = open_cover(browser, address, *size)
    for part in FIRST:
        assert 0 < min(ends(page, part)) <= size[1], part
    order = [min(ends(page, part)) for part in PARTS]
    assert order == sorted(order)
    page.context.close()
