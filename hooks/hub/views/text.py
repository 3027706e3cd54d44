"""Pages of text: about the ward and the site, terms, contact, policy."""

from __future__ import annotations

from hub import prose
from hub.addresses import text_address
from hub.model import Hub, Page
from hub.plain import plain
from hub.schema.content import About
from hub.views.common import FigureView, Link, figure
from hub.views.evidence import Colophon, colophon
from hub.views.photos import PhotoView, photo_views
from hub.views.squares import Squares, squares


@plain
class TextView:
    """A page of text: about, terms, contact, policy."""

    crumbs: tuple[Link, ...]
    title: str
    lang: str
    lead: str
    headline: str
    body: str
    takes_letters: bool
    figures: tuple[FigureView, ...]
    squares: Squares | None
    links: tuple[Link, ...]
    photos: tuple[PhotoView, ...]
    colophon: Colophon


def text_view(hub: Hub, key: str, page: Page[About]) -> TextView:
    """A page of text."""
    _ = hub.setting.words.gettext
    matter = page.matter
    address = text_address(key)
    parent = key.split("/")[0]
    crumbs = [Link(matter.title, lang=matter.lang or "")]
    if parent == "companies":
        crumbs.insert(0, Link(hub.content.listings["companies"].matter.title, "/companies/"))
    elif key != "about/index" and (about := hub.content.abouts.get("about/index")):
        crumbs.insert(0, Link(about.matter.title, "/about/"))
    is_profile = key == "about/index"
    return TextView(
        crumbs=tuple(crumbs),
        title=matter.title,
        lang=matter.lang or "",
        lead=matter.lead or "",
        headline=matter.headline or "",
        body=prose.from_markdown(page.body),
        takes_letters=key == "about/contact",
        figures=tuple(figure(found) for found in matter.figures),
        squares=squares(hub) if is_profile else None,
        links=about_links(hub, key) + (_booklets(hub) if key == "about/index" else ()),
        photos=photo_views(hub, matter.photos),
        colophon=colophon(
            hub,
            address,
            matter,
            *matter.figures,
            *(hub.districts.values() if is_profile else ()),
            contacts=matter.contact,
        ),
    )


def about_links(hub: Hub, but: str = "") -> tuple[Link, ...]:
    """The other pages about the site and the ward, in the order that they say; those that say none come last."""
    keys = (key for key in hub.content.abouts if key.startswith("about/") and key != but)
    found = ((key, hub.content.abouts[key].matter) for key in keys)
    matters = sorted(found, key=lambda one: (one[1].order is None, one[1].order or 0, one[0]))
    return tuple(Link(matter.title, text_address(key), lang=matter.lang or "") for key, matter in matters)


def _booklets(hub: Hub) -> tuple[Link, ...]:
    name = hub.setting.words.gettext("冊子「{title}」")
    pages = hub.content.booklets.values()
    return tuple(Link(name.format(title=page.matter.title), f"/booklets/{page.slug}/") for page in pages)
