"""What a page is before it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """A page to be rendered. `section` is the active entry of the masthead."""

    address: str
    title: str
    description: str
    section: str
    template: str
    view: Any


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that can be made: its address, and what makes it from the hub and from what it is about."""

    address: str
    output: Callable[..., Output]
    about: tuple[Any, ...] = ()
