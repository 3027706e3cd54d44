"""axe-core finds nothing on any kind of page: light, dark, phone, desk, zoomed, and with the reader's own spacing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# The map's marks stand where the towns are (2.5.8: essential), and the table below leads to the same pages.
RUN = """async (colours) => {
  const rules = { "target-size": { enabled: true }, "color-contrast": { enabled: colours } };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  const isPlaced = (id, target) => id === "target-size" && document.querySelector(target).matches(".leaflet-marker-icon");
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ target }) => !isPlaced(id, target[0]))
    .map(({ target, failureSummary }) => `${id} ${target[0]}: ${failureSummary}`));
}"""
# WCAG 1.4.12, and everything laid out at once, so that axe measures what is really there.
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }
"""
WHOLE = "* { content-visibility: visible !important; }"


@dataclass(frozen=True)
class Look:
    """How a page is looked at: 640 px are a desk of 1280 at 200 %, 320 px one at 400 %; colours stay as they were."""

    width: int
    height: int
    scheme: Any
    zoomed: bool = False


LOOKS = (
    Look(390, 844, "light"),
    Look(1280, 800, "dark"),
    Look(640, 400, "light", zoomed=True),
    Look(320, 256, "dark", zoomed=True),
)  # in this order: each page is loaded once


@pytest.fixture(scope="module")
def looked(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="ja-JP", reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def show(page: Page, look: Look) -> None:
    """Take on a look; the spacing of a zoomed one stays until the next page is loaded."""
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(color_scheme=look.scheme)
    if look.zoomed:
        page.add_style_tag(content=SPACING)
    page.evaluate("new Promise(requestAnimationFrame)")


def faults(page: Page, colours: bool = True) -> list[str]:
    """What axe says of a page as it stands, once it is in there."""
    return list(page.evaluate(RUN, colours))


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(path: str, looked: Page) -> None:
    said = []
    show(looked, LOOKS[0])
    answer = looked.goto(path)
    assert answer is not None
    assert answer.ok, path
    looked.evaluate(AXE)
    looked.add_style_tag(content=WHOLE)
    for look in LOOKS:
        show(looked, look)
        found = faults(looked, colours=not look.zoomed)
        said += [f"{path} at {look.width} px, {look.scheme}: {fault}" for fault in found]
        wide = looked.evaluate("document.documentElement.scrollWidth - innerWidth")
        said += [f"{path} at {look.width} px scrolls sideways by {wide} px"] if wide > 0 else []
    assert not said, "\n".join(said)


def test_axe_would_find_a_fault(looked: Page) -> None:
    looked.goto("/about/terms/")
    looked.emulate_media(color_scheme="light")
    looked.evaluate(AXE)
    looked.evaluate("document.querySelector('.hub-text p').style.color = '#aaa'")
    assert [fault for fault in faults(looked) if fault.startswith("color-contrast")]
