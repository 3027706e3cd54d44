"""What those who watch the site from outside are told."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import problem_cases
from bless import SAMPLE
from in_memory import TODAY, page_of

from hub.dates import JST
from hub.health import health_json
from hub.loading import load, read_files
from hub.model import Setting
from hub.source import read_extra

EVENT = "  - {{id: {id}, title: 朝市, category: fair, status: scheduled, source: press, occurrences: [{{starts_on: 2026-12-06}}]{more}}}\n"


def health_of(files: dict[str, bytes], moment: datetime | None = None) -> dict[str, Any]:
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY, built_at=moment))
    assert hub is not None, report.text()
    told: dict[str, Any] = json.loads(health_json(hub))
    return told


def test_health_of_the_sample() -> None:
    told = json.loads(page_of("health.json", read_files(SAMPLE)))
    assert told["built_at"] == "2026-11-20T00:00:00+09:00"
    assert told["stale_after_days"] == 2
    assert told["counts"].keys() == {"partners", "agreements", "events", "coming_events", "unconfirmed"}
    assert min(told["counts"].values()) > 0
    assert told["longest_unconfirmed"] == {"address": "/companies/funaya/", "confirmed_on": None}


def test_build_time_is_the_moment_not_the_day() -> None:
    told = health_of(problem_cases.files("sound"), datetime(2026, 11, 20, 6, 30, tzinfo=JST))
    assert told["built_at"] == "2026-11-20T06:30:00+09:00"


def test_record_that_was_confirmed_longest_ago_is_named() -> None:
    events = "".join(
        EVENT.format(id=name, more=f", confirmed_on: {day}")
        for name, day in (("a", "2026-11-02"), ("b", "2026-11-01"), ("c", "2026-11-03"))
    )
    files = problem_cases.files("sound") | {"events.yaml": f"events:\n{events}".encode()}
    files["partners.yaml"] = files["partners.yaml"].replace(
        b"source: press", b"source: press\n        confirmed_on: 2026-11-09"
    )
    told = health_of(files)
    assert told["longest_unconfirmed"] == {"address": "/events/b/", "confirmed_on": "2026-11-01"}
    assert told["counts"]["unconfirmed"] == 0
    assert told["data_as_of"] == "2026-11-09"
