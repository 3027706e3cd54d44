"""What is new: partners and agreements that were added, events that were cancelled, put off or changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.events import Event
from hub.views.common import Link, partner_link

LIMIT = 50
NAMED = 6  # parties in the sentence of an agreement
SHOWN = 4  # links of one day and kind


@plain
class Update:
    """One thing that became new on a day. `name` is its permanent name among all updates."""

    day: date
    kind: str
    name: str
    link: Link
    text: str


@plain
class UpdateRow:
    """All that became new on one day in one way, as readers see it."""

    iso: str
    day: str
    kind: str
    links: tuple[Link, ...]
    more: int


def updates(hub: Hub, limit: int = LIMIT) -> tuple[Update, ...]:
    """The newest first; only what bears its day."""
    found = sorted(_all(hub), key=lambda one: (one.day, one.name), reverse=True)
    return tuple(found[:limit])


def update_rows(hub: Hub, limit: int = 8) -> tuple[UpdateRow, ...]:
    """What is new, day by day: a day on which hundreds came names the first and counts the rest."""
    ordered = sorted(_all(hub), key=lambda one: (-one.day.toordinal(), one.kind, one.name))
    rows = []
    for (day, kind), group in groupby(ordered, key=lambda one: (one.day, one.kind)):
        links = list(dict.fromkeys(one.link for one in group))
        more = max(0, len(links) - SHOWN)
        rows.append(UpdateRow(day.isoformat(), dates.say_plain(dates.day_of(day)), kind, tuple(links[:SHOWN]), more))
    return tuple(rows[:limit])


def _all(hub: Hub) -> Iterator[Update]:
    _ = hub.setting.words.gettext
    for partner in hub.all_parties:
        if partner.record.added_on is not None:
            kind = _("新しい相手")
            text = _("{name}を載せました。").format(name=partner.name)
            name = f"partners/{partner.key}"
            yield Update(
                partner.record.added_on, kind, name, Link(partner_link(hub, partner.key).text, partner.address), text
            )
    for agreement in hub.agreements.values():
        if agreement.added_on is not None:
            parties = [partner_link(hub, key) for key in agreement.parties]
            signed = dates.say(agreement.signed_on) if agreement.signed_on else _("締結日は未確認")
            names = "、".join(link.text for link in parties[:NAMED]) + ("ほか" if len(parties) > NAMED else "")
            text = _("{parties}との協定({signed})を載せました。").format(parties=names, signed=signed)
            address = f"/frameworks/{agreement.framework}/" if agreement.framework else parties[0].address
            first = parties[0].text + (_("ほか") if len(parties) > 1 else "")
            link = Link(f"{agreement.title}({first})", address)
            yield Update(agreement.added_on, _("新しい協定"), f"agreements/{agreement.id}", link, text)
    for event in hub.events.values():
        if event.updated_on is not None and event.updated_on != event.added_on:
            kind, text = _change(hub, event)
            name = f"events/{event.id}/{event.updated_on}"
            yield Update(event.updated_on, kind, name, Link(event.title, f"/events/{event.id}/"), text)


def _change(hub: Hub, event: Event) -> tuple[str, str]:
    _ = hub.setting.words.gettext
    if event.status == "cancelled":
        return _("中止になった催し"), _("「{title}」は中止になりました。").format(title=event.title)
    if event.status == "postponed":
        days = [one.postponed_to for one in event.occurrences if one.postponed_to is not None]
        new = _("新しい日は{day}です。").format(day=dates.say(days[0])) if days else ""
        return _("延期になった催し"), _("「{title}」は延期になりました。").format(title=event.title) + new
    off = [dates.say(one.starts_on) for one in event.occurrences if one.status == "cancelled"]
    note = _("{days}は中止です。").format(days="、".join(off)) if off else ""
    return _("変わった催し"), _("「{title}」の内容を改めました。").format(title=event.title) + note
