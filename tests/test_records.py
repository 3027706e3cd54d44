"""Records are checked one by one; certain slips are put right and told; each key stands once."""

from __future__ import annotations

from typing import Any

import pytest

from hub.problems import Report
from hub.records import Register, sections, unquoted, validated
from hub.schema.events import EventsFile, Series
from hub.schema.partners import Municipality, PartnersFile
from hub.source import Document, read
from hub.wording import name_of, nearest


def checked(text: str, model: Any = PartnersFile) -> tuple[dict[str, list[Any]], Report, Register]:
    document, problems = read("partners.yaml", text.encode())
    report, register = Report(problems), Register()
    return dict(sections(model, document, report, register)), report, register


def rules_of(report: Report) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.severity, problem.rule) for problem in report.problems]


def test_one_faulty_record_hides_no_other() -> None:
    text = """\
municipalities:
  - {code: "011003", name: 札幌市}
  - {code: "012076", name: 帯広市}
  - {code: "07204", name: いわき市}
"""
    records, report, register = checked(text)
    assert [town.name for town in records["municipalities"]] == ["帯広市"]
    assert rules_of(report) == [(2, "error", "code-check-digit"), (4, "error", "code-length")]
    assert {"011003", "012076", "07204"} <= register.declared("municipalities")


@pytest.mark.parametrize(
    ("section", "key", "meant"),
    [
        ("municipalities", "code: 11002", "011002"),
        ("municipalities", "code: '011003'", "011002"),
        ("municipalities", "code: '01100'", "011002"),
        ("prefectures", "code: '1'", "01"),
        ("organisations", "id: Funa_Ya", "funa-ya"),
    ],
)
def test_those_who_name_a_faulty_record_rightly_are_not_at_fault(section: str, key: str, meant: str) -> None:
    _, report, register = checked(f"{section}:\n  - {key}\n    name: 名\n")
    assert report.errors
    assert meant in register.declared(section)


def test_sections_that_are_not_written_are_empty() -> None:
    records, report, _ = checked("municipalities: []\n")
    assert list(records) == list(PartnersFile.model_fields)
    assert all(found == [] for found in records.values())
    assert report.problems == []


def test_certain_slip_is_put_right_and_told_once() -> None:
    report = Report()
    document = Document("partners.yaml", "")
    raw = {"code": "０１１００２", "name": "札幌市", "confirmed_on": "２０２６年１１月２０日"}
    town = validated(Municipality, document, raw, (), report)
    assert town is not None
    assert (town.code, str(town.confirmed_on)) == ("011002", "2026-11-20")
    assert [(problem.severity, problem.rule) for problem in report.problems] == [
        ("notice", "date-form"),
        ("notice", "full-width"),
    ]
    assert "「２０２６年１１月２０日」" in report.text()


def test_slip_that_leads_to_a_fault_is_told_as_the_fault() -> None:
    report = Report()
    assert validated(Municipality, Document("x"), {"code": "０１１００３", "name": "札幌市"}, (), report) is None
    assert [(problem.severity, problem.rule) for problem in report.problems] == [("error", "code-check-digit")]


def test_single_source_without_a_list_is_put_right_too() -> None:
    report = Report()
    raw = {"id": "ichi", "title": "朝市", "source": "press 「一」"}
    series = validated(Series, Document("x"), raw, (), report)
    assert series is not None
    assert series.source == ("press「一」",)
    assert [problem.severity for problem in report.problems] == ["notice"]


def test_misspelt_key_is_told_once_although_the_right_one_is_missing() -> None:
    _, report, _ = checked("municipalities:\n  - {code: '011002', nmae: 札幌市}\n")
    assert rules_of(report) == [(2, "error", "unknown-key")]
    assert "「name」(名前)ではありませんか。" in report.text()


def test_list_with_faulty_items_is_not_called_empty() -> None:
    text = "events:\n  - id: ichi\n    title: 朝市\n    category: fair\n    status: held\n    source: press\n    occurrences:\n      - starts_on: 昨日\n"
    _, report, _ = checked(text, EventsFile)
    assert rules_of(report) == [(8, "error", "date-form")]


def test_key_stands_once_in_a_section() -> None:
    text = """\
series:
  - {id: ichi, title: 朝市}
  - {id: ichi, title: 夜市}
  - {id: Ichi, title: 夜市}
  - {id: Ichi, title: 夜市}
"""
    records, report, register = checked(text, EventsFile)
    assert [series.title for series in records["series"]] == ["朝市"]
    assert [rule for _, _, rule in rules_of(report)].count("duplicate-key-value") == 2
    assert register.line(("series", "ichi")) == 2


def test_place_of_a_record_is_found_by_line() -> None:
    _, _, register = checked("series:\n  - id: ichi\n    title: 朝市\n  - id: ni\n    title: 夜市\n", EventsFile)
    document = register.documents[0]
    assert register.key_at(document, 3) == ("series", "ichi")
    assert register.key_at(document, 5) == ("series", "ni")
    assert register.key_at(document, 1) is None


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("code: 011002", True),
        ("code: 131032", True),
        ('code: "011002"', False),
        ("prefecture: 01", True),
        ("participants: [072044]", True),
        ("opens: 9:30", True),
        ('opens: "09:30"', False),
        ("years: [2017]", False),
        ("count: 82", False),
        ("value: 972673", False),
        ("phone: 03-3578-2509", False),
    ],
)
def test_codes_and_times_want_quotes(line: str, is_told: bool) -> None:
    document, problems = read("x.yaml", f"records:\n  - name: 札幌市\n    {line}\n".encode())
    assert problems == []
    found = list(unquoted(document))
    assert bool(found) == is_told
    assert all("札幌市" in problem.message and problem.severity == "notice" for problem in found)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ({"name": "札幌市", "title": "題"}, "「札幌市」"),
        ({"title": " 朝\n市 "}, "「朝 市」"),
        ({"name": "", "id": "ichi"}, "「ichi」"),
        ({"name": ["一"], "code": "011002"}, "「011002」"),
        ({}, "この記録"),
        ("文", "この記録"),
        (None, "この記録"),
    ],
)
def test_record_is_called_by_what_it_has(raw: Any, name: str) -> None:
    assert name_of(raw) == name


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("starts-on", "starts_on"),
        ("startson", "starts_on"),
        ("source_", "source"),
        ("latitude", ""),
        ("x" * 100_000, ""),
        ("", ""),
    ],
)
def test_nearest_word_is_really_near(word: str, near: str) -> None:
    assert nearest(word, ("id", "title", "starts_on", "source")) == near


def test_fields_of_records_lie_where_python_finds_them_at_once() -> None:
    """With a `__getattr__` in the way each look at a field takes three times as long."""
    series = Series.model_validate({"id": "fair", "title": "物産展"})
    assert all("__getattr__" not in vars(kind) for kind in Series.__mro__)
    with pytest.raises(AttributeError, match="titel"):
        _ = series.titel  # type: ignore[attr-defined]
