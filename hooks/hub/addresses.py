"""Every address of the site (the contract: none ever breaks), without making the pages. Knows no views."""

from __future__ import annotations

from collections.abc import Iterator

from hub.model import Hub

# Pages that exist whatever the data holds.
FIXED = (
    "/",
    "/partners/",
    "/frameworks/",
    "/prefectures/",
    "/events/",
    "/initiatives/",
    "/districts/",
    "/companies/",
    "/magazine/",
    "/search/",
    "/events/calendar/",
    "/map/",
    "/map/embed/",
    "/about/design/",
)
# The display in the lobby: no page among others, but its address stands in every player's settings.
DISPLAY = "/kiosk/"
# So many events of a year stand on one page.
PER_PAGE = 100


def addresses(hub: Hub) -> frozenset[str]:
    """The address of every page that the data makes today."""
    return living_addresses(hub).union(hub.moved)


def living_addresses(hub: Hub) -> frozenset[str]:
    """The address of every page but those that only say what became of an old one."""
    content = hub.content
    return frozenset(
        (
            *FIXED,
            DISPLAY,
            *(partner.address for partner in hub.all_parties),
            *(f"/partners/embed/{key}/" for key in hub.partners),
            *(f"/frameworks/{key}/" for key in hub.frameworks),
            *(f"/events/{key}/" for key in hub.events),
            *(f"/events/series/{key}/" for key in hub.series),
            *_years(hub),
            *(f"/initiatives/{slug}/" for slug in content.initiatives),
            *(f"/districts/{key}/" for key in hub.districts if key in content.districts),
            *(f"/magazine/{number}/" for number in content.issues),
            *(f"/booklets/{slug}/" for slug in content.booklets),
            *(text_address(key) for key in content.abouts),
        )
    )


def text_address(key: str) -> str:
    """The address of a page of text by its file: about/index is /about/."""
    return f"/{key[: -len('/index')] if key.endswith('/index') else key}/"


def year_address(year: int, page: int) -> str:
    """The address of a page of a year; the first is the year's own."""
    return f"/events/{year}/" if page == 0 else f"/events/{year}/{page + 1}/"


def pages_of(count: int) -> int:
    """How many pages the events of a year take."""
    return (count - 1) // PER_PAGE + 1


def _years(hub: Hub) -> Iterator[str]:
    for year in hub.events_by_year:
        yield from (year_address(year, page) for page in range(pages_of(len(hub.events_of_year(year)))))
