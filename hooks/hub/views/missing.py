"""The page for an address that does not exist: helps to find what was looked for."""

from __future__ import annotations

from hub.model import Hub
from hub.plain import plain
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon


@plain
class MissingView:
    """`/404.html`."""

    title: str
    links: tuple[Link, ...]
    prefectures: tuple[Link, ...]
    colophon: Colophon


def missing_view(hub: Hub) -> MissingView:
    """What helps someone who took a wrong turning."""
    _ = hub.setting.words.gettext
    listings = hub.content.listings
    folders = ("partners", "events", "initiatives", "companies", "magazine")
    return MissingView(
        title=_("お探しのページは、見つかりませんでした。"),
        links=tuple(
            Link(listings[name].matter.title, f"/{name}/", listings[name].matter.lead or "") for name in folders
        ),
        prefectures=tuple(
            Link(hub.prefectures[code].name, hub.prefectures[code].address) for code in sorted(hub.towns_in)
        ),
        colophon=colophon(hub, "/404.html"),
    )
