"""`/about/design/`: every component in every state, made by the macros that make the site."""

from __future__ import annotations

from types import SimpleNamespace

from hub.model import Hub
from hub.plain import plain
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon
from hub.views.samples import ADDRESS, samples


@plain
class DesignView:
    """The samples by component; their names are those of the files in `theme/components/`."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    tokens: tuple[tuple[str, str], ...]
    sample: SimpleNamespace
    colophon: Colophon


def design_view(hub: Hub) -> DesignView:
    """The page on the design; the same for every day and all data, but for the map and the contact."""
    _ = hub.setting.words.gettext
    title = _("部品の見本帳")
    about = hub.content.abouts.get("about/index")
    return DesignView(
        crumbs=(*((Link(about.matter.title, "/about/"),) if about else ()), Link(title)),
        title=title,
        lead=_("このサイトを作っている部品を、すべての状態で並べました。まち・催し・数は、形を見せるための見本です。"),
        tokens=_TOKENS,
        sample=samples(hub),
        colophon=colophon(hub, ADDRESS),
    )


_TOKENS = (
    ("paper", "紙"),
    ("paper-2", "紙・影"),
    ("ink", "墨"),
    ("ink-2", "薄墨"),
    ("ink-3", "注"),
    ("line", "罫"),
    ("line-2", "罫・強"),
    ("harbour", "港の紺"),
    ("accent", "朱"),
    ("link", "リンク"),
    ("visited", "訪れたリンク"),
    ("land", "陸"),
    ("land-on", "陸・灯"),
    ("coast", "海岸線"),
    ("water", "水線"),
    ("ok", "よし"),
    ("warn", "注意"),
    ("error", "中止"),
)
