"""The map with real keys and touch: every town within reach, nothing asked of other hosts, the page still scrolls."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from conftest import watch
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

LIVE = "hub-map[data-live]"
MARKS = ".leaflet-marker-pane > [tabindex='0']"
MAP = "document.querySelector('hub-map').map"
SHOWN = "document.querySelector('hub-map').layers.shown.length"
POPUP = ".leaflet-popup"


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A desk where nothing moves, so that no test waits for an animation."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address, reduced_motion="reduce")
    page = context.new_page()
    faults = watch(page, address)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        base_url=address,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults = watch(page, address)
    yield page
    context.close()
    assert not faults


def open_map(page: Page, anchor: str = "", path: str = "/map/") -> None:
    page.goto("about:blank")
    page.goto(f"{path}{anchor}")
    page.wait_for_selector(LIVE)


def look_at(page: Page, lat: float, lon: float, zoom: float) -> None:
    """Show a place at once. Nothing is given back: Playwright would copy the whole map, for seconds."""
    page.evaluate(f"place => {{ {MAP}.setView(place, {zoom}, {{animate: false}}); }}", [lat, lon])


def codes(page: Page) -> list[str]:
    found: list[str] = page.locator(MARKS).evaluate_all("nodes => nodes.map(node => node.dataset.code)")
    return found


def is_focused(wanted: Locator) -> bool:
    return bool(wanted.evaluate("node => node === document.activeElement"))


# キーボード


def test_tab_goes_through_the_markers_in_the_order_of_codes(desk: Page) -> None:
    open_map(desk)
    wanted = codes(desk)
    assert wanted == sorted(wanted)
    desk.locator("#map_hub").focus()
    walked = []
    for _ in wanted:
        desk.keyboard.press("Tab")
        walked.append(desk.evaluate("document.activeElement.dataset.code"))
    assert walked == wanted


def test_every_marker_has_a_name(desk: Page) -> None:
    open_map(desk)
    codes(desk)
    names = desk.locator(MARKS).evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    assert all(names)
    assert any("のまち。大きくする" in name for name in names)


def test_enter_on_a_cluster_goes_on_to_its_first_town(desk: Page) -> None:
    open_map(desk)
    codes(desk)
    first = desk.locator(".hub-atlas__cluster").first
    code = first.get_attribute("data-code")
    first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_function("code => document.activeElement.dataset.code === code", arg=code)


def test_popup_opens_by_key_is_said_and_esc_returns_to_the_marker(desk: Page) -> None:
    open_map(desk, "#pref=06")
    desk.keyboard.press("Escape")
    codes(desk)
    mark = desk.locator(".hub-atlas__mark[data-code='063614']")
    mark.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(POPUP)).to_be_visible()
    assert is_focused(desk.locator(f"{POPUP} a[href*='/partners/']"))
    expect(desk.get_by_role("dialog", name="金山町")).to_be_visible()
    expect(desk.locator("[data-part='said']")).to_contain_text(
        "金山町、かねやままち、山形県、協定あり、港区からおよそ362km"
    )
    expect(desk.locator(".hub-atlas__line")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator(POPUP)).to_have_count(0)
    expect(desk.locator(".hub-atlas__line")).to_have_count(0)
    assert is_focused(mark)


def test_link_of_the_table_opens_the_town_and_esc_returns_to_it(desk: Page) -> None:
    open_map(desk)
    desk.wait_for_selector("hub-map[data-linked]")
    shown = desk.locator("[id='partner=015181'] .hub-places__show")
    shown.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog", name="利尻町")).to_be_visible()
    desk.keyboard.press("Escape")
    assert is_focused(shown)


# 印


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_no_two_marks_are_closer_than_a_finger_needs(request: pytest.FixtureRequest, screen: str) -> None:
    page = request.getfixturevalue(screen)
    open_map(page)
    for zoom in (4, 5.25, 6.5, 8, 10):
        look_at(page, 38.2, 140.1, zoom)
        boxes = page.locator(MARKS).evaluate_all(
            "nodes => nodes.map(node => node.getBoundingClientRect()).map(({x, y, width}) => [x + width / 2, y + width / 2, width])"
        )
        assert len(boxes) > 1, zoom
        for at, (x, y, width) in enumerate(boxes):
            assert width >= 24, zoom
            for other_x, other_y, other in boxes[:at]:
                apart = math.hypot(x - other_x, y - other_y)
                assert apart > (width + other) / 2 - 1.5, zoom  # Leaflet places by whole px


def test_every_town_stands_in_one_mark(desk: Page) -> None:
    open_map(desk)
    counted = """nodes => nodes.map(node => Number(node.textContent) || 1).reduce((sum, one) => sum + one)"""
    assert desk.locator(MARKS).evaluate_all(counted) == desk.evaluate(SHOWN)


def test_towns_answer_before_the_land_is_drawn(desk: Page) -> None:
    waiting: list[Route] = []
    desk.route("**/map/land.js", lambda route: waiting.append(route))  # Playwright asks a handler for its signature
    open_map(desk)
    desk.locator(".hub-atlas__mark").first.click()
    expect(desk.locator(".leaflet-popup")).to_be_visible()
    expect(desk.locator(".hub-atlas__pref")).to_have_count(0)
    waiting[0].continue_()
    expect(desk.locator(".hub-atlas__pref").first).to_be_attached()


def test_towns_in_one_place_are_told_in_one_list(desk: Page) -> None:
    open_map(desk)
    desk.evaluate(
        f"""() => {{
            const hub = document.querySelector("hub-map");
            const [one, other] = ["072044", "015181"].map(code => hub.towns.get(code));
            other.geometry = one.geometry;
            hub.layers.narrow("theme", "");
            {MAP}.setView([one.geometry.coordinates[1], one.geometry.coordinates[0]], 16, {{animate: false}});
        }}"""
    )
    desk.locator(".hub-atlas__cluster[data-code='015181']").focus()
    desk.keyboard.press("Enter")
    links = desk.get_by_role("dialog", name="ここに2か所").locator("a[href*='/partners/']")
    expect(links).to_have_text(["利尻町、交流", "いわき市、協定あり"])
    assert is_focused(links.first)
    desk.keyboard.press("Escape")
    assert is_focused(desk.locator(".hub-atlas__cluster[data-code='015181']"))


# 住所


@pytest.mark.parametrize(
    ("anchor", "name", "href"),
    [
        ("#partner=072044", "いわき市", "/partners/072044/"),
        ("#partner=015181", "利尻町", "/partners/015181/"),
        ("#pref=06", "山形県", "/prefectures/06/"),
        ("#pref=47", "沖縄県", "/prefectures/47/"),
    ],
)
@pytest.mark.parametrize("path", ["/map/", "/map/embed/"])
def test_address_opens_its_place(desk: Page, path: str, anchor: str, name: str, href: str) -> None:
    open_map(desk, anchor, path)
    popup = desk.get_by_role("dialog", name=name)
    expect(popup).to_be_in_viewport(ratio=1)
    assert popup.locator(f"a[href$='{href}']").count() == 1
    assert popup.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "閉じる"


def test_popup_tells_reading_bond_distance_and_next_event_and_leads_on(desk: Page) -> None:
    open_map(desk)
    desk.evaluate(
        """() => {
            const event = {title: "いわきの市", when: "12月5日(土)", address: "/events/iwaki/"};
            document.querySelector("hub-map").towns.get("072044").properties.event = event;
            location.hash = "#partner=072044";
        }"""
    )
    popup = desk.get_by_role("dialog", name="いわき市")
    told = popup.locator("p").all_inner_texts()
    assert told[0] == "福島県　いわきし"
    assert told[1:] == [
        "いわき市",
        "協定あり",
        "港区からおよそ185km　北北東",
        "次の催し　12月5日(土)\nいわきの市",
        "このまちのページ",
    ]
    links = popup.locator("p a").evaluate_all("links => links.map((link) => link.pathname)")
    assert links == ["/events/iwaki/", "/partners/072044/"]


def test_unknown_place_in_the_address_is_no_matter(desk: Page) -> None:
    open_map(desk, "#partner=999999")
    expect(desk.locator(POPUP)).to_have_count(0)


# 層


def test_framework_leaves_only_its_towns_and_says_how_many(desk: Page) -> None:
    open_map(desk)
    desk.get_by_label("商店街友好都市").check()
    expect(desk.locator("[data-part='said']")).to_have_text("商店街友好都市。5のまちを表示")
    shown = desk.evaluate(SHOWN)
    assert shown == 5


def test_theme_and_framework_narrow_together(desk: Page) -> None:
    open_map(desk)
    desk.locator("summary", has_text="テーマ").click()
    desk.get_by_label("森と木").check()
    expect(desk.locator("[data-chosen=theme]")).to_have_text("森と木")
    forest = desk.evaluate(SHOWN)
    assert forest > 30
    expect(desk.locator("[data-part='said']")).to_have_text(f"森と木。{forest}のまちを表示")
    desk.get_by_label("商店街友好都市").check()
    both = desk.evaluate(SHOWN)
    assert 0 < both < 5
    expect(desk.locator("[data-part='said']")).to_have_text(f"商店街友好都市、森と木。{both}のまちを表示")


def test_events_are_asked_for_when_wanted_and_tell_their_days(desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    open_map(desk)
    assert not [url for url in asked if url.endswith("/map/events.js")]
    desk.get_by_label("催しと日付").check()
    look_at(desk, 35.75, 136.96, 10)
    desk.locator(".hub-atlas__mark-place[data-code='212199']").click()
    popup = desk.get_by_role("dialog", name="郡上市")
    expect(popup.locator(".hub-atlas__event")).to_have_count(3)
    expect(popup.locator(".hub-atlas__event").first).to_contain_text("年")
    assert popup.locator("a[href*='/events/']").count() == 3
    desk.keyboard.press("Escape")
    expect(desk.locator("[data-code='212199']"), "one mark for a town and what takes place there").to_have_count(1)
    desk.get_by_label("催しと日付").uncheck()
    expect(desk.locator(".hub-atlas__mark-place")).to_have_count(0)


def test_on_paper_the_map_shows_what_it_showed(desk: Page) -> None:
    open_map(desk, "#pref=06")
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 640 < desk.evaluate(f"{MAP}.getSize().x") <= 660
    assert desk.evaluate(f"{MAP}.getBounds().contains([38.24, 140.36])"), "Yamagata is still there"
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    assert desk.evaluate(f"{MAP}.getSize().x") > 660
    assert desk.evaluate(f"{MAP}.getBounds().contains([38.24, 140.36])")


def test_tiles_are_asked_for_only_when_switched_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    page = context.new_page()
    asked: list[str] = []
    outside: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(address) else outside.append(one.url))
    page.route("https://cyberjapandata.gsi.go.jp/**", lambda route: (asked.append(route.request.url), route.abort()))
    open_map(page)
    page.wait_for_timeout(500)
    assert outside == []
    page.get_by_label("地理院タイル").check()
    credit = page.locator(".leaflet-control-attribution a", has_text="地理院タイル")
    expect(credit).to_have_attribute("href", "https://maps.gsi.go.jp/development/ichiran.html")
    page.wait_for_timeout(500)
    assert asked
    assert set(outside) == set(asked)
    count = len(asked)
    page.get_by_label("地理院タイル").uncheck()
    look_at(page, 38.2, 140.1, 8)
    page.wait_for_timeout(300)
    assert len(asked) == count
    expect(credit).to_have_count(0)
    context.close()


# 画面を送る


def swipe(page: Page, target: Locator) -> None:
    """One finger upwards over the middle of a place."""
    box = target.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 700)
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for way in range(20, 400, 20):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - way}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def test_one_finger_on_the_map_scrolls_the_page(phone: Page) -> None:
    open_map(phone)
    before = phone.evaluate(f"[scrollY, {MAP}.getCenter().lat]")
    swipe(phone, phone.locator("#map_hub"))
    after = phone.evaluate(f"[scrollY, {MAP}.getCenter().lat]")
    assert after[0] > before[0] + 100
    assert after[1] == before[1]
    assert phone.evaluate(f"{MAP}.touchZoom.enabled()"), "two fingers move it"


def test_wheel_scrolls_the_page_and_with_ctrl_the_map(desk: Page) -> None:
    open_map(desk)
    desk.mouse.move(900, 500)
    zoom = desk.evaluate(f"{MAP}.getZoom()")
    desk.mouse.wheel(0, 200)
    desk.wait_for_function("() => scrollY > 50")
    assert desk.evaluate(f"{MAP}.getZoom()") == zoom
    expect(desk.locator("[data-for='mouse']")).to_be_visible()
    desk.evaluate("scrollTo(0, 0)")
    desk.keyboard.down("Control")
    desk.mouse.wheel(0, -300)
    desk.wait_for_function(f"zoom => {MAP}.getZoom() > zoom", arg=zoom)
    desk.keyboard.up("Control")


def test_tap_on_a_town_draws_the_line(phone: Page) -> None:
    open_map(phone, "#partner=072044")
    expect(phone.locator(".hub-atlas__line")).to_have_count(1)
    phone.locator(".leaflet-popup-close-button").tap()
    expect(phone.locator(".hub-atlas__line")).to_have_count(0)
    phone.locator(".hub-atlas__mark[data-code='072044']").tap()
    expect(phone.get_by_role("dialog", name="いわき市")).to_be_visible()
    expect(phone.locator(".hub-atlas__line")).to_have_count(1)


# JavaScriptなし


def test_without_script_the_drawing_and_the_table_stand(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/map/#partner=072044")
    assert page.locator(".hub-atlas__still").is_visible()
    assert page.locator(".hub-atlas__tools").is_hidden()
    row = page.locator("[id='partner=072044']")
    expect(row).to_be_in_viewport()
    assert "いわき市" in row.inner_text()
    assert row.locator("a").first.get_attribute("href") == "../partners/072044/"
    context.close()


# 安全


def test_markup_in_a_name_is_shown_as_it_is_written(desk: Page) -> None:
    open_map(desk)
    name = "<img src=x onerror=\"document.title='ran'\">"
    desk.evaluate(
        """name => {
            const [heading] = document.getElementById("partner=072044").cells;
            for (const part of heading.children) part.textContent = name;
            const event = {title: name, when: name, address: "/events/x/"};
            document.querySelector("hub-map").towns.get("072044").properties.event = event;
            location.hash = "#partner=072044";
        }""",
        name,
    )
    expect(desk.locator(f"{POPUP} .hub-atlas__name")).to_have_text(name)
    expect(desk.locator(f"{POPUP} .hub-atlas__event")).to_contain_text(name)
    assert desk.locator("hub-map img").count() == 0
    assert desk.title() != "ran"
