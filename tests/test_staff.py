"""The staff's commands as they are run: what they write, what they leave, and that no value reaches a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import staff_cases as cases

pytestmark = pytest.mark.site

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented ward's data, without the machinery."""
    return Path(shutil.copytree(cases.SAMPLE, tmp_path / "data", dirs_exist_ok=True))


def run(folder: Path, command: str, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **given, "HUB_TODAY": "2026-11-20"}
    program = [sys.executable, str(ROOT / "hooks" / "staff.py"), command, *given]
    return subprocess.run(
        program, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_event_is_put_in_from_answers_that_look_like_commands(folder: Path) -> None:
    hostile = '夕市 "$(touch pwned)" `id`; rm -rf . # {{ x }}'
    done = run(folder, "new-event", TITLE=hostile, DATE="令和8年12月12日", CATEGORY="物産展", SOURCE="mihon-2026")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("を足しました(id: fair-2026-12-12)。\n")
    assert "$(touch pwned)" in (folder / "events.yaml").read_text("utf-8")
    assert not (folder / "pwned").exists()


def test_event_is_called_off_and_a_town_put_in(folder: Path) -> None:
    assert run(folder, "cancel", EVENT="moji-2026").returncode in {0, 1}
    done = run(folder, "new-partner", NAME="札幌市")
    assert (done.returncode, done.stdout) == (0, "北海道札幌市(011002)を足しました。\n")


@pytest.mark.parametrize(
    ("command", "given", "said"),
    [
        ("new-event", {"TITLE": "夕市"}, "次の項目を書いてください: DATE(例: 2026-12-05)、SOURCE("),
        ("new-partner", {}, "次の項目を書いてください: CODE("),
        ("cancel", {"EVENT": "nothing"}, "「nothing」という催しがありません。"),
        ("import", {"FILE": "nothing.xlsx"}, "表のファイル「nothing.xlsx」がありません。"),
        ("no-such", {}, "「no-such」という命令はありません。"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    folder: Path, command: str, given: dict[str, str], said: str
) -> None:
    before = texts(folder)
    done = run(folder, command, **given)
    assert done.returncode in {1, 2}
    assert done.stdout.startswith(said)
    assert (done.stderr, texts(folder)) == ("", before)


def test_table_is_shown_first_and_written_only_when_asked(folder: Path) -> None:
    (folder / "催し.csv").write_text("題名,始まる日\n夕市,2026-12-12\n", "utf-8")
    before = texts(folder)
    given = {"FILE": "催し.csv", "SOURCE": "mihon-2026", "CATEGORY": "物産展"}
    shown = run(folder, "import", **given)
    assert "足す: 1件\n  ・2026年12月12日(土) 夕市(fair-2026-12-12)" in shown.stdout
    assert "まだ書き込んでいません。" in shown.stdout
    assert texts(folder) == before
    assert "書き込みました。" in run(folder, "import", **given, WRITE="1").stdout
    assert "変わらないもの: 1件" in run(folder, "import", **given, WRITE="1").stdout


def test_files_are_put_in_order_and_exported(folder: Path) -> None:
    assert run(folder, "fmt-data").stdout == "partners.yaml: 整えました。\nevents.yaml: 整えました。\n"
    assert run(folder, "fmt-data").stdout == "partners.yaml: 整っています。\nevents.yaml: 整っています。\n"
    assert run(folder, "export").returncode == 0
    assert {path.name for path in (folder / "export").iterdir()} == {
        "hub.xlsx",
        "events.csv",
        "partners.csv",
        "agreements.csv",
    }


def test_make_hands_over_names_and_never_values() -> None:
    command = ["make", "-n", "--no-print-directory", "new-event", "TITLE='; touch pwned; `id`", "DATE=2026-12-12"]
    shown = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "NOTE": "x"}
    )
    assert shown.stdout.split()[-4:] == ["hooks/staff.py", "new-event", "TITLE", "DATE"]
    assert "pwned" not in shown.stdout
