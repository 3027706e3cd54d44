"""Every subscription of the site by path: calendars and Atom feeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest

from hub.atom import Entry, Feed, atom
from hub.ics import calendar, event_lines
from hub.identity import beginning, stamp, tag
from hub.model import Hub
from hub.schema.events import Event
from hub.status import CATEGORIES, by_first_day
from hub.views.updates import LIMIT, updates
from hub.views.when import event_when

RIGHTS = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.ja"


def feeds(hub: Hub) -> Iterator[tuple[str, str | bytes]]:
    """All feeds, as (path in the site, content)."""
    yield from calendars(hub)
    yield "feeds/events.atom", events_atom(hub)
    yield "feeds/updates.atom", updates_atom(hub)


def calendars(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """One for each event, partner and kind that has a known day, and one of everything, past and cancelled days too."""
    site, known, kinds = hub.site.name, {}, defaultdict(list)
    for event in hub.events.values():
        if lines := event_lines(hub, event):
            known[event.id] = lines
            kinds[event.category].append(lines)
    yield "feeds/events.ics", calendar(hub, _all_events(hub), "/feeds/events.ics", known.values())
    for kind, found in sorted(kinds.items()):
        address = f"/feeds/kinds/{kind}.ics"
        yield address[1:], calendar(hub, f"{site} {CATEGORIES[kind]}", address, found)
    for key, partner in hub.partners.items():
        if found := [one for event in hub.events_of.get(key, ()) if (one := known.get(event.id))]:
            address = f"/feeds/partners/{key}.ics"
            yield address[1:], calendar(hub, f"{site} {partner.name}", address, found)
    for event_id, lines in known.items():
        address = f"/feeds/events/{event_id}.ics"
        yield address[1:], calendar(hub, hub.events[event_id].title, address, (lines,))


def events_atom(hub: Hub) -> str:
    """The events that were added or changed last."""
    _ = hub.setting.words.gettext
    newest = nlargest(LIMIT, hub.events.values(), key=lambda event: (stamp(hub, event), *by_first_day(event)))
    entries = [
        Entry(
            id=tag(hub, f"events/{event.id}"),
            title=event.title,
            updated=stamp(hub, event),
            published=event.added_on,
            text=_event_text(event),
            link=_absolute(hub, f"/events/{event.id}/"),
            category=CATEGORIES[event.category],
        )
        for event in newest
    ]
    return _feed(hub, "events", _all_events(hub), _("載せた順、改めた順に、新しい催しから。"), entries)


def updates_atom(hub: Hub) -> str:
    """What is new: partners, agreements, cancelled and changed events."""
    _ = hub.setting.words.gettext
    entries = [
        Entry(
            id=tag(hub, f"updates/{update.name}"),
            title=f"{update.kind} {update.link.text}",
            updated=update.day,
            text=update.text,
            link=_absolute(hub, update.link.address),
            category=update.kind,
        )
        for update in updates(hub)
    ]
    subtitle = _("新しい相手、新しい協定、中止や変更。")
    return _feed(hub, "updates", _("{site} 新しくなったところ").format(site=hub.site.name), subtitle, entries)


def _feed(hub: Hub, name: str, title: str, subtitle: str, entries: list[Entry]) -> str:
    return atom(
        Feed(
            id=tag(hub, f"feeds/{name}"),
            title=title,
            subtitle=subtitle,
            author=hub.site.operator.name,
            rights=RIGHTS,
            updated=beginning(hub),
            entries=entries,
            self_link=_absolute(hub, f"/feeds/{name}.atom"),
            page=_absolute(hub, "/events/"),
        )
    )


def _all_events(hub: Hub) -> str:
    _ = hub.setting.words.gettext
    return _("{site} 催し").format(site=hub.site.name)


def _event_text(event: Event) -> str:
    state = {"cancelled": "中止", "postponed": "延期"}.get(event.status, "")
    place = event.venue.name if event.venue else ""
    head = " ".join(part for part in (f"【{state}】" if state else "", event_when(event), place) if part)
    return "\n".join(part for part in (head, event.summary) if part)


def _absolute(hub: Hub, address: str) -> str:
    return f"{hub.setting.site_url.rstrip('/')}{address}" if hub.setting.site_url and address else ""
