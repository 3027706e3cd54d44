"""The whole site as texts by path. Writes nothing and knows no MkDocs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hub import dates, security
from hub.calendar_json import calendar_json
from hub.chart import chart_svg
from hub.dataschemas import schemas
from hub.feeds import feeds
from hub.framing import Frames
from hub.health import PATH as HEALTH
from hub.health import health_json
from hub.kiosk.files import kiosk_files
from hub.leaflet import leaflet_files
from hub.linked import linked_text
from hub.maps import SCRIPT, map_script
from hub.model import Hub
from hub.opendata import data_files
from hub.pages import missing_page, outputs
from hub.render import Renderer
from hub.search import search_files
from hub.towns import towns_svg
from hub.views.common import Link
from hub.views.map import map_data, map_title
from hub.views.text import about_links
from hub.writing import LISTINGS

OUTLINES = Path(__file__).with_name("data") / "outlines.geojson"
STYLES = ("tokens.css", "base.css", "components/*.css", "pages/*.css", "large.css", "print.css")

EMBED = "embed"  # the section of pages that stand inside other sites: no masthead, not for search engines

FrameRender = Callable[[Mapping[str, Any]], str]


def build(hub: Hub, theme: Path, frame: FrameRender) -> Iterator[tuple[str, str | bytes]]:
    """Every file that is made from data, as (path in the site, content)."""
    renderer = Renderer(theme, hub.setting.words, site=hub.site)
    frames = Frames(
        lambda section, marks: frame(_frame_context(hub, section, marks)),
        _whole_name(hub),
        hub.setting.site_url,
        hub.setting.assets,
    )
    addresses = []
    files = data_files(hub)
    for output in outputs(hub, files):
        body = renderer.body(output.template, output.view)
        if output.section != EMBED:
            addresses.append(output.address)
        linked = linked_text(hub, output.address, output.title, getattr(output.view, "crumbs", ()), output.things)
        description = output.description or output.title
        page = frames.page(output.address, output.section, output.title, description, body, linked)
        yield f"{output.address[1:]}index.html", page
    missing = missing_page(hub)
    base = urlsplit(hub.setting.site_url).path.rstrip("/") + "/"
    body = renderer.body(missing.template, missing.view)
    yield "404.html", frames.page("/404.html", "", missing.title, missing.description, body, base=base)
    yield "assets/hub.css", stylesheet(theme)
    shared = {"assets/chart.svg": chart(hub), "assets/towns.svg": towns_svg(hub), **dict(leaflet_files())}
    yield from shared.items()
    yield from kiosk_files(hub, theme, renderer, shared)
    yield "assets/calendar.json", calendar_json(hub)
    yield SCRIPT, map_script(map_data(hub), json.loads(OUTLINES.read_text("utf-8")))
    if hub.setting.album:
        yield from hub.setting.album.copies(hub.shots)
    yield from search_files(hub)
    yield from ((file.path, file.text) for file in files)
    yield from schemas()
    yield HEALTH, health_json(hub)
    yield security.PATH, security.headers_file(hub.setting.assets)
    yield from feeds(hub)
    yield "robots.txt", robots(hub)
    if hub.setting.site_url:
        yield "sitemap.xml", sitemap(hub, addresses)


def stylesheet(theme: Path) -> str:
    """All styles in one file, in the order of the cascade."""
    folder = theme / "assets" / "css"
    return "\n".join(path.read_text("utf-8") for pattern in STYLES for path in sorted(folder.glob(pattern)))


def chart(hub: Hub) -> str:
    """The shared drawing of coast and water about the ward's office."""
    outlines = json.loads(OUTLINES.read_text("utf-8"))
    return chart_svg(outlines, hub.projection)


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
            "robots": "noindex" if section == EMBED else "",
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
        },
        "footer": [(link.text, link.address) for link in footer_links(hub)],
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
