"""What staff are told: one golden report for each situation, and what must hold of all reports."""

from __future__ import annotations

import ast
import difflib
import re
from functools import cache
from pathlib import Path

import problem_cases as cases
import pytest
from pydantic import BaseModel

from hub.loading import FILES
from hub.problems import Problem, Report
from hub.rules import RULES, rule_id
from hub.schema.content import About, Cover, District, Initiative, Issue, Listing
from hub.schema.kiosk import KIOSK_FILES
from hub.schema.site import Site

HUB = Path(__file__).parents[1] / "hooks" / "hub"
TELLERS = ("source", "records.py", "wording.py", "writing.py", "loading.py", "schema")
# Where a rule's id stands among the arguments of what makes a problem.
POSITIONS = {"fault": 0, "repair": 0, "Said": 0, "problem": 1, "Problem": 3}


@cache
def report(name: str) -> str:
    return cases.report(name)


@pytest.mark.parametrize("name", cases.names())
def test_report_is_as_accepted(name: str) -> None:
    path = cases.expected(name)
    accepted = path.read_text("utf-8") if path.is_file() else ""
    changes = difflib.unified_diff(accepted.splitlines(), report(name).splitlines(), "accepted", "now", lineterm="")
    assert accepted == report(name), "\n".join(["If it is better so: make bless", *changes])


def test_every_accepted_report_has_its_case() -> None:
    assert {path.stem for path in cases.PROBLEMS.glob("*.txt")} == set(cases.names())


def test_sound_data_have_nothing_to_report() -> None:
    assert report("sound") == "エラー 0件、お知らせ 0件\n"


def test_every_rule_has_a_case() -> None:
    assert _ids() - _told() == set()


def test_no_rule_is_told_that_the_code_does_not_name() -> None:
    assert _told() - _ids() == set()


def _told() -> set[str]:
    text = "\n".join(map(report, cases.names()))
    return set(re.findall(r"^\S+: (?:エラー|お知らせ): .* \[([a-z-]+)\]$", text, re.MULTILINE))


def _ids() -> set[str]:
    """Every rule's id in the code: the names of the rules, and what the readers of files and values tell."""
    ids = {rule_id(rule) for rule in RULES}
    paths = [path for name in TELLERS for path in ([HUB / name] if name.endswith(".py") else (HUB / name).glob("*.py"))]
    for node in (node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            arguments = node.args[POSITIONS[called] :][:1] if called in POSITIONS else []
            ids |= {part.value for part in arguments if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    wording = ast.parse((HUB / "wording.py").read_text("utf-8"))
    tables = [node for node in ast.walk(wording) if isinstance(node, ast.Tuple) and len(node.elts) == 3]
    ids |= {node.elts[0].value for node in tables if isinstance(node.elts[0], ast.Constant)}
    # `value` is for faults that no one has foreseen; the two others are told by a function that takes many lines.
    return (ids - {"value"}) | {"unseen-character", "control-character"}


# ── what is said


def _sentences(name: str) -> list[str]:
    """The messages and remedies of a case, without places, ids and the lines of the files."""
    lines = [line for line in report(name).splitlines() if not re.match(r"    [0-9]+ \| ", line)]
    lines = [re.sub(r"^[^ ]+: (?:エラー|お知らせ): (.*) \[[a-z-]+\]$", r"\1", line) for line in lines]
    return [line.removeprefix("    直し方: ") for line in lines if line and not line.startswith("エラー ")]


def _unquoted(text: str) -> str:
    """The text without what stands in 「」, and what that may hold in turn."""
    while (less := re.sub(r"「[^「」]*」", "", text)) != text:
        text = less
    return text


@cache
def _known_words() -> frozenset[str]:
    """The words of the data files: keys, choices, examples, and names of files and signs."""
    text = "partners.yaml events.yaml mkdocs.yml content initiatives districts magazine booklets partners kiosk QR md id extra"
    text += " YAML UTF Shift JIS EUC JP BOM LF CRLF Windows MB JPEG PNG jpg png https http true false gujo name press market autumn fiscal"
    found = set(re.findall(r"[A-Za-z]+", text))
    models: list[type[BaseModel]] = [
        *FILES.values(),
        *KIOSK_FILES.values(),
        Site,
        Cover,
        Initiative,
        District,
        Issue,
        About,
        Listing,
    ]
    seen = set()
    while models:
        model = models.pop()
        if model in seen:
            continue
        seen.add(model)
        for key, info in model.model_fields.items():
            found |= set(re.findall(r"[A-Za-z]+", f"{key} {info.examples} {info.annotation}"))
            models += [
                part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)
            ]
    return frozenset(found - {"None", "str", "list", "dict", "tuple", "int", "float", "bool", "class", "typing"})


def _parts(annotation: object) -> list[object]:
    inner = list(getattr(annotation, "__args__", ()))
    return [annotation, *(part for one in inner for part in _parts(one))]


def test_no_report_holds_english() -> None:
    for name in cases.names():
        words = {word for line in _sentences(name) for word in re.findall(r"[A-Za-z]{2,}", _unquoted(line))}
        own = set(re.findall(r"[A-Za-z]{2,}", " ".join(cases.files(name))))
        own |= set(re.findall(r"(?:id|code): ?\"?([a-z-]+)", report(name)))
        assert (name, words - _known_words() - own) == (name, set())
        assert not re.search(r"Traceback|Error|Exception|None\b", report(name)), name


def test_every_report_is_polite_and_says_nothing_twice() -> None:
    for line in (line for name in cases.names() for line in _sentences(name)):
        plain = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", _unquoted(line))
        sentences = [sentence for sentence in plain.split("。") if sentence]
        for sentence in sentences:
            assert re.search(r"(です|ます|ません|ました|でした|ください|か)$", sentence), line
        assert len(sentences) == len(set(sentences)), line


def test_every_problem_is_told_once_and_with_a_remedy() -> None:
    for name in cases.names():
        told = [part for part in report(name).split("\n\n") if re.match(r"^\S+: (エラー|お知らせ): ", part)]
        assert all("\n    直し方: " in part for part in told), name
        assert len(told) == len(set(told)), name


# ── how a report is put together


def _problem(**changes: object) -> Problem:
    whole = {
        "path": "events.yaml",
        "line": 3,
        "severity": "error",
        "rule": "tab",
        "message": "何か。",
        "remedy": "直す。",
    }
    return Problem(**(whole | changes))  # type: ignore[arg-type]


def test_problems_stand_in_the_order_of_files_and_lines() -> None:
    late, early, other = _problem(line=20), _problem(line=3), _problem(path="partners.yaml", line=1)
    assert Report([other, late, early]).problems == [early, late, other]


def test_same_problem_counts_once() -> None:
    report_ = Report([_problem()])
    report_.add(_problem())
    assert report_.summary() == "エラー 1件、お知らせ 0件"


def test_unseen_characters_are_made_visible() -> None:
    text = _problem(message="\u202e何\x07か\ud800。", excerpt="\tx").text()
    assert "�何�か�。" in text
    assert "⇥x" in text
    text.encode("utf-8")


def test_annotation_stands_on_one_line_with_signs_escaped() -> None:
    found = _problem(path="content/a,b:c.md", message="100%\nです。").annotation()
    assert found == "::error file=content/a%2Cb%3Ac.md,line=3,title=エラー::100%25�です。 直し方: 直す。"
