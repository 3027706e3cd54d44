"""Only what changed is written, and what is no more is taken away."""

from __future__ import annotations

from pathlib import Path

from hub.shelf import ASIDE, bring_back, put_aside, write_changed

FIRST = [("index.html", "表紙"), ("partners/072044/index.html", "いわき市"), ("events/a/index.html", "催し")]


def stamps(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def test_unchanged_pages_are_not_touched(tmp_path: Path) -> None:
    assert write_changed(tmp_path, FIRST) == 3
    before = stamps(tmp_path)
    put_aside(tmp_path)
    assert write_changed(tmp_path, FIRST) == 0
    assert stamps(tmp_path) == before


def test_changed_page_is_replaced_and_vanished_one_removed(tmp_path: Path) -> None:
    write_changed(tmp_path, FIRST)
    put_aside(tmp_path)
    assert write_changed(tmp_path, [("index.html", "新しい表紙"), FIRST[1]]) == 1
    assert (tmp_path / "index.html").read_text("utf-8") == "新しい表紙"
    assert not (tmp_path / "events").exists()
    assert sorted(stamps(tmp_path)) == ["index.html", "partners/072044/index.html"]


def test_what_is_put_aside_survives_the_emptying_of_the_folder(tmp_path: Path) -> None:
    write_changed(tmp_path, FIRST)
    put_aside(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == [ASIDE]


def test_build_that_broke_off_loses_nothing(tmp_path: Path) -> None:
    write_changed(tmp_path, FIRST)
    put_aside(tmp_path)
    put_aside(tmp_path)
    bring_back(tmp_path)
    assert len(stamps(tmp_path)) == 3


def test_what_stood_in_place_of_the_site_gives_way_to_it(tmp_path: Path) -> None:
    write_changed(tmp_path, FIRST)
    put_aside(tmp_path)
    (tmp_path / "index.html").write_text("まちがいの一覧", "utf-8")
    (tmp_path / "events").mkdir()
    put_aside(tmp_path)
    assert write_changed(tmp_path, [(path, None) for path, _ in FIRST]) == 0
    assert {path: (tmp_path / path).read_text("utf-8") for path, _ in FIRST} == dict(FIRST)


def test_folder_that_does_not_exist_yet_is_no_fault(tmp_path: Path) -> None:
    put_aside(tmp_path / "site")
    assert write_changed(tmp_path / "site", FIRST) == 3
