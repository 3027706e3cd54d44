"""The four words, and what may be said of an event on a day."""

from __future__ import annotations

import typing
from datetime import date
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from hub.schema.content import Initiative
from hub.schema.events import Category, Event
from hub.schema.partners import Agreement, Framework, Tie, TieKind
from hub.status import CATEGORIES, THEMES, TIE_KINDS, is_coming, is_in_force, state_of

TODAY = date(2026, 11, 20)


def event(status: str, *days: str | tuple[str, str] | dict[str, Any]) -> Event:
    occurrences = [
        day
        if isinstance(day, dict)
        else {"starts_on": day}
        if isinstance(day, str)
        else {"starts_on": day[0], "ends_on": day[1]}
        for day in days
    ]
    return Event.model_validate(
        {
            "id": "a-fair",
            "title": "物産展",
            "category": "fair",
            "status": status,
            "occurrences": occurrences,
            "source": "https://example.jp/",
        }
    )


def agreement(**fields: str) -> Agreement:
    record = {"id": "a-pact", "title": "協定", "parties": ["072044"], "source": "https://example.jp/"}
    return Agreement.model_validate(record | fields)


def test_every_kind_of_tie_has_a_word() -> None:
    assert set(TIE_KINDS) == set(typing.get_args(TieKind))


def test_every_category_has_a_word() -> None:
    assert set(CATEGORIES) == set(typing.get_args(Category))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Event.model_fields["category"], CATEGORIES),
        (Tie.model_fields["kind"], {kind: word for kind, (word, _) in TIE_KINDS.items()}),
        (Initiative.model_fields["theme"], THEMES),
        (Framework.model_fields["theme"], THEMES),
    ],
)
def test_staff_are_told_what_each_choice_is_called(field: FieldInfo, words: dict[str, str]) -> None:
    assert field.description == "・".join(f"{key}({word})" for key, word in words.items())


@pytest.mark.parametrize(
    ("found", "word"),
    [
        # 予定
        (event("scheduled", "2026-11-21"), "予定"),
        (event("unconfirmed", "2026-11-21"), "予定"),
        (event("scheduled", "2026-12"), "予定"),
        (event("scheduled", "2026-11"), "予定"),
        # きょう
        (event("scheduled", "2026-11-20"), "きょう"),
        # 開催中
        (event("scheduled", ("2026-11-01", "2026-11-20")), "開催中"),
        # 終わった
        (event("scheduled", "2026-11-19"), "終了"),
        (event("held", "2025-11-10"), "終了"),
        (event("held", "2026-11-20"), "終了"),
        (event("unconfirmed", "2021-10-16"), "実施は未確認"),
        # 中止・延期は、日が過ぎても変わらない
        (event("cancelled", "2020-06"), "中止"),
        (event("cancelled", "2027-06-25"), "中止"),
        (event("postponed", "2027-06-25"), "延期"),
    ],
)
def test_state_of_an_event_on_a_day(found: Event, word: str) -> None:
    assert state_of(found, TODAY).word == word


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (event("scheduled", "2026-11-20"), True),
        (event("scheduled", ("2026-11-18", "2026-11-20")), True),
        (event("scheduled", "2026-11-19"), False),
        (event("cancelled", "2026-12-01"), False),
        (event("scheduled", "2026-11-01", "2026-12-01"), True),
        (event("scheduled", "2026-11-01", {"starts_on": "2026-12-01", "status": "cancelled"}), False),
    ],
)
def test_event_on_its_last_day_is_still_coming(found: Event, answer: bool) -> None:
    assert is_coming(found, TODAY) is answer


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (agreement(), True),
        (agreement(ends_on="2026-11-20"), True),
        (agreement(ends_on="2026-11-19"), False),
        (agreement(ends_on="未確認"), True),
        (agreement(ended_on="2026-11-20"), False),
    ],
)
def test_agreement_is_in_force_until_its_last_day(found: Agreement, answer: bool) -> None:
    assert is_in_force(found, TODAY) is answer
