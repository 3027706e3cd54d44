"""The page that searches everything: the kinds of results, and ways that need no script."""

from __future__ import annotations

from hub.model import Hub
from hub.plain import plain
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon


@plain
class Kind:
    """A kind of result with its heading; keys are those of `hub.search`."""

    key: str
    title: str


@plain
class SearchView:
    """`/search/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    kinds: tuple[Kind, ...]
    ways: tuple[Link, ...]
    years: tuple[Link, ...]
    prefectures: tuple[Link, ...]
    colophon: Colophon


def search_view(hub: Hub) -> SearchView:
    """The search page."""
    _ = hub.setting.words.gettext
    listings = hub.content.listings
    folders = ("partners", "events", "initiatives", "companies", "magazine")
    return SearchView(
        crumbs=(Link(_("探す")),),
        title=_("探す"),
        lead=_("まち、催し、取組など、このサイトの全体から探します。"),
        kinds=_kinds(hub),
        ways=tuple(Link(listings[name].matter.title, f"/{name}/") for name in folders),
        years=tuple(
            Link(_("{year}年").format(year=year), f"/events/{year}/")
            for year in sorted(hub.events_by_year, reverse=True)
        ),
        prefectures=tuple(
            Link(hub.prefectures[code].name, hub.prefectures[code].address) for code in sorted(hub.towns_in)
        ),
        colophon=colophon(hub, "/search/"),
    )


def _kinds(hub: Hub) -> tuple[Kind, ...]:
    _ = hub.setting.words.gettext
    return (
        Kind("prefecture", _("都道府県")),
        Kind("partner", _("連携するまち")),
        Kind("framework", _("協定と枠組み")),
        Kind("initiative", _("取組")),
        Kind("district", _("総合支所の地区")),
        Kind("company", _("企業・団体")),
        Kind("issue", _("情報誌")),
        Kind("event", _("催し")),
        Kind("series", _("続いている催し")),
        Kind("about", _("案内")),
    )
