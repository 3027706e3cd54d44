"""Interface words pass through gettext, and numbers are said as headlines say them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from hub.words import how_many, kanji_number, plain_number, translations

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / "hooks"
TEMPLATES = [
    *(HOOKS / "theme").glob("bodies/*.html"),
    *(HOOKS / "theme").glob("components/*.html"),
    HOOKS / "theme/main.html",
]
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


@pytest.mark.parametrize("path", sorted(TEMPLATES), ids=lambda path: path.stem)
def test_template_has_no_japanese_outside_gettext(path: Path) -> None:
    text = path.read_text("utf-8")
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"_\((\"[^\"]*\"|'[^']*')", "", text)
    bare = [line.strip() for line in text.splitlines() if JAPANESE.search(re.sub(r"[　、。「」（）｜]", "", line))]
    assert not bare


def test_every_word_can_be_extracted_for_translation() -> None:
    methods = [("theme/**.html", "jinja2"), ("hub/**.py", "python")]
    options = {"theme/**.html": {"trimmed": "true", "silent": "false"}}
    found = {message for _, _, message, _, _ in extract_from_dir(HOOKS, methods, options)}
    assert len(found) > 150
    assert "まちがいを知らせる" in found
    assert "はじめての協定" in found


def test_a_page_is_called_peji_everywhere() -> None:
    """One word for one thing: ページ, as the ward's own site says it, to the public and to staff."""
    folders = [path for name in ("hooks", "content") for path in (ROOT / name).rglob("*")]
    texts = [path for path in (*folders, *ROOT.glob("*.*")) if path.suffix in {".py", ".html", ".js", ".md", ".yaml"}]
    assert len(texts) > 200
    assert [path for path in texts if "\u9801" in path.read_text("utf-8")] == []


def test_japanese_needs_no_catalogue() -> None:
    assert translations(HOOKS / "theme" / "locale", "ja").gettext("催し") == "催し"


@pytest.mark.parametrize(("number", "said"), [(1, "一つ"), (9, "九つ"), (10, "10"), (1200, "1,200")])
def test_count_is_said_as_a_headline_says_it(number: int, said: str) -> None:
    assert how_many(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (101, "百一"), (0, "〇")]
)
def test_issue_number_in_kanji(number: int, said: str) -> None:
    assert kanji_number(number) == said


@pytest.mark.parametrize(("value", "said"), [(972673.0, "972,673"), (20.36, "20.36"), (5.0, "5")])
def test_number_keeps_only_the_decimals_it_has(value: float, said: str) -> None:
    assert plain_number(value) == said


def test_english_page_says_which_of_its_words_are_japanese(built_site: Path) -> None:
    html = (built_site / "about/en/index.html").read_text("utf-8")
    parts = re.findall(r'<(header|div) class="hub-(?:lead|text)" lang="en">(.*?)</\1>', html, re.DOTALL)
    assert [tag for tag, _ in parts] == ["header", "div"]
    for _, part in parts:
        english = re.sub(r'<span lang="ja">[^<]*</span>', "", part)
        assert not JAPANESE.search(english)
    assert '<a href="../../about/en/" lang="en" hreflang="en">In English</a>' in html
