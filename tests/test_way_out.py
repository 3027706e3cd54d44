"""The same hub on the successor engine: what differs is listed, and the list does not grow."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bless import EXPECTED, MOMENT, SAMPLE, files_of

ROOT = Path(__file__).parents[1]
CONFIG = """
INHERIT: mkdocs.yml
theme:
  name: null
  custom_dir: ../../hooks/theme_properdocs
hooks: [../../hooks/entry_properdocs.py]
"""
# Material's own marks around ours, which no style and no script of ours uses.
MATERIALS = {
    '<html lang="ja" class="no-js">',
    '<body dir="ltr">',
    '<div data-md-component="skip">',
    '<div data-md-component="announce">',
    '<div class="md-container" data-md-component="container">',
    '<main class="md-main" data-md-component="main">',
    '<div class="md-main__inner md-grid">',
    '<div class="md-dialog" data-md-component="dialog">',
    '<div class="md-dialog__inner md-typeset">',
    "</div>",
}
OURS = {'<html lang="ja">', "<body>", "<main>"}


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built by ProperDocs in a place where MkDocs cannot be imported."""
    home = tmp_path_factory.mktemp("way-out")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", home / "hooks", ignore=ignored)
    shutil.copytree(SAMPLE, home / "tests/sample", ignore=ignored)
    (home / "tests/sample/properdocs.yml").write_text(CONFIG, "utf-8")
    for name in ("mkdocs", "material"):
        (home / f"without/{name}").mkdir(parents=True)
        (home / f"without/{name}/__init__.py").write_text("raise ImportError('not on the way out')", "utf-8")
    settings = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, "HUB_SITE_URL": "", "PYTHONPATH": str(home / "without")}
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", home / "site"]
    run = subprocess.run(command, cwd=home / "tests/sample", env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return home / "site"


def marks(text: str) -> list[str]:
    """Tags and words of a page, one by one."""
    return [piece for part in re.split(r"(<[^>]*>)", text) if (piece := part.strip())]


def test_every_file_is_there_and_all_but_pages_are_the_same_bytes(other_site: Path, sample_folder: Path) -> None:
    assert files_of(other_site) == files_of(sample_folder)
    differing = [
        path for path in files_of(other_site) if (other_site / path).read_bytes() != (sample_folder / path).read_bytes()
    ]
    assert {Path(path).suffix for path in differing} == {".html"}


def test_pages_differ_in_marks_of_material_only(other_site: Path, sample_folder: Path) -> None:
    for path in files_of(other_site):
        if path.endswith(".html"):
            stock, ours = (marks((site / path).read_text("utf-8")) for site in (sample_folder, other_site))
            known = MATERIALS | OURS
            assert [mark for mark in stock if mark not in known] == [mark for mark in ours if mark not in known], path


def test_list_of_differences_holds_nothing_that_is_no_longer_there(sample_folder: Path) -> None:
    assert set(marks((EXPECTED / "404.html").read_text("utf-8"))) >= MATERIALS
