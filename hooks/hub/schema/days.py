"""Days and times as staff write them, and the one right form of each. Crosses no records."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache

from hub.dates import Day, parse_clock, parse_day, say_date, weekday
from hub.faults import fault, repair

UNKNOWN = "未確認"
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_THIRDS = {"上旬": "early", "中旬": "mid", "下旬": "late"}
_WRITTEN_DAY = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHSrhs])\.?(?P<count>元|[0-9]{1,2})|(?P<year>[0-9]{4}))"
    r"(?:年度$|年(?P<season>[春夏秋冬])$|年$|[年/.-]\s*(?P<month>[0-9]{1,2})"
    r"(?:月(?P<third>[上中下]旬)$|月$|$|[月/.-]\s*(?P<day>[0-9]{1,2})日?(?:[(（][月火水木金土日](?:曜日?)?[)）])?$))"
)


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(8192)  # records share their days
def read_day(text: str) -> Day:
    """A day, or as much of it as is known."""
    if _ISO_DAY.fullmatch(text):
        written = text  # as nearly all are written
    else:
        written = _seireki(text)
    if written != text and _reads(written):
        _agree(text, parse_day(written))
        raise repair("date-form", "日付の書き方が違います", written)
    try:
        return parse_day(written)
    except ValueError:
        pass
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", written)
    if found and 1 <= int(found[2]) <= 12:
        what = f"実在しない日です。{found[1]}年{int(found[2])}月に{int(found[3])}日はありません"
        raise fault("date-real", what, "日付を出典で確かめて、書き直してください。")
    remedy = "2024-03-02 のように年から書いてください。分からないところは 2024-03、2024、2024-autumn、2024-fiscal(年度)のように書けます。"
    raise fault("date-form", "日付として読めません", remedy)


def _agree(text: str, day: Day) -> None:
    found = re.search(r"[(（]([月火水木金土日])", text)
    if found is not None and found[1] != weekday(day.first):
        remedy = "日付か曜日のどちらかを、出典で確かめて直してください。曜日は書かなくてかまいません。"
        raise fault("date-weekday", f"曜日が日付と合いません。{say_date(day.first)}です", remedy)


def _reads(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def _seireki(text: str) -> str:
    """The ISO form of a day written in another certain way: 令和6年3月2日, R6.3.2, 2024/3/2, 20240302, 2024年春."""
    if re.fullmatch(r"(19|20)[0-9]{6}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = _WRITTEN_DAY.match(text)
    if found is None or found["count"] in {"0", "00"}:
        return text
    number = 1 if found["count"] == "元" else int(found["count"] or 0)
    year = found["year"] or f"{ERAS[found['era'].upper()] + number:04}"
    if text.endswith("度"):
        return f"{year}-fiscal"
    if found["season"]:
        return f"{year}-{_SEASONS[found['season']]}"
    if not found["month"]:
        return year
    rest = _THIRDS.get(found["third"] or "") or (f"{int(found['day']):02}" if found["day"] else "")
    return f"{year}-{int(found['month']):02}" + (f"-{rest}" if rest else "")


def read_end_day(text: str) -> Day | str:
    """A day, or 未確認 where no source gives the end."""
    return text if text == UNKNOWN else read_day(text)


def read_exact_day(text: str) -> date:
    """A day that is known to the day."""
    day = read_day(text)
    if not day.is_exact:
        raise fault("date-exact", "日まで書く項目です", "2024-03-02 のように年月日を書いてください。")
    return day.first


@lru_cache(2048)
def read_clock(text: str) -> time:
    """A time of day."""
    written = _hours(text)
    if written != text:
        raise repair("time-form", "時刻の書き方が違います", written)
    try:
        return parse_clock(text)
    except ValueError:
        is_midnight = text in {"24:00", "24:0"}
        hint = "夜中の12時は、翌日の \"00:00\" と書いてください。" if is_midnight else ""
        remedy = hint or "\"09:30\" のように24時間制の4桁を引用符で囲んで書いてください。"
        raise fault("time-form", "時刻ではありません", remedy) from None


def _hours(text: str) -> str:
    """The 24-hour form of a time written in another certain way: 9:30, 午後1時半, 正午."""
    if text == "正午":
        return "12:00"
    found = re.fullmatch(r"(午前|午後)?\s*([0-9]{1,2})(?:時(?:(半)|([0-9]{1,2})分)?|[:.]([0-9]{2}))", text)
    if found is None:
        return text
    hour = int(found[2])
    if found[1] and hour > 12:
        return text
    hour = hour % 12 + (12 if found[1] == "午後" else 0) if found[1] else hour
    minute = 30 if found[3] else int(found[4] or found[5] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else text
