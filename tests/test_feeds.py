"""Subscriptions: calendars that other programs read as they are meant, and Atom feeds that keep the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from bless import SAMPLE
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, vText
from in_memory import hub_of

from hub.dates import JST
from hub.feeds import feeds
from hub.ics import _text, event_lines
from hub.schema.events import Event
from hub.sessions import sessions
from hub.turns import as_held
from hub.views.subscribing import atoms, calendar_file, calendars, partner_calendar
from hub.views.updates import update_rows, updates

ROOT = Path(__file__).parents[1]
ADDRESS = "https://example.jp/sub/"
TODAY = date(2026, 11, 20)
ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def feeds_of(root: Path = SAMPLE, address: str = "") -> Mapping[str, str]:
    return texts(feeds(hub_of(root, address)))


def texts(files: Iterable[tuple[str, str | bytes]]) -> dict[str, str]:
    return {path: made.decode() if isinstance(made, bytes) else made for path, made in files}


@cache
def calendars_of(root: Path = SAMPLE) -> dict[str, str]:
    return {path: text for path, text in feeds_of(root).items() if path.endswith(".ics")}


def vevents(text: str | bytes) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def vevents_of(event_id: str) -> list[Any]:
    return vevents(feeds_of()[f"feeds/events/{event_id}.ics"])


def made(*occurrences: Mapping[str, Any], **more: Any) -> list[Any]:
    """The VEVENTs of an invented event with these occurrences."""
    record = {"id": "tameshi", "title": "試し", "category": "fair", "status": "scheduled", "source": ["mihon-2026"]}
    event = as_held(Event.model_validate({**record, **more, "occurrences": occurrences}))
    return vevents(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\n%bEND:VCALENDAR\r\n" % event_lines(hub_of(SAMPLE), event)
    )


# 形


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_lines_end_with_crlf_and_are_at_most_75_octets(root: Path) -> None:
    for path, text in calendars_of(root).items():
        assert text.endswith("END:VCALENDAR\r\n"), path
        assert "\n" not in text.replace("\r\n", ""), path
        assert "\r" not in text.replace("\r\n", ""), path
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75, path


def test_library_reads_every_calendar_and_writes_the_same_bytes() -> None:
    for path, text in [*calendars_of().items(), ("実物", calendars_of(ROOT)["feeds/events.ics"])]:
        assert Calendar.from_ical(text).to_ical(sorted=False) == text.encode(), path


def test_no_time_zone_but_tokyo_is_named_and_it_is_defined() -> None:
    for path, text in calendars_of().items():
        assert set(re.findall(r"TZID[=:]([^:\r]+)", text)) == {"Asia/Tokyo"}, path
        assert text.count("BEGIN:VTIMEZONE") == 1, path


def test_head_says_name_and_pace() -> None:
    head = feeds_of()["feeds/partners/072087.ics"].partition("BEGIN:VTIMEZONE")[0].split("\r\n")
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hashimukou.example//hub//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-TIMEZONE:Asia/Tokyo",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "NAME:橋むこう 喜多方市",
        "X-WR-CALNAME:橋むこう 喜多方市",
        "",
    ]


def test_addresses_are_named_only_where_the_site_has_one() -> None:
    for text in calendars_of().values():
        assert "\r\nURL:" not in text
        assert "\r\nSOURCE" not in text
    text = feeds_of(address=ADDRESS)["feeds/events/chushi-2026.ics"]
    assert "\r\nURL:https://example.jp/sub/events/chushi-2026/\r\n" in text
    assert "\r\nSOURCE;VALUE=URI:https://example.jp/sub/feeds/events/chushi-2026.ics\r\n" in text


# 名前と日付


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_uid_is_unique(root: Path) -> None:
    found = [str(one["UID"]) for one in vevents(feeds_of(root)["feeds/events.ics"])]
    assert len(found) == len(set(found))


def test_uid_is_made_from_the_event_and_the_day_first_told() -> None:
    days = ["2026-11-14", "2026-11-20", "2026-11-23", "2026-11-29", "2026-12-06"]
    assert [str(one["UID"]) for one in vevents_of("hashi-2026")] == [
        f"hashi-2026.{day}@hashimukou.example" for day in days
    ]
    [moved] = vevents_of("henkou-2026")
    assert str(moved["UID"]) == "henkou-2026.2026-12-19@hashimukou.example"
    assert moved["DTSTART"].dt.date() == date(2026, 12, 20)
    assert "2026年12月19日(土)から変更。" in str(moved["DESCRIPTION"])


def test_uid_of_a_day_outlives_what_is_written_around_it() -> None:
    later = {"starts_on": "2026-12-06", "opens": "10:00"}
    [alone] = made(later)
    among = made({"starts_on": "2026-12-01"}, later, {"starts_on": "2026-12-06", "venue": {"name": "駅前"}})
    assert [str(one["UID"]).partition("@")[0] for one in among] == [
        "tameshi.2026-12-01",
        "tameshi.2026-12-06",
        "tameshi.2026-12-06.2",
    ]
    assert among[1]["UID"] == alone["UID"]
    [shifted] = made({**later, "starts_on": "2026-12-13", "moved_from": "2026-12-06"})
    assert shifted["UID"] == alone["UID"]


def test_stamps_come_from_the_record_and_change_on_no_other_day() -> None:
    [first, *_] = vevents_of("hashi-2026")
    assert first["DTSTAMP"].dt == first["LAST-MODIFIED"].dt == datetime(2026, 11, 15, tzinfo=JST)
    assert first["CREATED"].dt == datetime(2026, 9, 1, tzinfo=JST)
    [undated] = vevents_of("toshikoshi-2026")
    assert undated["DTSTAMP"].dt == datetime(2026, 1, 1, tzinfo=JST), "the first day of the authority"
    later = texts(feeds(hub_of(SAMPLE, today=date(2026, 11, 23))))["feeds/events/hashi-2026.ics"]
    assert later == feeds_of()["feeds/events/hashi-2026.ics"]


def test_sequence_is_the_records() -> None:
    assert [one["SEQUENCE"] for one in vevents_of("hashi-2026")] == [2] * 5
    assert [one["SEQUENCE"] for one in vevents_of("kondate-2026")] == [0] * 4


# いつ


def test_one_day_without_hours_ends_on_the_next() -> None:
    last = vevents_of("hashi-2026")[-1]
    assert (last["DTSTART"].dt, last["DTEND"].dt) == (date(2026, 12, 6), date(2026, 12, 7))
    assert last["DTSTART"].params["VALUE"] == "DATE"


def test_end_of_several_days_is_exclusive_even_across_the_year() -> None:
    [found] = vevents_of("toshikoshi-2026")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 12, 28), date(2027, 1, 6))


def test_hours_are_those_of_tokyo() -> None:
    first = vevents_of("hashi-2026")[0]
    assert first["DTSTART"].dt.astimezone(UTC) == datetime(2026, 11, 14, 1, tzinfo=UTC)
    assert first["DTEND"].dt.astimezone(UTC) == datetime(2026, 11, 14, 7, tzinfo=UTC)


def test_night_ends_on_the_next_day() -> None:
    [found] = vevents_of("kouza-2026")
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=3)
    assert found["DTEND"].dt.date() == date(2026, 12, 6)


def test_unknown_end_is_not_invented() -> None:
    [found] = vevents_of("kagura-2025")
    assert "DTEND" not in found
    assert "DURATION" not in found


def test_several_days_with_hours_are_one_opening_each_day() -> None:
    [found] = vevents_of("rokuju-2025")
    assert (found["DTEND"].dt - found["DTSTART"].dt) == timedelta(hours=7)
    assert found["RRULE"].to_ical() == b"FREQ=DAILY;UNTIL=20251019T010000Z"


def test_weekdays_leave_out_weekends_and_holidays() -> None:
    [found] = vevents_of("heijitsu-2026")
    assert found["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261224T233000Z;BYDAY=MO,TU,WE,TH,FR"
    assert found["EXDATE"].to_ical() == b"20261123T083000", "勤労感謝の日"


def test_weekdays_without_hours_begin_on_the_first_open_day() -> None:
    weeks = vevents_of("kondate-2026")
    assert [one["DTSTART"].dt for one in weeks] == [date(2026, 11, day) for day in (2, 9, 16, 24)]
    assert weeks[0]["EXDATE"].to_ical() == b"20261103", "文化の日"
    assert [one["DTEND"].dt - one["DTSTART"].dt for one in weeks] == [timedelta(days=1)] * 4
    assert "EXDATE" not in weeks[3], "it begins after the holiday"
    assert str(weeks[3]["LOCATION"]) == "南岸出張所の食堂"


def test_weekdays_that_are_all_holidays_give_nothing() -> None:
    assert made({"starts_on": "2026-05-04", "ends_on": "2026-05-06", "days": "weekdays"}) == []


def test_one_open_weekday_needs_no_rule() -> None:
    [found] = made({"starts_on": "2026-11-20", "ends_on": "2026-11-23", "days": "weekdays"})
    assert "RRULE" not in found
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 11, 20), date(2026, 11, 21))


def test_hours_without_an_end_over_several_days_stand_in_the_text() -> None:
    [found] = made({"starts_on": "2026-12-01", "ends_on": "2026-12-03", "opens": "14:00"})
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 12, 1), date(2026, 12, 4))
    assert "時刻: 14:00から" in str(found["DESCRIPTION"])


@pytest.mark.parametrize(
    "event_id", [key for key in hub_of(SAMPLE).events if key.startswith("hanbun-")] + ["haru-2027"]
)
def test_half_known_days_are_in_no_calendar(event_id: str) -> None:
    assert f"feeds/events/{event_id}.ics" not in feeds_of()
    assert not any(f"UID:{event_id}." in text for text in calendars_of().values())


def test_half_known_end_is_left_out_too() -> None:
    assert made({"starts_on": "2026-12-01", "ends_on": "2026-12"}) == []


# ほかの作者の道具で読む


def test_second_parser_reads_every_calendar() -> None:
    for path, text in [*calendars_of().items(), ("実物", calendars_of(ROOT)["feeds/events.ics"])]:
        assert len(IcsCalendarStream.calendar_from_ics(text).events) == text.count("BEGIN:VEVENT"), path


def test_second_parser_finds_the_days_on_which_it_is_open() -> None:
    calendar = IcsCalendarStream.calendar_from_ics(feeds_of()["feeds/events/heijitsu-2026.ics"])
    found = [event.start for event in calendar.timeline]
    days = [date(2026, 11, 4) + timedelta(days=step) for step in range(52)]
    assert [start.date() for start in found] == [day for day in days if day.weekday() < 5 and day != date(2026, 11, 23)]
    assert {start.astimezone(JST).time().isoformat() for start in found} == {"08:30:00"}


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
@pytest.mark.parametrize("name", ["events", "updates"])
def test_feed_reader_finds_nothing_to_mend(name: str, root: Path) -> None:
    feed = feedparser.parse(feeds_of(root, ADDRESS)[f"feeds/{name}.atom"].encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert all(entry.id and entry.title and entry.link and entry.updated_parsed for entry in feed.entries)


# 中止と延期


def test_cancelled_event_stays_and_says_so() -> None:
    [found] = vevents_of("chushi-2026")
    assert (found["STATUS"], found["SUMMARY"], found["SEQUENCE"]) == ("CANCELLED", "【中止】橋の上の音楽会", 1)
    assert found["DTSTART"].dt == datetime(2026, 12, 12, 14, tzinfo=found["DTSTART"].dt.tzinfo)


def test_only_the_cancelled_day_is_cancelled() -> None:
    found = vevents_of("hashi-2026")
    assert [str(one["STATUS"]) for one in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert str(found[2]["SUMMARY"]) == "【中止】橋まつり二〇二六"
    assert "橋の点検のため中止" in str(found[2]["DESCRIPTION"])


def test_cancelled_days_of_a_run_are_cancelled_and_the_others_stand() -> None:
    found = vevents_of("bussan-2026")
    assert [(one["DTSTART"].dt.date(), str(one["STATUS"])) for one in found] == [
        (date(2026, 12, 2), "CONFIRMED"),
        (date(2026, 12, 7), "CANCELLED"),
    ]
    assert [one["RRULE"].to_ical() for one in found] == [
        b"FREQ=DAILY;UNTIL=20261206T010000Z",
        b"FREQ=DAILY;UNTIL=20261208T010000Z",
    ]


def test_timetable_has_each_place_and_who_is_there() -> None:
    found = [one for one in vevents_of("meguri-2026") if one["DTSTART"].dt.date() == date(2026, 12, 11)]
    assert [(str(one["LOCATION"]), str(one["STATUS"])) for one in found] == [
        ("橋詰広場", "CONFIRMED"),
        ("南岸の船着き場", "CANCELLED"),
        ("上の橋", "CONFIRMED"),
    ]
    assert "参加: 佐渡市、秩父市" in str(found[1]["DESCRIPTION"])


def test_postponed_event_stands_on_its_new_day_without_the_old_hours() -> None:
    [found] = vevents_of("enki-2026")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2027, 4, 10), date(2027, 4, 11))
    assert (str(found["STATUS"]), str(found["SUMMARY"])) == ("CONFIRMED", "【延期後】秋の舟くだり")
    assert "2026年10月31日(土)から延期。" in str(found["DESCRIPTION"])


@pytest.mark.parametrize(("new", "told"), [({}, ""), ({"postponed_to": "2027-spring"}, "2027年春に延期。")])
def test_postponed_event_without_a_day_is_cancelled_on_the_old_one(new: dict[str, str], told: str) -> None:
    [found] = made({"starts_on": "2026-12-01", **new}, status="postponed")
    assert (found["DTSTART"].dt, str(found["STATUS"])) == (date(2026, 12, 1), "CANCELLED")
    assert str(found["SUMMARY"]) == "【延期】試し"
    assert told in str(found["DESCRIPTION"])


def test_unconfirmed_event_is_tentative() -> None:
    assert str(vevents_of("mikakunin-2025")[0]["STATUS"]) == "TENTATIVE"


# 文字


def test_what_staff_write_can_add_no_line() -> None:
    trap = "一行\nBEGIN:VALARM\nTRIGGER:-PT0M\nEND:VCALENDAR;,\\n\\"
    [found] = made({"starts_on": "2026-12-01"}, note=trap, title="a;b,c\\d:e")
    assert str(found["SUMMARY"]) == "a;b,c\\d:e"
    assert "BEGIN:VALARM\nTRIGGER:-PT0M\nEND:VCALENDAR;,\\n\\" in str(found["DESCRIPTION"])
    assert found.subcomponents == []


def test_fold_splits_no_character() -> None:
    for text in calendars_of().values():
        for line in text.encode().split(b"\r\n"):
            line.decode()  # raises where a character was split


# ページから


@pytest.mark.parametrize(
    ("event_id", "address"),
    [
        ("hashi-2026", "/feeds/events/hashi-2026.ics"),
        ("enki-2026", "/feeds/events/enki-2026.ics"),
        ("chushi-2026", ""),
        ("kagura-2025", ""),
        ("rokuju-2025", ""),
        ("haru-2027", ""),
    ],
)
def test_page_offers_what_can_still_be_put_into_a_calendar(event_id: str, address: str) -> None:
    hub = hub_of(SAMPLE)
    assert calendar_file(hub, hub.events[event_id]) == address


def test_partner_offers_its_calendar_with_an_address_to_copy() -> None:
    hub = hub_of(SAMPLE, address=ADDRESS)
    found = partner_calendar(hub, hub.partners["072087"])
    assert found is not None
    assert (found.address, found.shown, found.webcal) == (
        "/feeds/partners/072087.ics",
        "https://example.jp/sub/feeds/partners/072087.ics",
        "webcal://example.jp/sub/feeds/partners/072087.ics",
    )
    assert partner_calendar(hub, hub.partners["434248"]) is None
    here = hub_of(SAMPLE)
    without = partner_calendar(here, here.partners["072087"])
    assert without is not None
    assert (without.shown, without.webcal) == ("/feeds/partners/072087.ics", "")


def test_every_offered_feed_is_made(sample_folder: Path) -> None:
    hub = hub_of(SAMPLE)
    offered = {one.address for one in (*calendars(hub), *atoms(hub))}
    offered |= {one.address for partner in hub.partners.values() if (one := partner_calendar(hub, partner))}
    assert offered <= {f"/{path}" for path in feeds_of()}
    for path, text in feeds_of().items():
        assert (sample_folder / path).read_bytes() == text.encode(), path


def test_every_page_names_the_atom_feeds(sample_folder: Path) -> None:
    page = (sample_folder / "partners/072087/index.html").read_text("utf-8")
    for name in ("updates", "events"):
        assert re.search(
            rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="../../feeds/{name}.atom">', page
        )


# どの購読に


def test_calendar_of_all_has_every_known_day_once() -> None:
    hub = hub_of(SAMPLE)
    wanted = [one.name for event in hub.events.values() for one in sessions(event)]
    found = [str(one["UID"]).partition("@")[0] for one in vevents(feeds_of()["feeds/events.ics"])]
    assert found == wanted


def test_kinds_and_partners_have_their_own_events() -> None:
    partner = {str(one["UID"]).partition(".")[0] for one in vevents(feeds_of()["feeds/partners/072087.ics"])}
    assert partner == {
        "rokuju-2025",
        "kondate-2026",
        "heijitsu-2026",
        "hashi-2026",
        "bussan-2026",
        "meguri-2026",
        "henkou-2026",
    }
    kind = {str(one["UID"]).partition(".")[0] for one in vevents(feeds_of()["feeds/kinds/festival.ics"])}
    assert kind == {"hashi-2026", "toshikoshi-2026"}
    assert "feeds/kinds/onsen.ics" not in feeds_of()
    assert "feeds/partners/434248.ics" not in feeds_of(), "its only event is some time in spring"


@pytest.mark.parametrize("event_id", ["shitagaki-2026", "kaikin-2027", "owari-2026"])
def test_what_is_not_published_is_in_no_feed(event_id: str) -> None:
    assert not any(event_id in path or event_id in text for path, text in feeds_of().items())


def test_feeds_are_the_same_twice() -> None:
    assert texts(feeds(hub_of(SAMPLE))) == feeds_of()


# Atom


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("name", ["events", "updates"])
def test_atom_keeps_the_rules(name: str, address: str, root: Path) -> None:
    """RFC 4287: id, title and updated everywhere, an author, unique permanent ids, times with an offset."""
    feed = ElementTree.fromstring(feeds_of(root, address)[f"feeds/{name}.atom"])  # noqa: S314 # our own output
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    entries = feed.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= 50
    ids = [element.findtext(f"{ATOM}id") or "" for element in (feed, *entries)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"tag:[a-z.-]+,2026:[a-z0-9/-]+", one) for one in ids)
    for element in (feed, *entries):
        assert element.findtext(f"{ATOM}title")
        moment = datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
        assert moment.utcoffset() == timedelta(hours=9)
    stamps = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert all(later >= earlier for later, earlier in pairwise(stamps))
    assert feed.findtext(f"{ATOM}updated") == stamps[0]
    assert all(one.findtext(f"{ATOM}content") for one in entries), "an entry without a link must have content"


def test_atom_links_only_where_the_site_has_an_address() -> None:
    assert "<link" not in feeds_of()["feeds/updates.atom"]
    feed = ElementTree.fromstring(feeds_of(address=ADDRESS)["feeds/updates.atom"])  # noqa: S314 # our own output
    links = [(link.get("rel"), link.get("href") or "") for link in feed.iter(f"{ATOM}link")]
    assert links[0] == ("self", f"{ADDRESS}feeds/updates.atom")
    assert all(urlsplit(href).path.startswith("/sub/") for _, href in links)


def test_atom_ids_outlive_an_address() -> None:
    ids = [re.findall("<id>(.*)</id>", feeds_of(address=address)["feeds/events.atom"]) for address in ("", ADDRESS)]
    assert ids[0] == ids[1]


# 新しくなったところ


def test_updates_are_new_partners_new_agreements_and_changed_events() -> None:
    found = [(one.day.isoformat(), one.kind, one.name) for one in updates(hub_of(SAMPLE))]
    assert found == [
        ("2026-11-15", "変わった催し", "events/hashi-2026/2026-11-15"),
        ("2026-11-01", "新しい協定", "agreements/friends-2018"),
        ("2026-04-01", "新しい相手", "partners/072087"),
    ]


def test_day_on_which_many_came_counts_the_rest() -> None:
    rows = update_rows(hub_of(ROOT))
    assert all(len(row.links) <= 6 for row in rows)
    assert any(row.more > 50 for row in rows)


def test_texts_of_calendars_are_escaped_as_the_library_does() -> None:
    signs = [chr(code) for code in range(0x3100)]
    assert [sign for sign in signs if _text(f"橋{sign}n") != vText(f"橋{sign}n").to_ical().decode()] == []
