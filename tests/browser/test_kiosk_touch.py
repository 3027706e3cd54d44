"""Touch mode: what may be pressed, where, and what becomes of a visitor who goes (A1–A3), a child, a way out."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from decks import at as moment
from decks import event
from kiosk import SIZES, run_until_shown, shown, title_of, visit
from playwright.sync_api import Browser, CDPSession, Frame, Page
from publication import Publication, serve_publication

pytestmark = pytest.mark.browser
GESTURES = 3000 if os.environ.get("KIOSK_SOAK") == "full" else 60  # either way it hangs
VIEWS = ("", "regions", "kana", "events", "map", "about")


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    found = Publication.of(built_site)
    deck = found.deck
    deck["items"].append(event("ichi", "11月21日(土)", moment(1, 11), moment(400), until=moment(400)))
    found.publish(deck=deck)
    with serve_publication(found) as served:
        yield served


@pytest.fixture(scope="module", params=SIZES)
def display(request: pytest.FixtureRequest, address: str, browser: Browser) -> Iterator[Page]:
    """The display in touch mode, with a clock that the test moves, either way it hangs."""
    with visit(browser, orient=request.param, has_touch=True) as page:
        page.clock.install()
        page.goto(f"{address}/kiosk/?mode=touch&clock=device&motion=none&stall=86400")
        run_until_shown(page)
        yield page


@pytest.fixture
def screen(display: Page) -> Page:
    """The display as a visitor finds it: whoever came before has gone, and the clock runs."""
    display.clock.resume()
    display.clock.run_for(130_000)
    assert view(shown(display)) == "attract"
    return display


def touch(page: Page, across: float = 0.5, down: float = 0.3) -> None:
    size = page.viewport_size or {"width": 0, "height": 0}
    page.touchscreen.tap(size["width"] * across, size["height"] * down)


def press(frame: Frame, name: str) -> None:
    frame.locator(f"[data-do={name}]:visible").first.tap()


def view(frame: Frame) -> str:
    found: str = frame.evaluate("document.body.dataset.view")
    return found


def test_first_touch_stops_the_loop_where_it_is_and_presses_nothing(screen: Page) -> None:
    frame = shown(screen)
    title = title_of(frame)
    touch(screen, 0.5, 0.97)
    assert (view(frame), title_of(frame)) == ("slide", title)
    screen.clock.run_for(60_000)
    assert title_of(frame) == title


def test_everything_to_press_is_large_apart_and_within_reach(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    size = screen.viewport_size or {"width": 0, "height": 0}
    per_mm = math.hypot(size["width"], size["height"]) / (43 * 25.4)
    for name in VIEWS:
        if name:
            press(frame, name)
        boxes: list[dict[str, Any]] = frame.evaluate(
            "[...document.querySelectorAll('button')].filter((one) => one.checkVisibility()).map((one) => ({ name: one.textContent, ...one.getBoundingClientRect().toJSON() }))"
        )
        assert len(boxes) >= 12
        for box in boxes:
            assert min(box["width"], box["height"]) >= max(60, 20 * per_mm), (name, box)
            if size["height"] > size["width"]:
                assert box["top"] >= size["height"] * 0.55, (name, box)
        for first in boxes:
            for second in boxes:
                if first is not second:
                    across = max(first["left"] - second["right"], second["left"] - first["right"])
                    down = max(first["top"] - second["bottom"], second["top"] - first["bottom"])
                    assert max(across, down) >= 8 * per_mm - 0.5, (name, first["name"], second["name"])


def test_words_of_every_language_fit_their_keys(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    text = """() => [...document.querySelectorAll("button")].filter((one) => one.checkVisibility())
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent)"""
    click = "(name) => document.querySelector(`[data-do=${name}]`).click()"
    seen = set()
    for _ in range(4):
        seen.add(frame.evaluate("document.body.dataset.lang"))
        for name in VIEWS:
            if name:
                frame.evaluate(click, name)
            assert frame.evaluate(text) == [], name
        frame.evaluate(click, "language")
    assert len(seen) == 4


def test_who_goes_is_asked_may_stay_and_then_finds_the_loop_as_it_was(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    screen.clock.pause_at(screen.evaluate("Date.now() / 1000") + 1)  # a busy machine's own seconds do not count
    press(frame, "language")
    press(frame, "ruby")
    asked = frame.locator("[data-part=idle]")
    for _ in range(3):  # as often as one likes
        screen.clock.run_for(88_500)
        assert not asked.is_visible()
        screen.clock.run_for(2_500)
        assert asked.is_visible()
        press(frame, "continue")
        assert not asked.is_visible()
    screen.clock.run_for(91_000)
    touch(screen, 0.5, 0.1)  # to touch anything else is to be there
    assert not asked.is_visible()
    screen.clock.run_for(91_000)
    screen.clock.run_for(28_000)
    assert asked.is_visible()
    screen.clock.run_for(4_000)
    assert view(frame) == "attract"
    assert frame.evaluate("[document.body.dataset.lang, 'ruby' in document.body.dataset]") == ["ja", True]


def test_pause_works_by_tap_and_by_key_and_says_so(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    button = frame.locator("[data-do=pause]")
    assert button.get_attribute("aria-pressed") == "true"
    button.tap()
    assert button.get_attribute("aria-pressed") == "false"
    before = title_of(frame)
    screen.clock.run_for(31_000)
    assert title_of(frame) != before
    frame.locator("body").press("p")
    assert button.get_attribute("aria-pressed") == "true"


def test_visitor_finds_a_town_by_region_and_goes_on_to_the_next(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    press(frame, "regions")
    frame.locator("[data-slot='0']").tap()
    first = frame.locator("[data-slot='0'] b").inner_text()
    second = frame.locator("[data-slot='1'] b").inner_text()
    frame.locator("[data-slot='0']").tap()
    assert title_of(frame) == first
    press(frame, "next")
    assert title_of(frame) == second
    press(frame, "home")
    assert view(frame) == "attract"


def test_visitor_points_at_a_town_on_the_map(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    press(frame, "map")
    item = "window.kioskPlayer.deck.items.find((one) => one.id === '/partners/072044/')"
    at = frame.evaluate(
        f"(() => {{ const chart = window.kioskPlayer.chart; const p = chart.pixelOf({item}.at); const box = document.querySelector('[data-part=chart]').getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }})()"
    )
    screen.touchscreen.tap(*at)
    screen.clock.run_for(500)
    name = frame.locator("[data-part=pick-name]").inner_text()
    assert name
    press(frame, "look")
    assert title_of(frame) in name


def test_every_town_can_be_pointed_at_where_the_map_begins(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    press(frame, "map")
    text = """() => {
      const { chart, deck } = window.kioskPlayer;
      const { x: width, y: height } = chart.map.getSize();
      const towns = deck.items.filter((item) => item.kind === "partner" && item.at);
      return towns.filter((item) => { const { x, y } = chart.pixelOf(item.at); return x < 0 || y < 0 || x > width || y > height; }).map((item) => item.title);
    }"""
    assert frame.evaluate(text) == []


def test_who_touches_a_slide_still_reads_what_it_says(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    text = """() => {
      const { kioskPlayer: player } = window;
      const lost = player.deck.items.filter((item) => item.text && item.kind !== "event").filter((item) => {
        player.show(item);
        return !document.querySelector(".kiosk-slide[data-on] [data-part=text]").checkVisibility();
      });
      return lost.map((item) => item.id);
    }"""
    assert frame.evaluate(text) == []


def test_there_is_no_way_out(screen: Page) -> None:
    frame = shown(screen)
    assert frame.locator("a, input, textarea, select, [contenteditable]").count() == 0
    assert screen.locator("a, input, textarea, select").count() == 0
    assert "touch-action: none" in frame.evaluate("`touch-action: ${getComputedStyle(document.body).touchAction}`")
    for kind in ("contextmenu", "dragstart", "selectstart"):
        stopped = frame.evaluate(
            f"!document.body.dispatchEvent(new Event('{kind}', {{ bubbles: true, cancelable: true }}))"
        )
        assert stopped, kind


WATCH = """() => {
  window.met = {};
  addEventListener("keydown", (event) => setTimeout(() => (met[event.code] = event.defaultPrevented)), true);
}"""


@pytest.mark.parametrize("mode", ["signage", "touch"])
def test_keyboard_and_mouse_reach_nothing_of_the_browser(mode: str, address: str, browser: Browser) -> None:
    with visit(browser) as page:
        opened: list[str] = []
        page.context.on("page", lambda other: opened.append(other.url))
        page.clock.install()
        page.goto(f"{address}/kiosk/?mode={mode}&clock=device&motion=none&stall=86400")
        run_until_shown(page)
        frame = shown(page)
        for place in (page.main_frame, frame):
            place.evaluate(WATCH)
            place.evaluate("document.body.tabIndex = -1; document.body.focus(); window.focus()")
            for key in (
                "Control+KeyP",
                "Control+KeyS",
                "Control+KeyO",
                "Control+Shift+KeyI",
                "Control+Equal",
                "F1",
                "F5",
                "F12",
            ):
                page.keyboard.press(key)
            page.clock.run_for(100)
            met = place.evaluate("met")
            assert {"KeyP", "KeyS", "KeyO", "KeyI", "Equal", "F1", "F5", "F12"} <= {
                code for code, is_stopped in met.items() if is_stopped
            }
            for kind in ("contextmenu", "dragstart", "auxclick"):
                assert place.evaluate(
                    f"!document.body.dispatchEvent(new Event('{kind}', {{ bubbles: true, cancelable: true }}))"
                ), kind
        assert opened == []


def test_child_who_hammers_the_glass_breaks_nothing(screen: Page) -> None:
    """Taps, swipes, two fingers and long holds, wherever they fall except in the corner of the staff."""
    frame = shown(screen)
    faults: list[str] = []
    screen.on("pageerror", lambda error: faults.append(str(error)))
    screen.context.on("page", lambda page: faults.append(page.url))
    session = screen.context.new_cdp_session(screen)
    address = screen.url
    dice = random.Random(7)  # noqa: S311 # not for secrets
    for number in range(GESTURES):
        gesture(screen, session, dice)
        if number % 10 == 0:
            screen.clock.run_for(dice.randrange(6_000))
            words = "document.querySelector('.kiosk-slide[data-on] [data-part=title]').textContent.length"
            assert frame.evaluate(words) > 0
    assert faults == []
    assert screen.url == address
    assert screen.evaluate("[visualViewport.scale, getSelection().toString(), scrollX, scrollY]") == [1, "", 0, 0]
    assert not screen.locator("[data-part=staff]").is_visible()
    screen.clock.run_for(130_000)
    assert view(frame) == "attract"


def gesture(page: Page, session: CDPSession, dice: random.Random) -> None:
    """One or two fingers, down, moved and up again."""
    size = page.viewport_size or {"width": 0, "height": 0}

    def place(number: int) -> dict[str, float]:
        return {"x": size["width"] * dice.random() * 0.9, "y": size["height"] * dice.random(), "id": number}

    fingers = dice.choice((1, 1, 1, 2))
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place(one) for one in range(fingers)]})  # fmt: skip
    for _ in range(dice.choice((0, 0, 1, 3))):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place(one) for one in range(fingers)]})  # fmt: skip
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_axe_finds_nothing_serious_in_any_view(screen: Page) -> None:
    frame = shown(screen)
    touch(screen)
    for name in VIEWS:
        if name:
            press(frame, name)
        found = Axe().run(frame)  # type: ignore[arg-type] # a frame is asked as a page is
        serious = [one["id"] for one in found.response["violations"] if one["impact"] in {"serious", "critical"}]
        assert serious == [], name


def test_without_input_nothing_can_be_touched(address: str, browser: Browser) -> None:
    with visit(browser, has_touch=True) as page:
        page.goto(f"{address}/kiosk/?clock=device")
        frame = shown(page)
        touch(page)
        assert frame.locator("button:visible").count() == 0
        assert view(frame) == "attract"
