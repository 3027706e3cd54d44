"""The folder that a server serves from: whole releases side by side, and a link to the one that is live.

    releases/12-3fa9c1d2e0/    a site, never changed once it stands here
    current  -> releases/12-…  the server's root; one rename moves it, so every reader gets one site or the other
    previous -> releases/11-…  where a page that was fetched before the swap still finds its own styles and scripts

Knows nothing of what a site holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEPT = 5
RELEASES, CURRENT, PREVIOUS = "releases", "current", "previous"
LOCK, INCOMING = ".lock", ".incoming"
_OURS = {RELEASES, CURRENT, PREVIOUS, LOCK, INCOMING, f".{CURRENT}", f".{PREVIOUS}"}


class RefusedError(Exception):
    """Why nothing was done, in words for whoever publishes."""


@contextmanager
def opened(target: Path) -> Iterator[Path]:
    """The folder for this process alone, cleared of what a killed run left; gives the place to build in."""
    foreign = sorted(entry.name for entry in target.iterdir() if entry.name not in _OURS) if target.is_dir() else []
    if foreign:
        raise RefusedError(
            f"「{target}」には、ほかのファイル({foreign[0]} など)があります。空のフォルダーを選んでください。"
        )
    (target / RELEASES).mkdir(parents=True, exist_ok=True)
    with (target / LOCK).open("w") as lock:  # freed by the system however the process ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError("ほかの公開が進んでいます。終わってから、もう一度どうぞ。") from None
        shutil.rmtree(target / INCOMING, ignore_errors=True)
        (target / INCOMING).mkdir()
        try:
            yield target / INCOMING
        finally:
            shutil.rmtree(target / INCOMING, ignore_errors=True)


def releases(target: Path) -> list[Path]:
    """Every release that is kept, oldest first."""
    return sorted((target / RELEASES).iterdir(), key=lambda release: int(release.name.partition("-")[0]))


def live(target: Path) -> Path | None:
    """The release that readers get."""
    link = target / CURRENT
    return target / RELEASES / link.readlink().name if link.is_symlink() else None


def put_live(target: Path, site: Path, digest: str) -> Path:
    """Take a finished site in as the newest release and make it the one that readers get."""
    kept = releases(target)
    number = int(kept[-1].name.partition("-")[0]) + 1 if kept else 1
    release = target / RELEASES / f"{number}-{digest}"
    os.sync()  # the link must never reach the disk before the files that it leads to
    site.rename(release)
    _swap(target, release)
    for old in releases(target)[:-KEPT]:
        if old not in (live(target), target / RELEASES / (target / PREVIOUS).readlink().name):
            shutil.rmtree(old)
    return release


def roll_back(target: Path) -> Path:
    """Make the release before the live one live again; the newer one is kept."""
    now = live(target)
    older = [release for release in releases(target) if now and _number(release) < _number(now)]
    if not older:
        raise RefusedError("戻せる前の版がありません。")
    _swap(target, older[-1])
    return older[-1]


def _number(release: Path) -> int:
    return int(release.name.partition("-")[0])


def _swap(target: Path, release: Path) -> None:
    _point(target, PREVIOUS, live(target) or release)
    _point(target, CURRENT, release)


def _point(target: Path, name: str, release: Path) -> None:
    fresh = target / f".{name}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(RELEASES, release.name))
    fresh.replace(target / name)
