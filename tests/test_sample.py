"""A second, invented ward is built from its own YAML alone, and its pages are as they were accepted."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bless import ADDRESSES, EXPECTED, PAGES, SAMPLE, made
from in_memory import page_of

from hub.loading import read_files
from site_checks import CHECKS, MINATO, Check
from site_reading import Site

ROOT = Path(__file__).parents[1]
MOST_LINES, LONGEST_LINE = 60, 300


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Site:
    """The sample's pages, read."""
    return Site(sample_folder)


@pytest.fixture(scope="module")
def texts(sample: Site) -> dict[str, str]:
    """Every text file of the sample by its path."""
    return {path: sample.read(path) for path in sample.texts}


# 出力が、認めたものと同じ


@pytest.mark.parametrize("path", [ADDRESSES, *PAGES])
def test_output_is_what_was_accepted(path: str, sample_folder: Path) -> None:
    assert (EXPECTED / path).is_file(), f"tests/expected/{path} is missing: run `make bless`."
    accepted = (EXPECTED / path).read_text("utf-8").splitlines()
    now = made(sample_folder)[path].splitlines()
    if found := list(difflib.unified_diff(accepted, now, f"expected/{path}", f"now/{path}", lineterm="", n=1)):
        shown = "\n".join(
            line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in found[:MOST_LINES]
        )
        rest = f"\n… and {len(found) - MOST_LINES} lines more" if len(found) > MOST_LINES else ""
        advice = "If this is what you want, run `make bless` and review the difference."
        pytest.fail(f"{shown}{rest}\n{advice}", pytrace=False)


def test_nothing_else_is_kept_as_expected() -> None:
    kept = {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()}
    assert kept == {ADDRESSES, *PAGES}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_sample_passes(check: Check, sample: Site) -> None:
    faults = check(sample)
    assert not faults, "\n".join(faults[:20])


# 区のことは設定だけで決まる


def test_another_ward_bears_no_trace_of_minato(texts: dict[str, str]) -> None:
    found = {path: traces for path, text in texts.items() if (traces := MINATO.findall(text))}
    assert found == {}


def test_templates_styles_and_scripts_name_no_ward() -> None:
    files = [path for path in (ROOT / "hooks" / "theme").rglob("*") if path.suffix in {".html", ".js", ".css", ".svg"}]
    lines = ((path, line.strip()) for path in sorted(files) for line in path.read_text("utf-8").splitlines())
    assert [f"{path.name}: {line}" for path, line in lines if MINATO.search(line)] == []


def test_engine_names_no_ward() -> None:
    """Docstrings may say where a rule comes from; examples of fields stand in the schema."""
    modules = [path for path in (ROOT / "hooks" / "hub").rglob("*.py") if path.parent.name != "schema"]
    texts = ((path, text) for path in sorted(modules) for text in _texts(path))
    assert [f"{path.name}: {text}" for path, text in texts if MINATO.search(text)] == []


def _texts(module: Path) -> Iterator[str]:
    """Every text in a module's code, without its docstrings."""
    nodes = list(ast.walk(ast.parse(module.read_text("utf-8"))))
    owners = [node for node in nodes if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    notes = {id(node.body[0].value) for node in owners if node.body and isinstance(node.body[0], ast.Expr)}
    return (
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
    )


def test_minato_as_a_partner_of_another_ward_is_like_any_other() -> None:
    files = read_files(SAMPLE)
    head, key, rest = files["partners.yaml"].decode().partition("\nmunicipalities:\n")
    files["partners.yaml"] = f'{head}{key}  - code: "131032"\n    name: 港区\n{rest}'.encode()
    page = page_of("partners/131032/index.html", files)
    assert "港区" in page
    assert "見本区" in page


def test_every_page_says_that_it_is_a_sample(sample: Site) -> None:
    for path, page in sample.pages.items():
        assert "見本のサイト" in page.text, path


def test_official_site_does_not_deny_being_official(sample: Site) -> None:
    assert "公式ページではありません" not in sample.pages["index.html"].text


# 載せてはならないもの


@pytest.mark.parametrize(
    ("event", "title"),
    [
        ("shitagaki-2026", "まだ下書きの催し"),
        ("kaikin-2027", "まだ発表の前の催し"),
    ],
)
def test_draft_and_embargoed_events_appear_nowhere(event: str, title: str, texts: dict[str, str]) -> None:
    assert [path for path, text in texts.items() if event in path or event in text or title in text] == []


def test_withdrawn_event_leaves_only_a_page_that_says_so(texts: dict[str, str]) -> None:
    found = [path for path, text in texts.items() if "もう載せない催し" in text]
    assert found == ["events/owari-2026/index.html"]
    assert "掲載終了" in texts[found[0]]


def test_embargo_ends_on_its_day() -> None:
    page = page_of("events/kaikin-2027/index.html", read_files(SAMPLE), date(2026, 11, 21))
    assert "まだ発表の前の催し" in page


# 文字のあつかい


def test_what_staff_write_never_becomes_markup(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        if path.endswith((".ics", ".csv")):
            continue  # plain text, in which nothing is markup
        for trap in (
            "<script>alert",
            "<img src=x",
            "<iframe",
            "<b>太字",
            "<i>回",
            "<覚え書き>",
            "javascript:",
            "<みそ>",
        ):
            assert trap not in text, f"{path} holds {trap}"


def test_what_staff_write_is_shown_as_written(sample: Site) -> None:
    text = sample.pages["events/moji-2026/index.html"].text
    for written in ("=1+1 \"引用\" <script>alert('題名')</script> & 'その他'", "{{7*7}}", "@SUM(1+1)", "A & B"):
        assert written in text
