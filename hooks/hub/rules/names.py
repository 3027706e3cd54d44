"""Names and codes agree with the table of municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from hub.municipalities import PREFECTURES, Gazetteer, Place
from hub.rules.finding import Case, Finding


def code_exists(case: Case) -> Iterator[Finding]:
    """Ensure that each municipality's code stands in the table."""
    gazetteer = case.hub.gazetteer
    for town in case.records["municipalities"]:
        if gazetteer.by_code(town.code) or town.merged_into:
            continue
        message = f"{town.name}の全国地方公共団体コード「{town.code}」は、市区町村の一覧にありません。"
        yield Finding(("municipalities", town.code), ("code",), message, _suggest(gazetteer, town.name))


def name_matches_code(case: Case) -> Iterator[Finding]:
    """Ensure that the name is that of the code."""
    gazetteer = case.hub.gazetteer
    for town in case.records["municipalities"]:
        place = gazetteer.by_code(town.code)
        if place is None or town.name == place.name:
            continue
        key = ("municipalities", town.code)
        if town.name == place.prefecture + place.name:
            message = f"「{town.name}」の名前に、都道府県が付いています。"
            yield Finding(
                key, ("name",), message, f"「{place.name}」とだけ書いてください。都道府県はコードから分かります。"
            )
            continue
        message = f"「{town.name}」は、コード「{town.code}」の名前({place.prefecture}{place.name})と違います。"
        yield Finding(key, ("name",), message, _suggest(gazetteer, town.name, place))


def prefecture_name_matches_code(case: Case) -> Iterator[Finding]:
    """Ensure that a prefecture's name is that of its number."""
    for record in case.records["prefectures"]:
        name = PREFECTURES[record.code][0]
        if record.name != name:
            message = f"「{record.name}」は、番号「{record.code}」の名前({name})と違います。"
            right = next((code for code, row in PREFECTURES.items() if row[0] == record.name), None)
            remedy = f"{record.name}の番号は「{right}」です。" if right else f"「{name}」ではありませんか。"
            yield Finding(("prefectures", record.code), ("name",), message, remedy)


def _suggest(gazetteer: Gazetteer, name: str, place: Place | None = None) -> str:
    """The likely right code or name, in one sentence."""
    same = gazetteer.named(name)
    if len(same) == 1:
        return f"{same[0].prefecture}{same[0].name}のコードは「{same[0].code}」です。"
    if same:
        listed = "、".join(f"{one.prefecture}{one.name}は「{one.code}」" for one in same)
        return f"同じ名前が{len(same)}つの都道府県にあります。{listed}です。"
    if place is not None:
        return f"「{place.name}」ではありませんか。名前かコードのどちらかを直してください。"
    near = gazetteer.nearest(name)
    if near is not None:
        return f"「{near.prefecture}{near.name}」({near.code})ではありませんか。"
    return "総務省の一覧で、名前とコードを確かめてください。"


RULES = (code_exists, name_matches_code, prefecture_name_matches_code)
