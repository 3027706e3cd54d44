"""Text to safe HTML: staff's Markdown, and plain text with paragraphs and bare addresses."""

from __future__ import annotations

import html
import re

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "rp", "rt", "ruby",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}, "span": {"lang"}}
_DEEPER = re.compile(r"(</?h)([23])>")
_BLOCK_END = re.compile(r"</(?:p|li|pre|h\d|t[dh]|d[dt])>|<br>")
_TEXT = re.compile(r"(?:^|>)[^<]+")
_SCRIPT_ENDS = re.compile(r"(?<=[一-龠々])(?=[ァ-ヴ])|(?<=[ァ-ヴー])(?=[一-龠])")
_BARE_URL = re.compile(r"https?://[\w\-.~:/?#@!$&'*+,;=%]*[\w\-~/#=&%]", re.ASCII)


# What neither shows nor belongs in a text, as entities may bring it in: marks of direction and width.
_UNSEEN = dict.fromkeys((0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

# For each of these the parser looks through the rest of the text: twenty thousand kept a build busy for a minute and a half.
MOST_OPENINGS = 600


def _markdown(text: str) -> str:
    extensions: list[str | Extension] = [TableExtension(use_align_attribute=True), "sane_lists"]
    return markdown.markdown(text, extensions=extensions, tab_length=2)


def from_markdown(text: str) -> str:
    """HTML of Markdown, limited to what staff need; anything else is dropped.

    It stands in a section that has a heading of its own (h2): what is written ## and ### becomes h3 and h4.
    """
    if not text:
        return ""
    if sum(map(text.count, "[<")) > MOST_OPENINGS:
        return from_plain(text)
    try:
        made = _markdown(text)
    except RecursionError:  # lists nested hundreds deep: shown as plain text
        return from_plain(text)
    clean = nh3.clean(
        made, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )
    nested = _DEEPER.sub(lambda found: f"{found[1]}{int(found[2]) + 1}>", clean)
    return _TEXT.sub(lambda found: found[0].replace('"', "&quot;"), nested).translate(_UNSEEN)


def plain_text(text: str) -> str:
    """The words of Markdown in one line, without any marks."""
    return " ".join(html.unescape(nh3.clean(_BLOCK_END.sub(" ", from_markdown(text)), tags=set())).split())


def from_plain(text: str) -> str:
    """HTML of plain text: a blank line parts paragraphs, bare addresses become links."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{_linked(part)}</p>" for part in paragraphs if part)


def phrases(text: str) -> str:
    """HTML of a title that may break where its script changes, for a long word of katakana must stay whole."""
    return "<wbr>".join(html.escape(part) for part in _SCRIPT_ENDS.split(text))


def _linked(text: str) -> str:
    parts, last = [], 0
    for found in _BARE_URL.finditer(text):
        url = html.escape(found[0])
        parts += [html.escape(text[last : found.start()]), f'<a href="{url}">{url}</a>']
        last = found.end()
    return "".join([*parts, html.escape(text[last:])])
