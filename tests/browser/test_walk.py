"""A reader walks cover → partner → event → initiative and back by keyboard, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import SIZES, watch
from kinds import KINDS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


# Where the title ends, to the right; one that is only heard, or stands upright, ends nowhere.
END_OF_TITLE = """() => {
  const title = document.querySelector("h1");
  if (title.matches(".hub-hidden") || getComputedStyle(title).writingMode !== "horizontal-tb") return 0;
  const words = document.createRange();
  words.selectNodeContents(title);
  return words.getBoundingClientRect().right;
}"""

# What is in sight and does nothing: controls outside of a form that leads somewhere, links into nowhere.
# The page of samples shows controls for their own sake.
DEAD = """() => {
  const name = (node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 20)}`;
  const isDead = (node) => node.matches("a")
    ? node.pathname === location.pathname && node.hash && !document.getElementById(decodeURIComponent(node.hash.slice(1)))
    : !node.closest("form[action]");
  return [...document.querySelectorAll("button, input, select, a[href*='#']")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".hub-part") && isDead(node))
    .map(name);
}"""


# What is pressed most and is less than 44 px high or wide: masthead, contents, buttons, chips, rows, ways on;
# the colophon too where it is pressed by a finger.
SMALL = """() => [...document.querySelectorAll(`.hub-bar a, .hub-foot a, .hub-button, .hub-chip,
    ${innerWidth < 1024 ? ".hub-colophon a," : ""} .hub-more, .hub-pager a, .hub-links a, .hub-event, .hub-card, .hub-textbutton`)]
  .filter((node) => node.checkVisibility() && !node.closest(".hub-part"))
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 43.5)
  .map(([node, { width, height }]) => `${node.className || node.href} ${node.textContent.trim()}: ${width} × ${height}`)"""


def follow(page: Page, selector: str) -> None:
    """Press Tab until the first link that matches has the focus, then Enter."""
    wanted = page.locator(selector).first
    for _ in range(400):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            break
    else:
        raise AssertionError(f"Tab never reached {selector}")
    outline = wanted.evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline != "none", "the focus cannot be seen"
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_walk_from_the_cover_to_an_initiative_and_back(page: Page) -> None:
    page.goto("/")
    steps = (
        (".hub-reach a", "/partners/"),
        (".hub-event__title a", "/events/"),
        (".hub-facts a[href*='initiatives/']", "/initiatives/"),
    )
    for link, folder in steps:
        wanted = page.locator(link).first.inner_text()
        follow(page, link)
        assert folder in page.url
        assert wanted.startswith(page.locator("h1").inner_text().replace("\n", ""))
    for _ in steps:
        page.go_back()
    assert page.locator(".hub-cover").is_visible()


def test_skip_link_leads_to_the_text(page: Page) -> None:
    page.goto("/partners/072044/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_contents_are_reached_from_the_masthead_of_a_phone(page: Page) -> None:
    page.goto("/")
    menu = page.locator(".hub-bar__tool[data-for=menu]")
    if menu.is_visible():
        menu.click()
        assert page.locator("#contents").is_visible()
    else:
        assert page.locator(".hub-bar__nav").is_visible()


def test_masthead_of_a_phone_is_one_row(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/about/terms/")
    for width in (320, 360, 375, 390, 412):
        page.set_viewport_size({"width": width, "height": 640})
        rows = page.locator(".hub-bar > :visible").evaluate_all("nodes => nodes.map(node => node.offsetTop)")
        assert max(rows) - min(rows) < 20, width
    page.close()


@pytest.fixture(scope="module", params=KINDS)
def visited(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Every kind of page, loaded once for the tests that look at it at many widths; its faults fail the last of them."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address, locale="ja-JP")
    page = context.new_page()
    faults = watch(page, address)
    page.goto(request.param)
    yield page
    context.close()
    assert not faults, request.param


@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page_fits_its_screen_and_a_finger(visited: Page, size: str) -> None:
    resize(visited, *SIZES[size])
    wide = visited.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"scrolls sideways by {wide} px"
    assert visited.locator("h1").count() == 1
    assert not visited.evaluate(SMALL)
    leftovers = visited.locator(".md-toggle:visible, .md-overlay:visible, .md-dialog:visible, .md-sidebar, .md-header")
    assert leftovers.count() == 0


def test_nothing_runs_off_a_narrow_screen_even_if_text_is_twice_as_large(visited: Page) -> None:
    for size in ("100%", "200%"):
        visited.evaluate("size => document.documentElement.style.setProperty('font-size', size, 'important')", size)
        for width in (320, 1024, 1280):
            resize(visited, width, 640)
            assert visited.evaluate("document.documentElement.scrollWidth") <= width, (width, size)
            assert visited.evaluate(END_OF_TITLE) <= width, f"the title is cut off: {width} {size}"


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise(requestAnimationFrame)")


def test_nothing_stands_dead_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    for path in KINDS:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator(".hub-colophon, .hub-alone, .hub-calling, .hub-missing").first.is_visible(), path
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert not page.evaluate(DEAD), (path, width)
    context.close()


def test_town_is_told_in_full_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/partners/072044/")
    assert page.locator(".hub-time__item").count() >= 9
    context.close()
