"""What is said of an occurrence at an instant: the shared vectors, and the instants that the build writes."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from moment_cases import Moment, moments

from derive.holidays_jp import derive
from hub.dates import JST
from hub.holidays_jp import TABLE, holidays_of, is_holiday, is_working_day
from hub.moments import as_text, key_at, runs_of
from hub.schema.events import Event, Occurrence
from hub.status import WORDS, State, occurrence_state

CASES = moments()
# What a day alone cannot tell, and what the build therefore says on that day.
BY_DAY = {"きょう": {"きょう", "開催中"}, "開催中": {"きょう", "開催中"}, "終了": {"終了", "きょう", "開催中"}}


def say(occurrence: Occurrence, at: Moment) -> str:
    status = occurrence.status or "scheduled"
    if status in {"cancelled", "postponed", "held"}:
        return WORDS[status]
    key = key_at(runs_of(occurrence), at.at)
    over = "unconfirmed" if status == "unconfirmed" else "held"
    return WORDS[over if key == "over" else key]


def state_on(occurrence: Occurrence, day: date) -> State:
    record = {"id": "a-fair", "title": "市", "category": "fair", "status": "scheduled", "source": "https://example.jp/"}
    event = Event.model_validate(record | {"occurrences": [{"starts_on": "2026-11-21"}]})
    return occurrence_state(event, occurrence, day)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.zone for case in CASES}) >= 5


@pytest.mark.parametrize("case", CASES, ids=str)
def test_word_at_an_instant(case: Moment) -> None:
    assert say(case.occurrence, case) == case.word
    assert case.at.utcoffset() == case.at.astimezone(ZoneInfo(case.zone)).utcoffset(), "not that zone's offset"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page_built_on_that_day_says_nothing_else(case: Moment) -> None:
    """As far as a day can tell: the hours are the browser's."""
    said = state_on(case.occurrence, case.at.astimezone(JST).date()).word
    if case.word == "実施は未確認":
        assert said in {"実施は未確認", "きょう"}
    else:
        assert said in BY_DAY.get(case.word, {case.word})


@pytest.mark.parametrize(
    ("fields", "starts", "ends"),
    [
        # 時刻
        ({"starts_on": "2026-11-21"}, "2026-11-21T00:00+09:00", "2026-11-22T00:00+09:00"),
        (
            {"starts_on": "2026-11-21", "opens": "22:00", "closes": "01:00"},
            "2026-11-21T22:00+09:00",
            "2026-11-22T01:00+09:00",
        ),
        # 土日祝日を除く
        (
            {
                "starts_on": "2026-11-20",
                "ends_on": "2026-11-24",
                "opens": "08:30",
                "closes": "17:00",
                "days": "weekdays",
            },
            "2026-11-20T08:30+09:00 2026-11-24T00:00+09:00",
            "2026-11-21T00:00+09:00 2026-11-24T17:00+09:00",
        ),
        # 半分だけ分かる
        ({"starts_on": "2026-11"}, "..", "2026-12-01T00:00+09:00"),
        # 延期
        (
            {"starts_on": "2026-11-21", "opens": "11:00", "postponed_to": "2026-12-05"},
            "2026-12-05T00:00+09:00",
            "2026-12-06T00:00+09:00",
        ),
    ],
)
def test_instants_are_written_in_japanese_time(fields: dict[str, str], starts: str, ends: str) -> None:
    assert as_text(runs_of(Occurrence.model_validate(fields))) == (starts, ends)


def test_holidays_are_known_from_2008_to_next_year() -> None:
    for year in range(2008, 2028):
        assert len(holidays_of(year)) >= 15
    assert is_holiday(date(2026, 11, 23)) == "勤労感謝の日"
    assert is_holiday(date(2024, 8, 12)) == "振替休日"
    assert is_holiday(date(2019, 4, 30)) == "国民の休日"
    assert is_holiday(date(2026, 11, 20)) == ""


def test_table_of_holidays_is_that_of_the_library() -> None:
    assert TABLE.read_text("utf-8") == derive(), "the library has changed: run hooks/derive/holidays_jp.py"


def test_working_days_leave_out_weekends_and_holidays() -> None:
    week = [date(2026, 11, 21) + timedelta(days=step) for step in range(5)]
    assert [is_working_day(day) for day in week] == [False, False, False, True, True]
