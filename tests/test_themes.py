"""What a partner and the ward have to do with each other: one table for ties, one for events."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest
from test_search import hub_of

from hub.model import Hub
from hub.schema.events import Category
from hub.schema.partners import TieKind
from hub.status import THEMES
from hub.themes import CATEGORY_THEMES, TIE_THEMES, partner_districts, partner_themes

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def hub() -> Hub:
    return hub_of(ROOT)


def test_every_kind_of_tie_and_event_has_a_theme() -> None:
    assert set(TIE_THEMES) == set(typing.get_args(TieKind))
    assert set(CATEGORY_THEMES) == set(typing.get_args(Category))
    assert {*TIE_THEMES.values(), *CATEGORY_THEMES.values()} <= set(THEMES)


def test_initiative_of_a_tie_says_its_theme(hub: Hub) -> None:
    town = next(town for town in hub.municipalities if any(tie.initiative == "workcation" for tie in town.ties))
    assert "work" in partner_themes(hub)[town.key]


def test_framework_of_an_agreement_in_force_says_its_theme(hub: Hub) -> None:
    for key, agreements in hub.current_of.items():
        if any(agreement.framework == "timber" for agreement in agreements) and key in hub.partners:
            assert "forest" in partner_themes(hub)[key]


def test_districts_come_from_the_town_its_ties_and_its_events(hub: Hub) -> None:
    akasaka = {hub.name_of(key) for key, districts in partner_districts(hub).items() if "akasaka" in districts}
    assert "郡上市" in akasaka
