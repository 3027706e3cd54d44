"""The same inputs give the same bytes: twice, elsewhere, in any time zone, whatever the order of sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from bless import MOMENT, SAMPLE, files_of
from in_memory import texts_of

from hub.loading import read_files


def test_folder_and_time_zone_and_order_of_sets_change_no_byte(sample_sites: tuple[Path, Path]) -> None:
    assert MOMENT == "1795102200", "2026-11-19 15:30 in Greenwich: already the next day in Tokyo"
    first, second = sample_sites
    assert files_of(first) == files_of(second)
    assert [path for path in files_of(first) if (first / path).read_bytes() != (second / path).read_bytes()] == []


@pytest.mark.site
def test_second_build_in_the_same_process_changes_nothing() -> None:
    """As `mkdocs serve` does; the data, not what was made before, decide."""
    files = read_files(SAMPLE)
    for (path, first), (_, second) in zip(texts_of(files), texts_of(files), strict=True):
        assert first == second, path
        if path == "404.html":
            break
