"""Publication: build aside, inspect, compress, list, swap. Whatever goes wrong, readers keep the site they had."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from hub.loading import read_files
from release.compressing import compress, false_twins
from release.inspection import faults
from release.listing import NAME, digests, write_list
from release.supply import SBOM, sbom
from release.target import RefusedError, live, opened, put_live

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
SHOWN = 20  # faults

Say = Callable[[str], None]
Build = Callable[[Path], None]


def publish(target: Path, root: Path, say: Say, build: Build) -> Path:
    """Publish what the folder `root` makes; the new release."""
    os.umask(0o022)  # the server, another user, must be able to read
    with opened(target) as incoming:
        site = incoming / "site"
        say("サイトを作っています…")
        build(site)
        say("確かめています(リンク、フィード、外への要求、CSP、大きさ)…")
        if found := faults(site):
            raise RefusedError(
                _said("確かめたところ、公開できないところがあります。開発の担当に伝えてください。", found)
            )
        if (root / "pyproject.toml").is_file():
            (site / SBOM).write_text(sbom(root), "utf-8")
        say("圧縮しています…")
        files = digests(site)
        compress(site, files, live(target), _known(live(target)))
        digest = write_list(site, root, read_files(root))
        if found := [*_unlike(site, files), *false_twins(site)]:
            raise RefusedError(_said("書いたファイルが、作ったものと違います。ディスクを調べてください。", found))
        return put_live(target, site, digest[:10])


def build_with_mkdocs(root: Path, settings: dict[str, str]) -> Build:
    """The strict build of a folder, whose report is told only if it fails."""

    def build(site: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
        run = subprocess.run(  # noqa: S603 # our own command
            command, cwd=root, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if run.returncode:
            said = run.stdout.decode("utf-8", "replace")
            for number in (*FULL, *FORBIDDEN):
                if os.strerror(number) in said:
                    raise OSError(number, os.strerror(number))
            raise RefusedError(f"サイトを作れませんでした。\n\n{said.strip()}\n")

    return build


def why(error: OSError, target: Path) -> str:
    """A fault of disk or permission in words."""
    if error.errno in FULL:
        return f"「{target}」のディスクに空きが足りません。空きを増やして、もう一度どうぞ。"
    if error.errno in FORBIDDEN:
        return f"「{error.filename or target}」に書きこむ許可がありません。持ち主と許可を確かめてください。"
    return f"「{error.filename or target}」を読み書きできません({error.strerror})。"


def _known(release: Path | None) -> dict[str, str]:
    """The digests of a release, by path."""
    if release is None:
        return {}
    found: dict[str, str] = json.loads((release / NAME).read_text("utf-8"))["files"]
    return found


def _unlike(site: Path, files: dict[str, str]) -> list[str]:
    """Files that, read again, are not what the list says."""
    listed = _known(site)
    return [path for path in files.keys() | listed.keys() if files.get(path) != listed.get(path)]


def _said(head: str, lines: list[str]) -> str:
    rest = [f"ほか{len(lines) - SHOWN}件"] if len(lines) > SHOWN else []
    return "\n".join([head, *(f"    {line}" for line in [*lines[:SHOWN], *rest])])
