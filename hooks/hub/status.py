"""What may be said of a partner and of an event, decided in one table each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hub.dates import Day
from hub.model import Partner
from hub.moments import MIDNIGHT, is_open_day
from hub.schema.events import Event, Occurrence
from hub.schema.partners import Agreement

AGREED, EXCHANGE, TOOK_PART, FEATURED = "協定あり", "交流", "催しに参加", "誌面で紹介"
BONDS = (AGREED, EXCHANGE, TOOK_PART, FEATURED)
BOND_KEYS = {AGREED: "agreement", EXCHANGE: "exchange", TOOK_PART: "event", FEATURED: "magazine"}

# Every kind of tie: what it is called, and the word it stands for.
TIE_KINDS: dict[str, tuple[str, str]] = {
    "association": ("連携", EXCHANGE),
    "children": ("こども", EXCHANGE),
    "column": ("広報", FEATURED),
    "corner": ("紹介コーナー", EXCHANGE),
    "exchange": ("交流", EXCHANGE),
    "fair": ("物産展", TOOK_PART),
    "festival": ("祭り", EXCHANGE),
    "forest": ("森", EXCHANGE),
    "history": ("歴史の縁", EXCHANGE),
    "islands": ("島しょ", EXCHANGE),
    "magazine": ("情報誌", FEATURED),
    "marche": ("マルシェ", TOOK_PART),
    "market": ("販路", EXCHANGE),
    "onsen": ("温泉", EXCHANGE),
    "operator": ("運営", EXCHANGE),
    "peace": ("平和", EXCHANGE),
    "pr": ("魅力発信", TOOK_PART),
    "product": ("産品", EXCHANGE),
    "project": ("連携事業", EXCHANGE),
    "renewable": ("エネルギー", EXCHANGE),
    "shopping": ("商店街", EXCHANGE),
    "staff": ("職員", EXCHANGE),
    "supplier": ("供給", EXCHANGE),
    "support": ("助け合い", EXCHANGE),
    "workcation": ("ワーケーション", EXCHANGE),
    "working_holiday": ("ワーホリ", EXCHANGE),
}

CATEGORIES: dict[str, str] = {
    "ceremony": "式典",
    "children": "こども",
    "corner": "紹介コーナー",
    "exchange": "交流",
    "fair": "物産展",
    "festival": "祭り",
    "food": "食",
    "forest": "森と木",
    "history": "歴史",
    "learning": "学び",
    "marche": "マルシェ",
    "onsen": "温泉",
    "pr": "魅力発信",
    "railway": "鉄道",
    "special_wards": "特別区",
    "support": "助け合い",
    "workcation": "ワーケーション",
    "working_holiday": "ワーキングホリデー",
}

# The states of an event on a day: the key, for looks, and the word for readers.
WORDS: dict[str, str] = {
    "coming": "予定",
    "today": "きょう",
    "open": "開催中",
    "closed": "休み",
    "held": "終了",
    "unconfirmed": "実施は未確認",
    "cancelled": "中止",
    "postponed": "延期",
}

THEMES: dict[str, str] = {
    "exchange": "ひとの行き来",
    "goods": "味と物産",
    "work": "働く・滞在する",
    "energy": "エネルギー",
    "forest": "森と木",
    "relief": "助け合い",
    "media": "伝える",
    "policy": "方針としくみ",
}


@dataclass(frozen=True, slots=True)
class State:
    """A mark: its key for looks, its word for readers."""

    key: str
    word: str


STATES = {key: State(key, word) for key, word in WORDS.items()}


def bond(partner: Partner, *, has_agreement: bool, is_member: bool, has_events: bool, is_featured: bool) -> str:
    """The strongest of the four words that holds, or nothing if nothing is known."""
    if has_agreement:
        return AGREED
    words = {TIE_KINDS[tie.kind][1] for tie in partner.ties}
    if is_member:
        words.add(EXCHANGE)
    if has_events:
        words.add(TOOK_PART)
    if is_featured:
        words.add(FEATURED)
    return next((word for word in BONDS if word in words), "")


def is_in_force(agreement: Agreement, today: date) -> bool:
    """Whether an agreement has neither been ended nor run out; one whose end is unknown still counts."""
    ended = agreement.ended_on.first <= today if agreement.ended_on else False
    ran_out = agreement.ends_on.last < today if isinstance(agreement.ends_on, Day) else False
    return not (ended or ran_out)


def by_first_day(event: Event) -> tuple[date, str]:
    """The order in which events stand: by the first day, then by id."""
    return event.occurrences[0].starts_on.first, event.id


def last_day(occurrence: Occurrence) -> date:
    """The last day of an occurrence as far as it is known, the next if it goes past midnight; of a postponed one, the new day."""
    if occurrence.postponed_to is not None:
        return occurrence.postponed_to.last
    last = (occurrence.ends_on or occurrence.starts_on).last
    opens, closes = occurrence.opens, occurrence.closes
    return last + timedelta(days=1) if opens is not None and closes is not None and MIDNIGHT < closes <= opens else last


def is_ahead(event: Event, today: date) -> bool:
    """Whether a day of the event, even a cancelled one, is today or later."""
    return any(last_day(occurrence) >= today for occurrence in event.occurrences)


def is_coming(event: Event, today: date) -> bool:
    """Whether a day that stands is today or later: announced, or postponed to a known day."""
    return any(is_next(event, occurrence, today) for occurrence in event.occurrences)


def is_next(event: Event, occurrence: Occurrence, today: date) -> bool:
    """Whether an occurrence that stands is today or later."""
    status = occurrence.status or event.status
    stands = status in {"scheduled", "unconfirmed"} or (status == "postponed" and occurrence.postponed_to is not None)
    return stands and last_day(occurrence) >= today


def coming_days(event: Event, today: date) -> Iterator[tuple[date, date]]:
    """The first and the last day of each occurrence that stands and is today or later."""
    for occurrence in event.occurrences:
        if is_next(event, occurrence, today):
            yield (occurrence.postponed_to or occurrence.starts_on).first, last_day(occurrence)


def next_occurrence(event: Event, today: date) -> Occurrence:
    """The one to show: the next that stands, else the first."""
    if len(event.occurrences) == 1:
        return event.occurrences[0]
    ahead = [occurrence for occurrence in event.occurrences if is_next(event, occurrence, today)]
    return min(ahead or event.occurrences, key=lambda occurrence: occurrence.starts_on.first)


def state_of(event: Event, today: date) -> State:
    """The state of a whole event on a day: that of the occurrence to show."""
    if event.status in {"cancelled", "postponed"}:
        return _settled(event.status)
    return occurrence_state(event, next_occurrence(event, today), today)


def occurrence_state(event: Event, occurrence: Occurrence, today: date) -> State:
    """The state of one occurrence on a day."""
    status = occurrence.status or event.status
    if status in {"cancelled", "postponed"}:
        return _settled(status)
    return _by_day(status, occurrence, today)


def _settled(status: str) -> State:
    return STATES[status]


def _by_day(status: str, occurrence: Occurrence, today: date) -> State:
    """What the day alone tells; the hours are weighed in the reader's browser (`hub.moments`)."""
    starts, ends = occurrence.starts_on, occurrence.ends_on
    if today > last_day(occurrence):
        key = "unconfirmed" if status == "unconfirmed" else "held"
    elif today < starts.first:
        key = "coming"
    elif status == "held":
        key = "held"
    elif ends is None or ends == starts:
        key = "today" if starts.is_exact else "coming"
    elif starts.last <= today and starts.last < ends.first:
        key = "open" if is_open_day(occurrence, today) else "closed"
    else:
        key = "coming"
    return STATES[key]
