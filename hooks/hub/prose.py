"""Text to safe HTML: staff's Markdown, and plain text with paragraphs and bare addresses."""

from __future__ import annotations

import html
import re

import markdown
import nh3
from markdown.extensions.tables import TableExtension

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "rt", "ruby",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_BARE_URL = re.compile(r"https?://[\w\-.~:/?#@!$&'*+,;=%]*[\w\-~/#=&%]", re.ASCII)


def from_markdown(text: str) -> str:
    """HTML of Markdown, limited to what staff need; anything else is dropped."""
    if not text:
        return ""
    made = markdown.markdown(text, extensions=[TableExtension(use_align_attribute=True), "sane_lists"], tab_length=2)
    return nh3.clean(
        made, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )


def from_plain(text: str) -> str:
    """HTML of plain text: a blank line parts paragraphs, bare addresses become links."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{_linked(part)}</p>" for part in paragraphs if part)


def _linked(text: str) -> str:
    parts, last = [], 0
    for found in _BARE_URL.finditer(text):
        url = html.escape(found[0])
        parts += [html.escape(text[last : found.start()]), f'<a href="{url}">{url}</a>']
        last = found.end()
    return "".join([*parts, html.escape(text[last:])])
