"""Texts as they are compared: the twin of `theme/assets/js/folding.js`, held together by `tests/vectors/folding.yaml`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Old forms of kanji beside the new.
_OLD = "澤邊邉國龍嶋濱櫻廣德瀨豐禮惠澁髙﨑槇竈曾檜籠鐵驛會實榮與繩淺總縣寶壽靜圓學擧鷗礒萬奧條藏螢溫"
_NEW = "沢辺辺国竜島浜桜広徳瀬豊礼恵渋高崎槙釜曽桧篭鉄駅会実栄与縄浅総県宝寿静円学挙鴎磯万奥条蔵蛍温"
_SIGNS = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SIGNS |= {ord(old): ord(new) for old, new in zip(_OLD, _NEW, strict=True)}
_SIGNS |= {ord("×"): ord("x"), ord("ヶ"): ord("け"), 0x3096: ord("け")}
# Where a text is taken apart; 2024年3月 is two phrases, so that each of them stands in many texts.
_BREAK = re.compile(r"[\s、。,!?:;()\[\]{}「」『』【】〈〉《》\"“”〜~|]+|(?<=年)(?=[0-9])")
_LETTERS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"[^a-z]", ""),
        (r"tch", "ch"),
        (r"ch", "ty"),
        (r"sh", "sy"),
        (r"ts", "t"),
        (r"j", "zy"),
        (r"dz", "z"),
        (r"d([iuy])", r"z\1"),
        (r"f", "h"),
        (r"l", "r"),
        (r"([stz])yi", r"\1i"),
        (r"([stz])y$", r"\1"),
        (r"yy", "y"),
        (r"m(?=[bp])", "n"),
        (r"oh(?![aiueoy])", "o"),
        (r"o[ou]+", "o"),
        (r"(.)\1+", r"\1"),
    )
)


def fold(text: str) -> str:
    """A text so that width, case, kana and old forms of kanji do not matter."""
    return unicodedata.normalize("NFKC", text).lower().translate(_SIGNS)


def phrases(text: str) -> list[str]:
    """The phrases of a folded text, in its order."""
    return [phrase for phrase in _BREAK.split(text) if phrase]


@lru_cache(8192)  # ids of events begin alike
def letters_key(text: str) -> str:
    """Latin letters so that Hepburn and kunrei, with long vowels or without, are the same."""
    key = unicodedata.normalize("NFD", text).lower()
    for pattern, letters in _LETTERS:
        key = pattern.sub(letters, key)
    return key
