"""Leaflet's files, as the pinned package ships them. Changes nothing but what would be missing.

The `xstatic` namespace is never imported, since it leans on `pkg_resources`; only its list of files is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import files

FOLDER = "assets/leaflet"
PACKAGE, NAMES = "XStatic-Leaflet", ("leaflet.js", "leaflet.css")
# Pictures of the stock marker and layer control, which we do not use, and maps for debuggers, which are not sent.
_PICTURE = re.compile(r"^\s*background-image: url\([^)]*\);\n", re.MULTILINE)
_DEBUG = re.compile(r"\n//# sourceMappingURL=\S+\s*\Z")


def leaflet_files() -> Iterator[tuple[str, str]]:
    """The script and its styles, as (path in the site, text)."""
    found = {path.name: path for path in files(PACKAGE) or ()}
    for name in NAMES:
        text = found[name].locate().read_text("utf-8")  # type: ignore[attr-defined] # a Path for installed wheels
        yield f"{FOLDER}/{name}", _DEBUG.sub("\n", _PICTURE.sub("", text))
