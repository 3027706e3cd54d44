"""Fixtures that several tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bless import SAMPLE, build

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once, strictly, on a fixed day."""
    site = tmp_path_factory.mktemp("built") / "site"
    environment = {**os.environ, "HUB_TODAY": "2026-11-20", "SOURCE_DATE_EPOCH": "1795132800"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run([*command[:-3], *command[-2:]], cwd=ROOT, env=environment, check=True, capture_output=True)
    return site


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site (an invented ward), built strictly, where the day begins first."""
    site = tmp_path_factory.mktemp("sample") / "site"
    result = build(SAMPLE, site, TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242")
    assert result.returncode == 0, result.stdout + result.stderr
    return site
