"""The pictures that stand for pages where their addresses are shared."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bless import SAMPLE
from in_memory import hub_of
from PIL import Image

from hub.building import build
from hub.cards import EDGE, HARBOUR, HEIGHT, WIDTH, Card, Press
from hub.framing import Frames
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.pages import outputs
from hub.pages.sharing import card_of
from hub.source import read_extra

THEME = Path(__file__).parents[1] / "hooks" / "theme"
LONGEST = (
    "見本川の源流から河口までの町村がともに歩む広域連携推進協議会と「橋」のまち全国交流物産展inみなも(第14回)のお知らせ"
    * 2
)
CARDS = (
    Card(
        "橋むこう",
        "見本区の全国連携",
        "催し　2026年11月14日(土)",
        "橋まつり二〇二六",
        "五つの日に分けて開く、橋のまつりです。",
    ),
    Card("橋むこう", "見本区の全国連携", "", LONGEST, LONGEST),
    Card("橋むこう", "", "", "<b>=1+1</b>", ""),
)


def sample() -> Hub:
    return hub_of(SAMPLE)


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(Press().picture(card)))


@pytest.mark.parametrize("card", CARDS, ids=["ふつう", "とても長い", "記号"])
def test_card_is_a_small_png_of_the_size_that_is_asked_for(card: Card) -> None:
    raw = Press().picture(card)
    assert len(raw) <= 60_000
    image = Image.open(io.BytesIO(raw))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert image.info == {}


@pytest.mark.parametrize("card", CARDS, ids=["ふつう", "とても長い", "記号"])
def test_words_stay_within_the_card_and_the_port_is_red(card: Card) -> None:
    image = picture(card).convert("RGB")
    assert image.getpixel(HARBOUR) == (189, 47, 27)
    dark = image.convert("L").point(lambda light: 255 if light < 90 else 0)
    box = dark.getbbox()
    assert box is not None
    assert box[0] >= EDGE - 2
    assert box[2] <= WIDTH - EDGE + 40
    assert box[3] <= HEIGHT - 10


def test_card_is_drawn_once_and_the_same_each_time(tmp_path: Path) -> None:
    drawn = Press(tmp_path).picture(CARDS[0])
    assert Press().picture(CARDS[0]) == drawn
    (tmp_path / CARDS[0].path).write_bytes(b"kept")
    assert Press(tmp_path).picture(CARDS[0]) == b"kept"


def test_name_of_a_card_changes_with_what_it_says() -> None:
    assert CARDS[0].path == replace(CARDS[0]).path
    paths = {replace(CARDS[0], **{field: "別"}).path for field in ("site", "tagline", "kicker", "title", "text")}
    assert len(paths | {CARDS[0].path}) == 6


def test_every_page_has_a_card_that_says_whose_it_is() -> None:
    hub = sample()
    cards = {page.address: card_of(hub, page) for page in outputs(hub)}
    assert all(card.title and card.site == "橋むこう" for card in cards.values())
    assert cards["/"].title == "橋むこう"
    festival, town = cards["/events/hashi-2026/"], cards["/partners/072087/"]
    assert (festival.kicker, festival.title) == ("催し　2026年11月14日(土)〜12月6日(日)", "橋まつり二〇二六")
    assert (town.kicker.endswith("福島県"), town.title) == (True, "喜多方市")


def test_page_names_its_card_and_the_card_is_made() -> None:
    files = read_files(SAMPLE)
    setting = Setting(date(2026, 11, 20), "https://example.jp/sub/", press=Press())
    hub, _ = load(files, read_extra(files["mkdocs.yml"]), setting)
    assert hub is not None
    made = build(hub, THEME, lambda context: f"{context['frame']['card']}\n{context['frame']['content']}")
    (_, page), (path, raw) = next(made), next(made)
    assert isinstance(page, bytes)
    assert page.startswith(f"https://example.jp/sub/{path}\n".encode())
    assert isinstance(raw, bytes)
    assert raw.startswith(b"\x89PNG")


def test_site_without_an_address_names_no_card() -> None:
    frames = Frames(lambda _, marks: f"{marks['card']}|{marks['content']}", "橋むこう", "", has_cards=True)
    assert frames.page("/", "", "題", "", "本文", card="cards/a.png").decode() == "|本文"
