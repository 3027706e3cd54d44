"""Fixtures that several tests share."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bless import SAMPLE, build

ROOT = Path(__file__).parents[1]
# Sites, whole hubs of hostile text, repositories and places of work in which commands run.
COSTLY = {"built_site", "sample_sites", "published", "attacked", "repository", "place", "drawing"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a built site or run commands are no unit tests."""
    for item in items:
        if COSTLY & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.site)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once, strictly, on a fixed day."""
    site = tmp_path_factory.mktemp("built") / "site"
    result = build(ROOT, site)
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="session")
def sample_folder(sample_sites: tuple[Path, Path]) -> Path:
    """The sample's site (an invented ward), built strictly."""
    return sample_sites[0]


@pytest.fixture(scope="session")
def sample_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample built twice, at once: in its place where the day begins first, and elsewhere, told the moment only."""
    home = tmp_path_factory.mktemp("よそ") / "a b"
    ignored = shutil.ignore_patterns("__pycache__", ".cache")
    shutil.copytree(ROOT / "hooks", home / "hooks", ignore=ignored)
    shutil.copytree(SAMPLE, home / "tests" / "sample", ignore=ignored)
    sites = (home / "first", home / "second")
    here = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"}
    elsewhere = {"TZ": "America/New_York", "PYTHONHASHSEED": "1", "LC_ALL": "C", "HUB_TODAY": ""}
    with ThreadPoolExecutor() as threads:
        roots = (SAMPLE, home / "tests" / "sample")
        results = threads.map(lambda root, site, place: build(root, site, **place), roots, sites, (here, elsewhere))
    for result in results:
        assert result.returncode == 0, result.stdout + result.stderr
    return sites
