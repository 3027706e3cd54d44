"""Readings of municipalities in Latin letters: Hepburn without marks for long vowels. Knows no names but by kana."""

from __future__ import annotations

import re

# The last word of a name, most letters first: おおまちちょう is Omachi-cho.
_SUFFIXES = ("ちょう", "まち", "むら", "そん", "し", "く")

# Two words meet here: a vowel that looks like a lengthening begins the second one (滝上 is Takinoue, but 高知 Kochi).
# No rule tells these from true long vowels (小海 こうみ, 近江 おうみ), so they are all that occur in the 1,741 names.
_SEAMS = re.compile(
    r"(?<=の)(?=う[えち])"  # 滝上 山ノ内 輪之内
    r"|(?<=せと)(?=うち)"  # 瀬戸内
    r"|(?<=つ)(?=うら)"  # 勝浦 松浦
    r"|(?<=とよ)(?=うら)|(?<=こと)(?=うら)"  # 豊浦 琴浦
    r"|(?<=^こ)(?=うみ)"  # 小海
    r"|(?<=とよ)(?=おか)"  # 豊岡 豊丘
    r"|(?<=の)(?=おもて)"  # 西之表
    r"|(?<=^ひろ)(?=お$)|(?<=^みの)(?=お$)|(?<=^そ)(?=お$)"  # 広尾 箕面 曽於
)

_SYLLABLES = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po vu".split(),
        strict=True,
    )
)
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def romaji(kana: str) -> str:
    """The reading of a municipality's name: おうしゅうし is Oshu-shi. Raises ValueError for what is not kana."""
    name = kana.translate(_KATAKANA)
    for suffix in _SUFFIXES:
        stem = name.removesuffix(suffix)
        if stem and stem != name:
            return f"{_letters(stem).capitalize()}-{_letters(suffix)}"
    return _letters(name).capitalize()


def romaji_of_prefecture(kana: str) -> str:
    """The reading of a prefecture without its kind: やまなし is Yamanashi, no city. Raises ValueError for what is not kana."""
    return _letters(kana).capitalize()


def _letters(kana: str) -> str:
    return "".join(_shorten(_spell(word)) for word in _SEAMS.split(kana))


def _shorten(letters: str) -> str:
    """Write long o and u with one letter; each long vowel is two letters (とうおん is toon)."""
    return re.sub(r"o[ou]|uu", lambda found: found[0][0], letters)


def _spell(kana: str) -> str:
    spelt = ""
    is_doubled = False
    for sign in kana:
        if sign == "っ":
            is_doubled = True
            continue
        if sign in _GLIDES:
            spelt = _glide(spelt, _GLIDES[sign], kana)
        elif sign in _SMALL_VOWELS:
            spelt = spelt[:-1] + _SMALL_VOWELS[sign]
        elif sign in _SYLLABLES:
            syllable = _SYLLABLES[sign]
            spelt += _doubling(syllable) + syllable if is_doubled else syllable
        elif sign != "ー":
            raise ValueError(f"{kana} is not kana")
        is_doubled = False
    return spelt


def _glide(spelt: str, glide: str, kana: str) -> str:
    if not spelt.endswith("i"):
        raise ValueError(f"{kana} is not kana")
    stem = spelt[:-1]
    return stem + (glide[1:] if stem.endswith(("sh", "ch", "j")) else glide)


def _doubling(syllable: str) -> str:
    return "t" if syllable.startswith("ch") else syllable[0]
