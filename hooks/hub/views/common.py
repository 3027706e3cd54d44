"""Pieces that several kinds of page show: links, dates, event rows, sources, contact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from hub import dates
from hub.model import Hub, Partner
from hub.schema.common import Contact, Figure, Venue
from hub.schema.content import Written
from hub.schema.events import Event, Occurrence
from hub.status import State, state_of
from hub.words import plain_number


@dataclass(frozen=True, slots=True)
class Link:
    """A text with an address; without one it is only text."""

    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateBlock:
    """A day set in type: 2024年 / 3.2 / 土, or as much as is known."""

    iso: str
    year: str
    month: str
    day: str
    week: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list."""

    when: DateBlock
    title: str
    address: str
    meta: str
    state: State


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number with its unit and its day."""

    value: str
    unit: str
    label: str
    as_of: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document as readers see it."""

    title: str
    section: str
    dated: str
    url: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to ask, line by line."""

    office: str
    phone: str
    hours: str
    address: str
    url: str


@dataclass(frozen=True, slots=True)
class Colophon:
    """The end of every page: whom to ask, when it was confirmed, where it is from."""

    contacts: tuple[ContactView, ...]
    confirmed: str
    sources: tuple[Source, ...]
    judged: bool
    edit: str
    report: str


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner in a list."""

    name: str
    kana: str
    address: str
    prefecture: str
    summary: str
    bond: str
    km: str
    direction: str


_ASK = quote("頁: ") + "{page}" + quote("\nまちがっているところ: \n正しい内容と、分かれば資料: \n")


@cache
def _quoted(text: str) -> str:
    return quote(text)


def date_block(day: dates.Day) -> DateBlock:
    """The type-set form of a day."""
    if day.is_exact:
        exact = day.first
        return DateBlock(exact.isoformat(), f"{exact.year}年", str(exact.month), str(exact.day), dates.weekday(exact))
    rest = dates.say_rest(day)
    return DateBlock(day.text[:7] if day.has_month else day.text[:4], f"{day.year}年", rest, "", "")


def clock_span(occurrence: Occurrence) -> str:
    """The hours of an occurrence: 11:00–16:00, 14:00から, or nothing."""
    if occurrence.opens is None:
        return ""
    opens = dates.say_clock(occurrence.opens)
    return f"{opens}–{dates.say_clock(occurrence.closes)}" if occurrence.closes else f"{opens}から"


def when_text(occurrence: Occurrence) -> str:
    """Days and hours of an occurrence, as people write them."""
    text = dates.say_span(occurrence.starts_on, occurrence.ends_on)
    if occurrence.days == "weekdays":
        text += "(土日祝日を除く)"
    hours = clock_span(occurrence)
    return f"{text} {hours}" if hours else text


def whole_span(event: Event) -> str:
    """From the first to the last day of an event."""
    first = min((one.starts_on for one in event.occurrences), key=lambda day: day.first)
    last = max((one.ends_on or one.starts_on for one in event.occurrences), key=lambda day: day.last)
    return dates.say_span(first, None if last == first else last)


def event_row(hub: Hub, event: Event) -> EventRow:
    """An event as a row: date, title, days and place, state. Made once, for it stands in many lists."""
    if event.id not in hub.rows:
        hub.rows[event.id] = _event_row(hub, event)
    return hub.rows[event.id]


def _event_row(hub: Hub, event: Event) -> EventRow:
    first = event.occurrences[0]
    single = len(event.occurrences) == 1
    parts = []
    if not single or first.ends_on is not None or not first.starts_on.is_exact:
        parts.append(when_text(first) if single else f"{whole_span(event)} 全{len(event.occurrences)}回")
    elif hours := clock_span(first):
        parts.append(hours)
    if event.venue is not None:
        parts.append(event.venue.name)
    return EventRow(
        when=date_block(first.starts_on),
        title=event.title,
        address=f"/events/{event.id}/",
        meta="　".join(parts),
        state=shown_state(hub, state_of(event, hub.today)),
    )


def shown_state(hub: Hub, state: State) -> State:
    """A state with its word in the language of the site."""
    return State(state.key, hub.setting.words.gettext(state.word))


def newest_first(events: Iterable[Event]) -> list[Event]:
    """Events from the newest to the oldest."""
    return sorted(events, key=lambda event: (event.occurrences[0].starts_on.first, event.id), reverse=True)


def venue_text(venue: Venue) -> str:
    """A venue with its address in one line."""
    return f"{venue.name}({venue.address})" if venue.address else venue.name


def figure(found: Figure) -> FigureView:
    """A dated number for showing."""
    unit = {"km2": "km²", "円/m2": "円/m²"}.get(found.unit, found.unit)
    label = f"{found.label}　{found.rank}" if found.rank else found.label
    return FigureView(plain_number(found.value), unit, label, f"{dates.say_plain(found.as_of)}現在", found.note or "")


def sources(hub: Hub, *records: Any) -> tuple[Source, ...]:
    """Every source of some records, each once, in the order they come."""
    cited: dict[str, None] = {}
    for record in records:
        for source in getattr(record, "source", None) or ():
            cited[source] = None
    return tuple(_source(hub, source) for source in cited)


def _source(hub: Hub, cited: str) -> Source:
    if cited.startswith("http"):
        document = hub.documents_by_url.get(cited)
        if document is None:
            return Source(urlsplit(cited).hostname or cited, "", "", cited)
        section = ""
    else:
        name, _, section = cited.partition("「")
        document = hub.documents.get(name)
        if document is None:
            return Source(cited, "", "", "")
    dated = dates.say_plain(document.dated_on) if document.dated_on else ""
    title = document.title if document.publisher in document.title else f"{document.publisher} {document.title}"
    return Source(title, section.removesuffix("」"), dated, document.url or "")


def contact_view(contact: Contact) -> ContactView:
    """A contact, with nothing where nothing is known."""
    return ContactView(
        contact.office, contact.phone or "", contact.hours or "", contact.address or "", contact.url or ""
    )


def colophon(hub: Hub, address: str, *records: Any, contacts: Iterable[Contact] = ()) -> Colophon:
    """Whom to ask, when the facts were confirmed and where they are from."""
    confirmed = [day for record in records if (day := getattr(record, "confirmed_on", None)) is not None]
    asked = [contact_view(contact) for contact in contacts] or [contact_view(hub.site.ward.contact)]
    return Colophon(
        contacts=tuple(dict.fromkeys(asked)),
        confirmed=dates.say_plain(dates.day_of(max(confirmed))) if confirmed else "",
        sources=sources(hub, *records),
        judged=any(getattr(record, "confidence", "") == "medium" for record in records),
        edit=edit_address(hub, address),
        report=mistake_mail(hub, address),
    )


def edit_address(hub: Hub, address: str) -> str:
    """Where staff mend what the page shows: the record's line, or the page's file."""
    where = hub.where.get(address)
    if where is None or not hub.setting.edit_base:
        return ""
    return f"{hub.setting.edit_base.rstrip('/')}/{quote(where.path)}" + (f"#L{where.line}" if where.line else "")


def mistake_mail(hub: Hub, address: str) -> str:
    """A mailto: with the page's address in the subject, for telling of a mistake."""
    subject, page = _quoted(f"{hub.site.name}のまちがい "), quote(hub.setting.site_url.rstrip("/") + address)
    return f"mailto:{hub.site.operator.mail}?subject={subject}{quote(address)}&body={_ASK.format(page=page)}"


def partner_link(hub: Hub, key: str) -> Link:
    """A partner of any kind by name; what is not listed is named without a link."""
    found = hub.party(key)
    if found is not None:
        return Link(found.name, found.address)
    place = hub.gazetteer.by_code(key)
    return Link(place.name if place else key)


def partner_card(hub: Hub, partner: Partner) -> PartnerCard:
    """A partner as a card of the finder."""
    reach = hub.reach.get(partner.key)
    return PartnerCard(
        name=partner.name,
        kana=partner.kana,
        address=partner.address,
        prefecture=hub.prefectures[partner.prefecture].name if partner.prefecture else "",
        summary=bond_summary(hub, partner),
        bond=hub.bonds[partner.key],
        km=f"{reach.km:,}" if reach else "",
        direction=reach.direction if reach else "",
    )


def bond_summary(hub: Hub, partner: Partner) -> str:
    """What joins a partner and the ward, in one line."""
    agreements = []
    for agreement in hub.agreements_of.get(partner.key, ()):
        framework = hub.frameworks.get(agreement.framework or "")
        name = framework.name if framework else agreement.title
        agreements.append(f"{name}({agreement.signed_on.year}年)" if agreement.signed_on else name)
    if agreements:
        return "、".join(agreements)
    titles = list(dict.fromkeys(re.sub(r"（.*?）", "", tie.title) for tie in partner.ties))
    if titles:
        return titles[0] + (f" ほか{len(titles) - 1}件" if len(titles) > 1 else "")
    events = hub.events_of.get(partner.key, ())
    return events[-1].title if events else ""


def headline(written: Written) -> str:
    """The headline of a written page, or its title as a sentence."""
    return written.headline or f"{written.title}。"
