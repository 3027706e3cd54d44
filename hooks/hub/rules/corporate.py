"""The ward's own policy on partnership with companies (港区企業連携推進方針, 2018).

It does not apply to agreements with municipalities nor to disaster agreements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from hub.dates import Day, say
from hub.records import Key
from hub.rules.finding import Case, Finding, Rule
from hub.schema.partners import Agreement
from hub.source import Loc

CORPORATE_KINDS = frozenset({"company", "public", "network"})
SHORTEST_CONTENT = 10
_AUTOMATIC = re.compile(r"自動(?:的に)?(?:更新|延長|継続)(?![^。]{0,12}(?:ない|ません|せず|なし|行わ))")
_PROMOTION = re.compile(
    r"おすすめ|オススメ|お薦め|最安|激安|No\.?\s?1|ナンバーワン|期間限定|数量限定|限定販売|お得|[0-9０-９]円|割引|クーポン|特価"
)


def _corporate(case: Case) -> Iterator[tuple[Key, Agreement, str]]:
    """Agreements that the policy governs, with the names of the parties; none where the ward has no such policy."""
    if not case.hub.site.ward.corporate_policy:
        return
    kinds = {record.id: record.kind for record in case.records["organisations"]}
    elsewhere = set().union(*map(case.register.declared, ("municipalities", "associations", "abroad")))
    for key, agreement in case.in_sections("agreements"):
        is_with_company = any(kinds.get(party) in CORPORATE_KINDS for party in agreement.parties)
        if not is_with_company or agreement.is_disaster:
            continue
        if any(party in elsewhere or party in case.hub.prefectures for party in agreement.parties):
            continue
        yield key, agreement, "、".join(case.party_name(party) for party in agreement.parties[:3])


def corporate_term_is_known(case: Case) -> Iterator[Finding]:
    """Ensure that an agreement with a company says when it ends (方針6(3)②)."""
    for key, agreement, names in _corporate(case):
        if agreement.ended_on is not None or isinstance(agreement.ends_on, Day):
            continue
        if agreement.ends_on is None:
            message = f"{names}との協定「{agreement.title}」に、満了日(ends_on)がありません。"
            remedy = "企業との協定には期限を書きます。出典に無ければ「ends_on: 未確認」と書いてください。"
            yield Finding(key, ("title",), message, remedy)
        else:
            message = f"{names}との協定「{agreement.title}」の満了日が、未確認のままです。"
            remedy = "協定書か担当の部署で満了日を確かめたら、「ends_on: 2027-03-31」のように書いてください。"
            yield Finding(key, ("ends_on",), message, remedy, "notice")


def corporate_term_is_two_years(case: Case) -> Iterator[Finding]:
    """Ensure that an agreement with a company runs for two years at most (方針6(3)②)."""
    for key, agreement, names in _corporate(case):
        if not isinstance(agreement.ends_on, Day) or agreement.signed_on is None or agreement.exception_reason:
            continue
        if agreement.ends_on.first > _two_years_after(agreement.signed_on.last):
            span = f"{say(agreement.signed_on)}から{say(agreement.ends_on)}まで"
            message = f"{names}との協定「{agreement.title}」の期間({span})が、原則の2年を超えています。"
            remedy = "日付を確かめてください。理由があって2年を超えるなら、「exception_reason:」に書いてください。"
            yield Finding(key, ("ends_on",), message, remedy, "notice")


def _two_years_after(day: date) -> date:
    """The last day of a term of two years; one from 29 February ends on 28 February (民法143条)."""
    year = min(day.year + 2, MAXYEAR)
    if (day.month, day.day) == (2, 29):
        return day.replace(year=year, day=28)
    return day.replace(year=year) - timedelta(days=1)


def corporate_term_is_not_automatic(case: Case) -> Iterator[Finding]:
    """Ensure that no agreement with a company renews itself (方針6(3)③)."""
    for key, agreement, names in _corporate(case):
        for field in ("title", "content", "note", "exception_reason"):
            found = _AUTOMATIC.search(getattr(agreement, field) or "")
            if found is not None:
                message = f"{names}との協定「{agreement.title}」に「{found[0]}」とあります。企業との協定は、自動では更新しません。"
                remedy = "続けるときは、新しい締結日の記録を足し、「renews:」に前の協定のidを書いてください。"
                yield Finding(key, (field,), message, remedy)


def corporate_content_is_clear(case: Case) -> Iterator[Finding]:
    """Ensure that an agreement with a company says what is to be done (方針6(3)①)."""
    for key, agreement, names in _corporate(case):
        content = agreement.content or ""
        start = f"{names}との協定「{agreement.title}」"
        remedy = "「content:」に、何をする協定かを一文で書いてください。"
        if not content:
            yield Finding(key, ("title",), f"{start}に、連携の内容(content)がありません。", remedy)
        elif _bare(content) == _bare(agreement.title):
            yield Finding(key, ("content",), f"{start}の連携の内容が、題名のくり返しです。", remedy)
        elif len(content) < SHORTEST_CONTENT:
            message = f"{start}の連携の内容「{content}」が、短すぎます。"
            yield Finding(key, ("content",), message, remedy, "notice")


def _bare(text: str) -> str:
    return re.sub(r"[\s。、「」]", "", text)


def company_is_not_promoted(case: Case) -> Iterator[Finding]:
    """Ensure that no company is advertised (方針1): the ward favours none."""
    for key, record in case.in_sections("organisations"):
        texts: list[tuple[Loc, str | None]] = [(("summary",), record.summary), (("note",), record.note)]
        for index, tie in enumerate(record.ties):
            texts += [(("ties", index, "title"), tie.title), (("ties", index, "note"), tie.note)]
        for loc, text in texts:
            found = _PROMOTION.search(text or "")
            if found is not None:
                message = f"「{record.name}」の説明に、宣伝と受け取られる「{found[0]}」があります。"
                remedy = "特定の企業を勧める言葉や値段を消し、何をしたかだけを書いてください。"
                yield Finding(key, loc, message, remedy, "notice")


RULES: tuple[Rule, ...] = (
    corporate_term_is_known,
    corporate_term_is_two_years,
    corporate_term_is_not_automatic,
    corporate_content_is_clear,
    company_is_not_promoted,
)
