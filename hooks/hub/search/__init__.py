"""What the finder and the search know, as JSON for the reader's browser. Searches nothing itself.

`documents` says what is known of each page, `finder` writes the one file of `/partners/`, `index` the many of `/search/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hub.model import Hub
from hub.search.documents import documents
from hub.search.finder import finder_json
from hub.search.index import index_files

FINDER = "assets/finder.json"


def search_files(hub: Hub) -> Iterator[tuple[str, str]]:
    """Every file of the finder and the search, as (path in the site, text)."""
    known = documents(hub)
    yield FINDER, finder_json(hub, known)
    yield from index_files(known)
