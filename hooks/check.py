"""Checks the staff's files without building: `python hooks/check.py [folder]`. Exit status 1 on errors."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

from hub.dates import JST
from hub.loading import load, read_files
from hub.model import Setting
from hub.source import read_extra


def main(folder: str = ".") -> int:
    """Print the report; say at the end how many records were read."""
    files = read_files(Path(folder))
    fixed = os.environ.get("HUB_TODAY")
    today = date.fromisoformat(fixed) if fixed else datetime.now(JST).date()
    hub, report = load(files, read_extra(files.get("mkdocs.yml", b"")), Setting(today))
    print(report.text())
    if hub is not None and not report.errors:
        print(
            f"市区町村 {len(hub.municipalities)}、協定 {len(hub.agreements)}、催し {len(hub.events)} を確かめました。"
        )
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
