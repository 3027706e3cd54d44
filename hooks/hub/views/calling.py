"""A partner's card for other sites: its name, where it lies, what joins it and the ward, what comes next."""

from __future__ import annotations

from hub import dates
from hub.model import Hub, Partner
from hub.plain import plain
from hub.status import next_occurrence
from hub.views.charts import Chart, locator
from hub.views.common import Link, PartnerCard, partner_card


@plain
class CallingView:
    """`/partners/embed/<key>/`, to stand in a frame."""

    card: PartnerCard
    chart: Chart | None
    event: Link | None


def calling_address(partner: Partner) -> str:
    """The address of a partner's card for other sites."""
    return f"/partners/embed/{partner.key}/"


def calling_view(hub: Hub, partner: Partner) -> CallingView:
    """The card of one partner."""
    coming = hub.coming_of.get(partner.key, ())
    first = min(coming, key=lambda event: next_occurrence(event, hub.today).starts_on.first, default=None)
    event = None
    if first:
        event = Link(first.title, f"/events/{first.id}/", dates.say(next_occurrence(first, hub.today).starts_on))
    chart = locator(hub, partner, "") if partner.key in hub.reach else None
    return CallingView(partner_card(hub, partner), chart, event)
