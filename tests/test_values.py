"""Single values: what is taken, what is put right with a notice, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from hub.faults import REPAIR
from hub.municipalities import Gazetteer
from hub.schema import values
from hub.schema.values import check_digit

ADAPTERS = {
    name: TypeAdapter(getattr(values, name))
    for name in (
        "Clock Code Count EndDay ExactDay Flag Identifier Kana Line Mail Number PartialDay Phone PrefectureCode "
        "Reference Source Sources Text Url"
    ).split()
}


def taken(kind: str, text: Any) -> str:
    return str(ADAPTERS[kind].validate_python(text))


def refused(kind: str, text: Any) -> dict[str, Any]:
    with pytest.raises(ValidationError) as found:
        ADAPTERS[kind].validate_python(text)
    error = found.value.errors()[0]
    return {"rule": error["type"], **error.get("ctx", {})}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Code", "011002", "011002"),
        ("Code", "131032", "131032"),
        ("PrefectureCode", "01", "01"),
        ("PrefectureCode", "47", "47"),
        ("Identifier", "gujo-2025", "gujo-2025"),
        ("Identifier", "2025a", "2025a"),
        ("Identifier", "a" * 60, "a" * 60),
        ("PartialDay", "2024-fiscal", "2024-fiscal"),
        ("ExactDay", "2024-03-02", "2024-03-02"),
        ("EndDay", "未確認", "未確認"),
        ("EndDay", "2027-03-31", "2027-03-31"),
        ("Clock", "09:30", "09:30:00"),
        ("Url", "https://www.example.jp/a?b=c#d", "https://www.example.jp/a?b=c#d"),
        ("Url", "http://www.example.jp:8080/日本語", "http://www.example.jp:8080/日本語"),
        ("Phone", "03-3578-2509", "03-3578-2509"),
        ("Phone", "0120-000-0000", "0120-000-0000"),
        ("Mail", "kouryu@example.jp", "kouryu@example.jp"),
        ("Number", "972,673", "972673.0"),
        ("Number", "-0.5", "-0.5"),
        ("Count", "82", "82"),
        ("Flag", "true", "True"),
        ("Flag", "false", "False"),
        ("Kana", "ほっかいどう", "ほっかいどう"),
        ("Kana", "てれびあさひー", "てれびあさひー"),
        ("Line", "  港区  ", "港区"),
        ("Text", "一\n\n二", "一\n\n二"),
        ("Source", "zenkoku-2024「連携の流れ」", "zenkoku-2024「連携の流れ」"),
        ("Source", "https://www.example.jp/", "https://www.example.jp/"),
        ("Sources", "press", "('press',)"),
        ("Sources", ["press", "column"], "('press', 'column')"),
        ("Reference", "072044", "072044"),
    ],
)
def test_right_value_is_taken(kind: str, text: Any, value: str) -> None:
    assert taken(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "instead"),
    [
        # 全角
        ("Code", "０１１００２", "011002"),
        ("Phone", "０３－３５７８－２５０９", "03-3578-2509"),
        ("Phone", "03‐3578‐2509", "03-3578-2509"),
        ("Mail", "kouryu＠example.jp", "kouryu@example.jp"),
        ("Identifier", "ｇｕｊｏ", "gujo"),
        ("Clock", "09：30", "09:30"),
        ("Number", "１２．５", "12.5"),
        # 和暦など
        ("PartialDay", "令和6年3月2日", "2024-03-02"),
        ("PartialDay", "令和元年5月", "2019-05"),
        ("PartialDay", "平成31年4月30日", "2019-04-30"),
        ("PartialDay", "昭和64年1月7日", "1989-01-07"),
        ("PartialDay", "R6.3.2", "2024-03-02"),
        ("PartialDay", "令和5年度", "2023-fiscal"),
        ("PartialDay", "2023年度", "2023-fiscal"),
        ("PartialDay", "2024年", "2024"),
        ("PartialDay", "2024年春", "2024-spring"),
        ("PartialDay", "2024年3月上旬", "2024-03-early"),
        ("PartialDay", "2024年3月2日(土)", "2024-03-02"),
        ("PartialDay", "2024年3月2日（土曜日）", "2024-03-02"),
        ("PartialDay", "2024/3/2", "2024-03-02"),
        ("PartialDay", "2024.3.2", "2024-03-02"),
        ("PartialDay", "2024-3-2", "2024-03-02"),
        ("ExactDay", "20240302", "2024-03-02"),
        # 時刻
        ("Clock", "9:30", "09:30"),
        ("Clock", "9時", "09:00"),
        ("Clock", "9時半", "09:30"),
        ("Clock", "午後1時5分", "13:05"),
        ("Clock", "午前12時", "00:00"),
        ("Clock", "正午", "12:00"),
        # はい・いいえ
        ("Flag", "True", "true"),
        ("Flag", "yes", "true"),
        ("Flag", "いいえ", "false"),
        # そのほか
        ("Kana", "テレビアサヒ", "てれびあさひ"),
        ("Source", "press ｢第一章｣", "press「第一章」"),
    ],
)
def test_value_of_certain_meaning_is_put_right(kind: str, text: str, instead: str) -> None:
    found = refused(kind, text)
    assert found[REPAIR] == instead
    assert "ください。" in found["remedy"]


@pytest.mark.parametrize(
    ("kind", "text", "rule", "hint"),
    [
        # けた数
        ("Code", "11002", "code-length", '「"011002"」ではありませんか'),
        ("Code", "07204", "code-length", '「"072044"」ではありませんか'),
        ("Code", "0110021", "code-length", "総務省"),
        ("Code", "", "code-length", "総務省"),
        ("Code", "011003", "code-check-digit", "「011002」ではありませんか"),
        ("Code", "٠١١٠٠٢", "other-digits", "0 から 9"),
        ("PrefectureCode", "1", "prefecture-code", '「"01"」ではありませんか'),
        ("PrefectureCode", "48", "prefecture-code", "沖縄県"),
        ("PrefectureCode", "00", "prefecture-code", "北海道"),
        # id
        ("Identifier", "Gujo_2025", "id-form", "「gujo-2025」ではありませんか"),
        ("Identifier", "2025", "id-form", "数字だけにはできません"),
        ("Identifier", "gujo--2025", "id-form", "「gujo-2025」"),
        ("Identifier", "a" * 61, "id-form", "60字"),
        ("Identifier", "calendar", "id-reserved", "年や地名"),
        # 日付
        ("PartialDay", "2024-02-30", "date-real", "出典"),
        ("PartialDay", "令和6年2月30日", "date-real", "出典"),
        ("PartialDay", "2024年3月2日(日)", "date-weekday", "曜日"),
        ("PartialDay", "3月2日", "date-form", "年から"),
        ("PartialDay", "2024-13-01", "date-form", "2024-03-02"),
        ("PartialDay", "令和0年", "date-form", "2024-03-02"),
        ("PartialDay", "春ごろ", "date-form", "2024-autumn"),
        ("ExactDay", "2024-03", "date-exact", "年月日"),
        ("EndDay", "不明", "date-form", "2024-03-02"),
        # 時刻
        ("Clock", "24:00", "time-form", '翌日の "00:00"'),
        ("Clock", "25:00", "time-form", "24時間制"),
        ("Clock", "午後13時", "time-form", "24時間制"),
        ("Clock", "夕方", "time-form", "24時間制"),
        # 住所
        ("Url", "javascript:alert(1)", "url-unsafe", "https://"),
        ("Url", "JavaScript:alert(1)", "url-unsafe", "https://"),
        ("Url", "data:text/html,x", "url-unsafe", "https://"),
        ("Url", "file:///etc/passwd", "url-unsafe", "https://"),
        ("Url", "ftp://example.jp/", "url-form", "ブラウザー"),
        ("Url", "//example.jp/", "url-form", "ブラウザー"),
        ("Url", "www.example.jp", "url-form", "「https://www.example.jp」ではありませんか"),
        ("Url", "https:/www.example.jp/", "url-form", "「https://www.example.jp/」ではありませんか"),
        ("Url", "https://localhost/", "url-form", "ブラウザー"),
        ("Url", "https://[::1", "url-form", "ブラウザー"),
        ("Url", "https://example.jp:99999/", "url-form", "ブラウザー"),
        ("Url", "https://a:b@example.jp/", "url-credentials", "「@」"),
        ("Url", "https://example.jp/a b", "url-characters", "ブラウザー"),
        ("Url", "https://example.jp/news/…", "url-cut", "終わりまで"),
        ("Url", 'https://example.jp/"onclick', "url-characters", "ブラウザー"),
        ("Url", "https://example.jp/\x00", "control-character", "打ち直して"),
        ("Url", "https://example.jp/\u202etxt", "control-character", "打ち直して"),
        # 電話、宛先
        ("Phone", "0335782509", "phone-form", "市外局番"),
        ("Phone", "03(3578)2509", "phone-form", "「03-3578-2509」ではありませんか"),
        ("Phone", "+81-3-3578-2509", "phone-form", "「03-3578-2509」ではありませんか"),
        ("Phone", "3578-2509", "phone-form", "市外局番"),
        ("Mail", "kouryu@example", "mail-form", "kouryu@example.jp"),
        # 数
        ("Number", "約82件", "number-form", "「82」ではありませんか"),
        ("Number", "八十二", "number-form", "数字だけ"),
        ("Number", "1e5", "number-form", "数字だけ"),
        ("Number", "nan", "number-form", "数字だけ"),
        ("Count", "-1", "count-form", "82"),
        ("Count", "1.5", "count-form", "82"),
        ("Flag", "たぶん", "flag-form", "いいえなら false"),
        # 文
        ("Kana", "北海道", "kana-form", "ひらがなだけ"),
        ("Source", "区の資料", "source-form", "資料のid"),
        ("Line", "\x07", "control-character", "打ち直して"),
        ("Line", ["一"], "not-text", "一つだけ"),
        ("Code", {"a": "b"}, "not-text", "一つだけ"),
    ],
)
def test_other_value_is_refused_with_a_way_to_mend_it(kind: str, text: Any, rule: str, hint: str) -> None:
    found = refused(kind, text)
    assert found["rule"] == rule
    assert hint in found["remedy"]
    assert REPAIR not in found


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_empty_line_is_too_short(text: str) -> None:
    assert refused("Line", text)["rule"] == "string_too_short"


def test_line_has_no_line_break() -> None:
    assert refused("Line", "一\n二")["rule"] == "string_pattern_mismatch"


def test_check_digit_is_that_of_every_municipality() -> None:
    places = Gazetteer.load().places
    assert len(places) > 1700
    assert all(check_digit(place.code[:5]) == place.code[5] for place in places)
