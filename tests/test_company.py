"""The list of companies says of each agreement what is true on the day, in one order and one form for all."""

from __future__ import annotations

from datetime import date

import pytest
import staff_cases

from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.source import read_extra
from hub.views.company import CompanyRow, companies_view


def on(day: date) -> Hub:
    files = read_files(staff_cases.SAMPLE)
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(day))
    assert hub is not None, report.text()
    return hub


def rows(hub: Hub) -> list[CompanyRow]:
    return [row for _, group in companies_view(hub).groups for row in group]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2025, 1, 1), ["期間中", "締結の予定"]),
        (date(2026, 3, 31), ["期間中", "締結の予定"]),
        (date(2026, 4, 1), ["改めて締結", "期間中"]),
        (date(2028, 3, 31), ["改めて締結", "期間中"]),
        (date(2028, 4, 1), ["改めて締結", "終了"]),
    ],
)
def test_state_of_an_agreement_is_that_of_the_day(day: date, states: list[str]) -> None:
    funaya = next(row for row in rows(on(day)) if row.address == "/companies/funaya/")
    assert [term.state for term in funaya.terms] == states
    assert [term.span for term in funaya.terms] == ["2024年4月1日–2026年3月31日", "2026年4月1日–2028年3月31日"]


def test_order_is_that_of_readings_whatever_has_been_agreed() -> None:
    hub = on(date(2026, 11, 20))
    for _, group in companies_view(hub).groups:
        readings = [hub.organisations[row.address.split("/")[2]].kana for row in group]
        assert readings == sorted(readings)
