"""Every page of the site: its address, title, description, template and view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hub.model import Hub
from hub.views import cover, event, lists, missing, partner, written
from hub.views.common import Link


@dataclass(frozen=True, slots=True)
class Output:
    """A page to be made. `section` is the active entry of the masthead."""

    address: str
    title: str
    description: str
    section: str
    template: str
    view: Any


def outputs(hub: Hub) -> Iterator[Output]:
    """All pages, in the order of the site."""
    yield Output("/", "", hub.site.motto, "", "cover", cover.cover_view(hub))
    for make in (_partner_pages, _framework_pages, _event_pages, _written_pages, _company_pages, _issue_pages):
        yield from make(hub)
    for key, page in hub.content.abouts.items():
        address = "/" + key.removesuffix("index").rstrip("/") + "/"
        section = "companies" if key.startswith("companies/") else "about"
        matter = page.matter
        yield Output(address, matter.title, matter.lead or matter.title, section, "text", written.text_view(hub, key, page))


def missing_page(hub: Hub) -> Output:
    """The page for an address that does not exist."""
    view = missing.missing_view(hub)
    return Output("/404.html", view.title, view.title, "", "missing", view)


def _partner_pages(hub: Hub) -> Iterator[Output]:
    finder = lists.finder_view(hub)
    yield Output("/partners/", finder.title, finder.lead, "partners", "finder", finder)
    for found in hub.partners.values():
        view = partner.partner_view(hub, found)
        description = view.sentence or view.note or found.name
        yield Output(found.address, found.name, description, "partners", "partner", view)
    prefectures = lists.prefectures_view(hub)
    yield Output("/prefectures/", prefectures.title, prefectures.lead, "partners", "prefectures", prefectures)
    for prefecture in hub.prefectures.values():
        one = lists.prefecture_view(hub, prefecture)
        yield Output(prefecture.address, prefecture.name, one.headline, "partners", "prefecture", one)


def _framework_pages(hub: Hub) -> Iterator[Output]:
    frameworks = lists.frameworks_view(hub)
    yield Output("/frameworks/", frameworks.title, frameworks.lead, "partners", "frameworks", frameworks)
    for framework in hub.frameworks.values():
        view = lists.framework_view(hub, framework)
        description = view.summary or view.title
        yield Output(f"/frameworks/{framework.id}/", framework.name, description, "partners", "framework", view)


def _event_pages(hub: Hub) -> Iterator[Output]:
    listing = event.events_view(hub)
    yield Output("/events/", listing.title, listing.lead, "events", "events", listing)
    for found in hub.events.values():
        view = event.event_view(hub, found)
        description = found.summary or f"{found.title} {view.facts[0].text}"
        yield Output(f"/events/{found.id}/", found.title, description, "events", "event", view)
    years = [(year, list(group)) for year, group in groupby(hub.events.values(), _year)]
    for position, (year, events) in enumerate(years):
        before = _year_link(years[position - 1][0]) if position else None
        after = _year_link(years[position + 1][0]) if position + 1 < len(years) else None
        for view_of_year in event.year_views(hub, year, events, (before, after)):
            address = event.year_address(year, view_of_year.page - 1)
            yield Output(address, f"{year}年の催し", view_of_year.headline, "events", "year", view_of_year)


def _year(found: Any) -> int:
    return int(found.occurrences[0].starts_on.year)


def _year_link(year: int) -> Link:
    return Link(f"{year}年", f"/events/{year}/")


def _written_pages(hub: Hub) -> Iterator[Output]:
    initiatives = written.initiatives_view(hub)
    yield Output("/initiatives/", initiatives.title, initiatives.lead, "initiatives", "teasers", initiatives)
    for page in hub.content.initiatives.values():
        view = written.initiative_view(hub, page)
        yield Output(f"/initiatives/{page.slug}/", view.title, view.lead, "initiatives", "initiative", view)
    districts = written.districts_view(hub)
    yield Output("/districts/", districts.title, districts.lead, "initiatives", "teasers", districts)
    for slug in hub.districts:
        if slug in hub.content.districts:
            one = written.district_view(hub, hub.content.districts[slug])
            yield Output(f"/districts/{slug}/", one.title, one.lead, "initiatives", "district", one)


def _company_pages(hub: Hub) -> Iterator[Output]:
    companies = written.companies_view(hub)
    yield Output("/companies/", companies.title, companies.lead, "companies", "companies", companies)
    for found in hub.organisations.values():
        view = written.company_view(hub, found)
        yield Output(found.address, found.name, view.summary or found.name, "companies", "company", view)


def _issue_pages(hub: Hub) -> Iterator[Output]:
    issues = written.issues_view(hub)
    yield Output("/magazine/", issues.title, issues.lead, "magazine", "issues", issues)
    for page in hub.content.issues.values():
        view = written.issue_view(hub, page)
        title = f"{view.cover.name} {view.cover.label}"
        yield Output(f"/magazine/{page.slug}/", title, view.theme, "magazine", "issue", view)


