"""The pages of a finished site as checks see them: what they hold and where they lead. Judges nothing."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

PICTURES = (".avif", ".webp", ".jpg", ".png")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav "
    "ol p pre section table ul".split()
)
_SVG_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a page names."""

    tag: str
    rel: str
    value: str


@dataclass
class Page:
    """What the checks need to know of one HTML file."""

    path: str
    lang: str = ""
    titles: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    nesting: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything a reader may see or hear, attributes too."""
        return "\n".join(self.words)


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.page = Page(path)
        self._open: list[str] = []
        self._is_data = False
        self._named: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, {name: value or "" for name, value in attrs}
        if tag in BLOCKS and "p" in self._open and "svg" not in self._open:
            page.nesting.append(f"<{tag}> inside <p>")
        for name, value in given.items():
            self._attribute(tag, name, value, given.get("rel", ""))
        if tag in {"a", "button"}:
            self._named.append((tag, [given.get("aria-label", "")]))
        elif self._named:
            self._named[-1][1].append(given.get("alt") or given.get("aria-label", ""))
        self._is_data = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "html":
            page.lang = given.get("lang", "")
        elif tag == "meta":
            name = given.get("name") or given.get("property") or given.get("http-equiv", "")
            page.metas[name] = given.get("content", "")
        elif re.fullmatch("h[1-6]", tag):
            page.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def _attribute(self, tag: str, name: str, value: str, rel: str) -> None:
        if name in {"href", "src", "xlink:href", "action", "poster", "data"}:
            self.page.references.append(Reference(tag, rel, value))
        elif name == "srcset":
            self.page.references += [Reference(tag, rel, one.split()[0]) for one in value.split(",")]
        elif name == "id":
            self.page.ids.append(value)
        elif name == "style" or name.startswith("on"):
            self.page.inline.append(f"<{tag} {name}>")
        else:
            self.page.words.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "button"} and self._named:
            name = " ".join(self._named.pop()[1]).strip()
            if not name:
                self.page.nameless.append(f"<{tag}> without a name, line {self.getpos()[0]}")
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag in self._open:
            self.page.nesting.append(f"</{tag}> while <{self._open[-1]}> is open, line {self.getpos()[0]}")
            while self._open.pop() != tag:
                pass
        else:
            self.page.nesting.append(f"</{tag}> that was never opened, line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        within = self._open[-1] if self._open else ""
        if within in {"script", "style"}:
            if self._is_data:  # a data block is never run
                self.page.linked.append(data)
            elif data.strip():
                self.page.inline.append(f"<{within}> with text")
            return
        if within == "title" and "svg" not in self._open:
            self.page.titles.append(data.strip())
        if self._named:
            self._named[-1][1].append(data)
        self.page.words.append(data)

    def close(self) -> None:
        super().close()
        self.page.nesting += [f"<{tag}> is never closed" for tag in self._open]


def read_page(path: str, html: str) -> Page:
    """The facts about one page."""
    reader = _Reader(path)
    reader.feed(html)
    reader.close()
    return reader.page


class Site:
    """A built site: its files and pages. `base` is where its root is published."""

    def __init__(self, folder: Path, base: str = "/") -> None:
        self.folder = folder
        self.base = base
        self.files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._known = frozenset(self.files)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every HTML file by its path, but for the lobby display's two: they are a device's, not pages among others."""
        own = (path for path in self.files if path.endswith(".html") and not path.startswith("kiosk/"))
        return {path: read_page(path, self.read(path)) for path in own}

    @property
    def texts(self) -> list[str]:
        """Every file that is text, by its path."""
        return [path for path in self.files if not path.endswith(PICTURES)]

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_text("utf-8")

    def count(self, pattern: str) -> int:
        """How many files have a path that matches a regular expression as a whole."""
        return sum(re.fullmatch(pattern, path) is not None for path in self.files)

    def target(self, path: str, address: str) -> str | None:
        """The file to which an address on the file `path` leads, or None if there is none."""
        wanted = unquote(urlsplit(address).path)
        if wanted.startswith(self.base):
            found = wanted.removeprefix(self.base)
        elif wanted.startswith("/"):
            return None
        else:
            found = posixpath.join(posixpath.dirname(path), wanted) if wanted else path
        ends_in_folder = found == "" or found.endswith(("/", "/.", "/.."))
        clean = posixpath.normpath(found) if found else "."
        if ends_in_folder or clean == ".":
            clean = posixpath.normpath(posixpath.join(clean, "index.html"))
        return clean if clean in self._known else None

    @cached_property
    def anchors(self) -> dict[str, frozenset[str]]:
        """The ids of every page and drawing."""
        found = {path: frozenset(page.ids) for path, page in self.pages.items()}
        found |= {path: frozenset(_SVG_ID.findall(self.read(path))) for path in self.files if path.endswith(".svg")}
        return found


def is_internal(address: str) -> bool:
    """Whether an address stays within the site."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
