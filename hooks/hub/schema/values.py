"""Values that fields of several records share, read from text. Crosses no records."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from hub.dates import Day, parse_clock, parse_day
from hub.faults import fault, repair

RESERVED_IDS = frozenset({"calendar", "series", "policy", "embed", "page"})
UNKNOWN = "未確認"
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}


def check_digit(five: str) -> str:
    """The sixth digit of a local government code (総務省: modulus 11, weights 6 5 4 3 2)."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _half_width(text: Any) -> Any:
    """Refuse what is not text; tell of full-width digits and signs, whose meaning is certain."""
    if not isinstance(text, str):
        raise fault("not-text", "文字で書く項目です", "一覧や字下げをやめて、値を一つだけ書いてください。")
    narrow = re.sub(r"[０-９：．／]|(?<=[0-9０-９])[－−ー‐](?=[0-9０-９])", _narrow, text)
    if narrow != text:
        raise repair("full-width", "全角の数字や記号が入っています", narrow)
    return text


def _narrow(found: re.Match[str]) -> str:
    sign = found[0]
    return "-" if sign in "－−ー‐" else unicodedata.normalize("NFKC", sign)


def _code(text: str) -> str:
    if not re.fullmatch(r"\d{6}", text):
        if re.fullmatch(r"\d{5}", text):
            restored = "0" + text if check_digit(("0" + text)[:5]) == text[-1] else ""
            whole = restored or text + check_digit(text)
            raise fault(
                "code-length",
                "6桁ではありません(先頭の0が落ちたか、検査数字がありません)",
                f"「\"{whole}\"」ではありませんか。引用符で囲んで6桁を書いてください。",
            )
        raise fault(
            "code-length",
            "全国地方公共団体コード(6桁の数字)ではありません",
            "総務省の一覧で確かめて、\"072044\" のように6桁を引用符で囲んで書いてください。",
        )
    if check_digit(text[:5]) != text[5]:
        raise fault(
            "code-check-digit",
            "検査数字(6桁目)が合いません",
            f"「{text[:5]}{check_digit(text[:5])}」ではありませんか。"
            "総務省の一覧で確かめて、6桁を引用符で囲んで書いてください。",
        )
    return text


def _prefecture(text: str) -> str:
    if not re.fullmatch(r"0[1-9]|[1-3]\d|4[0-7]", text):
        raise fault(
            "prefecture-code",
            "都道府県の番号ではありません",
            "\"01\"(北海道)から \"47\"(沖縄県)までの2桁を引用符で囲んで書いてください。",
        )
    return text


def _identifier(text: str) -> str:
    if not re.fullmatch(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > 60:
        raise fault(
            "id-form",
            "idに使えない形です",
            "英小文字で始まる英小文字・数字・ハイフンで、gujo-2025 のように60字まで書いてください。",
        )
    if text in RESERVED_IDS:
        raise fault("id-reserved", "サイトの住所に使う言葉なので、idにできません", "年や地名を足してください。")
    return text


def _day(text: str) -> Day:
    written = _seireki(text)
    if written != text:
        raise repair("date-form", "日付の書き方が違います", written)
    try:
        return parse_day(text)
    except ValueError:
        what = "実在しない日付か、書き方が違います"
        remedy = "2024-03-02 のように書いてください。日や月が分からなければ 2024-03、2024、2024-autumn、2024-fiscal(年度)と書けます。"
        raise fault("date-form", what, remedy) from None


def _seireki(text: str) -> str:
    """The ISO form of a day written in another certain way (令和6年3月2日, 2024/3/2, 2024年3月)."""
    found = re.fullmatch(
        r"(?:(令和|平成|昭和)(元|\d{1,2})|(\d{4}))[年/.-]\s*(\d{1,2})(?:[月/.-]\s*(\d{1,2})日?|月)?", text
    )
    if found is None:
        return text
    name, number, year, month, day = found.groups()
    full = int(year) if year else ERAS[name] + (1 if number == "元" else int(number))
    return "-".join([f"{full:04}", f"{int(month):02}", *([f"{int(day):02}"] if day else [])])


def _end_day(text: str) -> Day | str:
    """A day, or 未確認 where no source gives the end."""
    return text if text == UNKNOWN else _day(text)


def _exact_day(text: str) -> date:
    day = _day(text)
    if not day.is_exact:
        raise fault("date-exact", "日まで書く項目です", "2024-03-02 のように年月日を書いてください。")
    return day.first


def _clock(text: str) -> time:
    written = re.sub(r"^(\d{1,2})時(?:(\d{1,2})分?)?$", lambda m: f"{m[1]}:{int(m[2] or 0):02}", text)
    if re.fullmatch(r"\d:\d{2}", written):
        written = "0" + written
    if written != text and re.fullmatch(r"\d{2}:\d{2}", written):
        raise repair("time-form", "時刻の書き方が違います", written)
    try:
        return parse_clock(text)
    except ValueError:
        remedy = "\"09:30\" のように24時間制の4桁を引用符で囲んで書いてください。"
        raise fault("time-form", "時刻ではありません", remedy) from None


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_sound = urlsplit(""), False
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_sound:
        raise fault("url-form", "https:// か http:// で始まる住所ではありません", "閲覧ソフトの住所欄から写してください。")
    if parts.username is not None or parts.password is not None:
        raise fault("url-credentials", "利用者名や合言葉が入っています", "「@」より前の部分を消してください。")
    if re.search(r"[\s<>\"'\\^`{|}\x00-\x1f\x7f-\x9f]", text):
        raise fault("url-characters", "住所に使えない文字(空白や記号)があります", "閲覧ソフトの住所欄から写し直してください。")
    return text


def _phone(text: str) -> str:
    if not re.fullmatch(r"0\d{1,4}-\d{1,4}-\d{3,4}", text):
        raise fault("phone-form", "電話番号の形ではありません", "03-3578-2111 のように、市外局番からハイフンで区切って書いてください。")
    return text


def _mail(text: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text, re.ASCII):
        raise fault("mail-form", "メールの宛先の形ではありません", "kouryu@example.jp のように書いてください。")
    return text


def _number(text: str) -> float:
    plain = text.replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,10})?", plain):
        raise fault("number-form", "数ではありません", "単位や記号を付けず、1234.5 のように数字だけを書いてください。")
    return float(plain)


def _count(text: str) -> int:
    number = _number(text)
    if number < 0 or number != int(number):
        raise fault("count-form", "0以上の整数ではありません", "単位を付けず、82 のように書いてください。")
    return int(number)


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise fault("flag-form", "true か false で書く項目です", "はいなら true、いいえなら false と書いてください。")
    return text == "true"


def _source(text: str) -> str:
    """A document of the register, with a section if wanted, or an address."""
    if re.match(r"https?:", text):
        return _url(text)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(「[^「」]+」)?", text):
        raise fault(
            "source-form",
            "出典の書き方ではありません",
            "資料のid(見出しがあれば 資料のid「見出し」)か、https:// で始まる住所を書いてください。",
        )
    return text


def _plain(text: Any) -> Any:
    if not isinstance(text, str):
        raise fault("not-text", "文字で書く項目です", "一覧や字下げをやめて、値を一つだけ書いてください。")
    found = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", text)
    if found is not None:
        raise fault("control-character", "目に見えない制御文字が入っています", "その項目を消して、手で打ち直してください。")
    return text


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _text_schema(pattern: str = "", **extra: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {}), **extra})


_as_text = PlainSerializer(str, return_type=str)
_half = BeforeValidator(_half_width)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), BeforeValidator(_plain)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$"), BeforeValidator(_plain)]
Code = Annotated[str, BeforeValidator(_code), _half, _text_schema(r"^\d{6}$")]
PrefectureCode = Annotated[str, BeforeValidator(_prefecture), _half, _text_schema(r"^(0[1-9]|[1-3]\d|4[0-7])$")]
Identifier = Annotated[str, BeforeValidator(_identifier), _half, _text_schema(r"^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=60)]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), _half]
PartialDay = Annotated[Day, BeforeValidator(_day), _half, _text_schema(), _as_text]
EndDay = Annotated[Day | str, PlainValidator(_end_day), _half, _text_schema(), _as_text]
ExactDay = Annotated[date, BeforeValidator(_exact_day), _half, _text_schema(r"^\d{4}-\d{2}-\d{2}$", format="date")]
Clock = Annotated[time, BeforeValidator(_clock), _half, _text_schema(r"^\d{2}:\d{2}$")]
Url = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(_url), BeforeValidator(_plain), _text_schema(r"^https?://")]
Phone = Annotated[str, BeforeValidator(_phone), _half, _text_schema(r"^0\d{1,4}-\d{1,4}-\d{3,4}$")]
Mail = Annotated[str, BeforeValidator(_mail), _half, _text_schema()]
Number = Annotated[float, BeforeValidator(_number), _half, _text_schema()]
Count = Annotated[int, BeforeValidator(_count), _half, _text_schema()]
Flag = Annotated[bool, BeforeValidator(_flag), _text_schema(r"^(true|false)$")]
Source = Annotated[str, BeforeValidator(_source), BeforeValidator(_plain), _text_schema()]
Sources = Annotated[tuple[Source, ...], BeforeValidator(_one_or_many)]
