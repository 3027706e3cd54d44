"""How the ward runs its partnerships with companies (港区企業連携推進方針 5 and 6(3), 2018): what `conduct` of a tie must say."""

from __future__ import annotations

from collections.abc import Iterator

from hub.records import Key
from hub.rules.corporate import CORPORATE_KINDS
from hub.rules.finding import PARTNER_SECTIONS, Case, Finding, Rule
from hub.schema.partners import Conduct
from hub.source import Loc


def _conducts(case: Case) -> Iterator[tuple[Key, Loc, str, Conduct]]:
    """Every tie with a company of which the ward says how it is run; none where the ward has no such policy."""
    for key, record in case.in_sections("organisations") if case.hub.site.ward.corporate_policy else ():
        for index, tie in enumerate(record.ties):
            if tie.conduct is not None and record.kind in CORPORATE_KINDS:
                yield key, ("ties", index, "conduct"), f"「{record.name}」との「{tie.title}」", tie.conduct


def conduct_concerns_a_company(case: Case) -> Iterator[Finding]:
    """Ensure that the policy is applied to companies only: municipal and disaster agreements are of another kind (方針3)."""
    for key, record in case.in_sections(*PARTNER_SECTIONS):
        if key[0] == "organisations" and record.kind in CORPORATE_KINDS and case.hub.site.ward.corporate_policy:
            continue
        for index, tie in enumerate(record.ties):
            if tie.conduct is not None:
                message = f"「{record.name}」の「{tie.title}」に「方針による扱い」がありますが、企業連携の方針の対象ではありません。"
                yield Finding(
                    key, ("ties", index, "conduct"), message, "「conduct:」と、その下の項目を消してください。"
                )


def work_has_its_ground(case: Case) -> Iterator[Finding]:
    """Ensure that work with a company rests on an agreement, or says why it has none (方針6(3))."""
    for key, loc, name, conduct in _conducts(case):
        if conduct.agreement is None and conduct.no_agreement_reason is None:
            message = f"{name}に、もとになる協定も、協定を結ばない理由もありません。"
            remedy = "「agreement:」に協定のidを書くか、双方が合意した理由を「no_agreement_reason:」に書いてください。"
            yield Finding(key, loc, message, remedy)


def joint_work_was_reviewed(case: Case) -> Iterator[Finding]:
    """Ensure that joint work which the ward pays for was reviewed (方針5(1): 連携事業審査会)."""
    for key, loc, name, conduct in _conducts(case):
        if conduct.pattern == "joint" and conduct.ward_pays and not (conduct.reviewed_on and conduct.review):
            message = f"{name}は区が費用を負担する共同主催ですが、連携事業審査会の日か結果がありません。"
            remedy = "「reviewed_on: 2026-10-01」と「review: 適当と認める」のように書いてください。"
            yield Finding(key, loc, message, remedy)


def trial_is_paid_by_the_company(case: Case) -> Iterator[Finding]:
    """Ensure that a company bears what it costs to develop a trial (方針5(2))."""
    for key, loc, name, conduct in _conducts(case):
        if conduct.pattern == "trial" and conduct.development_paid_by != "company":
            message = f"{name}は実証実験ですが、開発の経費を企業が負担する、と書かれていません。"
            remedy = "負担を確かめて、「development_paid_by: company」と書いてください。方針では、企業が負担します。"
            yield Finding(key, loc, message, remedy, "notice")


RULES: tuple[Rule, ...] = (
    conduct_concerns_a_company,
    work_has_its_ground,
    joint_work_was_reviewed,
    trial_is_paid_by_the_company,
)
