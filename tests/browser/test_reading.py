"""The panel for furigana, size of text and colours: by keyboard, kept in the browser, there before the page is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import watch
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

PATH = "/events/fair-2017/"
# What stands on the root at the moment when the body begins.
AT_THE_BODY = """
  new MutationObserver((_, watching) => {
    if (!document.body) return;
    window.atTheBody = { ...document.documentElement.dataset };
    watching.disconnect();
  }).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="ja-JP", color_scheme="light")
    yield context
    assert not context.cookies()
    context.close()


def choose(page: Page, label: str) -> None:
    page.get_by_role("button", name="文字と色を変える").click()
    page.get_by_label(label).check()
    page.get_by_role("button", name="閉じる").click()


def test_panel_is_worked_by_keyboard_and_gives_the_focus_back(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(PATH)
    opener = page.get_by_role("button", name="文字と色を変える")
    for key in ("Enter", " "):
        opener.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="文字と色を変える")).to_be_visible()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    expect(page.get_by_label("大きく", exact=True)).to_be_focused()


def test_choice_is_kept_and_stands_before_the_page_is_drawn(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    faults = watch(page, address)
    page.add_init_script(AT_THE_BODY)
    page.goto("/")
    choose(page, "もっと大きく")
    choose(page, "暗い")
    page.goto(PATH)
    assert page.evaluate("window.atTheBody") == {"size": "larger", "scheme": "dark"}
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_role("button", name="文字と色を変える").click()
    assert page.get_by_label("暗い").is_checked()
    page.get_by_label("ふつう").check()
    page.get_by_label("端末の設定に合わせる").check()
    assert page.evaluate("localStorage.getItem('hub-reading')") == "{}"
    assert not faults


@pytest.mark.parametrize("path", ["/", PATH, "/partners/072044/", "/map/", "/search/"])
def test_every_choice_fits_the_page(path: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    choose(page, "もっと大きく")
    choose(page, "すべての名前につける")
    page.locator("rt").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_first_link_to_a_town_is_annotated_and_the_switch_does_the_rest(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(PATH)
    made = page.locator("main rt, #main rt").count()
    assert made >= 5
    assert not page.locator("ruby[data-set]").count()
    choose(page, "すべての名前につける")
    expect(page.locator("ruby[data-set]").first).to_be_visible()
    words = page.locator("#main").inner_html()
    choose(page, "つけない")
    expect(page.locator("rt").first).to_be_hidden()
    assert not page.locator("ruby[data-set]").count()
    choose(page, "ページのはじめの一度だけ")
    expect(page.locator("rt").first).to_be_visible()
    assert page.locator("#main rt").count() == made
    choose(page, "すべての名前につける")
    expect(page.locator("ruby[data-set]").first).to_be_visible()
    assert page.locator("#main").inner_html() == words


def test_what_is_found_later_is_annotated_too(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/search/")
    choose(page, "すべての名前につける")
    page.locator("[name=q]").fill("ぐじょう")
    expect(page.locator("#main ruby[data-set]", has_text="郡上市").first).to_be_visible()


def test_a_name_is_copied_without_its_reading(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/")
    link = page.locator(".hub-reach a:has(ruby)").first
    copied = link.evaluate("node => { getSelection().selectAllChildren(node); return String(getSelection()); }")
    assert copied == link.locator("ruby").evaluate("node => node.firstChild.data")


def test_without_script_the_link_leads_to_the_page_that_helps(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(PATH)
    assert page.locator("rt").first.is_visible()
    assert page.locator("dialog").is_hidden()
    page.get_by_role("link", name="文字と色を変える").click()
    assert page.url.endswith("/about/accessibility/")
    context.close()
