"""The staff's files as they are now, and what a change of them must satisfy. Touches no disk."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from hub.dates import Day
from hub.editing.sheet import CannotEditError, Sheet
from hub.loading import CONFIG, load
from hub.model import Hub, Setting
from hub.municipalities import PREFECTURES
from hub.problems import Problem, Report
from hub.records import validated
from hub.schema.days import read_day
from hub.schema.legend import own_first
from hub.source import Document, read_extra

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Desk:
    """All files by path, and what they say on a day."""

    files: Mapping[str, bytes]
    hub: Hub
    report: Report
    setting: Setting

    @property
    def today(self) -> date:
        """The day on which the change is made."""
        return self.setting.today

    def sheet(self, path: str) -> Sheet:
        """A file to change."""
        return _sheet(path, self.files[path])

    def with_files(self, *sheets: Sheet) -> Desk:
        """The desk after a change. Refused if it brings an error that was not there before."""
        files = dict(self.files) | {sheet.path: sheet.raw for sheet in sheets}
        known = {_fault(problem) for problem in self.report.errors}
        hub, report = load(files, read_extra(files.get(CONFIG, b"")), self.setting)
        new = [problem for problem in report.errors if _fault(problem) not in known]
        if new or hub is None:
            raise CannotEditError(told(new or report.errors))
        return replace(self, files=files, hub=hub, report=report)


def desk(files: Mapping[str, bytes], setting: Setting) -> Desk:
    """The files as they are; refused while one of them cannot be read."""
    hub, report = load(files, read_extra(files.get(CONFIG, b"")), setting)
    if hub is None:
        raise CannotEditError(f"先に、いまのデータのまちがいを直してください。\n\n{Report(report.errors).text()}")
    return Desk(files, hub, report, setting)


@lru_cache(maxsize=4)
def _sheet(path: str, raw: bytes) -> Sheet:
    """The sheet of a text, read once for the many looks that an import takes."""
    return Sheet(path, raw)


def _fault(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.rule, problem.message


def told(problems: Iterable[Problem]) -> str:
    """Faults of what was entered, without lines: what was entered stands in no file yet."""
    return "\n".join(f"・{problem.message}\n  直し方: {problem.remedy}" for problem in problems)


def understood(model: type[R], raw: Mapping[str, Any], name: str) -> tuple[R, dict[str, Any], list[str]]:
    """A record, its values put right, and what was put right, in sentences; refused if something is wrong."""
    report, mended = Report(), copy.deepcopy(dict(raw))
    record = validated(model, Document("入力"), mended, (), report, name)
    if record is None:
        raise CannotEditError(told(report.errors))
    return record, mended, [_read_as(notice) for notice in report.notices]


def _read_as(notice: Problem) -> str:
    """A value put right, as what it was taken for."""
    instead = re.search("「([^「」]*)」と書いてください", notice.remedy)
    start = notice.message.rpartition("は、")[0].removesuffix("に")
    return f"{start}を、「{instead[1]}」と読みました" if instead and start else notice.message


def read_certain_day(text: str) -> Day | None:
    """A day as staff write it, put right where that is certain."""
    text = unicodedata.normalize("NFKC", text).strip()
    for _ in range(3):
        try:
            return read_day(text)
        except ValueError as error:
            text = (getattr(error, "context", None) or {}).get("repair", "")
    return None


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a record in the order in which they are written."""
    return [key for key, _ in own_first(model)]


def in_order(model: type[BaseModel], raw: Mapping[str, Any]) -> dict[str, Any]:
    """A record's keys in that order, without those that hold nothing."""
    return {key: raw[key] for key in keys_of(model) if raw.get(key) not in ("", None, [], {})}


def party_key(hub: Hub, word: str) -> str:
    """The code or id of a partner by what staff call it."""
    written = unicodedata.normalize("NFKC", word).strip().strip('"')
    if hub.party(written) or written in PREFECTURES:
        return written
    places = hub.gazetteer.named(written)
    found = [place for place in places if place.code in hub.partners]
    if len(found) == 1 or (len(places) == 1 and found):
        return found[0].code
    named = [partner.key for partner in hub.all_parties if partner.name == written]
    if len(named) == 1:
        return named[0]
    if len(places) > 1 or len(named) > 1:
        names = "、".join(f"{place.full_name}({place.code})" for place in places) or "、".join(named)
        raise CannotEditError(f"「{word}」は、一つに決まりません。{names} のどれかを書いてください。")
    if places:
        remedy = f"先に make new-partner CODE={places[0].code} で足してください。"
        raise CannotEditError(f"「{places[0].full_name}」は、まだ partners.yaml にありません。{remedy}")
    near = hub.gazetteer.nearest(written)
    hint = f"「{near.full_name}」ではありませんか。" if near else ""
    raise CannotEditError(f"「{word}」という名前の相手が見つかりません。{hint}名前かコードを確かめてください。")


def party_called(hub: Hub) -> Mapping[str, str]:
    """What a code is followed by in the files: 岐阜県郡上市."""
    names = {place.code: place.full_name for place in hub.gazetteer.places}
    names |= {code: prefecture.name for code, prefecture in PREFECTURES.items()}
    return names | {party.key: party.name for party in hub.all_parties if party.key not in names}
