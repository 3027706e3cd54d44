"""A partner's page: name, distance, what joins it and the ward, tastes, events, neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hub import dates, prose
from hub.model import Hub, Partner
from hub.neighbours import nearest
from hub.plain import plain
from hub.schema.common import Words
from hub.schema.events import Event
from hub.views.calling import calling_address
from hub.views.charts import Chart, gathering, locator
from hub.views.common import Link, Spec, partner_link, partner_name
from hub.views.evidence import Colophon, colophon
from hub.views.photos import PhotoView, photo_views
from hub.views.rows import EventRow, event_row, rows_ahead
from hub.views.sentences import sentence, ties_headline
from hub.views.subscribing import Subscription, partner_calendar
from hub.views.timeline import TimeItem, timeline


@plain
class Neighbour:
    """A partner near by."""

    km: str
    link: Link
    prefecture: str
    bond: str


@plain
class PartnerView:
    """Everything on a partner's page."""

    crumbs: tuple[Link, ...]
    name: str
    length: str
    place: Link
    reading: str
    romaji: str
    code: str
    km: str
    direction: str
    bond: str
    sentence: str
    note: str
    status: str
    chart: Chart | None
    specs: tuple[Spec, ...]
    ties_headline: str
    ties: tuple[TimeItem, ...]
    years_since: str
    since: str
    counted_on: str
    links: tuple[Link, ...]
    specialities: tuple[str, ...]
    sights: tuple[str, ...]
    coming: tuple[EventRow, ...]
    records: tuple[EventRow, ...]
    records_years: str
    article: str
    initiatives: tuple[Link, ...]
    members: tuple[Link, ...]
    neighbours_headline: str
    neighbours: tuple[Neighbour, ...]
    is_sparse: bool
    previous: Link | None
    following: Link | None
    calendar: Subscription | None
    calling: str
    snippet: str
    photos: tuple[PhotoView, ...]
    colophon: Colophon


def partner_view(hub: Hub, partner: Partner) -> PartnerView:
    """The page of a municipality, an association or a town abroad."""
    record: Any = partner.record
    agreements = hub.agreements_of.get(partner.key, ())
    reach = hub.reach.get(partner.key)
    items = timeline(hub, agreements, partner.ties)
    dated = [one.signed_on for one in agreements if one.signed_on and partner.key in hub.current_of]
    prefecture = hub.prefectures.get(partner.prefecture)
    place = Link(prefecture.name, prefecture.address) if prefecture else Link(getattr(record, "country", ""))
    previous, following = _beside(hub, partner)
    ahead = rows_ahead(hub, hub.ahead_of.get(partner.key, ()))
    past = hub.past_of.get(partner.key, ())
    is_sparse = len(items) <= 1 and not ahead and not getattr(record, "specialities", ())
    return PartnerView(
        crumbs=_crumbs(hub, partner, place),
        name=partner.name,
        length=_length(partner.name),
        place=place,
        reading=partner.kana,
        romaji=partner.romaji,
        code=partner.key if partner.kind == "municipality" else "",
        km=f"{reach.km:,}" if reach else "",
        direction=reach.direction if reach else "",
        bond=hub.bonds[partner.key],
        sentence=sentence(hub, partner),
        note=prose.from_plain(record.note or ""),
        status=_status(hub, partner),
        chart=_chart(hub, partner),
        specs=_specs(hub, partner, past),
        ties_headline=ties_headline(hub, partner),
        ties=items,
        years_since=str(_years(dated[0].first, hub)) if dated and _years(dated[0].first, hub) > 0 else "",
        since=dates.say_plain(dated[0]) if dated else "",
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        links=_links(hub, partner),
        specialities=_items(getattr(record, "specialities", ())),
        sights=_items(getattr(record, "sights", ())),
        coming=ahead,
        records=tuple([event_row(hub, event) for event in reversed(past)]),
        records_years=_event_years(past),
        article=prose.from_markdown(hub.content.articles.get(partner.key, "")),
        initiatives=_initiatives(hub, partner),
        members=tuple(partner_link(hub, key) for key in partner.members),
        neighbours_headline=_neighbours_headline(hub, partner),
        neighbours=_neighbours(hub, partner),
        is_sparse=is_sparse,
        previous=previous,
        following=following,
        calling=calling_address(partner),
        snippet=f"{hub.setting.site_url.rstrip('/')}{calling_address(partner)}" if hub.setting.site_url else "",
        calendar=None if is_sparse else partner_calendar(hub, partner),
        photos=photo_views(hub, partner.record.photos),
        colophon=_colophon(hub, partner),
    )


def _status(hub: Hub, partner: Partner) -> str:
    """What became of a partner that is no more: merged, or no longer a partner."""
    _ = hub.setting.words.gettext
    record: Any = partner.record
    heir = getattr(record, "merged_into", None)
    parts = []
    if heir:
        parts.append(
            _("{name}は、合併して{heir}になりました。").format(name=partner.name, heir=partner_name(hub, heir))
        )
    if record.ended_on:
        parts.append(_("連携は{day}に終わりました。").format(day=dates.say_plain(record.ended_on)))
    return "".join(parts)


def _length(name: str) -> str:
    """How a name is set: five characters large, up to seven smaller, more than that smaller still."""
    return "" if len(name) <= 5 else "long" if len(name) <= 7 else "longer"


def _years(day: Any, hub: Hub) -> int:
    return int(hub.today.year - day.year - ((hub.today.month, hub.today.day) < (day.month, day.day)))


def _chart(hub: Hub, partner: Partner) -> Chart | None:
    _ = hub.setting.words.gettext
    ward, reach = hub.site.ward.name, hub.reach.get(partner.key)
    if partner.kind == "association":
        members = [hub.partners[key] for key in partner.members if key in hub.partners]
        return gathering(hub, members, _("{name}のまちの位置").format(name=partner.name), has_lines=False, in_head=True)
    if reach is None:
        return None
    title = _("{ward}から{name}への線。およそ{km}キロメートル、{direction}")
    return locator(
        hub, partner, title.format(ward=ward, name=partner.name, km=f"{reach.km:,}", direction=reach.direction)
    )


def _specs(hub: Hub, partner: Partner, past: Sequence[Event]) -> tuple[Spec, ...]:
    _ = hub.setting.words.gettext
    agreements = hub.current_of.get(partner.key, ())
    dated = [agreement.signed_on for agreement in agreements if agreement.signed_on]
    specs = []
    if dated:
        rest = dates.say_rest(dated[0])
        specs.append(Spec(_("はじめての協定"), str(dated[0].year), f"年{rest}" if rest != "年度" else rest))
    if agreements:
        kinds = {agreement.framework or agreement.title for agreement in agreements}
        specs.append(Spec(_("結んでいる協定"), str(len(kinds)), _("種類")))
    if partner.record.district and (district := hub.districts.get(partner.record.district)):
        specs.append(Spec(_("交流する総合支所"), "", district.office or district.name))
    if past:
        specs.append(Spec(f"{_('催しの記録')}　{_event_years(past)}", str(len(past)), _("件")))
    return tuple(specs) if len(specs) >= 3 else ()


def _event_years(events: Sequence[Event]) -> str:
    if not events:
        return ""
    first, last = events[0].occurrences[0].starts_on.year, events[-1].occurrences[0].starts_on.year
    return f"{first}年" if first == last else f"{first}–{last}年"


def _links(hub: Hub, partner: Partner) -> tuple[Link, ...]:
    _ = hub.setting.words.gettext
    links = []
    if partner.record.url:
        links.append(Link(_("{name}のサイト").format(name=partner.name), partner.record.url, "out"))
    names = [agreement.framework for agreement in hub.agreements_of.get(partner.key, ())]
    names += [tie.framework for tie in partner.ties]
    for name in dict.fromkeys(name for name in names if name in hub.frameworks):
        links.append(Link(hub.frameworks[name].name, f"/frameworks/{name}/"))  # type: ignore[index] # filtered above
    links += [Link(one.name, one.address) for one in hub.associations_of.get(partner.key, ())]
    heir: str = getattr(partner.record, "merged_into", None) or ""
    links += [partner_link(hub, heir)] if heir in hub.partners else []
    links += [partner_link(hub, key) for key in hub.merged_from.get(partner.key, ())]
    for number in hub.issues_of.get(partner.key, ()):
        links.append(Link(_("情報誌の第{n}号").format(n=number), f"/magazine/{number}/"))
    if district := hub.districts.get(partner.record.district or ""):
        links.append(Link(_("{name}の交流").format(name=district.name), f"/districts/{district.id}/"))
    return tuple(links)


def _items(groups: tuple[Words, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group.items))


def _initiatives(hub: Hub, partner: Partner) -> tuple[Link, ...]:
    slugs = [tie.initiative for tie in partner.ties if tie.initiative]
    slugs += [event.initiative for event in hub.events_of.get(partner.key, ()) if event.initiative]
    slugs += [slug for slug, page in hub.content.initiatives.items() if partner.key in page.matter.partners]
    pages = hub.content.initiatives
    return tuple(
        Link(pages[slug].matter.title, f"/initiatives/{slug}/") for slug in dict.fromkeys(slugs) if slug in pages
    )


def _neighbours(hub: Hub, partner: Partner) -> tuple[Neighbour, ...]:
    found = []
    for km, other in nearest(hub, partner, 4):
        prefecture = hub.prefectures[other.prefecture].name
        found.append(Neighbour(f"{km:,}", Link(other.name, other.address), prefecture, hub.bonds[other.key]))
    return tuple(found)


def _neighbours_headline(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    return _("{name}から近い、連携するまち。").format(name=partner.name)


def _crumbs(hub: Hub, partner: Partner, place: Link) -> tuple[Link, ...]:
    title = hub.content.listings["partners"].matter.title
    return (Link(title, "/partners/"), *((place,) if place.text else ()), Link(partner.name))


def _beside(hub: Hub, partner: Partner) -> tuple[Link | None, Link | None]:
    """The partners before and after, in the order of codes."""
    order = hub.municipalities
    position = hub.positions.get(partner.key)
    if position is None:
        return None, None
    before = order[position - 1] if position else None
    after = order[position + 1] if position + 1 < len(order) else None
    return (Link(before.name, before.address) if before else None, Link(after.name, after.address) if after else None)


def _colophon(hub: Hub, partner: Partner) -> Colophon:
    record: Any = partner.record
    agreements = hub.agreements_of.get(partner.key, ())
    words = (*getattr(record, "specialities", ()), *getattr(record, "sights", ()))
    contact = record.contact
    if contact is None and len(agreements) == 1 and not partner.ties:
        framework = hub.frameworks.get(agreements[0].framework or "")
        contact = framework.contact if framework else None
    contacts = (contact,) if contact else ()
    return colophon(hub, partner.address, record, *agreements, *partner.ties, *words, contacts=contacts)
