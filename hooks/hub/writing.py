"""Reads the Markdown files of `content/`: front matter checked, body left as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.album import FOLDER
from hub.model import Content, Page
from hub.problems import Problem, Report
from hub.records import Register, unquoted, validated
from hub.schema.content import About, Booklet, Cover, District, Initiative, Issue, Listing
from hub.schema.kiosk import KIOSK_FILES
from hub.source import Document, compose
from hub.source.decoding import decode

LISTINGS = ("partners", "events", "initiatives", "companies", "magazine", "frameworks", "prefectures", "districts")
_FRONT = re.compile(r"\A(---[ \t]*\n(?:.*?\n)??)---[ \t]*(?:\n|\Z)", re.DOTALL)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS: dict[str, type[Any]] = {
    "initiatives": Initiative,
    "districts": District,
    "magazine": Issue,
    "booklets": Booklet,
    "about": About,
}
_PLACES = (
    "取組は content/initiatives/、地区は content/districts/、情報誌の号は content/magazine/、冊子は content/booklets/、"
    "まちの記事は content/partners/ に置きます。"
)


@dataclass
class _Pages:
    """What has been read so far."""

    report: Report
    register: Register
    cover: Page[Cover] | None = None
    listings: dict[str, Page[Listing]] = field(default_factory=dict)
    written: dict[str, dict[str, Page[Any]]] = field(
        default_factory=lambda: {name: {} for name in ("companies", *_FOLDERS)}
    )
    articles: dict[str, str] = field(default_factory=dict)


LINK = b"a link"  # stands for a symbolic link, in place of what it leads to


def read_content(files: Mapping[str, bytes], report: Report, register: Register) -> Content | None:
    """Every page of `content/`, or None if the cover or a list's page is unusable."""
    pages = _Pages(report, register)
    for path in sorted(path for path in files if path.startswith("content/")):
        if files[path] is LINK:
            remedy = "これを消して、リンク先のファイルそのものを置いてください。"
            report.add(Problem(path, 0, "error", "link", "ほかの場所へのリンク(シンボリックリンク)です。", remedy))
        elif path.endswith(".md"):
            _read_page(path, files[path], pages)
        elif path not in KIOSK_FILES and not path.startswith(FOLDER):
            remedy = f"使わないなら消してください。ページにするなら、名前の終わりを「.md」にします。{_PLACES}"
            report.add(Problem(path, 0, "notice", "unused-file", "どこにも使われないファイルです。", remedy))
    for name in ("", *LISTINGS):
        path = f"content/{name}/index.md" if name else "content/index.md"
        if path not in files:
            remedy = "「title:」と「lead:」を書いたファイルを、ここに置いてください。"
            report.add(Problem(path, 0, "error", "missing-page", "なくてはならないページがありません。", remedy))
    if pages.cover is None or len(pages.listings) < len(LISTINGS):
        return None
    written = pages.written
    abouts = {f"about/{name}": page for name, page in written["about"].items()}
    abouts |= {f"companies/{name}": page for name, page in written["companies"].items()}
    issues = dict(sorted(written["magazine"].items(), key=lambda item: int(item[0]), reverse=True))
    return Content(
        pages.cover,
        pages.listings,
        written["initiatives"],
        written["districts"],
        issues,
        written["booklets"],
        abouts,
        pages.articles,
    )


def _read_page(path: str, raw: bytes, pages: _Pages) -> None:
    folder, _, name = path.removeprefix("content/").removesuffix(".md").rpartition("/")
    text, problems = decode(path, raw, is_yaml=False)
    pages.report.extend(problems)
    if folder == "partners" and name != "index":
        _read_article(path, name, text, pages)
        return
    model = _model(folder, name)
    if model is None:
        message = "どのページにも使われないファイルです。"
        remedy = f"置き場所と名前を確かめてください。{_PLACES}名前は英小文字・数字・ハイフンで書きます。"
        pages.report.add(Problem(path, 0, "error", "unused-page", message, remedy))
        return
    section = "about" if model is About else path.split("/")[1].removesuffix(".md")
    document = Document(path, text or "")
    pages.register.place((f"content/{section}", name), document, ())
    page = _page(document, name, model, pages) if text is not None else None
    if page is None:
        return
    if model is Cover:
        pages.cover = page
    elif model is Listing:
        pages.listings[folder] = page
    else:
        pages.written[folder][name] = page


def _read_article(path: str, name: str, text: str | None, pages: _Pages) -> None:
    pages.register.place(("articles", name), Document(path, text or ""), ())
    if text is None:
        return
    if text.startswith("---\n"):
        message = "まちの記事には、「---」で囲んだ項目の欄を書けません。"
        remedy = "「---」から「---」までを消してください。名前や出典は partners.yaml から取ります。"
        pages.report.add(Problem(path, 1, "error", "article-front-matter", message, remedy, "---"))
    pages.articles[name] = text


def _model(folder: str, name: str) -> type[Any] | None:
    if not folder:
        return Cover if name == "index" else None
    if not _NAME.fullmatch(name):
        return None
    if folder == "about":
        return About
    if name == "index":
        return Listing if folder in LISTINGS else None
    if folder == "companies":
        return About if name == "policy" else None
    if folder == "magazine" and not re.fullmatch(r"[1-9][0-9]{0,3}", name):
        return None
    return _FOLDERS.get(folder)


def _page(document: Document, name: str, model: type[Any], pages: _Pages) -> Page[Any] | None:
    found = _FRONT.match(document.text)
    if found is None:
        is_open = document.text.startswith("---")
        message = (
            "初めの「---」で始まる項目の欄が、閉じていません。"
            if is_open
            else "初めに「---」で囲んだ項目の欄がありません。"
        )
        remedy = "一行目を「---」とし、「title: 題名」などを書いて、もう一度「---」だけの行で閉じてください。"
        pages.report.add(document.problem(1, "front-matter", message, remedy))
        return None
    document.head = found[1]
    problems = compose(document)
    pages.report.extend(problems)
    if any(problem.severity == "error" for problem in problems):
        return None
    pages.report.extend(unquoted(document))
    record = validated(model, document, document.data, (), pages.report, document.path)
    return Page(name, record, document.text[found.end() :].strip()) if record is not None else None
