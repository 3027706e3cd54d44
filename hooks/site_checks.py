"""What must hold on every page of a built site: each check gives the faults it finds. Builds nothing.

Faults read `path: what`. `CHECKS` holds the checks that any hub must pass, the real one and the sample.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from site_reading import Page, Site, is_internal, read_page

LOADING = frozenset("link script img use image iframe frame embed object source video audio track form".split())
# The sample writes {{7*7}} to show that what staff write is never run.
LEFTOVERS = re.compile(r"\bNone\b|\{\{(?!7\*7)|\{%|\bundefined\b|\bUndefined\b|\bNaN\b| object at 0x|[\ue000-\uf8ff]")
# What no other ward's site, and no engine, may hold: the name and marks of the ward that this hub was made for.
MINATO = re.compile(r"港区|港から|みなと|(?<![Tter])[Mm]inato|131032|3578-")
_LABEL = re.compile(r'class="hub-section__label">([^<]*)')
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")

Check = Callable[[Site], list[str]]


def _each(site: Site) -> Iterator[tuple[str, Page]]:
    yield from site.pages.items()


def every_link_leads_somewhere(site: Site) -> list[str]:
    """Every internal href, src and use has its file and its anchor."""
    faults = []
    for path, page in _each(site):
        for address in dict.fromkeys(reference.value for reference in page.references if is_internal(reference.value)):
            found, anchor = site.target(path, address), unquote(urlsplit(address).fragment)
            if found is None:
                faults.append(f"{path}: {address} leads nowhere")
            elif anchor and anchor not in site.anchors.get(found, ()):
                faults.append(f"{path}: {address} has no such anchor")
    return faults


def links_work_below_any_address(site: Site) -> list[str]:
    """No link is written from the root, but on the page that is served anywhere."""
    return [
        f"{path}: {reference.value} is written from the root"
        for path, page in _each(site)
        if path != "404.html"
        for reference in page.references
        if reference.value.startswith("/")
    ]


def nothing_is_loaded_from_outside(site: Site) -> list[str]:
    """Pages, styles and scripts load only from the site itself."""
    faults = [
        f"{path}: <{reference.tag}> loads {reference.value}"
        for path, page in _each(site)
        for reference in page.references
        if reference.tag in LOADING and reference.rel != "canonical" and not is_internal(reference.value)
    ]
    faults += [f"{path}: refreshes itself" for path, page in _each(site) if "refresh" in page.metas]
    for path in site.files:
        pattern = {".css": _CSS_URL, ".mjs": _JS_IMPORT, ".js": _JS_IMPORT}.get(Path(path).suffix)
        for found in pattern.finditer(site.read(path)) if pattern else ():
            address = next(group for group in found.groups() if group)
            if address.startswith(("data:", "#")):
                continue
            if not is_internal(address) or site.target(path, address) is None:
                faults.append(f"{path}: loads {address}")
    return faults


def nothing_is_inline(site: Site) -> list[str]:
    """A strict content security policy holds: no scripts, styles or handlers in the page."""
    return [f"{path}: {what}" for path, page in _each(site) for what in page.inline]


def policies_are_strict(site: Site) -> list[str]:
    """Every page tells the browser to refuse whatever is not the site's own, and nothing is let through as unsafe."""
    display = {
        path: read_page(path, site.read(path))
        for path in site.files
        if path.startswith("kiosk/") and path.endswith(".html")
    }
    policies = {path: page.metas.get("Content-Security-Policy", "") for path, page in {**site.pages, **display}.items()}
    return [
        f"{path}: policy {policy!r}"
        for path, policy in policies.items()
        if not policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';") or "unsafe" in policy
    ]


# docs: schema.org, and what search engines require of an event and of a way to a page.
_REQUIRED = {
    "AdministrativeArea": {"name"},
    "Audience": {"audienceType"},
    "BreadcrumbList": {"itemListElement"},
    "ContactPoint": {"name"},
    "Event": {"name", "startDate", "location"},
    "EventSeries": {"name"},
    "GeoCoordinates": {"latitude", "longitude"},
    "GovernmentOrganization": {"name"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Place": {"name"},
    "PostalAddress": {"streetAddress", "addressCountry"},
    "VirtualLocation": {"name"},
    "WebPage": {"name", "inLanguage"},
    "WebSite": {"name", "publisher"},
}
# A month, a day, or a moment of the Japanese clock.
_MOMENT = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:00\+09:00)?)?")
_EVENT_STATES = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled"}


def linked_data_are_sound(site: Site) -> list[str]:
    """Data blocks are JSON, every thing in them has what its type requires, and days are in their order."""
    faults = []
    for path, page in _each(site):
        try:
            found = [json.loads(text) for text in page.linked]
        except ValueError as error:
            faults.append(f"{path}: data block: {error}")
            continue
        things = [node for node in _nodes(found) if set(node) != {"@context", "@graph"} and node]
        faults += [f"{path}: {fault}" for node in things for fault in _thing_faults(node)]
    return faults


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)


def _thing_faults(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in _REQUIRED:
        yield f"a thing of type {kind!r}"
    yield from (f"{kind} without {name}" for name in sorted(_REQUIRED.get(kind, set()) - set(node)))
    yield from (f"{kind} with {name} that says nothing" for name, value in node.items() if value in (None, "", [], {}))
    if node.get("eventStatus", "https://schema.org/EventScheduled").rpartition("/")[2] not in _EVENT_STATES:
        yield f"eventStatus {node['eventStatus']}"
    start, end = (str(node.get(name, "")) for name in ("startDate", "endDate"))
    if any(day and not _MOMENT.fullmatch(day) for day in (start, end)):
        yield f"{kind} from {start} to {end}"
    elif end and end[: len(start)] < start[: len(end)]:
        yield f"{kind} ends {end} before {start}"


def ids_are_unique(site: Site) -> list[str]:
    """No id stands twice on a page."""
    return [
        f"{path}: id {name!r} stands {count} times"
        for path, page in _each(site)
        for name, count in Counter(page.ids).items()
        if count > 1
    ]


def headings_are_in_order(site: Site) -> list[str]:
    """One h1, which comes first; no level is skipped."""
    faults = []
    for path, page in _each(site):
        if page.headings.count(1) != 1 or page.headings[0] != 1:
            faults.append(f"{path}: headings {page.headings}, where one h1 comes first")
        steps = zip(page.headings, page.headings[1:], strict=False)
        faults += [f"{path}: h{after} after h{before}" for before, after in steps if after > before + 1]
    return faults


def upright_labels_hold_no_digits(site: Site) -> list[str]:
    """The label of a section runs from top to bottom, where Western digits and letters would lie on their side."""
    labels = ((path, label) for path in site.pages for label in _LABEL.findall(site.read(path)))
    return [f"{path}: {label!r} lies on its side" for path, label in labels if re.search("[0-9A-Za-z]", label)]


def heads_are_complete(site: Site) -> list[str]:
    """Language, one title and a description."""
    faults = []
    for path, page in _each(site):
        if page.lang != "ja":
            faults.append(f"{path}: lang is {page.lang!r}")
        if len(page.titles) != 1 or not page.titles[0]:
            faults.append(f"{path}: titles {page.titles}")
        if not page.metas.get("description", "").strip():
            faults.append(f"{path}: no description")
    return faults


def titles_are_unique(site: Site) -> list[str]:
    """No two pages have the same title."""
    pages_of: dict[str, list[str]] = {}
    for path, page in _each(site):
        for title in page.titles:
            pages_of.setdefault(title, []).append(path)
    return [f"{', '.join(paths)}: all are called {title}" for title, paths in pages_of.items() if len(paths) > 1]


def links_have_names(site: Site) -> list[str]:
    """No link or button without words."""
    return [f"{path}: {what}" for path, page in _each(site) for what in page.nameless]


def elements_are_nested(site: Site) -> list[str]:
    """Elements close in order, and no paragraph holds a block."""
    return [f"{path}: {what}" for path, page in _each(site) for what in page.nesting]


def nothing_is_left_over(site: Site) -> list[str]:
    """No None, no template marks, no empty values that became words."""
    return [f"{path}: {found[0]!r}" for path, page in _each(site) if (found := LEFTOVERS.search(page.text))]


CHECKS: tuple[Check, ...] = (
    every_link_leads_somewhere,
    links_work_below_any_address,
    nothing_is_loaded_from_outside,
    nothing_is_inline,
    policies_are_strict,
    linked_data_are_sound,
    ids_are_unique,
    headings_are_in_order,
    upright_labels_hold_no_digits,
    heads_are_complete,
    titles_are_unique,
    links_have_names,
    elements_are_nested,
    nothing_is_left_over,
)
