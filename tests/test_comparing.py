"""What a change means for the public is said in words, whatever was changed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import problem_cases as cases
import pytest
from test_editing import EVENTS, TODAY
from test_staff import run

from hub.comparing import Changes, compared
from hub.editing.cancelling import with_cancelled
from hub.editing.desk import Desk, desk
from hub.editing.events import with_event
from hub.editing.partners import with_town


def of(**changes: str) -> Desk:
    files = {"events.yaml": EVENTS.encode()} | {path: text.encode() for path, text in changes.items()}
    return desk(cases.files("sound") | files, TODAY)


def changes(old: Desk, new: Desk) -> Changes:
    return compared(old.hub, new.hub, {"index.html": 1, "a/index.html": 1}, {"index.html": 2, "b/index.html": 1})


def test_nothing_changed_is_said() -> None:
    assert compared(of().hub, of().hub, {}, {}).text() == "記録の変更はありません。\n\nページ: 追加 0、変更 0、削除 0"


def test_every_kind_of_change_is_said_in_words() -> None:
    new, _, _ = with_event(
        of(), {"title": "夕市", "category": "物産展", "source": "press", "occurrences": [{"starts_on": "2026-12-12"}]}
    )
    new, _, _ = with_town(new, {"name": "札幌市"})
    new, _ = with_cancelled(new, "ichi-2026", "2026-12-05")
    files = {path: raw.decode() for path, raw in new.files.items()}
    text = re.sub(r"  - id: ichi-2027\n(    .*\n?)*", "", files["events.yaml"])
    text = text.replace("title: 夕市", "title: 夕の市")
    moved = "moved:\n  - address: /events/ichi-2027/\n    title: 朝市\n"
    said = changes(of(), of(**{"events.yaml": text, "partners.yaml": files["partners.yaml"] + moved})).text()
    assert said.split("\n") == [
        "追加: まち・団体 1件",
        "",
        "- 「札幌市」",
        "",
        "追加: 催し 1件",
        "",
        "- 「夕の市」(2026年12月12日(土))",
        "",
        "中止: 催し 1件",
        "",
        "- 「朝市」 2026年12月5日(土)",
        "",
        "削除: 催し 1件",
        "",
        "- 「朝市」(2027年12月4日(土))(ページは「掲載終了」になります)",
        "",
        "ページ: 追加 1、変更 1、削除 1",
        "",
        "なくなる住所: 1件。partners.yaml の moved に、どうなったかを書いてください。",
        "",
        "- /events/2027/",
        "",
    ]


def test_changed_values_are_shown_before_and_after() -> None:
    new = of(
        **{"events.yaml": EVENTS.replace("title: 朝市  #", "title: 朝の市  #").replace("2027-12-04", "2027-12-05")}
    )
    assert [text for _, text in changes(of(), new).changed] == [
        "「朝の市」(2026年12月5日(土)): 題名「朝市」→「朝の市」",
        "「朝市」(2027年12月5日(日)): 会期「2027年12月4日(土)」→「2027年12月5日(日)」",
    ]


def test_address_that_vanishes_is_told() -> None:
    new = of(**{"events.yaml": "events: []\n"})
    assert "なくなる住所: 4件。partners.yaml の moved に" in changes(of(), new).text()


def test_hostile_titles_stay_text_in_a_pull_request() -> None:
    new = of(**{"events.yaml": EVENTS.replace("title: 朝市  #", 'title: "@all [x](http://e.example) <b>" #')})
    assert not re.search(r"[@<>\[\]]|http:", changes(of(), new).text(as_markdown=True))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for path, raw in (cases.files("sound") | {"events.yaml": EVENTS.encode()}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def test_command_compares_with_a_state_of_the_repository(repository: Path) -> None:
    run(repository, "cancel", EVENT="ichi-2027")
    done = run(repository, "diff", BASE="main", PAGES="pages.txt")
    assert "中止: 催し 1件\n\n- 「朝市」 2027年12月4日(土)\n" in done.stdout
    assert "/events/ichi-2027/" in (repository / "pages.txt").read_text("utf-8").split("\n")
    assert run(repository, "diff", BASE=str(repository)).stdout.startswith("記録の変更はありません。")


@pytest.mark.parametrize("base", ["nowhere", "--output=/tmp/x", "main; id"])
def test_state_that_is_not_there_is_told(repository: Path, base: str) -> None:
    done = run(repository, "diff", BASE=base)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"「{base}」という版がありません。" in done.stdout


@pytest.mark.site
def test_broken_data_is_not_compared(repository: Path) -> None:
    (repository / "events.yaml").write_text("events:\n  - id: a\n", "utf-8")
    assert "エラーがあるあいだは、何も公開されません。" in run(repository, "diff").stdout
