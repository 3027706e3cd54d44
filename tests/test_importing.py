"""Tables from spreadsheets: what is certain is taken, what is not is told, and our own tables come back unchanged."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
import staff_cases as cases

from hub.editing.columns import HEADINGS
from hub.editing.desk import Desk
from hub.editing.exporting import exported
from hub.editing.importing import Plan, plan
from hub.editing.sheet import CannotEditError
from hub.editing.spreadsheets import as_csv, as_xlsx, read_rows
from hub.tables import events_csv


@cache
def files(whose: Callable[[], Desk]) -> dict[str, bytes]:
    return dict(exported(whose().hub))


def taken(rows: list[list[str]], **defaults: str) -> Plan:
    return plan(cases.sample(), rows, {"source": "mihon-2026", "category": "物産展"} | defaults)


# ── our own tables


@pytest.mark.parametrize("whose", [cases.real, cases.sample])
@pytest.mark.parametrize("name", ["hub.xlsx", "events.csv", "131032_event.csv"])
def test_exported_events_come_back_without_a_change(whose: Callable[[], Desk], name: str) -> None:
    """The 79 columns of the national list too."""
    hub = whose().hub
    raw = events_csv(hub) if name.endswith("_event.csv") else files(whose)[name]
    found = plan(whose(), read_rows(name, raw))
    assert (found.added, found.changed, found.doubtful, found.repaired, found.unread) == ([], [], [], [], [])
    assert found.same == len(hub.events)
    assert found.desk.files == whose().files


def test_cell_changed_in_the_spreadsheet_changes_that_value_alone() -> None:
    rows = read_rows("events.csv", files(cases.sample)["events.csv"])
    line = next(row for row in rows if row[0] == "hashi-2026.2026-11-20")
    line[HEADINGS.index("料金")] = "無料(飲食は有料)"
    line[HEADINGS.index("開始時刻")] = "９時"
    found = plan(cases.sample(), rows)
    old, new = (one.files["events.yaml"].decode().split("\n") for one in (cases.sample(), found.desk))
    said = "開始時刻「12:00」→「09:00」、料金「無料」→「無料(飲食は有料)」"
    assert found.changed == [f"橋まつり二〇二六(hashi-2026): {said}"]
    assert [line for line in difflib.ndiff(old, new) if line[0] in "+-"] == [
        '-         opens: "12:00"',
        '+         opens: "09:00"',
        "-     fee: 無料",
        "+     fee: 無料(飲食は有料)",
        "-     updated_on: 2026-11-15",
        "+     updated_on: 2026-11-20",
        '-     sequence: "2"',
        '+     sequence: "3"',
    ]


def test_rows_that_disagree_about_the_whole_event_are_not_taken() -> None:
    rows = read_rows("events.csv", files(cases.sample)["events.csv"])
    mine = [row for row in rows if row[0].startswith("hashi-2026.")]
    mine[0][HEADINGS.index("料金")], mine[1][HEADINGS.index("料金")] = "100円", "200円"
    found = plan(cases.sample(), rows)
    assert found.changed == []
    assert "料金が、行によって違います。" in found.doubtful[0]


def test_every_exported_cell_is_text_that_no_spreadsheet_runs() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(files(cases.sample)["hub.xlsx"])).worksheets:
        assert all(
            cell.data_type in {"s", "n"} and (cell.value is None or isinstance(cell.value, str))
            for row in sheet
            for cell in row
        )
    assert as_csv(["題名"], [["=1+1"], ["'a"]]).decode("utf-8-sig") == "題名\r\n'=1+1\r\n''a\r\n"
    assert read_rows("a.csv", as_csv(["題名"], [["=1+1"], ["'a"]])) == [["題名"], ["=1+1"], ["'a"]]
    assert read_rows("a.xlsx", as_xlsx([("催し", ["題名"], [["=1+1"], ["012"]])])) == [["題名"], ["=1+1"], ["012"]]


# ── tables of others


def test_messy_spreadsheet_is_understood_where_it_is_certain() -> None:
    found = cases.messy()
    assert found.text() == cases.accepted("messy"), "If it is better so: make bless"
    events = found.desk.hub.events
    two_days = events["fair-2026-12-19"].occurrences[0]
    assert events["hashi-2026-2"].participants == ("072087", "142107")
    assert (str(two_days.starts_on), str(two_days.ends_on)) == ("2026-12-19", "2026-12-20")
    assert f"{two_days.closes:%H:%M}" == "15:30"
    assert not found.desk.report.errors


def test_rows_of_one_title_are_one_event() -> None:
    found = taken([["題名", "始まる日"], ["市", "2026-12-05"], ["市", "2026-12-12"], ["別の市", "2026-12-12"]])
    assert [len(found.desk.hub.events[name].occurrences) for name in ("fair-2026-12-05", "fair-2026-12-12")] == [2, 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_csv_is_read_in_any_common_encoding(encoding: str) -> None:
    raw = "題名,開始日\r\n夕市,2026-12-05\r\n".encode(encoding)
    assert read_rows("a.csv", raw) == [["題名", "開始日"], ["夕市", "2026-12-05"]]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    return out.getvalue()


def _laughs() -> bytes:
    raw = cases.book(["題名", "開始日"], ["夕市", "2026-12-05"])
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                text = (
                    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><workbook>&a8;</workbook>'.encode()
                )
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04broken", "表として開けません"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 20, "古い形(.xls)"),
        (b"\x81\xff\xff\x00", "文字が読めません"),
        (b"a" * (10 * 1024 * 1024 + 1), "10MBを超えています"),
        ("題名\n".encode() + b"a\n" * 5001, "5000行を超えています"),
        (b"\x00" * 10, "make export"),
    ],
)
def test_file_that_is_no_table_is_refused_in_words(raw: bytes, said: str) -> None:
    with pytest.raises(CannotEditError, match=re.escape(said)):
        taken(read_rows("a", raw))


@pytest.mark.parametrize("make", [_bomb, _laughs])
def test_file_that_blows_up_is_refused(make: Any) -> None:
    with pytest.raises(CannotEditError, match=r"表が大きすぎます|表として開けません"):
        read_rows("a.xlsx", make())


def test_table_without_a_heading_is_refused_with_a_template() -> None:
    with pytest.raises(CannotEditError, match="make export"):
        taken([["夕市", "2026-12-05"]])


def test_end_of_a_span_takes_year_and_month_from_its_beginning() -> None:
    found = taken(
        [
            ["催し名", "開催日"],
            ["夕市", "令和８年１２月１２日（土）～１３日（日）"],
            ["夜市", "2026年12月26日〜27日"],
            ["宵市", "令和9年2月28日から3月1日"],
        ]
    )
    ends = {event.title: str(event.occurrences[0].ends_on) for event in found.desk.hub.events.values()}
    assert [ends[title] for title in ("夕市", "夜市", "宵市")] == ["2026-12-13", "2026-12-27", "2027-03-01"]


def test_table_that_was_taken_is_known_when_it_comes_again() -> None:
    rows = [
        ["催し名", "開催日", "時間", "場所", "参加自治体"],
        ["夕市（第２回）", "令和８年１２月１２日（土）～１３日（日）", "１０時～", "新橋SL広場", "喜多方市"],
        ["夜市", "R8.12.26", "午後１時", "", ""],
        ["蛍", "令和９年６月上旬", "", "", ""],
    ]
    defaults = {"source": "mihon-2026", "category": "物産展"}
    again = plan(plan(cases.sample(), rows, defaults).desk, rows, defaults)
    assert (again.added, again.changed, again.doubtful, again.same) == ([], [], [], 3)


def test_heading_that_is_not_understood_is_named() -> None:
    with pytest.raises(
        CannotEditError,
        match="2行目を見出しの行と見ましたが、「始まる日」の列がありません。分からなかった見出しは「いつ」です。",
    ):
        taken([["予定表"], ["行事名", "いつ", "会場"], ["夕市", "2026-12-05", "橋"]])


def test_hostile_cells_become_text_and_nothing_else() -> None:
    rows = [
        ["題名", "始まる日", "説明"],
        ["'=HYPERLINK(1)", "2026-12-05", "a: b\n# c\n- d\n\x00\u202e"],
        ["- x: [", "2026-12-06", "{{ x }}"],
    ]
    found = plan(
        cases.sample(), read_rows("a.csv", as_csv(*[rows[0]], rows[1:])), {"source": "mihon-2026", "category": "fair"}
    )
    assert not found.doubtful
    added = [event for key, event in found.desk.hub.events.items() if key not in cases.sample().hub.events]
    assert [event.title for event in added] == ["'=HYPERLINK(1)", "- x: ["]
    assert added[0].summary == "a: b\n# c\n- d"
    assert not found.desk.report.errors
