"""The same inputs give the same bytes: twice, elsewhere, in any time zone, whatever the order of sets."""

from __future__ import annotations

import shutil
from pathlib import Path

from bless import MOMENT, SAMPLE, build, files_of
from in_memory import texts_of

from hub.loading import read_files

ROOT = Path(__file__).parents[1]


def test_folder_and_time_zone_and_order_of_sets_change_no_byte(sample_folder: Path, tmp_path: Path) -> None:
    """The sample's fixture was built with another clock and seed; this one is told the moment only."""
    assert MOMENT == "1795102200", "2026-11-19 15:30 in Greenwich, still the day before in New York"
    home, site = tmp_path / "よそ" / "a b", tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", home / "hooks", ignore=ignored)
    shutil.copytree(SAMPLE, home / "tests" / "sample", ignore=ignored)
    result = build(home / "tests" / "sample", site, HUB_TODAY="", TZ="America/New_York", PYTHONHASHSEED="1", LC_ALL="C")
    assert result.returncode == 0, result.stdout + result.stderr
    assert files_of(site) == files_of(sample_folder)
    assert [one for one in files_of(site) if (site / one).read_bytes() != (sample_folder / one).read_bytes()] == []


def test_second_build_in_the_same_process_changes_nothing() -> None:
    """As `mkdocs serve` does; the data, not what was made before, decide."""
    files = read_files(SAMPLE)
    for (path, first), (_, second) in zip(texts_of(files), texts_of(files), strict=True):
        assert first == second, path
        if path == "404.html":
            break
