"""Sample data for every component, for `/about/design/`: invented, in the past, and called so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from hub.dates import parse_day, weekday
from hub.model import Hub
from hub.plain import plain
from hub.schema.common import Figures
from hub.status import BOND_KEYS, BONDS, STATES, WORDS, State
from hub.views.calendar import Cell, Slot
from hub.views.charts import Chart, mark, nation
from hub.views.common import FigureView, Link, PartnerCard, Spec
from hub.views.cover import Petal, Reach, TideCell, TideRow
from hub.views.event import Fact
from hub.views.evidence import Colophon, ContactView, Source
from hub.views.finder import JAPAN, Choice, Count, Facet, Group
from hub.views.framework import FrameworkRow
from hub.views.initiative import Teaser
from hub.views.magazine import IssueCover
from hub.views.map import MapGroup, MapTown, Shade
from hub.views.photos import PhotoView
from hub.views.plots import AgeColumn, Ages, Course, Tick, course
from hub.views.rows import DateBlock, EventRow, date_block
from hub.views.sieve import Sieve
from hub.views.squares import Square, Squares
from hub.views.subscribing import Subscription
from hub.views.tally import Dots, Tally, TallyRow
from hub.views.timeline import TimeItem
from hub.views.timetable import Place, Stand, Timetable, TimetableRow
from hub.views.updates import UpdateRow

ADDRESS = "/about/design/"
# A day in the past, so that no sample looks as if it were coming; a Saturday.
_DAY = date(2001, 9, 1)
_HERE = ADDRESS


def samples(hub: Hub) -> SimpleNamespace:
    """All samples by name; the same for every day and all data, but for the map."""
    return SimpleNamespace(**_small(), **_lists(), **_events(), **_charts(hub))


def _small() -> dict[str, Any]:
    links = (Link("見本の取組", _HERE), Link("ほかのサイト", "https://example.jp/", "out"))
    return {
        "states": tuple(STATES.values()),
        "dates": tuple(date_block(parse_day(text)) for text in ("2001-09-01", "2001-09", "2001-autumn", "2001-fiscal")),
        "links": links,
        "inline": (Link("見本市", _HERE), Link("名前だけの町")),
        "chips": (Link("見本県", _HERE, "12"), Link("数のない県", _HERE)),
        "facts": (
            Fact("会場", "見本の広場(見本区1-1)"),
            Fact("参加", links=(Link("見本市", _HERE), Link("見本町", _HERE))),
            Fact("参加", groups=(("見本県", (Link("見本村", _HERE),)), ("", (Link("見本島", _HERE),)))),
        ),
        "figures": tuple(
            FigureView(value, unit, label, "2001年9月1日現在", note)
            for value, unit, label, note in (
                ("82", "自治体", "短い数", ""),
                ("972,673", "人", "長い数", "注のある数"),
                ("2,149,700", "円/m²", "とても長い数", ""),
            )
        ),
        "specs": (Spec("はじめての協定", "2001", "年9月"), Spec("窓口", "", "見本地区総合支所")),
        "sieves": (
            Sieve("kind", "分類", (("festival", "祭り"), ("fair", "物産展"))),
            Sieve("fee", "料金", (("free", "無料"), ("paid", "有料"))),
        ),
        "facets": (
            Facet("few", "つながり", (Choice("", "すべて", 3), Choice("a", "協定あり", 2), Choice("b", "交流", 1))),
            Facet("many", "都道府県", tuple(Choice(str(n) if n else "", f"見本{n}県") for n in range(13)), True),
        ),
        "feeds": (
            Subscription(
                "見本の暦", "/feeds/events.ics", "https://example.jp/feeds/events.ics", "webcal://example.jp/"
            ),
            Subscription("見本のフィード", "/feeds/events.atom", "https://example.jp/feeds/events.atom", ""),
        ),
        "crumbs": (Link("一つ上", _HERE), Link("このページ")),
        "colophon": Colophon(
            contacts=(ContactView("見本課 見本担当", "03-0000-0000", "平日9:00–17:00", "", ""),),
            confirmed="2001年9月1日",
            sources=tuple(
                Source(
                    "見本の資料", f"第{n}章" if n == 1 else "", "2001年9月1日", "https://example.jp/" if n < 3 else ""
                )
                for n in range(1, 15)
            ),
            judged=True,
            edit=_HERE,
            report="mailto:mihon@example.jp",
        ),
    }


def _town(name: str) -> MapTown:
    return MapTown("000000", name, "みほん", BONDS[0], "agreement", None, "58", "西南西", _HERE, (), (), None)


def _lists() -> dict[str, Any]:
    cards = tuple(
        PartnerCard(name, kana, _HERE, "見本県", summary, word, km, direction)
        for name, kana, summary, word, km, direction in (
            ("見本市", "みほんし", "見本の協定(2001年)", BONDS[0], "1,014", "北"),
            ("見本町", "みほんちょう", "見本の取組 ほか2件", BONDS[1], "58", "西南西"),
            ("見本町村会", "みほんちょうそんかい", "", BONDS[2], "", ""),
        )
    )
    items = tuple(
        TimeItem(year, when, kind, is_agreement, title, address, note)
        for year, when, kind, is_agreement, title, address, note in (
            ("2001", "9月1日(土)", "協定", True, "見本の協定", _HERE, "2003年3月31日まで"),
            ("2002", "", "交流", False, "行き先のない交流", "", ""),
            ("—", "年は未確認", "産品", False, "年の分からない産品", _HERE, ""),
        )
    )
    signed = TimeItem("2001", "9月1日(土)", "締結", True, "", "", "", parties=(Link("見本市", _HERE),))
    teasers = (
        Teaser("見本の取組", _HERE, "書き出しの一文です。", "相手3　催し2件"),
        Teaser("注のない取組", _HERE, "書き出し。", ""),
    )
    return {
        "cards": cards,
        "groups": (Group("見本県", _HERE, "pref-sample", cards[:2]),),
        "timeline": (*items, signed),
        "teasers": teasers,
        "updates": (UpdateRow("2001-09-01", "2001年9月1日", "催し", (Link("見本の催し", _HERE),), 3),),
        "reach": tuple(
            Reach(f"{km:,}", Link(f"見本{name}", _HERE), "見本県", "北", km // 11)
            for name, km in (("市", 100), ("町", 550), ("村", 1100))
        ),
        "neighbours": (_Neighbour("12", Link("見本町", _HERE), "見本県", BONDS[1]),),
        "covers": (IssueCover("1", "第一号", "見本", ("見本市", "見本町"), _HERE, "表紙の主題", None),),
        "photos": (
            PhotoView((), "/assets/icon.svg", 640, 360, "このサイトの印", "添える文", "撮った人", "使う許しの内容"),
            PhotoView((), "/assets/icon.svg", 480, 360, "このサイトの印", "", "撮った人", "使う許しの内容"),
            PhotoView((), "/assets/icon.svg", 480, 360, "このサイトの印", "", "撮った人", "使う許しの内容"),
        ),
    }


@plain
class _Neighbour:
    km: str
    link: Link
    prefecture: str
    bond: str


def _events() -> dict[str, Any]:
    rows = tuple(
        EventRow(_block(position), "見本の催し", _HERE, f"10:00–16:00　{word}のとき", State(key, word))
        for position, (key, word) in enumerate(WORDS.items())
    )
    held, off = STATES["held"], STATES["cancelled"]
    stands = (
        Stand(_block(0), "10:00–16:00", "見本の屋台", (Link("見本市", _HERE),), ("1日15食",), held),
        Stand(_block(1), "10:00–16:00", "", (), (), off),
    )
    days = tuple(_DAY - timedelta(days=5) + timedelta(days=n) for n in range(7))
    return {
        "rows": rows,
        "many": rows * 2,
        "timetable": Timetable(
            (Place("見本の広場", "見本区1-1"), Place("見本会館", "")),
            (
                TimetableRow("9月1日(土)", False, (stands[:1], ())),
                TimetableRow("9月2日(日)", True, (stands[1:], stands[1:])),
            ),
        ),
        "month": SimpleNamespace(
            title="2001年9月の見本",
            weekdays="月火水木金土日",
            rows=rows[:1],
            weeks=(tuple(_cell(day, position) for position, day in enumerate(days)),),
        ),
    }


def _block(position: int) -> DateBlock:
    day = _DAY + timedelta(days=position)
    return DateBlock(day.isoformat(), f"{day.year}年", str(day.month), str(day.day), weekday(day))


def _cell(day: date, position: int) -> Cell:
    slots: tuple[Slot, ...] = ()
    if position in {1, 2, 3}:
        edge = {1: "first", 2: "", 3: "last"}[position]
        slots = (Slot("数日の催し", _HERE, "", "solid", edge, 3 if position == 1 else 0),)
    elif position == 5:
        slots = (
            Slot(),
            Slot("一日の催し", _HERE, "10:00–16:00"),
            Slot("中止の催し", _HERE, "10:00", state=STATES["cancelled"]),
        )
    return Cell(day, day.month != _DAY.month, "祝日" if position == 0 else "", slots, 0 if position == 5 else -1, False)


def _charts(hub: Hub) -> dict[str, Any]:
    port = mark(0, 0, hub.site.ward.name, 4.0, "end")
    town = mark(55.0, -70.0, "見本市", 4.0, "start")
    counts = [
        Figures.model_construct(count=count, as_of=parse_day(day), includes_ward=count == 60, source=())
        for count, day in ((23, "2001-05"), (60, "2002-04"), (85, "2003"), (80, "2004-09-01"))
    ]
    bonds = tuple(Count(BOND_KEYS[word], word, 4 - position) for position, word in enumerate(BONDS))
    whole = nation(hub, JAPAN, 700, "まちの位置の見本")
    return {
        "chart": Chart("-60 -120 200 156", 4.0, "near", (), (town,), True, "位置の見本", port),
        "nation": whole,
        "counts": bonds,
        "atlas": SimpleNamespace(
            chart=whole,
            counts=bonds,
            frameworks=(Link("見本の協定", "sample", "3"),),
            themes=(Link("見本のテーマ", "sample", "2"),),
            total=12,
            has_events=True,
            shades=tuple(Shade(level, level, f"{level}") for level in range(5)),
        ),
        "places": (MapGroup("00", "見本県", _HERE, tuple(_town(name) for name in ("見本市", "見本町"))),),
        "tide": (_tide(2001), TideRow(2000, _HERE, (TideCell((), 0, ""),) * 12, 0), TideRow(1999, "", (), 0)),
        "petals": tuple(Petal("", 22.5 * n, n % 5, 30 * (n % 5)) for n in range(16)),
        "squares": _squares((("北地区", 4.41), ("中地区", 2.25), ("南地区", 1.0))),
        "tally": _tally(bonds),
        "course": _sure(course("公表数の見本", counts)),
        "ages": Ages(
            title="協定の年齢の見本",
            headline="",
            note="",
            columns=tuple(
                AgeColumn(200.0 + 200 * n, 3 - n, 260 - 20 * (3 - n), f"{2001 + n}年", f"{3 - n}年前") for n in range(3)
            ),
            years=(Tick(200, "2001"), Tick(600, "2003")),
            step=20,
            top=160,
        ),
        "shares": tuple(
            FrameworkRow(name, name, _HERE, "", published, listed, part, 100 * listed / 80)
            for name, published, listed, part in (
                ("見本の協定", FigureView("80", "自治体", "", "2001年9月1日現在"), 42, 100.0),
                ("公表数のない協定", None, 9, 0.0),
            )
        ),
    }


def _tide(year: int) -> TideRow:
    keys = tuple(WORDS)
    cells = tuple(TideCell((key,), 1, f"{WORDS[key]}1件") for key in keys)
    crowd = TideCell(("held",) * 6, 9, "9件")
    return TideRow(year, _HERE, (*cells, crowd, *(TideCell((), 0, ""),) * (11 - len(keys))), len(keys) + 9)


def _squares(areas: Iterable[tuple[str, float]]) -> Squares:
    items = tuple(Square(name, _HERE, f"{area:g}", area**0.5, name == "中地区") for name, area in areas)
    return Squares(items, max(item.side for item in items), "", "2001年9月1日")


def _tally(bonds: tuple[Count, ...]) -> Tally:
    dots = (Dots(7, 28.01, 10.4, 0), Dots(49, 14.01, 10.4, 5.9), Dots(77, 0.01, 7.8, 4.2), Dots(91, 0.01, 5, 0))
    rows = (TallyRow(Link("見本県", _HERE), 7, dots), TallyRow(Link("まちのない県", _HERE), 0, ()))
    return Tally((("見本地方", rows),), bonds, 14, 140)


def _sure(found: Course | None) -> Course:
    assert found is not None, "four counts make a course"  # noqa: S101 # a sample of our own
    return found
