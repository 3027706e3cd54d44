"""Companies and other organisations, in the neutral order of readings."""

from __future__ import annotations

from typing import Any

from hub import dates
from hub.model import Hub, Partner
from hub.plain import plain
from hub.schema.partners import Agreement
from hub.status import is_in_force
from hub.views.charts import Chart, gathering
from hub.views.common import Link, PartnerCard, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.initiative import Teaser, teaser
from hub.views.photos import PhotoView, photo_views
from hub.views.rows import EventRow, event_row
from hub.views.timeline import TimeItem, timeline


@plain
class Term:
    """An agreement on the day of the build: its state, its title, its span."""

    state: str
    title: str
    span: str


@plain
class CompanyRow:
    """An organisation in the neutral list, in the order of readings; the same fields for all."""

    name: str
    address: str
    summary: str
    terms: tuple[Term, ...]


@plain
class CompaniesView:
    """`/companies/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[CompanyRow, ...]], ...]
    as_of: str
    policy: Teaser | None
    grants: tuple[Teaser, ...]
    colophon: Colophon


@plain
class CompanyView:
    """`/companies/<id>/`: the same fields and order for every organisation."""

    crumbs: tuple[Link, ...]
    name: str
    kind: str
    summary: str
    note: str
    items: tuple[TimeItem, ...]
    chart: Chart | None
    cards: tuple[PartnerCard, ...]
    initiatives: tuple[Link, ...]
    records: tuple[EventRow, ...]
    url: str
    photos: tuple[PhotoView, ...]
    colophon: Colophon


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
    grants = [page for page in hub.content.initiatives.values() if page.matter.for_companies]
    return CompaniesView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        groups=tuple(groups),
        as_of=dates.say_date(hub.today),
        policy=Teaser(policy.matter.title, "/companies/policy/", policy.matter.lead or "", "") if policy else None,
        grants=tuple(teaser(hub, page, f"/initiatives/{page.slug}/") for page in grants),
        colophon=colophon(hub, "/companies/", listing),
    )


def company_view(hub: Hub, partner: Partner) -> CompanyView:
    """One organisation."""
    _ = hub.setting.words.gettext
    record: Any = partner.record
    agreements = hub.agreements_of.get(partner.key, ())
    towns = [key for agreement in agreements for key in agreement.parties if key != partner.key]
    towns += [one.key for one in hub.partners.values() if any(tie.organisation == partner.key for tie in one.ties)]
    slugs = [slug for slug, page in hub.content.initiatives.items() if partner.key in page.matter.organisations]
    slugs += [tie.initiative for tie in partner.ties if tie.initiative and tie.initiative in hub.content.initiatives]
    events = hub.events_of.get(partner.key, ())
    known = [found for key in dict.fromkeys(towns) if (found := hub.party(key)) is not None]
    place = _("{name}との連携でつながるまちの位置").format(name=partner.name)
    return CompanyView(
        crumbs=(Link(hub.content.listings["companies"].matter.title, "/companies/"), Link(partner.name)),
        name=partner.name,
        kind=ORGANISATION_KINDS[_kind(partner)],
        summary=record.summary or "",
        note=record.note or "",
        items=timeline(hub, agreements, partner.ties),
        chart=gathering(hub, known, place, in_head=True),
        cards=tuple(partner_card(hub, one) for one in known),
        initiatives=tuple(
            Link(hub.content.initiatives[slug].matter.title, f"/initiatives/{slug}/") for slug in dict.fromkeys(slugs)
        ),
        records=tuple(event_row(hub, event) for event in reversed(events)),
        url=record.url or "",
        photos=photo_views(hub, record.photos),
        colophon=colophon(hub, partner.address, record, *agreements, *partner.ties),
    )


def _company_row(hub: Hub, partner: Partner) -> CompanyRow:
    record: Any = partner.record
    terms = tuple(_term(hub, agreement) for agreement in hub.agreements_of.get(partner.key, ()))
    return CompanyRow(partner.name, partner.address, record.summary or "", terms)


def _term(hub: Hub, agreement: Agreement) -> Term:
    _ = hub.setting.words.gettext
    heirs = [one for one in hub.agreements.values() if one.renews == agreement.id]
    end = agreement.ended_on or agreement.ends_on
    if agreement.signed_on and agreement.signed_on.first > hub.today:
        state = _("締結の予定")
    elif any(one.signed_on is None or one.signed_on.first <= hub.today for one in heirs):
        state = _("改めて締結")
    elif not is_in_force(agreement, hub.today):
        state = _("終了")
    else:
        state = _("期間中") if isinstance(end, dates.Day) else _("協定あり")
    first = dates.say_plain(agreement.signed_on) if agreement.signed_on else _("締結日は未確認")
    last = dates.say_plain(end) if isinstance(end, dates.Day) else _("満了日は未確認") if end else ""
    return Term(state, agreement.title, f"{first}–{last}" if last else first)


def _kind(partner: Partner) -> str:
    return str(getattr(partner.record, "kind", ""))
