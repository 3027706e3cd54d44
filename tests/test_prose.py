"""Titles break where their script changes, and nowhere else; headings of a text stand below that of its section."""

from __future__ import annotations

import pytest

from hub.prose import from_markdown, phrases


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("宗谷版ワーキングホリデー", "宗谷版<wbr>ワーキングホリデー"),
        ("連携自治体ワーケーション促進事業", "連携自治体<wbr>ワーケーション<wbr>促進事業"),
        ("郡上おどりin青山", "郡上おどりin青山"),
        ("港区ってこんなまち", "港区ってこんなまち"),
        ('<b> & "橋"', "&lt;b&gt; &amp; &quot;橋&quot;"),
        ("", ""),
    ],
)
def test_long_word_of_katakana_stays_whole(title: str, broken: str) -> None:
    assert phrases(title) == broken


def test_headings_of_a_text_stand_below_the_heading_of_its_section() -> None:
    assert from_markdown("## 甲\n\n### 乙") == "<h3>甲</h3>\n<h4>乙</h4>"


def test_indented_lines_stay_lines() -> None:
    assert from_markdown("例\n\n  a:\n    - b\n") == "<p>例</p>\n<pre><code>a:\n  - b\n</code></pre>"
