"""The shape of the files about the lobby display (館内端末): notices, the choice of slides, the emergency notice."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hub.schema.common import Record
from hub.schema.values import Address, Clock, Count, ExactDay, Flag, Identifier, Line, Reference, Text

Emergencies = Literal["earthquake", "fire", "evacuate", "blackout", "heat", "closed"]
Screens = tuple[Reference, ...]


class Notice(Record):
    """A notice of the ward on the display (お知らせ)."""

    id: Identifier = Field(title="お知らせのid", description="", examples=["closed-0101"])
    title: Line = Field(title="題名", description="28字まで", examples=["年末年始は休みます"])
    text: Text | None = Field(None, title="文", description="90字まで", examples=["12月29日から1月3日まで、コーナーは休みです。"])
    place: Line | None = Field(None, title="場所", description="", examples=["1階 区民ラウンジ"])
    shown_from: ExactDay | None = Field(None, title="見せ始める日", description="", examples=["2026-12-15"])
    shown_until: ExactDay | None = Field(None, title="見せ終える日", description="その日まで(その日を含む)", examples=["2027-01-03"])
    evergreen: Flag = Field(False, title="いつまでも見せる", description="終わりのないお知らせだけ true", examples=["true"])
    page: Address | None = Field(None, title="くわしいページ", description="このサイトのページの住所。QRコードになる", examples=["/initiatives/corner/"])
    screens: Screens = Field((), title="見せる画面", description="書かなければ、すべての画面", examples=[["lounge"]])
    weight: Count = Field(1, title="重み", description="1から3。大きいほど、たびたび見せる", examples=["2"])


class NoticesFile(Record):
    """The keys at the top of `content/notices.yaml`."""

    notices: tuple[Notice, ...] = Field((), title="お知らせ")


class Screen(Record):
    """A place where a display stands (画面)."""

    id: Identifier = Field(title="画面のid", description="端末の住所に ?screen=lounge と書く", examples=["lounge"])
    name: Line = Field(title="名前", description="", examples=["区民ラウンジ"])
    here: Line | None = Field(None, title="いまいる所", description="画面の隅に出す", examples=["区役所1階 区民ラウンジ"])


class Slide(Record):
    """What is said of one page on the display: picked, hidden, weighted or put into fewer words (画面の一枚)."""

    address: Address = Field(title="ページの住所", description="まち・催し・取組・情報誌のページ", examples=["/partners/072044/"])
    hide: Flag = Field(False, title="見せない", description="", examples=["true"])
    weight: Count = Field(1, title="重み", description="1から3。大きいほど、たびたび見せる", examples=["3"])
    title: Line | None = Field(None, title="短い題名", description="28字まで", examples=["新橋の物産展"])
    text: Text | None = Field(None, title="文", description="90字まで。書かなければ、ページの書き出しを使う", examples=["いわき市の海の幸が、新橋に並びます。"])
    screens: Screens = Field((), title="見せる画面", description="書かなければ、すべての画面", examples=[["lounge"]])


class SlidesFile(Record):
    """The keys at the top of `content/kiosk.yaml`."""

    screens: tuple[Screen, ...] = Field((), title="画面")
    slides: tuple[Slide, ...] = Field((), title="一枚ごとの加減")


class Emergency(Record):
    """An emergency notice; the words themselves are prewritten in five languages (緊急のお知らせ)."""

    id: Emergencies = Field(title="ひな型", description="earthquake(地震)・fire(火災)・evacuate(避難)・blackout(停電)・heat(暑さ)・closed(臨時休館)", examples=["earthquake"])
    level: Literal["banner", "full"] = Field(title="出し方", description="banner(帯)・full(全面)", examples=["full"])
    starts_on: ExactDay = Field(title="始まる日", description="", examples=["2026-11-20"])
    begins: Clock = Field(title="始まる時刻", description="", examples=["14:00"])
    ends_on: ExactDay = Field(title="終わる日", description="必ず書く。始まりから24時間まで", examples=["2026-11-20"])
    ends: Clock = Field(title="終わる時刻", description="この時刻に、ひとりでに消える", examples=["18:00"])
    text: Line | None = Field(None, title="付け足す一文", description="60字まで", examples=["北側の階段を使ってください。"])


class EmergencyFile(Record):
    """The keys at the top of `content/emergency.yaml`."""

    emergency: tuple[Emergency, ...] = Field((), title="緊急のお知らせ")


KIOSK_FILES: dict[str, type[Record]] = {
    "content/notices.yaml": NoticesFile,
    "content/kiosk.yaml": SlidesFile,
    "content/emergency.yaml": EmergencyFile,
}
