"""The whole site as texts by path. Writes nothing and knows no MkDocs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hub import dates, security
from hub.addresses import text_address
from hub.calendar_json import calendar_json
from hub.codes import Codes
from hub.dataschemas import schemas
from hub.drawings import CHART, EVENTS_SCRIPT, LAND_SCRIPT, TOWNS_SCRIPT, chart, events_map, land_map, towns_map
from hub.feeds import feeds
from hub.framing import Frames
from hub.furigana import Furigana, readings_json
from hub.health import PATH as HEALTH
from hub.health import health_json
from hub.kept import kept, source_of
from hub.kiosk.files import kiosk_files
from hub.leaflet import leaflet_files
from hub.linked import linked_text
from hub.memory import File, Memory
from hub.model import Hub
from hub.opendata import data_files
from hub.pages import data_page, missing_page, planned
from hub.pages.page import Output, Planned
from hub.pages.sharing import card_of
from hub.plain import plain
from hub.render import Renderer
from hub.search import search_files
from hub.towns import towns_svg
from hub.views.common import Link
from hub.views.data import KEY as DATA
from hub.views.map import map_title
from hub.views.text import about_links
from hub.writing import LISTINGS

HERE = Path(__file__).parent
STYLES = ("tokens.css", "base.css", "components/*.css", "pages/*.css", "large.css", "print.css")

# Sections of pages that are not for search engines: inside other sites, without a masthead; and samples.
UNLISTED = ("embed", "card", "design")
READING = "about/accessibility"  # says how a browser does what the panel of the masthead does

FrameRender = Callable[[Mapping[str, Any]], str]
Made = tuple[str, str | bytes]  # a path in the site and its content


@plain
class Part:
    """Files that are made together, and what they are about besides what they look up in the Hub.

    In `make serve`, what no page needs at once can wait until the pages are shown.
    """

    name: str
    make: Callable[[], Iterable[Made]]
    about: Any = None
    can_wait: bool = False


def build(hub: Hub, theme: Path, frame: FrameRender, memory: Memory | None = None) -> Iterator[File]:
    """Every file that is made from data, as (path in the site, content).

    With a memory, what it knows to stand as it was comes without content.
    """
    frames = Frames(
        lambda section, marks: frame(_frame_context(hub, section, marks)),
        _whole_name(hub),
        hub.setting.site_url,
        hub.setting.assets,
        has_cards=hub.setting.press is not None,
    )
    furigana = Furigana(hub)
    make_renderer = partial(Renderer, theme, hub.setting.words, hub.setting.kept_in("bodies"), site=hub.site)
    if memory is None:
        pages = _Pages(hub, make_renderer(), frames, furigana)
        for part in _parts(hub, theme, pages):
            yield from part.make()
    else:
        noted = memory.learn(hub, (frames.whole(""), _stamps(theme), furigana.known))
        renderer = memory.kept("renderer", make_renderer)
        renderer.forget()
        pages = _Pages(noted, renderer, frames, furigana, memory.kept("codes", Codes))
        for part in _parts(noted, theme, pages):
            yield from memory.files(part.name, part.about, part.make, can_wait=part.can_wait)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Makes pages whole: their body in the frame of their section."""

    hub: Hub
    renderer: Renderer
    frames: Frames
    furigana: Furigana
    codes: Codes = field(default_factory=Codes)

    def files(self, page: Output) -> Iterator[Made]:
        """A page as (path, bytes), and the card that stands for it where it is shared."""
        linked = linked_text(self.hub, page.address, page.title, getattr(page.view, "crumbs", ()), page.things)
        yield f"{page.address[1:]}index.html", self._framed(page, linked, self._code(page))
        yield from self._cards(page)

    def _code(self, page: Output) -> str:
        root = self.hub.setting.site_url.rstrip("/")
        label = self.hub.setting.words.gettext("このページのQRコード")
        return self.codes.drawing(f"{root}{page.address}", label) if root and page.has_code else ""

    def _cards(self, page: Output) -> Iterator[Made]:
        if press := self.hub.setting.press:
            card = card_of(self.hub, page)
            yield card.path, press.picture(card)

    def missing(self, page: Output) -> Iterator[Made]:
        """The page that has no place of its own: its links begin at the path of the site."""
        base = urlsplit(self.hub.setting.site_url).path.rstrip("/") + "/"
        yield page.address[1:], self._framed(page, base=base)
        yield from self._cards(page)

    def _framed(self, page: Output, linked: str = "{}", code: str = "", base: str = "") -> bytes:
        body = self.furigana.first_uses(self.renderer.body(page.template, page.view))
        description = page.description or page.title
        card = card_of(self.hub, page).path if self.hub.setting.press else ""
        return self.frames.page(page.address, page.section, page.title, description, body, linked, code, card, base)


def _parts(hub: Hub, theme: Path, pages: _Pages) -> Iterator[Part]:
    """All parts of the site, the pages first."""
    listed = []
    for page in planned(hub):
        if page.is_listed:
            listed.append(page.address)
        yield Part(page.address, partial(_page, hub, pages, page), page.about, page.can_wait)
    yield Part("missing", lambda: pages.missing(missing_page(hub)))
    yield Part("style", lambda: [("assets/hub.css", stylesheet(theme))])
    yield Part("drawings", lambda: _drawings(hub, theme, pages), can_wait=True)
    yield Part("calendar", lambda: [("assets/calendar.json", calendar_json(hub))])
    yield Part("towns on the map", lambda: [(TOWNS_SCRIPT, towns_map(hub))])
    yield Part("land on the map", lambda: [(LAND_SCRIPT, land_map(hub))])
    yield Part("events on the map", lambda: [(EVENTS_SCRIPT, events_map(hub))], can_wait=True)
    if album := hub.setting.album:
        yield Part("photographs", lambda: album.copies(hub.shots))
    yield Part("search", lambda: search_files(hub), can_wait=True)
    yield Part("readings", lambda: [("assets/readings.json", readings_json(hub))], can_wait=True)
    yield Part("data", lambda: _data(hub, pages), can_wait=True)
    yield Part("schemas", lambda: _schemas(hub))
    yield Part("health", lambda: [(HEALTH, health_json(hub))], hub.setting.built_at, can_wait=True)
    yield Part("security", lambda: [(security.PATH, security.headers_file(hub.setting.assets))])
    yield Part("feeds", lambda: feeds(hub), can_wait=True)
    yield Part("robots", lambda: [("robots.txt", robots(hub))])
    if DATA in hub.content.abouts:
        listed.append(text_address(DATA))
    if hub.setting.site_url:
        yield Part("sitemap", lambda: [("sitemap.xml", sitemap(hub, listed))], tuple(listed))


def _page(hub: Hub, pages: _Pages, page: Planned) -> list[Made]:
    return list(pages.files(page.output(hub, *page.about)))


def _drawings(hub: Hub, theme: Path, pages: _Pages) -> Iterator[Made]:
    """What pages draw with, and the lobby display, which takes it along."""
    shared = {CHART: chart(hub), "assets/towns.svg": towns_svg(hub), **dict(leaflet_files())}
    yield from shared.items()
    yield from kiosk_files(hub, theme, pages.renderer, shared)


def _data(hub: Hub, pages: _Pages) -> Iterator[Made]:
    """The files of data, and the page that lists them."""
    files = data_files(hub)
    if DATA in hub.content.abouts:
        yield from pages.files(data_page(hub, files))
    yield from ((file.path, file.content) for file in files)


def _schemas(hub: Hub) -> Iterator[Made]:
    """The schemas of the files of data, kept while their code stays as it is."""
    code = (HERE / "dataschemas.py", *sorted((HERE / "schema").glob("*.py")))
    made_of = (source_of(*code), version("pydantic"))
    folder = hub.setting.kept_in("schemas")
    text = kept(folder, "schemas.json", made_of, lambda: json.dumps(schemas(), ensure_ascii=False))
    yield from json.loads(text).items()


def _stamps(theme: Path) -> list[tuple[str, int]]:
    """When each file of the theme was written."""
    return [(str(path), path.stat().st_mtime_ns) for path in sorted(theme.rglob("*")) if path.is_file()]


def stylesheet(theme: Path) -> str:
    """All styles in one file, in the order of the cascade."""
    folder = theme / "assets" / "css"
    return "\n".join(path.read_text("utf-8") for pattern in STYLES for path in sorted(folder.glob(pattern)))


def sitemap(hub: Hub, addresses: list[str]) -> str:
    """The addresses of all pages for search engines."""
    root = hub.setting.site_url.rstrip("/")
    lines = "\n".join(f"<url><loc>{root}{address}</loc></url>" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}\n{lines}\n</urlset>\n"


def robots(hub: Hub) -> str:
    """Everything may be read by everyone; where the pages are listed."""
    root = hub.setting.site_url.rstrip("/")
    return "User-agent: *\nDisallow:\n" + (f"Sitemap: {root}/sitemap.xml\n" if root else "")


def _whole_name(hub: Hub) -> str:
    return f"{hub.site.name} {hub.site.tagline}"


def _frame_context(hub: Hub, section: str, marks: Mapping[str, str]) -> dict[str, Any]:
    site = hub.site
    return {
        "frame": {
            **marks,
            "section": section,
            "policy": security.policy(section),
            "robots": "noindex" if section in UNLISTED else "",
            "home_class": "",
        },
        "site": {
            "name": site.name,
            "tagline": site.tagline,
            "motto": site.motto,
            "official": site.official,
            "ward": site.ward.name,
            "built_on": dates.say_date(hub.today),
            "built_day": hub.today.isoformat(),
            "stale_after_days": site.stale_after_days,
            "reading": text_address(READING) if READING in hub.content.abouts else "#contents",
        },
        "footer": [(link.text, link.address, link.lang) for link in footer_links(hub)],
    }


def footer_links(hub: Hub) -> tuple[Link, ...]:
    """The contents at the foot of every page."""
    listings = [Link(hub.content.listings[name].matter.title, f"/{name}/") for name in LISTINGS]
    return (
        *listings,
        Link(hub.setting.words.gettext("催しの暦"), "/events/calendar/"),
        Link(map_title(hub), "/map/"),
        *about_links(hub),
    )
