"""Every page of the site: its address, title, description, template and view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.addresses import text_address
from hub.linked import ward_nodes
from hub.model import Hub
from hub.opendata import DataFile
from hub.pages.happenings import event_pages, series_pages, year_pages
from hub.pages.page import Output, Planned, listing
from hub.pages.places import company_pages, framework_pages, partner_pages, prefecture_pages
from hub.pages.stories import booklet_pages, district_pages, initiative_pages, issue_pages, text_pages
from hub.schema.partners import Moved
from hub.views.cover import cover_view
from hub.views.data import KEY as DATA
from hub.views.data import data_view
from hub.views.design import design_view
from hub.views.map import map_view
from hub.views.missing import missing_view
from hub.views.moved import moved_view
from hub.views.samples import ADDRESS as DESIGN
from hub.views.search import search_view


def outputs(hub: Hub, files: Sequence[DataFile] = ()) -> Iterator[Output]:
    """All pages, in the order of the site; `files` are those that the page on data lists."""
    for page in planned(hub):
        yield page.output(hub, *page.about)
    if DATA in hub.content.abouts:
        yield data_page(hub, files)


def planned(hub: Hub) -> Iterator[Planned]:
    """All pages without making them, but for the one that lists the files of data."""
    yield Planned("/", _cover)
    for plan in (partner_pages, prefecture_pages, framework_pages, event_pages, series_pages, year_pages):
        yield from plan(hub)
    for plan in (initiative_pages, district_pages, company_pages, issue_pages, booklet_pages, text_pages, _moved_pages):
        yield from plan(hub)
    yield listing("/map/", "map", "map", map_view)
    yield Planned("/map/embed/", _embedded_map, is_listed=False, can_wait=True)
    yield listing("/search/", "", "search", search_view)
    yield listing(DESIGN, "design", "design", design_view, is_listed=False)


def data_page(hub: Hub, files: Sequence[DataFile]) -> Output:
    """The page that lists the files of data."""
    view = data_view(hub, hub.content.abouts[DATA], files)
    return Output(text_address(DATA), view.text.title, view.text.lead, "about", "data", view)


def missing_page(hub: Hub) -> Output:
    """The page for an address that does not exist."""
    view = missing_view(hub)
    return Output("/404.html", view.title, view.title, "", "missing", view)


def _cover(hub: Hub) -> Output:
    return Output("/", "", hub.site.motto, "", "cover", cover_view(hub), ward_nodes(hub))


def _moved_pages(hub: Hub) -> Iterator[Planned]:
    for moved in hub.moved.values():
        yield Planned(moved.address, _moved, (moved,))


def _moved(hub: Hub, moved: Moved) -> Output:
    view = moved_view(hub, moved)
    return Output(moved.address, f"{view.title} {view.kicker}", view.lead, "", "moved", view, has_code=False)


def _embedded_map(hub: Hub) -> Output:
    view = map_view(hub)
    alone = hub.setting.words.gettext("{title}(埋め込み用)").format(title=view.title)
    return Output("/map/embed/", alone, view.lead, "embed", "embed", view, has_code=False)
