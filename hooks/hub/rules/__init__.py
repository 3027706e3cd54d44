"""What must hold across records. Each rule is one function; its name is the rule's id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hub.model import Hub
from hub.problems import Problem
from hub.records import Register
from hub.rules import (
    addresses,
    agreements,
    conduct,
    corporate,
    display,
    evidence,
    history,
    links,
    lists,
    names,
    occurrences,
    photos,
    places,
    published,
    references,
    texts,
    times,
)
from hub.rules.finding import Case, Finding, Rule
from hub.source import Document

MAX_NOTICES = 20

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *addresses.RULES,
    *published.RULES,
    *references.RULES,
    *lists.RULES,
    *times.RULES,
    *occurrences.RULES,
    *history.RULES,
    *places.RULES,
    *agreements.RULES,
    *corporate.RULES,
    *conduct.RULES,
    *evidence.RULES,
    *texts.RULES,
    *links.RULES,
    *display.RULES,
    *photos.RULES,
)


def rule_id(rule: Rule) -> str:
    """The id of a rule, as it stands in a report."""
    return rule.__name__.replace("_", "-")


def check(hub: Hub, records: Mapping[str, list[Any]], register: Register) -> Iterator[Problem]:
    """Every problem that any rule finds; of notices of one kind, so many that they can be read."""
    case = Case(hub, records, register)
    for rule in RULES:
        name, notices = rule_id(rule), 0
        for found in rule(case):
            problem = _problem(found, name, register)
            notices += problem.severity == "notice"
            if problem.severity == "error" or notices <= MAX_NOTICES:
                yield problem
                last = problem
        if notices > MAX_NOTICES:
            message = f"これと同じ種類のお知らせが、ほかにも{notices - MAX_NOTICES}件あります。"
            yield Problem(last.path, last.line, "notice", name, message, "上のお知らせから順に直してください。")


def _problem(found: Finding, name: str, register: Register) -> Problem:
    if isinstance(found.record, Document):
        return found.record.problem(found.line, name, found.message, found.remedy, found.severity)
    return register.problem(found.record, found.loc, found.severity, name, found.message, found.remedy)
