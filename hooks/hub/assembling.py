"""Joins sound records into the Hub: order, look-ups, addresses. Finds no faults."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hub.geo import Projection, compass
from hub.grouping import by_initiative, by_party, by_year, frozen, grouped, keyed, parted
from hub.model import Content, Display, Hub, Page, Partner, PartnerKind, Reach, Setting, Where
from hub.municipalities import PREFECTURES, Gazetteer, Place
from hub.neighbours import squares
from hub.records import Register
from hub.romaji import romaji
from hub.schema.events import Event
from hub.schema.partners import Abroad, Agreement, Association, Moved, Municipality, Organisation, Prefecture, Tie
from hub.schema.site import Site
from hub.status import bond, by_first_day, is_coming, is_in_force
from hub.themes import partner_districts, partner_themes
from hub.turns import as_held

ADDRESSES = {
    "municipalities": "/partners/{}/",
    "associations": "/partners/{}/",
    "abroad": "/partners/{}/",
    "prefectures": "/prefectures/{}/",
    "organisations": "/companies/{}/",
    "frameworks": "/frameworks/{}/",
    "events": "/events/{}/",
    "series": "/events/series/{}/",
    "content/initiatives": "/initiatives/{}/",
    "content/districts": "/districts/{}/",
    "content/magazine": "/magazine/{}/",
    "content/booklets": "/booklets/{}/",
    "content/about": "/about/{}/",
}


def assemble(
    site: Site,
    setting: Setting,
    gazetteer: Gazetteer,
    records: Mapping[str, list[Any]],
    content: Content,
    register: Register,
) -> Hub:
    """The Hub of one day, from records that passed the schema."""
    partners = {partner.key: partner for partner in _partners(records, gazetteer)}
    shown = [as_held(event) for event in records["events"] if is_shown(event, setting.today)]
    events = sorted(shown, key=by_first_day)
    agreements = sorted(records["agreements"], key=_by_signing)
    coming = [event for event in events if is_coming(event, setting.today)]
    ahead, past = parted(events, setting.today)
    superseded = {agreement.renews for agreement in agreements}
    towns = tuple(partner for partner in partners.values() if partner.kind == "municipality")
    prefectures = _prefectures(records["prefectures"])
    organisations = {partner.key: partner for partner in _organisations(records["organisations"])}
    album = setting.album
    projection = Projection(site.ward.latitude, site.ward.longitude)
    reach = dict(_reaches(projection, partners.values()))
    hub = Hub(
        site=site,
        setting=setting,
        gazetteer=gazetteer,
        projection=projection,
        documents=keyed(records["documents"]),
        documents_by_url=frozen({document.url: document for document in records["documents"] if document.url}),
        frameworks=keyed(records["frameworks"]),
        agreements=keyed(agreements),
        partners=frozen(partners),
        prefectures=frozen(prefectures),
        organisations=frozen(organisations),
        series=keyed(records["series"]),
        events=keyed(events),
        districts=keyed(site.ward.districts),
        content=content,
        display=Display(
            screens=keyed(records["screens"]),
            slides=frozen({slide.address: slide for slide in records["slides"]}),
            notices=keyed(records["notices"]),
            emergency=tuple(records["emergency"]),
        ),
        where=frozen(_where(register)),
        moved=frozen(
            {moved.address: moved for moved in (*_hidden(records["events"], setting.today), *records["moved"])}
        ),
        agreements_of=grouped((party, agreement) for agreement in agreements for party in agreement.parties),
        current_of=grouped(
            (party, agreement)
            for agreement in agreements
            if is_in_force(agreement, setting.today) and agreement.id not in superseded
            for party in agreement.parties
        ),
        agreements_under=grouped((item.framework, item) for item in agreements if item.framework),
        coming=keyed(coming),
        ahead=keyed(ahead),
        events_of=grouped(by_party(events)),
        coming_of=grouped(by_party(coming)),
        ahead_of=grouped(by_party(ahead)),
        past_of=grouped(by_party(past)),
        events_in=grouped((event.series, event) for event in events if event.series),
        events_for=grouped(by_initiative(events, records["series"])),
        events_at=grouped((event.district, event) for event in events if event.district),
        events_by_year=by_year(events),
        associations_of=grouped((member, partner) for partner in partners.values() for member in partner.members),
        joined=grouped((tie.framework, key) for key, tie in _ties(partners, organisations) if tie.framework),
        tied=grouped((tie.initiative, key) for key, tie in _ties(partners, prefectures) if tie.initiative),
        towns_in=grouped((town.prefecture, town) for town in towns),
        reach=frozen(reach),
        bonds=frozen({}),
        themes=frozen({}),
        districts_of=frozen({}),
        municipalities=towns,
        called=frozen(_called(partners.values(), prefectures, organisations)),
        merged_from=grouped((heir, town.key) for town in towns if (heir := getattr(town.record, "merged_into", None))),
        issues_of=grouped((key, issue.slug) for issue in content.issues.values() for key in issue.matter.partners),
        positions=frozen({town.key: position for position, town in enumerate(towns)}),
        shots=frozen({name: album.look(name) for name in sorted(_photos(records, content))} if album else {}),
        squares=frozen(squares(reach, (town.key for town in towns))),
    )
    return replace(
        hub,
        bonds=frozen(dict(_bonds(hub))),
        themes=frozen(partner_themes(hub)),
        districts_of=frozen(partner_districts(hub)),
    )


def _photos(records: Mapping[str, list[Any]], content: Content) -> set[str]:
    """The file of every photograph that a record or a page names."""
    folders: tuple[Mapping[str, Page[Any]], ...] = (
        content.initiatives,
        content.districts,
        content.issues,
        content.abouts,
    )
    written = (page.matter for folder in folders for page in folder.values())
    listed = (record for section in records.values() for record in section)
    return {photo.file for record in (*listed, *written) for photo in getattr(record, "photos", ())}


def _bonds(hub: Hub) -> Iterable[tuple[str, str]]:
    for partner in hub.all_parties:
        agreements = hub.current_of.get(partner.key, ())
        yield (
            partner.key,
            bond(
                partner,
                has_agreement=any(not one.signed_by for one in agreements),
                is_member=partner.key in hub.associations_of or any(one.signed_by for one in agreements),
                has_events=partner.key in hub.events_of,
                is_featured=partner.key in hub.issues_of,
            ),
        )


def is_shown(event: Event, today: date) -> bool:
    """Whether an event is published on this day."""
    starts = event.shown_from is None or event.shown_from <= today
    return not event.draft and starts and (event.shown_until is None or today <= event.shown_until)


def _partners(records: Mapping[str, list[Any]], gazetteer: Gazetteer) -> Iterable[Partner]:
    for town in sorted(records["municipalities"], key=lambda record: record.code):
        place = gazetteer.by_code(town.code) or gazetteer.by_code(town.merged_into or "")
        if place is not None:
            yield _municipality(town, place)
    association: Association
    for association in sorted(records["associations"], key=lambda record: record.kana):
        number = association.prefecture or ""
        yield _partner("association", association.id, association, number, association.kana, association.members)
    town_abroad: Abroad
    for town_abroad in sorted(records["abroad"], key=lambda record: record.kana):
        yield Partner(
            key=town_abroad.id,
            kind="abroad",
            name=town_abroad.name,
            kana=town_abroad.kana,
            romaji=town_abroad.romaji or "",
            prefecture="",
            latitude=town_abroad.latitude,
            longitude=town_abroad.longitude,
            record=town_abroad,
            address=f"/partners/{town_abroad.id}/",
        )


def _municipality(town: Municipality, place: Place) -> Partner:
    kana = place.kana if place.code == town.code else ""
    return Partner(
        key=town.code,
        kind="municipality",
        name=town.name,
        kana=kana,
        romaji=town.romaji or (romaji(kana) if kana else ""),
        prefecture=place.prefecture_code,
        latitude=place.latitude,
        longitude=place.longitude,
        record=town,
        address=f"/partners/{town.code}/",
    )


def _prefectures(records: Iterable[Prefecture]) -> dict[str, Partner]:
    """All 47, whether or not the prefecture itself has a record."""
    written = {record.code: record for record in records}
    found = {}
    for code, (name, kana, _region) in PREFECTURES.items():
        record = written.get(code) or Prefecture.model_construct(code=code, name=name, source=())
        found[code] = _partner("prefecture", code, record, code, kana)
    return found


def _organisations(records: Iterable[Organisation]) -> Iterable[Partner]:
    """By reading, the ward's neutral order."""
    for record in sorted(records, key=lambda record: (record.kana, record.id)):
        yield _partner("organisation", record.id, record, "", record.kana)


def _partner(
    kind: PartnerKind, key: str, record: Any, prefecture: str, kana: str, members: tuple[str, ...] = ()
) -> Partner:
    folder = {"organisation": "companies", "prefecture": "prefectures"}.get(kind, "partners")
    return Partner(key, kind, record.name, kana, "", prefecture, None, None, record, f"/{folder}/{key}/", members)


def _hidden(events: Iterable[Event], today: date) -> Iterable[Moved]:
    """Events whose time of publication is over: their addresses keep a page."""
    for event in events:
        if event.shown_until is not None and event.shown_until < today and not event.draft:
            address = ADDRESSES["events"].format(event.id)
            yield Moved.model_construct(address=address, title=event.title, ended_on=event.shown_until)


def _called(
    partners: Iterable[Partner], prefectures: Mapping[str, Partner], organisations: Mapping[str, Partner]
) -> dict[str, str]:
    names = Counter(partner.name for partner in partners if partner.kind == "municipality")
    called = {partner.key: partner.name for partner in (*organisations.values(), *prefectures.values(), *partners)}
    for partner in partners:
        if names[partner.name] > 1 and partner.prefecture:  # a town abroad has none
            called[partner.key] = prefectures[partner.prefecture].name + partner.name
    return called


def _ties(*groups: Mapping[str, Partner]) -> Iterable[tuple[str, Tie]]:
    return ((key, tie) for group in groups for key, partner in group.items() for tie in partner.ties)


def _reaches(projection: Projection, partners: Iterable[Partner]) -> Iterable[tuple[str, Reach]]:
    """Each partner as seen from the office; on this projection a line is true in length and direction."""
    for partner in partners:
        if partner.latitude is not None and partner.longitude is not None:
            x, y = projection.xy(partner.latitude, partner.longitude)
            direction = compass(math.degrees(math.atan2(x, -y)))
            yield partner.key, Reach(round(math.hypot(x, y)), direction, x, y)


def _by_signing(agreement: Agreement) -> tuple[date, str]:
    return (agreement.signed_on.first if agreement.signed_on else date.max, agreement.id)


def _where(register: Register) -> dict[str, Where]:
    found = {}
    for (section, key), (document, at) in register.places.items():
        if document.path.startswith("content/"):
            if section != "articles":
                found[_page_address(document.path)] = Where(document.path, 0)
        elif section in ADDRESSES:
            found[ADDRESSES[section].format(key)] = Where(document.path, register.line((section, key)) if at else 0)
    return found


def _page_address(path: str) -> str:
    inner = f"/{path.removeprefix('content/').removesuffix('.md')}".removesuffix("/index").strip("/")
    return f"/{inner}/" if inner else "/"
