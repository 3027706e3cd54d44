"""What a reader's line has to carry: every file, and every page with all that it loads at once. Changes nothing.

Bytes are counted as they travel, compressed with zlib; brotli, which most readers get, is a sixth lighter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from site_reading import Site, is_internal

BUDGETS = {".html": 120_000, ".css": 40_000, ".js": 120_000, ".json": 400_000, ".svg": 120_000}
FIRST_VIEW, WITH_MAP = 120_000, 250_000
_AT_ONCE = frozenset("link script img use image".split())
_PHOTOS = "assets/photos/"  # each of a size of its own choosing, and fetched when it comes into sight
_NAMED = {
    ".js": re.compile(r"""\b(?:from|import)\s*["']([^"']+)["']"""),  # not `import(…)`, which is asked for later
    ".css": re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)"""),
}


def weight_faults(site: Site) -> Iterator[str]:
    """Files, and first views of pages, that are heavier than their budget."""
    for path in site.files:
        most = BUDGETS.get(Path(path).suffix)
        if most and _weight(site, path, most) > most:
            yield f"{path}: weighs {_weight(site, path):,} bytes compressed, where {most:,} are allowed"
    for path, (loaded, shared) in _loaded(site).items():
        most = WITH_MAP if any("/leaflet/" in one for one in loaded) else FIRST_VIEW
        weight = shared + _weight(site, path, most - shared)
        if weight > most:
            yield f"{path}: its first view weighs {weight:,} bytes compressed, where {most:,} are allowed"


def _weight(site: Site, path: str, enough: int = 0) -> int:
    """Compressed bytes of a file; its plain bytes where these are no more than enough."""
    raw = (site.folder / path).read_bytes()
    return len(raw) if len(raw) <= enough else len(zlib.compress(raw))


def _loaded(site: Site) -> dict[str, tuple[frozenset[str], int]]:
    """What each page loads before anything is done with it, and what that weighs."""
    weigh: Callable[[str], int] = cache(lambda path: _weight(site, path))

    @cache
    def reached(path: str) -> frozenset[str]:
        """A file and all that it names, and what those name."""
        found, waiting = set[str](), [path]
        while waiting:
            found.add(one := waiting.pop())
            pattern = _NAMED.get(Path(one).suffix)
            named = pattern.finditer(site.read(one)) if pattern else ()
            targets = (site.target(one, next(filter(None, match.groups()))) for match in named)
            waiting += [target for target in targets if target and target not in found]
        return frozenset(found)

    pages = {}
    for path, page in site.pages.items():
        named = [one for one in page.references if one.tag in _AT_ONCE and is_internal(one.value)]
        named = [one for one in named if one.rel not in {"canonical", "alternate", "license", "next", "prev"}]
        targets = {target for one in named if (target := site.target(path, one.value)) and _PHOTOS not in target}
        loaded = frozenset().union(*(reached(target) for target in targets)) - {path}
        pages[path] = loaded, sum(map(weigh, loaded))
    return pages
