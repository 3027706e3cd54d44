"""The areas of the ward's districts as squares of one scale. Draws nothing."""

from __future__ import annotations

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.words import plain_number


@plain
class Square:
    """A district as a square of its own area; `side` in km."""

    name: str
    address: str
    value: str
    side: float
    is_on: bool


@plain
class Squares:
    """The areas of the districts, all to one scale. `widest` is the longest side."""

    items: tuple[Square, ...]
    widest: float
    headline: str
    as_of: str


def squares(hub: Hub, on: str = "") -> Squares | None:
    """The districts' areas; none unless two are known."""
    _ = hub.setting.words.gettext
    known = [area for area in hub.districts.values() if area.area_km2 is not None and area.as_of is not None]
    if len(known) < 2:
        return None
    items = tuple(
        Square(
            area.name,
            f"/districts/{area.id}/" if area.id in hub.content.districts else "",
            plain_number(area.area_km2 or 0),
            round((area.area_km2 or 0) ** 0.5, 3),
            area.id == on,
        )
        for area in known
    )
    largest = max(items, key=lambda item: item.side)
    days = dict.fromkeys(dates.say_plain(area.as_of) for area in known if area.as_of)
    return Squares(
        items=items,
        widest=largest.side,
        headline=_("いちばん広いのは{name}、{value}km²。").format(name=largest.name, value=largest.value),
        as_of="・".join(days),
    )
