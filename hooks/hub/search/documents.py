"""What is known of every page that can be found: its name, readings, words and text. Knows no file.

Documents stand in their order: places, then pages, events to come before those that are past. Where two fit equally
well, the earlier one wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from hub.addresses import text_address
from hub.model import Hub, Page, Partner
from hub.plain import plain
from hub.prose import plain_text
from hub.romaji import romaji, romaji_of_prefecture
from hub.schema.content import Written
from hub.schema.events import Event
from hub.schema.partners import Abroad, Municipality, Organisation
from hub.status import THEMES, TIE_KINDS, next_occurrence
from hub.views.common import partner_name, venue_text
from hub.views.when import whole_span

# Which edition an event was: a town that took part ten times is found by the one title.
_EDITION = re.compile(r"[（(][^（()）]*[)）]|\s*第?\d+回目?$")
_PREFECTURE_SUFFIX = re.compile(r"(?<=.)(けん|ふ|と)$")


@plain
class Document:
    """A page. `line` is shown below the name; `words` are specialities, sights and former names, `keywords` are not
    shown; `text` is everything else that stands on the page. `key` is that of a partner."""

    kind: str
    address: str
    name: str
    line: str = ""
    text: str = ""
    kana: str = ""
    letters: str = ""
    words: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    key: str = ""


def documents(hub: Hub) -> tuple[Document, ...]:
    """Every page but lists of years, old addresses and pages that only show what others say."""
    makers = (
        _prefectures,
        _partners,
        _frameworks,
        _initiatives,
        _districts,
        _companies,
        _issues,
        _events,
        _abouts,
        _booklets,
    )
    return tuple(found for make in makers for found in make(hub))


def _joined(*parts: str | None) -> str:
    """Texts as one line, each once."""
    return "。".join(dict.fromkeys([" ".join(part.split()).rstrip("。") for part in dict.fromkeys(parts) if part]))


def _prefectures(hub: Hub) -> Iterator[Document]:
    _ = hub.setting.words.gettext
    for code, prefecture in hub.prefectures.items():
        towns = len(hub.towns_in.get(code, ()))
        yield Document(
            "prefecture",
            prefecture.address,
            prefecture.name,
            _("{count}のまち").format(count=towns) if towns else "",
            _known(hub, prefecture),
            prefecture.kana,
            _prefecture_romaji(prefecture.kana),
            keywords=prefecture.record.keywords,
        )


def _prefecture_romaji(kana: str) -> str:
    stem = _PREFECTURE_SUFFIX.sub("", kana)
    return "-".join(romaji_of_prefecture(part) for part in (stem, kana[len(stem) :]) if part)


def _letters(kana: str) -> str:
    """A reading in Latin letters, where it is kana throughout."""
    try:
        return romaji(kana)
    except ValueError:
        return ""


def _partners(hub: Hub) -> Iterator[Document]:
    _ = hub.setting.words.gettext
    for partner in hub.partners.values():
        prefecture = hub.prefectures[partner.prefecture].name if partner.prefecture else ""
        bond = hub.bonds[partner.key]
        yield Document(
            "partner",
            partner.address,
            partner.name,
            "　".join(part for part in (prefecture, _(bond) if bond else "") if part),
            _known(hub, partner),
            partner.kana,
            partner.romaji or _letters(partner.kana),
            tuple(_words(hub, partner)),
            partner.record.keywords,
            partner.key,
        )


def _words(hub: Hub, partner: Partner) -> Iterator[str]:
    """Former names, specialities and sights."""
    for former in hub.merged_from.get(partner.key, ()):
        yield hub.partners[former].name
    record = partner.record
    if isinstance(record, Municipality | Abroad):
        for words in (*record.specialities, *record.sights):
            yield from words.items


def _known(hub: Hub, partner: Partner) -> str:
    """What joins a partner and the ward, in words."""
    parts = [partner.record.note]
    for agreement in hub.agreements_of.get(partner.key, ()):
        framework = hub.frameworks.get(agreement.framework or "")
        parts += [framework.name if framework else None, agreement.title, agreement.content, agreement.note]
    for tie in partner.ties:
        parts += [tie.title, tie.note, TIE_KINDS[tie.kind][0]]
    parts += [found.name for found in hub.associations_of.get(partner.key, ())]
    parts += [partner_name(hub, member) for member in partner.members]
    parts += [_without_edition(event.title) for event in hub.events_of.get(partner.key, ())]
    parts += [hub.content.issues[slug].matter.title for slug in hub.issues_of.get(partner.key, ())]
    parts.append(plain_text(hub.content.articles.get(partner.key, "")))
    return _joined(*parts)


@lru_cache(32_768)  # an event takes many towns along
def _without_edition(title: str) -> str:
    return _EDITION.sub("", title)


def _frameworks(hub: Hub) -> Iterator[Document]:
    for framework in hub.frameworks.values():
        line = framework.title if framework.title != framework.name else ""
        text = _joined(framework.summary, framework.note)
        yield Document("framework", f"/frameworks/{framework.id}/", framework.name, line, text)


def _initiatives(hub: Hub) -> Iterator[Document]:
    _ = hub.setting.words.gettext
    for slug, page in hub.content.initiatives.items():
        text = _joined(_written(page), page.matter.place, *(figure.label for figure in page.matter.figures))
        yield Document("initiative", f"/initiatives/{slug}/", page.matter.title, _(THEMES[page.matter.theme]), text)


def _districts(hub: Hub) -> Iterator[Document]:
    for slug, page in hub.content.districts.items():
        office = (hub.districts[slug].office or "") if slug in hub.districts else ""
        yield Document("district", f"/districts/{slug}/", page.matter.title, office, _written(page))


def _companies(hub: Hub) -> Iterator[Document]:
    for partner in hub.organisations.values():
        summary = partner.record.summary if isinstance(partner.record, Organisation) else None
        text = _joined(summary, _known(hub, partner))
        kana, words = partner.kana, partner.record.keywords
        yield Document("company", partner.address, partner.name, "", text, kana, _letters(kana), keywords=words)


def _issues(hub: Hub) -> Iterator[Document]:
    _ = hub.setting.words.gettext
    for slug, page in hub.content.issues.items():
        towns = (partner_name(hub, key) for key in page.matter.partners)
        line = _("{name} 第{number}号").format(name=hub.site.magazine, number=slug)
        yield Document("issue", f"/magazine/{slug}/", page.matter.title, line, _joined(_written(page), *towns))


def _events(hub: Hub) -> Iterator[Document]:
    """Those to come, soonest first; then the series; then what is past, newest first."""
    yield from (
        _event(hub, event) for event in sorted(hub.coming.values(), key=lambda one: (_next_day(hub, one), one.id))
    )
    for series in hub.series.values():
        address = f"/events/series/{series.id}/"
        yield Document("series", address, series.title, "", series.summary or "", keywords=series.keywords)
    yield from (_event(hub, event) for event in reversed(list(hub.events.values())) if event.id not in hub.coming)


def _next_day(hub: Hub, event: Event) -> date:
    return next_occurrence(event, hub.today).starts_on.first


def _event(hub: Hub, event: Event) -> Document:
    line = "　".join([part for part in (whole_span(event), event.venue.name if event.venue else "") if part])
    parts = [event.summary, event.note, venue_text(event.venue) if event.venue else None]
    parts += (event.organizer, event.audience, event.fee)
    for one in event.occurrences:
        parts += (one.title, one.note, one.fee, venue_text(one.venue) if one.venue else None)
    parts += [partner_name(hub, key) for key in event.participants]
    return Document(
        "event", f"/events/{event.id}/", event.title, line, _joined(*parts), keywords=event.keywords, key=event.id
    )


def _booklets(hub: Hub) -> Iterator[Document]:
    _ = hub.setting.words.gettext
    for slug, page in hub.content.booklets.items():
        towns = (partner_name(hub, key) for key in page.matter.partners)
        text = _joined(page.matter.subtitle, page.matter.lead, *towns)
        yield Document("about", f"/booklets/{slug}/", page.matter.title, _("冊子"), text)


def _abouts(hub: Hub) -> Iterator[Document]:
    for key, page in hub.content.abouts.items():
        yield Document("about", text_address(key), page.matter.title, "", _written(page))
    for name, listing in hub.content.listings.items():
        yield Document("about", f"/{name}/", listing.matter.title, "", listing.matter.lead or "")


def _written(page: Page[Any]) -> str:
    matter: Written = page.matter
    return _joined(matter.lead, matter.headline, plain_text(page.body))
