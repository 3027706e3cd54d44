"""What `/search/` is given: many small files, of which a query needs few. Searches nothing itself.

A document is known by its number. All under `assets/search/`:
- `names.json`, always needed: how many files there are, the kinds of the documents in runs, and for every document but
  events `[address, name, kana, letters, line]`, so that names and readings are found at once;
- `pairs/<n>.json`: every phrase in which one of the pairs of signs of this file stands (for names and words also every
  single kanji), with the numbers of its documents by their role. So a query needs the file of its first pair to know
  every text in which it stands. `{phrase: [[role, first number, step, step, …], …]}`;
- `documents/<n>.json`: what is shown of some documents, `[address, name, kana, line, words, text]`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from hub.search.documents import Document
from hub.search.folding import fold, letters_key, phrases
from hub.small_json import small_json

FOLDER = "assets/search"
# What a phrase is to its document: the whole name, the beginning of a name, a later part of it, a word by which it is
# known, what stands below its name, its text, and a word of its id.
NAME, START, PART, WORD, LINE, TEXT, ID = range(7)
_KANJI = re.compile(r"[一-龠々]")
_EDITION = re.compile(r"第?[0-9]+[回年]?")  # 回 alone would bring every edition of everything
_ID_WORD = re.compile(r"[a-z]{3,}")
# Signs of a file of pairs and of one of documents, about: both come to two or three kilobytes on the way.
_PAIRS_ROOM = 6_000
_DOCUMENTS_ROOM = 2_500

Phrases = dict[str, dict[int, list[int]]]
Told = tuple[int, str]  # a role and a text


def index_files(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Every file, as (path in the site, text)."""
    pairs = _pair_files(_phrases(documents))
    shown = list(_shown(documents))
    yield f"{FOLDER}/names.json", _names(documents, len(pairs), [len(rows) for rows in shown])
    yield from ((f"{FOLDER}/pairs/{number}.json", text) for number, text in enumerate(pairs))
    yield from ((f"{FOLDER}/documents/{number}.json", small_json(rows) + "\n") for number, rows in enumerate(shown))


def _shown(documents: Iterable[Document]) -> Iterator[list[list[str]]]:
    """What is shown of the documents, file by file."""
    rows: list[list[str]] = []
    room = _DOCUMENTS_ROOM
    for known in documents:
        row = [known.address, known.name, known.kana, known.line, "、".join(known.words), known.text]
        size = sum(map(len, row))
        if rows and size > room:
            yield rows
            rows, room = [], _DOCUMENTS_ROOM
        rows.append(row)
        room -= size
    if rows:
        yield rows


def file_of(pair: str, count: int) -> int:
    """The number of the file of a pair of signs or a single one (`fileOf` in search-index.js)."""
    return (ord(pair[0]) * 31 + (ord(pair[1]) if len(pair) > 1 else 0)) % count


def _names(documents: Sequence[Document], pairs: int, shown: list[int]) -> str:
    kinds, names, at = [], [], 0
    for kind, group in groupby(documents, lambda known: known.kind):
        found = list(group)
        kinds.append([kind, len(found)])
        if kind != "event":
            names.append([at, [[one.address, one.name, one.kana, one.letters, one.line] for one in found]])
        at += len(found)
    return small_json({"pairs": pairs, "documents": shown, "kinds": kinds, "names": names}) + "\n"


def _phrases(documents: Iterable[Document]) -> Phrases:
    """Every phrase with the numbers of its documents, by role."""
    found: Phrases = defaultdict(lambda: defaultdict(list))
    known: dict[Told, list[list[int]]] = {}  # where a text that was met before puts its numbers: most are met often
    for number, document in enumerate(documents):
        for told in _told(document):
            lists = known.get(told)
            if lists is None:
                lists = known[told] = [found[phrase][role] for role, phrase in _roles(*told)]
            for numbers in lists:
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
    return found


def _told(document: Document) -> list[Told]:
    """The texts of a document by their role; names, readings and lines of all but events are in `names.json`."""
    found = []
    if document.kind == "event":
        found = [(NAME, document.name), *((LINE, part) for part in document.line.split("　"))]
    found += [(WORD, word) for word in (*document.words, *document.keywords)]
    found += [(TEXT, sentence) for sentence in document.text.split("。")]
    last = document.address.rstrip("/").rpartition("/")[2]
    found += [(ID, word) for word in last.split("-") if _ID_WORD.fullmatch(word)]
    return found


def _roles(role: int, text: str) -> list[Told]:
    """The phrases of a text with their roles."""
    if role == ID:
        return [(ID, f"#{letters_key(text)}")]
    found = phrases(fold(text))
    if role == NAME and len(found) > 1:
        return [(START if position == 0 else PART, phrase) for position, phrase in enumerate(found)]
    return [(role, phrase) for phrase in found]


def _pair_files(found: Phrases) -> list[str]:
    signs = sum(len(phrase) * (len(phrase) + 12) for phrase in found)
    count = 1 << max(0, (signs // _PAIRS_ROOM).bit_length())
    files: list[list[str]] = [[] for _ in range(count)]
    for phrase, roles in found.items():
        line = small_json({phrase: [[role, *_steps(numbers)] for role, numbers in sorted(roles.items())]})[1:-1]
        keys = {phrase[at : at + 2] for at in range(len(phrase) - 1)}
        if min(roles) <= WORD and not _EDITION.fullmatch(phrase):
            keys.update(_KANJI.findall(phrase))
        for number in {file_of(key, count) for key in keys}:
            files[number].append(line)
    return ["{" + ",\n".join(lines) + "}\n" for lines in files]


def _steps(numbers: list[int]) -> list[int]:
    """The first number, then each as a step from the one before."""
    return [numbers[0], *(after - before for before, after in pairwise(numbers))]
