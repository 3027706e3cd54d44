"""What was published of days to come is changed so that calendars hear of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hub.ledger import Said, read_line, said_of
from hub.rules.finding import Case, Finding, Rule
from hub.turns import as_held

FILE = "dates.txt"
_WORDS = {"cancelled": "中止", "postponed": "延期", "weekdays": "土日祝日を除く"}


def _published(case: Case) -> dict[str, list[Said]]:
    """What was said of each event, of days that are not over."""
    document, _ = case.register.places["published", FILE]
    found = defaultdict(list)
    for line in document.text.splitlines():
        said = read_line(line)
        if said is not None and said.last >= case.hub.today:
            found[said.event].append(said)
    return found


def published_dates_are_readable(case: Case) -> Iterator[Finding]:
    """Ensure that nobody wrote anything else into the list of published dates."""
    document, _ = case.register.places["published", FILE]
    for number, line in enumerate(document.text.splitlines(), 1):
        if line.strip() and not line.startswith("#") and read_line(line) is None:
            message = f"{FILE} の行「{line[:60]}」を読めません。"
            yield Finding(document, (), message, "この行への書きかえを、元に戻してください。", "error", number)


def published_day_is_kept(case: Case) -> Iterator[Finding]:
    """Ensure that a day to come that was published is cancelled or moved, never dropped."""
    published = _published(case)
    for key, event in case.in_sections("events"):
        now = {one.name for one in said_of(as_held(event))} if event.id in published else set()
        for said in published.get(event.id, ()):
            if said.name not in now and not event.draft:
                day = said.name.partition(".")[2]
                message = f"「{event.title}」の公表した回({_say(said.text)})が、なくなりました。"
                remedy = (
                    "中止なら、回を消さずに「status: cancelled」と書いてください。"
                    f"日を変えたなら、新しい日の回に「moved_from: {day[:10]}」と書いてください。"
                    f'どちらも「sequence: "{said.sequence + 1}"」にします。'
                )
                yield Finding(key, ("occurrences",), message, remedy)


def change_raises_sequence(case: Case) -> Iterator[Finding]:
    """Ensure that calendars are told of a changed day, time or place: by a higher `sequence`."""
    published = _published(case)
    for key, event in case.in_sections("events"):
        before = {said.name: said for said in published.get(event.id, ())}
        for now in said_of(as_held(event)) if before else ():
            said = before.get(now.name)
            if said is not None and said.text != now.text and event.sequence <= said.sequence:
                message = f"「{event.title}」の日取りが、公表したものと違います(公表: {_say(said.text)}、いま: {_say(now.text)})。"
                remedy = (
                    "カレンダーに登録した人にも変更が伝わるように、"
                    f'この催しに「sequence: "{said.sequence + 1}"」と書いてください。'
                )
                yield Finding(key, ("sequence",), message, remedy)
                break


def _say(text: str) -> str:
    """What a line of the list says, in words."""
    return " ".join(_WORDS.get(part, part) for part in text.split(" "))


RULES: tuple[Rule, ...] = (published_dates_are_readable, published_day_is_kept, change_raises_sequence)
