"""Keeps a site's folder between builds, so that only what changed is written. Knows no MkDocs.

MkDocs empties the folder before each build but spares names that begin with a dot; making thousands of small files
anew costs more than rendering them. So everything is put aside under such a name and brought back before writing.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

ASIDE = ".aside"
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # Windows would change the ends of lines


def put_aside(site: Path) -> None:
    """Hide what stands in the folder from being emptied."""
    bring_back(site)
    entries = [entry for entry in site.iterdir() if entry.name[0] != "."] if site.is_dir() else []
    if entries:
        (site / ASIDE).mkdir()
    for entry in entries:
        entry.rename(site / ASIDE / entry.name)


def bring_back(site: Path) -> None:
    """Put everything back in its place, whatever stood there meanwhile; also after a build that broke off."""
    aside = site / ASIDE
    if not aside.is_dir():
        return
    for entry in aside.iterdir():
        place = site / entry.name
        if place.is_dir():
            shutil.rmtree(place)
        entry.replace(place)
    aside.rmdir()


def write_changed(
    site: Path, files: Iterable[tuple[str, str | bytes | None]], placed: Callable[[str], str] = str
) -> int:
    """Write the files whose content is new and take away all others; return how many were written. `placed` says where.

    A file without a text stands as it is. Paths are plain strings here: `Path` objects for thousands of files cost as
    much as writing them.
    """
    bring_back(site)
    root = str(site)
    standing = {os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names}
    folders: set[str] = set()
    changed = 0
    for path, content in files:
        target = f"{root}/{placed(path)}"
        if content is not None:
            changed += _write(target, content, target in standing, folders)
        standing.discard(target)
    for target in standing:
        _remove(root, target)
    return changed


def write_more(
    site: Path, files: Iterable[tuple[str, str | bytes | None]], gone: Iterable[str], placed: Callable[[str], str] = str
) -> None:
    """Write some files into a site that stands, and take away those that are no more."""
    for path, content in files:
        target = f"{site}/{placed(path)}"
        if content is not None:
            _write(target, content, os.path.exists(target), set())
    for path in gone:
        _remove(str(site), f"{site}/{placed(path)}")


def _write(target: str, content: str | bytes, is_standing: bool, folders: set[str]) -> bool:
    """Write a file unless it stands as it should; whether it was written."""
    raw = content.encode() if isinstance(content, str) else content
    if not is_standing:
        _create(target, raw, folders)
        return True
    if _read(target) == raw:
        return False
    _create(f"{target}.new", raw, folders)
    os.replace(f"{target}.new", target)  # whoever reads meanwhile gets the old or the new text, whole
    return True


def _create(target: str, raw: bytes, folders: set[str]) -> None:
    folder = target.rpartition("/")[0]
    if folder not in folders:
        _make_folder(folder)
        folders.add(folder)
    file = os.open(target, _ANEW, 0o666)  # a file object would cost as much as the writing
    try:
        if os.write(file, raw) < len(raw):  # only a full disk takes less than it is given
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
    finally:
        os.close(file)


def _make_folder(folder: str) -> None:
    """Quicker than `os.makedirs` where the folder above is there, as it mostly is."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _read(target: str) -> bytes:
    with open(target, "rb", buffering=0) as file:
        return file.read()


def _remove(root: str, target: str) -> None:
    os.unlink(target)
    folder = target.rpartition("/")[0]
    while folder != root and not os.listdir(folder):
        os.rmdir(folder)
        folder = folder.rpartition("/")[0]
