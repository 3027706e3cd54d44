"""The emergency notice's file can be made alone, by one command, and only from a sound notice."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTICE = '- {{id: fire, level: full, starts_on: 2026-11-20, begins: "10:00", ends_on: 2026-11-{day}, ends: "12:00"}}'


def make(folder: Path, day: int) -> subprocess.CompletedProcess[str]:
    text = f"emergency:\n  {NOTICE.format(day=day)}\n"
    (folder / "content/emergency.yaml").write_text(text, "utf-8")
    command = [sys.executable, str(ROOT / "hooks/emergency.py"), str(folder / "site"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.site
def test_file_is_made_alone_and_a_notice_without_a_sound_end_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(ROOT / "tests/problems/sound", folder)
    raised = make(folder, 20)
    path = folder / "site/kiosk/data/emergency.json"
    assert raised.returncode == 0, raised.stdout + raised.stderr
    assert json.loads(path.read_text("utf-8"))["id"] == "fire-202611201000"
    refused = make(folder, 22)
    assert refused.returncode == 1
    assert "emergency-ends-within-a-day" in refused.stdout
    assert json.loads(path.read_text("utf-8"))["ends"] == "2026-11-20T12:00+09:00"
