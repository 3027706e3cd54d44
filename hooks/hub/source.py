"""YAML text to plain data, every scalar as text, with the line of everything. Knows no schema.

The C parser composes; lines of single values are looked up by composing again, which happens only
when something is wrong and keeps the usual run small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hub.problems import Problem

Loc = tuple[str | int, ...]
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 20

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:?-])[&*!][^\s=]|[\[{]{4}|(?:[\[{][^\n]*){16}|^ {60}|(?:- ){10}", re.MULTILINE)


@dataclass
class Document:
    """One YAML text: its data and where each record and value stands."""

    path: str
    text: str
    offset: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    record_lines: dict[tuple[str, int], int] = field(default_factory=dict)
    _root: yaml.Node | None = None

    def line(self, loc: Loc) -> int:
        """The line of the value at `loc`, or of the nearest thing around it that exists."""
        if self._root is None:
            self._root = yaml.compose(self.text, Loader=_Loader)
        node, line = self._root, 1
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
            line = mark.start_mark.line + 1
        return line + self.offset

    def excerpt(self, line: int) -> str:
        """The text of a line, for showing."""
        lines = self.text.splitlines()
        index = line - self.offset - 1
        return lines[index].rstrip()[:160] if 0 <= index < len(lines) else ""

    def problem(self, line: int, rule: str, message: str, remedy: str) -> Problem:
        """An error of this document at a line."""
        return Problem(self.path, line, "error", rule, message, remedy, self.excerpt(line))


def read(path: str, raw: bytes, offset: int = 0) -> tuple[Document, list[Problem]]:
    """Parse a file. With problems of the YAML itself, the document is empty."""
    document = Document(path, "", offset)
    if len(raw) > MAX_BYTES:
        return document, [
            document.problem(0, "file-size", "64MBを超えています。", "古い記録を別のファイルに分けてください。")
        ]
    try:
        document.text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "文字コードがUTF-8ではありません(Shift_JISなどで保存されています)。"
        return document, [
            document.problem(line + offset, "encoding", what, "文字コードに「UTF-8」を選んで保存し直してください。")
        ]
    notices = list(_tidy(document))
    problems = list(_text_faults(document))
    if not problems and _SUSPICIOUS.search(document.text):
        problems = list(_event_faults(document))
    if problems:
        return document, notices + problems
    try:
        root = yaml.compose(document.text, Loader=_Loader)
    except yaml.YAMLError as error:
        return document, [*notices, _syntax_fault(document, error)]
    problems = list(_fill(document, root))
    return document, notices + problems


def read_extra(raw: bytes) -> dict[str, Any]:
    """`extra:` of `mkdocs.yml`, whose other keys may carry MkDocs' own tags."""
    try:
        root = yaml.compose(raw.decode("utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    found = _child(root, "extra")
    extra = _plain(found[1], []) if found is not None else {}
    return extra if isinstance(extra, dict) else {}


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _tidy(document: Document) -> Iterator[Problem]:
    """Mend what only an editor can see, and say so."""
    if document.text.startswith("\ufeff"):
        document.text = document.text[1:]
        yield Problem(
            document.path,
            1,
            "notice",
            "byte-order-mark",
            "先頭にBOM(目に見えない印)があります。",
            "文字コードに「UTF-8(BOMなし)」を選んで保存してください。",
        )
    if "\r" in document.text:
        line = document.text[: document.text.index("\r")].count("\n") + 1
        document.text = document.text.replace("\r\n", "\n").replace("\r", "\n")
        yield Problem(
            document.path,
            line,
            "notice",
            "line-ending",
            "改行がWindowsの形(CRLF)です。",
            "改行に「LF」を選んで保存してください。",
        )


_LINE_FAULTS = (
    (
        re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE),
        "conflict-marker",
        "二人の編集がぶつかった印が残っています。",
        "残す方の行を選び、「<<<<<<<」「=======」「>>>>>>>」の行を消してください。",
    ),
    (
        re.compile(r"^ *\t", re.MULTILINE),
        "tab",
        "字下げにタブが使われています。",
        "タブを消し、半角の空白2つずつで字下げしてください。",
    ),
    (
        re.compile(r"^ *　", re.MULTILINE),
        "full-width-space",
        "字下げに全角の空白が使われています。",
        "全角の空白を消し、半角の空白2つずつで字下げしてください。",
    ),
    (
        re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"),
        "control-character",
        "目に見えない制御文字が入っています。",
        "その行を消して、手で打ち直してください。",
    ),
)


def _text_faults(document: Document) -> Iterator[Problem]:
    for pattern, rule, message, remedy in _LINE_FAULTS:
        for found in pattern.finditer(document.text):
            line = document.text.count("\n", 0, found.start()) + 1 + document.offset
            yield document.problem(line, rule, message, remedy)


def _event_faults(document: Document) -> Iterator[Problem]:
    """Look closely at a text that may nest too deep or use anchors, aliases or tags."""
    depth = 0
    try:
        for event in yaml.parse(document.text, Loader=_Loader):
            line = event.start_mark.line + 1 + document.offset
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                yield document.problem(
                    line, "nesting", f"入れ子が{MAX_DEPTH}段を超えています。", "字下げや括弧を見直してください。"
                )
                return
            if getattr(event, "anchor", None) is not None:
                yield document.problem(
                    line,
                    "anchor",
                    "「&」や「*」で始まる値は使えません。",
                    '文字として書くなら、値を引用符「"」で囲んでください。',
                )
            elif getattr(event, "tag", None) is not None:
                yield document.problem(
                    line,
                    "tag",
                    "「!」で始まる値は使えません。",
                    '文字として書くなら、値を引用符「"」で囲んでください。',
                )
    except yaml.YAMLError as error:
        yield _syntax_fault(document, error)


_SYNTAX = (
    (
        "mapping values are not allowed",
        "「:」の使い方か字下げが違います。",
        '値に「: 」が入るときは、値の全体を引用符「"」で囲んでください。上の行と字下げがそろっているかも確かめてください。',
    ),
    (
        "could not find expected ':'",
        "項目の名前のあとに「:」がありません。",
        "「name: 札幌市」のように、名前・コロン・半角の空白・値の順に書いてください。",
    ),
    ("did not find expected key", "字下げが上の行とそろっていません。", "同じ記録の項目は、字下げをそろえてください。"),
    (
        "did not find expected '-' indicator",
        "一覧の「-」の字下げがそろっていません。",
        "同じ一覧の「-」は、字下げをそろえてください。",
    ),
    (
        "unexpected end of stream",
        '引用符「"」か括弧が閉じていません。',
        "開いた引用符や括弧を、同じ値の終わりで閉じてください。",
    ),
    (
        "found unexpected document indicator",
        '引用符「"」が閉じていません。',
        "開いた引用符を、同じ値の終わりで閉じてください。",
    ),
    ("cannot start any token", "値の初めに使えない記号(@ や % など)があります。", '値を引用符「"」で囲んでください。'),
    ("unknown escape character", "引用符の中の「\\」が読めません。", "「\\」を消すか、引用符を「'」にしてください。"),
    ("but found another document", "「---」で区切られています。", "「---」の行を消して、一つの続きにしてください。"),
    (
        "did not find expected ',' or",
        "括弧「[ ]」か「{ }」の中の区切りが違います。",
        "値を「,」で区切り、括弧を閉じてください。",
    ),
)


def _syntax_fault(document: Document, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = (mark.line + 1 if mark is not None else 1) + document.offset
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    for clue, message, remedy in _SYNTAX:
        if clue in said:
            return document.problem(line, "yaml-syntax", message, remedy)
    remedy = "この行と一つ上の行の、字下げ・「:」・「-」・引用符を見直してください。"
    return document.problem(line, "yaml-syntax", "書き方の決まり(YAML)に合っていません。", remedy)


def _fill(document: Document, root: yaml.Node | None) -> Iterator[Problem]:
    """Turn nodes into dictionaries, lists and text; refuse keys that stand twice."""
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        yield document.problem(
            1 + document.offset,
            "file-form",
            "「項目: 値」の形で始まっていません。",
            "一番左に「events:」のような項目の名前を書いてください。",
        )
        return
    faults: list[tuple[int, str, str]] = []
    document.data = _plain(root, faults)
    for key, value in root.value:
        if isinstance(value, yaml.SequenceNode):
            for index, item in enumerate(value.value):
                document.record_lines[key.value, index] = item.start_mark.line + 1 + document.offset
    for line, rule, name in faults:
        if rule == "duplicate-key":
            yield document.problem(
                line + document.offset,
                rule,
                f"項目「{name}」が同じところに二度あります。",
                "どちらか一方を消してください。",
            )
        else:
            yield document.problem(
                line + document.offset,
                rule,
                "項目の名前が文字ではありません。",
                "「name: 札幌市」のように、項目の名前を文字で書いてください。",
            )


def _plain(node: yaml.Node, faults: list[tuple[int, str, str]]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, faults) for item in node.value]
    data: dict[str, Any] = {}
    seen = set()
    for key, value in node.value:
        name = key.value
        if not isinstance(name, str) or name == "":
            faults.append((key.start_mark.line + 1, "key-form", ""))
            continue
        if name in seen:
            faults.append((key.start_mark.line + 1, "duplicate-key", name))
            continue
        seen.add(name)
        if isinstance(value, yaml.ScalarNode) and value.value == "":
            continue  # a key left empty is as good as not written
        data[name] = _plain(value, faults)
    return data
