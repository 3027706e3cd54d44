"""Events as iCalendar (RFC 5545, RFC 7986). Folding and escaping are the library's; decides nothing of addresses.

The library's own components cost four times as much, which counts at thousands of events; `tests/test_feeds.py`
proves that it reads these texts and writes them back to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, time
from functools import cache, lru_cache

from icalendar import vText
from icalendar.parser import Contentline

from hub import dates
from hub.identity import domain, stamp
from hub.model import Hub
from hub.schema.events import Event
from hub.sessions import DAY, Session, sessions
from hub.status import CATEGORIES

STATES = {
    "scheduled": "CONFIRMED", "held": "CONFIRMED", "unconfirmed": "TENTATIVE", "cancelled": "CANCELLED",
}  # fmt: skip

# Japan has had no other offset since 1951, so one standard time says all.
_TIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
TZNAME:JST
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n").encode()
_ESCAPED = re.compile(r"[\\;,\r\n]")  # the only signs that the library changes in a text
# The library keeps lines below this many octets; a line of fewer characters than the second is short whatever they are.
_LIMIT, _SHORT = 75, 19


def calendar(hub: Hub, name: str, address: str, events: Iterable[bytes]) -> bytes:
    """A calendar of events that are written already, at its address in the site."""
    called = _text(name)
    own = [f"NAME:{called}", f"X-WR-CALNAME:{called}"]
    if hub.setting.site_url:
        own.append(f"SOURCE;VALUE=URI:{hub.setting.site_url.rstrip('/')}{address}")
    return b"".join((_head(domain(hub)), _joined(own), _TIMEZONE, *events, b"END:VCALENDAR\r\n"))


def event_lines(hub: Hub, event: Event) -> bytes:
    """All that a calendar can show of an event; empty if none of its days is fully known."""
    return b"".join([_joined(_lines(hub, event, session)) for session in sessions(event)])


def _joined(lines: Iterable[str]) -> bytes:
    found = [line if len(line) < (_LIMIT if line.isascii() else _SHORT) else _folded(line) for line in lines]
    return "\r\n".join([*found, ""]).encode()


@cache
def _head(authority: str) -> bytes:
    """What every calendar of a site begins with."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(authority)}//hub//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-TIMEZONE:Asia/Tokyo",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    )
    return _joined(lines)


@lru_cache(8192)  # many events share their venue, kind and contact
def _folded(line: str) -> str:
    if len(line.encode()) < _LIMIT:
        return line
    return str(Contentline(line).to_ical(), "utf-8")  # type: ignore[no-untyped-call] # the library's have no types


def _text(value: str) -> str:
    return vText(value).to_ical().decode() if _ESCAPED.search(value) else value


def _lines(hub: Hub, event: Event, session: Session) -> Iterator[str]:
    changed = _utc(stamp(hub, event), time())
    is_off = session.status == "cancelled" or (session.status == "postponed" and session.moved_from is None)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(_summary(event, session))}"
    yield from _when(session)
    yield f"DTSTAMP:{changed}"
    yield f"UID:{session.name}@{domain(hub)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"CATEGORIES:{_text(CATEGORIES[event.category])}"
    if event.added_on is not None:
        yield f"CREATED:{_utc(event.added_on, time())}"
    if description := _description(hub, event, session):
        yield f"DESCRIPTION:{_text(description)}"
    yield from _where(event, session)
    yield f"LAST-MODIFIED:{changed}"
    yield f"STATUS:{'CANCELLED' if is_off else STATES.get(session.status, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT" if session.opens is None or is_off else "TRANSP:OPAQUE"
    if hub.setting.site_url:
        yield f"URL:{hub.setting.site_url.rstrip('/')}/events/{event.id}/"
    yield "END:VEVENT"


def _summary(event: Event, session: Session) -> str:
    mark = {"cancelled": "【中止】", "postponed": "【延期】"}.get(session.status, "")
    mark = "【延期後】" if session.moved_from else mark
    return f"{mark}{event.title} {session.occurrence.title or ''}".strip()


def _when(session: Session) -> Iterator[str]:
    first, last = session.first, session.last
    if session.opens is None:
        yield f"DTSTART;VALUE=DATE:{_basic(first)}"
        yield f"DTEND;VALUE=DATE:{_basic((first if session.is_weekdays else last) + DAY)}"
    else:
        yield f"DTSTART;TZID=Asia/Tokyo:{_basic(first)}T{_basic(session.opens)}"
        if session.closes is not None:
            end = first + DAY if session.closes < session.opens else first
            yield f"DTEND;TZID=Asia/Tokyo:{_basic(end)}T{_basic(session.closes)}"
    if first < last and (session.is_weekdays or session.opens is not None):
        until = _basic(last) if session.opens is None else _utc(last, session.opens)
        yield f"RRULE:FREQ={'WEEKLY' if session.is_weekdays else 'DAILY'};UNTIL={until}" + (
            ";BYDAY=MO,TU,WE,TH,FR" if session.is_weekdays else ""
        )
        for day in session.closed:
            yield (
                f"EXDATE;VALUE=DATE:{_basic(day)}"
                if session.opens is None
                else (f"EXDATE;TZID=Asia/Tokyo:{_basic(day)}T{_basic(session.opens)}")
            )


def _where(event: Event, session: Session) -> Iterator[str]:
    venue = session.occurrence.venue or event.venue
    if venue is None:
        return
    if venue.latitude is not None and venue.longitude is not None:
        yield f"GEO:{venue.latitude};{venue.longitude}"
    yield f"LOCATION:{_text(' '.join([part for part in (venue.name, venue.address) if part]))}"


def _description(hub: Hub, event: Event, session: Session) -> str:
    _ = hub.setting.words.gettext
    one, contact = session.occurrence, event.contact or hub.site.ward.contact
    venue, application = one.venue or event.venue, event.application
    postponed_to = one.postponed_to if session.status == "postponed" and session.moved_from is None else None
    told = (
        (_("{}から延期。"), dates.say(session.moved_from) if session.moved_from else ""),
        (_("{}から変更。"), dates.say(one.moved_from) if one.moved_from else ""),
        (_("{}に延期。"), dates.say(postponed_to) if postponed_to else ""),
        ("{}", event.summary),
        ("{}", one.note),
        ("{}", event.note),
        (_("時刻: {}"), _lost_hours(session)),
        (_("参加: {}"), "、".join([hub.name_of(key) for key in one.participants])),
        (_("主催: {}"), event.organizer),
        (_("対象: {}"), event.audience),
        (_("料金: {}"), one.fee or event.fee),
        (_("参加先: {}"), venue.url if venue and venue.online else ""),
        (_("申込みの締切り: {}"), dates.say(application.closes_on) if application and application.closes_on else ""),
        (_("問い合わせ: {}"), " ".join([part for part in (contact.office, contact.phone) if part])),
    )
    return "\n".join([form.format(text) for form, text in told if text])


def _lost_hours(session: Session) -> str:
    """Hours that the days as such cannot bear; those of a postponed day are not known to hold."""
    if session.opens is not None or session.moved_from is not None:
        return ""
    opens, closes = session.occurrence.opens, session.occurrence.closes
    if opens is None:
        return ""
    return f"{dates.say_clock(opens)}{f'–{dates.say_clock(closes)}' if closes else 'から'}"


@lru_cache(8192)
def _utc(day: date, clock: time) -> str:
    """A moment of the Japanese wall clock, in UTC."""
    moment = dates.instant(day, clock).astimezone(UTC)
    return f"{_basic(moment.date())}T{_basic(moment.time())}Z"


@lru_cache(8192)
def _basic(moment: date | time) -> str:
    """A day or a time without hyphens and colons: 20240302, 090500."""
    return moment.isoformat().replace("-", "").replace(":", "")
