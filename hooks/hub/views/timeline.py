"""Agreements and ties in the order of time, the undated at the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.partners import Agreement, Tie
from hub.status import TIE_KINDS, is_in_force
from hub.views.common import Link, partner_link


@plain
class TimeItem:
    """One thing that happened: when, what it is called, where it leads."""

    year: str
    when: str
    kind: str
    is_agreement: bool
    title: str
    address: str
    note: str
    is_over: bool = False
    parties: tuple[Link, ...] = ()

    @property
    def is_fiscal(self) -> bool:
        """Whether the rest already says 年度, so that 年 is not said before it."""
        return self.when.startswith("年度")


def timeline(hub: Hub, agreements: Iterable[Agreement], ties: Iterable[Tie]) -> tuple[TimeItem, ...]:
    """Agreements and ties together, oldest first."""
    items = [(_day(one.signed_on), agreement_item(hub, one)) for one in agreements]
    items += [(_day(_start(tie)), tie_item(hub, tie)) for tie in ties]
    return tuple(item for _, item in sorted(items, key=lambda pair: pair[0]))


def agreement_item(hub: Hub, agreement: Agreement, *, with_parties: bool = False) -> TimeItem:
    """An agreement on a timeline."""
    _ = hub.setting.words.gettext
    signed = agreement.signed_on
    end = agreement.ended_on or (agreement.ends_on if isinstance(agreement.ends_on, dates.Day) else None)
    signer = _("{name}が結んだ協定です。").format(name=agreement.signed_by) if agreement.signed_by else ""
    renewed = _("前の協定を改めたもの") if agreement.renews else ""
    is_over = not is_in_force(agreement, hub.today)
    ended = ""
    if end is not None:
        text = _("{day}に終了") if is_over else _("{day}まで")
        ended = text.format(day=dates.say_plain(end))
    return TimeItem(
        year=str(signed.year) if signed else "—",
        when=dates.say_rest(signed) if signed else _("締結日は未確認"),
        kind=_("締結") if with_parties else _("協定"),
        is_agreement=True,
        title=agreement.title,
        address=f"/frameworks/{agreement.framework}/" if agreement.framework in hub.frameworks else "",
        is_over=is_over,
        note=_joined(agreement.content, agreement.note, signer, renewed, ended),
        parties=tuple(partner_link(hub, key) for key in agreement.parties) if with_parties else (),
    )


def _joined(*parts: str | None) -> str:
    """The parts as one text; it ends with 。 if any of them is a sentence."""
    given = [part for part in parts if part]
    end = "。" if any(part.endswith("。") for part in given) else ""
    return "。".join(part.rstrip("。") for part in given) + end


def tie_item(hub: Hub, tie: Tie) -> TimeItem:
    """A tie on a timeline."""
    _ = hub.setting.words.gettext
    start = _start(tie)
    return TimeItem(
        year=str(start.year) if start else "—",
        when=_when(tie, start) if start else _("年は未確認"),
        kind=TIE_KINDS[tie.kind][0],
        is_agreement=False,
        title=tie.title,
        address=_leads_to(hub, tie),
        note=tie.note or "",
    )


def _start(tie: Tie) -> dates.Day | None:
    return tie.starts_on or (tie.years[0] if tie.years else None)


def _when(tie: Tie, start: dates.Day) -> str:
    if len(tie.years) > 1:
        return "、".join(f"{year.year}" for year in tie.years[1:]) + "年にも"
    rest = dates.say_rest(start)
    if tie.ends_on is None:
        return rest
    if tie.ends_on.last <= start.last:
        return rest
    end = dates.say(tie.ends_on)
    return f"{rest}〜{end}" if rest else f"〜{end}"


def _leads_to(hub: Hub, tie: Tie) -> str:
    if tie.issue and tie.issue in hub.content.issues:
        return f"/magazine/{tie.issue}/"
    if tie.initiative and tie.initiative in hub.content.initiatives:
        return f"/initiatives/{tie.initiative}/"
    if tie.framework and tie.framework in hub.frameworks:
        return f"/frameworks/{tie.framework}/"
    if tie.organisation and tie.organisation in hub.organisations:
        return f"/companies/{tie.organisation}/"
    return tie.url or ""


def _day(day: dates.Day | None) -> date:
    return day.first if day else date.max
