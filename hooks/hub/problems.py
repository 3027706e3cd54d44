"""What is wrong with the data, told to staff in Japanese. Does not find anything itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "notice"]

WORDS: dict[Severity, str] = {"error": "エラー", "notice": "お知らせ"}
UNREAD = "読めないファイルやページがあるため、記録どうしの照らし合わせは、まだしていません。上を直してから、もう一度確かめてください。"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_GITHUB: dict[Severity, str] = {"error": "error", "notice": "notice"}


def visible(text: str) -> str:
    """A text on one line in which every character can be seen."""
    return _UNSEEN.sub("\ufffd", text.replace("\t", "⇥"))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what it is, one way to mend it, and the rule that found it."""

    path: str
    line: int
    severity: Severity
    rule: str
    message: str
    remedy: str
    excerpt: str = ""

    def text(self) -> str:
        """The problem as staff see it in a terminal: headline, remedy, the line itself."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        lines = [f"{place}: {WORDS[self.severity]}: {self.message} [{self.rule}]"]
        lines.append(f"    直し方: {self.remedy}")
        if self.excerpt.strip():
            lines.append(f"    {self.line} | {self.excerpt}")
        return "\n".join(visible(line) for line in lines)

    def annotation(self) -> str:
        """The problem as GitHub shows it on its line in a pull request."""
        place = f"file={_escaped(self.path)},line={max(self.line, 1)},title={WORDS[self.severity]}"
        words = _escaped(f"{self.message} 直し方: {self.remedy}", "%\r\n")
        return f"::{_GITHUB[self.severity]} {place}::{words}"


def _escaped(text: str, signs: str = "%\r\n:,") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in visible(text))


class Report:
    """All problems of one run, each once, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: set[Problem] = set(problems)
        self.is_complete = True

    def add(self, problem: Problem) -> None:
        """Take one more problem; the same one twice counts once."""
        self._problems.add(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several problems."""
        self._problems.update(problems)

    @property
    def problems(self) -> list[Problem]:
        """Every problem, ordered by file, line, severity and rule."""
        return sorted(self._problems)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def notices(self) -> list[Problem]:
        """The problems that are doubtful but publishable."""
        return [problem for problem in self.problems if problem.severity == "notice"]

    def summary(self) -> str:
        """The counts, as the last line of a report."""
        counts = f"エラー {len(self.errors)}件、お知らせ {len(self.notices)}件"
        return counts if self.is_complete else f"{UNREAD}\n{counts}"

    def text(self) -> str:
        """The whole report: every problem, then the counts."""
        return "\n\n".join([*(problem.text() for problem in self.problems), self.summary()])
