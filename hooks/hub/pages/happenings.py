"""Pages of events, series, years and the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hub.addresses import pages_of, year_address
from hub.linked import event_nodes
from hub.model import Hub
from hub.pages.page import Output, Planned, listing
from hub.schema.events import Event, Series
from hub.views.calendar import calendar_view
from hub.views.common import Link
from hub.views.event import event_view
from hub.views.events import events_view, series_view, year_view
from hub.views.when import whole_span


def event_pages(hub: Hub) -> Iterator[Planned]:
    """The list, the calendar and every event."""
    yield listing("/events/", "events", "events", events_view)
    yield Planned("/events/calendar/", _calendar)
    for event in hub.events.values():
        yield Planned(f"/events/{event.id}/", _event, (event,))


def _calendar(hub: Hub) -> Output:
    view = calendar_view(hub)
    return Output("/events/calendar/", view.title, view.headline, "events", "calendar", view)


def _event(hub: Hub, event: Event) -> Output:
    title = f"{event.title} {whole_span(event)}"
    view, things = event_view(hub, event), event_nodes(hub, event)
    description, has_code = event.summary or title, event.id in hub.ahead
    return Output(f"/events/{event.id}/", title, description, "events", "event", view, things, has_code)


def series_pages(hub: Hub) -> Iterator[Planned]:
    """Every series with its editions."""
    for series in hub.series.values():
        yield Planned(f"/events/series/{series.id}/", _series, (series,))


def _series(hub: Hub, series: Series) -> Output:
    view = series_view(hub, series)
    address = f"/events/series/{series.id}/"
    return Output(address, f"{view.title} 毎回の記録", view.summary or view.headline, "events", "series", view)


def year_pages(hub: Hub) -> Iterator[Planned]:
    """Every year, in pages that a phone can take."""
    years = list(hub.events_by_year)
    around = [None, *years, None]
    for position, year in enumerate(years):
        events = hub.events_of_year(year)
        kinds = tuple(Counter([event.category for event in events]).most_common())
        for page in range(pages_of(len(events))):
            about = (year, events, kinds, page, (around[position], around[position + 2]))
            yield Planned(year_address(year, page), _year, about)


def _year(
    hub: Hub,
    year: int,
    events: tuple[Event, ...],
    kinds: tuple[tuple[str, int], ...],
    page: int,
    neighbours: tuple[int | None, int | None],
) -> Output:
    before, after = (Link(f"{other}年", f"/events/{other}/") if other else None for other in neighbours)
    view = year_view(hub, year, events, kinds, page, (before, after))
    title = f"{year}年の催し" + (f" {view.page}" if view.page > 1 else "")
    return Output(year_address(year, page), title, view.headline, "events", "year", view, has_code=False)
