"""Photographs: the file is there, can be shown, and its words say what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.album import FOLDER, MAX_FILE, MAX_PIXELS, Shot
from hub.records import Key
from hub.rules.finding import Case, Finding, Rule
from hub.source import Document

_EMPTY_WORDS = frozenset("写真 画像 しゃしん イメージ 風景 様子 ようす なし 無し".split())
_MEGABYTES, _MILLIONS = MAX_FILE // 1024**2, MAX_PIXELS // 1_000_000
_WRONG = {
    "large": (
        f"大きすぎます({_MEGABYTES}MBまで)",
        "写真のソフトで、長い辺が3,000画素ほどになるように書き出し直してください。",
    ),
    "kind": (
        "使える種類の写真ではありません",
        "写真のソフトで、JPEG(.jpg)かPNG(.png)に書き出し直してください。名前の終わりを変えるだけでは直りません。",
    ),
    "pixels": (
        f"画素が多すぎます({_MILLIONS:,}00万画素まで)",
        "写真のソフトで、長い辺が3,000画素ほどになるように書き出し直してください。",
    ),
    "broken": ("途中で切れているか、壊れています", "もとの写真から、もう一度写してください。"),
}


def photo_can_be_shown(case: Case) -> Iterator[Finding]:
    """Ensure that the file of each photograph is there and is a picture that can be shown."""
    for key, name, index, photo in _photos(case):
        shot = case.hub.shots.get(photo.file)
        if shot is None or isinstance(shot, Shot):
            continue
        if shot == "missing":
            near = _near(case, photo.file)
            what = f"が、{FOLDER} にありません"
            remedy = near or f"写真を {FOLDER} に入れるか、名前を確かめてください。大文字と小文字も区別します。"
        else:
            wrong, remedy = _WRONG[shot]
            what = f"は、{wrong}"
        yield Finding(key, ("photos", index, "file"), f"「{name}」の写真「{photo.file}」{what}。", remedy)


def photo_description_says_something(case: Case) -> Iterator[Finding]:
    """Ensure that the words for those who do not see a photograph are more than the name of a file."""
    for key, name, index, photo in _photos(case):
        words = photo.alt.strip("。「」 　")
        if words in _EMPTY_WORDS or words == photo.file or words.lower().endswith((".jpg", ".jpeg", ".png", ".webp")):
            message = f"「{name}」の写真の説明「{photo.alt}」では、見えない人に何も伝わりません。"
            remedy = "写っているものを、「よろいを着た人たちが、城の前を歩いています」のように一文で書いてください。"
            yield Finding(key, ("photos", index, "alt"), message, remedy)


def photo_is_used(case: Case) -> Iterator[Finding]:
    """Ensure that staff know of photographs that no page shows, unless one that is missing may be meant."""
    shots, documents = case.hub.shots, case.register.documents
    if "missing" in shots.values():
        return
    for name in _files(case):
        if name not in shots and not any(name in document.text for document in documents):
            message = f"写真「{name}」は、どのページにも出ていません。"
            remedy = "使わないなら消してください。使うなら、記録の photos に書きます。"
            yield Finding(Document(FOLDER + name, ""), (), message, remedy, "notice")


def _photos(case: Case) -> Iterator[tuple[Key, str, int, Any]]:
    """Every photograph: its record, what staff call that, its place, and itself."""
    for key, record in case.written:
        for index, photo in enumerate(getattr(record, "photos", ())):
            yield key, case.title(key, record), index, photo


def _files(case: Case) -> tuple[str, ...]:
    album = case.hub.setting.album
    return album.names if album else ()


def _near(case: Case, name: str) -> str:
    """The file that was meant, if one is spelt alike."""
    names = _files(case)
    same = [one for one in names if one.lower() == name.lower()]
    near = same[0] if same else case.guess(name, names)
    return f"「{near}」ではありませんか。" if near else ""


RULES: tuple[Rule, ...] = (photo_can_be_shown, photo_description_says_something, photo_is_used)
