"""The report on GitHub, for programs and in the browser says what the terminal says, and nothing in it can act."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import problem_cases as cases
import pytest

from hub.problems import Problem, Report
from hub.reporting import as_annotations, as_json, as_markdown, as_rows

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "@港区 [押す](https://evil.example) ![](x) <img src=x> `code` | **太** $x$ #1 https://evil.example \n## 見出し"
)


def fault(number: int, severity: str = "error", **changes: str) -> Problem:
    whole = {"path": "events.yaml", "rule": "tab", "message": "何か。", "remedy": "直す。", "excerpt": "x"}
    return Problem(line=number, severity=severity, **(whole | changes))  # type: ignore[arg-type]


def test_first_ten_of_each_severity_stand_on_their_lines() -> None:
    report = Report([*(fault(n) for n in range(1, 15)), *(fault(n, "notice") for n in range(1, 12))])
    lines = list(as_annotations(report))
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 11 + ["::notice"] * 11
    assert lines[10] == "::error title=エラー::ほかにも4件あります。全部の一覧は、この確認の「Summary」にあります。"
    assert "ほかにも1件" in lines[21]


def test_table_holds_every_problem_with_a_link_to_its_line() -> None:
    text = as_markdown(Report([fault(3), fault(4, "notice")]), lambda problem: f"https://g.example/#L{problem.line}")
    assert "エラー 1件、お知らせ 1件" in text.replace("&#20214;", "件")
    assert "| エラー | [events&#46;yaml 3行目](https://g.example/#L3) | 何か。<br><code>x</code> | 直す。 |" in text


def test_nothing_that_staff_wrote_becomes_markup_link_or_mention() -> None:
    problem = fault(3, message=HOSTILE, remedy=HOSTILE, excerpt=HOSTILE, path="a|b](x).md")
    text = as_markdown(Report([problem]), lambda _: "")
    row = text.splitlines()[-1]
    assert row.count("|") == 5
    inner = re.sub(r"<br><code>|</code>|&#[0-9]+;", "", row)
    assert not set("@[]()<>`*$#!:/_") & set(inner)


def test_long_report_is_cut_and_says_so() -> None:
    text = as_markdown(Report([fault(n) for n in range(1, 700)]), lambda _: "")
    assert text.count("| エラー |") == 500
    assert text.endswith("ほかにも199件あります。上から順に直して、もう一度確かめてください。\n")


def test_programs_get_every_problem_with_its_text() -> None:
    read = json.loads(as_json(Report([fault(3), fault(4, "notice")])))
    assert (read["errors"], read["notices"], read["is_complete"]) == (1, 1, True)
    assert read["problems"][0]["text"].startswith("events.yaml:3: エラー: 何か。 [tab]")


def test_page_shows_errors_before_notices() -> None:
    rows = as_rows(Report([fault(1, "notice"), fault(2)]))
    assert [row.word for row in rows] == ["エラー", "お知らせ"]
    assert rows[0].place == "events.yaml 2行目"


@pytest.mark.site
@pytest.mark.parametrize("name", ["several-faults-at-once", "sound"])
def test_check_tells_github_and_programs(tmp_path: Path, name: str) -> None:
    for path, raw in cases.files(name).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    summary = tmp_path / "summary.md"
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "minato/hub",
        "GITHUB_SHA": "abc",
        "HUB_TODAY": "2026-11-20",
    }
    program = [sys.executable, str(ROOT / "hooks" / "check.py"), str(tmp_path)]
    done = subprocess.run(program, env={**os.environ, **github}, capture_output=True, text=True, check=False)
    told = subprocess.run(
        [*program, "--json"], env={**os.environ, **github}, capture_output=True, text=True, check=False
    )
    count = json.loads(told.stdout)["errors"]
    assert done.returncode == told.returncode == (1 if count else 0)
    assert done.stdout.count("::error file=") == min(count, 10)
    assert ("https://github.example/minato/hub/blob/abc/partners.yaml#L" in summary.read_text("utf-8")) == bool(count)
    assert ("直すところは、ありません。" in summary.read_text("utf-8")) == (not count)
