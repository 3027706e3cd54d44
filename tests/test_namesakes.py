"""Towns of one name are told apart by their prefecture; what has none keeps its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from in_memory import hub_of

from hub.assembling import _called
from hub.views.common import told_apart

ROOT = Path(__file__).parents[1]


def test_namesakes_bear_their_prefecture_and_one_without_a_prefecture_its_name() -> None:
    hub = hub_of(ROOT)
    told = [told_apart(hub, town) for town in hub.municipalities if town.name == "小国町"]
    assert told == ["山形県小国町", "熊本県小国町"]
    abroad = replace(hub.partners["072044"], key="oguni", name="小国町", prefecture="", kind="abroad")
    called = _called([*hub.partners.values(), abroad], hub.prefectures, hub.organisations)
    assert called["oguni"] == "小国町"
    assert called["064017"] == "山形県小国町"
