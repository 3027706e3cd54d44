"""Reads the Markdown files of `content/`: front matter checked, body left as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hub.model import Content, Page
from hub.problems import Problem, Report
from hub.records import Register, validated
from hub.schema.content import About, Cover, District, Initiative, Issue, Listing
from hub.source import Document, read

LISTINGS = ("partners", "events", "initiatives", "companies", "magazine", "frameworks", "prefectures", "districts")
_FRONT = re.compile(r"\A---\r?\n(.*?\n)---\r?\n?(.*)\Z", re.DOTALL)
_FOLDERS: dict[str, type[Any]] = {"initiatives": Initiative, "districts": District, "magazine": Issue, "about": About}


def read_content(files: Mapping[str, bytes], report: Report, register: Register) -> Content | None:
    """Every page of `content/`, or None if the cover or a list's page is unusable."""
    pages: dict[str, dict[str, Page[Any]]] = {name: {} for name in ("listings", "companies", *_FOLDERS)}
    articles: dict[str, str] = {}
    cover: Page[Cover] | None = None
    for path in sorted(path for path in files if path.startswith("content/") and path.endswith(".md")):
        folder, _, name = path.removeprefix("content/").removesuffix(".md").rpartition("/")
        if folder == "partners" and name != "index":
            articles[name] = files[path].decode("utf-8", "replace")
            register.places["articles", name] = (Document(path, articles[name]), ())
        elif (model := _model(folder, name)) is None:
            remedy = (
                "置き場所か名前を確かめてください。取組は content/initiatives/、地区は content/districts/ に置きます。"
            )
            report.add(Problem(path, 0, "error", "unused-page", "どの頁にも使われないファイルです。", remedy))
        elif (page := _page(path, name, files[path], model, report, register)) is None:
            continue
        elif model is Cover:
            cover = page
        elif model is Listing:
            pages["listings"][folder] = page
        else:
            pages[folder][name] = page
    for missing in [name for name in LISTINGS if name not in pages["listings"]] + ([] if cover else [""]):
        path = f"content/{missing}/index.md" if missing else "content/index.md"
        if path not in files:
            message = "なくてはならない頁がありません。"
            remedy = "「title:」と「lead:」を書いたファイルを置いてください。"
            report.add(Problem(path, 0, "error", "missing-page", message, remedy))
    if cover is None or len(pages["listings"]) < len(LISTINGS):
        return None
    abouts = {f"about/{name}": page for name, page in pages["about"].items()}
    abouts |= {f"companies/{name}": page for name, page in pages["companies"].items()}
    issues = dict(sorted(pages["magazine"].items(), key=lambda item: int(item[0]), reverse=True))
    return Content(cover, pages["listings"], pages["initiatives"], pages["districts"], issues, abouts, articles)


def _model(folder: str, name: str) -> type[Any] | None:
    if not folder:
        return Cover if name == "index" else None
    if folder == "about":
        return About
    if name == "index":
        return Listing if folder in LISTINGS else None
    if folder == "companies":
        return About if name == "policy" else None
    if folder == "magazine" and not re.fullmatch(r"[1-9]\d{0,3}", name):
        return None
    return _FOLDERS.get(folder)


def _page(path: str, name: str, raw: bytes, model: type[Any], report: Report, register: Register) -> Page[Any] | None:
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    found = _FRONT.match(text)
    if found is None:
        message = "初めに「---」で囲んだ項目の欄がありません。"
        remedy = "一行目を「---」とし、「title: 題名」などを書いて、もう一度「---」で閉じてください。"
        report.add(Problem(path, 1, "error", "front-matter", message, remedy))
        return None
    try:
        front = raw.decode("utf-8").removeprefix("\ufeff")
        head = _FRONT.match(front)
        matter = head[1].encode() if head else b""
    except UnicodeDecodeError:
        matter = raw
    document, problems = read(path, matter, offset=1)
    report.extend(problems)
    section = "about" if model is About else path.split("/")[1].removesuffix(".md")
    register.places[f"content/{section}", name] = (document, ())
    if any(problem.severity == "error" for problem in problems):
        return None
    record = validated(model, document, document.data, (), report)
    return Page(name, record, found[2].replace("\r\n", "\n").strip()) if record is not None else None
