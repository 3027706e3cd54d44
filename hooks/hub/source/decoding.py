"""Bytes to text, with all that only an editor can see put right or told. Knows no YAML."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, groupby

from hub.problems import Problem, Severity

MAX_BYTES = 64 * 1024 * 1024
MAX_OF_A_KIND = 100
SHOWN = 120

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KANA_OR_KANJI = re.compile(r"[ぁ-ヿ一-鿿]")
_HALF_KANA = re.compile(r"[ｦ-ﾟ]")
_UNSEEN_SIGNS = r"\u200b\u200e\u200f\u2060\u00ad\ufeff"
_CONTROL_SIGNS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ue000-\uf8ff\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
_UNSEEN, _CONTROL = re.compile(f"[{_UNSEEN_SIGNS}]"), re.compile(f"[{_CONTROL_SIGNS}]")
_EITHER = re.compile(f"[{_UNSEEN_SIGNS}{_CONTROL_SIGNS}]")  # a text is mostly looked through once
_CONFLICT = re.compile(r"^([<=>|])\1{6}(?: .*)?$", re.MULTILINE)


class Lines:
    """A text by its lines, counted as editors do; taken apart when somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self._lines), initial=0))

    def __len__(self) -> int:
        return len(self._lines)

    def whole(self, line: int) -> str:
        """A line as it stands, or nothing beyond the end."""
        return self._lines[line - 1] if 1 <= line <= len(self._lines) else ""

    def shown(self, line: int) -> str:
        """A line cut short for a report, with a full-width indent made visible."""
        text = self.whole(line)[:SHOWN].rstrip()
        indent = re.match(r"[ \u3000\u00a0]*", text)
        width = indent.end() if indent else 0
        return text[:width].replace("\u3000", "□").replace("\u00a0", "□") + text[width:]

    def number(self, position: int) -> int:
        """The line in which a position of the text stands."""
        return bisect_right(self._starts, position)


def decode(path: str, raw: bytes, is_yaml: bool = True) -> tuple[str | None, list[Problem]]:
    """The text of a file with what is wrong with it as text; no text if it cannot be read."""
    if len(raw) > MAX_BYTES:
        remedy = "別のファイルと取りちがえていないか、確かめてください。"
        return None, [Problem(path, 0, "error", "file-size", "ファイルの大きさが64MBを超えています。", remedy)]
    if raw[:2] in _UTF16 or raw[:200].count(0) > len(raw[:200]) // 4:
        return None, [_foreign(path, 0, "UTF-16")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_undecodable(path, raw, error)]
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        remedy = "文字コードに「UTF-8(BOMなし)」を選んで保存してください。"
        message = "ファイルの先頭に、BOMという目に見えない印があります。"
        problems.append(Problem(path, 1, "notice", "byte-order-mark", message, remedy))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        remedy = "改行の種類に「LF」を選んで保存してください。"
        problems.append(
            Problem(
                path, line, "notice", "line-ending", "改行の種類が「LF」ではありません(Windowsの「CRLF」など)。", remedy
            )
        )
    return _checked(path, text, problems, is_yaml)


def each_line(
    path: str, lines: Lines, found: list[int], severity: Severity, rule: str, message: str, remedy: str
) -> Iterator[Problem]:
    """One problem for each run of neighbouring lines; beyond a hundred, the rest are only counted."""
    more, line = 0, 0
    for count, (_, run) in enumerate(groupby(enumerate(found), lambda pair: pair[1] - pair[0])):
        if count >= MAX_OF_A_KIND:
            more, line = more + 1, line or next(run)[1]
            continue
        first, *rest = (number for _, number in run)
        span = f"{first}行目から{rest[-1]}行目まで、" if rest else ""
        yield Problem(path, first, severity, rule, span + message, remedy, lines.shown(first))
    if more:
        text = f"同じことが、この行から下に、ほかにも{more}か所あります。"
        yield Problem(path, line, severity, rule, text, remedy, lines.shown(line))


def _checked(path: str, text: str, problems: list[Problem], is_yaml: bool) -> tuple[str | None, list[Problem]]:
    is_clean = _EITHER.search(text) is None
    if not is_clean and _UNSEEN.search(text):
        lines = Lines(text)
        found = sorted({lines.number(match.start()) for match in _UNSEEN.finditer(text)})
        message = "目に見えない文字(幅のない空白など)がまじっています。無いものとして読みました。"
        remedy = "その行を消して、手で打ち直してください。写して貼るときに、まじることがあります。"
        text = _UNSEEN.sub("", text)
        problems += each_line(path, Lines(text), found, "notice", "unseen-character", message, remedy)
    lines = Lines(text)
    count = len(problems)
    if not is_clean and _CONTROL.search(text):
        found = sorted({lines.number(match.start()) for match in _CONTROL.finditer(text)})
        remedy = "その行を消して、手で打ち直してください。"
        message = "目に見えない制御文字が入っています。"
        problems += each_line(path, lines, found, "error", "control-character", message, remedy)
    problems += _conflicts(path, text, lines, is_yaml)
    return (text if len(problems) == count else None), problems


def _conflicts(path: str, text: str, lines: Lines, is_yaml: bool) -> Iterator[Problem]:
    """Marks that version control leaves; in Markdown a row of = alone may be a heading's line."""
    if not any(sign * 7 in text for sign in "<=>|"):
        return
    marks = [(found[1], lines.number(found.start())) for found in _CONFLICT.finditer(text)]
    if not is_yaml and not any(sign in "<>" for sign, _ in marks):
        return
    first = 0
    for position, (sign, line) in enumerate(marks):
        first = line if sign == "<" or not first else first
        is_last = position + 1 == len(marks) or marks[position + 1][0] == "<"
        if sign != ">" and not is_last:
            continue
        span = f"{first}行目から{line}行目まで、" if line > first else ""
        message = f"{span}二人の編集がぶつかった印が残っています。"
        remedy = "残す方の行を選び、「<<<<<<<」「=======」「>>>>>>>」の行と、残さない方の行を消してください。"
        yield Problem(path, first, "error", "conflict-marker", message, remedy, lines.shown(first))
        first = 0


def _undecodable(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    loose = raw.decode("utf-8", "replace")
    if len(_KANA_OR_KANJI.findall(loose)) >= len(re.findall("\ufffd+", loose)):
        excerpt = Lines(loose).shown(line)
        message = "壊れていて読めない文字があります。"
        return Problem(path, line, "error", "encoding", message, "その行を消して、手で打ち直してください。", excerpt)
    names = [name for name, codec in (("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp")) if _reads(raw, codec)]
    names.sort(key=lambda name: len(_HALF_KANA.findall(raw.decode("cp932" if name == "Shift_JIS" else "euc_jp"))))
    return _foreign(path, line, names[0] if names else "")


def _reads(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _foreign(path: str, line: int, name: str) -> Problem:
    likely = f"({name}のようです)" if name else ""
    message = f"文字コードがUTF-8ではありません{likely}。"
    return Problem(path, line, "error", "encoding", message, "文字コードに「UTF-8」を選んで保存し直してください。")
