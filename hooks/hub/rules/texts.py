"""Texts as they were typed: what will look wrong although it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hub.dates import say_date, weekday
from hub.rules.finding import Case, Finding, Rule
from hub.source import Document

_DATED = re.compile(
    r"([12][0-9]{3})(?:年|-|/)([0-9]{1,2})(?:月|-|/)([0-9]{1,2})日?[(（]([月火水木金土日])(?:曜日?)?(?:・?祝)?[)）]"
)
_MARKS = "<", "](", "**"  # without them there is no markup
_DAY_FIELD = re.compile(r" *(?:- +)*[a-z]+_(?:on|of|from|until|to|for): ")
_MARKUP = re.compile(
    r"</?(?:br|b|i|u|p|a|ul|ol|li|div|span|strong|em|img|script|style|iframe|font|ruby|rt|h[1-6])(?:\s[^<>\n]*)?/?>"
    r"|\[[^\[\]\n]+\]\((?:https?:|/)[^()\s]*\)|\*\*[^*\n]+\*\*"
)
_HALF_KANA = re.compile(r"[ｦ-ﾟ][ｦ-ﾟ]*")  # looked for three times as quickly as with +
_MARKED = re.compile(r" #[^\s#]")
_CUT = re.compile(r" *+(?:- +)*+(?:[a-z_0-9]+: +)?[^\s\"'#|>\[{][^\n\"']*?(?P<cut> #[^\s#].*)")


def weekday_in_text_agrees(case: Case) -> Iterator[Finding]:
    """Ensure that a weekday in a text is that of the day before it."""
    for document in case.register.documents:
        for found in _DATED.finditer(document.text):
            if _DAY_FIELD.match(document.lines.whole(document.lines.number(found.start()))):
                continue  # the schema looks at days
            try:
                day = date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                message = f"文の中の「{found[0]}」は、実在しない日です。"
            else:
                if weekday(day) == found[4]:
                    continue
                message = f"文の中の「{found[0]}」の曜日が、日付と合いません。{say_date(day)}です。"
            remedy = "日付か曜日のどちらかを、出典で確かめて直してください。"
            yield _at(document, found.start(), message, remedy)


def text_has_no_markup(case: Case) -> Iterator[Finding]:
    """Ensure that plain texts hold no marks of HTML or Markdown, which would be shown as they are."""
    for document in case.register.documents:
        told = 0
        if not any(mark in document.head for mark in _MARKS):
            continue
        for found in _MARKUP.finditer(document.head):
            message = f"「{found[0][:40]}」のような印は、ここでは効かず、そのまま文字で出ます。"
            remedy = (
                "印を消して、ふつうの文にしてください。空の行で段落を分けられ、住所はそのまま書けばリンクになります。"
            )
            finding = _at(document, found.start(), message, remedy)
            if finding.line != told and not document.lines.whole(finding.line).lstrip().startswith("#"):
                yield finding
            told = finding.line


def text_has_no_half_width_kana(case: Case) -> Iterator[Finding]:
    """Ensure that katakana is full-width, so that it is found by search."""
    for document in case.register.documents:
        for found in _HALF_KANA.finditer(document.text):
            message = f"半角のカタカナ「{found[0]}」があります。"
            yield _at(
                document, found.start(), message, "全角のカタカナで書いてください。半角では、検索で見つかりません。"
            )


def text_is_not_cut(case: Case) -> Iterator[Finding]:
    """Ensure that no value loses its end to a # that looks like a comment."""
    for document in case.register.documents:
        marked = (document.lines.number(found.start()) for found in _MARKED.finditer(document.head))
        for number in dict.fromkeys(marked):
            found = _CUT.match(document.lines.whole(number))
            if found is None:
                continue
            message = f"「{found['cut'].strip()[:40]}」から後ろは、説明書きとみなされて、載りません。"
            remedy = (
                '載せるなら、値の全体を引用符「"」で囲んでください。説明書きなら、「#」のあとに空白を入れてください。'
            )
            yield Finding(document, (), message, remedy, "notice", number)


def _at(document: Document, position: int, message: str, remedy: str) -> Finding:
    return Finding(document, (), message, remedy, "notice", document.lines.number(position))


RULES: tuple[Rule, ...] = (
    weekday_in_text_agrees,
    text_has_no_markup,
    text_has_no_half_width_kana,
    text_is_not_cut,
)
