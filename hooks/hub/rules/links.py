"""Links in the Markdown of `content/` lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.rules.finding import Case, Finding, Rule
from hub.source import Document

# `[words](address)`, `![words](address)`, and `[name]: address` on a line of its own.
_LINK = re.compile(
    r"(?P<image>!?)\[[^\[\]]*\]\(\s*<?(?P<inline>(?:[^\s()<>]|\([^\s()]*\))*)>?|^ {0,3}\[[^\[\]]+\]:\s*(?P<reference>\S+)",
    re.MULTILINE,
)
_CODE = re.compile(r"`[^`\n]+`")
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def link_leads_to_a_page(case: Case) -> Iterator[Finding]:
    """Ensure that each link within the site leads to a page that exists."""
    known = _known(case)
    for document, line, target, is_image in _links(case):
        path = re.split(r"[?#]", target)[0]
        if is_image or not path.startswith("/") or path in known or "." in path.rpartition("/")[2]:
            continue
        remedy = _instead(case, path, known)
        yield Finding(document, (), f"リンク先のページ「{target}」がありません。", remedy, "error", line)


def _instead(case: Case, path: str, known: frozenset[str]) -> str:
    if f"{path}/" in known:
        return f"「{path}/」と、終わりに「/」を付けてください。"
    folder, _, name = path.strip("/").rpartition("/")
    if place := case.hub.gazetteer.by_code(name):
        return f"{place.full_name}を partners.yaml に足すか、リンクを外してください。"
    beside = [address for address in known if address.startswith(f"/{folder}/") and address != f"/{folder}/"]
    near = "" if name.isdigit() else case.guess(path, beside)
    return f"「{near}」ではありませんか。" if near else "住所を確かめるか、リンクを外してください。"


def link_is_written_in_full(case: Case) -> Iterator[Finding]:
    """Ensure that each link starts with / or is a whole address that is safe to open."""
    for document, line, target, is_image in _links(case):
        if is_image or (target.startswith("/") and not target.startswith("//")):
            continue
        host = re.match(r"(?:https?:)?//([^/?#]*)", target)
        if target.startswith(_SCHEMES) and (host is None or re.fullmatch(r"[^@]*[^.@]\.[^.@]+", host[1])):
            continue
        remedy = (
            "サイトの中のページは「/partners/072044/」のように「/」から、ほかのサイトは「https://」から書いてください。"
        )
        if re.match(r"[a-z][a-z0-9+.-]*:(?!//)", target, re.IGNORECASE):
            message = f"「{target[:60]}」は、リンクにならず、文字だけになります。"
            yield Finding(document, (), message, remedy, "notice", line)
        else:
            yield Finding(document, (), f"リンク先「{target[:60]}」の書き方が違います。", remedy, "error", line)


def image_is_not_shown(case: Case) -> Iterator[Finding]:
    """Ensure that staff know that pictures in a text do not appear."""
    for document, line, target, is_image in _links(case):
        if is_image:
            message = f"画像「{target[:60]}」は、ページに載りません。"
            yield Finding(
                document,
                (),
                message,
                "この行を消してください。本文に書けるのは、文字と表とリンクだけです。",
                "notice",
                line,
            )


def _links(case: Case) -> Iterator[tuple[Document, int, str, bool]]:
    """Every link of every page: the text, its line, the target, and whether it is a picture."""
    for document in case.register.documents:
        if not document.path.endswith(".md"):
            continue
        for found in _LINK.finditer(_without_code(document.text), len(document.head)):
            target = found["inline"] if found["reference"] is None else found["reference"]
            yield document, document.lines.number(found.start()), target, bool(found["image"])


def _without_code(text: str) -> str:
    """The text with spaces in place of code, which is shown as it stands."""
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = line[:3]
        if fence or mark in {"```", "~~~"}:
            lines.append(" " * len(line))
            fence = "" if mark == fence else fence or mark
        else:
            lines.append(_CODE.sub(lambda code: " " * len(code[0]), line))
    return "\n".join(lines)


def _known(case: Case) -> frozenset[str]:
    """Every page of the site; those of faulty records too, for their fault is told elsewhere."""
    hub = case.hub
    hidden = {f"/events/{event.id}/" for event in case.records["events"] if event.id not in hub.events}
    return frozenset((hub.where.keys() - hidden) | case.pages)


RULES: tuple[Rule, ...] = (link_leads_to_a_page, link_is_written_in_full, image_is_not_shown)
