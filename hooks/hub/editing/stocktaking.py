"""棚卸し: what staff should look at again, though nothing of it is wrong. Reads a hub, and answers about outside links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from hub.dates import Day, say, say_date
from hub.model import Hub
from hub.reporting import literal
from hub.rules.agreements import NOTICE_DAYS
from hub.rules.corporate import CORPORATE_KINDS
from hub.status import last_day

A_YEAR = timedelta(days=365)
MOST = 50
Answer = Callable[[str], str]  # what is wrong with an address, in a few words; nothing if it answers


def stocktaking(hub: Hub, answer: Answer | None = None) -> list[tuple[str, list[str]]]:
    """Each heading with what stands under it, those without anything too: nothing is news as well."""
    found = [
        (f"{NOTICE_DAYS}日以内に満了する協定", list(_ending(hub))),
        ("満了日が未確認の協定", list(_open_ended(hub))),
        ("1年以上、確かめていない記録", list(_unconfirmed(hub))),
        ("過ぎたのに、結果が書かれていない催し", list(_without_result(hub))),
        ("1年より古い公表数", list(_old_counts(hub))),
        ("方針による扱い(conduct)が書かれていない、企業との連携", list(_without_conduct(hub))),
    ]
    if answer is not None:
        dead = ((address, answer(address), where) for address, where in links_of(hub))
        found.append(
            ("開けない外部のリンク", [f"{address} {fault}({where})" for address, fault, where in dead if fault])
        )
    return found


def as_text(hub: Hub, found: Iterable[tuple[str, list[str]]], quote: Callable[[str], str] = str) -> str:
    """The whole, for a terminal, or with `literal` for an issue."""
    lines = [quote(f"{say_date(hub.today)}現在の棚卸しです。")]
    for heading, items in found:
        lines += ["", f"## {quote(heading)}: {len(items)}件", ""]
        lines += [f"- {quote(item)}" for item in items[:MOST]] or [quote("ありません。")]
        if len(items) > MOST:
            lines.append(f"- {quote(f'ほかに {len(items) - MOST}件')}")
    return "\n".join(lines) + "\n"


def as_issue(hub: Hub, found: Iterable[tuple[str, list[str]]]) -> str:
    """The same for an issue, where nothing that stands in the data may become a link or a mention."""
    return as_text(hub, found, literal)


def _ending(hub: Hub) -> Iterator[str]:
    renewed = {agreement.renews for agreement in hub.agreements.values()}
    for one in hub.agreements.values():
        if isinstance(one.ends_on, Day) and not one.ended_on and one.id not in renewed:
            left = (one.ends_on.last - hub.today).days
            if 0 <= left <= NOTICE_DAYS:
                yield f"「{one.title}」({_parties(hub, one.parties)}) {say(one.ends_on)}まで。あと{left}日"


def _open_ended(hub: Hub) -> Iterator[str]:
    for one in hub.agreements.values():
        if isinstance(one.ends_on, str) and not one.ended_on:
            yield f"「{one.title}」({_parties(hub, one.parties)})"


def _unconfirmed(hub: Hub) -> Iterator[str]:
    for address, record in _records(hub):
        day = record.confirmed_on
        if day is None or hub.today - day > A_YEAR:
            when = f"最後に確かめた日 {say_date(day)}" if day else "確かめた日の記録なし"
            yield f"「{getattr(record, 'title', '') or getattr(record, 'name', '')}」({address}) {when}"


def _records(hub: Hub) -> Iterator[tuple[str, Any]]:
    yield from (
        (f"/events/{key}/", event) for key, event in hub.events.items() if last_day(event.occurrences[-1]) >= hub.today
    )
    yield from ((party.address, party.record) for party in hub.all_parties if party.record.source or party.record.ties)
    yield from ((f"agreements {key}", agreement) for key, agreement in hub.agreements.items())
    yield from ((f"/frameworks/{key}/", framework) for key, framework in hub.frameworks.items())
    yield from ((f"/initiatives/{slug}/", page.matter) for slug, page in hub.content.initiatives.items())


def _without_result(hub: Hub) -> Iterator[str]:
    for event in hub.events.values():
        last = max(map(last_day, event.occurrences))
        is_recent = hub.today - last < 2 * A_YEAR  # what nobody knows of long ago nobody will learn
        if last < hub.today and (event.status == "scheduled" or (event.status == "unconfirmed" and is_recent)):
            yield f"「{event.title}」(/events/{event.id}/) {say_date(last)}まで"


def _old_counts(hub: Hub) -> Iterator[str]:
    total = hub.site.ward.published_total
    if total is not None and hub.today - total.as_of.last > A_YEAR:
        yield f"{hub.site.ward.name}が公表する連携先の数 {total.count:g}({say(total.as_of)}現在)"
    for framework in hub.frameworks.values():
        if framework.counts and hub.today - framework.counts[-1].as_of.last > A_YEAR:
            yield f"「{framework.name}」{framework.counts[-1].count:g}({say(framework.counts[-1].as_of)}現在)"


def _without_conduct(hub: Hub) -> Iterator[str]:
    if not hub.site.ward.corporate_policy:
        return
    for partner in hub.organisations.values():
        if getattr(partner.record, "kind", "") not in CORPORATE_KINDS:
            continue
        for tie in partner.ties:
            if tie.conduct is None and (tie.ends_on is None or tie.ends_on.last >= hub.today) and not tie.years:
                yield f"「{partner.name}」の「{tie.title}」"


def _parties(hub: Hub, keys: Iterable[str]) -> str:
    names = [found.name if (found := hub.party(key)) else key for key in keys]
    return "、".join(names[:3]) + ("ほか" if len(names) > 3 else "")


def links_of(hub: Hub) -> list[tuple[str, str]]:
    """Every outside address that the pages link to, once, with what links to it."""
    found: dict[str, str] = {}
    for document in hub.documents.values():
        if document.url:
            found.setdefault(document.url, f"資料「{document.title}」")
    for address, record in (*_records(hub), *((f"/events/{key}/", event) for key, event in hub.events.items())):
        for url in _addresses(record):
            found.setdefault(url, address)
    return sorted(found.items())


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            yield from _addresses(inner) if name != "url" else ([inner] if inner else ())
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, str) and item.startswith(("https://", "http://")):
                yield item
            yield from _addresses(item) if isinstance(item, BaseModel) else ()
