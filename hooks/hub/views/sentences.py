"""What is said of a partner in a sentence, made from its records."""

from __future__ import annotations

from hub.model import Hub, Partner
from hub.status import TIE_KINDS, TOOK_PART, is_in_force
from hub.words import how_many


def sentence(hub: Hub, partner: Partner) -> str:
    """What joins the partner and the ward, as one sentence for the opening."""
    _ = hub.setting.words.gettext
    ward = hub.site.ward.name
    agreements = [one for one in hub.agreements_of.get(partner.key, ()) if is_in_force(one, hub.today)]
    if by_others := [one.signed_by for one in agreements if one.signed_by]:
        return _("{others}が協定を結んでいる{kind}です。").format(others=by_others[0], kind=_kind(partner))
    if agreements:
        names = []
        for agreement in agreements:
            framework = hub.frameworks.get(agreement.framework or "")
            names.append(framework.name.removesuffix("の協定") if framework else agreement.title)
        years = [agreement.signed_on.year for agreement in agreements if agreement.signed_on]
        listed = "、".join(dict.fromkeys(names))
        if years:
            text = _("{year}年から、{ward}と{names}の協定を結んでいます。")
            return text.format(year=min(years), ward=ward, names=listed)
        return _("{ward}と{names}の協定を結んでいます。").format(ward=ward, names=listed)
    ties = [tie for tie in partner.ties if TIE_KINDS[tie.kind][1] == hub.bonds[partner.key]]
    if ties:
        title = ties[0].title
        if tie_initiative := hub.content.initiatives.get(ties[0].initiative or ""):
            title = tie_initiative.matter.title
        if hub.bonds[partner.key] == TOOK_PART:
            return _("{title}で、{ward}に来てくれたことのある{kind}です。").format(
                title=title, ward=ward, kind=_kind(partner)
            )
        if ties[0].kind in {"magazine", "column"}:
            return _("{ward}の誌面で紹介された{kind}です。").format(ward=ward, kind=_kind(partner))
        return _("「{title}」などで、{ward}と行き来のある{kind}です。").format(
            title=title, ward=ward, kind=_kind(partner)
        )
    if hub.associations_of.get(partner.key):
        name = hub.associations_of[partner.key][0].name
        return _("{name}の一員として、{ward}とつながる{kind}です。").format(name=name, ward=ward, kind=_kind(partner))
    if hub.events_of.get(partner.key):
        return _("{ward}とつながる催しに参加した{kind}です。").format(ward=ward, kind=_kind(partner))
    return ""


def ties_headline(hub: Hub, partner: Partner) -> str:
    """How many agreements and ties there are, as a headline."""
    _ = hub.setting.words.gettext
    agreements, ties = len(hub.agreements_of.get(partner.key, ())), len(partner.ties)
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
