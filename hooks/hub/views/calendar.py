"""`/events/calendar/`: the month of the build as a grid and a list. Other months are drawn from `calendar_json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from hub import dates
from hub.holidays_jp import is_holiday
from hub.model import Hub
from hub.moments import as_text, runs_of, spans_of
from hub.plain import plain
from hub.schema.events import Event, Occurrence
from hub.status import STATES, State, occurrence_state
from hub.views.common import Link
from hub.views.evidence import Colophon, colophon
from hub.views.rows import DateBlock, date_block, event_row, shown_state
from hub.views.sieve import Sieve, sieves
from hub.views.when import clock_span, when_text
from hub.words import how_many, kanji_number

FIRST_YEAR = 2008
TONES = ("solid", "wave")


@plain
class Entry:
    """An occurrence as the calendar shows it: its spans of days, or the month if the day is not known."""

    event: Event
    occurrence: Occurrence
    status: str
    spans: tuple[tuple[date, date], ...]

    def instants(self) -> tuple[str, str]:
        """Its beginnings and ends as `hub.moments` writes them; of a postponed one, those of the old or the new day."""
        is_old = self.status != "moved" and self.occurrence.postponed_to is not None
        one = self.occurrence.model_copy(update={"postponed_to": None}) if is_old else self.occurrence
        return as_text(runs_of(one))


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
    touching = entries(hub, weeks[0][0], weeks[-1][-1])
    listed = [entry for entry in touching if _is_in_month(entry, first)]
    listing = hub.content.listings["events"].matter
    years = sorted({event.occurrences[0].starts_on.year for event in hub.events.values()}, reverse=True)
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


def entries(hub: Hub, first: date = date.min, last: date = date.max) -> list[Entry]:
    """What touches some days and is known by month at least, in the order of days; what is postponed stands twice."""
    found = (entry for event in hub.events.values() for entry in _entries(event))
    return sorted((entry for entry in found if _touches(entry, first, last)), key=_order)


def month_weeks(first: date) -> tuple[tuple[date, ...], ...]:
    """The weeks that touch a month, Monday to Sunday."""
    start = first - timedelta(days=first.weekday())
    weeks = []
    while start < _next_month(first):
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


def entry_text(entry: Entry) -> str:
    """Days and hours where they are more than the one day shown beside them."""
    one = entry.occurrence
    is_more = entry.status != "moved" and (one.ends_on is not None or one.days == "weekdays")
    if not is_more:
        return entry_hours(entry)
    return "　".join(part for part in (one.title, when_text(one)) if part)


def entry_hours(entry: Entry) -> str:
    """What is on and the hours; not those of a postponed occurrence on its new day, for nobody said that they hold."""
    one = entry.occurrence
    return "　".join([part for part in (one.title, "" if entry.status == "moved" else clock_span(one)) if part])


def _entries(event: Event) -> Iterator[Entry]:
    whole = event.status if event.status in {"cancelled", "postponed"} else ""
    for one in event.occurrences:
        status = whole or one.status or event.status
        first, last = one.starts_on, one.ends_on or one.starts_on
        if not (first.has_month or first.is_exact):
            continue
        spans = tuple(spans_of(one, first.first, last.last)) if first.is_exact and last.is_exact else ()
        yield Entry(event, one, status, spans)
        if status == "postponed" and one.postponed_to is not None and one.postponed_to.is_exact:
            new = one.postponed_to.first
            yield Entry(event, one, "moved", ((new, new),))


def _order(entry: Entry) -> tuple[date, int, str]:
    """By the first day; the longer first, so that bars lie above single days."""
    if not entry.spans:
        return (_next_month(entry.occurrence.starts_on.first) - timedelta(days=1), 0, entry.event.id)
    return (entry.spans[0][0], (entry.spans[0][0] - entry.spans[-1][1]).days, entry.event.id)


def _touches(entry: Entry, first: date, last: date) -> bool:
    spans = entry.spans or ((entry.occurrence.starts_on.first, entry.occurrence.starts_on.last),)
    return any(start <= last and end >= first for start, end in spans)


def _is_in_month(entry: Entry, first: date) -> bool:
    if not entry.spans:
        return entry.occurrence.starts_on.text[:7] == f"{first:%Y-%m}"
    return _touches(entry, first, _next_month(first) - timedelta(days=1))


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
            target = next((n for n, entry in enumerate(listed) if _touches(entry, day, day) and entry.spans), -1)
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
    parts = [entry_text(entry), entry_place(entry)]
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


def entry_place(entry: Entry) -> str:
    """The name of the venue."""
    venue = entry.occurrence.venue or entry.event.venue
    return venue.name if venue else ""


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
