"""Names and codes agree with the table of municipalities and with one another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hub.municipalities import PREFECTURES, Place
from hub.rules.finding import Case, Finding, Rule
from hub.schema.common import Record

_PARTNER_FIELDS = frozenset({"parties", "participants", "partners", "story_partners", "members"})


def code_exists(case: Case) -> Iterator[Finding]:
    """Ensure that each municipality's code stands in the table."""
    for key, town in case.in_sections("municipalities"):
        if case.hub.gazetteer.by_code(town.code) or town.merged_into:
            continue
        message = f"{town.name}の全国地方公共団体コード「{town.code}」は、市区町村の一覧にありません。"
        yield Finding(key, ("code",), message, _suggest(case, town.name))


def name_matches_code(case: Case) -> Iterator[Finding]:
    """Ensure that the name is that of the code."""
    for key, town in case.in_sections("municipalities"):
        place = case.hub.gazetteer.by_code(town.code)
        if place is None or town.name == place.name:
            continue
        if town.name == place.full_name:
            message = f"「{town.name}」の名前に、都道府県が付いています。"
            remedy = f"「{place.name}」とだけ書いてください。都道府県はコードから分かります。"
        else:
            message = f"「{town.name}」は、コード「{town.code}」の名前({place.full_name})と違います。"
            remedy = _suggest(case, town.name, place)
        yield Finding(key, ("name",), message, remedy)


def prefecture_name_matches_code(case: Case) -> Iterator[Finding]:
    """Ensure that a prefecture's name is that of its number."""
    numbers = {row.name: code for code, row in PREFECTURES.items()}
    for key, record in case.in_sections("prefectures"):
        name = PREFECTURES[record.code].name
        if record.name != name:
            message = f"「{record.name}」は、番号「{record.code}」の名前({name})と違います。"
            right = numbers.get(record.name)
            remedy = f"{record.name}の番号は「{right}」です。" if right else f"「{name}」ではありませんか。"
            yield Finding(key, ("name",), message, remedy)


def merger_is_real(case: Case) -> Iterator[Finding]:
    """Ensure that only a municipality that is no more names the one of today that it was merged into."""
    by_code = case.hub.gazetteer.by_code
    for key, town in case.in_sections("municipalities"):
        if not town.merged_into:
            continue
        if by_code(town.code):
            message = f"{town.name}は今もある市区町村なのに、合併先「{town.merged_into}」が書かれています。"
            yield Finding(key, ("merged_into",), message, "「merged_into:」の行を消すか、コードを確かめてください。")
        elif not by_code(town.merged_into):
            message = f"{town.name}の合併先「{town.merged_into}」が、今の市区町村の一覧にありません。"
            yield Finding(
                key, ("merged_into",), message, "今もある市区町村のコードを、総務省の一覧で確かめてください。"
            )


def ward_is_no_partner(case: Case) -> Iterator[Finding]:
    """Ensure that the ward itself is not listed as its own partner."""
    ward = case.hub.site.ward
    for key, record in case.written:
        if key == ("municipalities", ward.code):
            message = f"{ward.name}は、このサイトの区そのものです。連携の相手には書けません。"
            yield Finding(key, ("code",), message, "この記録を消してください。区のことは mkdocs.yml に書きます。")
        model: type[Record] = type(record)
        for field in _partner_fields(model):
            codes = getattr(record, field)
            if ward.code in codes:
                message = f"「{case.title(key, record)}」の相手に、区そのもの({ward.name})が書かれています。"
                remedy = "この行を消してください。区は書かなくても分かります。"
                yield Finding(key, (field, codes.index(ward.code)), message, remedy)


@cache
def _partner_fields(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that name partners."""
    return tuple(name for name in model.model_fields if name in _PARTNER_FIELDS)


def name_is_used_once(case: Case) -> Iterator[Finding]:
    """Ensure that no two bodies bear the same name under different ids."""
    seen: dict[str, str] = {}
    for key, record in case.in_sections("associations", "abroad", "organisations", "frameworks"):
        first = seen.setdefault(record.name, key[1])
        if first != key[1]:
            message = f"「{record.name}」という名前が、id「{first}」と「{key[1]}」の二つの記録にあります。"
            remedy = "同じものなら一つにまとめ、別のものなら区別できる名前にしてください。"
            yield Finding(key, ("name",), message, remedy, "notice")


def _suggest(case: Case, name: str, place: Place | None = None) -> str:
    """The likely right code or name, in one sentence."""
    gazetteer = case.hub.gazetteer
    same = gazetteer.named(name)
    if len(same) == 1:
        return f"{same[0].full_name}のコードは「{same[0].code}」です。"
    if same:
        listed = "、".join(f"{one.full_name}は「{one.code}」" for one in same)
        return f"同じ名前が{len(same)}つの都道府県にあります。{listed}です。"
    if place is not None:
        return f"「{place.name}」ではありませんか。名前かコードのどちらかを直してください。"
    near = gazetteer.nearest(name) if case.may_guess() else None
    if near is not None:
        return f"「{near.full_name}」({near.code})ではありませんか。"
    return "総務省の一覧で、名前とコードを確かめてください。"


RULES: tuple[Rule, ...] = (
    code_exists,
    name_matches_code,
    prefecture_name_matches_code,
    merger_is_real,
    ward_is_no_partner,
    name_is_used_once,
)
