"""What is said of a partner in a sentence, made from its records."""

from __future__ import annotations

from hub.dates import Day
from hub.model import Hub, Partner
from hub.schema.partners import Agreement
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
    titles = list(dict.fromkeys(_short(hub, agreement) for agreement in agreements))
    ward, first = hub.site.ward.name, agreements[0].signed_on
    if len(titles) == 1:
        pact = titles[0] if titles[0].endswith("協定") else f"{titles[0]}の協定"
        if first:
            return _("{year}から、{ward}と{pact}を結んでいます。").format(year=_year(first), ward=ward, pact=pact)
        return _("{ward}と{pact}を結んでいます。").format(ward=ward, pact=pact)
    count = how_many(len(titles))
    if first:
        text = _("{year}の{first}をはじめ、{ward}と{count}の協定を結んでいます。")
        return text.format(year=_year(first), first=titles[0], ward=ward, count=count)
    return _("{first}など、{ward}と{count}の協定を結んでいます。").format(first=titles[0], ward=ward, count=count)


def _short(hub: Hub, agreement: Agreement) -> str:
    framework = hub.frameworks.get(agreement.framework or "")
    return (framework.name if framework else agreement.title).removesuffix("の協定")


def _year(day: Day) -> str:
    return f"{day.year}年度" if day.is_fiscal else f"{day.year}年"


def _by_tie(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    word, ward, kind = hub.bonds[partner.key], hub.site.ward.name, _kind(partner)
    ties = [tie for tie in partner.ties if TIE_KINDS[tie.kind][1] == word]
    if not ties or word == FEATURED:
        return ""
    page = hub.content.initiatives.get(ties[0].initiative or "")
    title = (page.matter.title if page else ties[0].title).replace("「", "『").replace("」", "』")
    if word == TOOK_PART:
        text = _("{title}で、{ward}に来てくれたことのある{kind}です。")
        if all(event.status == "unconfirmed" for event in hub.events_of.get(partner.key, ())):
            text = _("{title}への参加が公表された{kind}です。")
        return text.format(title=title, ward=ward, kind=kind)
    if associations := hub.associations_of.get(partner.key):
        text = _("{name}の一員として、{ward}と連携している{kind}です。")
        return text.format(name=associations[0].name, ward=ward, kind=kind)
    if len(ties) == 1:
        return _("「{title}」で、{ward}とつながる{kind}です。").format(title=title, ward=ward, kind=kind)
    text = _("「{title}」をはじめ、{ward}と{count}のつながりがある{kind}です。")
    return text.format(title=title, ward=ward, count=how_many(_ties(hub, partner)), kind=kind)


def _by_company(hub: Hub, partner: Partner) -> str:
    _ = hub.setting.words.gettext
    ward, kind = hub.site.ward.name, _kind(partner)
    if associations := hub.associations_of.get(partner.key):
        text = _("{name}の一員として、{ward}と連携している{kind}です。")
        return text.format(name=associations[0].name, ward=ward, kind=kind)
    if hub.events_of.get(partner.key):
        return _("{ward}とつながる催しに名前のある{kind}です。").format(ward=ward, kind=kind)
    if issues := hub.issues_of.get(partner.key):
        magazine = hub.site.magazine or hub.site.name
        text = _("区の情報誌「{magazine}」第{number}号で紹介された{kind}です。")
        return text.format(magazine=magazine, number=issues[0], kind=kind)
    if hub.bonds[partner.key] == FEATURED:
        return _("{ward}の誌面で紹介された{kind}です。").format(ward=ward, kind=kind)
    return ""


def ties_headline(hub: Hub, partner: Partner) -> str:
    """How many agreements and ties there are, as a headline."""
    _ = hub.setting.words.gettext
    agreements, ties = len(hub.current_of.get(partner.key, ())), _ties(hub, partner)
    if agreements and ties:
        return _("{agreements}の協定と、{ties}のつながり。").format(
            agreements=how_many(agreements), ties=how_many(ties)
        )
    if agreements + ties:
        return _("確かめられたつながりは、{count}。").format(count=how_many(agreements + ties))
    return _("つながりの記録は、まだありません。")


def _ties(hub: Hub, partner: Partner) -> int:
    """How many ties there are, with the agreements that are over."""
    over = len(hub.agreements_of.get(partner.key, ())) - len(hub.current_of.get(partner.key, ()))
    return len(partner.ties) + over


def _kind(partner: Partner) -> str:
    if partner.kind == "association":
        return "地域" if partner.name.endswith("地域") else "団体"
    return {"市": "市", "町": "町", "村": "村", "区": "区"}.get(partner.name[-1], "まち")
