"""Agreements, their renewals and the ties beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hub.dates import Day, say, say_date
from hub.rules.finding import PARTNER_SECTIONS, Case, Finding, Rule

NOTICE_DAYS = 90


def renewal_follows(case: Case) -> Iterator[Finding]:
    """Ensure that a renewal comes after the agreement it renews, and never renews itself."""
    agreements = {agreement.id: agreement for agreement in case.records["agreements"]}
    for key, agreement in case.in_sections("agreements"):
        seen, old = {agreement.id}, agreements.get(agreement.renews or "")
        while old is not None and old.id not in seen:
            seen.add(old.id)
            old = agreements.get(old.renews or "")
        if old is not None and old.id == agreement.id:
            message = f"協定「{agreement.title}」の「改めた協定」が、めぐりめぐって自分に戻ります。"
            remedy = "「renews:」には、前に結んだ協定のidを書いてください。"
            yield Finding(key, ("renews",), message, remedy)
            continue
        old = agreements.get(agreement.renews or "")
        if old is None or agreement.signed_on is None or old.signed_on is None:
            continue
        if agreement.signed_on.last < old.signed_on.first:
            message = f"協定「{agreement.title}」の締結日({say(agreement.signed_on)})が、改める前の協定「{old.id}」の締結日({say(old.signed_on)})より前です。"
            yield Finding(key, ("signed_on",), message, "締結日か「renews:」のどちらかを直してください。")


def renewal_does_not_overlap(case: Case) -> Iterator[Finding]:
    """Ensure that a renewal begins once the old term is over."""
    agreements = {agreement.id: agreement for agreement in case.records["agreements"]}
    for key, agreement in case.in_sections("agreements"):
        old = agreements.get(agreement.renews or "")
        if old is None or agreement.signed_on is None or agreement.is_disaster:
            continue
        end = old.ended_on or old.ends_on
        if isinstance(end, Day) and old.signed_on != agreement.signed_on and agreement.signed_on.last < end.first:
            message = f"協定「{agreement.title}」の締結日({say(agreement.signed_on)})が、改める前の協定「{old.id}」の終わり({say(end)})より前です。"
            remedy = "期間が重なっていないか、出典で確かめてください。"
            yield Finding(key, ("signed_on",), message, remedy, "notice")


def agreement_ends_soon(case: Case) -> Iterator[Finding]:
    """Ensure that staff know of an agreement's end 90 days before it."""
    today = case.hub.today
    renewed = {agreement.renews for agreement in case.records["agreements"]}
    for key, agreement in case.in_sections("agreements"):
        end = agreement.ends_on
        if not isinstance(end, Day) or agreement.ended_on or agreement.is_disaster or agreement.id in renewed:
            continue
        if today <= end.last <= today + timedelta(days=NOTICE_DAYS):
            names = "、".join(case.party_name(party) for party in agreement.parties[:3])
            message = f"{names}との協定「{agreement.title}」が、{say_date(end.last)}に満了します(あと{(end.last - today).days}日)。"
            remedy = (
                "続けるかどうかを相手と話し合う時期です。結び直したら、新しい記録に「renews:」を付けて書いてください。"
            )
            yield Finding(key, ("ends_on",), message, remedy, "notice")


def tie_repeats_no_agreement(case: Case) -> Iterator[Finding]:
    """Ensure that an agreement is not written a second time as a tie."""
    for key, record in case.in_sections(*PARTNER_SECTIONS):
        titles = {agreement.title for agreement in case.hub.agreements_of.get(key[1], ())}
        for index, tie in enumerate(record.ties):
            if tie.title in titles:
                message = f"{record.name}のつながり「{tie.title}」は、協定(agreements)にもあります。"
                remedy = "協定は agreements だけに書き、このつながりを消してください。"
                yield Finding(key, ("ties", index), message, remedy, "notice")


def association_counts_once(case: Case) -> Iterator[Finding]:
    """Ensure that an agreement with an association does not also count its members."""
    members = {record.id: set(record.members) for record in case.records["associations"]}
    for key, agreement in case.in_sections("agreements"):
        counted = set().union(*(members.get(party, set()) for party in agreement.parties))
        for index, party in enumerate(agreement.parties):
            if party in counted:
                name = case.party_name(party)
                message = f"協定「{agreement.title}」の相手に、団体と、その団体に加わる{name}の両方があります。"
                remedy = f"団体として結んだ協定なら、{name}の行を消してください。二重に数えられます。"
                yield Finding(key, ("parties", index), message, remedy, "notice")


RULES: tuple[Rule, ...] = (
    renewal_follows,
    renewal_does_not_overlap,
    agreement_ends_soon,
    tie_repeats_no_agreement,
    association_counts_once,
)
