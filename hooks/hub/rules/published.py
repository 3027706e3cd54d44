"""What was ever published keeps its address; a file that was cut off is seen by the many that vanish at once."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from hub.rules.addresses import faulty_addresses
from hub.rules.finding import Case, Finding, Rule
from hub.source import Document

# So many that vanish from one file at once have one cause.
AT_ONCE = 5
_FILES = {
    "events": "events.yaml",
    "partners": "partners.yaml",
    "companies": "partners.yaml",
    "frameworks": "partners.yaml",
}
_KEEP = (
    "記録を戻すか、partners.yaml の moved に「address: "
    "{}」と、題名(title)、代わりのページ(to)を書いてください。元の住所には「掲載終了」のページが残ります。"
)


def _lost(case: Case) -> list[tuple[int, str]]:
    """Every published address without a page, with its line in the list."""
    document, _ = case.register.places["published", "addresses.txt"]
    current = case.pages | faulty_addresses(case)
    lines = ((number, line.strip()) for number, line in enumerate(document.text.splitlines(), 1))
    return [(number, address) for number, address in lines if address.startswith("/") and address not in current]


def _file(address: str) -> str:
    return _FILES.get(address.split("/")[1], "")


def _at_once(lost: list[tuple[int, str]]) -> dict[str, list[str]]:
    """The files from which many addresses vanished at once."""
    found = defaultdict(list)
    for _, address in lost:
        found[_file(address)].append(address)
    return {file: addresses for file, addresses in found.items() if file and len(addresses) >= AT_ONCE}


def _document(case: Case, path: str) -> Document | None:
    return next((document for document in case.register.documents if document.path == path), None)


def file_is_whole(case: Case) -> Iterator[Finding]:
    """Ensure that no file lost its end or a great part: told once, where the file ends now."""
    for file, lost in _at_once(_lost(case)).items():
        document = _document(case, file)
        if document is None:
            continue
        last = next((number for number in range(len(document.lines), 0, -1) if document.lines.whole(number).strip()), 1)
        message = f"公開したことのあるページが、一度に{len(lost)}件なくなりました(「{'」「'.join(lost[:3])}」など)。"
        remedy = (
            f"ファイルが{last}行目で切れていないか、まとめて消していないかを確かめて、消えた記録を戻してください。"
            "なくしてよいものは、partners.yaml の moved に書きます。"
        )
        yield Finding(document, (), message, remedy, "error", last)


def published_address_is_kept(case: Case) -> Iterator[Finding]:
    """Ensure that every address that was ever published still has a page."""
    document, _ = case.register.places["published", "addresses.txt"]
    new = case.pages.difference(map(str.strip, document.text.splitlines()))
    lost = _lost(case)
    at_once = _at_once(lost)
    for number, address in lost:
        if _file(address) in at_once:
            continue
        message = f"公開したことのある住所「{address}」のページが、なくなりました。"
        near = difflib.get_close_matches(address, sorted(new), 1, 0.8) if case.may_guess() else []
        where = case.hub.where.get(near[0]) if near else None
        renamed = _document(case, where.path) if where is not None else None
        if where is not None and renamed is not None:
            message += f"この記録の住所が「{near[0]}」に変わっています。"
            remedy = f"idやコードを元に戻すか、partners.yaml の moved に「address: {address}」「to: {near[0]}」を書いてください。"
            yield Finding(renamed, (), message, remedy, "error", where.line)
        else:
            yield Finding(document, (), message, _KEEP.format(address), "error", number)


RULES: tuple[Rule, ...] = (file_is_whole, published_address_is_kept)
