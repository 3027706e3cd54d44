"""The front matter of the Markdown files in `content/`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hub.schema.common import Contact, Evidenced, Figure, Photo, Record, References, Theme
from hub.schema.values import Count, ExactDay, Flag, Line, PartialDay, Reference, Sources, Text, Url

class Story(Record):
    """One step of the cover's story (物語の一段)."""

    figure: Line = Field(title="大きく見せる数", description="年や数", examples=["2011"])
    title: Line = Field(title="見出し", description="", examples=["郡上市から、水が届く。"])
    text: Text = Field(title="説明", description="", examples=["東日本大震災のときのことです。"])


class Written(Evidenced):
    """What every written page has (Markdownのページ)."""

    title: Line = Field(title="題名", description="ページの見出し", examples=["宗谷版ワーキングホリデー"])
    lead: Text | None = Field(None, title="リード文", description="一、二文の書き出し", examples=["働きながら暮らしてみる取組です。"])
    headline: Line | None = Field(None, title="本文の見出し", description="事実を一文で", examples=["夏は自転車と昆布、冬は雪かき。"])
    contact: tuple[Contact, ...] = Field((), title="問い合わせ先", description="全体の窓口と違うとき", examples=[[{"office": "環境課"}]])
    updated_on: ExactDay | None = Field(None, title="更新日", description="", examples=["2026-11-20"])


class Illustrated(Written):
    """A written page that may have photographs."""

    photos: tuple[Photo, ...] = Field((), title="写真", description="content/photos/ に置いた写真", examples=[[]])


class Cover(Written):
    """`content/index.md`: what the cover says besides what is computed (表紙)."""

    story_title: Line | None = Field(None, title="物語の題", description="", examples=["水は、まちからまちへ。"])
    story: tuple[Story, ...] = Field((), title="物語", description="", examples=[[]])
    story_partners: References = Field((), title="物語の相手", description="", examples=[["212199", "302015"]])


class Initiative(Illustrated):
    """`content/initiatives/<slug>.md` (取組)."""

    theme: Theme = Field(title="テーマ", description="exchange(ひとの行き来)・goods(味と物産)・work(働く・滞在する)・energy(エネルギー)・forest(森と木)・relief(助け合い)・media(伝える)・policy(方針としくみ)", examples=["work"])
    starts_on: PartialDay | None = Field(None, title="始まり", description="", examples=["2019-fiscal"])
    ends_on: PartialDay | None = Field(None, title="終わり", description="", examples=["2024-03"])
    valid_for: PartialDay | None = Field(None, title="内容が有効だった年", description="募集や補助の条件がいつのものか", examples=["2024-fiscal"])
    place: Line | None = Field(None, title="場所", description="", examples=["区立プラタナス公園"])
    partners: References = Field((), title="相手", description="コードや id。つながりや催しから分かる相手は書かなくてよい", examples=[["015164"]])
    organisations: References = Field((), title="企業・団体", description="", examples=[["ntv7"]])
    frameworks: References = Field((), title="枠組み", description="", examples=[["timber"]])
    districts: References = Field((), title="地区", description="", examples=[["shiba"]])
    series: References = Field((), title="シリーズ", description="", examples=[["marche"]])
    events: References = Field((), title="催し", description="", examples=[["gujo-2025"]])
    figures: tuple[Figure, ...] = Field((), title="数", description="", examples=[[]])
    url: Url | None = Field(None, title="ウェブの住所", description="", examples=["https://example.jp/"])
    for_companies: Flag = Field(False, title="企業向け", description="企業との連携のページで案内するなら true", examples=["true"])


class District(Illustrated):
    """`content/districts/<id>.md`; name and area stand in `mkdocs.yml` (地区)."""

    partners: References = Field((), title="相手", description="つながりから分かる相手は書かなくてよい", examples=[["063631"]])
    initiatives: References = Field((), title="取組", description="", examples=[["branch"]])


class Issue(Illustrated):
    """`content/magazine/<number>.md`: an issue of the ward's printed magazine (情報誌の号)."""

    partners: References = Field(title="特集したまち", description="コードや都道府県の番号", examples=[["015199", "152056"]], min_length=1)
    published_on: PartialDay | None = Field(None, title="発行日", description="出典に無ければ書かない", examples=["2025-03"])
    url: Url | None = Field(None, title="読めるところ", description="", examples=["https://example.jp/"])


class About(Illustrated):
    """`content/about/*.md` and the other written pages (このサイトについて)."""

    figures: tuple[Figure, ...] = Field((), title="数", description="", examples=[[]])
    lang: Literal["en"] | None = Field(None, title="ことば", description="英語のページなら en", examples=["en"])
    order: Count | None = Field(None, title="並び", description="目次での順", examples=["1"])


class Booklet(Record):
    """`content/booklets/<id>.md`: what a printed booklet holds (冊子)."""

    title: Line = Field(title="題名", description="表紙に大きく出します", examples=["赤坂の友だち"])
    subtitle: Line | None = Field(None, title="副題", description="", examples=["郡上市と和歌山市"])
    lead: Text | None = Field(None, title="リード文", description="表紙の一、二文", examples=["赤坂地区と行き来のあるまちです。"])
    districts: References = Field((), title="地区", description="読みものとして載せる地区", examples=[["akasaka"]])
    partners: References = Field((), title="まち", description="載せる順に、コードや id", examples=[["212199", "302015"]])
    initiatives: References = Field((), title="取組", description="読みものとして載せる取組", examples=[["branch"]])
    events: References = Field((), title="催し", description="載せる順に", examples=[["gujo-2025"]])


class Listing(Record):
    """`content/<list>/index.md`: heading and lead of a list (一覧のページ)."""

    title: Line = Field(title="題名", description="", examples=["連携するまち"])
    lead: Text | None = Field(None, title="リード文", description="", examples=["名前と出典を確かめたまちです。"])
    source: Sources | None = Field(None, title="出典", description="", examples=["zenkoku-2024"])
