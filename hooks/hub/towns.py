"""All towns as one SVG file that charts show with `<use>`: dots by what joins them, and rays from the port.

A dot is a stroke of no length with round ends, so that it is as wide in pixels as the style says at any scale.
Draws no coast; `chart` does.
"""

from __future__ import annotations

from collections import defaultdict

from hub.model import Hub
from hub.status import BOND_KEYS


def towns_svg(hub: Hub) -> str:
    """The file: a path per word (`agreement`, `exchange`, `event`, `magazine`) and `rays`; km from the office."""
    dots: dict[str, list[str]] = defaultdict(list)
    rays = []
    for town in hub.municipalities:
        reach = hub.reach.get(town.key)
        word = hub.bonds[town.key]
        if reach is not None and word:
            x, y = round(reach.x), round(reach.y)
            dots[BOND_KEYS[word]].append(f"M{x} {y}h0")
            rays.append(f"M0 0L{x} {y}")
    paths = [_path(key, dots[key]) for key in BOND_KEYS.values()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(paths)}{_path("rays", rays)}</svg>\n'


def _path(name: str, parts: list[str]) -> str:
    shape = "".join(parts) or "M0 0"
    return f'<path id="{name}" vector-effect="non-scaling-stroke" stroke-linecap="round" d="{shape}"/>\n'
