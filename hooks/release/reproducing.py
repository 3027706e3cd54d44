"""Whether what is published is what these sources make: build again at the recorded moment, and compare every hash."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from hub.loading import read_files
from release.listing import NAME, digest_of, digests
from release.publishing import Say, build_with_mkdocs
from release.supply import SBOM, sbom
from release.verifying import reader


def reproduce(place: str, root: Path, say: Say) -> list[str]:
    """Build the release of `place` from the folder `root`; the files that came out otherwise."""
    listed: dict[str, Any] = json.loads(reader(place)(NAME))
    if listed["data"] != digest_of(read_files(root)):
        say(f"データが、公開されたとき(版 {listed['commit'] or '不明'})と違います。")
    moment = int(datetime.fromisoformat(listed["built_at"]).timestamp())
    settings = {
        "HUB_CARDS": "yes",
        **os.environ,
        **listed["settings"],
        "SOURCE_DATE_EPOCH": str(moment),
        "HUB_ASSETS": "hashed",
    }
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_with_mkdocs(root, settings)(site)
        if (root / "pyproject.toml").is_file():
            (site / SBOM).write_text(sbom(root), "utf-8")
        made = digests(site)
    files = listed["files"]
    return sorted(path for path in made.keys() | files.keys() if made.get(path) != files.get(path))
