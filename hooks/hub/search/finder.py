"""What the finder of `/partners/` is given: prefectures and partners in one file. Finds nothing itself.

`records` has one line each: `[kind, address, name, kana, letters, line, words, text, facets, keywords]`. Only partners
have facets: `[prefecture, bond, km, since, frameworks, themes, districts, days]`. Bond is a key of `status.BOND_KEYS`;
frameworks, themes and districts are positions in the lists at the head of the file; since is a number like 20130101;
days are the first and the last of each event to come, as numbers. What is not known is empty or null.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hub import dates
from hub.model import Hub, Partner
from hub.municipalities import REGION_OF
from hub.search.documents import Document
from hub.small_json import small_json
from hub.status import BOND_KEYS, THEMES, coming_days
from hub.views.framework import member_keys

PLACES = ("prefecture", "partner")


def finder_json(hub: Hub, documents: Sequence[Document]) -> str:
    """The file, a record a line."""
    lists = {"frameworks": [*hub.frameworks], "themes": [*THEMES], "districts": [*hub.districts]}
    positions = {name: {key: at for at, key in enumerate(keys)} for name, keys in lists.items()}
    members = _members(hub)
    rows = []
    for known in documents:
        if known.kind in PLACES:
            row: list[Any] = [known.kind, known.address, known.name, known.kana, known.letters, known.line]
            row += ["、".join(known.words), known.text]
            partner = hub.partners.get(known.key)
            facets = _facets(hub, partner, members[partner.key], positions) if partner else None
            row += [facets] if facets or known.keywords else []
            row += ["、".join(known.keywords)] if known.keywords else []
            rows.append(small_json(row))
    head = ",".join(f'"{name}":{small_json(value)}' for name, value in (*lists.items(), ("regions", REGION_OF)))
    return f'{{{head},"records":[\n' + ",\n".join(rows) + "\n]}\n"


def _members(hub: Hub) -> dict[str, list[int]]:
    members = defaultdict(list)
    for position, framework in enumerate(hub.frameworks.values()):
        for key in member_keys(hub, framework):
            members[key].append(position)
    return members


def _facets(
    hub: Hub, partner: Partner, frameworks: Sequence[int], positions: Mapping[str, Mapping[str, int]]
) -> list[Any]:
    bond, reach = hub.bonds[partner.key], hub.reach.get(partner.key)
    return [
        partner.prefecture,
        BOND_KEYS[bond] if bond else "",
        reach.km if reach else None,
        _since(hub, partner),
        frameworks,
        sorted(positions["themes"][theme] for theme in hub.themes[partner.key]),
        sorted(positions["districts"][district] for district in hub.districts_of[partner.key]),
        [
            (_number(first), _number(last))
            for event in hub.coming_of.get(partner.key, ())
            for first, last in coming_days(event, hub.today)
        ],
    ]


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _since(hub: Hub, partner: Partner) -> int | None:
    """The first day that is known of a partner, as a number."""
    days: list[dates.Day | None] = [agreement.signed_on for agreement in hub.agreements_of.get(partner.key, ())]
    for tie in partner.ties:
        days += [tie.starts_on, *tie.years]
    days += [event.occurrences[0].starts_on for event in hub.events_of.get(partner.key, ())[:1]]  # they are in order
    first = min((day.first for day in days if day), default=None)
    return _number(first) if first else None
