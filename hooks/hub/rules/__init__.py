"""What must hold across records. Each rule is one function; its name is the rule's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hub.model import Hub
from hub.problems import Problem
from hub.records import Register
from hub.rules import names, references, times
from hub.rules.finding import Case, Finding

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (*names.RULES, *references.RULES, *times.RULES)


def check(hub: Hub, records: Mapping[str, list[Any]], register: Register) -> Iterator[Problem]:
    """Every problem that any rule finds."""
    case = Case(hub, records, register)
    for rule in RULES:
        name = rule.__name__.replace("_", "-")
        for found in rule(case):
            if found.record in register.places:
                yield register.problem(found.record, found.loc, found.severity, name, found.message, found.remedy)
