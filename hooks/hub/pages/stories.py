"""Pages written in Markdown: initiatives, districts, the magazine, about."""

from __future__ import annotations

from collections.abc import Iterator

from hub.addresses import text_address
from hub.model import Hub, Page
from hub.pages.page import Output, Planned, listing
from hub.schema.content import About, Booklet, District, Initiative, Issue
from hub.views.booklet import booklet_view
from hub.views.data import KEY as DATA
from hub.views.district import district_view, districts_view
from hub.views.initiative import initiative_view, initiatives_view
from hub.views.magazine import issue_view, issues_view
from hub.views.text import text_view


def initiative_pages(hub: Hub) -> Iterator[Planned]:
    """What the ward does with its partners."""
    yield listing("/initiatives/", "initiatives", "teasers", initiatives_view)
    for page in hub.content.initiatives.values():
        yield Planned(f"/initiatives/{page.slug}/", _initiative, (page,))


def _initiative(hub: Hub, page: Page[Initiative]) -> Output:
    view = initiative_view(hub, page)
    return Output(f"/initiatives/{page.slug}/", view.title, view.lead, "initiatives", "initiative", view)


def district_pages(hub: Hub) -> Iterator[Planned]:
    """The districts of the ward."""
    yield listing("/districts/", "initiatives", "teasers", districts_view)
    for page in (hub.content.districts[key] for key in hub.districts if key in hub.content.districts):
        yield Planned(f"/districts/{page.slug}/", _district, (page,))


def _district(hub: Hub, page: Page[District]) -> Output:
    view = district_view(hub, page)
    return Output(f"/districts/{page.slug}/", view.title, view.lead, "initiatives", "district", view)


def issue_pages(hub: Hub) -> Iterator[Planned]:
    """The issues of the magazine."""
    yield listing("/magazine/", "magazine", "issues", issues_view)
    for page in hub.content.issues.values():
        yield Planned(f"/magazine/{page.slug}/", _issue, (page,))


def _issue(hub: Hub, page: Page[Issue]) -> Output:
    view = issue_view(hub, page)
    title = f"{view.cover.name} {view.cover.label}"
    return Output(f"/magazine/{page.slug}/", title, view.theme, "magazine", "issue", view)


def booklet_pages(hub: Hub) -> Iterator[Planned]:
    """What each booklet holds; printed, the page is a list to hand out."""
    for page in hub.content.booklets.values():
        yield Planned(f"/booklets/{page.slug}/", _booklet, (page,))


def _booklet(hub: Hub, page: Page[Booklet]) -> Output:
    view = booklet_view(hub, page)
    return Output(f"/booklets/{page.slug}/", view.title, view.lead or view.title, "about", "booklet", view)


def text_pages(hub: Hub) -> Iterator[Planned]:
    """Pages of text; the one on data is made last, when the files are known."""
    for key, page in hub.content.abouts.items():
        if key != DATA:
            yield Planned(text_address(key), _text, (key, page))


def _text(hub: Hub, key: str, page: Page[About]) -> Output:
    view = text_view(hub, key, page)
    section = "companies" if key.startswith("companies/") else "about"
    return Output(text_address(key), view.title, view.lead or view.title, section, "text", view)
