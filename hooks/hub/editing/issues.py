"""Answers out of the body of an issue that was written by a form. The body is anybody's: nothing in it is believed.

GitHub writes each answer below a heading of three number signs with the question's label. Whoever writes such a heading
into an answer, or edits the body by hand, could slip in another answer; so a label that stands twice refuses the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from hub.editing.asking import EVENT, UPDATE, Question
from hub.editing.columns import record_of
from hub.editing.desk import Desk
from hub.editing.events import with_event
from hub.editing.partners import with_words
from hub.editing.sheet import CannotEditError

MAX_LETTERS = 20_000
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### +(.+?) *$", re.MULTILINE)


class Proposal(NamedTuple):
    """What an issue asks for: the data as it would be, a title, and sentences about it."""

    desk: Desk
    title: str
    said: list[str]


def proposed(desk: Desk, kind: str, body: str) -> Proposal:
    """What the issue of a form would change; refused in words if that is not clear."""
    if kind == "event":
        found = answered(EVENT, body)
        after, event, notices = with_event(desk, record_of({key: text for key, text in found.items() if key != "id"}))
        return Proposal(
            after, f"催し「{event.title}」を足す", [*notices, f"「{event.title}」を足しました(id: {event.id})。"]
        )
    if kind == "partner":
        found = answered(UPDATE, body)
        after, said = with_words(desk, found)
        return Proposal(after, f"「{found['name']}」の記録を新しくする", said)
    raise CannotEditError("この種類の用紙からは、提案を作れません。手で直してください。")


def answered(questions: Iterable[Question], body: str) -> dict[str, str]:
    """The answers by place."""
    if len(body) > MAX_LETTERS:
        raise CannotEditError("本文が長すぎます。手で直してください。")
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    parts = _HEADING.split(text)
    pairs = list(zip(parts[1::2], parts[2::2], strict=True))
    labels = {question.label: question.place for question in questions}
    known = [label for label, _ in pairs if label in labels]
    if twice := next((label for label in known if known.count(label) > 1), ""):
        raise CannotEditError(f"「### {twice}」が二度あります。答えの中の「###」で始まる行を消してください。")
    if any(label not in labels and label not in {"ほかに伝えたいこと", "確かめたこと"} for label, _ in pairs):
        raise CannotEditError("用紙にない見出しがあります。答えの中の「###」で始まる行を消してください。")
    found = {labels[label]: _plain(answer) for label, answer in pairs if label in labels}
    missing = [question.label for question in questions if question.is_needed and not found.get(question.place)]
    if missing:
        raise CannotEditError(f"「{'」「'.join(missing)}」に答えがありません。")
    return {place: answer for place, answer in found.items() if answer}


def _plain(answer: str) -> str:
    text = answer.strip()
    return "" if text == _NOTHING else text
