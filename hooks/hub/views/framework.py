"""Frameworks: the list, and one with its members, signings and published counts."""

from __future__ import annotations

from dataclasses import replace

from hub import dates
from hub.model import Hub, Partner
from hub.plain import plain
from hub.schema.partners import Framework
from hub.views.charts import Chart, gathering
from hub.views.common import FigureView, Link, PartnerCard, partner_card
from hub.views.evidence import Colophon, colophon
from hub.views.plots import Ages, Course, ages, course
from hub.views.timeline import TimeItem, agreement_item
from hub.words import how_many, plain_number


@plain
class FrameworkRow:
    """A framework in the list."""

    title: str
    name: str
    address: str
    summary: str
    published: FigureView | None
    listed: int
    published_part: float = 0.0
    listed_part: float = 0.0


@plain
class FrameworksView:
    """`/frameworks/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    headline: str
    shares: tuple[FrameworkRow, ...]
    ages: Ages | None
    agreements: tuple[FrameworkRow, ...]
    networks: tuple[FrameworkRow, ...]
    counted_on: str
    colophon: Colophon


@plain
class FrameworkView:
    """`/frameworks/<id>/`: what it is, published counts, members, signings."""

    crumbs: tuple[Link, ...]
    name: str
    title: str
    kind: str
    summary: str
    note: str
    chart: Chart | None
    latest: FigureView | None
    counts: tuple[FigureView, ...]
    course: Course | None
    listed: int
    headline: str
    counted_on: str
    members: tuple[PartnerCard, ...]
    others: tuple[PartnerCard, ...]
    signings: tuple[TimeItem, ...]
    undated_signings: tuple[TimeItem, ...]
    undated: int
    initiatives: tuple[Link, ...]
    url: str
    colophon: Colophon


def member_keys(hub: Hub, framework: Framework) -> tuple[str, ...]:
    """Everyone who has an agreement under a framework, or takes part in it without one."""
    keys = [key for agreement in hub.agreements_under.get(framework.id, ()) for key in agreement.parties]
    return tuple(dict.fromkeys([*keys, *hub.joined.get(framework.id, ())]))


def member_towns(hub: Hub, framework: Framework) -> list[Partner]:
    """The municipalities among the members of a framework, by code."""
    found = (hub.partners.get(key) for key in member_keys(hub, framework))
    towns = [partner for partner in found if partner is not None and partner.kind == "municipality"]
    return sorted(towns, key=lambda town: town.key)


def frameworks_view(hub: Hub) -> FrameworksView:
    """The list of frameworks."""
    listing = hub.content.listings["frameworks"].matter
    rows = [(framework, _framework_row(hub, framework)) for framework in hub.frameworks.values()]
    shares = _shares(hub)
    return FrameworksView(
        crumbs=(Link(listing.title),),
        title=listing.title,
        lead=listing.lead or "",
        headline=_most(hub, shares),
        shares=shares,
        ages=ages(hub),
        agreements=tuple(row for framework, row in rows if framework.kind == "agreement"),
        networks=tuple(row for framework, row in rows if framework.kind == "network"),
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        colophon=colophon(hub, "/frameworks/", listing, *hub.frameworks.values()),
    )


def _shares(hub: Hub) -> tuple[FrameworkRow, ...]:
    """Frameworks by the number of their towns, with their parts of the greatest number in percent."""
    found = []
    for framework in hub.frameworks.values():
        row = _framework_row(hub, framework)
        found.append((framework.counts[-1].count if framework.counts else 0.0, row))
    most = max((max(published, row.listed) for published, row in found), default=0.0)
    return tuple(
        replace(row, published_part=round(100 * published / most, 1), listed_part=round(100 * row.listed / most, 1))
        for published, row in sorted(found, key=lambda pair: -max(pair[0], pair[1].listed))
        if published or row.listed
    )


def _most(hub: Hub, shares: tuple[FrameworkRow, ...]) -> str:
    """The framework with the most towns, as a headline."""
    _ = hub.setting.words.gettext
    if not shares:
        return ""
    first = shares[0]
    if first.published and first.published_part >= first.listed_part:
        text = _("いちばん多いのは{name}、{count}{unit}。")
        return text.format(name=first.name, count=first.published.value, unit=first.published.unit)
    return _("いちばん多いのは{name}、{count}のまち。").format(name=first.name, count=first.listed)


def framework_view(hub: Hub, framework: Framework) -> FrameworkView:
    """One framework."""
    _ = hub.setting.words.gettext
    keys = member_keys(hub, framework)
    towns = member_towns(hub, framework)
    others = [found for key in keys if (found := hub.party(key)) is not None and found.kind != "municipality"]
    agreements = hub.agreements_under.get(framework.id, ())
    dated = [agreement for agreement in agreements if agreement.signed_on]
    title = _("{name}のまちの位置").format(name=framework.name)
    counts = tuple(_published(hub, framework, index) for index in range(len(framework.counts)))
    return FrameworkView(
        crumbs=(Link(hub.content.listings["frameworks"].matter.title, "/frameworks/"), Link(framework.name)),
        name=framework.name,
        title=framework.title,
        kind=_("協定の枠組み") if framework.kind == "agreement" else _("連携の枠組み"),
        summary=framework.summary or "",
        note=framework.note or "",
        chart=gathering(hub, towns, title),
        latest=counts[-1] if counts else None,
        counts=counts,
        course=course(_("{name}の数の移り変わり").format(name=framework.name), framework.counts),
        listed=len(towns),
        headline=_("名前を確かめた相手は、{count}のまち。").format(count=how_many(len(towns)))
        if towns
        else _("この枠組みの相手。"),
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        members=tuple(partner_card(hub, town) for town in towns),
        others=tuple(partner_card(hub, found) for found in others),
        signings=tuple(agreement_item(hub, agreement, with_parties=True) for agreement in dated),
        undated=len(agreements) - len(dated),
        undated_signings=()
        if dated
        else tuple(agreement_item(hub, agreement, with_parties=True) for agreement in agreements),
        initiatives=tuple(
            Link(page.matter.title, f"/initiatives/{slug}/")
            for slug, page in hub.content.initiatives.items()
            if framework.id in page.matter.frameworks
        ),
        url=framework.url or "",
        colophon=colophon(
            hub,
            f"/frameworks/{framework.id}/",
            framework,
            *framework.counts,
            *agreements,
            contacts=(framework.contact,) if framework.contact else (),
        ),
    )


def _framework_row(hub: Hub, framework: Framework) -> FrameworkRow:
    listed = len(member_towns(hub, framework))
    published = _published(hub, framework, len(framework.counts) - 1) if framework.counts else None
    address = f"/frameworks/{framework.id}/"
    return FrameworkRow(framework.title, framework.name, address, framework.summary or "", published, listed)


def _published(hub: Hub, framework: Framework, index: int) -> FigureView:
    _ = hub.setting.words.gettext
    count = framework.counts[index]
    note = count.note or (_("{ward}を含む数").format(ward=hub.site.ward.name) if count.includes_ward else "")
    as_of = _("{day}現在").format(day=dates.say_plain(count.as_of))
    return FigureView(plain_number(count.count), _("自治体"), framework.name, as_of, note)
