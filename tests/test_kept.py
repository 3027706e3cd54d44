"""Texts that are kept between builds are made anew when what they are made of changes, and only then."""

from __future__ import annotations

from pathlib import Path

from hub.kept import kept, source_of


def test_text_is_made_once_for_the_same_things(tmp_path: Path) -> None:
    assert kept(tmp_path / "new", "a.js", (1, "い"), lambda: "一\n二\n") == "一\n二\n"
    assert kept(tmp_path / "new", "a.js", (1, "い"), lambda: "三") == "一\n二\n"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.js"]


def test_text_is_made_anew_when_anything_it_is_made_of_changes(tmp_path: Path) -> None:
    kept(tmp_path, "a.js", (1, "い"), lambda: "前")
    assert kept(tmp_path, "a.js", (1, "ろ"), lambda: "後") == "後"
    assert kept(tmp_path, "a.js", (1, "い"), lambda: "また") == "また"


def test_nothing_is_kept_without_a_folder() -> None:
    assert [kept(None, "a.js", (), lambda text=text: text) for text in ("一", "二")] == ["一", "二"]  # type: ignore[misc] # one lambda a turn


def test_code_that_changed_is_other_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("1", "utf-8")
    before = source_of(module)
    module.write_text("2", "utf-8")
    assert source_of(module) != before
