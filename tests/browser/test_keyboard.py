"""Every kind of page is walked from end to end by Tab: each stop can be seen, none is missed, and none holds the reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# Notes each stop: what it is, whether the focus shows and whether it is in sight.
LISTEN = """() => {
  const name = (node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 20)}`;
  const shows = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const inSight = (node) => [...node.getClientRects()].some(({ left, top, width, height }) => {
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen && (node.contains(seen) || seen.contains(node));
  });
  window.stops = new Set();
  window.faults = [];
  window.isOver = false;
  let last;
  document.addEventListener("focusin", ({ target }) => {
    if (window.stops.has(target)) {
      window.isOver ||= !target.closest(".leaflet-container"); // the map gives a mark its focus back
      return;
    }
    window.stops.add(target);
    const shown = target.closest("label, .hub-search") ?? target;
    if (!shows(target) && !shows(shown)) window.faults.push(`${name(target)}: the focus cannot be seen`);
    if (!inSight(shown) && !target.matches(".hub-skip")) window.faults.push(`${name(target)}: hidden by something`);
    const isBefore = last && !target.matches(".hub-skip") && target.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBefore && !target.closest(".leaflet-container")) window.faults.push(`${name(target)}: out of order`);
    last = target;
  });
}"""
MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.tabIndex >= 0)
  .filter((node) => node.type !== "radio" || node.checked)
  .filter((node) => !node.closest(".leaflet-container") && !window.stops.has(node))
  .map((node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 20)}`)"""


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        locale="ja-JP",
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_page_is_walked_by_tab_to_its_end(path: str, desk: Page) -> None:
    desk.goto(path)
    url = desk.url
    desk.evaluate(LISTEN)
    for _ in range(40):
        for _ in range(25):
            desk.keyboard.press("Tab")
        if desk.evaluate("window.isOver"):
            break
    else:
        raise AssertionError(f"{path} holds the reader")
    assert desk.url == url, "the focus alone leads away"
    assert desk.evaluate("window.stops.size") >= 2
    assert not desk.evaluate("window.faults")
    assert not desk.evaluate(MISSED)
