"""What is said of a partner in a sentence, made from its records."""

from __future__ import annotations

from hub.model import Hub, Partner
from hub.status import FEATURED, TIE_KINDS, TOOK_PART
from hub.words import how_many


def sentence(hub: Hub, partner: Partner) -> str:
    """What joins the partner and the ward, as one sentence for the opening."""
    return _by_agreement(hub, partner) or _by_tie(hub, partner) or _by_company(hub, partner)


def _by_agreement(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    agreements = hub.current_of.get(partner.key, ())
    if not agreements:
        return ""
    if by_others := [one.signed_by for one in agreements if one.signed_by]:
        return _("{others}が協定を結んでいる{kind}です。").format(others=by_others[0], kind=_kind(partner))
    titles = []
    for agreement in agreements:
        framework = hub.frameworks.get(agreement.framework or "")
        titles.append((framework.name if framework else agreement.title).removesuffix("の協定"))
    listed = "、".join(dict.fromkeys(titles))
    listed += "" if listed.endswith("協定") else "の協定"
    ward, years = hub.site.ward.name, [one.signed_on.year for one in agreements if one.signed_on]
    if years:
        return _("{year}年から、{ward}と{names}を結んでいます。").format(year=min(years), ward=ward, names=listed)
    return _("{ward}と{names}を結んでいます。").format(ward=ward, names=listed)


def _by_tie(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    word, ward, kind = hub.bonds[partner.key], hub.site.ward.name, _kind(partner)
    ties = [tie for tie in partner.ties if TIE_KINDS[tie.kind][1] == word]
    if not ties:
        return ""
    page = hub.content.initiatives.get(ties[0].initiative or "")
    title = page.matter.title if page else ties[0].title
    if word == TOOK_PART:
        return _("{title}で、{ward}に来てくれたことのある{kind}です。").format(title=title, ward=ward, kind=kind)
    if word == FEATURED:
        return _("{ward}の誌面で紹介された{kind}です。").format(ward=ward, kind=kind)
    return _("「{title}」などで、{ward}と行き来のある{kind}です。").format(title=title, ward=ward, kind=kind)


def _by_company(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    ward, kind = hub.site.ward.name, _kind(partner)
    if associations := hub.associations_of.get(partner.key):
        return _("{name}の一員として、{ward}とつながる{kind}です。").format(
            name=associations[0].name, ward=ward, kind=kind
        )
    if hub.events_of.get(partner.key):
        return _("{ward}とつながる催しに参加した{kind}です。").format(ward=ward, kind=kind)
    if hub.issues_of.get(partner.key):
        return _("{ward}の誌面で紹介された{kind}です。").format(ward=ward, kind=kind)
    return ""


def ties_headline(hub: Hub, partner: Partner) -> str:
    """How many agreements and ties there are, as a headline."""
    _ = hub.setting.words.gettext
    agreements, ties = len(hub.current_of.get(partner.key, ())), len(partner.ties)
    ties += len(hub.agreements_of.get(partner.key, ())) - agreements
    if agreements and ties:
        return _("{agreements}の協定と、{ties}のつながり。").format(
            agreements=how_many(agreements), ties=how_many(ties)
        )
    if agreements + ties:
        return _("確かめられたつながりは、{count}。").format(count=how_many(agreements + ties))
    return _("つながりの記録は、まだありません。")


def _kind(partner: Partner) -> str:
    if partner.kind == "association":
        return "団体"
    return {"市": "市", "町": "町", "村": "村", "区": "区"}.get(partner.name[-1], "まち")
