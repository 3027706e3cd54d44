"""Charts of numbers: what they show is what the data say, and every chart has its table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.dates import parse_day
from hub.schema.common import Figures
from hub.views.plots import BOTTOM, LEFT, RIGHT, TOP, course

DISTRICTS = {"芝地区": "4.43", "麻布地区": "3.79", "赤坂地区": "4.01", "高輪地区": "3.37", "芝浦港南地区": "4.77"}


def read(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def figures(*counts: tuple[float, str]) -> list[Figures]:
    return [Figures.model_construct(count=count, as_of=parse_day(day), includes_ward=False) for count, day in counts]


# 地区の広さ


@pytest.mark.parametrize("page", ["about", "districts", "districts/azabu"])
def test_every_district_is_a_square_of_its_own_area(built_site: Path, page: str) -> None:
    html = read(built_site, page)
    table = html[html.index('<table class="hub-squares">') :].partition("</table>")[0]
    sides = [float(side) for side in re.findall(r'height="([0-9.]+)"/>', table)]
    assert [round(side * side, 2) for side in sides] == [float(area) for area in DISTRICTS.values()]
    assert re.findall(r">([^<>]+地区)<", table) == list(DISTRICTS)
    assert re.findall(r'hub-num">([0-9.]+)<', table) == list(DISTRICTS.values())


# 都道府県ごとのまち


def test_every_town_is_a_dot_in_the_row_of_its_prefecture(built_site: Path) -> None:
    rows = re.findall(r'<tr><th scope="row"><a href="[^"]*">(.*?)</a></th>(.*?)</tr>', read(built_site, "prefectures"))
    assert len(rows) == 47
    drawn = {}
    for name, cells in rows:
        step = float((re.search(r'dasharray="0 ([0-9.]+)"', cells) or [0, "1"])[1])
        solid = re.findall(r'<path d="[^"]*h([0-9.]+)"', cells)
        drawn[name] = sum(round(float(length) / step) + 1 for length in solid)
        assert drawn[name] == int((re.search(r'hub-num">(\d+)<', cells) or [0, "-1"])[1]), name
    assert sum(drawn.values()) == len(list((built_site / "partners").glob("[0-9]*")))


# 数の移り変わり


def test_counts_stand_in_the_order_of_their_days_and_to_one_scale() -> None:
    found = course("", figures((50, "2011-05"), (100, "2016"), (75, "2020-12-31")))
    assert found is not None
    assert [point.text for point in found.points] == ["50", "100", "75"]
    xs, ys = [point.x for point in found.points], [point.y for point in found.points]
    assert LEFT < xs[0] < xs[1] < xs[2] <= RIGHT
    assert TOP <= ys[1] < ys[2] < ys[0] < BOTTOM
    assert (BOTTOM - ys[1]) == pytest.approx(2 * (BOTTOM - ys[0]))
    assert found.levels[0].at == BOTTOM


@pytest.mark.parametrize(("most", "last"), [(3, "3"), (10, "10"), (85, "100"), (330, "400"), (1741, "2,000")])
def test_levels_are_round_and_reach_the_highest_count(most: int, last: str) -> None:
    found = course("", figures((1, "2019"), (most, "2020"), (2, "2021")))
    assert found is not None
    assert found.levels[-1].text == last
    assert len(found.levels) <= 7


def test_two_counts_make_a_table_but_no_course() -> None:
    assert course("", figures((50, "2011-05"), (100, "2016"))) is None


# 協定の年齢


def test_ages_are_drawn_as_they_stand_in_the_table(built_site: Path) -> None:
    html = read(built_site, "frameworks")
    drawn = re.findall(r'hub-plot__dots".*?<text data-n[^>]*>(\d+)<', html)
    told = re.findall(r'<th scope="row">\d{4}年</th><td>[^<]*</td><td class="hub-table__n">(\d+)<', html)
    assert drawn == told
    assert len(told) > 5


def test_a_ward_without_figures_has_no_empty_charts(sample_folder: Path) -> None:
    for page in ("districts", "frameworks", "prefectures"):
        html = read(sample_folder, page)
        assert "hub-squares" not in html
        assert "<tbody>\n  </tbody>" not in html
