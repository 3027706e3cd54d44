"""The page of samples shows every component in every state, and stands apart from the rest of the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.status import WORDS

THEME = Path(__file__).parents[1] / "hooks" / "theme"
COMPONENTS = {path.stem: path.read_text("utf-8") for path in (THEME / "components").glob("*.html")}
MACRO = re.compile(r"\{% macro (\w+)\(.*?\{%-? endmacro %\}", re.DOTALL)
MACROS = {found[1]: found[0] for text in COMPONENTS.values() for found in MACRO.finditer(text)}


@pytest.fixture(scope="module")
def page(built_site: Path) -> str:
    return (built_site / "about/design/index.html").read_text("utf-8")


def called(text: str) -> set[str]:
    return {name for name in re.findall(r"\b(\w+)\(", text) if name in MACROS}


def test_every_macro_is_shown() -> None:
    """By the page itself, or by another macro that it shows."""
    reached: set[str] = set()
    new = called((THEME / "bodies/design.html").read_text("utf-8"))
    while new:
        reached |= new
        new = {name for macro in new for name in called(MACROS[macro])} - reached
    assert len(MACROS) > 50
    assert MACROS.keys() - reached == set()


def test_every_file_of_a_component_has_its_part(page: str) -> None:
    parts = set(re.findall(r'<div class="hub-part" id="(\w+)">', page))
    assert COMPONENTS.keys() - parts == set()


@pytest.mark.parametrize("path", sorted((THEME / "assets/css/components").glob("*.css")), ids=lambda path: path.stem)
def test_every_style_has_something_to_dress(path: Path, page: str) -> None:
    classes = set(re.findall(r"\.(hub-[a-z]+)", path.read_text("utf-8")))
    assert any(re.search(rf'class="[^"]*\b{name}\b', page) for name in classes)


@pytest.mark.parametrize("key", WORDS)
def test_every_state_of_an_event_is_shown(key: str, page: str) -> None:
    for shape in ("hub-state", "hub-event", "hub-day"):
        assert f'class="{shape}" data-state="{key}"' in page


def test_page_is_not_for_search(page: str, built_site: Path) -> None:
    assert '<meta name="robots" content="noindex">' in page
    others = [path for path in built_site.rglob("*.json") if "about/design" in path.read_text("utf-8")]
    assert others == []
