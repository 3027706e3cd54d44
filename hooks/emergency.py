"""Makes the emergency notice's file alone, without a build: `python hooks/emergency.py site`. Exit status 1 on errors."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from hub.dates import JST
from hub.kiosk.emergencies import emergency_json
from hub.loading import load, read_files
from hub.model import Setting
from hub.source import read_extra

FILE = "kiosk/data/emergency.json"


def main(site: str = "site", folder: str = ".") -> int:
    """Write the file into a site's folder; say what stands in it."""
    files = read_files(Path(folder))
    hub, report = load(files, read_extra(files.get("mkdocs.yml", b"")), Setting(datetime.now(JST).date()))
    errors = [problem for problem in report.errors if problem.path == "content/emergency.yaml"]
    if hub is None or errors:
        print(report.text())
        return 1
    target = Path(site) / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_text(emergency_json(hub), "utf-8")
    fresh.replace(target)
    raised = "緊急のお知らせがあります。" if hub.display.emergency else "緊急のお知らせはありません。"
    print(f"{target} を作りました。{raised}")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:3]))
