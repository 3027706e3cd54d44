"""The shape of `partners.yaml`: documents, frameworks, partners of every kind, agreements."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hub.schema.common import Contact, Evidenced, Figures, Photo, Record, References, Searched, Stamped, Theme, Words
from hub.schema.values import (
    Address,
    Code,
    EndDay,
    ExactDay,
    Flag,
    Identifier,
    Kana,
    Line,
    Number,
    PartialDay,
    PrefectureCode,
    Reference,
    Sources,
    Text,
    Url,
)

TieKind = Literal[
    "association", "children", "column", "corner", "exchange", "fair", "festival", "forest", "history",
    "islands", "magazine", "marche", "market", "onsen", "operator", "peace", "pr", "product", "project",
    "renewable", "shopping", "staff", "supplier", "support", "workcation", "working_holiday",
]


class Document(Record):
    """A cited document (出典の資料)."""

    id: Identifier = Field(title="資料のid", description="出典に書く名前", examples=["zenkoku-2024"])
    title: Line = Field(title="題名", description="", examples=["港区の全国連携"])
    publisher: Line = Field(title="発行者", description="", examples=["港区"])
    dated_on: PartialDay | None = Field(None, title="日付", description="発行・掲載・更新の日", examples=["2024-06-01"])
    url: Url | None = Field(None, title="ウェブの住所", description="あれば", examples=["https://example.jp/"])


class Conduct(Record):
    """How a partnership with a company is run under the ward's policy; not published (方針による扱い)."""

    pattern: Literal["joint", "trial", "other"] = Field(title="形", description="joint(共同主催)・trial(先端技術の実証実験)・other(その他)", examples=["joint"])
    agreement: Reference | None = Field(None, title="もとになる協定", description="agreements の id", examples=["ntv7-2026"])
    no_agreement_reason: Text | None = Field(None, title="協定を結ばない理由", description="軽微なものなど、双方が合意したとき", examples=["一度だけの催しで、費用のやりとりがないため。"])
    ward_pays: Flag = Field(False, title="区の負担", description="区が費用を負担するなら true", examples=["true"])
    reviewed_on: ExactDay | None = Field(None, title="審査会の日", description="連携事業審査会の日", examples=["2026-10-01"])
    review: Line | None = Field(None, title="審査会の結果", description="", examples=["適当と認める"])
    development_paid_by: Literal["company", "ward", "both"] | None = Field(None, title="開発の経費を負担する者", description="実証実験のとき。company(企業)・ward(区)・both(両方)", examples=["company"])


class Tie(Evidenced):
    """Something that joins a partner and the ward other than an agreement (つながり)."""

    kind: TieKind = Field(title="種類", description="association(連携)・children(こども)・column(広報)・corner(紹介コーナー)・exchange(交流)・fair(物産展)・festival(祭り)・forest(森)・history(歴史の縁)・islands(島しょ)・magazine(情報誌)・marche(マルシェ)・market(販路)・onsen(温泉)・operator(運営)・peace(平和)・pr(魅力発信)・product(産品)・project(連携事業)・renewable(エネルギー)・shopping(商店街)・staff(職員)・supplier(供給)・support(助け合い)・workcation(ワーケーション)・working_holiday(ワーホリ)", examples=["fair"])
    title: Line = Field(title="内容", description="", examples=["全国交流物産展in新橋への出展"])
    starts_on: PartialDay | None = Field(None, title="始まり", description="始まった日。分かるところまで", examples=["2019-07-16"])
    ends_on: PartialDay | None = Field(None, title="終わり", description="終わった日", examples=["2024-03"])
    years: tuple[PartialDay, ...] = Field((), title="年", description="毎年ではない参加の年", examples=[["2011", "2017"]])
    note: Text | None = Field(None, title="注", description="", examples=["民泊など"])
    initiative: Reference | None = Field(None, title="取組", description="content/initiatives のファイル名", examples=["working-holiday"])
    framework: Reference | None = Field(None, title="枠組み", description="協定でなく枠組みに加わっているとき", examples=["okitama"])
    organisation: Reference | None = Field(None, title="企業・団体", description="organisations の id", examples=["ntv7"])
    district: Reference | None = Field(None, title="総合支所の地区", description="mkdocs.yml の地区の id", examples=["akasaka"])
    issue: Reference | None = Field(None, title="情報誌の号", description="号の数字", examples=["15"])
    url: Url | None = Field(None, title="ウェブの住所", description="", examples=["https://example.jp/"])
    conduct: Conduct | None = Field(None, exclude=True, title="方針による扱い", description="企業との連携で、区の方針による手続き。公開しない", examples=[{"pattern": "joint", "agreement": "ntv7-2026"}])


class Framework(Evidenced):
    """A kind of agreement or network with the ward's published counts (枠組み)."""

    id: Identifier = Field(title="枠組みのid", description="住所 /frameworks/<id>/ になる", examples=["timber"])
    name: Line = Field(title="短い名前", description="一覧や札に使う", examples=["国産材の協定"])
    title: Line = Field(title="正式な名前", description="", examples=["間伐材を始めとした国産材の活用促進に関する協定"])
    kind: Literal["agreement", "network"] = Field(title="形", description="agreement(協定)・network(加盟、連携)", examples=["agreement"])
    theme: Theme | None = Field(None, title="テーマ", description="exchange(ひとの行き来)・goods(味と物産)・work(働く・滞在する)・energy(エネルギー)・forest(森と木)・relief(助け合い)・media(伝える)・policy(方針としくみ)", examples=["forest"])
    starts_on: PartialDay | None = Field(None, title="始まり", description="枠組みが始まった日、または区が加わった日", examples=["2014"])
    counts: tuple[Figures, ...] = Field((), title="区の公表数", description="基準日の古い順", examples=[[{"count": "82", "as_of": "2024-06-01", "source": "zenkoku-2024"}]])
    summary: Text | None = Field(None, title="説明", description="", examples=["国産の木材を区内の建物に使う協定です。"])
    note: Text | None = Field(None, title="注", description="", examples=["数は時点と数え方で動きます。"])
    contact: Contact | None = Field(None, title="問い合わせ先", description="全体の窓口と違うとき", examples=[{"office": "環境課"}])
    url: Url | None = Field(None, title="ウェブの住所", description="", examples=["https://example.jp/"])


class PartnerRecord(Stamped, Searched, Evidenced):
    """What every partner may have."""

    note: Text | None = Field(None, title="説明", description="", examples=["8町1村。"])
    url: Url | None = Field(None, title="公式サイト", description="", examples=["https://www.city.sapporo.jp/"])
    district: Reference | None = Field(None, title="窓口の地区", description="交流の窓口になる総合支所の地区の id", examples=["shiba"])
    contact: Contact | None = Field(None, title="問い合わせ先", description="全体の窓口と違うとき", examples=[{"office": "環境課"}])
    photos: tuple[Photo, ...] = Field((), title="写真", description="content/photos/ に置いた写真", examples=[[]])
    ties: tuple[Tie, ...] = Field((), title="つながり", description="協定のほかのすべて。協定は agreements に", examples=[[]])
    ended_on: PartialDay | None = Field(None, title="連携の終わり", description="連携が終わった日", examples=["2025-03-31"])


class Municipality(PartnerRecord):
    """A city, town or village (市区町村); its code and name suffice."""

    code: Code = Field(title="全国地方公共団体コード", description="6桁。引用符で囲む", examples=["011002"])
    name: Line = Field(title="名前", description="コードと照らし合わせる", examples=["札幌市"])
    source: Sources = Field((), title="出典", description="つながりや協定に出典があれば省ける", examples=["koho-column-47"])
    romaji: Line | None = Field(None, title="ローマ字", description="かなから作るものと違うとき", examples=["Takinoue-cho"])
    specialities: tuple[Words, ...] = Field((), title="特産品", description="", examples=[[{"items": ["ウニ"], "source": "koho-column-47"}]])
    sights: tuple[Words, ...] = Field((), title="見どころ", description="", examples=[[{"items": ["大倉山展望台"], "source": "koho-column-47"}]])
    merged_into: Code | None = Field(None, title="合併先", description="合併した先のコード", examples=["072044"])


class Prefecture(PartnerRecord):
    """What a prefecture itself does with the ward (都道府県)."""

    code: PrefectureCode = Field(title="都道府県の番号", description="2桁。引用符で囲む", examples=["41"])
    name: Line = Field(title="名前", description="番号と照らし合わせる", examples=["佐賀県"])


class Association(PartnerRecord):
    """A body of municipalities, such as a 町村会 (団体)."""

    id: Identifier = Field(title="団体のid", description="住所 /partners/<id>/ になる", examples=["soya"])
    name: Line = Field(title="名前", description="", examples=["北海道宗谷町村会"])
    kana: Kana = Field(title="ふりがな", description="", examples=["ほっかいどうそうやちょうそんかい"])
    prefecture: PrefectureCode | None = Field(None, title="都道府県の番号", description="", examples=["01"])
    members: tuple[Code, ...] = Field((), title="構成する市区町村", description="コードの一覧", examples=[["015113"]])


class Abroad(PartnerRecord):
    """A town abroad (海外のまち)."""

    id: Identifier = Field(title="まちのid", description="住所 /partners/<id>/ になる", examples=["lyon"])
    name: Line = Field(title="名前", description="", examples=["リヨン市"])
    kana: Kana = Field(title="ふりがな", description="", examples=["りよんし"])
    romaji: Line | None = Field(None, title="ローマ字", description="現地の綴り", examples=["Lyon"])
    country: Line = Field(title="国", description="", examples=["フランス"])
    latitude: Number = Field(title="緯度", description="度", examples=["45.764"])
    longitude: Number = Field(title="経度", description="度", examples=["4.8357"])
    specialities: tuple[Words, ...] = Field((), title="特産品", description="", examples=[[]])
    sights: tuple[Words, ...] = Field((), title="見どころ", description="", examples=[[]])


class Organisation(PartnerRecord):
    """A company or another body that works with the ward (企業・団体)."""

    id: Identifier = Field(title="企業・団体のid", description="住所 /companies/<id>/ になる", examples=["ntv7"])
    name: Line = Field(title="名前", description="", examples=["株式会社日テレ7"])
    kana: Kana = Field(title="読み", description="並べる順に使う。「株式会社」は含めない", examples=["にってれせぶん"])
    kind: Literal["company", "public", "shopping_association", "network"] = Field(title="種類", description="company(企業)・public(財団など)・shopping_association(商店街)・network(民間の集まり)", examples=["company"])
    summary: Text | None = Field(None, title="連携の内容", description="", examples=["全国の産品を売るサイトを開いた。"])


class Agreement(Stamped, Evidenced):
    """An agreement (協定): written once, with all its parties; an ended one stays as history."""

    id: Identifier = Field(title="協定のid", description="枠組みと締結日などで", examples=["timber-2013-11-01"])
    framework: Reference | None = Field(None, title="枠組み", description="frameworks の id", examples=["timber"])
    title: Line = Field(title="正式な題名", description="", examples=["間伐材を始めとした国産材の活用促進に関する協定"])
    parties: References = Field(title="相手", description="市区町村コード・都道府県の番号・団体や企業の id。区は書かない", examples=[["072044"]], min_length=1)
    signed_by: Line | None = Field(None, title="区に代わって結んだ者", description="区そのものでなく、区の集まりなどが結んだとき", examples=["特別区長会"])
    signed_on: PartialDay | None = Field(None, title="締結日", description="分かるところまで。分からなければ書かない", examples=["2013-11-01"])
    ends_on: EndDay | None = Field(None, title="満了日", description="期限のある協定だけ。出典に無ければ 未確認", examples=["2027-03-31"])
    ended_on: PartialDay | None = Field(None, title="終わった日", description="終わったとき", examples=["2025-03-31"])
    renews: Reference | None = Field(None, title="改めた協定", description="前の協定の id", examples=["timber-2011"])
    is_disaster: Flag = Field(False, title="災害協定", description="災害時の協定なら true", examples=["true"])
    content: Text | None = Field(None, title="連携の内容", description="企業との協定では必ず", examples=["健康増進、地域の安全。"])
    exception_reason: Text | None = Field(None, title="2年を超える理由", description="企業との協定が2年を超えるとき", examples=["施設の貸付期間に合わせるため。"])
    district: Reference | None = Field(None, title="総合支所の地区", description="", examples=["shiba"])
    note: Text | None = Field(None, title="注", description="", examples=["令和5年度に締結"])


class Moved(Record):
    """An address that is no more (引っ越した住所・掲載を終えた住所): it keeps a page."""

    address: Address = Field(title="元の住所", description="公開したことのある住所", examples=["/events/gujo-2008/"])
    title: Line = Field(title="題名", description="元のページの題名", examples=["郡上おどりin青山(第15回)"])
    to: Address | None = Field(None, title="新しい住所", description="代わりのページ。無ければ「掲載終了」になる", examples=["/events/gujo-2009/"])
    ended_on: ExactDay | None = Field(None, title="終えた日", description="", examples=["2027-03-31"])
    note: Text | None = Field(None, title="説明", description="なぜ、代わりは何か", examples=["二重に載っていたため、一つにまとめました。"])


class PartnersFile(Record):
    """The keys at the top of `partners.yaml`."""

    documents: tuple[Document, ...] = Field((), title="出典の資料")
    frameworks: tuple[Framework, ...] = Field((), title="枠組み")
    agreements: tuple[Agreement, ...] = Field((), title="協定")
    municipalities: tuple[Municipality, ...] = Field((), title="市区町村")
    prefectures: tuple[Prefecture, ...] = Field((), title="都道府県")
    associations: tuple[Association, ...] = Field((), title="団体")
    abroad: tuple[Abroad, ...] = Field((), title="海外のまち")
    organisations: tuple[Organisation, ...] = Field((), title="企業・団体")
    moved: tuple[Moved, ...] = Field((), title="引っ越した住所・掲載を終えた住所")
