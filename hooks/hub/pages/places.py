"""Pages of those the ward works with: partners, prefectures, frameworks, companies."""

from __future__ import annotations

from collections.abc import Iterator

from hub.linked import partner_node
from hub.model import Hub, Partner
from hub.pages.page import Output, Planned, listing
from hub.schema.partners import Framework
from hub.views.calling import calling_address, calling_view
from hub.views.company import companies_view, company_view
from hub.views.finder import finder_view
from hub.views.framework import framework_view, frameworks_view
from hub.views.partner import partner_view
from hub.views.prefecture import prefecture_view, prefectures_view


def partner_pages(hub: Hub) -> Iterator[Planned]:
    """The finder and every partner."""
    yield listing("/partners/", "partners", "finder", finder_view)
    for partner in hub.partners.values():
        yield Planned(partner.address, _partner, (partner,))
    for partner in hub.partners.values():
        yield Planned(calling_address(partner), _calling, (partner,), is_listed=False)


def _calling(hub: Hub, partner: Partner) -> Output:
    name = _full_name(hub, partner)
    title = hub.setting.words.gettext("{name}(埋め込み用)").format(name=name)
    return Output(calling_address(partner), title, name, "card", "calling", calling_view(hub, partner), has_code=False)


def _partner(hub: Hub, partner: Partner) -> Output:
    view = partner_view(hub, partner)
    description, things = view.sentence or partner.name, (partner_node(hub, partner),)
    return Output(partner.address, _full_name(hub, partner), description, "partners", "partner", view, things)


def _full_name(hub: Hub, partner: Partner) -> str:
    """A municipality with its prefecture, for two towns may share a name."""
    prefecture = hub.prefectures.get(partner.prefecture) if partner.kind == "municipality" else None
    return f"{prefecture.name}{partner.name}" if prefecture else partner.name


def prefecture_pages(hub: Hub) -> Iterator[Planned]:
    """All prefectures."""
    yield listing("/prefectures/", "partners", "prefectures", prefectures_view)
    for prefecture in hub.prefectures.values():
        yield Planned(prefecture.address, _prefecture, (prefecture,))


def _prefecture(hub: Hub, prefecture: Partner) -> Output:
    view = prefecture_view(hub, prefecture)
    things = (partner_node(hub, prefecture),)
    return Output(prefecture.address, prefecture.name, view.headline, "partners", "prefecture", view, things)


def framework_pages(hub: Hub) -> Iterator[Planned]:
    """The kinds of agreement."""
    yield listing("/frameworks/", "partners", "frameworks", frameworks_view)
    for framework in hub.frameworks.values():
        yield Planned(f"/frameworks/{framework.id}/", _framework, (framework,))


def _framework(hub: Hub, framework: Framework) -> Output:
    view = framework_view(hub, framework)
    description = view.summary or view.title
    return Output(f"/frameworks/{framework.id}/", framework.title, description, "partners", "framework", view)


def company_pages(hub: Hub) -> Iterator[Planned]:
    """Companies and other organisations."""
    yield listing("/companies/", "companies", "companies", companies_view)
    for partner in hub.organisations.values():
        yield Planned(partner.address, _company, (partner,))


def _company(hub: Hub, partner: Partner) -> Output:
    view = company_view(hub, partner)
    description, things = view.summary or partner.name, (partner_node(hub, partner),)
    return Output(partner.address, partner.name, description, "companies", "company", view, things)
