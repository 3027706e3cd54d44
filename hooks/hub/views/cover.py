"""The cover: what is on or honestly was, one story, the tide of events, distances, issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hub import dates
from hub.model import Hub
from hub.plain import plain
from hub.schema.content import Story
from hub.schema.events import Event
from hub.views.charts import Chart, gathering, nation
from hub.views.common import FigureView, Link
from hub.views.events import coming_headline, past_events, same_month
from hub.views.evidence import Colophon, colophon
from hub.views.finder import published_total
from hub.views.magazine import IssueCover, issue_cover
from hub.views.rows import DateBlock, EventRow, date_block, event_row, rows_ahead
from hub.words import plain_number

SEA_CHART = "-2725 -1191 4235 2429"
ROSE_REACH = 150
MOST_DOTS = 12


@plain
class TideCell:
    """The events of one month: the state of each, oldest first, and how many."""

    states: tuple[str, ...]
    count: int
    said: str


@plain
class TideRow:
    """A year of the tide table."""

    year: int
    address: str
    cells: tuple[TideCell, ...]
    count: int


@plain
class Reach:
    """A town with its distance; `percent` of the farthest, in steps of five."""

    km: str
    link: Link
    prefecture: str
    direction: str
    percent: int


@plain
class Petal:
    """One of the 16 directions of the rose: degrees, count and length."""

    direction: str
    degrees: float
    count: int
    length: int


@plain
class CoverView:
    """Everything on the cover."""

    title: str
    motto: str
    chart: Chart
    today: DateBlock
    era: str
    headline: str
    empty: str
    coming: tuple[EventRow, ...]
    leads: tuple[EventRow, ...]
    has_more: bool
    latest: Link | None
    latest_day: str
    event_count: int
    figures: tuple[FigureView, ...]
    story_title: str
    story_names: str
    story: tuple[Story, ...]
    story_summary: str
    story_chart: Chart | None
    month: int
    season: tuple[EventRow, ...]
    tide: tuple[TideRow, ...]
    tide_undated: int
    reach_headline: str
    reach: tuple[Reach, ...]
    petals: tuple[Petal, ...]
    petals_title: str
    issues: tuple[IssueCover, ...]
    issues_headline: str
    counted_on: str
    colophon: Colophon


def cover_view(hub: Hub) -> CoverView:
    """The cover of the day."""
    _ = hub.setting.words.gettext
    matter = hub.content.cover.matter
    coming = len(hub.coming)
    ahead = rows_ahead(hub, hub.ahead.values())
    latest = next((event for event in past_events(hub) if event_row(hub, event).state.key == "held"), None)
    lit = tuple(key for key in matter.story_partners if key in hub.reach)
    towns = [hub.partners[key] for key in lit]
    title = _("{ward}を中心に、連携する{count}のまちへの方位と距離を描いた日本地図")
    covers = [issue_cover(hub, page) for page in hub.content.issues.values()][:3]
    petals, petals_title = _petals(hub)
    reach_headline, reach = _reach(hub)
    return CoverView(
        title=matter.title,
        motto=matter.lead or hub.site.motto,
        chart=nation(hub, SEA_CHART, 1440, title.format(ward=hub.site.ward.name, count=len(hub.municipalities)), lit),
        today=date_block(dates.day_of(hub.today)),
        era=dates.era(hub.today),
        headline=coming_headline(hub, coming),
        empty=coming_headline(hub, 0),
        coming=ahead[:5] if coming else (),
        leads=_leads(ahead[:5]),
        has_more=coming > 0 and len(ahead) > 5,
        latest=Link(latest.title, f"/events/{latest.id}/") if latest else None,
        latest_day=dates.say(latest.occurrences[0].starts_on) if latest else "",
        event_count=len(hub.events),
        figures=_figures(hub),
        story_title=matter.story_title or "",
        story_names="・".join(town.name for town in towns),
        story=matter.story,
        story_summary="".join(step.text for step in matter.story[:1]),
        story_chart=gathering(
            hub,
            towns,
            _("{ward}から{towns}への線").format(ward=hub.site.ward.name, towns="と".join(town.name for town in towns)),
        )
        if matter.story
        else None,
        month=hub.today.month,
        season=same_month(hub, 5),
        tide=_tide(hub),
        tide_undated=sum(len(months.get(0, ())) for months in hub.events_by_year.values()),
        reach_headline=reach_headline,
        reach=reach,
        petals=petals,
        petals_title=petals_title,
        issues=tuple(covers),
        issues_headline=_("{label}は、{towns}。").format(label=covers[0].label, towns="と".join(covers[0].towns))
        if covers
        else "",
        counted_on=dates.say_plain(dates.day_of(hub.today)),
        colophon=colophon(hub, "/", matter, hub.site.ward.published_total),
    )


def _leads(ahead: Sequence[EventRow]) -> tuple[EventRow, ...]:
    """What may stand under the large date, in its turn: what is on today, what goes on, what comes."""
    order = ("today", "open", "coming", "closed")
    return tuple(sorted((row for row in ahead if row.state.key in order), key=lambda row: order.index(row.state.key)))


def _figures(hub: Hub) -> tuple[FigureView, ...]:
    _ = hub.setting.words.gettext
    as_of = _("{day}現在").format(day=dates.say_plain(dates.day_of(hub.today)))
    figures = [FigureView(f"{len(hub.municipalities):,}", _("市区町村"), _("名前を確かめたまち"), as_of)]
    if published := published_total(hub):
        figures.insert(0, published)
    for key in hub.site.cover_frameworks:
        framework = hub.frameworks.get(key)
        if framework is not None and framework.counts:
            count = framework.counts[-1]
            day = _("{day}現在").format(day=dates.say_plain(count.as_of))
            figures.append(FigureView(plain_number(count.count), _("自治体"), framework.name, day))
    return tuple(figures[:3])


def _tide(hub: Hub) -> tuple[TideRow, ...]:
    """One dot per event, by year and month of its first day; newest year first."""
    years = hub.events_by_year
    if not years:
        return ()
    rows = []
    for year in range(max(*years, hub.today.year), min(years) - 1, -1):
        months = years.get(year, {})
        cells = tuple(_cell(hub, months.get(month, ())) for month in range(1, 13))
        address = f"/events/{year}/" if year in years else ""
        rows.append(TideRow(year, address, cells, sum(cell.count for cell in cells)))
    return tuple(rows)


def _cell(hub: Hub, events: Sequence[Event]) -> TideCell:
    states = [event_row(hub, event).state for event in events]
    words = Counter([state.word for state in states if state.key != "held"])
    said = "、うち".join([f"{len(events)}件", "、".join(f"{word}{count}件" for word, count in words.items())])
    return TideCell(tuple(state.key for state in states[:MOST_DOTS]), len(events), said.removesuffix("、うち"))


def _reach(hub: Hub) -> tuple[str, tuple[Reach, ...]]:
    """The nearest, the farthest and some between, and the sentence about them."""
    _ = hub.setting.words.gettext
    towns = sorted(
        ((hub.reach[town.key], town) for town in hub.municipalities if town.key in hub.reach),
        key=lambda pair: (pair[0].km, pair[1].key),
    )
    if not towns:
        return "", ()
    step = max(1, (len(towns) - 1) / 7)
    chosen = list(dict.fromkeys(round(index * step) for index in range(8) if round(index * step) < len(towns)))
    farthest = towns[-1][0].km or 1
    rows = tuple(
        Reach(
            f"{reach.km:,}",
            Link(town.name, town.address),
            hub.prefectures[town.prefecture].name,
            reach.direction,
            max(5, round(reach.km / farthest * 20) * 5),
        )
        for reach, town in (towns[index] for index in chosen)
    )
    near, far = towns[0][0], towns[-1][0]
    text = _("いちばん近いまちは{near}へ{near_km}キロ、いちばん遠いまちは{far}へ{far_km}キロ。")
    return text.format(near=near.direction, near_km=f"{near.km:,}", far=far.direction, far_km=f"{far.km:,}"), rows


def _petals(hub: Hub) -> tuple[tuple[Petal, ...], str]:
    """How many partners lie in each of the 16 directions; areas in proportion to counts."""
    _ = hub.setting.words.gettext
    names = [
        "北",
        "北北東",
        "北東",
        "東北東",
        "東",
        "東南東",
        "南東",
        "南南東",
        "南",
        "南南西",
        "南西",
        "西南西",
        "西",
        "西北西",
        "北西",
        "北北西",
    ]
    counts = [sum(reach.direction == name for reach in hub.reach.values()) for name in names]
    most = max(counts, default=0) or 1
    petals = tuple(
        Petal(name, index * 22.5, count, round(ROSE_REACH * (count / most) ** 0.5))
        for index, (name, count) in enumerate(zip(names, counts, strict=True))
    )
    listed = "、".join(f"{name}{count}" for name, count in zip(names, counts, strict=True) if count)
    return petals, _("方位ごとのまちの数。{listed}").format(listed=listed)
