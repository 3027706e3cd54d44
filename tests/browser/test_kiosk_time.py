"""The display's time: shared vectors in six zones, wrong clocks, hours of the night (T1, T2). Pure modules, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from publication import Publication, serve_publication

pytestmark = pytest.mark.browser
VECTORS = yaml.load((Path(__file__).parents[1] / "vectors/playing.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text
ZONES = ("Asia/Tokyo", "UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata", "Europe/London")
DAY = 86_400_000

PLAYS = """async ([built, cases]) => {
  const { plays } = await import("/assets/js/kiosk/schedule.js");
  return cases.map((one) => plays(Date.parse(one.from ?? ""), Date.parse(one.until ?? ""), {
    now: Date.parse(one.now), floor: Date.parse(one.floor ?? built), built: Date.parse(built), verified: one.verified !== "false",
  }));
}"""

# How many past and coming items, and how many of those without an end, are shown with a clock that is off by `off`.
# 60 items end half a day apart from whole days, 20 of them before the true time.
SCENARIO = """async ({ off, floor, built, server, declared, passed, leap }) => {
  const { Clock } = await import("/assets/js/kiosk/clock.js");
  const { plays } = await import("/assets/js/kiosk/schedule.js");
  const DAY = 86_400_000, now = Date.parse("2026-11-20T12:00+09:00");
  let device = now + off - passed, steady = 0;
  const clock = new Clock({ built: now + built, floor: now + floor, declared }, () => device, () => steady);
  if (server) clock.confirm(now - passed);
  steady += passed;
  device += passed + leap;
  const trust = clock.read();
  const ends = Array.from({ length: 60 }, (_, index) => now + (index - 20 + 0.5) * DAY);
  const shown = ends.filter((end) => plays(NaN, end, trust));
  return { past: shown.filter((end) => end <= now).length, dated: shown.filter((end) => end > now).length, quality: trust.quality,
    evergreen: Array.from({ length: 6 }).filter(() => plays(NaN, NaN, trust)).length };
}"""
SCENARIOS: dict[str, tuple[dict[str, Any], int]] = {
    "right, confirmed": ({"server": True}, 40),
    "right, not confirmed": ({}, 10),
    "right, declared": ({"declared": True}, 40),
    "14 days behind, first run": ({"off": -14 * DAY}, 10),
    "14 days behind, ran until last night": ({"off": -14 * DAY, "floor": -DAY / 2}, 10),
    "1970": ({"off": -56 * 365 * DAY}, 10),
    "14 days behind, server reachable": ({"off": -14 * DAY, "server": True}, 40),
    "a year ahead": ({"off": 365 * DAY}, 0),
    "a year ahead, server reachable": ({"off": 365 * DAY, "server": True}, 40),
    "8 hours behind": ({"off": -DAY / 3}, 10),
    "without power for 14 days, clock stood still": ({"off": -14 * DAY, "floor": -14 * DAY, "built": -20 * DAY}, 24),
    "without power for 30 days, clock stood still": ({"off": -30 * DAY, "floor": -30 * DAY, "built": -40 * DAY}, 40),
    "declared but behind the build": ({"off": -14 * DAY, "declared": True}, 10),
    "set back by 414 days while it runs": ({"server": True, "built": -DAY, "passed": 60_000, "leap": -414 * DAY}, 40),
    "set forward by 14 days while it runs": ({"server": True, "built": -DAY, "passed": 60_000, "leap": 14 * DAY}, 0),
}


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    with serve_publication(Publication.of(built_site)) as found:
        yield found


@pytest.fixture(scope="module")
def page(address: str, browser: Browser) -> Iterator[Page]:
    """One for all: the modules that are tried on it keep nothing."""
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto(f"{address}/assets/icon.svg")
        yield page


@pytest.mark.parametrize("zone", ZONES)
def test_shared_cases_hold_in_every_zone(zone: str, address: str, browser: Browser) -> None:
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.goto(f"{address}/assets/icon.svg")
        said = page.evaluate(PLAYS, [VECTORS["built"], VECTORS["cases"]])
    wrong = [case for case, shown in zip(VECTORS["cases"], said, strict=True) if shown != (case["plays"] == "true")]
    assert not wrong


def test_no_wrong_clock_shows_anything_past(page: Page) -> None:
    default = {"off": 0, "floor": -1, "built": -1, "server": False, "declared": False, "passed": 0, "leap": 0}
    found = {name: page.evaluate(SCENARIO, {**default, **given}) for name, (given, _dated) in SCENARIOS.items()}
    assert {name: one["past"] for name, one in found.items() if one["past"]} == {}
    assert {one["evergreen"] for one in found.values()} == {6}
    assert {name: one["dated"] for name, one in found.items()} == {
        name: dated for name, (_, dated) in SCENARIOS.items()
    }


def test_date_of_the_device_itself_proves_nothing(page: Page) -> None:
    hosts = ["127.0.0.1", "localhost", "kiosk.localhost", "[::1]", "127.8.0.1", "kiosk.example", "192.168.1.5"]
    said = page.evaluate('async (hosts) => (await import("/assets/js/kiosk/clock.js")).isLoopback && hosts.map((await import("/assets/js/kiosk/clock.js")).isLoopback)', hosts)  # fmt: skip
    assert said == [True, True, True, True, True, False, False]


def test_server_before_its_own_build_is_not_believed(page: Page) -> None:
    text = """async () => {
      const { Clock } = await import("/assets/js/kiosk/clock.js");
      const clock = new Clock({ built: 1000 }, () => 5000, () => 0);
      clock.confirm(900);
      clock.confirm(NaN);
      return clock.read().quality;
    }"""
    assert page.evaluate(text) == "unverified"


@pytest.mark.parametrize(
    ("hours", "clock", "dark"),
    [
        ("", "03:00", False),
        ("0700-2130", "06:59", True),
        ("0700-2130", "07:00", False),
        ("0700-2130", "21:29", False),
        ("0700-2130", "21:30", True),
        ("2200-0500", "23:00", False),
        ("2200-0500", "05:00", True),
        ("0700-2400", "23:59", False),
    ],
)
def test_night_page_follows_the_hours(hours: str, clock: str, dark: bool, page: Page) -> None:
    text = 'async ([hours, now]) => (await import("/assets/js/kiosk/params.js")).isNight(hours, Date.parse(now))'
    assert page.evaluate(text, [hours, f"2026-11-20T{clock}+09:00"]) is dark


def test_settings_that_make_no_sense_fall_back_and_are_told(page: Page) -> None:
    text = """async (search) => {
      const { readParams } = await import("/assets/js/kiosk/params.js");
      const storage = new Map();
      const kept = { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value) };
      const first = readParams(search, kept);
      return [first, readParams("", kept).params];
    }"""
    first, later = page.evaluate(text, "?screen=lounge&mode=dance&diag=55&poll=1&__proto__=x")
    assert first["unknown"] == ["mode=dance", "poll=1", "__proto__=x"]
    assert (first["params"]["mode"], first["params"]["diag"], first["params"]["poll"]) == ("signage", 55, 60)
    assert later == first["params"]


def test_round_is_short_shows_what_is_on_and_in_time_everything_else(page: Page) -> None:
    """A round takes less than four minutes; events stand in each, and what is always valid has its turn in some."""
    text = """async () => {
      const { nextRound, readDeck } = await import("/assets/js/kiosk/schedule.js");
      const deck = readDeck(await (await fetch("/kiosk/data/deck.json")).json());
      const until = "2027-01-10T00:00+09:00";
      const events = Array.from({ length: 12 }, (_, day) => ({ id: `event-${day}`, kind: "event", dwell: 15, until, ends: Date.parse(until), starts: NaN,
        when: [{ runs: [{ starts: Date.parse("2026-11-21T10:00+09:00") + day * 86_400_000, ends: Date.parse(until) }], status: "scheduled" }] }));
      deck.items.push(...events);
      const now = Date.parse("2026-11-20T12:00+09:00");
      const trust = { now, floor: now, built: now, verified: true };
      const rounds = [];
      for (let number = 0, cursor = 0; number < 60; number += 1) {
        const round = nextRound(deck, trust, "", cursor);
        cursor = round.cursor;
        rounds.push(round.items.map(({ id, dwell }) => [id, dwell]));
      }
      return [rounds, deck.items.map((item) => item.id)];
    }"""
    rounds, ids = page.evaluate(text)
    for shown in rounds:
        assert sum(dwell for _id, dwell in shown) <= 240
        assert {f"event-{day}" for day in range(8)} <= {name for name, _dwell in shown}
    assert {name for shown in rounds for name, _dwell in shown} == set(ids)
