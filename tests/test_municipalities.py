"""The table of municipalities: complete, sound, and found by code and by name."""

from __future__ import annotations

import dataclasses
import time
from collections import Counter

import pytest

from hub.geo import is_in_japan
from hub.municipalities import PREFECTURES, TABLE, Gazetteer
from hub.schema.values import check_digit

REGIONS = ["北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州・沖縄"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


# 表


def test_all_1741_municipalities_are_there(gazetteer: Gazetteer) -> None:
    kinds = Counter(place.name[-1] for place in gazetteer.places)
    assert len(gazetteer.places) == 1741
    assert kinds == {"市": 792, "町": 743, "村": 183, "区": 23}


def test_table_is_sorted_by_code_and_written_for_git() -> None:
    data = TABLE.read_bytes()
    rows = data.decode("utf-8").splitlines()
    assert rows[0] == "code,prefecture,name,kana,latitude,longitude"
    assert rows[1:] == sorted(rows[1:])
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_every_check_digit_fits(gazetteer: Gazetteer) -> None:
    wrong = [place.code for place in gazetteer.places if check_digit(place.code[:5]) != place.code[5]]
    assert wrong == []


def test_every_code_begins_with_its_prefecture(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places:
        assert place.code[:2] == place.prefecture_code
        assert PREFECTURES[place.prefecture_code].name == place.prefecture


def test_every_office_is_in_japan(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.places if not is_in_japan(place.latitude, place.longitude)] == []


def test_wards_of_designated_cities_are_not_municipalities(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_code("011011") is None  # 札幌市中央区
    assert [place.full_name for place in gazetteer.named("中央区")] == ["東京都中央区"]


def test_names_repeat_only_across_prefectures(gazetteer: Gazetteer) -> None:
    names = Counter(place.name for place in gazetteer.places)
    full_names = Counter(place.full_name for place in gazetteer.places)
    assert len([name for name, count in names.items() if count > 1]) == 25
    assert max(full_names.values()) == 1


def test_47_prefectures_lie_in_8_regions_from_north_to_south() -> None:
    assert list(PREFECTURES) == [f"{number:02}" for number in range(1, 48)]
    assert list(dict.fromkeys(prefecture.region for prefecture in PREFECTURES.values())) == REGIONS


# 番号で


def test_code_with_leading_zero_is_found(gazetteer: Gazetteer) -> None:
    iwaki = gazetteer.by_code("072044")
    assert iwaki is not None
    assert (iwaki.full_name, iwaki.kana) == ("福島県いわき市", "いわきし")
    assert (iwaki.latitude, iwaki.longitude) == pytest.approx((37.0505, 140.8877), abs=0.001)


def test_unknown_code_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_code("72044") is None
    assert gazetteer.by_code("130001") is None  # 東京都, no municipality


def test_place_cannot_be_changed(gazetteer: Gazetteer) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        gazetteer.places[0].name = "札幌"  # type: ignore[misc] # the very thing that must fail


# 名前で


def test_name_alone_may_mean_several_places(gazetteer: Gazetteer) -> None:
    assert [place.full_name for place in gazetteer.named("小国町")] == ["山形県小国町", "熊本県小国町"]


def test_name_with_prefecture_means_one_place(gazetteer: Gazetteer) -> None:
    assert [place.code for place in gazetteer.named("山形県小国町")] == ["064017"]


def test_unknown_name_means_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("豊岡町") == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("いわき", "福島県いわき市"),
        ("郡上八幡市", "岐阜県郡上市"),
        ("龍ヶ崎市", "茨城県龍ケ崎市"),
        ("上小阿仁町", "秋田県上小阿仁村"),
        ("和歌山県和哥山市", "和歌山県和歌山市"),
    ],
)
def test_nearest_spelling_is_offered(gazetteer: Gazetteer, written: str, meant: str) -> None:
    nearest = gazetteer.nearest(written)
    assert nearest is not None
    assert nearest.full_name == meant


def test_nearest_spelling_stays_in_the_prefecture_that_was_named(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest("北海道豊岡町")
    assert nearest is not None
    assert nearest.prefecture == "北海道"


def test_nothing_is_offered_for_what_is_like_no_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest("xyz") is None


# 速さ


def test_loading_is_fast_enough_for_every_build() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        Gazetteer.load()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1  # about 0.01 s
