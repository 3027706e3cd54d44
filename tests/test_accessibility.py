"""What the page on accessibility says: every criterion, how it was checked, and that what the site is said not to have is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_reading import Page, Site

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "content/about/accessibility.md").read_text("utf-8")
ROW = re.compile(r"^\| ([\d.]+) [^|]+\((A{1,2})\) \| (\S+) (\S+) \| ([^|]+) \|$", re.MULTILINE)
JIS = """
    1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 2.1.1 2.1.2 2.2.1 2.2.2 2.3.1
    2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.3.1 3.3.2 3.3.3 3.3.4 4.1.1 4.1.2
""".split()
ADDED = """
    1.3.4 1.3.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.4 2.5.1 2.5.2 2.5.3 2.5.4 4.1.3 2.4.11 2.5.7 2.5.8 3.2.6 3.3.7 3.3.8
""".split()
# The pages of the lobby display are a machine of their own.
DISPLAY = "kiosk/"


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Page]:
    return {path: page for path, page in Site(built_site).pages.items() if not path.startswith(DISPLAY)}


# 表


def test_every_criterion_stands_in_its_table_once_and_in_order() -> None:
    assert (len(JIS), len(ADDED)) == (38, 18)
    assert [number for number, *_ in ROW.findall(TEXT)] == JIS + ADDED
    assert TEXT.count("\n| ") == len(JIS + ADDED) + 2, "a row that is not written like the others"


@pytest.mark.parametrize("row", ROW.findall(TEXT), ids=lambda row: row[0])
def test_row_says_how_and_when_and_claims_nothing_that_nobody_judged(row: tuple[str, ...]) -> None:
    _, _, how, when, result = row
    assert set(how.split("・")) <= {"自動", "手順", "人"}
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日|まだ", when)
    assert (when == "まだ") == (how == "人") == (result == "未確認")
    assert result.startswith(("見つからない", "該当なし", "未確認"))
    if how.endswith("人") and result != "未確認":
        assert result.endswith("未確認"), "what only a person can judge is open"


def test_nothing_is_claimed_before_it_was_judged() -> None:
    assert "準拠して" not in TEXT
    assert "準拠しました" not in TEXT
    assert "まだ名乗っていません" in TEXT


# 該当なし


def test_site_has_no_sound_film_or_motion(built_site: Path, pages: dict[str, Page]) -> None:
    silent = re.compile(r"<(audio|video|object|embed|canvas|marquee|blink|iframe)\b|autoplay|<track")
    for path in pages:
        assert not silent.search((built_site / path).read_text("utf-8")), path
    assert not [path for path in built_site.rglob("*") if path.suffix in {".mp3", ".mp4", ".webm", ".gif"}]


def test_nothing_is_sent_or_signed_into(built_site: Path, pages: dict[str, Page]) -> None:
    """Forms search or choose; none asks for anything about the reader."""
    kinds = set()
    for path in pages:
        text = (built_site / path).read_text("utf-8")
        kinds |= set(re.findall(r'<input[^>]*type="(\w+)"', text))
        assert not re.search(r'<form[^>]*method="post"|<textarea|autocomplete="(?!off)', text), path
    assert kinds <= {"search", "radio", "checkbox"}


# どのページも同じ


def test_masthead_is_the_same_on_every_page(built_site: Path, pages: dict[str, Page]) -> None:
    labels = set()
    for path in pages:
        header = (
            (built_site / path).read_text("utf-8").partition('<header class="hub-bar"')[2].partition("</header>")[0]
        )
        if header:
            labels.add(tuple(re.findall(r">([^<\s][^<]*)</a>", header)))
    assert len(labels) == 1


def test_words_in_another_language_say_which(built_site: Path, pages: dict[str, Page]) -> None:
    """Romaji beside the name of a town, and the page in English."""
    town = (built_site / "partners/212199/index.html").read_text("utf-8")
    assert re.search(r'<span lang="ja-Latn">Gujo', town)
