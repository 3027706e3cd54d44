"""The calendar with keys, address and buttons, on a phone, on paper and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import watch
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

NOON = "2026-11-20T12:00:00+09:00"
PATH = "/events/calendar/"
HEAD = "h1 .hub-num"
GRID = ".hub-cal"
# What the build wrote and what the script draws, without what only the script adds.
SHAPE = """node => {
  const copy = node.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["role", "tabindex", "aria-current", "data-over", "data-next"]) part.removeAttribute(name);
    for (const name of ["data-starts", "data-ends"]) if (part.dataset.status) part.removeAttribute(name);
    if (part.href) part.setAttribute("href", new URL(part.getAttribute("href"), location).pathname);
  }
  const tag = (part) => [...part.attributes].map(({ name, value }) => `${name}=${value}`).sort().join(" ");
  const walk = (part) => part.nodeType === 3 ? part.data.trim()
    : `<${part.localName} ${tag(part)}>` + [...part.childNodes].map(walk).join("");
  return walk(copy);
}"""


def visit(browser: Browser, address: str, width: int, height: int, zone: str = "Asia/Tokyo") -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=address, timezone_id=zone, locale="ja-JP"
    )
    page = context.new_page()
    faults = watch(page, address)
    page.clock.install(time=NOON)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def desk(browser: Browser, sample_address: str) -> Iterator[Page]:
    yield from visit(browser, sample_address, 1440, 900, "Pacific/Pago_Pago")


@pytest.fixture
def phone(browser: Browser, sample_address: str) -> Iterator[Page]:
    yield from visit(browser, sample_address, 390, 844)


@pytest.fixture
def real(browser: Browser, address: str) -> Iterator[Page]:
    yield from visit(browser, address, 1440, 900)


def focused_day(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('td')?.dataset.day ?? ''"))


# 作った月と、描いた月


def test_month_is_drawn_as_it_was_built(desk: Page) -> None:
    desk.goto(PATH)
    parts = [desk.locator(part) for part in (GRID + " tbody", ".hub-strip", ".hub-calendar__list ol")]
    built = [part.evaluate(SHAPE) for part in parts]
    for step in ("1", "-1"):
        desk.locator(f"[data-step='{step}']").click()
    expect(desk.locator(HEAD)).to_have_text("11")
    expect(desk.locator("td[data-day='2026-11-20'] a")).to_have_count(3)
    assert desk.evaluate("new URL(location).searchParams.get('m')") == "2026-11"
    assert [part.evaluate(SHAPE) for part in parts] == built
    assert desk.locator("h1 em").inner_text().split() == ["二〇二六年", "令和八年"]


def test_steps_that_are_quicker_than_the_data_all_count(desk: Page) -> None:
    held: list[Route] = []
    desk.route("**/calendar.json", lambda route: held.append(route))
    desk.goto(PATH)
    with desk.expect_request("**/calendar.json"):
        desk.locator("[data-step='1']").click()
    desk.locator("[data-step='1']").click()
    held[0].continue_()
    expect(desk.locator(HEAD)).to_have_text("1")
    assert desk.evaluate("new URL(location).searchParams.get('m')") == "2027-01"


def test_reader_in_a_later_month_sees_that_month(desk: Page) -> None:
    desk.clock.set_fixed_time("2026-12-31T15:00:00+00:00")
    desk.goto(PATH)
    expect(desk.locator(HEAD)).to_have_text("1")
    expect(desk.locator("h1 em")).to_contain_text("二〇二七年")
    expect(desk.locator("td[aria-current=date]")).to_have_attribute("data-day", "2027-01-01")
    expect(desk.locator("td[data-day='2027-01-01'] .hub-cal__off")).to_have_text("元日")


# 住所


def test_month_and_kind_stand_in_the_address(desk: Page) -> None:
    desk.goto(f"{PATH}?m=2026-12&kind=festival")
    expect(desk.locator(HEAD)).to_have_text("12")
    expect(desk).to_have_title(re.compile("^2026年12月の催しの暦｜"))
    titles = desk.locator(".hub-calendar__list h3 a").evaluate_all("links => links.map(link => link.firstChild.data)")
    assert titles == ["橋まつり二〇二六", "年こしの灯り"]
    assert desk.locator("#kind").input_value() == "festival"
    desk.locator("#kind").select_option("")
    expect(desk.locator(".hub-calendar__list h3")).to_have_count(19)
    desk.locator("[data-step='1']").click()
    expect(desk.locator(HEAD)).to_have_text("1")
    assert desk.url.endswith("?m=2027-01")


def test_back_button_goes_through_the_months(desk: Page) -> None:
    desk.goto(PATH)
    desk.locator("[data-step='1']").click()
    expect(desk.locator(HEAD)).to_have_text("12")
    desk.locator("[data-step='1']").click()
    expect(desk.locator(HEAD)).to_have_text("1")
    desk.go_back()
    expect(desk.locator(HEAD)).to_have_text("12")
    desk.go_back()
    expect(desk.locator(HEAD)).to_have_text("11")
    desk.go_forward()
    expect(desk.locator(HEAD)).to_have_text("12")
    desk.locator("[data-step=now]").click()
    expect(desk.locator(HEAD)).to_have_text("11")


@pytest.mark.parametrize("asked", ["?m=2026-13", "?m=abc&kind=<b>", "?m=1999-01", "?m=2099-01"])
def test_address_that_means_nothing_shows_this_month(asked: str, desk: Page) -> None:
    desk.goto(PATH + asked)
    expect(desk.locator(HEAD)).to_have_text("11")
    assert desk.locator("#kind").input_value() == ""


def test_calendar_ends_with_next_year_and_begins_in_2008(real: Page) -> None:
    real.goto(f"{PATH}?m=2027-12")
    expect(real.locator("[data-step='1']")).to_have_attribute("aria-disabled", "true")
    real.goto(f"{PATH}?m=2008-05")
    expect(real.locator("h1 em")).to_contain_text("平成二十年")
    expect(real.locator("td[data-day='2008-05-06'] .hub-cal__off")).to_have_text("振替休日")
    first = real.locator(".hub-calendar").get_attribute("data-first") or ""
    assert first <= "2008-01"


# キーボード


def test_keys_move_through_the_days(desk: Page) -> None:
    desk.goto(PATH)
    expect(desk.locator(GRID)).to_have_attribute("role", "grid")  # the script is there
    desk.locator("td[data-day='2026-11-20']").focus()
    for key, day in (
        ("ArrowRight", "2026-11-21"),
        ("ArrowUp", "2026-11-14"),
        ("ArrowLeft", "2026-11-13"),
        ("ArrowDown", "2026-11-20"),
        ("Home", "2026-11-16"),
        ("End", "2026-11-22"),
        ("PageDown", "2026-12-22"),
        ("PageUp", "2026-11-22"),
        ("ArrowDown", "2026-11-29"),
        ("ArrowDown", "2026-12-06"),
        ("PageUp", "2026-11-06"),
        ("Shift+PageUp", "2025-11-06"),
        ("Shift+PageDown", "2026-11-06"),
    ):
        desk.keyboard.press(key)
        desk.wait_for_function("day => document.activeElement?.dataset?.day === day", arg=day)
        assert desk.locator("td[tabindex='0']").count() == 1


def test_grid_is_one_stop_and_says_what_it_is(desk: Page) -> None:
    desk.goto(PATH)
    grid = desk.locator(GRID)
    expect(grid).to_have_attribute("role", "grid")
    assert grid.get_attribute("aria-label") == "2026年11月の催しの暦"
    assert desk.locator(f"{GRID} [tabindex='0']").get_attribute("data-day") == "2026-11-20"
    desk.locator("[data-step=now]").focus()
    desk.keyboard.press("Tab")
    assert focused_day(desk) == "2026-11-20"
    outline = desk.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    desk.keyboard.press("Tab")
    assert focused_day(desk) == ""


def test_enter_opens_a_day(desk: Page) -> None:
    desk.goto(PATH)
    expect(desk.locator(GRID)).to_have_attribute("role", "grid")  # the script is there
    desk.locator("td[data-day='2026-11-20']").focus()
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.className") == "hub-cal__e"
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.dataset.day") == "2026-11-20"
    desk.locator("td[data-day='2026-11-29']").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/events/hashi-2026/")


# 見え方


def test_holidays_and_cancelled_days_are_marked(desk: Page) -> None:
    desk.goto(PATH)
    cell = desk.locator("td[data-day='2026-11-23']")
    assert cell.locator(".hub-cal__off").inner_text() == "勤労感謝の日"
    assert cell.get_attribute("data-off") == ""
    event = cell.locator("a")
    assert event.locator("strong").inner_text() == "中止"
    assert event.locator("s").inner_text() == "9:30–15:00"
    struck = event.locator("b").evaluate("node => getComputedStyle(node).textDecorationLine")
    assert struck == "none", "a title is never struck through"
    row = desk.locator(".hub-calendar__list .hub-event[data-state=cancelled]")
    assert row.locator(".hub-state").inner_text() == "中止"
    assert desk.locator("td[data-day='2026-11-21'] a").count() == 0, "the exhibition keeps weekends"


def test_postponed_event_stands_on_both_days(desk: Page) -> None:
    desk.goto(f"{PATH}?m=2027-04")
    expect(desk.locator("td[data-day='2027-04-10'] a b")).to_have_text("秋の舟くだり")
    desk.goto(f"{PATH}?m=2026-10")
    expect(desk.locator("td[data-day='2026-10-31'] strong")).to_have_text("延期")


def test_today_is_marked_in_the_readers_browser(desk: Page) -> None:
    desk.goto(PATH)
    expect(desk.locator("td[aria-current=date]")).to_have_attribute("data-day", "2026-11-20")
    desk.clock.fast_forward("12:00:01")
    expect(desk.locator("td[aria-current=date]")).to_have_attribute("data-day", "2026-11-21")


def test_phone_has_the_strip_and_the_list(phone: Page) -> None:
    phone.goto(PATH)
    assert phone.locator(GRID).is_hidden()
    strip = phone.locator(".hub-strip")
    assert strip.is_visible()
    strip.locator("a[data-day='2026-11-29']").click()
    target = phone.evaluate("document.querySelector(location.hash).textContent")
    assert "橋まつり二〇二六" in target
    assert "2026年11月29日" in target
    box = strip.locator("a").first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    phone.locator("[data-step='1']").click()
    expect(phone.locator(HEAD)).to_have_text("12")
    wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def test_month_prints_on_one_sheet(desk: Page) -> None:
    desk.goto(PATH)
    desk.emulate_media(media="print")
    height = desk.locator(GRID).evaluate("node => node.getBoundingClientRect().bottom")
    assert height < (210 - 18) * 96 / 25.4
    for hidden in (".hub-strip", ".hub-cal__nav", ".hub-sieve"):
        assert desk.locator(hidden).is_hidden()


def test_calendar_is_whole_without_script(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=sample_address)
    page = context.new_page()
    page.goto(PATH)
    assert page.locator("td").count() == 42
    assert page.locator(".hub-calendar__list .hub-event").count() == 10
    assert page.locator(".hub-cal__nav").is_hidden()
    assert page.locator(".hub-chip[href*='2024']").is_visible()
    context.close()


def test_month_that_cannot_be_loaded_says_so(desk: Page) -> None:
    desk.context.route("**/calendar.json", lambda route: route.fulfill(body="<html>", content_type="text/html"))
    desk.goto(PATH)
    desk.locator("[data-step='1']").click()
    expect(desk.locator(".hub-calendar [role=status]")).to_be_visible()
    expect(desk.locator(HEAD)).to_have_text("11")
