"""YAML is read as text with its lines; what could harm is refused at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hub.problems import Problem
from hub.source import Document, compose, read, read_config, read_extra
from hub.source.decoding import MAX_OF_A_KIND, Lines, decode

HOOKS = Path(__file__).parents[1] / "hooks"

TEXT = """\
# 説明
events:
  - id: ichi
    title: 朝市
    occurrences:
      - starts_on: 2026-12-06
        opens: "10:00"
      - starts_on: 2026-12-13
  - {id: ni, title: 夜市}
series: []
"""


def data_of(text: str) -> Any:
    document, problems = read("events.yaml", text.encode())
    assert not problems, [problem.text() for problem in problems]
    return document.data


def rules_of(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in read("events.yaml", text.encode())[1]]


# ── what is read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("011002", "011002"),
        ("10:30", "10:30"),
        ("no", "no"),
        ("2024-03-02", "2024-03-02"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".5", ".5"),
        ("<<", "<<"),
        ("'null'", "null"),
        ("|\n  一行目\n  二行目\n", "一行目\n二行目\n"),
        (">\n  一行目\n  二行目\n", "一行目 二行目\n"),
        ('"一\\u3042"', "一あ"),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
    ],
)
def test_every_scalar_is_text(written: str, value: Any) -> None:
    assert data_of(f"key: {written}\n") == {"key": value}


@pytest.mark.parametrize("written", ["", '""', "~", "null", "NULL"])
def test_empty_key_is_as_good_as_not_written(written: str) -> None:
    assert data_of(f"key: {written}\nother: 1\n") == {"other": "1"}


def test_first_dashes_are_allowed() -> None:
    assert data_of("---\nkey: value\n") == {"key": "value"}


def test_value_may_go_on_to_the_next_line() -> None:
    assert data_of("key: 一\n  https://example.jp/ を見る\nother: 二\n")["key"] == "一 https://example.jp/ を見る"


def test_telephone_in_a_text_is_no_key() -> None:
    assert data_of("key: 申込みは\n  TEL：03-0000-0000\n") == {"key": "申込みは TEL：03-0000-0000"}


# ── where it stands


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        ((), 1),
        (("events",), 2),
        (("events", 0), 3),
        (("events", 0, "title"), 4),
        (("events", 0, "occurrences", 0, "opens"), 7),
        (("events", 0, "occurrences", 1, "starts_on"), 8),
        (("events", 1, "title"), 9),
        (("series",), 10),
        # なければ、いちばん近い外がわ
        (("events", 0, "venue", "name"), 3),
        (("events", 0, "occurrences", 5), 5),
        (("events", 7), 2),
        (("nothing",), 1),
    ],
)
def test_line_of_a_value_is_that_of_its_key(loc: tuple[str | int, ...], line: int) -> None:
    document, _ = read("events.yaml", TEXT.encode())
    assert document.line(loc) == line


def test_records_know_their_lines() -> None:
    document, _ = read("events.yaml", TEXT.encode())
    assert document.record_lines == {("events", 0): 3, ("events", 1): 9}
    assert [document.record_at(line) for line in (1, 3, 8, 9)] == [None, ("events", 0), ("events", 0), ("events", 1)]


def test_front_matter_keeps_the_lines_of_the_page() -> None:
    document = Document("page.md", "---\ntitle: 一\nlead: 二\n---\n\n本文\n", "---\ntitle: 一\nlead: 二\n")
    assert compose(document) == []
    assert document.line(("lead",)) == 3
    assert document.problem(6, "rule", "何か。", "直す。").excerpt == "本文"


def test_lines_are_counted_as_editors_do() -> None:
    lines = Lines("一\n\n三\n")
    assert [lines.number(position) for position in (0, 1, 2, 3, 4)] == [1, 1, 2, 3, 3]
    assert (lines.whole(3), lines.whole(0), lines.whole(9)) == ("三", "", "")


def test_excerpt_is_short_and_shows_what_cannot_be_seen() -> None:
    lines = Lines("　 \u00a0key: " + "長" * 500)
    assert lines.shown(1).startswith("□ □key: 長")
    assert len(lines.shown(1)) == 120


# ── what is refused (the words: tests/problems/)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 1\na: 2\n", [(3, "duplicate-key")]),
        ("a:\n  b: 1\n  b: 2\nc: {d: 1, d: 2}\n", [(3, "duplicate-key"), (4, "duplicate-key")]),
        ("a: &x 1\nb: *x\nc: !!int 3\n", [(1, "anchor"), (2, "anchor"), (3, "tag")]),
        ("<<: {a: 1}\n", []),
        ("? [a]\n: b\nc: d\n", [(1, "key-form")]),
        ("a: b\n...\n---\nc: d\n", [(3, "second-document")]),
        ("- a\n", [(1, "file-form")]),
        ("ただの文\n", [(1, "file-form")]),
        ("key:value\n", [(1, "colon-space")]),
        ("# だけ\n", [(0, "file-empty")]),
        ("a: [b\n", [(1, "yaml-syntax")]),
        ("a: b\n\tc: d\n", [(2, "tab")]),
        (
            "<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n",
            [(1, "conflict-marker"), (4, "conflict-marker")],
        ),
    ],
)
def test_fault_is_told_at_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert rules_of(text) == found


def test_many_faults_of_a_kind_are_counted() -> None:
    _, problems = read("events.yaml", b"a: 1\n\tb: 2\n" * 500)
    assert len(problems) == MAX_OF_A_KIND + 1
    assert "ほかにも400か所あります" in problems[-1].text()


@pytest.mark.parametrize(("brackets", "is_fine"), [(18, True), (19, True), (20, False), (21, False)])
def test_nesting_ends_at_twenty(brackets: int, is_fine: bool) -> None:
    _, problems = read("events.yaml", f"a: {'[' * brackets}{']' * brackets}".encode())
    assert (not problems) == is_fine


def test_row_of_equals_in_a_page_is_a_heading() -> None:
    assert decode("page.md", b"heading\n=======\n", is_yaml=False) == ("heading\n=======\n", [])
    assert [problem.rule for problem in decode("events.yaml", b"a: b\n=======\n")[1]] == ["conflict-marker"]


def test_signs_of_names_are_left_alone() -> None:
    text = "葛\U000e0100城市 👨\u200d👩\u200d👧 é"
    assert decode("page.md", text.encode()) == (text, [])


HARM = {
    "more than 64 MB": "b'a: ' + b'x' * (64 * 1024 * 1024)",
    "100,000 brackets": "b'a: ' + b'[' * 100_000",
    "100,000 braces": "b'a: ' + b'{a: ' * 100_000",
    "100,000 dashes": "b'a:\\n ' + b'- ' * 100_000",
    "100,000 question marks": "b'? ' * 100_000",
    "3,000 steps of indent": "b''.join(b' ' * step + b'a:\\n' for step in range(3000))",
    "a billion laughs": "b'a: &a [x]\\n' + b''.join(b'%c: &%c [*%c, *%c]\\n' % (i, i, i - 1, i - 1) for i in range(98, 123))",
    "a million of the same alias": "b'a: &a [x, x, x]\\nb: [' + b'*a, ' * 1_000_000 + b']'",
    "half a million tabs": "b'\\ta: b\\nc: d\\n' * 500_000",
}

MEASURE = """
import json, pathlib, re, resource, sys, time
sys.path.insert(0, sys.argv[1])
from hub.source import read
raw = eval(sys.argv[2])
start = time.process_time()
problems = read("events.yaml", raw)[1]
seconds = time.process_time() - start
status = pathlib.Path("/proc/self/status")
# ru_maxrss counts what stood before exec as well: the whole test run.
peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
memory = int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "memory": memory, "rules": sorted({problem.rule for problem in problems})}))
"""


@pytest.mark.parametrize("name", HARM)
def test_harm_is_refused_within_two_seconds_and_200_mb(name: str) -> None:
    command = [sys.executable, "-c", MEASURE, str(HOOKS), HARM[name]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    found = json.loads(done.stdout)
    assert found["rules"]
    assert found["seconds"] < 2
    assert found["memory"] < 200 * 1024


# ── MkDocs' own configuration


def test_settings_may_use_tags_and_aliases() -> None:
    raw = b"site_url: !ENV [URL, '']\nplugins: &p [a]\nothers: *p\nextra:\n  name: x\n  list: *p\n"
    document, problems = read_config(raw)
    assert problems == []
    assert read_extra(raw) == {"name": "x"}
    assert document.line(("extra", "name")) == 5


@pytest.mark.parametrize(
    "raw", [b"", b"extra", b"- extra", b"extra: &a [*a]", b"a: [", b"\xff\xfe", b"[" * 1000, b"extra: ~"]
)
def test_settings_of_any_form_are_read(raw: bytes) -> None:
    assert read_extra(raw) in ({}, [""])


def test_key_of_the_settings_that_stands_twice_is_told() -> None:
    _, problems = read_config(b"extra:\n  name: a\n  name: b\n")
    assert [(problem.line, problem.rule) for problem in problems] == [(3, "duplicate-key")]
    assert isinstance(problems[0], Problem)
