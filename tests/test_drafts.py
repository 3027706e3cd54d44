"""The schemas for editors are those of the models, take the real data, and see what one record can show."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import problem_cases as cases
import pytest
import staff_cases
from ruamel.yaml import YAML

from hub.schema.drafts import draft
from hub.schema.legend import LEGENDS, schema_name

ROOT = Path(__file__).parents[1]


# Golden cases of which an editor tells while one types.
SEEN = """
billion-laughs choice-misspelt choice-unknown code-is-a-name code-lost-leading-zero
code-not-quoted code-without-check-digit company-work-without-ground day-in-japanese-calendar day-not-exact
day-with-wrong-weekday day-without-year display-emergency-without-end file-of-comments-only file-without-a-key
flag-in-words id-in-japanese id-with-capitals indent-by-full-width-space key-in-capitals
key-in-japanese key-inside-a-record-misspelt key-is-missing key-misspelt key-of-another-record
key-of-the-file-misspelt list-where-text-belongs moved-address-malformed nesting-21-deep occurrence-outside-its-event
occurrence-without-a-first-day phone-in-brackets photo-consent-in-other-words photo-without-description photo-without-licence
prefecture-number-without-zero required-keys-missing several-faults-at-once source-in-words source-missing
text-where-a-list-belongs text-where-a-record-belongs text-where-records-belong time-of-midnight time-with-words
title-on-two-lines title-too-long url-of-a-script url-of-data url-without-scheme
""".split()


@cache
def validator(file: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(draft(file)))


def typed(text: str) -> Any:
    """The data as an editor reads it: YAML 1.2, days as text."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=date.isoformat))


@pytest.mark.parametrize("file", LEGENDS)
def test_schema_in_the_repository_is_that_of_the_models(file: str) -> None:
    assert (ROOT / schema_name(file)).read_text("utf-8") == draft(file), "The schema is old: run `make bless`."
    assert (
        (ROOT / file)
        .read_text("utf-8")
        .startswith(f"# yaml-language-server: $schema={'../' * file.count('/')}{schema_name(file)}\n")
    )
    jsonschema.Draft7Validator.check_schema(json.loads(draft(file)))


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests" / "sample"], ids=["real", "sample"])
@pytest.mark.parametrize("file", LEGENDS)
def test_schema_takes_sound_data(folder: Path, file: str) -> None:
    if not (folder / file).is_file():
        pytest.skip("the sample has no display")
    faults = [
        (list(fault.path), fault.message)
        for fault in validator(file).iter_errors(typed((folder / file).read_text("utf-8")))
    ]
    assert faults == []


def test_schema_sees_the_faults_of_single_records() -> None:
    refused = staff_cases.seen_by_schema()
    assert "sound" not in refused
    assert set(SEEN) - set(refused) == set()
    silent = [name for name in refused if cases.report(name).startswith("エラー 0件、お知らせ 0件")]
    assert silent == []


@pytest.mark.parametrize("file", LEGENDS)
def test_every_field_has_a_japanese_title_and_every_record_too(file: str) -> None:
    schema = json.loads(draft(file))
    for name, record in schema["definitions"].items():
        assert not record["title"].isascii(), name
        for key, field in record["properties"].items():
            assert not field["title"].isascii(), (name, key)
            assert field.get("examples"), (name, key)


@pytest.mark.parametrize(
    ("record", "is_right"),
    [
        ({}, True),
        ({"occurrences": [{"starts_on": 2024}], "capacity": 10, "draft": True}, True),
        ({"source": ["press", "https://example.jp/"]}, True),
        ({"source": "係長に聞いた"}, False),
        ({"occurrences": [{"starts_on": "令和6年3月2日"}]}, False),
        ({"occurrences": [{"starts_on": "2024-03-02", "opens": "9:30"}]}, False),
        ({"category": "matsuri"}, False),
        ({"titel": "市"}, False),
        ({"url": "example.jp"}, False),
        ({"draft": "はい"}, False),
    ],
)
def test_schema_of_events_tells_right_from_wrong(record: dict[str, Any], is_right: bool) -> None:
    base = {"id": "a-1", "title": "市", "category": "fair", "status": "held", "source": "press"}
    data = {"events": [{**base, "occurrences": [{"starts_on": "2024-03-02"}], **record}]}
    assert validator("events.yaml").is_valid(data) is is_right
