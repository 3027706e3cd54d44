"""What staff are shown by the commands, kept in `staff/` as accepted, and the data they are run on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import problem_cases
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from hub.editing.desk import Desk, desk
from hub.editing.importing import Plan, plan
from hub.editing.spreadsheets import read_rows
from hub.loading import read_files
from hub.model import Setting
from hub.schema.drafts import draft
from hub.schema.legend import LEGENDS

ROOT = Path(__file__).parents[1]
SAMPLE = Path(__file__).with_name("sample")
ACCEPTED = Path(__file__).with_name("staff")
TODAY = Setting(date(2026, 11, 20))


@cache
def real() -> Desk:
    """The real data, of which tests may say only what holds however staff change them."""
    return desk(read_files(ROOT), TODAY)


@cache
def sample() -> Desk:
    """The invented ward."""
    return desk(read_files(SAMPLE), TODAY)


def book(*rows: list[Any]) -> bytes:
    """A workbook with these rows."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def messy() -> Plan:
    """What is made of a table as offices write them: a title above, full-width digits, 令和, spans in one cell."""
    raw = book(
        ["令和8年度 催し予定表"],
        [],
        ["No", "催し名", "開催日", "時間", "場所", "参加自治体", "内容", "費用", "担当メモ"],
        [
            1,
            "橋まつり(第20回)",
            "令和８年１２月５日(土)",
            "１０：００～１６：００",
            "公園",
            "喜多方市、三浦市",
            "野菜",
            "無料",
            "内線",
        ],
        [2, "朝の市", datetime(2026, 12, 6), time(9, 30), "新橋SL広場"],  # noqa: DTZ001 # a cell knows no zone
        [3, "二日の市", "2026/12/19〜2026/12/20", "10時から15時半", "新橋SL広場"],
        [4, "ふれあい市", "12月13日"],
        [5, "曜日ちがい市", "2026/12/13(月)"],
        [6, "いない町市", "2026-12-20", None, None, "いわき町"],
    )
    return plan(sample(), read_rows("予定表.xlsx", raw), {"source": "mihon-2026", "category": "物産展"})


def seen_by_schema() -> list[str]:
    """The golden cases of which the schemas for editors alone would tell."""
    validators = {file: jsonschema.Draft7Validator(json.loads(draft(file))) for file in LEGENDS}
    found, sound = [], problem_cases.files("sound")
    for name in sorted(set(problem_cases.names()) - problem_cases.BYTES.keys()):
        files = problem_cases.files(name)
        for file, validator in validators.items():
            if files.get(file) == sound.get(file):
                continue
            try:
                data = YAML(typ="safe", pure=True).load(files[file].decode("utf-8-sig"))
            except (KeyError, ValueError, YAMLError, RecursionError, AttributeError):
                continue  # what is no YAML has an editor's own red line
            if not validator.is_valid(json.loads(json.dumps(data, default=str))):
                found.append(name)
                break
    return found


SHOWN: dict[str, Callable[[], str]] = {
    "messy": lambda: messy().text(),
}


def accepted(name: str) -> str:
    """What was accepted."""
    return (ACCEPTED / f"{name}.txt").read_text("utf-8").removesuffix("\n")


def bless() -> None:
    """Accept what is shown now."""
    ACCEPTED.mkdir(exist_ok=True)
    for name, make in SHOWN.items():
        (ACCEPTED / f"{name}.txt").write_text(make() + "\n", "utf-8")
