"""Titles break where their script changes, and nowhere else."""

from __future__ import annotations

import pytest

from hub.prose import phrases


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
