"""The data as spreadsheets for colleagues; `importing` reads the events back."""

from __future__ import annotations

from collections.abc import Iterator

from hub.dates import say
from hub.editing.columns import HEADINGS, cells_of
from hub.editing.desk import party_called
from hub.editing.spreadsheets import as_csv, as_xlsx
from hub.model import Hub
from hub.municipalities import PREFECTURES
from hub.tables import listed

_PARTNERS = ("コード・id", "名前", "読み", "都道府県", "つながり", "有効な協定の数", "公式サイト", "確認日")
_AGREEMENTS = ("id", "題名", "相手", "締結日", "満了日", "終わった日", "枠組み", "出典")


def exported(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Each file by its name."""
    names = party_called(hub)
    events = [
        cells_of(event, number, lambda code: names.get(code, code))
        for event in hub.events.values()
        for number in range(1, len(event.occurrences) + 1)
    ]
    tables = [
        ("催し", HEADINGS, events),
        ("まち・団体", _PARTNERS, list(_partners(hub))),
        ("協定", _AGREEMENTS, list(_agreements(hub))),
    ]
    yield "hub.xlsx", as_xlsx(tables)
    yield "events.csv", as_csv(*tables[0][1:])
    yield "partners.csv", as_csv(*tables[1][1:])
    yield "agreements.csv", as_csv(*tables[2][1:])


def _partners(hub: Hub) -> Iterator[list[str]]:
    for partner in listed(hub):
        prefecture = PREFECTURES.get(partner.prefecture)
        agreements = len(hub.current_of.get(partner.key, ()))
        confirmed = partner.record.confirmed_on
        yield [
            partner.key,
            partner.name,
            partner.kana,
            prefecture.name if prefecture else "",
            hub.bonds[partner.key],
            str(agreements),
            partner.record.url or "",
            confirmed.isoformat() if confirmed else "",
        ]


def _agreements(hub: Hub) -> Iterator[list[str]]:
    for one in hub.agreements.values():
        parties = [found.name if (found := hub.party(key)) else key for key in one.parties]
        framework = hub.frameworks.get(one.framework or "")
        yield [
            one.id,
            one.title,
            "、".join(parties),
            say(one.signed_on) if one.signed_on else "",
            str(one.ends_on or ""),
            str(one.ended_on or ""),
            framework.name if framework else "",
            "、".join(one.source),
        ]
