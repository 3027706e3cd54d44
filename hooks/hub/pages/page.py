"""What a page is before it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.linked import Node
from hub.model import Hub
from hub.plain import plain


@plain
class Output:
    """A page to be rendered. `section` is the active entry of the masthead, `things` what search engines are told.

    A page that is still of use to who holds it on paper has a QR code there.
    """

    address: str
    title: str
    description: str
    section: str
    template: str
    view: Any
    things: tuple[Node, ...] = ()
    has_code: bool = True


@plain
class Planned:
    """A page that can be made: its address, and what makes it from the hub and from what it is about.

    Search engines are told of those that are listed. In `make serve`, one that can wait is made after the others.
    """

    address: str
    output: Callable[..., Output]
    about: tuple[Any, ...] = ()
    is_listed: bool = True
    can_wait: bool = False


def listing(
    address: str, section: str, template: str, make: Callable[[Hub], Any], *, is_listed: bool = True
) -> Planned:
    """A page about the whole Hub, whose view has a title and a lead."""

    def output(hub: Hub) -> Output:
        view = make(hub)
        return Output(address, view.title, view.lead, section, template, view)

    return Planned(address, output, is_listed=is_listed)
