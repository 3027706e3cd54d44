"""Counts over time and the ages of agreements: where the marks of their plots go. Draws nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.common import Figures
from hub.words import plain_number

# The drawing of a plot: 720 wide, its axes inside these edges.
LEFT, RIGHT, TOP, BOTTOM = 64, 690, 44, 260
# The widest step between two dots, and the room above the highest column.
DOT, ROOM = 20.0, 36.0


@plain
class Tick:
    """A word on an axis."""

    at: float
    text: str


@plain
class Point:
    """A count on its day; `is_open` where the number counts otherwise than the rest."""

    x: float
    y: float
    text: str
    is_open: bool


@plain
class Course:
    """Published counts over time."""

    title: str
    path: str
    points: tuple[Point, ...]
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]


@plain
class AgeColumn:
    """The agreements of one year: as many dots, one above the other."""

    x: float
    count: int
    top: float
    year: str
    age: str


@plain
class Ages:
    """Agreements in force by the year in which they were signed; `step` from dot to dot, the drawing begins at `top`."""

    title: str
    headline: str
    note: str
    columns: tuple[AgeColumn, ...]
    years: tuple[Tick, ...]
    step: float
    top: float


def course(title: str, counts: Iterable[Figures]) -> Course | None:
    """Published counts over time; fewer than three make no course."""
    found = [(_middle(count.as_of), count) for count in counts]
    if len(found) < 3:
        return None
    first, last = date(found[0][0].year, 1, 1), date(found[-1][0].year + 1, 1, 1)
    values = [count.count for _, count in found]
    grid = _steps(max(values))
    said = {values.index(max(values)), 0, len(found) - 1}

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / grid[-1], 1)

    points = tuple(
        Point(x(day), y(count.count), plain_number(count.count) if index in said else "", count.includes_ward)
        for index, (day, count) in enumerate(found)
    )
    every = -(-(last.year - first.year) // 8)
    return Course(
        title=title,
        path="M" + "L".join(f"{point.x} {point.y}" for point in points),
        points=points,
        years=tuple(Tick(x(date(year, 1, 1)), str(year)) for year in range(first.year, last.year, every)),
        levels=tuple(Tick(y(level), plain_number(level)) for level in grid),
    )


def ages(hub: Hub) -> Ages | None:
    """How old the agreements in force are; none where no day is known."""
    _ = hub.setting.words.gettext
    current = {one.id: one for agreements in hub.current_of.values() for one in agreements}
    dated = [one.signed_on for one in current.values() if one.signed_on is not None]
    if len(dated) < 3:
        return None
    oldest, now = min(dated), hub.today.year
    counts = Counter(day.year for day in dated)
    wide = (RIGHT - LEFT) / (now - oldest.year + 1)
    step = round(min(DOT, wide, (BOTTOM - TOP) / max(counts.values())), 2)
    columns = tuple(
        AgeColumn(
            x=round(LEFT + (year - oldest.year + 0.5) * wide, 1),
            count=count,
            top=round(BOTTOM - step * count, 1),
            year=f"{year}年",
            age=_("{years}年前").format(years=now - year) if year < now else _("今年"),
        )
        for year, count in sorted(counts.items())
    )
    every = -(-70 // int(wide)) if wide >= 1 else 100
    undated = len(current) - len(dated)
    return Ages(
        title=_("いまある協定を、結んだ年ごとに数えた図"),
        headline=_("いちばん古い協定は{day}、{years}年前のもの。").format(
            day=dates.say_plain(oldest), years=now - oldest.year
        ),
        note=_("点は協定一つずつ。{count}件は締結日を確かめられず、入れていません。").format(count=undated)
        if undated
        else _("点は協定一つずつ。"),
        columns=columns,
        years=tuple(
            Tick(round(LEFT + (year - oldest.year + 0.5) * wide, 1), str(year))
            for year in range(oldest.year, now + 1, every)
        ),
        step=step,
        top=min(column.top for column in columns) - ROOM,
    )


def _middle(day: dates.Day) -> date:
    return day.first + (day.last - day.first) / 2


def _steps(most: float) -> tuple[int, ...]:
    """Round levels from nothing to a little more than the highest value."""
    size: int = 10 ** (len(str(int(most))) - 1)
    for part in (size // 5, size // 2, size, size * 2, size * 5):
        if part and most / part <= 5:
            return tuple(range(0, int(-(-most // part) * part) + 1, part))
    return (0, int(most) + 1)
