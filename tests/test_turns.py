"""Runs with cancelled days, several venues, and how all of it is said."""

from __future__ import annotations

from typing import Any

import pytest

from hub.identity import occurrence_ids
from hub.schema.events import Event
from hub.turns import as_held, is_at_several_venues, turn_count
from hub.views.when import event_when


def event(*occurrences: dict[str, Any], **more: Any) -> Event:
    record = {"id": "ichi", "title": "市", "category": "fair", "status": "scheduled", "source": ["mihon-2026"]}
    return as_held(Event.model_validate({**record, **more, "occurrences": occurrences}))


def pieces(occurrence: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    found = event(occurrence).occurrences
    return [(str(one.starts_on), str(one.ends_on or ""), one.days, one.status or "") for one in found]


def test_run_falls_into_pieces_at_its_cancelled_days() -> None:
    run = {"starts_on": "2024-03-02", "ends_on": "2024-03-08", "cancelled_on": ["2024-03-05"]}
    assert pieces(run) == [
        ("2024-03-02", "2024-03-04", "all", ""),
        ("2024-03-05", "", "all", "cancelled"),
        ("2024-03-06", "2024-03-08", "all", ""),
    ]


def test_weekdays_cancelled_around_a_weekend_are_one_piece() -> None:
    run = {"starts_on": "2024-03-01", "ends_on": "2024-03-08", "days": "weekdays"}
    assert pieces({**run, "cancelled_on": ["2024-03-01", "2024-03-04"]}) == [
        ("2024-03-01", "2024-03-04", "weekdays", "cancelled"),
        ("2024-03-05", "2024-03-08", "weekdays", ""),
    ]


def test_what_is_said_of_the_run_holds_for_every_piece() -> None:
    run = {"starts_on": "2024-03-02", "ends_on": "2024-03-08", "opens": "10:00", "title": "題", "note": "注"}
    found = event({**run, "cancelled_on": ["2024-03-08"]}).occurrences
    assert [(str(one.opens), one.title, one.note) for one in found] == [("10:00:00", "題", "注")] * 2


def test_broken_run_counts_once_and_keeps_its_name() -> None:
    run = {"starts_on": "2024-03-02", "ends_on": "2024-03-08"}
    broken = event({**run, "cancelled_on": ["2024-03-05"]})
    assert turn_count(broken) == 1
    assert list(occurrence_ids(broken)) == ["ichi.2024-03-02", "ichi.2024-03-05", "ichi.2024-03-06"]
    assert next(occurrence_ids(event(run))) == "ichi.2024-03-02"


def test_who_takes_part_on_one_day_takes_part() -> None:
    found = event({"starts_on": "2024-03-02", "participants": ["b", "a"]}, participants=["a"])
    assert found.participants == ("a", "b")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"venue": {"name": "駅"}}, {}, True),
        ({"venue": {"name": "駅"}}, {"venue": {"name": "駅", "address": "港町1"}}, False),
        ({"venue": {"name": "駅"}}, {"starts_on": "2024-03-03"}, False),
    ],
)
def test_two_places_on_one_day_make_a_timetable(first: Any, second: Any, expected: bool) -> None:
    day = {"starts_on": "2024-03-02"}
    assert is_at_several_venues(event(day | first, day | second)) is expected


RUN = {"starts_on": "2024-03-02", "ends_on": "2024-03-08", "opens": "10:00", "closes": "16:00"}


@pytest.mark.parametrize(
    ("occurrences", "said"),
    [
        ([RUN], "2024年3月2日(土)〜8日(金) 10:00–16:00"),
        (
            [RUN | {"cancelled_on": ["2024-03-07", "2024-03-08"]}],
            "2024年3月2日(土)〜8日(金) 10:00–16:00、7日(木)・8日(金)は中止",
        ),
        (
            [RUN | {"days": "weekdays", "cancelled_on": ["2024-03-04"]}],
            "2024年3月2日(土)〜8日(金)(土日祝日を除く) 10:00–16:00、4日(月)は中止",
        ),
        (
            [{"starts_on": day} for day in ("2023-05-27", "2023-05-28", "2023-07-22")],
            "2023年5月27日(土)・28日(日)、7月22日(土)",
        ),
        (
            [{"starts_on": "2024-03-02"}, {"starts_on": "2024-03-03", "status": "cancelled"}],
            "2024年3月2日(土)・3日(日)、3日(日)は中止",
        ),
        ([{"starts_on": "2024-03-02"}, {"starts_on": "2024-05"}], "2024年3月2日(土)〜2024年5月"),
    ],
)
def test_days_are_said_as_people_write_them(occurrences: list[dict[str, Any]], said: str) -> None:
    assert event_when(event(*occurrences)) == said


def test_day_that_stands_at_another_place_is_not_said_to_be_cancelled() -> None:
    day = {"starts_on": "2024-03-02"}
    assert "中止" not in event_when(event(day | {"status": "cancelled"}, day | {"venue": {"name": "駅"}}))
