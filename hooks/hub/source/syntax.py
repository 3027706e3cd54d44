"""What a fault of YAML's syntax means to someone who writes by hand. Knows words, not the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hub.source.decoding import Lines


class Said(NamedTuple):
    """What is wrong and how to mend it, under a rule's id."""

    rule: str
    message: str
    remedy: str


FULL_WIDTH_SPACE = Said(
    "full-width-space",
    "字下げに、全角の空白など、半角ではない空白が使われています。",
    "その空白を消し、半角の空白2つずつで字下げしてください。",
)
TAB = Said("tab", "字下げにタブが使われています。", "タブを消し、半角の空白2つずつで字下げしてください。")
KEY_FORM = Said("key-form", "項目の名前がありません。", "「name: 札幌市」のように、項目の名前から書いてください。")

FILE_FORM = Said(
    "file-form",
    "ファイルが「項目: 値」の形で始まっていません。",
    "一番左に「events:」のような項目の名前を書き、その下に記録を並べてください。",
)
SECOND_DOCUMENT = Said(
    "second-document",
    "ファイルの途中が「---」で区切られています。",
    "「---」の行を消して、一つの続きにしてください。",
)

_START = r"^[ \u3000\u00a0]*(?:- *)*"
_KEY = re.compile(_START + r"(?P<key>[A-Za-z_]{2,})(?P<sign>：|:(?=[^\s/:]))")
_LIST_MARK = re.compile(r"^\s*(?:[－−―–—ー・•＊]\s*\S|-(?=[^\s\-]))")
_COLON_IN_VALUE = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z_]+): +(?P<value>[^\s\"'|>\[{&*!#][^#]*: .*)$")


def key_slip(line: str, is_text: bool = False) -> Said | None:
    """A key whose colon is full-width or has no space after it; in a text, TEL： and the like are none."""
    found = _KEY.match(line)
    if found is None or (is_text and not found["key"].islower()):
        return None
    key, sign = found["key"][:40], found["sign"]
    remedy = f"「{key}: 」のように、半角のコロンと半角の空白を続けて、そのあとに値を書いてください。"
    if sign == "：":
        return Said("full-width-colon", f"項目「{key}」のコロンが、全角の「：」です。", remedy)
    return Said("colon-space", f"項目「{key}」の「:」のあとに、半角の空白がありません。", remedy)


def slip(line: str) -> Said | None:
    """The likely slip of a line that YAML could not read."""
    if re.match(r" *[\u3000\u00a0]", line):
        return FULL_WIDTH_SPACE
    if re.match(r" *\t", line):
        return TAB
    if (found := key_slip(line)) is not None:
        return found
    if re.match(r" *(?:- +)*: ", line):
        return KEY_FORM
    if _LIST_MARK.match(line):
        remedy = "半角の「-」のあとに、半角の空白を一つ入れてください。"
        return Said("list-mark", "一覧の印「- 」の書き方が違います。", remedy)
    if found_colon := _COLON_IN_VALUE.match(line):
        value = " ".join(found_colon["value"].split())[:60]
        remedy = f'{found_colon["key"]}: "{value}" のように、値の全体を引用符「"」で囲んでください。'
        return Said("yaml-syntax", "引用符のない値の中に「: 」があります。", remedy)
    return None


_KEYED = re.compile(r"^[ \t\u3000\u00a0]*(?:-[ \u3000]*)*([a-z_]{2,})[:：].*", re.MULTILINE)
_SOUND_KEY = re.compile(r"^ *(?:- +)*([a-z_]{2,}):(?= |$)", re.MULTILINE)


def sure_slips(text: str) -> Iterator[tuple[int, Said]]:
    """Slips in lines that begin with a key which the same text also holds rightly written: the place, and what to say."""
    keys = set(_SOUND_KEY.findall(text))
    for line in _KEYED.finditer(text):
        if line[1] in keys and (found := slip(line[0])) is not None and found is not TAB:
            yield line.start(), found


_CLOSE = Said(
    "yaml-syntax",
    "引用符「\"」か「'」が閉じていません。",
    "開いた引用符と同じものを、値の終わりに書いてください。",
)
_QUOTE_IT = '文字として書くなら、値の全体を引用符「"」で囲んでください。'
ANCHOR = Said("anchor", "「&」や「*」で始まる値は使えません。", _QUOTE_IT)
TAG = Said("tag", "「!」で始まる値は使えません。", _QUOTE_IT)
_DEEPER = Said(
    "yaml-syntax", "字下げが、上の行より深くなっています。", "同じ記録の項目は、字下げを上の行とそろえてください。"
)
_UNEVEN_LIST = Said(
    "yaml-syntax",
    "一覧の「- 」の字下げがそろっていません。",
    "同じ一覧の「- 」は、字下げをそろえてください。",
)

# What the parser says, and what it means. The first that fits is taken.
_TABLE = {
    "scanning an anchor": ANCHOR,
    "scanning an alias": ANCHOR,
    "scanning a tag": TAG,
    "parsing a tag": TAG,
    "undefined tag handle": TAG,
    "did not find expected '-' indicator": _UNEVEN_LIST,
    "did not find expected key": Said(
        "yaml-syntax",
        "引用符や括弧の閉じ方か、字下げが、上の行とそろっていません。",
        "引用符の中に同じ引用符がないか、同じ記録の項目の字下げがそろっているかを確かめてください。",
    ),
    "mapping values are not allowed": Said(
        "yaml-syntax",
        "「:」の使い方か、字下げが違います。",
        '上の行と字下げをそろえてください。値に「: 」が入るときは、値の全体を引用符「"」で囲んでください。',
    ),
    "block sequence entries are not allowed": Said(
        "yaml-syntax",
        "一覧の「- 」が、書けないところにあります。",
        "項目の名前のあとで行を改め、字下げをして「- 」を書いてください。",
    ),
    "could not find expected ':'": Said(
        "yaml-syntax",
        "項目の名前のあとに「:」がありません。",
        "「name: 札幌市」のように、名前・半角のコロン・半角の空白・値の順に書いてください。",
    ),
    "did not find expected ',' or": Said(
        "yaml-syntax",
        "括弧「[ ]」か「{ }」が閉じていないか、区切りの「,」がありません。",
        "値を半角の「,」で区切り、開いた括弧を閉じてください。",
    ),
    "did not find expected node content": Said(
        "yaml-syntax",
        "値があるはずのところに、括弧や記号だけがあります。",
        f"値を書くか、余った括弧や記号を消してください。{_QUOTE_IT}",
    ),
    "cannot start any token": Said(
        "yaml-syntax",
        "値の初めに、使えない記号(@ や % や ` など)があります。",
        '値の全体を引用符「"」で囲んでください。',
    ),
    "unknown escape character": Said(
        "yaml-syntax",
        '引用符「"」の中の「\\」が読めません。',
        "「\\」を消すか、引用符を「'」に替えてください。",
    ),
    "escape code": Said(
        "yaml-syntax",
        '引用符「"」の中に、文字にならない「\\」の番号があります。',
        "「\\」で始まる番号を消して、文字をそのまま書いてください。",
    ),
    "expected hexdecimal number": Said(
        "yaml-syntax",
        '引用符「"」の中の「\\」の番号が、途中で切れています。',
        "「\\」で始まる番号を消して、文字をそのまま書いてください。",
    ),
    "expected comment or line break": Said(
        "yaml-syntax",
        "「|」か「>」のあとに、文字が続いています。",
        f"「|」のあとで行を改めてください。{_QUOTE_IT}",
    ),
    "directive": Said("yaml-syntax", "行の初めに「%」があります。", "「%」で始まる行を消してください。"),
}
_OTHERWISE = Said(
    "yaml-syntax",
    "書き方の決まり(YAML)に合っていません。",
    "この行と一つ上の行の、字下げ・「:」・「-」・引用符を見直してください。",
)


def explain(lines: Lines, said: str, line: int, opened: int | None) -> tuple[int, Said]:
    """The line to show and the words for it. `opened` is where the broken part began, if the parser knows."""
    if "quoted scalar" in said and ("end of stream" in said or "document indicator" in said):
        return opened or line, _CLOSE
    above = next((number for number in range(line - 1, 0, -1) if lines.whole(number).strip()), 0)
    for number in dict.fromkeys((opened or 0, above, line)):
        if number and (found := slip(lines.whole(number))) is not None:
            return number, found
    if "did not find expected key" in said and re.match(r" *- ", lines.whole(line)):
        return line, _UNEVEN_LIST
    if "mapping values" in said and above and _indent(lines.whole(line)) > _indent(lines.whole(above)):
        return line, _DEEPER
    found = next((words for clue, words in _TABLE.items() if clue in said), _OTHERWISE)
    is_open = opened is not None and ("scanning" in said or "flow" in said)
    return (opened if is_open and opened else line), found


def _indent(line: str) -> int:
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0
