"""Towns by prefecture, a dot each. Draws nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hub.model import Hub
from hub.plain import plain
from hub.status import BOND_KEYS
from hub.views.common import Link
from hub.views.finder import Count

# The widest step between two dots, and how long a row may grow.
DOT, ROW = 14.0, 300.0
# How wide a dot is, and its hole, in parts of the step: as on the chart (`components/dots.css`).
SHAPES = {"agreement": (0.74, 0.0), "exchange": (0.74, 0.42), "event": (0.56, 0.3), "magazine": (0.36, 0.0)}


@plain
class Dots:
    """A row of dots of one kind: from `start`, as long as `length`, each so `wide` with a `hole` or none."""

    start: float
    length: float
    wide: float
    hole: float


@plain
class TallyRow:
    """A name with its dots, one for each town."""

    link: Link
    count: int
    dots: tuple[Dots, ...]


@plain
class Tally:
    """Towns by prefecture, in regions; `step` from dot to dot, `width` of the longest row."""

    regions: tuple[tuple[str, tuple[TallyRow, ...]], ...]
    counts: tuple[Count, ...]
    step: float
    width: float


def tally(hub: Hub, regions: Iterable[tuple[str, Iterable[str]]]) -> Tally:
    """Towns by prefecture: a dot each, in the order of what joins them to the ward."""
    towns = hub.towns_in
    most = max((len(found) for found in towns.values()), default=1)
    step = round(min(DOT, ROW / most), 2)
    rows = tuple((name, tuple(_tally_row(hub, code, step) for code in codes)) for name, codes in regions)
    words = Counter(hub.bonds[town.key] for town in hub.municipalities)
    counts = tuple(Count(key, word, words[word]) for word, key in BOND_KEYS.items() if words[word])
    return Tally(rows, counts, step, round(most * step, 1))


def _tally_row(hub: Hub, code: str, step: float) -> TallyRow:
    prefecture, towns = hub.prefectures[code], hub.towns_in.get(code, ())
    counts = Counter(hub.bonds[town.key] for town in towns)
    dots, position = [], 0
    for word, key in BOND_KEYS.items():
        if counts[word]:
            wide, hole = (round(part * step, 1) for part in SHAPES[key])
            dots.append(Dots(round((position + 0.5) * step, 1), _length(counts[word], step), wide, hole))
            position += counts[word]
    return TallyRow(Link(prefecture.name, prefecture.address), len(towns), tuple(dots))


def _length(count: int, step: float) -> float:
    """How long a line of so many dots is: a dot has no length of its own."""
    return round((count - 1) * step + 0.01, 2)
