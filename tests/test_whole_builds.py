"""Whatever data set the schema allows, the whole site is made of it; what it does not allow is reported, never built.

Data sets are drawn from the schema, field by field. `HUB_EXAMPLES=60` tries more of them than a test run does.
"""

from __future__ import annotations

import json
import os
import random
import types
import typing
from datetime import date
from typing import Annotated, Any
from xml.etree import ElementTree

import icalendar
import problem_cases
import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_memory import THEME, TODAY, only_texts
from pydantic import BaseModel
from test_properties import bounded, mutated

from hub.building import build
from hub.loading import FILES, load
from hub.model import Setting
from hub.schema import values
from hub.schema.events import EventsFile
from hub.schema.partners import PartnersFile
from hub.source import read_extra
from site_reading import read_page

pytestmark = pytest.mark.site

EXAMPLES = int(os.environ.get("HUB_EXAMPLES", "6"))
TOWNS = ("072044", "011002", "132098", "472018", "212199")
NAMES = {"072044": "いわき市", "011002": "札幌市", "132098": "町田市", "472018": "那覇市", "212199": "郡上市"}
EXACT = ("2024-02-29", "2026-11-19", "2026-11-20", "2026-11-21", "2027-03-31", "1999-12-31", "2030-01-01")
PARTIAL = (*EXACT, "2024", "2026-11", "2024-autumn", "2026-12-early", "2026-fiscal", "1850")
WORDS = st.text(
    st.sampled_from([*"あ亜ア漢字Aaz09 -・。、「」()<>&\"'`={}%$#@!?\\/|~^*_[]", "…", "👪", "é", "ｱ", "\u3000"]),
    min_size=1,
    max_size=30,
)
TEXTS = WORDS.map(lambda text: text.strip() or "文")
PLAIN: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (values.Line, TEXTS),
    (values.Text, st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)),
    (values.Kana, st.sampled_from(["みほん", "あ", "んー"])),
    (values.Code, st.sampled_from(TOWNS)),
    (values.PrefectureCode, st.sampled_from(["01", "13", "47"])),
    (values.PartialDay, st.sampled_from(PARTIAL)),
    (values.EndDay, st.sampled_from([*EXACT, "未確認"])),
    (values.ExactDay, st.sampled_from(EXACT)),
    (values.Clock, st.sampled_from(["00:00", "09:30", "23:59"])),
    (values.Url, st.sampled_from(["https://a.example/", "http://xn--r8jz45g.jp/?q=1&b=2#c"])),
    (values.Phone, st.just("03-0000-0000")),
    (values.Number, st.sampled_from(["35.6", "-33.9", "0", "0.001"])),
    (values.Count, st.sampled_from(["0", "1", "99999"])),
    (values.Flag, st.sampled_from(["true", "false"])),
    (values.Sources, st.sampled_from(["press", "press「見出し」", "https://a.example/"])),
)
# What must agree with other records or with a policy is drawn now and then by the mutations below, and tried in `problems/`.
PLACES = {"latitude": "35.6", "longitude": "139.7"}
LEFT_OUT = {
    "photos",
    "conduct",
    "draft",
    "weekday",
    "merged_into",
    "renews",
    "cancelled_on",
    "postponed_to",
    "updated_on",
    "shown_until",
    "ended_on",
    "days",
    "moved_from",
}


def drawn(draw: st.DrawFn, model: type[BaseModel], refs: dict[str, list[str]], **more: Any) -> dict[str, Any]:
    """A record: what it must have, and some of what it may have."""
    found = dict(more)
    for name, hint in typing.get_type_hints(model, include_extras=True).items():
        if name in found or name in LEFT_OUT or name not in model.model_fields:
            continue
        if model.model_fields[name].is_required() or draw(st.booleans()):
            value = _drawn(draw, name, hint, refs)
            if value is not None:
                found[name] = value
    return _agreeing(found)


def _agreeing(record: dict[str, Any]) -> dict[str, Any]:
    """What must go together goes together."""
    for first, last in (("starts_on", "ends_on"), ("opens_on", "closes_on"), ("signed_on", "ends_on")):
        if last in record and first in record:
            record[last] = record[first]
        elif first == "starts_on":
            record.pop(last, None)
    if "closes" in record:
        record |= {"opens": "09:30", "closes": "23:59"}
    if "latitude" not in record or "longitude" not in record:
        record.pop("latitude", None), record.pop("longitude", None)
    return record


def _drawn(draw: st.DrawFn, name: str, hint: Any, refs: dict[str, list[str]]) -> Any:
    if name in PLACES:
        return PLACES[name]
    for kind, strategy in PLAIN:
        if hint == kind:
            return draw(strategy)
    if hint == values.Reference:
        return draw(st.sampled_from(refs[name])) if refs.get(name) else None
    if hint == values.Identifier:
        return f"{name}-{draw(st.integers(0, 10**9))}"
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _drawn(draw, name, parts[0], refs)
    if origin is typing.Literal:
        return draw(st.sampled_from(parts))
    if origin is tuple:
        most = 1 if name == "occurrences" else 2  # which must be in order
        items = [_drawn(draw, name, parts[0], refs) for _ in range(draw(st.integers(1, most)))]
        return [
            item for position, item in enumerate(items) if item is not None and item not in items[:position]
        ] or None
    if origin is Annotated or not isinstance(hint, type) or not issubclass(hint, BaseModel):
        return None
    return drawn(draw, hint, refs)


@st.composite
def wards(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a ward: a few records of every kind, which name one another."""
    towns = draw(st.lists(st.sampled_from(TOWNS), unique=True, max_size=4))
    ids = {
        kind: [f"{kind[:2]}-{number}" for number in range(draw(st.integers(0, 3)))]
        for kind in ("frameworks", "series", "organisations")
    }
    refs = {
        "framework": ids["frameworks"],
        "series": ids["series"],
        "organisation": ids["organisations"],
        "participants": [*towns, *ids["organisations"]],
        "parties": towns,
    }
    data: dict[str, Any] = {"documents": [{"id": "press", "title": "区の発表", "publisher": "見本区"}]}
    for path in (PartnersFile, EventsFile):
        for section, hint in typing.get_type_hints(path, include_extras=True).items():
            model = typing.get_args(hint)[0]
            if section in {"documents", "moved", "prefectures", "agreements"} or (
                section == "agreements" and not towns
            ):
                continue
            if section == "municipalities":
                fixed = [{"code": code, "name": NAMES[code], "source": "press"} for code in towns]
            elif section in ids:
                fixed = [{"id": name} for name in ids[section]]
            else:
                fixed = [{"id": f"{section[:2]}-{number}"} for number in range(draw(st.integers(0, 3)))]
            data[section] = [drawn(draw, model, refs, **one) for one in fixed]
    files = problem_cases.files("sound")
    if draw(st.integers(0, 3)) == 0:  # almost right
        chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 # mutations, no secrets
        section = chance.choice([name for name, records in data.items() if records])
        data[section][0] = mutated(data[section][0], chance)
    for path, model in FILES.items():
        files[path] = json.dumps({name: data.get(name, []) for name in model.model_fields}, ensure_ascii=False).encode(
            "utf-8", "replace"
        )
    return files


@bounded(EXAMPLES)
@given(wards(), st.sampled_from([TODAY, date(2024, 2, 29), date(2027, 4, 1)]))
def test_any_ward_is_built_whole_or_reported(files: dict[str, bytes], today: date) -> None:
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(today))
    report.text().encode()
    if hub is None or report.errors:
        assert report.errors
        return
    site = build(hub, THEME, lambda context: "{title}\n{description}\n{content}".format(**context["frame"]))
    for path, made in only_texts(site):
        made.encode()
        if path.endswith(".html") and not path.startswith("kiosk/"):
            page = read_page(path, made)
            assert (page.inline, page.nesting) == ([], []), path
        elif path.endswith((".json", ".geojson")):
            json.loads(made)
        elif path.endswith((".atom", ".svg", ".xml")):
            ElementTree.fromstring(made)  # noqa: S314 # our own output
        elif path.endswith(".ics"):
            icalendar.Calendar.from_ical(made)


def test_most_wards_that_are_drawn_are_sound() -> None:
    """Else the test above would try little."""
    sound = 0

    @bounded(20)
    @given(wards())
    def count(files: dict[str, bytes]) -> None:
        nonlocal sound
        hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))
        sound += hub is not None and not report.errors

    count()
    assert sound >= 10
