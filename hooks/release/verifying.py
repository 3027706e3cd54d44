"""Tells whether a site is what its `release.json` says: `python3 hooks/release/verifying.py ADDRESS|FOLDER`.

Needs nothing but Python, so that anyone can run this file alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

NAME = "release.json"
AT_ONCE = 8
PATIENCE = 30  # seconds

Read = Callable[[str], bytes]


def verify(place: str) -> tuple[int, list[str]]:
    """How many files are listed, and those that differ, each with what is wrong."""
    read = reader(place)
    listed: dict[str, str] = json.loads(read(NAME))["files"]

    def differs(path: str) -> str:
        try:
            found = hashlib.sha256(read(path)).hexdigest()
        except (OSError, HTTPException) as error:
            return f"{path}: {error}"
        return "" if found == listed[path] else f"{path}: ハッシュが違います"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return len(listed), [fault for fault in threads.map(differs, listed) if fault]


def reader(place: str) -> Read:
    """What gives the files of a site by their path."""
    return _over_http(place) if place.startswith(("http://", "https://")) else _in_folder(Path(place))


def _in_folder(folder: Path) -> Read:
    root = folder.resolve()

    def read(path: str) -> bytes:
        file = (root / path).resolve()
        if not file.is_relative_to(root):
            raise OSError("フォルダーの外です")
        return file.read_bytes()

    return read


def _over_http(address: str) -> Read:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    own = threading.local()

    def read(path: str) -> bytes:
        if not hasattr(own, "line"):
            own.line = kind(parts.netloc, timeout=PATIENCE)
        wanted = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        own.line.request("GET", f"{parts.path.rstrip('/')}/{quote(wanted)}", headers={"Accept-Encoding": "identity"})
        answer = own.line.getresponse()
        raw: bytes = answer.read()
        if answer.status != 200:
            raise OSError(f"{answer.status} {answer.reason}")
        return raw

    return read


def main(place: str = "") -> int:
    """Print what differs; exit status 1 if something does."""
    if not place:
        print("確かめる住所かフォルダーを、make verify FROM=https://… のように書いてください。")
        return 1
    try:
        count, found = verify(place)
    except (OSError, HTTPException, ValueError, KeyError) as error:
        print(f"「{place}」の {NAME} を読めません({error})。")
        return 1
    for line in found:
        print(f"    {line}")
    print(
        f"{count}件のうち{len(found)}件が {NAME} と違います。" if found else f"{count}件すべて、{NAME} のとおりです。"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
