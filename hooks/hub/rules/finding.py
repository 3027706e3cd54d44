"""What a rule is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.model import Hub
from hub.problems import Severity
from hub.records import Key, Register
from hub.source import Loc


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may look at."""

    hub: Hub
    records: Mapping[str, list[Any]]
    register: Register


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the record, the place in it, what is wrong and one way to mend it."""

    record: Key
    loc: Loc
    message: str
    remedy: str
    severity: Severity = "error"
