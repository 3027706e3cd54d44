"""The shape of `events.yaml`: series and events with their occurrences."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from hub.dates import Day
from hub.faults import fault
from hub.schema.common import Contact, Evidenced, Photo, Record, References, Searched, Stamped, Venue
from hub.schema.values import Clock, Count, ExactDay, Flag, Identifier, Line, PartialDay, Reference, Sources, Text, Url

Status = Literal["scheduled", "held", "cancelled", "postponed", "unconfirmed"]
Category = Literal[
    "ceremony", "children", "corner", "exchange", "fair", "festival", "food", "forest", "history", "learning",
    "marche", "onsen", "pr", "railway", "special_wards", "support", "workcation", "working_holiday",
]


class Series(Searched):
    """Editions of one event over the years (シリーズ)."""

    id: Identifier = Field(title="シリーズのid", description="", examples=["marche"])
    title: Line = Field(title="名前", description="", examples=["全国連携マルシェin芝浦"])
    summary: Text | None = Field(None, title="説明", description="", examples=["芝浦の公園で開く市です。"])
    initiative: Reference | None = Field(None, title="取組", description="content/initiatives のファイル名", examples=["marche"])
    source: Sources | None = Field(None, title="出典", description="", examples=["zenkoku-2024"])


class Occurrence(Record):
    """One day or unbroken run of days of an event (会期の一回分)."""

    starts_on: PartialDay = Field(title="始まる日", description="分かるところまで", examples=["2024-03-02"])
    ends_on: PartialDay | None = Field(None, title="終わる日", description="その日まで(その日を含む)。一日だけなら書かない", examples=["2024-03-08"])
    opens: Clock | None = Field(None, title="開始時刻", description="", examples=["11:00"])
    closes: Clock | None = Field(None, title="終了時刻", description="日をまたぐなら翌日の時刻", examples=["16:00"])
    days: Literal["all", "weekdays"] = Field("all", title="開く日", description="all(毎日)・weekdays(土日祝日を除く)", examples=["weekdays"])
    status: Status | None = Field(None, title="状態", description="催し全体と違うとき。scheduled(実施予定)・held(実施済み)・cancelled(中止)・postponed(延期)・unconfirmed(実施は未確認)", examples=["cancelled"])
    postponed_to: PartialDay | None = Field(None, title="延期後の日", description="", examples=["2024-04-01"])
    moved_from: PartialDay | None = Field(None, title="変える前の日", description="公表したあとで日を変えたら、初めに公表した日。カレンダーに登録した人にも伝わる", examples=["2024-03-01"])
    cancelled_on: tuple[ExactDay, ...] = Field((), title="中止した日", description="期間のうち、中止した日だけ", examples=[["2024-03-07", "2024-03-08"]])
    title: Line | None = Field(None, title="その回の題", description="週替わりの献立など", examples=["山菜そば・うどん"])
    fee: Line | None = Field(None, title="その回の料金", description="", examples=["550円"])
    venue: Venue | None = Field(None, title="その回の会場", description="催し全体と違うとき", examples=[{"name": "浜松町駅前"}])
    participants: References = Field((), title="その回に参加する相手", description="会場や日で違うとき", examples=[["212199"]])
    note: Text | None = Field(None, title="注", description="", examples=["1日15食"])
    weekday: Line | None = Field(None, title="曜日", description="書かなくてよい。書けば日付と照らし合わせる", examples=["土"])

    @field_validator("ends_on")
    @classmethod
    def _within_ten_years(cls, ends_on: Day | None, found: ValidationInfo) -> Day | None:
        """Whatever looks at each day of a run would look at millions of them."""
        starts_on: Day | None = found.data.get("starts_on")
        if ends_on and starts_on and ends_on.last.year - starts_on.first.year > 10:
            raise fault("run-length", "始まる日から10年よりあとです", "年を出典で確かめてください。長く続くなら、回を分けて書きます。")
        return ends_on


class Piece(Occurrence):
    """What goes on in a run after a day on which it was cancelled, or that day itself; staff never write one."""


class Application(Record):
    """How and when to apply (申込み)."""

    opens_on: PartialDay | None = Field(None, title="受付の始まり", description="", examples=["2024-05-10"])
    closes_on: PartialDay | None = Field(None, title="受付の終わり", description="", examples=["2024-06-17"])
    how: Text | None = Field(None, title="申込み方法", description="", examples=["電話で申し込む"])
    url: Url | None = Field(None, title="申込みの住所", description="", examples=["https://example.jp/"])


class Event(Stamped, Searched, Evidenced):
    """An event (催し)."""

    id: Identifier = Field(title="催しのid", description="住所 /events/<id>/ になる。変えない", examples=["gujo-2025"])
    title: Line = Field(title="題名", description="", examples=["郡上おどりin青山"])
    category: Category = Field(title="分類", description="ceremony(式典)・children(こども)・corner(紹介コーナー)・exchange(交流)・fair(物産展)・festival(祭り)・food(食)・forest(森と木)・history(歴史)・learning(学び)・marche(マルシェ)・onsen(温泉)・pr(魅力発信)・railway(鉄道)・special_wards(特別区)・support(助け合い)・workcation(ワーケーション)・working_holiday(ワーキングホリデー)", examples=["festival"])
    status: Status = Field(title="状態", description="scheduled(実施予定)・held(実施済み)・cancelled(中止)・postponed(延期)・unconfirmed(実施は未確認)", examples=["scheduled"])
    occurrences: tuple[Occurrence, ...] = Field(title="会期", description="一日・期間・飛び飛びの日", examples=[[{"starts_on": "2025-06-27", "ends_on": "2025-06-28"}]], min_length=1)
    series: Reference | None = Field(None, title="シリーズ", description="series の id", examples=["gujo"])
    initiative: Reference | None = Field(None, title="取組", description="content/initiatives のファイル名", examples=["marche"])
    summary: Text | None = Field(None, title="説明", description="", examples=["区内の銭湯で各地の温泉を楽しめます。"])
    note: Text | None = Field(None, title="注", description="", examples=["約4,500人が来場"])
    venue: Venue | None = Field(None, title="会場", description="", examples=[{"name": "新橋SL広場"}])
    participants: References = Field((), title="参加する相手", description="市区町村コード・都道府県の番号・団体や企業の id", examples=[["212199"]])
    agreements: References = Field((), title="この催しで結んだ協定", description="agreements の id", examples=[["timber-2013-11-01"]])
    organizer: Line | None = Field(None, title="主催", description="", examples=["福島県いわき市"])
    contact: Contact | None = Field(None, title="問い合わせ先", description="全体の窓口と違うとき", examples=[{"office": "企画課"}])
    district: Reference | None = Field(None, title="総合支所の地区", description="", examples=["akasaka"])
    fee: Line | None = Field(None, title="料金", description="", examples=["無料(飲食は有料)"])
    audience: Line | None = Field(None, title="対象", description="", examples=["小学4〜6年生"])
    capacity: Count | None = Field(None, title="定員", description="人数", examples=["10"])
    barrier_free: Line | None = Field(None, title="バリアフリー", description="", examples=["車いすで入れます"])
    languages: Line | None = Field(None, title="使える言葉", description="", examples=["日本語、英語"])
    application: Application | None = Field(None, title="申込み", description="", examples=[{"closes_on": "2024-06-17"}])
    photos: tuple[Photo, ...] = Field((), title="写真", description="content/photos/ に置いた写真", examples=[[]])
    url: Url | None = Field(None, title="催しのウェブの住所", description="", examples=["https://example.jp/"])
    draft: Flag = Field(False, title="下書き", description="true なら載せない", examples=["true"])
    shown_from: ExactDay | None = Field(None, title="公開を始める日", description="", examples=["2026-12-01"])
    shown_until: ExactDay | None = Field(None, title="公開を終える日", description="", examples=["2027-03-31"])
    sequence: Count = Field(0, title="改訂番号", description="日時や状態を変えるたびに1増やす", examples=["1"])


class EventsFile(Record):
    """The keys at the top of `events.yaml`."""

    series: tuple[Series, ...] = Field((), title="シリーズ")
    events: tuple[Event, ...] = Field((), title="催し")
