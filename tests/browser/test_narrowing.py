"""Lists of events are narrowed by what is told of them; the conditions stand in the address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import SIZES, watch
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NOW = "2026-11-20T12:00:00+09:00"


@pytest.fixture
def sample(browser: Browser, sample_address: str) -> Iterator[Page]:
    width, height = SIZES["phone"]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=sample_address, locale="ja-JP")
    page = context.new_page()
    page.clock.install(time=NOW)
    faults = watch(page, sample_address)
    yield page
    context.close()
    assert not faults


def titles(page: Page) -> set[str]:
    expect(page.locator("form.hub-sieve")).to_be_visible()  # the script is there, and the list narrowed
    rows = page.locator("[data-list=ahead] .hub-event:not([data-sieved]) h3 a")
    return {row.evaluate("link => link.firstChild.data") for row in rows.all()}


def test_condition_narrows_the_list_and_stands_in_the_address(sample: Page) -> None:
    sample.goto("/events/")
    everything = titles(sample)
    sample.get_by_text("ほかの条件").click()
    sample.get_by_label("料金").select_option("無料")
    assert titles(sample) == {"橋まつり二〇二六", "川むこうの物産週間", "三つの橋めぐり市"}
    assert sample.url.endswith("/events/?fee=free")
    expect(sample.get_by_role("status").filter(has_text="3件の催しがあてはまります。")).to_be_visible()
    sample.go_back()
    assert titles(sample) == everything


def test_conditions_of_an_address_hold_together(sample: Page) -> None:
    sample.goto("/events/?fee=free&access=told&kind=fair&region=atlantis")
    assert titles(sample) == {"川むこうの物産週間"}
    expect(sample.get_by_label("バリアフリー")).to_be_visible()
    sample.get_by_role("button", name="条件を外す").click()
    assert sample.url.endswith("/events/")
    assert len(titles(sample)) > 3


def test_nothing_that_fits_is_said(sample: Page) -> None:
    sample.goto("/events/?kind=food&apply=needed")
    assert titles(sample) == set()
    expect(sample.get_by_text("あてはまる催しは、このページにありません。")).to_be_visible()


def test_year_is_narrowed_too(sample: Page) -> None:
    sample.goto("/events/2026/?for=children")
    expect(sample.locator("form.hub-sieve")).to_be_visible()
    found = sample.locator(".hub-event:not([data-sieved]) h3 a")
    assert [link.evaluate("link => link.firstChild.data") for link in found.all()] == ["川べりの読み聞かせ"]
    expect(found).to_be_visible()


def test_calendar_is_narrowed_by_what_is_told(sample: Page) -> None:
    sample.goto("/events/calendar/?m=2026-12&for=children")
    expect(sample.locator(".hub-calendar__list .hub-event")).to_have_count(1)
    sample.get_by_label("対象").select_option("")
    expect(sample.locator(".hub-calendar__list .hub-event")).not_to_have_count(1)
    assert sample.url.endswith("?m=2026-12")
