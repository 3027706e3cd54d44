"""Initiatives: the list by theme, and one with everyone and everything that names it."""

from __future__ import annotations

from typing import Any

from hub import dates, prose
from hub.model import Hub, Page, Partner
from hub.plain import plain
from hub.schema.content import Initiative
from hub.status import THEMES, by_first_day
from hub.views.charts import Chart, gathering
from hub.views.common import FigureView, Link, PartnerCard, Spec, figure, headline, partner_card, partner_link
from hub.views.evidence import Colophon, colophon
from hub.views.photos import PhotoView, photo_views
from hub.views.rows import EventRow, rows_ahead, rows_past
from hub.views.squares import Squares
from hub.words import how_many


@plain
class InitiativeView:
    """`/initiatives/<slug>/`."""

    crumbs: tuple[Link, ...]
    kicker: str
    title: str
    lead: str
    headline: str
    body: str
    validity: str
    place: str
    figures: tuple[FigureView, ...]
    chart: Chart | None
    away: PartnerCard | None
    specs: tuple[Spec, ...]
    cards: tuple[PartnerCard, ...]
    partners_headline: str
    organisations: tuple[Link, ...]
    related: tuple[Link, ...]
    coming: tuple[EventRow, ...]
    records: tuple[EventRow, ...]
    url: str
    photos: tuple[PhotoView, ...]
    colophon: Colophon


@plain
class Teaser:
    """A written page in a list."""

    title: str
    address: str
    lead: str
    note: str


@plain
class TeasersView:
    """A list of written pages under headings."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[Teaser, ...]], ...]
    colophon: Colophon
    squares: Squares | None = None
    headline: str = ""


def initiative_view(hub: Hub, page: Page[Initiative]) -> InitiativeView:
    """One initiative, with everyone and everything that names it."""
    _ = hub.setting.words.gettext
    matter = page.matter
    events = initiative_events(hub, page)
    ahead, past = rows_ahead(hub, events), rows_past(hub, events)
    keys = initiative_partners(hub, page)
    towns = [hub.partners[key] for key in keys if key in hub.partners]
    start = _("{day}から").format(day=_begun(matter.starts_on)) if matter.starts_on else ""
    if matter.ends_on:
        start += _("{day}まで").format(day=_begun(matter.ends_on))
    kicker = "　".join(part for part in (_("取組"), THEMES[matter.theme], start) if part)
    related = [
        Link(hub.frameworks[key].title, f"/frameworks/{key}/") for key in matter.frameworks if key in hub.frameworks
    ]
    related += [Link(hub.districts[key].name, f"/districts/{key}/") for key in matter.districts if key in hub.districts]
    validity = ""
    if matter.valid_for is not None:
        validity = _("{year}の内容です。").format(year=_begun(matter.valid_for))
        if matter.valid_for.last < hub.today:
            validity += _("いまの募集や条件は、区に確かめてください。")
    cards = tuple(partner_card(hub, found) for key in keys if (found := hub.party(key)) is not None)
    title = _("{title}でつながるまちの位置").format(title=matter.title)
    return InitiativeView(
        crumbs=(Link(hub.content.listings["initiatives"].matter.title, "/initiatives/"), Link(matter.title)),
        kicker=kicker,
        title=matter.title,
        lead=matter.lead or "",
        headline=headline(matter),
        body=prose.from_markdown(page.body),
        validity=validity,
        place=matter.place or "",
        figures=tuple(figure(found) for found in matter.figures),
        chart=gathering(hub, towns, title, in_head=True),
        away=_farthest(hub, towns),
        specs=_specs(hub, matter, sum(one.kind == "municipality" for one in towns), past),
        cards=cards,
        partners_headline=_("この取組の相手は、{count}のまちや団体。").format(count=how_many(len(cards)))
        if cards
        else _("いっしょに取り組む相手。"),
        organisations=tuple(partner_link(hub, key) for key in matter.organisations),
        related=tuple(related),
        coming=ahead,
        records=past,
        url=matter.url or "",
        photos=photo_views(hub, matter.photos),
        colophon=colophon(hub, f"/initiatives/{page.slug}/", matter, *matter.figures, contacts=matter.contact),
    )


def _farthest(hub: Hub, towns: list[Partner]) -> PartnerCard | None:
    """The town farthest from the ward's office, as a card."""
    reached = [town for town in towns if town.key in hub.reach]
    return partner_card(hub, max(reached, key=lambda town: hub.reach[town.key].km)) if reached else None


def _specs(hub: Hub, matter: Initiative, towns: int, past: tuple[EventRow, ...]) -> tuple[Spec, ...]:
    """Short facts under the title, where there are three or more."""
    _ = hub.setting.words.gettext
    specs = []
    if matter.starts_on:
        specs.append(
            Spec(
                _("はじまり"), str(matter.starts_on.year), f"年{dates.say_rest(matter.starts_on)}".replace("年年", "年")
            )
        )
    if towns:
        specs.append(Spec(_("つながるまち"), str(towns), _("市区町村")))
    if past:
        specs.append(Spec(_("催しの記録"), str(len(past)), _("件")))
    if matter.place:
        specs.append(Spec(_("場所"), "", matter.place))
    return tuple(specs) if len(specs) >= 3 else ()


def initiative_events(hub: Hub, page: Page[Initiative]) -> list[Any]:
    """Events that belong to an initiative, by their own word, by its, or by their series."""
    found = {event.id: event for event in hub.events_for.get(page.slug, ())}
    for key in page.matter.series:
        found.update((event.id, event) for event in hub.events_in.get(key, ()))
    found.update((key, hub.events[key]) for key in page.matter.events if key in hub.events)
    return sorted(found.values(), key=by_first_day)


def initiative_partners(hub: Hub, page: Page[Initiative]) -> tuple[str, ...]:
    """Partners that an initiative names, or that name it in their ties, by code."""
    tied = hub.tied.get(page.slug, ())
    listed = [key for key in page.matter.partners if hub.party(key) is not None]
    return tuple(sorted(dict.fromkeys([*listed, *tied])))


def initiatives_view(hub: Hub) -> TeasersView:
    """All initiatives by theme."""
    listing = hub.content.listings["initiatives"].matter
    groups = []
    for theme, word in THEMES.items():
        pages = [page for page in hub.content.initiatives.values() if page.matter.theme == theme]
        if pages:
            groups.append((word, tuple(teaser(hub, page, f"/initiatives/{page.slug}/") for page in pages)))
    return TeasersView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        groups=tuple(groups),
        colophon=colophon(hub, "/initiatives/", listing),
    )


def teaser(hub: Hub, page: Page[Any], address: str) -> Teaser:
    """A written page, as a list shows it."""
    matter = page.matter
    note = ""
    if isinstance(matter, Initiative):
        count = len(initiative_partners(hub, page))
        events = len(initiative_events(hub, page))
        note = "　".join(
            part for part in (f"相手{count}" if count else "", f"催し{events}件" if events else "") if part
        )
    return Teaser(matter.title, address, matter.lead or "", note)


def _begun(day: dates.Day) -> str:
    return f"{day.year}年度({dates.era_of_fiscal(day.year)})" if day.is_fiscal else dates.say(day)
