"""Which records the lobby display may show, and until when. Says nothing about them; `hub.kiosk.items` does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from hub.dates import instant
from hub.model import Hub
from hub.moments import MIDNIGHT, runs_of
from hub.playing import LONGEST_TITLE
from hub.schema.events import Event, Occurrence

Kind = Literal["notice", "event", "partner", "initiative", "magazine", "guide"]

# Lists that are worth a slide of their own whatever the data holds.
GUIDES = ("partners", "frameworks", "prefectures", "initiatives", "magazine", "districts", "companies")
_BRACKETS = re.compile(r"\s*[（(][^（()）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be shown: `ends` is empty for what is always valid, `screens` for every screen."""

    address: str
    kind: Kind
    record: Any
    starts: datetime | None = None
    ends: datetime | None = None
    weight: int = 1
    screens: tuple[str, ...] = ()

    @property
    def is_evergreen(self) -> bool:
        """Whether it is valid at any time."""
        return self.starts is None and self.ends is None


def candidates(hub: Hub) -> Iterator[Candidate]:
    """Everything that staff do not hide."""
    for found in _all(hub):
        slide = hub.display.slides.get(found.address)
        if slide is None:
            yield found
        elif not slide.hide:
            yield Candidate(
                found.address, found.kind, found.record, found.starts, found.ends, slide.weight, slide.screens
            )


def may_be_shown(hub: Hub) -> frozenset[str]:
    """The addresses that a slide may name, those of past events too."""
    return frozenset((*(found.address for found in _all(hub)), *(f"/events/{key}/" for key in hub.events)))


def short_title(hub: Hub, address: str, title: str) -> str:
    """A title as the display shows it: the staff's own short one, or without its brackets where it is too long."""
    slide = hub.display.slides.get(address)
    if slide is not None and slide.title:
        return slide.title
    return title if len(title) <= LONGEST_TITLE else _BRACKETS.sub("", title)


def _all(hub: Hub) -> Iterator[Candidate]:
    for notice in hub.display.notices.values():
        starts = instant(notice.shown_from, MIDNIGHT) if notice.shown_from else None
        ends = instant(notice.shown_until + timedelta(days=1), MIDNIGHT) if notice.shown_until else None
        yield Candidate(f"notice:{notice.id}", "notice", notice, starts, ends, notice.weight, notice.screens)
    for event in hub.ahead.values():
        if event.status != "held":
            ends = max(runs_of(one)[-1].ends for one in _undone(event))
            yield Candidate(f"/events/{event.id}/", "event", event, None, ends)
    for partner in hub.partners.values():
        if hub.bonds[partner.key]:
            yield Candidate(partner.address, "partner", partner)
    for page in hub.content.initiatives.values():
        yield Candidate(f"/initiatives/{page.slug}/", "initiative", page)
    for issue in hub.content.issues.values():
        yield Candidate(f"/magazine/{issue.slug}/", "magazine", issue)
    for name in GUIDES:
        yield Candidate(f"/{name}/", "guide", hub.content.listings[name].matter)


def _undone(event: Event) -> list[Occurrence]:
    """The occurrences whose outcome is not written yet."""
    return [one for one in event.occurrences if (one.status or event.status) != "held"] or list(event.occurrences)
