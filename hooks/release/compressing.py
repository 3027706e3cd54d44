"""Compressed twins beside the files of a site, so that a server sends them as they are. Makes what changed only."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from release.listing import TWINS

KINDS = frozenset(".html .css .js .svg .json .geojson .ics .atom .csv .xml .txt".split())
LEAST = 400  # bytes; below, the head of the answer weighs more than what is saved
_GZIP = 31  # zlib's number for a gzip head, in which it writes no time


def _gzip(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(raw) + packer.flush()


_PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": _gzip, ".br": brotli.compress}


def compress(site: Path, files: Mapping[str, str], before: Path | None, known: Mapping[str, str]) -> None:
    """Give every file of text its twins. What is as in the release `before` is linked from there, twins and all.

    A linked file keeps its time and so its ETag: readers who have it are told so instead of sent it again.
    """

    def pack(path: str) -> None:
        same = before / path if before and known.get(path) == files[path] else None
        if same:
            (site / path).unlink()
            os.link(same, site / path)
        if Path(path).suffix not in KINDS or (site / path).stat().st_size < LEAST:
            return
        for ending in TWINS:
            twin, packed = site / (path + ending), same.with_name(same.name + ending) if same else None
            if packed and packed.is_file():
                os.link(packed, twin)
            else:
                twin.write_bytes(_PACKERS[ending]((site / path).read_bytes()))

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(pack, files))


def false_twins(site: Path) -> Iterator[str]:
    """Twins that do not unpack to their file, each with what is wrong."""
    unpackers = {".gz": lambda raw: zlib.decompress(raw, _GZIP), ".br": brotli.decompress}
    for ending in TWINS:
        for twin in sorted(site.rglob(f"*{ending}")):
            name = twin.relative_to(site).as_posix()
            try:
                if unpackers[ending](twin.read_bytes()) != twin.with_suffix("").read_bytes():
                    yield f"{name}: holds another file"
            except (OSError, zlib.error, brotli.error) as error:
                yield f"{name}: {error}"
