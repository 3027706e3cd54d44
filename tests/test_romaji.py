"""Readings in Latin letters, as the ward's partners are written."""

from __future__ import annotations

import re

import pytest

from hub.municipalities import Gazetteer
from hub.romaji import romaji, romaji_of_prefecture


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        # 語尾
        ("いわきし", "Iwaki-shi"),
        ("みなとく", "Minato-ku"),
        ("くずまきまち", "Kuzumaki-machi"),
        ("しもかわちょう", "Shimokawa-cho"),
        ("さるふつむら", "Sarufutsu-mura"),
        ("もろつかそん", "Morotsuka-son"),
        ("つし", "Tsu-shi"),
        ("おおまちちょう", "Omachi-cho"),
        ("おおまちし", "Omachi-shi"),
        ("とおかまちし", "Tokamachi-shi"),
        # 長音
        ("おうしゅうし", "Oshu-shi"),
        ("おおふなとし", "Ofunato-shi"),
        ("こうちし", "Kochi-shi"),
        ("にいがたし", "Niigata-shi"),
        ("きたきゅうしゅうし", "Kitakyushu-shi"),
        ("とうおんし", "Toon-shi"),
        ("しょうおうちょう", "Shoo-cho"),
        ("あきおおたちょう", "Akiota-cho"),
        ("ぶんごおおのし", "Bungoono-shi"),
        # つまる音、はねる音、拗音
        ("さっぽろし", "Sapporo-shi"),
        ("くっちゃんちょう", "Kutchan-cho"),
        ("いちのせきし", "Ichinoseki-shi"),
        ("ぐじょうし", "Gujo-shi"),
        ("なんようし", "Nanyo-shi"),
        ("もんべつし", "Monbetsu-shi"),
        ("ぐんまし", "Gunma-shi"),
        ("かんなみちょう", "Kannami-cho"),
        # 語の切れ目
        ("たきのうえちょう", "Takinoue-cho"),
        ("やまのうちまち", "Yamanouchi-machi"),
        ("せとうちし", "Setouchi-shi"),
        ("まつうらし", "Matsuura-shi"),
        ("なちかつうらちょう", "Nachikatsuura-cho"),
        ("とようらちょう", "Toyoura-cho"),
        ("ことうらちょう", "Kotoura-cho"),
        ("こうみまち", "Koumi-machi"),
        ("おうみはちまんし", "Omihachiman-shi"),
        ("とよおかし", "Toyooka-shi"),
        ("にしのおもてし", "Nishinoomote-shi"),
        ("ひろおちょう", "Hiroo-cho"),
        ("みのおし", "Minoo-shi"),
        ("そおし", "Soo-shi"),
        # かたかな、長音記号
        ("みなみアルプスし", "Minamiarupusu-shi"),
        ("ニセコちょう", "Niseko-cho"),
        ("あーばんし", "Aban-shi"),
    ],
)
def test_reading_is_written_in_hepburn_without_marks(kana: str, latin: str) -> None:
    assert romaji(kana) == latin


def test_name_without_a_suffix_is_written_whole() -> None:
    assert romaji("そうや") == "Soya"


def test_prefecture_that_ends_as_a_city_does_is_none() -> None:
    assert (romaji("やまなし"), romaji_of_prefecture("やまなし")) == ("Yamana-shi", "Yamanashi")


@pytest.mark.parametrize("text", ["港区", "Minato", "みなと く", "ゃまし"])
def test_what_is_not_kana_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not kana"):
        romaji(text)


def test_every_municipality_is_written_in_one_form() -> None:
    form = re.compile(r"[A-Z][a-z]+-(shi|ku|cho|machi|mura|son)")
    written = {place.full_name: romaji(place.kana) for place in Gazetteer.load().places}
    assert {name: latin for name, latin in written.items() if not form.fullmatch(latin)} == {}
