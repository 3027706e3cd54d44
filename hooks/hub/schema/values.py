"""Values that fields of several records share, read from text. Crosses no records."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from hub.dates import Day
from hub.faults import fault, repair
from hub.schema.days import read_clock, read_day, read_end_day, read_exact_day

_IDENTIFIER = re.compile(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
RESERVED_IDS = frozenset({"calendar", "series", "policy", "embed", "page"})


def check_digit(five: str) -> str:
    """The sixth digit of a local government code (総務省: modulus 11, weights 6 5 4 3 2)."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _half_width(text: Any) -> Any:
    """Refuse what is not text; tell of full-width digits and signs, whose meaning is certain."""
    if isinstance(text, str) and text.isascii() and text.isprintable():
        return text.strip()
    text = _plain(text).strip().strip("＂“”")
    narrow = re.sub(r"[０-９Ａ-Ｚａ-ｚ：．／＠＿]|(?<=[0-9０-９])[－−ー‐‑–—](?=[0-9０-９])", _narrow, text)
    if narrow != text:
        raise repair("full-width", "全角の文字や記号が入っています", narrow)
    if any(sign.isdecimal() and not sign.isascii() for sign in text):
        raise fault("other-digits", "ふつうの数字ではない数字が入っています", "半角の 0 から 9 で打ち直してください。")
    return text


def _narrow(found: re.Match[str]) -> str:
    sign = found[0]
    return "-" if sign in "－−ー‐‑–—" else unicodedata.normalize("NFKC", sign)


def _code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", text):
        if re.fullmatch(r"[0-9]{5}", text):
            restored = "0" + text if check_digit(("0" + text)[:5]) == text[-1] else ""
            whole = restored or text + check_digit(text)
            what = "先頭の0が落ちて、5桁になっています" if restored else "6桁ではなく5桁です(検査数字がありません)"
            raise fault("code-length", what, f"「\"{whole}\"」ではありませんか。6桁を引用符で囲んで書いてください。")
        raise fault(
            "code-length",
            "6桁の数字ではありません",
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
    if not re.fullmatch(r"0[1-9]|[1-3][0-9]|4[0-7]", text):
        near = f"「\"0{text}\"」ではありませんか。" if re.fullmatch(r"[1-9]", text) else ""
        raise fault(
            "prefecture-code",
            "01 から 47 までの2桁の数字ではありません",
            f"{near}\"01\"(北海道)から \"47\"(沖縄県)までの2桁を引用符で囲んで書いてください。",
        )
    return text


def _identifier(text: str) -> str:
    if not _IDENTIFIER.fullmatch(text) or len(text) > 60:
        near = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")
        hint = f"「{near}」ではありませんか。" if text.isascii() and re.search("[a-z]", near) else ""
        remedy = f"{hint}英小文字・数字・ハイフンで、gujo-2025 のように60字まで書いてください。数字だけにはできません。"
        raise fault("id-form", "使えない形です", remedy)
    if text in RESERVED_IDS:
        raise fault("id-reserved", "サイトの住所に使う言葉なので、使えません", "年や地名を足してください。")
    return text


def _url(text: str) -> str:
    scheme = text.split(":")[0].strip().lower()
    if scheme in {"javascript", "data", "vbscript", "file", "blob"}:
        raise fault("url-unsafe", "開くと危険なことがある住所です", "https:// で始まる、公開されているページの住所を書いてください。")
    if text.endswith(("…", "...")):
        raise fault("url-cut", "終わりが「…」で略されています", "ブラウザーのアドレス欄から、終わりまで写し直してください。")
    if re.search(r"[\s<>\"'\\^`{|}]", text):
        raise fault("url-characters", "住所に使えない文字(空白や記号)があります", "ブラウザーのアドレス欄から写し直してください。")
    try:
        parts = urlsplit(text)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_sound = urlsplit(""), False
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not re.search(r"[^.]\.[^.]", host) or not port_is_sound:
        near = re.fullmatch(r"(?:https?[:/]*)?((?:[\w-]+\.)+[a-z]{2,}(?:/.*)?)", unicodedata.normalize("NFKC", text))
        hint = f"「https://{near[1]}」ではありませんか。" if near else ""
        what = "https:// か http:// で始まる住所ではありません"
        raise fault("url-form", what, f"{hint}ブラウザーのアドレス欄から写してください。")
    if parts.username is not None or parts.password is not None:
        raise fault("url-credentials", "利用者名や合言葉が入っています", "「@」と、その前の部分を消してください。")
    return text


def _phone(text: str) -> str:
    if not re.fullmatch(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}", text):
        parts = re.findall(r"[0-9]+", re.sub(r"^\+81[ -]?\(?0?\)?", "0", text))
        near = "-".join(parts)
        hint = f"「{near}」ではありませんか。" if re.fullmatch(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}", near) else ""
        remedy = f"{hint}03-3578-2111 のように、市外局番からハイフンで区切って書いてください。"
        raise fault("phone-form", "電話番号の形ではありません", remedy)
    return text


def _mail(text: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text, re.ASCII):
        raise fault("mail-form", "メールの宛先の形ではありません", "kouryu@example.jp のように書いてください。")
    return text


def _number(text: str) -> float:
    plain = text.replace(",", "")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,10})?", plain):
        found = re.fullmatch(r"約?(-?[0-9]{1,12}(?:\.[0-9]{1,10})?)[^0-9.]{0,6}", plain)
        hint = f"「{found[1]}」ではありませんか。" if found else ""
        remedy = f"{hint}単位や記号を付けず、82 や 35.65 のように数字だけを書いてください。"
        raise fault("number-form", "数字として読めません", remedy)
    return float(plain)


def _count(text: str) -> int:
    number = _number(text)
    if number < 0 or number != int(number):
        raise fault("count-form", "0以上の整数ではありません", "単位を付けず、82 のように書いてください。")
    return int(number)


def _flag(text: Any) -> bool:
    word = _plain(text).strip()
    if word not in {"true", "false"}:
        lower = word.lower()
        if lower in {"true", "yes", "on", "はい"} or lower in {"false", "no", "off", "いいえ"}:
            instead = "true" if lower in {"true", "yes", "on", "はい"} else "false"
            raise repair("flag-form", "true か false で書く項目です", instead)
        raise fault("flag-form", "true か false で書く項目です", "はいなら true、いいえなら false と書いてください。")
    return bool(word == "true")


def _kana(text: str) -> str:
    reading = "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in text.strip())
    if not re.fullmatch(r"[ぁ-ゖー・ 　]+", reading):
        raise fault("kana-form", "ひらがなだけではありません", "「ほっかいどうそうやちょうそんかい」のように、ひらがなだけで書いてください。")
    if reading != text.strip():
        raise repair("kana-form", "カタカナで書かれています", reading)
    return reading


@lru_cache(2048)  # many records cite one document
def _source(text: str) -> str:
    """A document of the register, with a section if wanted, or an address."""
    text = text.strip()
    if re.match(r"https?:", text):
        return _url(text)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(「.+」)?", text):
        written = re.sub(r"\s*[「｢『](.+)[」｣』]", r"「\1」", text)
        if written != text and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(「.+」)?", written):
            raise repair("source-form", "出典の書き方が違います", written)
        hint = f"「https://{text}」ではありませんか。" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", text, re.ASCII) else ""
        remedy = f"{hint}資料のid(見出しがあれば 資料のid「見出し」)か、https:// で始まる住所を書いてください。"
        raise fault("source-form", "資料のidでも住所でもありません", remedy)
    return text


def _plain(text: Any) -> Any:
    if not isinstance(text, str):
        raise fault("not-text", "文字で書く項目です", "一覧や字下げをやめて、値を一つだけ書いてください。")
    if text.isprintable():
        return text
    found = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff\ufffe\uffff\ud800-\udfff]", text)
    if found is not None:
        raise fault("control-character", "目に見えない制御文字が入っています", "その項目を消して、手で打ち直してください。")
    return text


def _address(text: str) -> str:
    """The address of a page of this site."""
    if not re.fullmatch(r"/([a-z0-9-]+/)+", text):
        raise fault("address-form", "このサイトのページの住所ではありません", "/events/gujo-2025/ のように「/」で始め、「/」で終えてください。")
    return text


def _picture(text: str) -> str:
    """The name of a file in the folder of photos."""
    text = text.strip().removeprefix("content/").removeprefix("photos/")
    if re.search(r'[/\\:*?"<>|]', text) or text.startswith(".") or len(text) > 100 or "." not in text:
        raise fault("photo-name", "写真のファイルの名前ではありません", "content/photos/ に置いた写真の名前を、ako-matsuri.jpg のように書いてください。")
    return text


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _text_schema(pattern: str = "", **extra: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {}), **extra})


def _written_schema(pattern: str = "") -> WithJsonSchema:
    """Of a value that is text in the YAML, and a number or a boolean in open data."""
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {})}, mode="validation")


def _hours_and_minutes(clock: Any) -> str:
    text: str = clock.isoformat("minutes")
    return text


_as_text = PlainSerializer(str, return_type=str)
_half = BeforeValidator(_half_width)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), BeforeValidator(_plain)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$"), BeforeValidator(_plain)]
Kana = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), BeforeValidator(_kana), BeforeValidator(_plain), _text_schema()]
Code = Annotated[str, BeforeValidator(_code), _half, _text_schema(r"^\d{6}$")]
PrefectureCode = Annotated[str, BeforeValidator(_prefecture), _half, _text_schema(r"^(0[1-9]|[1-3]\d|4[0-7])$")]
Identifier = Annotated[str, BeforeValidator(_identifier), _half, _text_schema(r"^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=60)]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), _half]
_DAY = r"\d{4}(-(\d{2}(-(\d{2}|early|mid|late))?|spring|summer|autumn|winter|fiscal))?"
PartialDay = Annotated[Day, BeforeValidator(read_day), _half, _text_schema(f"^{_DAY}$"), _as_text]
EndDay = Annotated[Day | str, PlainValidator(read_end_day), _half, _text_schema(f"^({_DAY}|未確認)$"), _as_text]
ExactDay = Annotated[date, BeforeValidator(read_exact_day), _half, _text_schema(r"^\d{4}-\d{2}-\d{2}$", format="date")]
Clock = Annotated[time, BeforeValidator(read_clock), _half, _text_schema(r"^\d{2}:\d{2}$"), PlainSerializer(_hours_and_minutes, return_type=str)]
Url = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(_url), BeforeValidator(_plain), _text_schema(r"^https?://")]
Phone = Annotated[str, BeforeValidator(_phone), _half, _text_schema(r"^0\d{1,4}-\d{1,4}-\d{3,4}$")]
PictureFile = Annotated[str, BeforeValidator(_picture), BeforeValidator(_plain), _text_schema()]
Mail = Annotated[str, BeforeValidator(_mail), _half, _text_schema()]
Address = Annotated[str, BeforeValidator(_address), BeforeValidator(_plain), _text_schema(r"^/([a-z0-9-]+/)+$")]
Number = Annotated[float, BeforeValidator(_number), _half, _written_schema()]
Count = Annotated[int, BeforeValidator(_count), _half, _written_schema()]
Flag = Annotated[bool, BeforeValidator(_flag), _written_schema(r"^(true|false)$")]
Source = Annotated[str, BeforeValidator(_source), BeforeValidator(_plain), _text_schema(r"^(https?://.+|[a-z0-9]+(-[a-z0-9]+)*(「.+」)?)$")]
Sources = Annotated[tuple[Source, ...], BeforeValidator(_one_or_many)]
