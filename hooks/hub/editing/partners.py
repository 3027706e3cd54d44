"""Partners put in, as staff ask for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from hub.editing.desk import Desk, in_order, keys_of, party_key, understood
from hub.editing.sheet import CannotEditError
from hub.editing.writing import item_lines, nameless
from hub.municipalities import Place
from hub.schema.common import Words
from hub.schema.partners import Municipality

FILE, SECTION = "partners.yaml", "municipalities"


def with_town(desk: Desk, wanted: Mapping[str, Any]) -> tuple[Desk, Place, list[str]]:
    """The desk with one more municipality, put where its code belongs; and what was put right on the way."""
    place = _place(desk, str(wanted.get("code", "")), str(wanted.get("name", "")))
    if place.code in desk.hub.partners:
        raise CannotEditError(f"{place.full_name}は、もう partners.yaml にあります。")
    raw = {**wanted, "code": place.code, "name": place.name, "added_on": desk.today.isoformat()}
    town, mended, notices = understood(Municipality, {key: value for key, value in raw.items() if value}, place.name)
    sheet = desk.sheet(FILE)
    codes = [str(record.get("code", "")) for record in sheet.document.data.get(SECTION, [])]
    lines = list(item_lines(in_order(Municipality, mended), 2, nameless))
    return desk.with_files(sheet.with_record(SECTION, bisect_right(codes, town.code), lines)), place, notices


def with_words(desk: Desk, wanted: Mapping[str, Any]) -> tuple[Desk, list[str]]:
    """The desk with what a town tells of itself: specialities, sights, its site; and what was done, in sentences."""
    key = party_key(desk.hub, str(wanted.get("name", "")))
    codes = [record.get("code") for record in desk.sheet(FILE).document.data.get(SECTION, [])]
    if key not in codes:
        raise CannotEditError(f"「{wanted.get('name')}」は、市区町村の一覧にありません。担当が手で直します。")
    at, sheet, said = (SECTION, codes.index(key)), desk.sheet(FILE), []
    town = desk.hub.partners[key].record
    for field, words in (("specialities", wanted.get("specialities")), ("sights", wanted.get("sights"))):
        known = {item for part in getattr(town, field) for item in part.items}
        new = [word for word in dict.fromkeys(_listed(words)) if word not in known]
        if new:
            part, raw, _ = understood(
                Words, {"items": new, "source": wanted.get("source", "")}, desk.hub.partners[key].name
            )
            sheet = sheet.with_block(
                at, field, list(item_lines(in_order(Words, raw), 0, nameless)), keys_of(Municipality)
            )
            said.append(f"{Municipality.model_fields[field].title}に「{'」「'.join(part.items)}」を足しました。")
    if wanted.get("url") and wanted["url"] != town.url:
        sheet = sheet.with_value(at, "url", wanted["url"], keys_of(Municipality))
        said.append("公式サイトの住所を書きました。")
    if not said:
        raise CannotEditError("新しく載せることが、見あたりませんでした。")
    sheet = sheet.with_value(at, "updated_on", desk.today.isoformat(), keys_of(Municipality))
    return desk.with_files(sheet), said


def _listed(words: Any) -> list[str]:
    return [word.strip() for word in re.split(r"[、,，\n]+", str(words or "")) if word.strip()]


def _place(desk: Desk, code: str, name: str) -> Place:
    """The municipality that is meant by its code, its name, or both."""
    table = desk.hub.gazetteer
    if code:
        town, _, _ = understood(Municipality, {"code": code, "name": name or "?"}, name or "このまち")
        found = table.by_code(town.code)
        if found is None:
            raise CannotEditError(
                f"コード「{town.code}」の市区町村は、全国の表にありません。総務省の一覧で確かめてください。"
            )
        if name and name not in {found.name, found.full_name}:
            raise CannotEditError(f"コード「{town.code}」は{found.full_name}です。「{name}」と合いません。")
        return found
    named = table.named(name)
    if len(named) == 1:
        return named[0]
    if named:
        places = "、".join(f"{place.full_name}({place.code})" for place in named)
        raise CannotEditError(
            f"「{name}」は{len(named)}か所あります。都道府県から書くか、コードで選んでください: {places}"
        )
    near = table.nearest(name) if name else None
    hint = f"「{near.full_name}」({near.code})ではありませんか。" if near else ""
    raise CannotEditError(f"「{name}」という市区町村がありません。{hint}名前かコードを確かめてください。")
