"""An event's page: when, where, who takes part, its other editions."""

from __future__ import annotations

from itertools import islice

from hub import dates, prose
from hub.model import Hub, Partner
from hub.plain import plain
from hub.schema.common import Contact
from hub.schema.events import Event, Occurrence
from hub.status import CATEGORIES, STATES, State, is_next, occurrence_state
from hub.turns import is_at_several_venues, turn_count, venue_names
from hub.views.charts import Chart, gathering
from hub.views.common import Link, partner_link, partner_name, venue_text
from hub.views.evidence import Colophon, colophon, contact_view
from hub.views.photos import PhotoView, photo_views
from hub.views.rows import (
    DateBlock,
    EventRow,
    event_row,
    occurrence_block,
    shown_state,
)
from hub.views.subscribing import calendar_file
from hub.views.timetable import Timetable, timetable
from hub.views.when import clock_span, event_when, moved_text, off_text, postponed_text, when_text

MOST_EDITIONS = 30
MOST_VENUES = 4


@plain
class DayView:
    """One occurrence on an event's page."""

    when: DateBlock
    text: str
    venue: str
    title: str
    note: str
    state: State
    is_next: bool


@plain
class Fact:
    """A line of the facts: what, and its words or links."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    groups: tuple[tuple[str, tuple[Link, ...]], ...] = ()


@plain
class EventView:
    """Everything on an event's page."""

    crumbs: tuple[Link, ...]
    kicker: str
    title: str
    summary: str
    note: str
    ended: State
    turns: tuple[DayView, ...]
    first_day: DayView
    days: tuple[DayView, ...]
    days_headline: str
    timetable: Timetable | None
    venue: str
    facts: tuple[Fact, ...]
    chart: Chart | None
    chart_note: str
    editions: tuple[EventRow, ...]
    editions_headline: str
    series: Link | None
    calendar: str
    photos: tuple[PhotoView, ...]
    colophon: Colophon


def event_view(hub: Hub, event: Event) -> EventView:
    """The page of one event."""
    _ = hub.setting.words.gettext
    days = _days(hub, event)
    towns = [found for key in event.participants if (found := hub.partners.get(key)) is not None]
    chart, chart_note = _participants_chart(hub, event, towns)
    editions = (one for one in reversed(hub.events_in.get(event.series or "", ())) if one.id != event.id)
    series = hub.series.get(event.series or "")
    contacts = (event.contact,) if event.contact else ()
    has_more = any(day.title or day.note for day in days)
    return EventView(
        crumbs=_crumbs(hub, event),
        kicker=_kicker(event),
        title=event.title,
        summary=event.summary or "",
        note=prose.from_plain(event.note or ""),
        ended=_ended(hub, event),
        turns=_turns(hub, event, days),
        first_day=days[0],
        days=days if len(days) > 1 or has_more else (),
        days_headline=_days_headline(hub, event) if len(days) > 1 or has_more else "",
        timetable=timetable(hub, event),
        venue="・".join(venue_names(event)[:MOST_VENUES]),
        facts=_facts(hub, event),
        chart=chart,
        chart_note=chart_note,
        editions=tuple(event_row(hub, one) for one in islice(editions, MOST_EDITIONS)),
        editions_headline=_("{title}の、ほかの回。").format(title=series.title) if series else "",
        series=Link(series.title, f"/events/series/{series.id}/") if series else None,
        calendar=calendar_file(hub, event),
        photos=photo_views(hub, event.photos),
        colophon=colophon(hub, f"/events/{event.id}/", event, contacts=contacts),
    )


def _crumbs(hub: Hub, event: Event) -> tuple[Link, ...]:
    year = event.occurrences[0].starts_on.year
    listing = Link(hub.content.listings["events"].matter.title, "/events/")
    return (listing, Link(f"{year}年", f"/events/{year}/"), Link(event.title))


def _days(hub: Hub, event: Event) -> tuple[DayView, ...]:
    occurrences = sorted(event.occurrences, key=lambda one: one.starts_on.first)
    coming = [one for one in occurrences if is_next(event, one, hub.today)]
    return tuple(_day(hub, event, one, one is (coming[0] if coming else None)) for one in occurrences)


def _day(hub: Hub, event: Event, occurrence: Occurrence, is_first_ahead: bool) -> DayView:
    venue, place = occurrence.venue.name if occurrence.venue else "", occurrence.venue or event.venue
    moves = (postponed_text(hub, occurrence), moved_text(hub, occurrence))
    towns = "、".join([partner_name(hub, key) for key in occurrence.participants])
    notes = (venue, *moves, towns, occurrence.fee or "", occurrence.note or "")
    spans = occurrence.ends_on is not None or occurrence.days == "weekdays"
    return DayView(
        when=event_row(hub, event).when if len(event.occurrences) == 1 else occurrence_block(hub, event, occurrence),
        text=when_text(occurrence) if spans else clock_span(occurrence),
        venue=place.name if place else "",
        title=occurrence.title or "",
        note="　".join([note for note in notes if note]),
        state=shown_state(hub, occurrence_state(event, occurrence, hub.today)),
        is_next=is_first_ahead,
    )


def _turns(hub: Hub, event: Event, days: tuple[DayView, ...]) -> tuple[DayView, ...]:
    """The days that stand and lie ahead, in their order: each in its turn is the next."""
    if event.id not in hub.coming:
        return ()
    occurrences = sorted(event.occurrences, key=lambda one: one.starts_on.first)
    return tuple(day for day, one in zip(days, occurrences, strict=True) if is_next(event, one, hub.today))


def _ended(hub: Hub, event: Event) -> State:
    """The state of the whole event when nothing of it lies ahead any more."""
    if event.id not in hub.coming or event.status == "postponed":
        return event_row(hub, event).state
    key = "unconfirmed" if event.status == "unconfirmed" else "held"
    return shown_state(hub, STATES[key])


def _days_headline(hub: Hub, event: Event) -> str:
    _ = hub.setting.words.gettext
    count = turn_count(event)
    if off := off_text(event):
        return f"{off}。"
    return _("全{count}回の日取り。").format(count=count) if count > 1 else _("この日のこと。")


def _kicker(event: Event) -> str:
    count = turn_count(event)
    times = f"{len(venue_names(event))}会場" if is_at_several_venues(event) else f"全{count}回" if count > 1 else ""
    parts = ["催し", CATEGORIES[event.category], times]
    return "　".join([part for part in parts if part])


def _facts(hub: Hub, event: Event) -> tuple[Fact, ...]:
    _ = hub.setting.words.gettext
    participants = _participants(hub, event)
    told = (
        (_("主催"), event.organizer),
        (_("対象"), event.audience),
        (_("定員"), f"{event.capacity:,}人" if event.capacity else None),
        (_("料金"), event.fee),
        (_("バリアフリー"), event.barrier_free),
        (_("使える言葉"), event.languages),
        (_("申込み"), _application(event)),
    )
    linked = (
        (_("くわしく"), _outside(hub, event)),
        (_("結んだ協定"), _agreement_links(hub, event)),
        (_("取組"), _page_links(hub, event)),
    )
    return (
        *[Fact(label, text) for label, text in ((_("とき"), event_when(event)), (_("会場"), _venues(event))) if text],
        *((participants,) if participants.links or participants.groups else ()),
        *[Fact(label, text) for label, text in told if text],
        *[Fact(label, links=links) for label, links in linked if links],
        Fact(_("問い合わせ"), contact_line(event.contact or hub.site.ward.contact)),
    )


def _venues(event: Event) -> str:
    if event.venue is not None and not is_at_several_venues(event):
        return venue_text(event.venue)
    return "、".join(venue_names(event)[:MOST_VENUES])


def _outside(hub: Hub, event: Event) -> tuple[Link, ...]:
    """Addresses outside the site that the record gives."""
    _ = hub.setting.words.gettext
    application, venue = event.application, event.venue
    found = (
        (_("催しのページ"), event.url),
        (_("申込みのページ"), application.url if application else None),
        (_("会場のページ"), venue.url if venue else None),
    )
    return tuple(Link(text, address) for text, address in found if address)


def contact_line(contact: Contact) -> str:
    """A contact in one line."""
    found = contact_view(contact)
    return "　".join([part for part in (found.office, found.phone, found.hours) if part])


def _participants(hub: Hub, event: Event) -> Fact:
    _ = hub.setting.words.gettext
    label = _("参加する相手") if event.id in hub.ahead else _("参加した相手")
    if event.status == "cancelled":
        label = _("参加する予定だった相手")
    elif event.status == "unconfirmed" and event.id not in hub.ahead:
        label = _("参加すると公表された相手")
    if len(event.participants) <= 8:
        return Fact(label, links=tuple(partner_link(hub, key) for key in event.participants))
    groups: dict[str, list[Link]] = {}
    for key in event.participants:
        found = hub.party(key)
        prefecture = hub.prefectures[found.prefecture].name if found is not None and found.prefecture else ""
        groups.setdefault(prefecture, []).append(partner_link(hub, key))
    return Fact(
        label, f"{len(event.participants)}団体", groups=tuple((name, tuple(links)) for name, links in groups.items())
    )


def _application(event: Event) -> str:
    application = event.application
    if application is None:
        return ""
    parts = []
    if application.opens_on and application.closes_on:
        parts.append(dates.say_span(application.opens_on, application.closes_on))
    elif application.closes_on:
        parts.append(f"{dates.say(application.closes_on)}まで")
    elif application.opens_on:
        parts.append(f"{dates.say(application.opens_on)}から")
    return "　".join([*parts, application.how or ""]).strip()


def _agreement_links(hub: Hub, event: Event) -> tuple[Link, ...]:
    links = []
    for key in event.agreements:
        agreement = hub.agreements.get(key)
        if agreement is not None:
            address = f"/frameworks/{agreement.framework}/" if agreement.framework in hub.frameworks else ""
            links.append(Link(agreement.title, address))
    return tuple(dict.fromkeys(links))


def _page_links(hub: Hub, event: Event) -> tuple[Link, ...]:
    links = []
    series = hub.series.get(event.series or "")
    slugs = [event.initiative, series.initiative if series else None]
    slugs += [slug for slug, page in hub.content.initiatives.items() if event.id in page.matter.events]
    for slug in dict.fromkeys(slug for slug in slugs if slug):
        if slug in hub.content.initiatives:
            links.append(Link(hub.content.initiatives[slug].matter.title, f"/initiatives/{slug}/"))
    if event.district and event.district in hub.districts:
        links.append(Link(hub.districts[event.district].name, f"/districts/{event.district}/"))
    return tuple(links)


def _participants_chart(hub: Hub, event: Event, towns: list[Partner]) -> tuple[Chart | None, str]:
    _ = hub.setting.words.gettext
    members = [hub.partners[key] for town in towns for key in town.members if key in hub.partners]
    on_map = {town.key: town for town in (*towns, *members) if town.kind == "municipality"}.values()
    title = _("{ward}と、{title}のまちを結ぶ線").format(ward=hub.site.ward.name, title=event.title)
    return gathering(hub, on_map, title), _("参加に名前のあるまちと{ward}").format(ward=hub.site.ward.name)
