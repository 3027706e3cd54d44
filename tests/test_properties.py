"""Whatever stands in the files, staff get a report: no traceback, no English, every problem in its place."""

from __future__ import annotations

import copy
import json
import random
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import problem_cases as cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from hub.loading import FILES, load, read_files
from hub.model import Setting
from hub.problems import Report
from hub.source import read, read_extra

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")  # nothing is kept in the repository
ROOT = Path(__file__).parents[1]
PAGE = "content/initiatives/market.md"
KEYS = sorted({key for model in FILES.values() for key in model.model_fields})


def bounded(examples: int) -> settings:
    """The same examples every time; nothing is stored."""
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    checks = list(HealthCheck)
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=checks,
    )


def report_of(changes: dict[str, bytes], extra: Any = None) -> Report:
    """The report on the sound data with some files changed; whatever they hold, it can be read."""
    files = cases.files("sound") | changes
    hub, report = load(files, read_extra(files["mkdocs.yml"]) if extra is None else extra, Setting(cases.TODAY))
    text = report.text()
    text.encode("utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", text)
    for problem in report.problems:
        assert problem.message.endswith("。")
        assert problem.remedy.endswith("。")
        assert (
            0
            <= problem.line
            <= files.get(problem.path, b"").count(b"\n") + files.get(problem.path, b"").count(b"\r") + 1
        )
        assert "\n" not in problem.annotation()
    assert hub is not None or report.errors
    return report


# ── bytes


def _letters() -> st.SearchStrategy[bytes]:
    pieces = [
        "a: b\n",
        "- ",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "\t",
        "\n",
        ":",
        ": ",
        "'",
        '"',
        "|\n",
        ">",
        "&a ",
        "*a",
        "!t ",
        "#",
        " #",
    ]
    pieces += [
        "events:\n",
        "municipalities:\n  - code: ",
        "---\n",
        "...\n",
        "%",
        "@",
        "`",
        "\\",
        "朝市",
        "　",
        "：",
        "\r\n",
        "\u200b",
        "? ",
    ]
    pieces += [f"{key}:" for key in KEYS]
    return st.lists(st.sampled_from(pieces), max_size=25).map(lambda parts: "".join(parts).encode())


@bounded(100)
@given(
    st.one_of(
        st.binary(max_size=80), _letters(), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
def test_any_bytes_are_reported_on(raw: bytes) -> None:
    path = sorted(["partners.yaml", "events.yaml", PAGE, "mkdocs.yml", "content/partners/072044.md"])[len(raw) % 5]
    report_of({path: raw})
    report_of({PAGE: b"---\n" + raw + b"\n---\n" + raw})


# ── trees

SCALARS = st.one_of(
    st.sampled_from(
        ["", "011002", "072044", "2024-03-02", "令和6年13月40日", "未確認", "true", "9:5", "https://a.jp/", "press"]
    ),
    st.text(max_size=12),
    st.integers(),
    st.booleans(),
    st.none(),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=3)
    ),
)


@bounded(100)
@given(st.dictionaries(st.sampled_from([*KEYS, "event"]), TREES, max_size=3))
def test_any_tree_is_reported_on(tree: dict[str, Any]) -> None:
    raw = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")  # JSON is YAML
    report_of({"partners.yaml": raw, "events.yaml": raw})


@bounded(100)
@given(TREES)
def test_any_settings_are_reported_on(extra: Any) -> None:
    assert report_of({}, extra if extra is not None else {}).errors


def test_settings_that_hold_themselves_are_reported_on() -> None:
    extra: dict[str, Any] = {"name": "見本"}
    extra["ward"] = {"contact": [extra]}
    assert report_of({}, extra).errors


# ── almost right records

ODD: list[Any] = [
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e",
        "a\nb",
        "011003",
        "11002",
        "０７２０４４",
        "２０２４年３月２日",
        "2024-02-30",
    ),
    *(
        "9998-12-31",
        "1000",
        "令和99年",
        "24:00",
        "23:59",
        "未確認",
        "javascript:alert(1)",
        "https://a@b.jp",
        "-1",
        "1e999",
    ),
    *(
        "nan",
        "999999999999",
        "x" * 5000,
        "「」",
        "press「",
        "131245",
        "072044",
        "*",
        "true",
        [],
        {},
        ["a"],
        {"id": "a"},
        [[]],
    ),
]


@cache
def real_records() -> dict[str, list[dict[str, Any]]]:
    """The records of the real files as they were read, by section."""
    files = read_files(ROOT)
    return {section: records for path in FILES for section, records in read(path, files[path])[0].data.items()}


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(inner, (*at, key))


def mutated(record: Any, chance: random.Random) -> Any:
    """The record with one value replaced, removed, doubled, moved or renamed."""
    record = copy.deepcopy(record)
    *way, key = chance.choice([place for place in _places(record) if place])
    holder = record
    for step in way:
        holder = holder[step]
    change = chance.randrange(4)
    if change == 0:
        holder[key] = chance.choice(ODD)
    elif change == 1:
        holder.pop(key)
    elif isinstance(holder, list):
        holder.append(holder[key])
    elif change == 2:
        holder[f"{key}x"] = holder.pop(key)
    else:
        holder[key] = chance.choice([holder[key], [holder[key]], {"name": holder[key]}])
    return record


@bounded(150)
@given(st.integers(0, 2**32))
def test_almost_right_records_are_reported_on(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 # mutations, no secrets
    sections = real_records()
    data: dict[str, list[Any]] = {}
    for _ in range(chance.randint(1, 4)):
        section = chance.choice(sorted(sections))
        record = chance.choice(sections[section])
        for _ in range(chance.randint(1, 3)):
            record = mutated(record, chance) or {"id": "x"}
        data.setdefault(section, []).append(record)
    changes = {}
    for path, model in FILES.items():
        own = {section: records for section, records in data.items() if section in model.model_fields}
        if own:
            changes[path] = json.dumps(own, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
    report_of(changes)


@bounded(60)
@given(st.integers(0, 2**32))
def test_almost_right_lines_are_reported_on(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 # mutations, no secrets
    path = chance.choice(
        ["several-faults-at-once", "end-before-start", "references-unknown", "corporate-content-missing"]
    )
    lines = (cases.PROBLEMS / f"{path}.yaml").read_text("utf-8").split("\n")
    for _ in range(chance.randint(1, 4)):
        index = chance.randrange(len(lines))
        line = lines[index]
        lines[index : index + 1] = chance.choice(
            [
                [],
                [line, line],
                [line[2:]],
                ["  " + line],
                [line.replace(":", "：")],
                [line.replace(": ", ":")],
                [line[: len(line) // 2]],
            ]
        )
    report_of({"partners.yaml": "\n".join(lines).encode()})
