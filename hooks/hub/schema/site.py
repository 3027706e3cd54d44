"""The shape of `extra:` in `mkdocs.yml`: the ward itself and what its adoption switches."""

from __future__ import annotations

from pydantic import Field

from hub.schema.common import Contact, Figures, Record, References
from hub.schema.values import Code, Count, Flag, Identifier, Line, Mail, Number, PartialDay, Sources, Url


class DistrictArea(Record):
    """A district of the ward (総合支所の地区)."""

    id: Identifier = Field(title="地区のid", examples=["shiba"])
    name: Line = Field(title="名前", examples=["芝地区"])
    office: Line | None = Field(None, title="総合支所", examples=["芝地区総合支所"])
    area_km2: Number | None = Field(None, title="面積(km²)", examples=["4.43"])
    as_of: PartialDay | None = Field(None, title="面積の基準日", examples=["2023-09-14"])
    source: Sources | None = Field(None, title="出典", examples=["zenkoku-2024"])


class Ward(Record):
    """The ward whose hub this is (自区)."""

    code: Code = Field(title="全国地方公共団体コード", examples=["131032"])
    name: Line = Field(title="名前", examples=["港区"])
    latitude: Number = Field(title="役所の緯度", examples=["35.65805556"])
    longitude: Number = Field(title="役所の経度", examples=["139.7516667"])
    url: Url = Field(title="公式サイト", examples=["https://www.city.minato.tokyo.jp/"])
    contact: Contact = Field(title="区の問い合わせ先", examples=[{"office": "企画課"}])
    published_total: Figures | None = Field(None, title="区が公表する連携先の数", examples=[{"count": "330"}])
    corporate_policy: Flag = Field(False, title="企業連携の決まりを確かめるか", description="港区の方針(協定は原則2年まで、自動更新しない)と同じ決まりがある区だけ true", examples=["true"])
    districts: tuple[DistrictArea, ...] = Field((), title="地区")


class Operator(Record):
    """Who runs the site; apart from the ward until the ward adopts it (運営者)."""

    name: Line = Field(title="名前", examples=["港から編集部"])
    mail: Mail = Field(title="まちがいを知らせる宛先", examples=["kouryu@example.jp"])


class Site(Record):
    """Everything under `extra:` that is the hub's."""

    name: Line = Field(title="サイトの名前", examples=["港から"])
    tagline: Line = Field(title="添え書き", examples=["港区の全国連携"])
    motto: Line = Field(title="うたい文句", examples=["港区と全国のまちのつながりを、地図と記録でたどる"])
    authority: Line = Field(title="永続する識別子の名", description="変えない。UIDと tag: に使う", examples=["minato.example,2026"])
    official: Flag = Field(False, title="区の公式ページかどうか", examples=["false"])
    ward: Ward = Field(title="自区")
    operator: Operator = Field(title="運営者")
    cover_frameworks: References = Field((), title="表紙で数を見せる枠組み", examples=[["timber"]])
    stale_after_days: Count = Field(2, title="更新が止まったと見なす日数", description="作った日からこの日数を過ぎると、どのページにも断りが出る", examples=["2"])
    magazine: Line | None = Field(None, title="情報誌の名前", examples=["港から"])
