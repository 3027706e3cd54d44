"""What each page was made from, kept between the builds of `make serve`: only what has changed is made anew.

Every look-up in the Hub is noted, so that views need not say what they depend on. Makes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, cast

from hub.model import Hub
from hub.records import KnownRecords

T = TypeVar("T")
File = tuple[str, str | bytes | None]  # a path in the site and its content; none where it stands as it is
Look = tuple[str, Any]

_WHOLE = object()  # the key of a look at all of a mapping
_NOTHING = object()  # what stands under a key that is not there
# Every page depends on these; when one changes, all is forgotten.
_COMMON = ("site", "setting", "gazetteer", "projection")
# What the row of an event is made from besides the event.
_ROWS = (*_COMMON, "partners", "prefectures", "organisations")


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of the site is about, every key under which it looked, and where its files stand."""

    about: Any
    looks: AbstractSet[Look]
    paths: tuple[File, ...]


class Memory:
    """What was known and looked up in the last build."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}
        self._frame: Any = None
        self._parts: dict[str, _Part] = {}
        self._earlier: dict[str, _Part] = {}
        self._changed: set[Look] = set()
        self._tools: dict[str, Any] = {}
        self._rows: dict[str, Any] = {}
        self._owed: dict[str, tuple[Any, Callable[[], Iterable[File]]]] = {}
        self.records: KnownRecords = {}
        self.looks: set[Look] = set()

    def forget(self) -> None:
        """Make everything anew next time."""
        self.__init__()  # type: ignore[misc] # as it began

    def learn(self, hub: Hub, frame: Any) -> Hub:
        """The hub of a new build, whose look-ups are noted; `frame` is all that stands on every page."""
        known = {field.name: _same(self._known.get(field.name), getattr(hub, field.name)) for field in fields(hub)}
        self._owed.clear()
        if frame != self._frame or any(known[name] is not self._known[name] for name in _COMMON):
            self._parts.clear()
            self._tools.clear()
        self._earlier, self._parts = self._parts, {}  # a part that is not asked for in a build is forgotten
        self._changed = {look for name in known for look in _changes(name, self._known.get(name), known[name])}
        rows = self._rows if all(known[name] is self._known.get(name) for name in _ROWS) else {}
        self._rows = {key: row for key, row in rows.items() if known["events"].get(key) is self._known["events"][key]}
        self._known, self._frame = known, frame
        return cast("Hub", _NotedHub(self, known | {"setting": hub.setting, "rows": self._rows}))  # the moment's own

    def files(self, name: str, about: Any, make: Callable[[], Iterable[File]], *, can_wait: bool) -> Iterable[File]:
        """What `make` gives, or the same paths without texts where nothing has changed where it looked the last time.

        What can wait stands too, as it was; `late` makes it.
        """
        part = self._earlier.get(name)
        if part is not None and part.about == about and self._changed.isdisjoint(part.looks):
            self._parts[name] = part
            return part.paths
        if part is not None and can_wait:
            self._owed[name] = (about, make)
            self._parts[name] = replace(part, about=_NOTHING)
            return part.paths
        return self._made(name, about, make)

    def late(self) -> Iterator[tuple[Iterable[File], set[str]]]:
        """The parts that the last build put off, one after another: their files, and the paths that are no more.

        Where it is broken off, the next build finds that the others do not stand.
        """
        try:
            while self._owed:
                name, (about, make) = self._owed.popitem()
                before = {path for path, _ in self._parts[name].paths}
                made = self._made(name, about, make)
                yield made, before - {path for path, _ in made}
        finally:
            self._owed.clear()

    def _made(self, name: str, about: Any, make: Callable[[], Iterable[File]]) -> tuple[File, ...]:
        self.looks = set()
        made = tuple(make())
        self._parts[name] = _Part(about, self.looks, tuple((path, None) for path, _ in made))
        return made

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, kept as long as the frame stays."""
        if name not in self._tools:
            self._tools[name] = make()
        tool: T = self._tools[name]
        return tool


@contextmanager
def forgotten_when_broken_off(memory: Memory | None) -> Iterator[None]:
    """After a build that broke off, nobody knows what was written."""
    try:
        yield
    except BaseException:
        if memory is not None:
            memory.forget()
        raise


class _NotedHub:
    """Looks like the Hub to views. Its mappings note each key; other fields are noted when they are asked for."""

    def __init__(self, memory: Memory, known: Mapping[str, Any]) -> None:
        self._memory = memory
        self._known = known
        self.rows: dict[str, Any] = known["rows"]  # whoever shows a row has looked up its event
        for name, value in known.items():
            if name in _COMMON:
                setattr(self, name, value)
            elif isinstance(value, Mapping) and name != "rows":
                setattr(self, name, _Noted(memory, name, value))

    def __getattr__(self, name: str) -> Any:
        if name not in self._known:
            return vars(Hub)[name].__get__(self)  # the Hub's own methods and properties
        self._memory.looks.add((name, _WHOLE))
        return self._known[name]


class _Noted(Mapping[Any, Any]):
    """A mapping that notes under which keys it was looked at."""

    def __init__(self, memory: Memory, name: str, held: Mapping[Any, Any]) -> None:
        self._memory = memory
        self._name = name
        self._held = held

    def get(self, key: Any, default: Any = None) -> Any:
        """What stands under the key."""
        value = self._held.get(key, _NOTHING)
        self._memory.looks.add((self._name, key))
        return default if value is _NOTHING else value

    def __getitem__(self, key: Any) -> Any:
        value = self.get(key, _NOTHING)
        if value is _NOTHING:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self.get(key, _NOTHING) is not _NOTHING

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def values(self) -> ValuesView[Any]:
        """All values."""
        return self._whole().values()

    def items(self) -> ItemsView[Any, Any]:
        """All keys and values."""
        return self._whole().items()

    def _whole(self) -> Mapping[Any, Any]:
        self._memory.looks.add((self._name, _WHOLE))
        return self._held


def _changes(name: str, earlier: Any, value: Any) -> Iterator[Look]:
    """Where a look at a field of the Hub would now see something else."""
    if value is earlier:
        return
    yield name, _WHOLE
    if isinstance(value, Mapping) and isinstance(earlier, Mapping):
        for key in value.keys() | earlier.keys():
            if value.get(key, _NOTHING) is not earlier.get(key, _NOTHING):
                yield name, key


def _same(earlier: Any, value: Any) -> Any:
    """The earlier object where the new one is equal, all the way down to the values of a mapping."""
    if not isinstance(value, Mapping) or not isinstance(earlier, Mapping):
        return earlier if earlier == value else value
    known = {key: _same(earlier.get(key, _NOTHING), item) for key, item in value.items()}
    is_same = list(known) == list(earlier) and all(item is earlier[key] for key, item in known.items())
    return earlier if is_same else known
