"""`/about/data/`: the files of open data with their sizes, days, columns and an example, and what can be subscribed to."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hub import dates
from hub.model import Hub, Page
from hub.opendata import LICENCE, DataFile
from hub.plain import plain
from hub.schema.content import About
from hub.tables import columns
from hub.views.subscribing import Subscription, atoms, subscription
from hub.views.text import TextView, text_view

KEY = "about/data"


@plain
class FileRow:
    """A file as readers see it."""

    address: str
    name: str
    title: str
    about: str
    count: str
    size: str
    as_of: str
    schema: str


@plain
class TableView:
    """A table's columns, each with what stands in it, and its first row as an example."""

    name: str
    title: str
    headline: str
    columns: tuple[tuple[str, str, str], ...]
    empty: tuple[str, ...]


@plain
class DataView:
    """The page on open data."""

    text: TextView
    files: tuple[FileRow, ...]
    licence: str
    tables: tuple[TableView, ...]
    feeds: tuple[Subscription, ...]


def data_view(hub: Hub, page: Page[About], files: Sequence[DataFile]) -> DataView:
    """What is published as data; the files are made already."""
    _ = hub.setting.words.gettext
    return DataView(
        text=text_view(hub, KEY, page),
        files=tuple(_row(hub, file) for file in files),
        licence=LICENCE,
        tables=tuple(_table(hub, file) for file in files if file.table),
        feeds=(subscription(hub, _("すべての催しの暦"), "/feeds/events.ics"), *atoms(hub)),
    )


def _row(hub: Hub, file: DataFile) -> FileRow:
    _ = hub.setting.words.gettext
    kilobytes = max(1, round(file.size / 1000))
    return FileRow(
        address=f"/{file.path}",
        name=file.path.rpartition("/")[2],
        title=file.title,
        about=file.about,
        count=_("{count}件").format(count=f"{file.count:,}"),
        size=f"{kilobytes:,} kB",
        as_of=dates.say_plain(dates.day_of(file.as_of)),
        schema=f"/{file.schema}" if file.schema else "",
    )


def _table(hub: Hub, file: DataFile) -> TableView:
    _ = hub.setting.words.gettext
    listed = columns(file.table)
    first = next(csv.DictReader(io.TextIOWrapper(io.BytesIO(file.content), "utf-8-sig", newline="")), {})
    return TableView(
        name=file.path.rpartition("/")[2],
        title=file.title,
        headline=_("{title}の{count}の列。").format(title=file.title, count=len(listed)),
        columns=tuple((name, meaning, (first.get(name) or "")[:60]) for name, meaning in listed if meaning),
        empty=tuple(name for name, meaning in listed if not meaning),
    )
