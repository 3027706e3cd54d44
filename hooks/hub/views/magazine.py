"""The ward's printed magazine: issues, covers drawn by us, the column."""

from __future__ import annotations

from dataclasses import replace

from hub import dates, prose
from hub.model import Hub, Page, Partner
from hub.plain import plain
from hub.schema.content import Issue
from hub.views.charts import Chart, area, gathering
from hub.views.common import Link, PartnerCard, partner_card, partner_name
from hub.views.evidence import Colophon, colophon
from hub.views.photos import PhotoView, photo_views
from hub.words import kanji_number


@plain
class IssueCover:
    """A cover made of type and coast: ours, not the printed one."""

    number: str
    label: str
    name: str
    towns: tuple[str, ...]
    address: str
    theme: str
    chart: Chart | None


@plain
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
    photos: tuple[PhotoView, ...]
    colophon: Colophon


@plain
class IssuesView:
    """`/magazine/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    covers: tuple[IssueCover, ...]
    columns: tuple[tuple[Link, str], ...]
    colophon: Colophon


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
        crumbs=(
            Link(hub.content.listings["magazine"].matter.title, "/magazine/"),
            Link(_("第{n}号").format(n=page.slug)),
        ),
        cover=issue_cover(hub, page),
        kanji=_("第{n}号").format(n=kanji_number(int(page.slug))),
        theme=matter.title,
        lead=matter.lead or "",
        body=prose.from_markdown(page.body),
        towns=tuple(partner_card(hub, town) for town in towns),
        url=matter.url or "",
        published=dates.say(matter.published_on) if matter.published_on else "",
        chart=_issue_chart(hub, towns, _("第{n}号が特集したまちの位置").format(n=page.slug)),
        others=tuple(issue_cover(hub, other) for other in pages if other is not page)[:3],
        previous=_issue_link(hub, older),
        following=_issue_link(hub, newer),
        photos=photo_views(hub, matter.photos),
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
        chart=_cover_chart(hub, towns),
    )


def _issue_chart(hub: Hub, towns: list[Partner], title: str) -> Chart | None:
    if towns and towns[0].kind == "prefecture":
        return area(hub, towns[0], (), title)
    return gathering(hub, towns, title)


def _cover_chart(hub: Hub, towns: list[Partner]) -> Chart | None:
    if towns and towns[0].kind == "prefecture":
        return _farther(area(hub, towns[0], (), ""))
    return _upright(gathering(hub, towns, "", least=260))


def _farther(chart: Chart | None) -> Chart | None:
    """The chart seen from twice as far."""
    if chart is None:
        return None
    left, top, wide, high = map(float, chart.window.split())
    window = f"{left - wide / 2:.0f} {top - high / 2:.0f} {wide * 2:.0f} {high * 2:.0f}"
    return replace(chart, window=window, sea="mid")


def _upright(chart: Chart | None) -> Chart | None:
    """The chart in the shape of a sheet of paper: as wide, with more sea above and below."""
    if chart is None:
        return None
    left, top, wide, high = map(float, chart.window.split())
    tall = max(high, wide * 1.414)
    return replace(chart, window=f"{left:.0f} {top - (tall - high) * 0.55:.0f} {wide:.0f} {tall:.0f}")


def _issue_link(hub: Hub, page: Page[Issue] | None) -> Link | None:
    if page is None:
        return None
    names = "・".join(partner_name(hub, key) for key in page.matter.partners)
    return Link(f"第{page.slug}号　{names}", f"/magazine/{page.slug}/")
