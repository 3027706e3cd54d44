"""What a page is before it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hub.linked import Node


@dataclass(frozen=True, slots=True)
class Output:
    """A page to be rendered. `section` is the active entry of the masthead, `things` what search engines are told."""

    address: str
    title: str
    description: str
    section: str
    template: str
    view: Any
    things: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that can be made: its address, and what makes it from the hub and from what it is about.

    Search engines are told of those that are listed.
    """

    address: str
    output: Callable[..., Output]
    about: tuple[Any, ...] = ()
    is_listed: bool = True
