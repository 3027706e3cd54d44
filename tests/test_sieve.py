"""By what lists of events can be narrowed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bless import SAMPLE
from in_memory import hub_of

from hub.calendar_json import calendar_json
from hub.model import Hub
from hub.schema.events import Event
from hub.views.events import events_view
from hub.views.sieve import marks_of, sieves


def sample() -> Hub:
    return hub_of(SAMPLE)


def marks(**more: Any) -> set[str]:
    record = {"id": "ichi", "title": "市", "category": "fair", "status": "held", "source": ["mihon-2026"]}
    fields = {**record, "occurrences": [{"starts_on": "2024-03-02"}], **more}
    return set(marks_of(sample(), Event.model_validate(fields)).split())


def test_what_is_not_told_has_no_mark() -> None:
    assert marks() == {"kind:fair"}


@pytest.mark.parametrize(
    ("fee", "mark"),
    [
        ("無料", "free"),
        ("入場無料", "free"),
        ("無料(飲食は有料)", "free"),
        ("1人2,700円(予定)", "paid"),
        ("有料", "paid"),
        ("実費", ""),
    ],
)
def test_fee_is_free_or_paid_where_it_is_told(fee: str, mark: str) -> None:
    assert marks(fee=fee) - {"kind:fair"} == ({f"fee:{mark}"} if mark else set())


def test_fee_of_one_day_counts() -> None:
    assert "fee:paid" in marks(occurrences=[{"starts_on": "2024-03-02", "fee": "550円"}])


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        ("どなたでも", {"for:anyone"}),
        ("芝浦港南地区の小学4〜6年生", {"for:children"}),
        ("区内在住・在勤の親子", {"for:children", "for:residents"}),
        ("事業者", set()),
    ],
)
def test_audience_by_its_words(audience: str, found: set[str]) -> None:
    assert marks(audience=audience) - {"kind:fair"} == found


def test_event_has_the_regions_of_all_who_take_part() -> None:
    assert {"region:tohoku", "region:kanto"} <= set(marks_of(sample(), sample().events["meguri-2026"]).split())


def test_only_conditions_that_fit_something_are_offered() -> None:
    found = sieves(sample(), ["kind:fair fee:free", "kind:marche"])
    assert [(one.key, one.choices) for one in found] == [
        ("kind", (("fair", "物産展"), ("marche", "マルシェ"))),
        ("fee", (("free", "無料"),)),
    ]


def test_list_and_calendar_bear_the_same_marks() -> None:
    rows = {row.address: row.marks for row in events_view(sample()).coming}
    told = {f"/events/{one['id']}/": one["marks"] for one in json.loads(calendar_json(sample()))["events"]}
    assert rows
    assert all(told[address] == text for address, text in rows.items() if address in told)
