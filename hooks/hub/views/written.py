"""Pages that are written rather than listed: initiatives, districts, companies, issues, about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hub import dates, prose
from hub.model import Hub, Page, Partner
from hub.schema.content import About, District, Initiative, Issue
from hub.status import THEMES, is_coming
from hub.views.charts import Chart, gathering
from hub.views.common import (
    Colophon, EventRow, FigureView, Link, PartnerCard, colophon, event_row, figure, headline, newest_first,
    partner_card, partner_link,
)  # fmt: skip
from hub.views.timeline import TimeItem, timeline
from hub.words import kanji_number, plain_number


@dataclass(frozen=True, slots=True)
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
    partners: tuple[Link, ...]
    organisations: tuple[Link, ...]
    related: tuple[Link, ...]
    coming: tuple[EventRow, ...]
    records: tuple[EventRow, ...]
    url: str
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class Teaser:
    """A written page in a list."""

    title: str
    address: str
    lead: str
    note: str


@dataclass(frozen=True, slots=True)
class TeasersView:
    """A list of written pages under headings."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[Teaser, ...]], ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class DistrictView:
    """`/districts/<id>/`."""

    crumbs: tuple[Link, ...]
    title: str
    office: str
    lead: str
    headline: str
    body: str
    area: FigureView | None
    chart: Chart | None
    cards: tuple[PartnerCard, ...]
    initiatives: tuple[Link, ...]
    records: tuple[EventRow, ...]
    siblings: tuple[Link, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """An organisation in the neutral list, in the order of readings."""

    name: str
    address: str
    kind: str
    summary: str
    has_agreement: bool


@dataclass(frozen=True, slots=True)
class CompaniesView:
    """`/companies/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[CompanyRow, ...]], ...]
    policy: Teaser | None
    grants: tuple[Teaser, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class CompanyView:
    """`/companies/<id>/`: the same fields and order for every organisation."""

    crumbs: tuple[Link, ...]
    name: str
    kind: str
    summary: str
    note: str
    items: tuple[TimeItem, ...]
    partners: tuple[Link, ...]
    initiatives: tuple[Link, ...]
    records: tuple[EventRow, ...]
    url: str
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class IssueCover:
    """A cover made of type and coast: ours, not the printed one."""

    number: str
    label: str
    name: str
    towns: tuple[str, ...]
    address: str
    theme: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class IssueView:
    """`/magazine/<number>/`."""

    crumbs: tuple[Link, ...]
    cover: IssueCover
    kanji: str
    theme: str
    lead: str
    body: str
    towns: tuple[PartnerCard, ...]
    url: str
    published: str
    chart: Chart | None
    others: tuple[IssueCover, ...]
    previous: Link | None
    following: Link | None
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class IssuesView:
    """`/magazine/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    covers: tuple[IssueCover, ...]
    columns: tuple[tuple[Link, str], ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of text: about, terms, contact, policy."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    headline: str
    body: str
    figures: tuple[FigureView, ...]
    areas: tuple[FigureView, ...]
    links: tuple[Link, ...]
    colophon: Colophon


def initiative_view(hub: Hub, page: Page[Initiative]) -> InitiativeView:
    """One initiative, with everyone and everything that names it."""
    _ = hub.setting.words.gettext
    matter = page.matter
    events = initiative_events(hub, page)
    keys = initiative_partners(hub, page)
    towns = [hub.partners[key] for key in keys if key in hub.partners]
    start = _("{day}から").format(day=_begun(matter.starts_on)) if matter.starts_on else ""
    kicker = "　".join(part for part in (_("取組"), THEMES[matter.theme], start) if part)
    related = [Link(hub.frameworks[key].title, f"/frameworks/{key}/") for key in matter.frameworks if key in hub.frameworks]
    related += [Link(hub.districts[key].name, f"/districts/{key}/") for key in matter.districts if key in hub.districts]
    validity = ""
    if matter.valid_for is not None:
        validity = _("{year}の内容です。いまの募集や条件は、区に確かめてください。").format(year=_begun(matter.valid_for))
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
        chart=gathering(hub, towns, title),
        partners=tuple(partner_link(hub, key) for key in keys),
        organisations=tuple(partner_link(hub, key) for key in matter.organisations),
        related=tuple(related),
        coming=tuple(event_row(hub, event) for event in events if is_coming(event, hub.today)),
        records=tuple(event_row(hub, event) for event in newest_first(events) if not is_coming(event, hub.today)),
        url=matter.url or "",
        colophon=colophon(hub, f"/initiatives/{page.slug}/", matter, *matter.figures, contacts=matter.contact),
    )


def initiative_events(hub: Hub, page: Page[Initiative]) -> list[Any]:
    """Events that belong to an initiative, by their own word, by its, or by their series."""
    found = {key: hub.events[key] for key in page.matter.events if key in hub.events}
    for event in hub.events.values():
        series = hub.series.get(event.series or "")
        of_series = series is not None and (series.id in page.matter.series or series.initiative == page.slug)
        if event.initiative == page.slug or of_series:
            found[event.id] = event
    return list(found.values())


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
        note = "　".join(part for part in (f"{count}の相手" if count else "", f"催し{events}件" if events else "") if part)
    return Teaser(matter.title, address, matter.lead or "", note)


def districts_view(hub: Hub) -> TeasersView:
    """The ward's districts."""
    listing = hub.content.listings["districts"].matter
    teasers = tuple(
        Teaser(area.name, f"/districts/{key}/", page.matter.lead or "", area.office or "")
        for key, area in hub.districts.items()
        if (page := hub.content.districts.get(key)) is not None
    )
    crumbs = (Link(listing.title),)
    return TeasersView(crumbs, listing.title, listing.lead or "", (("", teasers),), colophon(hub, "/districts/", listing))


def district_view(hub: Hub, page: Page[District]) -> DistrictView:
    """One district, its partners and events."""
    _ = hub.setting.words.gettext
    area = hub.districts[page.slug]
    keys = list(page.matter.partners)
    for partner in hub.partners.values():
        if partner.record.district == page.slug or any(tie.district == page.slug for tie in partner.ties):
            keys.append(partner.key)
    partners = [hub.partners[key] for key in sorted(dict.fromkeys(keys)) if key in hub.partners]
    events = [event for event in hub.events.values() if event.district == page.slug]
    slugs = list(page.matter.initiatives)
    slugs += [slug for slug, other in hub.content.initiatives.items() if page.slug in other.matter.districts]
    initiatives = hub.content.initiatives
    size = None
    if area.area_km2 is not None and area.as_of is not None:
        as_of = _("{day}現在").format(day=dates.say(area.as_of))
        size = FigureView(plain_number(area.area_km2), "km²", _("面積"), as_of)
    return DistrictView(
        crumbs=(Link(hub.content.listings["districts"].matter.title, "/districts/"), Link(area.name)),
        title=page.matter.title,
        office=area.office or "",
        lead=page.matter.lead or "",
        headline=headline(page.matter),
        body=prose.from_markdown(page.body),
        area=size,
        chart=gathering(hub, partners, _("{name}と交流するまちの位置").format(name=area.name)),
        cards=tuple(partner_card(hub, partner) for partner in partners),
        initiatives=tuple(
            Link(initiatives[slug].matter.title, f"/initiatives/{slug}/")
            for slug in dict.fromkeys(slugs)
            if slug in initiatives
        ),
        records=tuple(event_row(hub, event) for event in newest_first(events)),
        siblings=tuple(Link(other.name, f"/districts/{other.id}/") for other in hub.districts.values() if other is not area),
        colophon=colophon(hub, f"/districts/{page.slug}/", page.matter, area, contacts=page.matter.contact),
    )


ORGANISATION_KINDS = {
    "company": "企業",
    "public": "財団・公的な団体",
    "network": "民間の集まり",
    "shopping_association": "区内の商店街",
}


def companies_view(hub: Hub) -> CompaniesView:
    """Every organisation, by kind and reading, with no ranking."""
    listing = hub.content.listings["companies"].matter
    groups = []
    for kind, word in ORGANISATION_KINDS.items():
        rows = [_company_row(hub, partner) for partner in hub.organisations.values() if _kind(partner) == kind]
        if rows:
            groups.append((word, tuple(rows)))
    policy = hub.content.abouts.get("companies/policy")
    grants = [page for page in hub.content.initiatives.values() if page.slug == "workcation"]
    return CompaniesView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        groups=tuple(groups),
        policy=Teaser(policy.matter.title, "/companies/policy/", policy.matter.lead or "", "") if policy else None,
        grants=tuple(teaser(hub, page, f"/initiatives/{page.slug}/") for page in grants),
        colophon=colophon(hub, "/companies/", listing),
    )


def company_view(hub: Hub, partner: Partner) -> CompanyView:
    """One organisation."""
    record: Any = partner.record
    agreements = hub.agreements_of.get(partner.key, ())
    towns = [key for agreement in agreements for key in agreement.parties if key != partner.key]
    towns += [one.key for one in hub.partners.values() if any(tie.organisation == partner.key for tie in one.ties)]
    slugs = [slug for slug, page in hub.content.initiatives.items() if partner.key in page.matter.organisations]
    slugs += [tie.initiative for tie in partner.ties if tie.initiative in hub.content.initiatives]
    events = hub.events_of.get(partner.key, ())
    return CompanyView(
        crumbs=(Link(hub.content.listings["companies"].matter.title, "/companies/"), Link(partner.name)),
        name=partner.name,
        kind=ORGANISATION_KINDS[_kind(partner)],
        summary=record.summary or "",
        note=record.note or "",
        items=timeline(hub, agreements, partner.ties),
        partners=tuple(partner_link(hub, key) for key in dict.fromkeys(towns)),
        initiatives=tuple(
            Link(hub.content.initiatives[slug].matter.title, f"/initiatives/{slug}/") for slug in dict.fromkeys(slugs)
        ),
        records=tuple(event_row(hub, event) for event in newest_first(events)),
        url=record.url or "",
        colophon=colophon(hub, partner.address, record, *agreements, *partner.ties),
    )


def issues_view(hub: Hub) -> IssuesView:
    """The magazine's issues, newest first, and the column that names towns."""
    listing = hub.content.listings["magazine"].matter
    columns = [
        (Link(partner.name, partner.address), tie.title)
        for partner in hub.municipalities
        for tie in partner.ties
        if tie.kind == "column"
    ]
    return IssuesView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        covers=tuple(issue_cover(hub, page) for page in hub.content.issues.values()),
        columns=tuple(columns),
        colophon=colophon(hub, "/magazine/", listing),
    )


def issue_view(hub: Hub, page: Page[Issue]) -> IssueView:
    """One issue of the printed magazine."""
    _ = hub.setting.words.gettext
    matter, pages = page.matter, list(hub.content.issues.values())
    position = pages.index(page)
    towns = [found for key in matter.partners if (found := hub.party(key)) is not None]
    older = pages[position + 1] if position + 1 < len(pages) else None
    newer = pages[position - 1] if position else None
    return IssueView(
        crumbs=(Link(hub.content.listings["magazine"].matter.title, "/magazine/"), Link(_("第{n}号").format(n=page.slug))),
        cover=issue_cover(hub, page),
        kanji=_("第{n}号").format(n=kanji_number(int(page.slug))),
        theme=matter.title,
        lead=matter.lead or "",
        body=prose.from_markdown(page.body),
        towns=tuple(partner_card(hub, town) for town in towns),
        url=matter.url or "",
        published=dates.say(matter.published_on) if matter.published_on else "",
        chart=gathering(hub, towns, _("第{n}号が特集したまちの位置").format(n=page.slug)),
        others=tuple(issue_cover(hub, other) for other in pages if other is not page)[:3],
        previous=_issue_link(hub, older),
        following=_issue_link(hub, newer),
        colophon=colophon(hub, f"/magazine/{page.slug}/", matter, contacts=matter.contact),
    )


def issue_cover(hub: Hub, page: Page[Issue]) -> IssueCover:
    """The drawn cover of an issue."""
    _ = hub.setting.words.gettext
    towns = [found for key in page.matter.partners if (found := hub.party(key)) is not None]
    label = _("第{n}号").format(n=page.slug)
    return IssueCover(
        number=page.slug,
        label=label,
        name=hub.site.magazine or hub.site.name,
        towns=tuple(town.name for town in towns),
        address=f"/magazine/{page.slug}/",
        theme=page.matter.title,
        chart=gathering(hub, towns, "", has_lines=False),
    )


def text_view(hub: Hub, key: str, page: Page[About]) -> TextView:
    """A page of text."""
    _ = hub.setting.words.gettext
    matter = page.matter
    address = f"/{key.removesuffix('index')}".rstrip("/") + "/"
    parent = key.split("/")[0]
    crumbs = [Link(matter.title)]
    if parent == "companies":
        crumbs.insert(0, Link(hub.content.listings["companies"].matter.title, "/companies/"))
    elif key != "about/index" and (about := hub.content.abouts.get("about/index")):
        crumbs.insert(0, Link(about.matter.title, "/about/"))
    is_profile = key == "about/index"
    return TextView(
        crumbs=tuple(crumbs),
        title=matter.title,
        lead=matter.lead or "",
        headline=matter.headline or "",
        body=prose.from_markdown(page.body),
        figures=tuple(figure(found) for found in matter.figures),
        areas=_areas(hub) if is_profile else (),
        links=about_links(hub, key),
        colophon=colophon(hub, address, matter, *matter.figures, contacts=matter.contact),
    )


def about_links(hub: Hub, but: str = "") -> tuple[Link, ...]:
    """The other pages about the site and the ward."""
    keys = sorted(key for key in hub.content.abouts if key.startswith("about/") and key != but)
    return tuple(Link(hub.content.abouts[key].matter.title, f"/{key.removesuffix('index')}".rstrip("/") + "/") for key in keys)


def _areas(hub: Hub) -> tuple[FigureView, ...]:
    _ = hub.setting.words.gettext
    return tuple(
        FigureView(plain_number(area.area_km2), "km²", area.name, _("{day}現在").format(day=dates.say(area.as_of)))
        for area in hub.districts.values()
        if area.area_km2 is not None and area.as_of is not None
    )


def _issue_link(hub: Hub, page: Page[Issue] | None) -> Link | None:
    if page is None:
        return None
    names = "・".join(partner_link(hub, key).text for key in page.matter.partners)
    return Link(f"第{page.slug}号　{names}", f"/magazine/{page.slug}/")


def _company_row(hub: Hub, partner: Partner) -> CompanyRow:
    record: Any = partner.record
    has_agreement = bool(hub.agreements_of.get(partner.key))
    return CompanyRow(partner.name, partner.address, ORGANISATION_KINDS[record.kind], record.summary or "", has_agreement)


def _kind(partner: Partner) -> str:
    return str(getattr(partner.record, "kind", ""))


def _begun(day: dates.Day) -> str:
    return f"{dates.era_of_fiscal(day.year)}({day.year}年度)" if day.is_fiscal else dates.say(day)
