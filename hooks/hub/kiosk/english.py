"""The second line of a slide, in English: names in Latin letters, kinds and days. Only what the data has."""

from __future__ import annotations

from hub.dates import Day
from hub.model import Hub, Partner
from hub.romaji import romaji_of_prefecture
from hub.schema.events import Event

_POINTS = dict(
    zip(
        "北 北北東 北東 東北東 東 東南東 南東 南南東 南 南南西 南西 西南西 西 西北西 北西 北北西".split(),
        "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split(),
        strict=True,
    )
)
_CATEGORIES = {
    "ceremony": "Ceremony",
    "children": "For children",
    "corner": "Corner",
    "exchange": "Exchange",
    "fair": "Fair",
    "festival": "Festival",
    "food": "Food",
    "forest": "Forest",
    "history": "History",
    "learning": "Learning",
    "marche": "Market",
    "onsen": "Hot springs",
    "pr": "Showcase",
    "railway": "Railway",
    "special_wards": "Special wards",
    "support": "Support",
    "workcation": "Workcation",
    "working_holiday": "Working holiday",
}
THEMES = {
    "exchange": "People",
    "goods": "Food and crafts",
    "work": "Work and stay",
    "energy": "Energy",
    "forest": "Forest",
    "relief": "Mutual aid",
    "media": "Media",
    "policy": "Policy",
}
GUIDES = {
    "partners": "Partner towns",
    "frameworks": "Agreements",
    "prefectures": "By prefecture",
    "initiatives": "Initiatives",
    "magazine": "Magazine",
    "districts": "Districts of the ward",
    "companies": "Companies",
}
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_SUFFIXES = ("-shi", "-cho", "-machi", "-son", "-mura", "-ku")


def town(hub: Hub, partner: Partner) -> str:
    """A town with its prefecture, distance and direction: Iwaki, Fukushima — 185 km NNE."""
    if not partner.romaji or not partner.prefecture:
        return ""
    name = next((partner.romaji.removesuffix(end) for end in _SUFFIXES if partner.romaji.endswith(end)), partner.romaji)
    reach = hub.reach.get(partner.key)
    far = f" — {reach.km:,} km {_POINTS[reach.direction]}" if reach else ""
    return f"{name}, {prefecture(hub, partner.prefecture)}{far}"


def prefecture(hub: Hub, code: str) -> str:
    """A prefecture in Latin letters, without its kind."""
    kana = hub.prefectures[code].kana
    stem = kana if code == "01" else kana[:-2] if kana.endswith("けん") else kana[:-1]
    return romaji_of_prefecture(stem)


def event(found: Event) -> str:
    """The kind of an event and its first day: Market, Sat 21 November 2026."""
    return f"{_CATEGORIES[found.category]}, {_day(found.occurrences[0].starts_on)}"


def _day(day: Day) -> str:
    first = day.first
    if day.is_exact:
        return f"{_WEEKDAYS[first.weekday()]} {first.day} {_MONTHS[first.month - 1]} {first.year}"
    return f"{_MONTHS[first.month - 1]} {first.year}" if day.has_month else str(first.year)
