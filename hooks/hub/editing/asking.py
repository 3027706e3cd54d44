"""What staff are asked for each action, on the command line, in a form and in an issue alike: one list for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hub.editing.sheet import CannotEditError
from hub.status import CATEGORIES


class Question(NamedTuple):
    """One answer: its name outside, its place in the record, its words, an example."""

    name: str
    place: str
    label: str
    example: str
    is_needed: bool = False
    is_asked: bool = True


EVENT = (
    Question("TITLE", "title", "題名", "橋詰の朝市(第20回)", is_needed=True),
    Question("CATEGORY", "category", "分類", "、".join(CATEGORIES.values())),
    Question("DATE", "one.starts_on", "始まる日", "2026-12-05", is_needed=True),
    Question("UNTIL", "one.ends_on", "終わる日", "一日だけなら空のまま"),
    Question("OPENS", "one.opens", "開始時刻", "10:00"),
    Question("CLOSES", "one.closes", "終了時刻", "16:00"),
    Question("VENUE", "venue.name", "会場", "橋詰広場"),
    Question("ADDRESS", "venue.address", "所在地", "見本区橋詰1-2"),
    Question("WITH", "participants", "参加する相手", "いわき市、郡上市"),
    Question("SUMMARY", "summary", "説明", "各地の野菜や菓子を売る市です。"),
    Question("FEE", "fee", "料金", "無料"),
    Question("URL", "url", "ウェブの住所", "https://example.jp/"),
    Question("SOURCE", "source", "出典", "https:// の住所か、資料のid", is_needed=True),
    Question("ORGANIZER", "organizer", "主催", "福島県いわき市", is_asked=False),
    Question("AUDIENCE", "audience", "対象", "小学4〜6年生", is_asked=False),
    Question("CAPACITY", "capacity", "定員", "10", is_asked=False),
    Question("NOTE", "note", "注", "雨天中止", is_asked=False),
    Question("APPLY", "application.how", "申込み方法", "電話で申し込む", is_asked=False),
    Question("STATUS", "one.status", "状態", "予定", is_asked=False),
    Question("ID", "id", "催しのid", "asaichi-2026", is_asked=False),
)
PARTNER = (
    Question("CODE", "code", "コード", "072044。分からなければ空のまま"),
    Question("NAME", "name", "名前", "福島県いわき市"),
    Question("SOURCE", "source", "出典", "https:// の住所か、資料のid。あれば"),
    Question("URL", "url", "公式サイト", "https://example.jp/", is_asked=False),
    Question("NOTE", "note", "説明", "", is_asked=False),
)
UPDATE = (
    Question("NAME", "name", "自治体の名前", "福島県いわき市", is_needed=True),
    Question("SPECIALITIES", "specialities", "特産品", "メヒカリ、トマト"),
    Question("SIGHTS", "sights", "見どころ", "塩屋埼灯台"),
    Question("URL", "url", "公式サイト", "https://example.jp/"),
    Question("SOURCE", "source", "出典", "https:// で始まる住所", is_needed=True),
)
CANCEL = (
    Question("EVENT", "event", "催しのidか題名", "gujo-2027", is_needed=True),
    Question("DATE", "day", "中止にする日", "2026-12-05。全部の日なら空のまま"),
    Question("NOTE", "note", "知らせる言葉", "荒天のため。無ければ空のまま"),
)


def answers(
    questions: tuple[Question, ...], given: Mapping[str, str], ask: Callable[[str], str] | None
) -> dict[str, str]:
    """The answers by place: those given; if a needed one is missing, all others are asked for too, one by one."""
    found = {question.place: given[question.name] for question in questions if given.get(question.name, "").strip()}
    missing = [question for question in questions if question.is_needed and question.place not in found]
    if questions is PARTNER and not found:
        missing = list(questions)
    if missing and ask is None:
        names = "、".join(f"{question.name}(例: {question.example})" for question in missing)
        raise CannotEditError(f"次の項目を書いてください: {names}")
    for question in questions if missing and ask is not None else ():
        if question.is_asked and question.place not in found and ask is not None:
            found |= _asked(question, ask)
    return found


def _asked(question: Question, ask: Callable[[str], str]) -> dict[str, str]:
    hint = f"(例: {question.example})" if question.example else ""
    for _ in range(3):
        if answer := ask(f"{'必 ' if question.is_needed else ''}{question.label}{hint}: ").strip():
            return {question.place: answer}
        if not question.is_needed:
            return {}
    raise CannotEditError(f"「{question.label}」がないので、やめました。何も変わっていません。")
