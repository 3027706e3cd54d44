"""Interface words: gettext with Japanese as the source, and how numbers are said."""

from __future__ import annotations

import gettext
from pathlib import Path

_COUNTERS = ("", "一つ", "二つ", "三つ", "四つ", "五つ", "六つ", "七つ", "八つ", "九つ")
_NUMERALS = "〇一二三四五六七八九"


def translations(locale_folder: Path, language: str) -> gettext.NullTranslations:
    """The catalogue of a language; Japanese needs none."""
    return gettext.translation("hub", locale_folder, [language], fallback=True)


def how_many(number: int) -> str:
    """A count as a headline says it: 三つ, 12."""
    return _COUNTERS[number] if 0 < number < len(_COUNTERS) else f"{number:,}"


def kanji_number(number: int) -> str:
    """A number below 10,000 in 漢数字, as on a magazine's cover: 十五, 百二."""
    text = ""
    for unit, word in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("" if digit == 1 else _NUMERALS[digit]) + word
    return text + (_NUMERALS[number] if number or not text else "")


def plain_number(value: float) -> str:
    """A number with separators and no idle decimals: 972,673, 20.36."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
