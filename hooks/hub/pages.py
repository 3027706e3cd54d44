"""Every page of the site: its address, title, description, template and view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hub.addresses import text_address, year_address
from hub.model import Hub, Partner
from hub.opendata import DataFile
from hub.views.calendar import calendar_view
from hub.views.common import Link
from hub.views.company import companies_view, company_view
from hub.views.cover import cover_view
from hub.views.data import KEY as DATA
from hub.views.data import data_view
from hub.views.district import district_view, districts_view
from hub.views.event import event_view
from hub.views.events import events_view, series_view, year_views
from hub.views.finder import finder_view
from hub.views.framework import framework_view, frameworks_view
from hub.views.initiative import initiative_view, initiatives_view
from hub.views.magazine import issue_view, issues_view
from hub.views.map import map_view
from hub.views.missing import missing_view
from hub.views.moved import moved_view
from hub.views.partner import partner_view
from hub.views.prefecture import prefecture_view, prefectures_view
from hub.views.search import search_view
from hub.views.text import text_view
from hub.views.when import whole_span


@dataclass(frozen=True, slots=True)
class Output:
    """A page to be made. `section` is the active entry of the masthead."""

    address: str
    title: str
    description: str
    section: str
    template: str
    view: Any


def outputs(hub: Hub, files: Sequence[DataFile] = ()) -> Iterator[Output]:
    """All pages, in the order of the site; `files` are those that the page on data lists."""
    yield Output("/", "", hub.site.motto, "", "cover", cover_view(hub))
    for make in (_partner_pages, _prefecture_pages, _framework_pages, _event_pages, _series_pages, _year_pages):
        yield from make(hub)
    for make in (_initiative_pages, _district_pages, _company_pages, _issue_pages, _text_pages, _moved_pages):
        yield from make(hub)
    yield from _map_pages(hub)
    search = search_view(hub)
    yield Output("/search/", search.title, search.lead, "", "search", search)
    if DATA in hub.content.abouts:
        view = data_view(hub, hub.content.abouts[DATA], files)
        yield Output(text_address(DATA), view.text.title, view.text.lead, "about", "data", view)


def missing_page(hub: Hub) -> Output:
    """The page for an address that does not exist."""
    view = missing_view(hub)
    return Output("/404.html", view.title, view.title, "", "missing", view)


def _partner_pages(hub: Hub) -> Iterator[Output]:
    listing = finder_view(hub)
    yield Output("/partners/", listing.title, listing.lead, "partners", "finder", listing)
    for partner in hub.partners.values():
        view = partner_view(hub, partner)
        description = view.sentence or partner.name
        yield Output(partner.address, _full_name(hub, partner), description, "partners", "partner", view)


def _full_name(hub: Hub, partner: Partner) -> str:
    """A municipality with its prefecture, for two towns may share a name."""
    prefecture = hub.prefectures.get(partner.prefecture) if partner.kind == "municipality" else None
    return f"{prefecture.name}{partner.name}" if prefecture else partner.name


def _prefecture_pages(hub: Hub) -> Iterator[Output]:
    listing = prefectures_view(hub)
    yield Output("/prefectures/", listing.title, listing.lead, "partners", "prefectures", listing)
    for prefecture in hub.prefectures.values():
        view = prefecture_view(hub, prefecture)
        yield Output(prefecture.address, prefecture.name, view.headline, "partners", "prefecture", view)


def _framework_pages(hub: Hub) -> Iterator[Output]:
    listing = frameworks_view(hub)
    yield Output("/frameworks/", listing.title, listing.lead, "partners", "frameworks", listing)
    for framework in hub.frameworks.values():
        view = framework_view(hub, framework)
        description = view.summary or view.title
        yield Output(f"/frameworks/{framework.id}/", framework.title, description, "partners", "framework", view)


def _event_pages(hub: Hub) -> Iterator[Output]:
    listing = events_view(hub)
    yield Output("/events/", listing.title, listing.lead, "events", "events", listing)
    month = calendar_view(hub)
    yield Output("/events/calendar/", month.title, month.headline, "events", "calendar", month)
    for event in hub.events.values():
        title = f"{event.title} {whole_span(event)}"
        yield Output(f"/events/{event.id}/", title, event.summary or title, "events", "event", event_view(hub, event))


def _series_pages(hub: Hub) -> Iterator[Output]:
    for series in hub.series.values():
        view = series_view(hub, series)
        address = f"/events/series/{series.id}/"
        yield Output(address, f"{view.title} 毎回の記録", view.summary or view.headline, "events", "series", view)


def _year_pages(hub: Hub) -> Iterator[Output]:
    years = [
        (year, list(group))
        for year, group in groupby(hub.events.values(), lambda event: event.occurrences[0].starts_on.year)
    ]
    links = [None, *(Link(f"{year}年", f"/events/{year}/") for year, _ in years), None]
    for position, (year, events) in enumerate(years):
        for view in year_views(hub, year, events, (links[position], links[position + 2])):
            title = f"{year}年の催し" + (f" {view.page}" if view.page > 1 else "")
            yield Output(year_address(year, view.page - 1), title, view.headline, "events", "year", view)


def _initiative_pages(hub: Hub) -> Iterator[Output]:
    listing = initiatives_view(hub)
    yield Output("/initiatives/", listing.title, listing.lead, "initiatives", "teasers", listing)
    for page in hub.content.initiatives.values():
        view = initiative_view(hub, page)
        yield Output(f"/initiatives/{page.slug}/", view.title, view.lead, "initiatives", "initiative", view)


def _district_pages(hub: Hub) -> Iterator[Output]:
    listing = districts_view(hub)
    yield Output("/districts/", listing.title, listing.lead, "initiatives", "teasers", listing)
    for page in (hub.content.districts[key] for key in hub.districts if key in hub.content.districts):
        view = district_view(hub, page)
        yield Output(f"/districts/{page.slug}/", view.title, view.lead, "initiatives", "district", view)


def _company_pages(hub: Hub) -> Iterator[Output]:
    listing = companies_view(hub)
    yield Output("/companies/", listing.title, listing.lead, "companies", "companies", listing)
    for partner in hub.organisations.values():
        view = company_view(hub, partner)
        yield Output(partner.address, partner.name, view.summary or partner.name, "companies", "company", view)


def _issue_pages(hub: Hub) -> Iterator[Output]:
    listing = issues_view(hub)
    yield Output("/magazine/", listing.title, listing.lead, "magazine", "issues", listing)
    for page in hub.content.issues.values():
        view = issue_view(hub, page)
        title = f"{view.cover.name} {view.cover.label}"
        yield Output(f"/magazine/{page.slug}/", title, view.theme, "magazine", "issue", view)


def _moved_pages(hub: Hub) -> Iterator[Output]:
    for moved in hub.moved.values():
        view = moved_view(hub, moved)
        yield Output(moved.address, f"{view.title} {view.kicker}", view.lead, "", "moved", view)


def _map_pages(hub: Hub) -> Iterator[Output]:
    view = map_view(hub)
    alone = hub.setting.words.gettext("{title}(埋め込み用)").format(title=view.title)
    yield Output("/map/", view.title, view.lead, "map", "map", view)
    yield Output("/map/embed/", alone, view.lead, "embed", "embed", view)


def _text_pages(hub: Hub) -> Iterator[Output]:
    for key, page in hub.content.abouts.items():
        if key == DATA:
            continue
        view = text_view(hub, key, page)
        section = "companies" if key.startswith("companies/") else "about"
        yield Output(text_address(key), view.title, view.lead or view.title, section, "text", view)
