"""Days as staff write them and as people read them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from hub.dates import (
    Day,
    day_of,
    era,
    era_of_fiscal,
    instant,
    parse_clock,
    parse_day,
    say,
    say_date,
    say_days,
    say_month_day,
    say_plain,
    say_rest,
    say_span,
    weekday,
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # 日まで
        ("2024-03-02", "2024-03-02", "2024-03-02"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        # 月まで
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        # 旬
        ("2024-03-early", "2024-03-01", "2024-03-10"),
        ("2024-03-mid", "2024-03-11", "2024-03-20"),
        ("2024-02-late", "2024-02-21", "2024-02-29"),
        # 季節。冬は年をまたぐ
        ("2024-spring", "2024-03-01", "2024-05-31"),
        ("2024-summer", "2024-06-01", "2024-08-31"),
        ("2024-autumn", "2024-09-01", "2024-11-30"),
        ("2024-winter", "2024-12-01", "2025-02-28"),
        # 年と年度
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-fiscal", "2024-04-01", "2025-03-31"),
    ],
)
def test_day_is_bounded_by_what_is_known(text: str, first: str, last: str) -> None:
    day = parse_day(text)
    assert (day.first.isoformat(), day.last.isoformat(), day.text) == (first, last, text)
    assert day.is_exact == (first == last)
    assert str(day) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024-", "2024-3-2", "2024/03/02", "20240302", "24-03-02", " 2024", "2024\n", "未確認"),  # 形
        *("2024-00", "2024-13", "2024-02-30", "2023-02-29", "2024-04-31", "2024-01-00"),  # 実在しない
        *("0999", "9999", "0000-01-01", "9999-12-31"),  # 遠すぎる年
        *("2024-fiscal-01", "2024-03-fiscal", "2024-Spring", "2024-03-LATE", "2024-early"),  # 言葉
    ],
)
def test_other_texts_are_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "has_month", "is_fiscal"),
    [
        ("2024", False, False),
        ("2024-spring", False, False),
        ("2024-fiscal", False, True),
        ("2024-03", True, False),
        ("2024-03-mid", True, False),
        ("2024-03-02", True, False),
    ],
)
def test_day_knows_how_much_is_known(text: str, has_month: bool, is_fiscal: bool) -> None:
    day = parse_day(text)
    assert (day.has_month, day.is_fiscal, day.year) == (has_month, is_fiscal, 2024)


def test_days_are_ordered_by_their_beginning() -> None:
    days = [parse_day(text) for text in ("2024-04", "2024", "2023-fiscal", "2024-03-02", "2024-spring")]
    assert [str(day) for day in sorted(days)] == ["2023-fiscal", "2024", "2024-spring", "2024-03-02", "2024-04"]


def test_exact_day_of_a_date_is_the_day_as_written() -> None:
    assert day_of(date(2024, 3, 2)) == parse_day("2024-03-02") == Day(date(2024, 3, 2), date(2024, 3, 2), "2024-03-02")


@pytest.mark.parametrize(("text", "clock"), [("00:00", time(0)), ("09:30", time(9, 30)), ("23:59", time(23, 59))])
def test_clock_has_24_hours(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["9:30", "24:00", "12:60", "0930", "09:30:00", "", "09：30", " 09:30", "-1:00"])
def test_other_texts_are_no_clock(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-11-20", "令和8年"),
        ("2019-05-01", "令和元年"),
        ("2019-04-30", "平成31年"),
        ("1989-01-08", "平成元年"),
        ("1989-01-07", "昭和64年"),
        ("1926-12-25", "昭和元年"),
        ("1926-12-24", "大正15年"),
        ("1912-07-30", "大正元年"),
        ("1912-07-29", "明治45年"),
        ("1873-01-01", "明治6年"),
        ("1872-12-31", ""),
    ],
)
def test_era_begins_on_its_day(day: str, year: str) -> None:
    assert era(date.fromisoformat(day)) == year


@pytest.mark.parametrize(("year", "said"), [(2018, "平成30年度"), (2019, "令和元年度"), (2023, "令和5年度")])
def test_fiscal_year_takes_the_name_that_the_ward_uses(year: int, said: str) -> None:
    assert era_of_fiscal(year) == said


@pytest.mark.parametrize(
    ("text", "said", "plain", "rest"),
    [
        ("2024-03-02", "2024年3月2日(土)", "2024年3月2日", "3月2日(土)"),
        ("2024-03", "2024年3月", "2024年3月", "3月"),
        ("2024-03-early", "2024年3月上旬", "2024年3月上旬", "3月上旬"),
        ("2024-03-mid", "2024年3月中旬", "2024年3月中旬", "3月中旬"),
        ("2024-12-late", "2024年12月下旬", "2024年12月下旬", "12月下旬"),
        ("2024-spring", "2024年春", "2024年春", "春"),
        ("2024-winter", "2024年冬", "2024年冬", "冬"),
        ("2024", "2024年", "2024年", ""),
        ("2023-fiscal", "2023年度", "2023年度", "年度"),
    ],
)
def test_day_is_said_as_much_as_is_known(text: str, said: str, plain: str, rest: str) -> None:
    day = parse_day(text)
    assert (say(day), say_plain(day), say_rest(day)) == (said, plain, rest)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-03-02", None, "2024年3月2日(土)"),
        ("2024-03-02", "2024-03-02", "2024年3月2日(土)"),
        ("2024-03-02", "2024-03-08", "2024年3月2日(土)〜8日(金)"),
        ("2024-03-30", "2024-04-01", "2024年3月30日(土)〜4月1日(月)"),
        ("2024-12-31", "2025-01-01", "2024年12月31日(火)〜2025年1月1日(水)"),
        ("2024-03", "2024-04-01", "2024年3月〜2024年4月1日(月)"),
        ("2023-fiscal", "2024-fiscal", "2023年度〜2024年度"),
    ],
)
def test_span_is_said_without_repeating(first: str, last: str | None, said: str) -> None:
    assert say_span(parse_day(first), parse_day(last) if last else None) == said


@pytest.mark.parametrize(
    ("days", "after", "said"),
    [
        ("2023-05-27 2023-05-28 2023-07-22", "", "2023年5月27日(土)・28日(日)、7月22日(土)"),
        ("2023-12-24 2024-01-07", "", "2023年12月24日(日)、2024年1月7日(日)"),
        ("2024-03-07 2024-03-08", "2024-03-08", "7日(木)・8日(金)"),
        ("2024-03-05 2024-03-06 2024-03-07", "2024-03-08", "5日(火)〜7日(木)"),
        ("2024-03-31 2024-04-02", "2024-04-05", "3月31日(日)、4月2日(火)"),
    ],
)
def test_scattered_days_are_said_without_repeating(days: str, after: str, said: str) -> None:
    found = [date.fromisoformat(day) for day in days.split()]
    assert say_days(found, date.fromisoformat(after) if after else None) == said


def test_weekdays_follow_one_another() -> None:
    monday = date(2026, 11, 16)
    assert "".join(weekday(monday + timedelta(days=step)) for step in range(7)) == "月火水木金土日"
    assert say_date(monday) == "2026年11月16日(月)"
    assert say_month_day(monday) == "11月16日(月)"


def test_moment_is_nine_hours_ahead_of_greenwich() -> None:
    assert instant(date(2026, 11, 20), time(8, 59)).isoformat() == "2026-11-20T08:59:00+09:00"
    assert instant(date(2026, 11, 20), time(0)).utcoffset() == timedelta(hours=9)
    assert instant(date(2026, 1, 1), time(9)) == datetime.fromisoformat("2026-01-01T00:00:00+00:00")
