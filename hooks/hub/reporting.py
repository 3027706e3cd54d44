"""A report in every form in which staff meet it, besides the text of the terminal. Finds and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from hub.problems import WORDS, Problem, Report, Severity, visible

# GitHub shows so many annotations of a kind and step, and silently hides the rest.
ANNOTATIONS = 10
# A summary may be a megabyte long.
ROWS = 500

Link = Callable[[Problem], str]


def as_annotations(report: Report) -> Iterator[str]:
    """The first problems of each severity, as they stand on their lines in a pull request; then how many more there are."""
    for problems in (report.errors, report.notices):
        yield from (problem.annotation() for problem in problems[:ANNOTATIONS])
        if (more := len(problems) - ANNOTATIONS) > 0:
            kind = problems[0].severity
            yield f"::{kind} title={WORDS[kind]}::ほかにも{more}件あります。全部の一覧は、この確認の「Summary」にあります。"


def as_markdown(report: Report, link: Link) -> str:
    """The whole report as a table for the summary of a run. What staff wrote can become neither a link nor a mention."""
    if not report.problems:
        return "## データの確認\n\n直すところは、ありません。\n"
    lines = ["## データの確認", "", *map(literal, report.summary().split("\n")), ""]
    lines += ["| | 場所 | 何が | 直し方 |", "|---|---|---|---|"]
    lines += [_row(problem, link) for problem in report.problems[:ROWS]]
    if (more := len(report.problems) - ROWS) > 0:
        lines += ["", f"ほかにも{more}件あります。上から順に直して、もう一度確かめてください。"]
    return "\n".join(lines) + "\n"


def _row(problem: Problem, link: Link) -> str:
    place = literal(_place(problem))
    address = link(problem)
    where = f"[{place}]({address})" if address else place
    excerpt = f"<br><code>{literal(problem.excerpt.strip())}</code>" if problem.excerpt.strip() else ""
    return f"| {WORDS[problem.severity]} | {where} | {literal(problem.message)}{excerpt} | {literal(problem.remedy)} |"


def literal(text: str) -> str:
    """A text in which Markdown sees nothing but letters: every sign that could mean more is an entity."""
    return "".join(sign if sign.isalnum() or sign in " 、。「」・-" else f"&#{ord(sign)};" for sign in visible(text))


def as_json(report: Report) -> str:
    """The report for programs."""
    problems = [{**asdict(problem), "text": problem.text()} for problem in report.problems]
    counts = {"errors": len(report.errors), "notices": len(report.notices), "is_complete": report.is_complete}
    return json.dumps({**counts, "problems": problems}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A problem on the page that stands for a preview."""

    severity: Severity
    word: str
    place: str
    message: str
    remedy: str
    excerpt: str
    rule: str


def as_rows(report: Report) -> tuple[Row, ...]:
    """The problems as the page shows them; errors first, for they are what stops the preview."""
    return tuple(
        Row(
            problem.severity,
            WORDS[problem.severity],
            _place(problem),
            visible(problem.message),
            visible(problem.remedy),
            f"{problem.line} | {visible(problem.excerpt)}" if problem.excerpt.strip() else "",
            problem.rule,
        )
        for problem in (*report.errors, *report.notices)
    )


def _place(problem: Problem) -> str:
    return visible(f"{problem.path} {problem.line}行目" if problem.line else problem.path)
