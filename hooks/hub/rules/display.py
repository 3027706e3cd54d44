"""What the lobby display is given: short, dated, never empty, and no way out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from hub.candidates import short_title
from hub.dates import instant
from hub.playing import LONGEST_TEXT, LONGEST_TITLE
from hub.rules.finding import Case, Finding, Rule

LEAST_EVERGREEN = 6
LONGEST_NOTICE = timedelta(hours=24)
LONGEST_SENTENCE = 60
_OUTSIDE = re.compile(r"(?:https?:|www\.)\S+")


def slide_names_a_page(case: Case) -> Iterator[Finding]:
    """Ensure that what staff say of a slide is about a page that the display can show."""
    for key, slide in case.in_sections("slides"):
        if slide.address not in case.may_be_shown:
            near = case.guess(slide.address, case.may_be_shown)
            hint = f"「{near}」ではありませんか。" if near else ""
            message = f"「{slide.address}」は、館内端末に見せられるページではありません。"
            yield Finding(key, ("address",), message, f"{hint}まち・催し・取組・情報誌のページの住所を書いてください。")


def notice_names_a_page(case: Case) -> Iterator[Finding]:
    """Ensure that the page of a notice exists."""
    for key, notice in case.in_sections("notices"):
        page = notice.page
        if page is not None and page not in case.hub.where and page not in case.may_be_shown:
            message = f"「{notice.title}」のくわしいページ「{page}」は、ありません。"
            yield Finding(key, ("page",), message, "ブラウザーでページを開き、住所を確かめて直してください。")


def notice_has_an_end(case: Case) -> Iterator[Finding]:
    """Ensure that a notice either ends or is said to be for ever."""
    for key, notice in case.in_sections("notices"):
        if notice.evergreen == (notice.shown_until is not None):
            both = "見せ終える日と evergreen の両方があります" if notice.evergreen else "見せ終える日がありません"
            message = f"「{notice.title}」に、{both}。"
            remedy = (
                "「shown_until: 2027-01-03」のように書くか、終わりがないなら「evergreen: true」だけを書いてください。"
            )
            yield Finding(key, (), message, remedy)


def display_text_is_short(case: Case) -> Iterator[Finding]:
    """Ensure that a passer-by can read a slide while it is shown."""
    limits = {"title": ("題名", LONGEST_TITLE - 4), "text": ("文", LONGEST_TEXT)}
    for section in ("notices", "slides", "emergency"):
        for key, record in case.in_sections(section):
            for name, (title, limit) in limits.items():
                limit = LONGEST_SENTENCE if section == "emergency" else limit
                text = getattr(record, name, None) or ""
                if len(text) > limit:
                    message = f"「{text[:20]}…」の{title}は{len(text)}字あり、館内端末には長すぎます。"
                    yield Finding(key, (name,), message, f"{limit}字までに縮めてください。")


def display_text_has_no_address(case: Case) -> Iterator[Finding]:
    """Ensure that no text on the display holds an address, which nobody can follow there."""
    for section in ("notices", "slides", "emergency"):
        for key, record in case.in_sections(section):
            for name in ("title", "text", "place"):
                if found := _OUTSIDE.search(getattr(record, name, None) or ""):
                    message = f"館内端末の文に、ウェブの住所「{found[0][:40]}」があります。"
                    remedy = "住所を消してください。このサイトのページなら page に書くと、QRコードになります。"
                    yield Finding(key, (name,), message, remedy)


def display_weight_is_small(case: Case) -> Iterator[Finding]:
    """Ensure that a weight is 1, 2 or 3."""
    for section in ("notices", "slides"):
        for key, record in case.in_sections(section):
            if not 1 <= record.weight <= 3:
                message = f"重み「{record.weight}」は、1から3までの数ではありません。"
                yield Finding(
                    key,
                    ("weight",),
                    message,
                    "1、2、3 のどれかを書いてください。見せないなら「hide: true」と書きます。",
                )


def display_screen_is_known(case: Case) -> Iterator[Finding]:
    """Ensure that a screen that is named stands in the list of screens."""
    known = case.hub.display.screens
    for section in ("notices", "slides"):
        for key, record in case.in_sections(section):
            for index, name in enumerate(record.screens):
                if name not in known:
                    message = f"「{name}」という画面は、content/kiosk.yaml の screens にありません。"
                    remedy = f"{'、'.join(known) or '先に screens に画面'} を書いてください。"
                    yield Finding(key, ("screens", index), message, remedy)


def display_is_never_empty(case: Case) -> Iterator[Finding]:
    """Ensure that every screen has enough that is always valid, and so something at every hour of any year."""
    found = [one for one in case.candidates if one.is_evergreen]
    place = ("slides", next(iter(case.hub.display.slides), ""))
    key = place if place in case.register.places else ("site", "extra")
    for screen in case.hub.display.screens or ("",):
        count = sum(not one.screens or screen in one.screens for one in found)
        if count < LEAST_EVERGREEN:
            name = f"画面「{screen}」" if screen else "館内端末"
            message = f"{name}にいつでも見せられるものが、{count}件しかありません。"
            remedy = f"{LEAST_EVERGREEN}件より少ないと、同じものばかりになります。hide か screens を減らしてください。"
            yield Finding(key, (), message, remedy)


def coming_event_fits_the_display(case: Case) -> Iterator[Finding]:
    """Ensure that the title of a coming event can be read in a glance; else the display leaves it out."""
    for found in case.candidates:
        if found.kind == "event" and len(short_title(case.hub, found.address, found.record.title)) > LONGEST_TITLE:
            message = f"「{found.record.title}」は題名が長く、館内端末には出ません。"
            remedy = f"content/kiosk.yaml の slides に、「address: {found.address}」と短い「title:」を書いてください。"
            yield Finding(("events", found.record.id), ("title",), message, remedy, "notice")


def emergency_ends_within_a_day(case: Case) -> Iterator[Finding]:
    """Ensure that an emergency notice goes by itself, within 24 hours."""
    for key, notice in case.in_sections("emergency"):
        lasts = instant(notice.ends_on, notice.ends) - instant(notice.starts_on, notice.begins)
        if not timedelta() < lasts <= LONGEST_NOTICE:
            message = "緊急のお知らせの終わる時刻が、始まる時刻より前か、24時間よりあとです。"
            remedy = "ends_on と ends を直してください。長引くときは、あとで書き直せば延ばせます。"
            yield Finding(key, ("ends",), message, remedy)


def emergency_is_one(case: Case) -> Iterator[Finding]:
    """Ensure that one emergency notice is raised at a time."""
    for key, _ in list(case.in_sections("emergency"))[1:]:
        message = "緊急のお知らせが、二つ以上あります。"
        yield Finding(key, (), message, "いちばん大切な一つだけを残してください。")


RULES: tuple[Rule, ...] = (
    slide_names_a_page,
    notice_names_a_page,
    notice_has_an_end,
    display_text_is_short,
    display_text_has_no_address,
    display_weight_is_small,
    display_screen_is_known,
    display_is_never_empty,
    coming_event_fits_the_display,
    emergency_ends_within_a_day,
    emergency_is_one,
)
