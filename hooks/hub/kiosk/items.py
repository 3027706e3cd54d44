"""One slide of the lobby display from one record: words, place on the chart, days as absolute instants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub import dates
from hub.candidates import Candidate, short_title
from hub.kiosk import english
from hub.kiosk.codes import Codes
from hub.kiosk.pictures import image
from hub.model import Hub, Page, Partner, Reach
from hub.moments import as_text, runs_of
from hub.municipalities import PREFECTURES
from hub.playing import LONGEST_TEXT, LONGEST_TITLE, dwell, fitting
from hub.schema.common import Record
from hub.schema.content import Initiative, Issue
from hub.schema.events import Event
from hub.schema.kiosk import Notice
from hub.schema.partners import Abroad, Municipality
from hub.status import CATEGORIES, THEMES
from hub.views.sentences import sentence
from hub.views.when import clock_span

MOST_WORDS = 4
Item = dict[str, Any]


def item(hub: Hub, found: Candidate, codes: Codes) -> Item | None:
    """The slide of a candidate, without what is empty; none if its title cannot be read in a glance."""
    words = _MAKERS[found.kind](hub, found)
    slide = hub.display.slides.get(found.address)
    if slide is not None and slide.text:
        words["text"] = slide.text
    words["title"] = short_title(hub, found.address, words["title"])
    if len(words["title"]) > LONGEST_TITLE:
        return None
    page = found.record.page if found.kind == "notice" else found.address
    code = codes.of(page) if page else ""
    signs = sum(len(words.get(name, "")) for name in ("title", "over", "text", "place")) + 12 * bool(words.get("when"))
    made = {
        "id": found.address,
        "kind": found.kind,
        **words,
        "from": found.starts.isoformat(timespec="minutes") if found.starts else "",
        "until": found.ends.isoformat(timespec="minutes") if found.ends else "",
        "dwell": dwell(signs, has_code=bool(code)),
        "image": image(hub, found),
        "code": code,
        "url": codes.url(page) if page else "",
        "screens": list(found.screens),
    }
    return {key: value for key, value in made.items() if value not in ("", [], {}, None)}


def _partner(hub: Hub, found: Candidate) -> Item:
    partner: Partner = found.record
    reach = hub.reach.get(partner.key)
    place = PREFECTURES.get(partner.prefecture)
    made: Item = {
        "title": partner.name,
        "kana": partner.kana,
        "over": place[0] if place else "",
        "second": english.town(hub, partner),
        "mark": hub.setting.words.gettext(hub.bonds[partner.key]),
        "text": fitting(sentence(hub, partner) + _words(hub, partner.record)),
        "prefecture": partner.prefecture,
        "region": place[2] if place else "",
    }
    if reach is not None:
        made |= {"at": [round(reach.x, 1), round(reach.y, 1)], "km": reach.km, "direction": reach.direction}
    return made


def _words(hub: Hub, record: Record) -> str:
    """What a town is known for, if a source says so."""
    _ = hub.setting.words.gettext
    if not isinstance(record, Municipality | Abroad):
        return ""
    for found, text in ((record.specialities, _("特産品は{words}。")), (record.sights, _("見どころは{words}。"))):
        if found:
            return text.format(words="、".join(found[0].items[:MOST_WORDS]))
    return ""


def _event(hub: Hub, found: Candidate) -> Item:
    event: Event = found.record
    made = {
        "title": event.title,
        "over": hub.setting.words.gettext(CATEGORIES[event.category]),
        "second": english.event(event),
        "text": fitting(event.summary or ""),
        "place": event.venue.name if event.venue and len(event.venue.name) <= LONGEST_TITLE else "",
        "when": list(_days(event)),
        "status": event.status if event.status != "scheduled" else "",
    }
    for key in event.participants:
        if reach := hub.reach.get(key):
            return made | _stands(hub.partners[key], reach)
    return made


def _stands(partner: Partner, reach: Reach) -> Item:
    """The place of a partner whom a slide is about, for the chart."""
    at = [round(reach.x, 1), round(reach.y, 1)]
    return {"at": at, "of": partner.name, "prefecture": partner.prefecture}


def _days(event: Event) -> Iterator[Item]:
    """Every occurrence: its instants, its day and hours in words, its own state."""
    for one in event.occurrences:
        starts, ends = as_text(runs_of(one))
        day = one.postponed_to or one.starts_on
        last = None if one.postponed_to else one.ends_on
        told = {
            "starts": starts,
            "ends": ends,
            "year": f"{day.first.year}年",
            "day": _day(day, last),
            "hours": "" if one.postponed_to else clock_span(one),
            "status": one.status or event.status,
            "note": "土日祝日を除く" if one.days == "weekdays" else "",
        }
        yield {key: value for key, value in told.items() if value}


def _day(day: dates.Day, last: dates.Day | None) -> str:
    """A span without its year where it stays in one: 11月21日(土)〜23日(月)."""
    if last is None or last == day or last.first.year != day.first.year:
        return dates.say_rest(day) if last is None or last == day else dates.say_span(day, last)
    return dates.say_span(day, last).removeprefix(f"{day.first.year}年")


def _initiative(hub: Hub, found: Candidate) -> Item:
    page: Page[Initiative] = found.record
    return {
        "title": page.matter.title,
        "over": hub.setting.words.gettext(THEMES[page.matter.theme]),
        "second": f"Initiative: {english.THEMES[page.matter.theme]}",
        "text": fitting(page.matter.lead or page.matter.headline or ""),
    }


def _magazine(hub: Hub, found: Candidate) -> Item:
    page: Page[Issue] = found.record
    name = hub.site.magazine or hub.site.name
    number = hub.setting.words.gettext("第{n}号").format(n=page.slug)
    made = {
        "title": page.matter.title,
        "over": f"{name} {number}",
        "second": f"The ward's magazine, no. {page.slug}",
        "text": fitting(page.matter.headline or page.matter.lead or ""),
    }
    for key in page.matter.partners:
        if reach := hub.reach.get(key):
            return made | _stands(hub.partners[key], reach)
    return made


def _guide(hub: Hub, found: Candidate) -> Item:
    name = found.address.strip("/")
    return {
        "title": found.record.title,
        "over": hub.site.tagline,
        "second": english.GUIDES[name],
        "text": fitting(found.record.lead or ""),
    }


def _notice(hub: Hub, found: Candidate) -> Item:
    notice: Notice = found.record
    text = (notice.text or "")[:LONGEST_TEXT]
    over = hub.setting.words.gettext("お知らせ")
    return {"title": notice.title, "over": over, "second": "Notice", "text": text, "place": notice.place or ""}


_MAKERS = {
    "partner": _partner,
    "event": _event,
    "initiative": _initiative,
    "magazine": _magazine,
    "guide": _guide,
    "notice": _notice,
}
