"""Links, figures and partners as several kinds of page show them."""

from __future__ import annotations

import re

from hub import dates
from hub.model import Hub, Partner
from hub.plain import plain
from hub.schema.common import Figure, Venue
from hub.schema.content import Written
from hub.words import plain_number


@plain
class Link:
    """A text with an address; without one it is only text. `lang` where the text is not in Japanese."""

    text: str
    address: str = ""
    note: str = ""
    lang: str = ""


@plain
class FigureView:
    """A number with its unit and its day."""

    value: str
    unit: str
    label: str
    as_of: str
    note: str = ""


@plain
class Spec:
    """One of a few short facts under a name."""

    label: str
    number: str
    text: str


@plain
class PartnerCard:
    """A partner in a list; `told_apart` is the name with its prefecture where another partner has the same name."""

    name: str
    kana: str
    address: str
    prefecture: str
    summary: str
    bond: str
    km: str
    direction: str
    told_apart: str = ""


def venue_text(venue: Venue) -> str:
    """A venue with its address in one line."""
    name = f"{venue.name}(オンライン)" if venue.online and "オンライン" not in venue.name else venue.name
    return f"{name}({venue.address})" if venue.address else name


def figure(found: Figure) -> FigureView:
    """A dated number for showing."""
    unit = {"km2": "km²", "円/m2": "円/m²"}.get(found.unit, found.unit)
    label = f"{found.label}　{found.rank}" if found.rank else found.label
    return FigureView(plain_number(found.value), unit, label, f"{dates.say_plain(found.as_of)}現在", found.note or "")


def partner_link(hub: Hub, key: str) -> Link:
    """A partner of any kind by name; what is not listed is named without a link."""
    found = hub.party(key)
    return Link(hub.name_of(key)) if found is None else Link(hub.called[key], found.address)


def partner_name(hub: Hub, key: str) -> str:
    """A partner of any kind by its name, with its prefecture where another has the same."""
    return hub.called.get(key) or hub.name_of(key)


def told_apart(hub: Hub, partner: Partner) -> str:
    """The name of a town with its prefecture, if another partner has the same name."""
    called = hub.called[partner.key]
    return called if called != partner.name else ""


def partner_card(hub: Hub, partner: Partner) -> PartnerCard:
    """A partner as a card of the finder."""
    reach = hub.reach.get(partner.key)
    return PartnerCard(
        name=partner.name,
        kana=partner.kana,
        address=partner.address,
        prefecture=hub.prefectures[partner.prefecture].name if partner.prefecture else "",
        summary=bond_summary(hub, partner),
        bond=hub.bonds[partner.key],
        km=f"{reach.km:,}" if reach else "",
        direction=reach.direction if reach else "",
        told_apart=told_apart(hub, partner),
    )


def bond_summary(hub: Hub, partner: Partner) -> str:
    """What joins a partner and the ward, in one line."""
    agreements = []
    for agreement in hub.current_of.get(partner.key, ()):
        framework = hub.frameworks.get(agreement.framework or "")
        name = framework.name if framework else agreement.title
        signed = agreement.signed_on
        year = f"({signed.year}年{'度' if signed.is_fiscal else ''})" if signed else ""
        agreements.append(name + year)
    if agreements:
        return "、".join(dict.fromkeys(agreements))
    titles = list(dict.fromkeys(re.sub(r"（.*?）", "", tie.title) for tie in partner.ties))
    if titles:
        return titles[0] + (f" ほか{len(titles) - 1}件" if len(titles) > 1 else "")
    events = hub.events_of.get(partner.key, ())
    return events[-1].title if events else ""


def headline(written: Written) -> str:
    """The headline of a written page, or its title as a sentence."""
    return written.headline or f"{written.title}。"
