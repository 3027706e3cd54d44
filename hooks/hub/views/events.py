"""Lists of events: what is coming, the same month's record, and a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, islice

from hub import dates
from hub.addresses import PER_PAGE, pages_of, year_address
from hub.model import Hub
from hub.plain import plain
from hub.schema.events import Event, Series
from hub.status import CATEGORIES
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon
from hub.views.rows import DateBlock, EventRow, date_block, event_row, rows_ahead, rows_past
from hub.views.sieve import Sieve, sieves
from hub.views.subscribing import Subscription, atoms, calendars
from hub.views.updates import UpdateRow, update_rows
from hub.words import how_many, kanji_number


@plain
class EventsView:
    """`/events/`: what is coming, the same month's record, the years."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    today: DateBlock
    headline: str
    sieves: tuple[Sieve, ...]
    coming: tuple[EventRow, ...]
    month: str
    season: tuple[EventRow, ...]
    latest: tuple[EventRow, ...]
    years: tuple[tuple[Link, int], ...]
    calendars: tuple[Subscription, ...]
    atoms: tuple[Subscription, ...]
    updates: tuple[UpdateRow, ...]
    colophon: Colophon


@plain
class YearView:
    """`/events/<yyyy>/`, one page of it."""

    crumbs: tuple[Link, ...]
    year: int
    era: str
    headline: str
    sieves: tuple[Sieve, ...]
    months: tuple[tuple[str, tuple[EventRow, ...]], ...]
    categories: tuple[tuple[str, int], ...]
    page: int
    pages: tuple[Link, ...]
    previous: Link | None
    following: Link | None
    colophon: Colophon


@plain
class SeriesView:
    """`/events/series/<id>/`: all editions of a series."""

    crumbs: tuple[Link, ...]
    title: str
    summary: str
    headline: str
    coming: tuple[EventRow, ...]
    records: tuple[EventRow, ...]
    initiative: Link | None
    colophon: Colophon


def events_view(hub: Hub) -> EventsView:
    """What is on, honestly: when nothing is coming, the record of the same month."""
    listing = hub.content.listings["events"].matter
    coming = len(hub.coming)
    ahead, season = rows_ahead(hub, hub.ahead.values()), same_month(hub)
    latest = tuple(event_row(hub, event) for event in islice(past_events(hub), 10))
    today = dates.day_of(hub.today)
    return EventsView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        today=date_block(today),
        headline=coming_headline(hub, coming),
        sieves=sieves(hub, (row.marks for row in (*ahead, *season, *latest))),
        coming=ahead,
        month=f"{hub.today.month}月",
        season=season,
        latest=latest,
        years=tuple(
            (Link(f"{year}年", f"/events/{year}/"), len(hub.events_of_year(year)))
            for year in sorted(hub.events_by_year, reverse=True)
        ),
        calendars=calendars(hub),
        atoms=atoms(hub),
        updates=update_rows(hub),
        colophon=colophon(hub, "/events/", listing),
    )


def coming_headline(hub: Hub, count: int) -> str:
    """What is coming, as a sentence."""
    _ = hub.setting.words.gettext
    if count == 0:
        return _("これからの催しは、まだ届いていません。")
    return _("これからの催しは、{count}。").format(count=how_many(count) if count < 10 else f"{count}件")


def past_events(hub: Hub) -> Iterator[Event]:
    """Events that are over, newest first."""
    return (event for event in reversed(list(hub.events.values())) if event.id not in hub.ahead)


def same_month(hub: Hub, limit: int = 12) -> tuple[EventRow, ...]:
    """The record of the month it is today, newest first."""
    month = hub.today.month
    found = (event for event in past_events(hub) if _month(event) == month)
    return tuple(event_row(hub, event) for event in islice(found, limit))


def series_view(hub: Hub, series: Series) -> SeriesView:
    """A series with all its editions."""
    _ = hub.setting.words.gettext
    editions = hub.events_in.get(series.id, ())
    past = rows_past(hub, editions)
    page = hub.content.initiatives.get(series.initiative or "")
    return SeriesView(
        crumbs=(Link(hub.content.listings["events"].matter.title, "/events/"), Link(series.title)),
        title=series.title,
        summary=series.summary or "",
        headline=_("これまでに{count}回の記録。").format(count=len(past)),
        coming=rows_ahead(hub, editions),
        records=past,
        initiative=Link(page.matter.title, f"/initiatives/{page.slug}/") if page else None,
        colophon=colophon(hub, f"/events/series/{series.id}/", series, *editions),
    )


def year_view(
    hub: Hub,
    year: int,
    events: Sequence[Event],
    kinds: Sequence[tuple[str, int]],
    page: int,
    neighbours: tuple[Link | None, Link | None],
) -> YearView:
    """One page of a year, by months, newest last: as many events as a phone can take. Those without a month come last.

    `kinds` are the categories of the year's events and how many there are of each.
    """
    _ = hub.setting.words.gettext
    title = hub.content.listings["events"].matter.title
    links = tuple(Link(str(number + 1), year_address(year, number)) for number in range(pages_of(len(events))))
    cut = events[page * PER_PAGE : (page + 1) * PER_PAGE]
    return YearView(
        crumbs=(Link(title, "/events/"), Link(f"{year}年")),
        year=year,
        era=dates.era(date(year, 12, 31)),
        headline=_("{year}年の催しは、{count}件。").format(year=year, count=f"{len(events):,}"),
        sieves=sieves(hub, (event_row(hub, event).marks for event in cut)),
        months=tuple(_months(hub, cut)),
        categories=tuple((CATEGORIES[kind], count) for kind, count in kinds),
        page=page + 1,
        pages=links if len(links) > 1 else (),
        previous=neighbours[0],
        following=neighbours[1],
        colophon=colophon(hub, "/events/", hub.content.listings["events"].matter),
    )


def _months(hub: Hub, events: Sequence[Event]) -> list[tuple[str, tuple[EventRow, ...]]]:
    months = groupby(events, _month)
    return [(_month_name(month), tuple([event_row(hub, event) for event in group])) for month, group in months]


def _start(event: Event) -> dates.Day:
    return event.occurrences[0].starts_on


def _month(event: Event) -> int:
    return _start(event).month


def _month_name(month: int) -> str:
    return f"{kanji_number(month)}月" if month else "月は未確認"  # set upright
