"""Whether something may be on the lobby display at a moment, and for how long: the build's side of `kiosk/schedule.js`.

A display's clock may be wrong, so a time is either verified or not. Unverified, only what has no end, or an end far
beyond everything that is known to be past, may be shown (tests/vectors/playing.yaml). Reads no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MARGIN = timedelta(days=30)  # a display that was without power for so long still shows nothing past
STALE = timedelta(days=120)
LONGEST_TEXT, LONGEST_TITLE = 90, 32


@dataclass(frozen=True, slots=True)
class Trust:
    """What a display knows of the time: `floor` is surely not later than the true time, `built` is the build's day."""

    now: datetime
    floor: datetime
    built: datetime
    is_verified: bool


def plays(starts: datetime | None, ends: datetime | None, trust: Trust) -> bool:
    """Whether something that is shown from `starts` (or always) until `ends` (or for ever) may be shown."""
    if starts is not None and trust.now < starts:
        return False
    if ends is None:
        return True
    if trust.now >= ends:
        return False
    return trust.is_verified or (trust.now <= trust.built + STALE and ends > trust.floor + MARGIN)


def dwell(signs: int, *, has_code: bool) -> int:
    """Seconds on the screen: five signs a second after four to find one's way; a code needs time for the phone."""
    return max(15 if has_code else 8, min(4 + -(-signs // 5), 30))


def fitting(text: str, limit: int = LONGEST_TEXT) -> str:
    """As many whole sentences as fit; nothing if not even the first does."""
    text = "".join(text.split("\n"))
    taken = ""
    for part in text.split("。"):
        sentence = f"{part}。" if part and f"{taken}{part}。" in text else part
        if len(taken) + len(sentence) > limit:
            break
        taken += sentence
    return taken
