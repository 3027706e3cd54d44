"""Keeps a site's folder between builds, so that only what changed is written. Knows no MkDocs.

MkDocs empties the folder before each build but spares names that begin with a dot; making thousands of small files
anew costs more than rendering them. So everything is put aside under such a name and brought back before writing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

ASIDE = ".aside"


def put_aside(site: Path) -> None:
    """Hide what stands in the folder from being emptied."""
    bring_back(site)
    entries = [entry for entry in site.iterdir() if entry.name[0] != "."] if site.is_dir() else []
    if entries:
        (site / ASIDE).mkdir()
    for entry in entries:
        entry.rename(site / ASIDE / entry.name)


def bring_back(site: Path) -> None:
    """Put everything back in its place; also after a build that broke off."""
    aside = site / ASIDE
    if not aside.is_dir():
        return
    for entry in aside.iterdir():
        if not (site / entry.name).exists():
            entry.rename(site / entry.name)
    shutil.rmtree(aside)


def write_changed(site: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write the files whose text is new and take away all others; return how many were written."""
    bring_back(site)
    standing = {path for path in site.rglob("*") if path.is_file()}
    changed = 0
    for path, text in files:
        target, raw = site / path, text.encode()
        if target not in standing:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
            changed += 1
        elif target.read_bytes() != raw:
            _replace(target, raw)
            changed += 1
        standing.discard(target)
    for target in standing:
        _remove(site, target)
    return changed


def _replace(target: Path, raw: bytes) -> None:
    """Write beside and rename, so that whoever reads meanwhile gets the old or the new text, whole."""
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(raw)
    fresh.replace(target)


def _remove(site: Path, target: Path) -> None:
    target.unlink()
    for folder in target.parents:
        if folder == site or any(folder.iterdir()):
            return
        folder.rmdir()
