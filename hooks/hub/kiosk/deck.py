"""`/kiosk/data/deck.json`: everything the lobby display shows, and the order in which what is always valid takes turns.

| key | what |
|---|---|
| `built` | 00:00 in Japan of the build's day: the true time is surely later |
| `name`, `ward`, `note` | what stands at the edges |
| `screens` | by id: `name`, `here` |
| `items` | slides; what is empty is left out. `from` and `until` bound when a slide may be shown, without `until` it is always valid; `when` holds an event's days as instants (as in `data-starts`, `data-ends`) with their words; `at` is km east and south of the ward's office; `code` are the modules of a QR code, `image` a photograph with `src`, `alt` and `credit`, `dwell` seconds |
| `order` | positions in `items` of what is always valid, kinds and towns mixed, as often as its weight |
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import blake2b
from typing import Any

from hub.candidates import Candidate, candidates
from hub.dates import instant
from hub.kiosk.codes import Codes
from hub.kiosk.items import Item, item
from hub.model import Hub
from hub.moments import MIDNIGHT


def deck_json(hub: Hub) -> str:
    """The text of the file."""
    text = json.dumps(deck(hub), ensure_ascii=False, separators=(",", ":")) + "\n"
    return text.replace("<", "\\u003c")  # data is never markup, even where someone pastes it into a page


def deck(hub: Hub) -> dict[str, Any]:
    """The whole deck."""
    _ = hub.setting.words.gettext
    codes = Codes(hub.setting.site_url)
    made = [(found, slide) for found in candidates(hub) if (slide := item(hub, found, codes)) is not None]
    screens = hub.display.screens.values()
    return {
        "built": instant(hub.today, MIDNIGHT).isoformat(timespec="minutes"),
        "name": hub.site.name,
        "ward": hub.site.ward.name,
        "note": "" if hub.site.official else _("公表資料から作成(区の公式表示ではありません)"),
        "screens": {screen.id: {"name": screen.name, "here": screen.here or ""} for screen in screens},
        "items": [slide for _found, slide in made],
        "order": _order(made),
    }


def _order(made: list[tuple[Candidate, Item]]) -> list[int]:
    """What is always valid, spread evenly kind by kind; within a kind in a mixed but fixed order."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for position, (found, _slide) in enumerate(made):
        if found.is_evergreen:
            kinds[found.kind] += [position] * found.weight
    placed: list[tuple[float, str, int]] = []
    for kind, positions in kinds.items():
        mixed = _spread(sorted(positions, key=lambda position: _digest(made[position][0].address)))
        placed += [((index + 0.5) / len(mixed), kind, position) for index, position in enumerate(mixed)]
    return [position for _place, _kind, position in sorted(placed)]


def _spread(positions: list[int]) -> list[int]:
    """Repeated positions as far from one another as their number: first all first ones, then all second ones."""
    turns: dict[int, int] = defaultdict(int)
    placed = []
    for position in positions:
        turns[position] += 1
        placed.append((turns[position], position))
    return [position for _turn, position in sorted(placed, key=lambda pair: pair[0])]


def _digest(address: str) -> bytes:
    return blake2b(address.encode(), digest_size=8).digest()
