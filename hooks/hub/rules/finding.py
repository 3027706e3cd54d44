"""What a rule is given and what it gives back."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import Any, get_args, get_origin

from hub.addresses import living_addresses
from hub.candidates import Candidate, candidates, may_be_shown
from hub.model import Hub
from hub.problems import Severity
from hub.records import Key, Register
from hub.schema.common import Record, Venue
from hub.schema.events import Event, Occurrence
from hub.source import Document, Loc

MAX_GUESSES = 50
_BY_CODE = frozenset({"municipalities", "prefectures"})
_BY_ADDRESS = frozenset({"moved", "slides"})
PARTNER_SECTIONS = ("municipalities", "prefectures", "associations", "abroad", "organisations")


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    hub: Hub
    records: Mapping[str, list[Any]]
    register: Register
    _guesses: list[str] = field(default_factory=list)

    @cached_property
    def written(self) -> tuple[tuple[Key, Any], ...]:
        """Every sound record and the front matter of every page, with its key; the site's settings last."""
        content = self.hub.content
        pages = [
            *((("content/initiatives", slug), page.matter) for slug, page in content.initiatives.items()),
            *((("content/districts", slug), page.matter) for slug, page in content.districts.items()),
            *((("content/magazine", slug), page.matter) for slug, page in content.issues.items()),
            *((("content/booklets", slug), page.matter) for slug, page in content.booklets.items()),
            *((("content/about", key.split("/")[1]), page.matter) for key, page in content.abouts.items()),
            *(((f"content/{name}", "index"), page.matter) for name, page in content.listings.items()),
            (("content/index", "index"), content.cover.matter),
            (("site", "extra"), self.hub.site),
        ]
        return (*self.in_sections(*self.records), *pages)

    @cached_property
    def occurrences(self) -> tuple[tuple[Key, Event, Loc, Occurrence], ...]:
        """Every occurrence: the key of its event, the event, its place in it, itself."""
        return tuple(
            (key, event, ("occurrences", index), one)
            for key, event in self.in_sections("events")
            for index, one in enumerate(event.occurrences)
        )

    @cached_property
    def points(self) -> tuple[tuple[Key, str, Loc, Any, bool], ...]:
        """Every pair of coordinates, or half of one: record, its name, place, holder, and whether it must lie in Japan."""
        return tuple(_points(self))

    @cached_property
    def cited(self) -> tuple[tuple[Key, Loc, str, str], ...]:
        """Every source that anything cites: record, place, the source as written, the document's id or address."""
        return tuple(
            (key, loc, source, source.partition("「")[0])
            for key, record in self.written
            for loc, source in _sources(record, ())
        )

    @cached_property
    def living(self) -> frozenset[str]:
        """The address of every page that a record makes today."""
        return living_addresses(self.hub)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The address of every page, those that only say what became of an old one too."""
        return self.living.union(self.hub.moved)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the lobby display may show unless staff hide it."""
        return tuple(candidates(self.hub))

    @cached_property
    def may_be_shown(self) -> frozenset[str]:
        """The address of every page that a slide of the display may name."""
        return may_be_shown(self.hub)

    def in_sections(self, *sections: str) -> Iterator[tuple[Key, Any]]:
        """The sound records of some sections of the data files, with their keys."""
        return chain.from_iterable(self._keyed[section] for section in sections)

    @cached_property
    def _keyed(self) -> Mapping[str, list[tuple[Key, Any]]]:
        return {
            section: [((section, _own_key(section, record)), record) for record in records]
            for section, records in self.records.items()
        }

    def title(self, key: Key, record: Any) -> str:
        """What staff call a record."""
        return self.register.names.get(key) or getattr(record, "title", "") or getattr(record, "name", "") or key[1]

    @cached_property
    def party_names(self) -> Mapping[str, str]:
        """The names of partners of every kind by code or id."""
        return {party.key: party.name for party in self.hub.all_parties}

    def party_name(self, code: str) -> str:
        """The name of a partner, or its code if it is unknown."""
        return self.party_names.get(code, code)

    def guess(self, word: str, known: Iterable[str]) -> str:
        """The known word spelt most like this one; slow, so only the first faults of a run are given one."""
        near = difflib.get_close_matches(word, sorted(known), 1, 0.6) if self.may_guess() else []
        return near[0] if near else ""

    def may_guess(self) -> bool:
        """Whether one more slow look for a near word is allowed."""
        self._guesses.append("")
        return len(self._guesses) <= MAX_GUESSES


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the record or text, the place in it, what is wrong and one way to mend it.

    What depends on the day is never more than a notice: a build for another day must not fail.
    """

    record: Key | Document
    loc: Loc
    message: str
    remedy: str
    severity: Severity = "error"
    line: int = 0


def _points(case: Case) -> Iterator[tuple[Key, str, Loc, Any, bool]]:
    abroad = case.register.declared("abroad")
    for key, event in case.in_sections("events"):
        if _is_placed(event.venue):
            yield key, f"「{event.title}」の会場", ("venue",), event.venue, abroad.isdisjoint(event.participants)
    for key, event, at, occurrence in case.occurrences:
        if _is_placed(occurrence.venue):
            is_home = abroad.isdisjoint(event.participants)
            yield key, f"「{event.title}」の会場", (*at, "venue"), occurrence.venue, is_home
    for key, town in case.in_sections("abroad"):
        yield key, f"「{town.name}」", (), town, False
    yield ("site", "extra"), f"「{case.hub.site.ward.name}」の役所", ("ward",), case.hub.site.ward, True


def _is_placed(venue: Venue | None) -> bool:
    return venue is not None and (venue.latitude is not None or venue.longitude is not None)


def _own_key(section: str, record: Any) -> str:
    name = "code" if section in _BY_CODE else "address" if section in _BY_ADDRESS else "id"
    return str(getattr(record, name))


@cache
def lists_of(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that can hold a list."""
    return tuple(name for name, info in model.model_fields.items() if _is_list(info.annotation))


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_list, get_args(annotation)))


@cache
def _citing(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record with sources, or with records that have such."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name == "source" or any(map(_citing, _held(info.annotation))))


def _held(annotation: Any) -> Iterator[type[Record]]:
    """The kinds of record that a field can hold."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if issubclass(annotation, Record):
            yield annotation
    else:
        yield from chain.from_iterable(map(_held, get_args(annotation)))


def _sources(record: Record, at: Loc) -> Iterator[tuple[Loc, str]]:
    for name in _citing(type(record)):
        value = getattr(record, name)
        if name == "source":
            sources = value or ()
            yield from (
                ((*at, name, index) if len(sources) > 1 else (*at, name), one) for index, one in enumerate(sources)
            )
        elif isinstance(value, Record):
            yield from _sources(value, (*at, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            for index, item in enumerate(value):
                yield from _sources(item, (*at, name, index))


Rule = Callable[[Case], Iterator[Finding]]
