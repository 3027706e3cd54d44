"""What records of several files have in common: base, evidence, contact, dated figures."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hub.schema.values import (
    Count,
    ExactDay,
    Flag,
    Line,
    Number,
    PartialDay,
    Phone,
    PictureFile,
    Reference,
    Sources,
    Text,
    Url,
)

Confidence = Literal["high", "medium"]
Theme = Literal["exchange", "goods", "energy", "forest", "work", "relief", "media", "policy"]


# Pydantic looks for private attributes and undeclared keys in a `__getattr__` of its own. No record has either, and with
# it Python cannot remember where a class keeps its fields: each look at one takes three times as long (3% of a build).
if "__getattr__" in vars(BaseModel):
    del BaseModel.__getattr__  # type: ignore[attr-defined] # not declared


class Record(BaseModel):
    """Base of all records: immutable, and no keys but those that are named."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)


class Evidenced(Record):
    """A record that says where it is from, how sure it is and when it was last confirmed."""

    source: Sources = Field(title="出典", description="資料のid、または https:// で始まる住所。複数あれば一覧で", examples=["zenkoku-2024「民間企業等と連携した取組②」"], min_length=1)
    confidence: Confidence = Field("high", title="確かさ", description="high(出典に明記)・medium(出典から判断)", examples=["high"])
    confirmed_on: ExactDay | None = Field(None, title="確認日", description="出典と照らし合わせた日", examples=["2026-11-20"])


class Stamped(Record):
    """A record whose addition and change are told in feeds."""

    added_on: ExactDay | None = Field(None, title="追加日", description="このデータに載せた日", examples=["2026-11-20"])
    updated_on: ExactDay | None = Field(None, title="更新日", description="内容を変えた日", examples=["2026-12-01"])


class Searched(Record):
    """A record that may be looked for by words that do not stand in it."""

    keywords: tuple[Line, ...] = Field((), title="探すことば", description="漢字の読みや別の書き方。サイトの検索だけで使い、ページには出ない", examples=[["ほたる"]])


class Contact(Record):
    """Whom to ask (問い合わせ先)."""

    office: Line = Field(title="担当", description="部署や団体の名前", examples=["企画経営部 企画課 全国連携推進担当"])
    phone: Phone | None = Field(None, title="電話", description="市外局番から", examples=["03-3578-2509"])
    address: Line | None = Field(None, title="所在地", description="郵便番号から", examples=["〒105-8511 港区芝公園1-5-25"])
    hours: Line | None = Field(None, title="受付時間", description="", examples=["平日8:30–17:00"])
    url: Url | None = Field(None, title="ウェブの住所", description="", examples=["https://example.jp/"])
    source: Sources | None = Field(None, title="出典", description="連絡先の出典", examples=["zenkoku-2024"])


class Figure(Record):
    """A number with its day (基準日); a number without one is not published."""

    label: Line = Field(title="項目", description="何の数か", examples=["昼間人口"])
    value: Number = Field(title="値", description="数字だけ", examples=["972673"])
    unit: Line = Field(title="単位", description="", examples=["人"])
    as_of: PartialDay = Field(title="基準日", description="いつの数か", examples=["2020-10-01"])
    rank: Line | None = Field(None, title="順位", description="", examples=["23区中3位"])
    note: Text | None = Field(None, title="注", description="", examples=["令和2年国勢調査"])
    source: Sources = Field(title="出典", description="", examples=["zenkoku-2024"], min_length=1)


class Photo(Record):
    """A photograph in `content/photos/` with what must be said of it (写真)."""

    file: PictureFile = Field(title="ファイル", description="content/photos/ に置いた写真の名前", examples=["ako-matsuri.jpg"])
    alt: Line = Field(title="写真の説明", description="見えない人にも伝わるように、写っているものを一文で", examples=["よろいを着た人たちが、城の前を歩いています"])
    caption: Line | None = Field(None, title="添える文", description="写真の下に出る", examples=["赤穂義士祭(2024年12月14日)"])
    credit: Line = Field(title="撮った人・提供した人", description="", examples=["赤穂市"])
    licence: Line = Field(title="使う許しの内容", description="だれから、どこまで使ってよいと言われたか。写真の下に出る", examples=["このサイトでの掲載に限り、提供を受けました"])
    consent: Literal["given", "nobody"] = Field(title="写っている人の承諾", description="given(得た)・nobody(だれか分かる人は写っていない)", examples=["given"])


class Words(Record):
    """Specialities or sights of a town with their source (特産品・見どころ)."""

    items: tuple[Line, ...] = Field(title="品や場所の名前", description="一つずつ", examples=[["ウニ", "メロン"]], min_length=1)
    source: Sources = Field(title="出典", description="", examples=["koho-column-47"], min_length=1)


class Venue(Record):
    """Where an event takes place (会場)."""

    name: Line = Field(title="会場の名前", description="", examples=["新橋SL広場"])
    address: Line | None = Field(None, title="所在地", description="", examples=["港区新橋2"])
    latitude: Number | None = Field(None, title="緯度", description="世界測地系の度", examples=["35.6663"])
    longitude: Number | None = Field(None, title="経度", description="世界測地系の度", examples=["139.7585"])
    online: Flag = Field(False, title="オンライン", description="集まらずに催すなら true", examples=["true"])
    url: Url | None = Field(None, title="会場のウェブの住所", description="", examples=["https://example.jp/"])


class Figures(Record):
    """A published count of a framework on its day (区の公表数)."""

    count: Count = Field(title="数", description="区が公表した数", examples=["82"])
    as_of: PartialDay = Field(title="基準日", description="いつの数か", examples=["2024-06-01"])
    includes_ward: Flag = Field(False, title="自区を含む", description="自分の区を含む数なら true", examples=["true"])
    note: Text | None = Field(None, title="注", description="", examples=["新聞報道"])
    source: Sources = Field(title="出典", description="", examples=["zenkoku-2024"], min_length=1)
    confidence: Confidence = Field("high", title="確かさ", description="high(出典に明記)・medium(出典から判断)", examples=["high"])


References = tuple[Reference, ...]
