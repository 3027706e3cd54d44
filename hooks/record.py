"""Records what is published, its addresses and the days it names: `python hooks/record.py [folder]`. Builds nothing.

`addresses.txt` only grows; `dates.txt` holds the days to come. Whoever publishes the site runs this (`make record`).
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

from hub.addresses import addresses
from hub.dates import JST
from hub.ledger import written
from hub.loading import load, read_files
from hub.model import Setting
from hub.source import read_extra

ADDRESSES_HEAD = [
    "# 公開したことのある、すべての住所。ここから消さないでください。",
    "# ページをなくすときは、partners.yaml の moved に書きます。",
]


def main(folder: str = ".") -> int:
    """Write both files; nothing while the data has errors."""
    root, fixed = Path(folder), os.environ.get("HUB_TODAY")
    files = read_files(root)
    today = date.fromisoformat(fixed) if fixed else datetime.now(JST).date()
    hub, report = load(files, read_extra(files.get("mkdocs.yml", b"")), Setting(today))
    if hub is None or report.errors:
        print(report.text())
        return 1
    path = root / "addresses.txt"
    recorded = path.read_text("utf-8").splitlines() if path.is_file() else []
    known = {line for line in recorded if line.startswith("/")} | addresses(hub)
    head = [line for line in recorded if line.startswith("#")] or ADDRESSES_HEAD
    path.write_text("\n".join([*head, *sorted(known)]) + "\n", "utf-8")
    (root / "dates.txt").write_text(written(hub.events.values(), today), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
