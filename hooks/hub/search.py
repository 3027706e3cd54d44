"""What the finder and the search know, as JSON for the reader's browser. Searches nothing itself.

`/assets/search.json` holds the places (prefectures and partners), all that the finder needs; the search page also reads
`/assets/search-pages.json`, everything else. Both hold `frameworks` (ids, in the order that facets count in) and
`records`, one line each:
`[kind, address, name, kana, romaji, line, words, text, facets]`. `line` is shown below the name, `words` are
specialities, sights and former names, `text` is everything else that stands on the page. Only partners of the
finder's list have `facets`: `[prefecture, bond, km, since, [framework, …]]`: bond is a key of `status.BOND_KEYS`,
framework a position, since a number like 20130101; what is not known is empty or null. Earlier records win among equals.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from hub import dates
from hub.addresses import text_address
from hub.model import Hub, Page, Partner
from hub.prose import plain_text
from hub.romaji import romaji
from hub.schema.content import Written
from hub.schema.events import Event
from hub.schema.partners import Abroad, Municipality, Organisation
from hub.status import BOND_KEYS, THEMES, TIE_KINDS, is_coming, next_occurrence
from hub.views.common import partner_link, venue_text
from hub.views.framework import member_keys
from hub.views.rows import newest_first
from hub.views.when import whole_span

Row = list[Any]
# Which edition an event was: a town that took part ten times is found by the one title.
_EDITION = re.compile(r"[（(][^（()）]*[)）]|\s*第?\d+回目?$")
_PREFECTURE_SUFFIX = re.compile(r"(?<=.)(けん|ふ|と)$")
# A file of data is never markup, even where someone pastes it into a page.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def places_json(hub: Hub) -> str:
    """Prefectures and partners."""
    return _file(hub, (_prefectures, _partners))


def pages_json(hub: Hub) -> str:
    """Every other page."""
    return _file(hub, (_frameworks, _initiatives, _districts, _companies, _issues, _events, _abouts))


def _file(hub: Hub, makers: tuple[Callable[[Hub], Iterator[Row]], ...]) -> str:
    rows = ",\n".join(_json(row) for make in makers for row in make(hub))
    return f'{{"frameworks":{_json([*hub.frameworks])},\n"records":[\n{rows}\n]}}\n'.translate(_UNSAFE)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(kind: str, address: str, name: str, line: str = "", text: str = "", words: str = "", kana: str = "") -> Row:
    return [kind, address, name, kana, "", line, words, text]


def _joined(*parts: str | None) -> str:
    """Texts as one line, each once."""
    return "。".join(dict.fromkeys(" ".join(part.split()).rstrip("。") for part in parts if part))


def _prefectures(hub: Hub) -> Iterator[Row]:
    _ = hub.setting.words.gettext
    for code, prefecture in hub.prefectures.items():
        towns = len(hub.towns_in.get(code, ()))
        line = _("{count}のまち").format(count=towns) if towns else ""
        row = _row("prefecture", prefecture.address, prefecture.name, line, _known(hub, prefecture))
        row[3:5] = prefecture.kana, _prefecture_romaji(prefecture.kana)
        yield row


def _prefecture_romaji(kana: str) -> str:
    stem = _PREFECTURE_SUFFIX.sub("", kana)
    return "-".join(romaji(part) for part in (stem, kana[len(stem) :]) if part)


def _letters(kana: str) -> str:
    """A reading in Latin letters, where it is kana throughout."""
    try:
        return romaji(kana)
    except ValueError:
        return ""


def _partners(hub: Hub) -> Iterator[Row]:
    _ = hub.setting.words.gettext
    frameworks = defaultdict(list)
    for position, framework in enumerate(hub.frameworks.values()):
        for key in member_keys(hub, framework):
            frameworks[key].append(position)
    for partner in hub.partners.values():
        prefecture = hub.prefectures[partner.prefecture].name if partner.prefecture else ""
        bond = hub.bonds[partner.key]
        reach = hub.reach.get(partner.key)
        line = "　".join(part for part in (prefecture, _(bond) if bond else "") if part)
        yield [
            "partner",
            partner.address,
            partner.name,
            partner.kana,
            partner.romaji or _letters(partner.kana),
            line,
            "、".join(_words(hub, partner)),
            _known(hub, partner),
            [
                partner.prefecture,
                BOND_KEYS[bond] if bond else "",
                reach.km if reach else None,
                _since(hub, partner),
                frameworks[partner.key],
            ],
        ]


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
    parts += [partner_link(hub, member).text for member in partner.members]
    parts += [_EDITION.sub("", event.title) for event in hub.events_of.get(partner.key, ())]
    parts += [hub.content.issues[slug].matter.title for slug in hub.issues_of.get(partner.key, ())]
    parts.append(plain_text(hub.content.articles.get(partner.key, "")))
    return _joined(*parts)


def _since(hub: Hub, partner: Partner) -> int | None:
    """The first day that is known of a partner, as a number."""
    days: list[dates.Day | None] = [agreement.signed_on for agreement in hub.agreements_of.get(partner.key, ())]
    for tie in partner.ties:
        days += [tie.starts_on, *tie.years]
    days += [event.occurrences[0].starts_on for event in hub.events_of.get(partner.key, ())]
    first = min((day.first for day in days if day), default=None)
    return int(first.strftime("%Y%m%d")) if first else None


def _frameworks(hub: Hub) -> Iterator[Row]:
    for framework in hub.frameworks.values():
        line = framework.title if framework.title != framework.name else ""
        text = _joined(framework.summary, framework.note)
        yield _row("framework", f"/frameworks/{framework.id}/", framework.name, line, text)


def _initiatives(hub: Hub) -> Iterator[Row]:
    _ = hub.setting.words.gettext
    for slug, page in hub.content.initiatives.items():
        text = _joined(_written(page), page.matter.place, *(figure.label for figure in page.matter.figures))
        yield _row("initiative", f"/initiatives/{slug}/", page.matter.title, _(THEMES[page.matter.theme]), text)


def _districts(hub: Hub) -> Iterator[Row]:
    for slug, page in hub.content.districts.items():
        office = (hub.districts[slug].office or "") if slug in hub.districts else ""
        yield _row("district", f"/districts/{slug}/", page.matter.title, office, _written(page))


def _companies(hub: Hub) -> Iterator[Row]:
    for partner in hub.organisations.values():
        summary = partner.record.summary if isinstance(partner.record, Organisation) else None
        text = _joined(summary, _known(hub, partner))
        row = _row("company", partner.address, partner.name, "", text, kana=partner.kana)
        row[4] = _letters(partner.kana)
        yield row


def _issues(hub: Hub) -> Iterator[Row]:
    _ = hub.setting.words.gettext
    for slug, page in hub.content.issues.items():
        towns = (partner_link(hub, key).text for key in page.matter.partners)
        line = _("{name} 第{number}号").format(name=hub.site.magazine, number=slug)
        yield _row("issue", f"/magazine/{slug}/", page.matter.title, line, _joined(_written(page), *towns))


def _events(hub: Hub) -> Iterator[Row]:
    """Those to come, soonest first; then the series; then what is past, newest first."""
    coming = [event for event in hub.events.values() if is_coming(event, hub.today)]
    coming.sort(key=lambda event: (_next_day(hub, event), event.id))
    ahead = {event.id for event in coming}
    yield from (_event(hub, event) for event in coming)
    for series in hub.series.values():
        yield _row("series", f"/events/series/{series.id}/", series.title, "", series.summary or "")
    yield from (_event(hub, event) for event in newest_first(hub.events.values()) if event.id not in ahead)


def _next_day(hub: Hub, event: Event) -> date:
    return next_occurrence(event, hub.today).starts_on.first


def _event(hub: Hub, event: Event) -> Row:
    line = "　".join(part for part in (whole_span(event), event.venue.name if event.venue else "") if part)
    parts = [event.summary, event.note, venue_text(event.venue) if event.venue else None]
    parts += [event.organizer, event.audience, event.fee]
    for occurrence in event.occurrences:
        parts += [occurrence.title, occurrence.note, occurrence.fee]
        parts += [venue_text(occurrence.venue) if occurrence.venue else None]
    parts += [partner_link(hub, key).text for key in event.participants]
    return _row("event", f"/events/{event.id}/", event.title, line, _joined(*parts))


def _abouts(hub: Hub) -> Iterator[Row]:
    for key, page in hub.content.abouts.items():
        yield _row("about", text_address(key), page.matter.title, "", _written(page))
    for name, listing in hub.content.listings.items():
        yield _row("about", f"/{name}/", listing.matter.title, "", listing.matter.lead or "")


def _written(page: Page[Any]) -> str:
    matter: Written = page.matter
    return _joined(matter.lead, matter.headline, plain_text(page.body))
