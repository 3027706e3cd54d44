"""What a page built on 2026-11-20 says to readers in other zones, later, and when it is left open for days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby

import pytest
from conftest import watch
from moment_cases import moments
from playwright.sync_api import Browser, Page, expect

from hub.moments import as_text, runs_of
from hub.status import WORDS

pytestmark = pytest.mark.browser

ZONES = ("Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London")
SAY = """async ([starts, ends, status]) => {
  const { readRuns, stateAt } = await import("/assets/js/moment.js");
  return stateAt(readRuns(starts, ends), status, Date.now());
}"""
# 橋まつり: 11-20 12:00–20:30, 11-23 cancelled, 11-29 9:30–15:00, 12-06 without hours
HASHI = ".hub-event:has(a[href*='hashi-2026'])"
AHEAD = "[data-list=ahead] "

HOUR = 3_600_000

Reader = Callable[[str, str], AbstractContextManager[Page]]


@pytest.fixture
def reader(browser: Browser, sample_address: str) -> Reader:
    """A reader in a zone, whose clock stands at an instant until the test moves it."""

    @contextmanager
    def open_page(at: str, zone: str = "Asia/Tokyo") -> Iterator[Page]:
        context = browser.new_context(base_url=sample_address, timezone_id=zone, locale="ja-JP")
        page = context.new_page()
        faults = watch(page, sample_address)
        page.clock.install(time=at)
        yield page
        context.close()
        assert not faults

    return open_page


@pytest.mark.parametrize("zone", ZONES)
def test_shared_vectors(zone: str, browser: Browser, sample_address: str) -> None:
    context = browser.new_context(base_url=sample_address, timezone_id=zone, locale="ja-JP")
    page = context.new_page()
    page.goto("/events/")
    said = page.locator("hub-moment").evaluate("node => ({ ...node.dataset })")
    assert said == {key: WORDS[key] for key in said}
    wrong = []
    for case in (case for case in moments() if case.zone == zone):
        page.clock.set_fixed_time(case.at)
        starts, ends = as_text(runs_of(case.occurrence))
        word = WORDS[page.evaluate(SAY, [starts, ends, case.occurrence.status or "scheduled"])]
        if word != case.word:
            wrong.append(f"{case}: {word}")
    context.close()
    assert not wrong


def test_every_zone_of_the_vectors_is_tried() -> None:
    assert {zone for zone, _ in groupby(moments(), lambda case: case.zone)} == set(ZONES)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("at", "day", "word"),
    [
        ("2026-11-20T11:59:00+09:00", "20", "きょう"),
        ("2026-11-20T12:00:00+09:00", "20", "開催中"),
        ("2026-11-20T20:30:00+09:00", "29", "予定"),
        ("2026-11-29T00:00:00+09:00", "29", "きょう"),
        ("2026-12-06T23:59:00+09:00", "6", "きょう"),
    ],
)
def test_row_says_the_same_in_every_zone(zone: str, at: str, day: str, word: str, reader: Reader) -> None:
    with reader(at, zone) as page:
        page.goto("/events/")
        row = page.locator(AHEAD + HASHI)
        expect(row.locator(".hub-state")).to_have_text(word)
        expect(row.locator("time:visible .hub-date__day")).to_have_text(f"{at[5:7]}.{day}" if day != "29" else "11.29")


def test_row_shows_one_date_though_the_first_is_past_and_bears_no_instants(reader: Reader) -> None:
    bare = """row => {
      for (const name of ["data-starts", "data-ends"]) row.querySelector("time").removeAttribute(name);
      row.closest("hub-moment").dispatchEvent(new Event("hub-change"));
    }"""
    with reader("2026-11-20T10:00:00+09:00") as page:
        page.goto("/events/")
        row = page.locator(AHEAD + HASHI).first
        row.evaluate(bare)
        expect(row.locator("> time:not([hidden])")).to_have_attribute("datetime", "2026-11-29")


def test_page_left_open_stays_right(reader: Reader) -> None:
    with reader("2026-11-20T11:00:00+09:00") as page:
        page.goto("/events/")
        mark = page.locator(AHEAD + HASHI + " .hub-state")
        expect(mark).to_have_text("きょう")
        page.clock.run_for("01:00:01")
        expect(mark).to_have_text("開催中")
        page.clock.run_for("08:30:01")
        expect(mark).to_have_text("予定")
        page.clock.fast_forward(240 * HOUR)  # 30 November: a laptop that slept
        expect(page.locator(AHEAD + HASHI + " time:visible")).to_have_attribute("datetime", "2026-12-06")
        page.clock.fast_forward(168 * HOUR)  # 7 December
        expect(page.locator(AHEAD + HASHI)).to_have_count(0)
        assert page.locator("[data-list=records] " + HASHI + " .hub-state").inner_text() == "終了"
        expect(page.locator(".hub-section__lead", has_text="これからの催し")).to_have_text("これからの催し。")


def test_page_that_comes_back_is_read_anew(reader: Reader) -> None:
    """A page in the background whose timers did not run."""
    with reader("2026-11-20T11:00:00+09:00") as page:
        page.goto("/events/")
        page.clock.pause_at("2026-11-20T11:30:00+09:00")
        page.clock.set_fixed_time("2026-12-07T09:00:00+09:00")
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        expect(page.locator(AHEAD + HASHI)).to_have_count(0)


def test_page_built_long_ago_says_that_nothing_is_coming(reader: Reader) -> None:
    with reader("2027-06-01T12:00:00+09:00") as page:
        page.goto("/events/")
        expect(page.get_by_text("これからの催しは、まだ届いていません。")).to_be_visible()
        assert page.locator(AHEAD + "> :visible").count() == 0
        expect(page.locator("hub-weekend")).to_be_hidden()
        page.goto("/")
        lead = page.locator(".hub-cover__today:visible")
        expect(lead).to_have_count(1)
        assert lead.locator(".hub-state:visible").count() == 0
        assert "作成した日" in lead.inner_text()
        assert page.get_by_text("これからの催しは、八つ。").locator("visible=true").count() == 0


@pytest.mark.parametrize(
    ("at", "title"),
    [
        ("2026-11-20T12:00:00+09:00", "橋まつり二〇二六"),
        ("2026-11-20T20:30:00+09:00", "川の地図展"),
        ("2026-12-25T16:59:00+09:00", "川の地図展"),
        ("2026-12-26T00:00:00+09:00", "新しい予定は、催しのページに。"),
    ],
)
def test_cover_leads_with_what_is_on(at: str, title: str, reader: Reader) -> None:
    with reader(at, "Pacific/Pago_Pago") as page:
        page.goto("/")
        expect(page.locator(".hub-cover__today:visible .hub-cover__state")).to_have_text(title)


def test_cancelled_and_postponed_stay_as_they_are(reader: Reader) -> None:
    with reader("2026-12-12T13:00:00+09:00") as page:
        page.goto("/events/")
        expect(page.locator(".hub-event:has(a[href*='chushi-2026']) .hub-state")).to_have_text("中止")
        expect(page.locator(AHEAD + ".hub-event:has(a[href*='enki-2026']) .hub-state")).to_have_text("延期")
        page.clock.fast_forward(24 * HOUR)
        assert (
            page.locator("[data-list=records] .hub-event:has(a[href*='chushi-2026']) .hub-state").inner_text() == "中止"
        )


def test_event_page_shows_the_next_day_in_its_turn(reader: Reader) -> None:
    with reader("2026-11-21T12:00:00+09:00") as page:
        page.goto("/events/hashi-2026/")
        expect(page.locator(".hub-next:visible time")).to_have_attribute("datetime", "2026-11-29")
        assert page.locator(".hub-day[data-next] time").get_attribute("datetime") == "2026-11-29"
        assert page.locator(".hub-day .hub-state").all_inner_texts() == ["終了", "終了", "中止", "予定", "予定"]
        page.clock.fast_forward(480 * HOUR)
        expect(page.locator(".hub-next:visible .hub-state")).to_have_text("終了")


@pytest.mark.parametrize(
    ("at", "titles"),
    [
        # 土曜から
        ("2026-12-01T12:00:00+09:00", ["川むこうの物産週間", "夜ふけの川講座", "橋まつり二〇二六"]),
        ("2026-12-05T12:00:00+09:00", ["川むこうの物産週間", "夜ふけの川講座", "橋まつり二〇二六"]),
        # 日曜の夜: 土曜の夜の催しは1時に終わった
        ("2026-12-06T12:00:00+09:00", ["川むこうの物産週間", "橋まつり二〇二六"]),
        # 平日だけの催しは、土日にはない。土曜は中止でも、日曜はある
        ("2026-12-07T12:00:00+09:00", ["三つの橋めぐり市", "<文字>"]),
        ("2026-12-14T12:00:00+09:00", ["川べりの読み聞かせ"]),
        ("2026-12-21T12:00:00+09:00", []),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_this_weekend(at: str, titles: list[str], zone: str, reader: Reader) -> None:
    with reader(at, zone) as page:
        page.goto("/events/")
        section = page.locator("hub-weekend")
        found = [text.split("\n")[0] for text in section.locator("h3").all_inner_texts()]
        assert [title if "橋" in title or "川" in title else "<文字>" for title in found] == titles
        if not titles:
            expect(section.locator(".hub-section__lead")).to_have_text("今週末の催しは、届いていません。")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_site_that_nobody_renewed_says_so_from_the_third_day(zone: str, reader: Reader) -> None:
    with reader("2026-11-22T23:59:00+09:00", zone) as page:
        page.goto("/partners/")
        told = page.locator("hub-stale")
        expect(told).to_be_hidden()
        page.clock.fast_forward(2 * 60_000)
        expect(told).to_have_text(
            "情報の更新が止まっています 2026年11月20日(金)の内容です。その後の中止や変更は、のっていません。"
        )
        expect(told).to_be_visible()


def test_without_script_the_page_is_dated(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=sample_address, timezone_id="Pacific/Kiritimati")
    page = context.new_page()
    page.goto("/events/")
    assert page.locator("hub-weekend").is_hidden()
    assert page.locator(AHEAD + HASHI + " time:visible").get_attribute("datetime") == "2026-11-20"
    assert "2026年11月20日(金)に作成" in page.locator(".hub-foot__note").inner_text()
    page.goto("/")
    assert page.locator(".hub-cover__today:visible").count() == 1
    context.close()
