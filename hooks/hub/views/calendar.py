"""`/events/calendar/`: the month of the build as a grid and a list. Other months are drawn from `calendar_json`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hub import dates
from hub.holidays_jp import is_holiday
from hub.model import Hub
from hub.plain import plain
from hub.status import STATES, State, occurrence_state
from hub.views.common import Link
from hub.views.entries import Entry, entries_between, entry_days, entry_hours, entry_place, touches
from hub.views.evidence import Colophon, colophon
from hub.views.rows import DateBlock, date_block, event_row, shown_state
from hub.views.sieve import Sieve, sieves
from hub.words import how_many, kanji_number

FIRST_YEAR = 2008
TONES = ("solid", "wave")


@plain
class Slot:
    """A line within a day: a bar of several days, an event of one day, or the gap that keeps bars level."""

    title: str = ""
    address: str = ""
    text: str = ""
    tone: str = ""
    span: str = ""
    days: int = 0
    state: State | None = None


@plain
class Cell:
    """A day of the grid."""

    day: date
    is_out: bool
    holiday: str
    slots: tuple[Slot, ...]
    target: int
    is_run: bool


@plain
class CalendarRow:
    """An occurrence in the list below the grid."""

    when: DateBlock
    title: str
    address: str
    meta: str
    state: State


@plain
class CalendarView:
    """The month of the build."""

    crumbs: tuple[Link, ...]
    title: str
    month: str
    number: int
    year: int
    year_text: str
    era: str
    label: str
    headline: str
    weekdays: str
    weeks: tuple[tuple[Cell, ...], ...]
    rows: tuple[CalendarRow, ...]
    sieves: tuple[Sieve, ...]
    first: str
    last: str
    years: tuple[Link, ...]
    numerals: str
    counts: str
    labels: str
    colophon: Colophon


def calendar_view(hub: Hub) -> CalendarView:
    """The month of the build day."""
    _ = hub.setting.words.gettext
    first = hub.today.replace(day=1)
    weeks = month_weeks(first)
    touching = entries_between(hub, weeks[0][0], weeks[-1][-1])
    listed = [entry for entry in touching if _is_in_month(entry, first)]
    listing = hub.content.listings["events"].matter
    years = sorted(hub.events_by_year, reverse=True)
    return CalendarView(
        crumbs=(Link(listing.title, "/events/"), Link(_("暦"))),
        title=_("{year}年{month}月の催しの暦").format(year=first.year, month=first.month),
        month=f"{first:%Y-%m}",
        number=first.month,
        year=first.year,
        year_text="".join(kanji_number(int(digit)) for digit in str(first.year)) + "年",
        era=era_text(first),
        label=_("{month}の催し").format(month=f"{kanji_number(first.month)}月"),
        headline=month_headline(hub, len({entry.event.id for entry in listed})),
        weekdays=dates.WEEKDAYS,
        weeks=_grid(hub, weeks, first, touching, listed),
        rows=tuple(_row(hub, entry) for entry in listed),
        sieves=sieves(hub, (event_row(hub, event).marks for event in hub.events.values())),
        first=f"{min([FIRST_YEAR, *years])}-01",
        last=f"{hub.today.year + 1}-12",
        years=tuple(Link(f"{year}年", f"/events/{year}/") for year in years),
        numerals="".join(kanji_number(digit) for digit in range(10)),
        counts=" ".join(how_many(number) for number in range(1, 10)),
        labels=" ".join(f"{kanji_number(month)}月" for month in range(1, 13)),
        colophon=colophon(hub, "/events/", listing, *(entry.event for entry in listed)),
    )


def month_weeks(first: date) -> tuple[tuple[date, ...], ...]:
    """The weeks that touch a month, Monday to Sunday."""
    start = first - timedelta(days=first.weekday())
    weeks = []
    while start < dates.months_later(first, 1):
        weeks.append(tuple(start + timedelta(days=step) for step in range(7)))
        start += timedelta(days=7)
    return tuple(weeks)


def month_headline(hub: Hub, count: int) -> str:
    """What is known of a month, as a sentence."""
    _ = hub.setting.words.gettext
    if count == 0:
        return _("この月に、知られている催しはありません。")
    return _("この月の催しは、{count}。").format(count=how_many(count) if count < 10 else f"{count}件")


def era_text(day: date) -> str:
    """The year of the Japanese calendar in 漢数字: 令和八年, 令和元年."""
    era = dates.era(day).removesuffix("年")
    number = "".join(letter for letter in era if letter.isdigit())
    return era.replace(number, kanji_number(int(number))) + "年" if number else f"{era}年"


def _is_in_month(entry: Entry, first: date) -> bool:
    if not entry.spans:
        return entry.occurrence.starts_on.text[:7] == f"{first:%Y-%m}"
    return touches(entry, first, dates.months_later(first, 1) - timedelta(days=1))


def _grid(
    hub: Hub, weeks: Iterable[tuple[date, ...]], first: date, touching: Sequence[Entry], listed: Sequence[Entry]
) -> tuple[tuple[Cell, ...], ...]:
    bars = [entry for entry in touching if any(end > start for start, end in entry.spans)]
    tones = {name: TONES[index % 2] for index, name in enumerate(dict.fromkeys(entry.event.id for entry in bars))}
    grid = []
    for week in weeks:
        lanes = _lanes(week, bars)
        cells = []
        for day in week:
            slots = [_bar(hub, week, day, lane, tones) for lane in lanes]
            while slots and not slots[-1].title:
                slots.pop()
            slots += [_slot(hub, entry, day) for entry in _of_one_day(touching, day)][::-1]
            target = next((n for n, entry in enumerate(listed) if touches(entry, day, day) and entry.spans), -1)
            is_run = any(slot.tone for slot in slots)
            cells.append(Cell(day, day.month != first.month, is_holiday(day), tuple(slots), target, is_run))
        grid.append(tuple(cells))
    return tuple(grid)


def _of_one_day(touching: Sequence[Entry], day: date) -> Iterable[Entry]:
    """The single days, of an event at several venues once."""
    return {(one.event.id, one.status): one for one in reversed(touching) if (day, day) in one.spans}.values()


Lane = list[tuple[Entry, date, date]]


def _lanes(week: tuple[date, ...], bars: Sequence[Entry]) -> list[Lane]:
    """The bars of a week on lines, each on the first that is free."""
    lanes: list[Lane] = []
    for entry in bars:
        for start, end in entry.spans:
            if end == start or start > week[-1] or end < week[0]:
                continue
            lane = next((lane for lane in lanes if all(start > other[2] for other in lane)), None)
            if lane is None:
                lanes.append([(entry, start, end)])
            else:
                lane.append((entry, start, end))
    return lanes


def _bar(hub: Hub, week: tuple[date, ...], day: date, lane: Lane, tones: dict[str, str]) -> Slot:
    found = next((one for one in lane if one[1] <= day <= one[2]), None)
    if found is None:
        return Slot()
    entry, start, end = found
    span = " ".join(name for name, at in (("first", start), ("last", end)) if at == day)
    days = (min(end, week[-1]) - day).days + 1 if day == max(start, week[0]) else 0
    return _slot(hub, entry, day, tones[entry.event.id], span, days)


def _slot(hub: Hub, entry: Entry, day: date, tone: str = "", span: str = "", days: int = 0) -> Slot:
    state = None
    text = entry_hours(entry)
    if entry.status in {"cancelled", "postponed"}:
        state = shown_state(hub, STATES[entry.status])
        text = text or f"{day.month}.{day.day}"
    return Slot(entry.event.title, f"/events/{entry.event.id}/", text, tone, span, days, state)


def _row(hub: Hub, entry: Entry) -> CalendarRow:
    event, one = entry.event, entry.occurrence
    parts = [entry_days(entry) or entry_hours(entry), entry_place(entry)]
    if entry.status in {"cancelled", "postponed"}:
        state = STATES[entry.status]
    else:
        state = occurrence_state(event, one, hub.today) if entry.status != "moved" else STATES["coming"]
    status = "scheduled" if entry.status == "moved" else entry.status
    day = dates.day_of(entry.spans[0][0]) if entry.spans else one.starts_on
    meta = "　".join(part for part in parts if part)
    return CalendarRow(
        date_block(day, *entry.instants(), status), event.title, f"/events/{event.id}/", meta, shown_state(hub, state)
    )
