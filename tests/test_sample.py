"""A second, invented ward is built from its own YAML alone, and its pages are as they were accepted."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest
from bless import ADDRESSES, EXPECTED, PAGES, SAMPLE, made
from in_memory import page_of
from site_checks import CHECKS, MINATO, Check, Site

from hub.loading import read_files

ROOT = Path(__file__).parents[1]
MOST_LINES, LONGEST_LINE = 60, 300


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Site:
    """The sample's pages, read."""
    return Site(sample_folder)


@pytest.fixture(scope="module")
def texts(sample: Site) -> dict[str, str]:
    """Every text file of the sample by its path."""
    return {path: sample.read(path) for path in sample.files}


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


@pytest.mark.parametrize("folder", ["hub", "theme"])
def test_engine_and_theme_name_no_ward(folder: str) -> None:
    found = []
    for path in sorted((ROOT / "hooks" / folder).rglob("*")):
        is_example = path.parent.name == "schema"  # examples of fields, and the legend made from them
        if path.suffix in {".py", ".html", ".js", ".css", ".svg"} and not is_example:
            lines = enumerate(path.read_text("utf-8").splitlines(), 1)
            found += [f"{path.name}:{number}: {line.strip()}" for number, line in lines if MINATO.search(line)]
    assert found == []


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
        ("owari-2026", "もう載せない催し"),
    ],
)
def test_draft_and_embargoed_and_withdrawn_events_appear_nowhere(event: str, title: str, texts: dict[str, str]) -> None:
    assert [path for path, text in texts.items() if event in path or event in text or title in text] == []


def test_embargo_ends_on_its_day() -> None:
    page = page_of("events/kaikin-2027/index.html", read_files(SAMPLE), date(2026, 11, 21))
    assert "まだ発表の前の催し" in page


# 文字のあつかい


def test_what_staff_write_never_becomes_markup(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        for trap in ("<script>alert", "<img", "<iframe", "<b>太字", "<i>回", "<覚え書き>", "javascript:", "<みそ>"):
            assert trap not in text, f"{path} holds {trap}"


def test_what_staff_write_is_shown_as_written(sample: Site) -> None:
    text = sample.pages["events/moji-2026/index.html"].text
    for written in ("=1+1 \"引用\" <script>alert('題名')</script> & 'その他'", "{{7*7}}", "@SUM(1+1)", "A & B"):
        assert written in text
