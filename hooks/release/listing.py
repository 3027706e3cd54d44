"""`release.json`: the SHA-256 of every file of a site, of the data it was made from, and what made it.

Compressed twins (`.gz`, `.br`) are not listed: other versions of the compressors write other bytes. They are checked by
unpacking them instead. Swaps and serves nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

NAME = "release.json"
SETTINGS = (
    "HUB_SITE_URL",
    "HUB_REPO_URL",
    "HUB_TODAY",
    "HUB_CARDS",
)  # what the bytes depend on besides files and moment
TWINS = (".gz", ".br")
MADE_WITH = (
    "mkdocs",
    "mkdocs-material",
    "Jinja2",
    "PyYAML",
    "pydantic",
    "Markdown",
    "nh3",
    "icalendar",
    "folium",
)


def sha256(raw: bytes) -> str:
    """The digest as `sha256sum` prints it."""
    return hashlib.sha256(raw).hexdigest()


def digests(site: Path) -> dict[str, str]:
    """The SHA-256 of every file but the list itself and compressed twins, by path."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.suffix not in TWINS)
    return {name: sha256(path.read_bytes()) for path in paths if (name := path.relative_to(site).as_posix()) != NAME}


def digest_of(inputs: Mapping[str, bytes]) -> str:
    """One digest for all files of the staff's."""
    return sha256(json.dumps({path: sha256(raw) for path, raw in sorted(inputs.items())}).encode())


def write_list(site: Path, root: Path, inputs: Mapping[str, bytes]) -> str:
    """Write the list of a site that was built in the folder `root`; the digest of the list itself."""
    lock = root / "requirements.lock"
    listing: dict[str, Any] = {
        "built_at": json.loads((site / "health.json").read_text("utf-8"))["built_at"],
        "commit": _commit(root),
        "data": digest_of(inputs),
        "requirements": sha256(lock.read_bytes()) if lock.is_file() else None,
        "settings": {name: os.environ[name] for name in SETTINGS if name in os.environ},
        "made_with": {name: version(name) for name in MADE_WITH},
        "files": digests(site),
    }
    raw = (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode()
    (site / NAME).write_bytes(raw)
    return sha256(raw)


def _commit(root: Path) -> str | None:
    """The revision of the sources; with `+` when files differ from it; None outside a repository."""
    asked = [["git", "rev-parse", "HEAD"], ["git", "status", "--porcelain"]]
    try:
        answers = [subprocess.run(one, cwd=root, capture_output=True, text=True, check=True).stdout for one in asked]  # noqa: S603 # fixed words
    except (OSError, subprocess.CalledProcessError):
        return None
    return answers[0].strip() + ("+" if answers[1].strip() else "")
