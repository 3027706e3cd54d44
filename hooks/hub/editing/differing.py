"""What a row of a table says otherwise than the event that is there, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from hub.editing.columns import FIELDS
from hub.editing.desk import Desk, keys_of, party_called, read_certain_day, understood
from hub.editing.sheet import CannotEditError
from hub.identity import occurrence_ids
from hub.schema.common import Venue
from hub.schema.events import Application, Event, Occurrence
from hub.source import Loc
from hub.turns import as_held

_APART = frozenset({"id", "occurrences", "participants", "venue", "application", "source", "made"})
_MODELS: dict[str, type[BaseModel]] = {"": Event, "one": Occurrence, "venue": Venue, "application": Application}


def occurrence_number(raw: Mapping[str, Any], row: Mapping[str, Any]) -> int | None:
    """Which occurrence a row is about; none if it is a piece of a run of which some days were cancelled."""
    event, _, _ = understood(Event, raw, str(raw.get("title")))
    names = list(occurrence_ids(event))
    if row.get("id") in names:
        return names.index(row["id"])
    if row.get("id") in set(occurrence_ids(as_held(event))):
        return None
    day = row["occurrences"][0].get("starts_on")
    first = read_certain_day(day or "")
    for number, one in enumerate(event.occurrences):
        if len(names) == 1 or one.starts_on == first:
            return number
    raise CannotEditError(
        f"「{event.title}」に、始まる日が「{day}」の回がありません。回を足すときは、events.yaml を直してください。"
    )


def differences(desk: Desk, raw: Mapping[str, Any], row: Mapping[str, Any], number: int) -> Iterator[tuple[str, str]]:
    """Each value of a row that is not that of the record, in its right form."""
    merged = {**raw, **{key: value for key, value in row.items() if key not in _APART}}
    one = {**raw["occurrences"][number], **row["occurrences"][0]}
    merged["occurrences"] = [one]
    for part in ("venue", "application"):
        if part in row:
            merged[part] = {**(raw["occurrences"][number].get(part) or raw.get(part) or {}), **row[part]}
    _, mended, _ = understood(Event, merged, str(raw.get("title")))
    for place, _, _ in FIELDS:
        part, _, key = place.rpartition(".")
        new = {"": mended, "one": mended["occurrences"][0]}.get(part, mended.get(part) or {}).get(key)
        told = {"": row, "one": row["occurrences"][0]}.get(part, row.get(part) or {}).get(key)
        if told is None or place in {"id", "source"}:
            continue
        if place == "participants":
            _same_partners(desk, told, raw, number)
        elif not _is_explained(raw, place, str(new), number) and not _same(
            str(new), str(_now(raw, place, number) or "")
        ):
            yield place, str(new)


def _is_explained(raw: Mapping[str, Any], place: str, new: str, number: int) -> bool:
    """Whether a day is another because of what the record says of cancelled and postponed days."""
    one = raw["occurrences"][number]
    if one.get("cancelled_on") and place in {"one.ends_on", "one.days", "one.status"}:
        return True
    return place in {"one.starts_on", "one.ends_on"} and new == one.get("postponed_to")


def _same_partners(desk: Desk, told: list[str], raw: Mapping[str, Any], number: int) -> None:
    """Refuse a row with other partners: lists are changed by hand."""
    own = raw["occurrences"][number].get("participants")
    everyone = [
        *raw.get("participants", ()),
        *(key for one in raw["occurrences"] for key in one.get("participants", ())),
    ]
    if not any(_are_named(desk, told, keys) for keys in (own or (), list(dict.fromkeys(everyone)))):
        raise CannotEditError("参加する相手が、いまの記録と違います。events.yaml の participants を直してください。")


def _are_named(desk: Desk, told: list[str], keys: Sequence[str]) -> bool:
    """Whether these words name just these partners; a name that two towns share may stand for either."""
    names = party_called(desk.hub)
    known = [{key, names.get(key, key), found.name if (found := desk.hub.party(key)) else key} for key in keys]
    return len(told) == len(known) and all(word in words for word, words in zip(told, known, strict=True))


def _now(raw: Mapping[str, Any], place: str, number: int) -> Any:
    """What the record says now in that place, for that occurrence."""
    part, _, key = place.rpartition(".")
    one = raw["occurrences"][number]
    if place == "one.status":
        return one.get("status") or raw.get("status")
    if part == "one":
        return one.get(key, "all" if key == "days" else None)
    if place == "fee":
        return one.get("fee") or raw.get("fee")
    return ((one.get(part) or raw.get(part) or {}) if part else raw).get(key)


def _same(new: str, old: str) -> bool:
    try:
        return float(new.replace(",", "")) == float(old.replace(",", ""))
    except ValueError:
        return new.split() == old.split()


def home_of(raw: Mapping[str, Any], at: Loc, place: str, number: int) -> tuple[Loc, str, list[str]]:
    """Where a value of that place is written: the record that holds it, its key, the order of that record's keys."""
    part, _, key = place.rpartition(".")
    one = raw["occurrences"][number]
    here: Loc = (*at, "occurrences", number)
    is_whole = place == "one.status" and len(raw["occurrences"]) == 1 and not one.get("status")
    if is_whole or (not part and not (place == "fee" and one.get("fee"))):
        return at, key, keys_of(Event)
    if part in {"", "one"}:
        return here, key, keys_of(Occurrence)
    holder = (*here, part) if one.get(part) else (*at, part)
    if not (one.get(part) or raw.get(part)):
        raise CannotEditError(
            f"「{raw.get('title')}」には、まだ「{part}:」がありません。events.yaml に足してください。"
        )
    return holder, key, keys_of(_MODELS[part])
