"""The page that stays at an address whose record is no more: what it was, and what replaced it."""

from __future__ import annotations

from hub import dates, prose
from hub.model import Hub
from hub.plain import plain
from hub.schema.partners import Moved
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon


@plain
class MovedView:
    """Any address that has moved or ended."""

    crumbs: tuple[Link, ...]
    title: str
    kicker: str
    lead: str
    note: str
    target: str
    colophon: Colophon


def moved_view(hub: Hub, moved: Moved) -> MovedView:
    """The page of a record that was taken out or got another address."""
    _ = hub.setting.words.gettext
    kicker = _("アドレスが変わりました") if moved.to else _("掲載終了")
    lead = _("このページは、新しいアドレスに移りました。") if moved.to else _("このページの掲載は終わりました。")
    if moved.ended_on:
        lead = _("{day}。").format(day=dates.say_plain(dates.day_of(moved.ended_on))) + lead
    return MovedView(
        crumbs=(Link(moved.title),),
        title=moved.title,
        kicker=kicker,
        lead=lead,
        note=prose.from_plain(moved.note or ""),
        target=moved.to or "",
        colophon=colophon(hub, moved.address),
    )
