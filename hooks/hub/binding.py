"""Sets a booklet as a PDF with WeasyPrint: tagged (PDF/UA-1), bookmarked, fonts embedded. Reads no data."""

from __future__ import annotations

import re
from pathlib import Path

from weasyprint import HTML  # type: ignore[import-untyped]

from hub.model import Hub, Page
from hub.render import Renderer
from hub.schema.content import Booklet
from hub.views.booklet import volume

_LAND = re.compile(r'<g id="land">.*?</g>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([234])(?=>)")
_PROSE = re.compile(r'(<div class="prose">)(.*?)(</div>)', re.DOTALL)
_INNER_LINK = re.compile(r' href="/[^"]*"')


def bind(hub: Hub, page: Page[Booklet], theme: Path, chart: str) -> bytes:
    """The PDF of one booklet; `chart` is the shared drawing, of which the cover takes the land."""
    html = document(hub, page, theme, chart)
    style = theme / "assets" / "css" / "booklet" / "booklet.css"
    made = HTML(string=html, url_fetcher=_nothing).write_pdf(stylesheets=[str(style)], pdf_variant="pdf/ua-1")
    return bytes(made)


def document(hub: Hub, page: Page[Booklet], theme: Path, chart: str) -> str:
    """The booklet as HTML: headings in prose below those of their chapter, links within the site as plain words."""
    found = _LAND.search(chart)
    land = f'<g fill="#e9e2d2" stroke="#41597a" stroke-width="0.4">{found[0]}</g>' if found else ""
    renderer = Renderer(theme, hub.setting.words, site=hub.site, land=land)
    html = renderer.body("volume", volume(hub, page))
    return _INNER_LINK.sub("", _PROSE.sub(lambda prose: prose[1] + _HEADING.sub(_lower, prose[2]) + prose[3], html))


def _lower(heading: re.Match[str]) -> str:
    return f"{heading[1]}{min(int(heading[2]) + 2, 6)}"


def _nothing(url: str, *_: object) -> dict[str, object]:
    """Nothing is fetched from anywhere."""
    raise ValueError(f"a booklet loads nothing: {url}")
