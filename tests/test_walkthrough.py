"""A day of a member of staff who does what the guide and the messages say, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import problem_cases as cases
import pytest
import staff_cases
from test_staff import run

from hub.loading import load
from hub.source import read_extra

# What is written in place of what, and the words of the report from which one knows it; round by round.
MENDS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("- id: Ichi-2026", "- id: ichi-2026", "「ichi-2026」ではありませんか"),
        ("category: fiar", "category: fair", "「fair」ではありませんか"),
        ("- starts_on: 2026-11-31", "- starts_on: 2026-11-30", "2026年11月に31日はありません"),
        ('opens: "24:00"', 'opens: "00:00"', '翌日の "00:00" と書いてください'),
        ("titel: 宵の市", "title: 宵の市", "「title」(題名)ではありませんか"),
        ("2026-12-05(日)", "2026-12-05", "曜日は書かなくてかまいません"),
        ("url: yoi.example.jp/", "url: https://yoi.example.jp/", "「https://yoi.example.jp/」ではありませんか"),
        ('code: "11002"', 'code: "011002"', '「"011002"」ではありませんか'),
        ("name: いはき市", "name: いわき市", "「いわき市」ではありませんか"),
    ),
    (
        ('- "72044"', '- "072044"', '「"072044"」と、引用符で囲んで書いてください'),
        ("source: presss", "source: press", "「press」ではありませんか"),
        ('closes: "10:00"', 'closes: "16:00"', "どちらかを直してください"),
    ),
)


def reported(files: dict[str, bytes]) -> str:
    return load(files, read_extra(files["mkdocs.yml"]), staff_cases.TODAY)[1].text()


def test_file_with_twelve_faults_is_mended_from_the_messages_alone() -> None:
    files = cases.files("ten-different-faults")
    for mends in MENDS:
        said = reported(files)
        assert said.count(": エラー: ") == len(mends)
        for old, new, words in mends:
            assert words in said
            path = next(path for path in ("events.yaml", "partners.yaml") if old.encode() in files[path])
            files[path] = files[path].replace(old.encode(), new.encode(), 1)
    assert "エラー 0件" in reported(files)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    home = Path(shutil.copytree(staff_cases.SAMPLE, tmp_path / "data"))
    _git(home, "init", "-q", "-b", "main")
    _commit(home, "はじめ")
    return home


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=職員", "-c", "user.email=shokuin@mihon.example")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", message)


def test_market_is_called_off_and_nothing_else_changes(repository: Path) -> None:
    run(repository, "cancel", EVENT="三つの橋めぐり市", DATE="2026-12-10", NOTE="荒天のため")
    stat = _git(repository, "diff", "--numstat")
    assert stat.split()[2] == "events.yaml"
    assert len(stat.splitlines()) == 1
    said = run(repository, "diff", BASE="main").stdout
    assert "中止: 催し 2件" in said
    assert "追加: " not in said
    assert "削除: " not in said


def test_town_is_added_with_two_lines(repository: Path) -> None:
    path = repository / "partners.yaml"
    text = path.read_text("utf-8")
    at = text.index('  - code: "022021"')
    path.write_text(f'{text[:at]}  - code: "011002"\n    name: 札幌市\n{text[at:]}', "utf-8")
    said = run(repository, "diff", BASE="main").stdout
    assert "追加: まち・団体 1件\n\n- 「札幌市」" in said


def test_folder_that_is_named_as_the_base_is_not_taken_for_it(repository: Path) -> None:
    run(repository, "cancel", EVENT="meguri-2026")
    shutil.copytree(repository, repository / "main", ignore=shutil.ignore_patterns(".git"))
    assert run(repository, "diff", BASE="main").stdout.startswith("中止: ")


def test_mistake_is_taken_back(repository: Path) -> None:
    before = {path.name: path.read_bytes() for path in repository.glob("*.yaml")}
    run(repository, "cancel", EVENT="meguri-2026")
    _commit(repository, "まちがって中止にした")
    assert run(repository, "diff", BASE="HEAD~1").stdout.startswith("中止: ")
    _git(repository, "revert", "--no-edit", "HEAD")
    assert {path.name: path.read_bytes() for path in repository.glob("*.yaml")} == before
    assert run(repository, "diff", BASE="HEAD~2").stdout.startswith("記録の変更はありません。")
