"""The words of the display's own buttons and notes in four languages: Japanese, English, Chinese, Korean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in the four languages."""

    ja: str
    en: str
    zh: str
    ko: str


def words(_: Callable[[str], str]) -> Mapping[str, Said]:
    """Every word by its name; Japanese passes through gettext like all words of the site."""
    return {
        "take": Said(_("このページを手もとに"), "Take it with you", "带回手机", "휴대폰으로 보기"),
        "invite": Said(_("画面にふれてください"), "Touch the screen", "请触摸屏幕", "화면을 터치하세요"),
        "previous": Said(_("前へ"), "Back", "上一个", "이전"),
        "home": Said(_("はじめの画面"), "Start", "首页", "처음으로"),
        "pause": Said(_("止める"), "Pause", "暂停", "멈춤"),
        "next": Said(_("次へ"), "Next", "下一个", "다음"),
        "map": Said(_("地図"), "Map", "地图", "지도"),
        "regions": Said(_("地方で"), "By region", "按地区查找", "지역별"),
        "kana": Said(_("五十音で"), "By name", "按读音查找", "이름별"),
        "events": Said(_("催し"), "Events", "活动", "행사"),
        "about": Said(_("この画面"), "About", "关于", "안내"),
        "language": Said("English 中文 한국어", "中文 한국어 日本語", "한국어 日本語 English", "日本語 English 中文"),
        "ruby": Said(_("ふりがな"), "Readings", "注音", "읽는 법"),
        "low": Said(_("画面を下げる"), "Lower", "降低画面", "화면 낮추기"),
        "closer": Said(_("大きく"), "Closer", "放大", "확대"),
        "farther": Said(_("小さく"), "Farther", "缩小", "축소"),
        "look": Said(_("このまちを見る"), "See this town", "查看此地", "이 도시 보기"),
        "none": Said(
            _("いま知らせる催しは、ありません。"),
            "There are no events to announce now.",
            "目前没有活动信息。",
            "현재 안내할 행사가 없습니다.",
        ),
        "idle": Said(
            _("はじめの画面に戻ります。"), "Going back to the start.", "即将返回首页。", "처음 화면으로 돌아갑니다."
        ),
        "continue": Said(_("続ける"), "Continue", "继续", "계속"),
        "again": Said(_("はじめに戻る"), "Start again", "返回首页", "처음으로"),
    }
