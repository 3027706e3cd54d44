"""Who may import whom, and how long a module may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[1] / "hooks"
HUB = sorted((HOOKS / "hub").rglob("*.py"))

# Only these modules may import the library.
HOMES = {
    "yaml": {"hub.source", "hub.source.spans"},
    "jinja2": {"hub.render", "hub.compiling"},
    "folium": {"hub.maps"},
    "branca": {"hub.maps"},
    "mkdocs": {"entry"},
    "markdown": {"hub.prose"},
    "nh3": {"hub.prose"},
    "icalendar": {"hub.ics"},
    "holidays": set(),
    "segno": {"hub.codes"},
    "PIL": {"hub.album", "hub.cards"},
    "weasyprint": {"hub.binding"},
    "openpyxl": {"hub.editing.spreadsheets"},
}

# From the lowest to the highest; a module may import its own layer and those below.
LAYERS = (
    (
        "hub.problems",
        "hub.faults",
        "hub.dates",
        "hub.geo",
        "hub.playing",
        "hub.holidays_jp",
        "hub.words",
        "hub.romaji",
        "hub.prose",
        "hub.codes",
        "hub.collector",
        "hub.small_json",
        "hub.catching_up",
        "hub.compiling",
        "hub.shelf",
        "hub.kept",
        "hub.plain",
        "hub.leaflet",
        "hub.album",
        "hub.cards",
        "hub.security",
    ),
    ("hub.reporting", "hub.source", "hub.municipalities", "hub.chart", "hub.schema"),
    ("hub.wording",),
    ("hub.records",),
    ("hub.model", "hub.memory"),
    (
        "hub.addresses",
        "hub.grouping",
        "hub.identity",
        "hub.ledger",
        "hub.moments",
        "hub.neighbours",
        "hub.status",
        "hub.themes",
        "hub.turns",
        "hub.writing",
    ),
    ("hub.candidates",),
    ("hub.assembling", "hub.rules"),
    ("hub.loading",),
    ("hub.sessions", "hub.ics", "hub.tables", "hub.dataschemas", "hub.opendata", "hub.health"),
    ("hub.comparing", "hub.editing", "hub.views"),
    ("hub.atom", "hub.feeds", "hub.linked"),
    (
        "hub.pages",
        "hub.calendar_json",
        "hub.render",
        "hub.framing",
        "hub.search",
        "hub.towns",
        "hub.maps",
        "hub.drawings",
        "hub.furigana",
    ),
    ("hub.binding",),
    ("hub.kiosk",),
    ("hub.building",),
    ("check", "record", "booklet"),
    ("entry", "staff"),
)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def layer(name: str) -> int:
    for height, members in enumerate(LAYERS):
        if any(name == member or name.startswith(f"{member}.") for member in members):
            return height
    raise AssertionError(f"{name} stands in no layer of tests/test_architecture.py")


@pytest.mark.parametrize(
    "path", [*HUB, *(HOOKS / f"{name}.py" for name in ("entry", "check", "staff"))], ids=module_name
)
def test_module_imports_only_what_it_may(path: Path) -> None:
    name = module_name(path)
    if name == "hub":
        return
    for imported in imports(path):
        library = imported.split(".")[0]
        assert library not in HOMES or name in HOMES[library], f"{name} imports {library}"
        if library == "hub" and imported != "hub":
            assert layer(imported) <= layer(name), f"{name} imports {imported}, which is higher"


@pytest.mark.parametrize(
    "path", [*HUB, *(HOOKS / f"{name}.py" for name in ("entry", "check", "staff"))], ids=module_name
)
def test_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [path for path in HUB if "schema" not in path.parts], ids=module_name)
def test_clock_environment_and_folder_are_not_read_in_the_hub(path: Path) -> None:
    text = path.read_text("utf-8")
    for word in (".now(", ".today()", "os.environ", "getcwd", "time.time("):
        assert word not in text


def test_functions_of_the_hook_are_short() -> None:
    tree = ast.parse((HOOKS / "entry.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno
            assert lines <= 14, f"{node.name} has {lines} lines"


def test_every_public_function_says_what_it_does() -> None:
    for path in HUB:
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path
        for node in (
            *tree.body,
            *(item for found in tree.body if isinstance(found, ast.ClassDef) for item in found.body),
        ):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"
