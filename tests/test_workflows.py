"""The repository as a workplace: workflows are sound and safe, forms ask what the code reads, scripts survive anybody's words."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import staff_cases
from ruamel.yaml import YAML

from hub.editing.asking import CANCEL, EVENT, PARTNER, UPDATE
from hub.editing.issues import answered, proposed
from hub.editing.sheet import CannotEditError
from hub.status import CATEGORIES

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
BIN = Path(sys.executable).parent


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


# ── workflows


@pytest.mark.parametrize(
    ("schema", "files"), [("vendor.github-workflows", WORKFLOWS), ("vendor.github-issue-forms", FORMS)]
)
def test_files_are_what_github_reads(schema: str, files: list[Path]) -> None:
    program = [BIN / "check-jsonschema", "--builtin-schema", schema, *files]
    if schema.endswith("forms"):
        for path in files:  # the tool knows no schema of forms: what GitHub documents is checked here
            form = read(path)
            assert {"name", "description", "body"} <= form.keys()
            assert all(part["type"] in {"markdown", "input", "textarea", "dropdown"} for part in form["body"])
            ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
            assert len(ids) == len(set(ids))
        return
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_workflows_have_no_unsafe_habit() -> None:
    done = subprocess.run([BIN / "zizmor", "--offline", "--quiet", GITHUB], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_grants_nothing_by_default_and_pins_by_hash(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40))
            assert "${{" not in step.get("run", ""), "values reach a script through the environment only"


def test_no_secret_reaches_a_pull_request() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        if "pull_request" in workflow["on"]:
            assert "secrets." not in path.read_text("utf-8")
            assert all(set(job["permissions"].values()) == {"read"} for job in workflow["jobs"].values())


@pytest.mark.parametrize(("name", "questions"), [("new-event", EVENT), ("cancel", CANCEL), ("new-partner", PARTNER)])
def test_form_of_a_workflow_asks_what_the_command_takes(name: str, questions: Any) -> None:
    workflow = read(GITHUB / "workflows" / f"{name}.yml")
    inputs = workflow["on"]["workflow_dispatch"]["inputs"]
    names = {question.name for question in questions}
    assert inputs.keys() <= names
    assert {question.name for question in questions if question.is_needed} <= {
        key for key, value in inputs.items() if value["required"]
    }
    run = next(step["run"] for step in workflow["jobs"]["propose"]["steps"] if "run.sh" in step.get("run", ""))
    assert run.split()[3:] == list(inputs)


@pytest.mark.parametrize(("form", "questions"), [(FORMS[0], EVENT), (FORMS[2], UPDATE)], ids=["event", "partner"])
def test_issue_form_asks_what_the_code_reads(form: Path, questions: Any) -> None:
    parts = [part for part in read(form)["body"] if part["type"] != "markdown"]
    labels = [part["attributes"]["label"] for part in parts]
    assert set(labels) - {"ほかに伝えたいこと"} <= {question.label for question in questions}
    required = {part["attributes"]["label"] for part in parts if part.get("validations", {}).get("required")}
    assert {question.label for question in questions if question.is_needed} <= required
    choices = [part["attributes"]["options"] for part in parts if part["type"] == "dropdown"]
    assert all(set(options) == set(CATEGORIES.values()) for options in choices)


def test_data_alone_wait_for_no_test_and_everything_else_for_all() -> None:
    jobs = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    assert jobs["tests"]["if"] == "needs.scope.outputs.data_only != 'true'"
    assert jobs["build"]["if"].endswith("(needs.scope.outputs.data_only == 'true' || needs.tests.result == 'success')")
    runs = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert runs[1:] == ["make check-data", 'make publish TARGET="$PWD/.build/public"']
    assert jobs["deploy"]["needs"] == "build"
    assert "make test" in str(read(GITHUB / "workflows" / "check.yml")["jobs"]["all"]), "beside it, on every push"
    assert read(GITHUB / "workflows" / "check.yml")["on"]["push"] == {"branches": ["main"]}


# ── issues

SOUND = {
    "題名": "夕市",
    "分類": "物産展",
    "始まる日": "令和８年１２月１２日(土)",
    "開始時刻": "_No response_",
    "参加する相手": "喜多方市",
    "説明": "橋のたもとの市です。\n\n雨でも開きます。",
    "出典": "https://www.mihon.example/yuichi",
    "ほかに伝えたいこと": "よろしくお願いします。",
}


def body(**changes: str) -> str:
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in (SOUND | changes).items())


def test_issue_becomes_an_event() -> None:
    found = proposed(staff_cases.sample(), "event", body().replace("\n", "\r\n"))
    event = found.desk.hub.events["fair-2026-12-12"]
    assert (event.title, event.participants, event.opens if hasattr(event, "opens") else "") == (
        "夕市",
        ("072087",),
        "",
    )
    assert event.summary == "橋のたもとの市です。\n\n雨でも開きます。"
    assert found.title == "催し「夕市」を足す"
    assert "よろしく" not in found.desk.files["events.yaml"].decode()


def test_issue_of_a_town_adds_what_is_new() -> None:
    text = "### 自治体の名前\n\n福島県喜多方市\n\n### 特産品\n\nラーメン、夏そば、ラーメン\n\n### 出典\n\nhttps://www.mihon.example/kitakata"
    found = proposed(staff_cases.sample(), "partner", text)
    items = [item for part in found.desk.hub.partners["072087"].record.specialities for item in part.items]  # type: ignore[attr-defined]
    assert items.count("夏そば") == 1
    assert items.count("ラーメン") == 1
    again = text.replace("夏そば", "ラーメン")
    with pytest.raises(CannotEditError, match="新しく載せることが、見あたりませんでした"):
        proposed(found.desk, "partner", again)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (body() + "\n\n### 出典\n\nhttps://evil.example/", "「### 出典」が二度あります"),
        (body(説明="市です。\n### 題名\n\n別の題"), "「### 題名」が二度あります"),
        (body(説明="市です。\n### 見出し\n\n本文"), "用紙にない見出しがあります"),
        (body(題名="_No response_"), "「題名」に答えがありません"),
        ("", "「題名」「始まる日」「出典」に答えがありません"),
        ("何か", "に答えがありません"),
        ("### 題名" * 5000, "本文が長すぎます"),
        (body(出典="javascript:alert(1)"), "資料のidでも住所でもありません"),
        (body(始まる日="来週"), "日付として読めません"),
        (body(参加する相手="どこか町"), "という名前の相手が見つかりません"),
        (body(題名="夕市\n二行目"), "一行で書く項目です"),
        (body(題名="夕\x00市"), "目に見えない制御文字"),
        (body(ウェブの住所="https://a@evil.example/"), "利用者名や合言葉"),
    ],
)
def test_issue_that_is_not_clear_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(CannotEditError, match=re.escape(said)):
        proposed(staff_cases.sample(), "event", text)


def test_issue_of_no_form_is_refused() -> None:
    with pytest.raises(CannotEditError, match="この種類の用紙からは"):
        proposed(staff_cases.sample(), "", body())


def test_id_cannot_be_chosen_from_outside() -> None:
    with_id = body() + "\n\n### 催しのid\n\ncalendar"
    assert answered(EVENT, with_id)["id"] == "calendar"
    found = proposed(staff_cases.sample(), "event", with_id)
    assert "fair-2026-12-12" in found.desk.hub.events


# ── scripts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A clone with the sample's data, a remote of its own, and a `gh` that only writes down what it was told."""
    home = tmp_path / "clone"
    shutil.copytree(staff_cases.SAMPLE, home)
    shutil.copytree(GITHUB / "scripts", home / ".github" / "scripts")
    (home / "hooks").symlink_to(ROOT / "hooks")
    (home / ".venv").symlink_to(Path(sys.prefix))
    (home / ".gitignore").write_text("hooks\n.venv\n.cache\n")
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "remote.git"], check=True)
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
        ["remote", "add", "origin", str(tmp_path / "remote.git")],
        ["push", "-q", "origin", "main"],
    ):
        subprocess.run(["git", *words], cwd=home, check=True)
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text('#!/usr/bin/env bash\nprintf "%q " "$@" >> "$RUNNER_TEMP/gh.log"\necho >> "$RUNNER_TEMP/gh.log"\n')
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    return home


def script(place: Path, name: str, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{place.parent / 'bin'}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(place.parent),
        "HUB_TODAY": "2026-11-20",
        **given,
    }
    program = ["bash", f".github/scripts/{name}", *words]
    return subprocess.run(program, cwd=place, env=environment, capture_output=True, text=True, check=False)


def told(place: Path) -> str:
    log = place.parent / "gh.log"
    return log.read_text("utf-8") if log.is_file() else ""


def test_hostile_issue_becomes_a_proposal_and_nothing_else(place: Path) -> None:
    hostile = '夕市"; touch pwned; $(touch pwned) `touch pwned` ${{ secrets.X }} @all ::set-output name=x::y'
    done = script(
        place, "run.sh", "from-issue", "KIND", "BODY", KIND="event", BODY=body(題名=hostile, 説明="::error::x")
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.match(r"::stop-commands::guard-[0-9a-f]{32}\n", done.stdout)
    sent = script(place, "propose.sh", BRANCH="issue-7", ISSUE="7", GH_TOKEN="x")  # noqa: S106 # none
    assert sent.returncode == 0, sent.stdout + sent.stderr
    assert not list(place.parent.rglob("pwned"))
    branch = subprocess.run(
        ["git", "show", "--stat", "issue-7"],
        cwd=place.parent / "remote.git",
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.findall(r"^ (\S+) +\|", branch.stdout, re.MULTILINE) == ["events.yaml"]
    text = (place.parent / "proposal" / "body.md").read_text("utf-8")
    assert "Closes #7" in text
    assert not re.search(r"@all|\$\{\{|<|`|::", text)
    assert "workflow run check.yml --ref issue-7" in told(place)


def test_refused_issue_is_answered_and_changes_nothing(place: Path) -> None:
    done = script(place, "run.sh", "from-issue", "KIND", "BODY", KIND="event", BODY=body(出典="係長 @all <b>"))
    assert done.returncode == 1
    assert script(place, "refuse.sh", ISSUE="7", GH_TOKEN="x").returncode == 0  # noqa: S106
    text = (place.parent / "proposal" / "text.md.comment").read_text("utf-8")
    assert "資料のidでも住所でもありません" in text
    assert not re.search(r"[@<]", text)
    assert "issue comment 7" in told(place)
    assert subprocess.run(["git", "status", "--porcelain"], cwd=place, capture_output=True, check=True).stdout == b""


@pytest.mark.parametrize(
    "given", [{"BRANCH": "main; id", "ISSUE": "7"}, {"BRANCH": "a", "ISSUE": "7; id"}, {"BRANCH": "-f"}]
)
def test_odd_branch_or_number_is_refused(place: Path, given: dict[str, str]) -> None:
    (place / "events.yaml").write_text("events: []\n", "utf-8")
    (place.parent / "proposal").mkdir()
    done = script(place, "propose.sh", **given)
    assert done.returncode != 0
    assert told(place) == ""


def test_form_of_a_workflow_calls_an_event_off(place: Path) -> None:
    done = script(place, "run.sh", "cancel", "EVENT", "DATE", "NOTE", EVENT="hashi-2026", DATE="2026-11-29", NOTE="")
    assert done.returncode == 0, done.stdout
    assert script(place, "propose.sh", BRANCH="cancel-1").returncode == 0
    text = (place.parent / "proposal" / "body.md").read_text("utf-8")
    assert "2026年11月29日&#40;日&#41;を中止にしました" in text
    assert "中止&#58; 催し 1件" in text


def test_nothing_changed_makes_no_proposal(place: Path) -> None:
    done = script(place, "propose.sh", BRANCH="a")
    assert (done.returncode, told(place)) == (0, "")


def git(place: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=place, capture_output=True, text=True, check=True).stdout


def commit(place: Path, **files: str) -> tuple[str, str]:
    before = git(place, "rev-parse", "HEAD").strip()
    for path, text in files.items():
        (place / path).write_text(text, "utf-8")
    git(place, "add", ".")
    git(place, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "b", "--allow-empty")
    return before, "HEAD"


def published(place: Path, commit: str) -> None:
    """Let `gh` tell of a commit as the last that was published."""
    (place.parent / "bin" / "gh").write_text(f'#!/usr/bin/env bash\n[ "$1 $2" = "run list" ] && echo "{commit}"\n')


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "true"),
        ({"events.yaml": "events: []\n"}, "true"),
        ({"content/new.md": "a"}, "true"),
        ({"events.yaml": "events: []\n", "mkdocs.yml": "a: b\n"}, "false"),
        ({"hooks.txt": "a"}, "false"),
        ({"content/.gitattributes": "*.md linguist-generated\n"}, "false"),
    ],
)
def test_change_of_data_alone_is_known(place: Path, files: dict[str, str], said: str) -> None:
    before, after = commit(place, **files)
    published(place, before)
    assert script(place, "scope.sh", AFTER=after).stdout == f"data_only={said}\n"


def test_code_that_was_not_published_does_not_slip_out_with_data(place: Path) -> None:
    before, _ = commit(place, **{"hooks.txt": "its tests failed"})
    _, after = commit(place, **{"events.yaml": "events: []\n"})
    published(place, before)
    assert script(place, "scope.sh", AFTER=after).stdout == "data_only=false\n"


def test_code_that_only_moved_among_the_data_counts_as_code(place: Path) -> None:
    commit(place, **{"hooks.txt": "a\n" * 50})
    before = git(place, "rev-parse", "HEAD").strip()
    git(place, "mv", "hooks.txt", "content/hooks.md")
    commit(place)
    published(place, before)
    assert script(place, "scope.sh", AFTER="HEAD").stdout == "data_only=false\n"


@pytest.mark.parametrize("before", ["", "0" * 40, "--output=x"])
def test_unknown_beginning_counts_as_more_than_data(place: Path, before: str) -> None:
    published(place, before)
    assert script(place, "scope.sh", AFTER="HEAD").stdout == "data_only=false\n"


# ── what was published


def record(place: Path) -> subprocess.CompletedProcess[str]:
    (place / "addresses.txt").write_text("/\n/new/\n", "utf-8")
    (place / "dates.txt").write_text("# 日取り\n", "utf-8")
    git(place, "add", "--intent-to-add", "addresses.txt", "dates.txt")
    (place / "review.md").write_text("what else lies about", "utf-8")
    return script(place, "record.sh", GH_TOKEN="x")  # noqa: S106 # none


def at_the_remote(place: Path, *words: str) -> str:
    return git(place.parent / "remote.git", *words)


def test_record_of_what_was_published_reaches_main_alone(place: Path) -> None:
    done = record(place)
    assert done.returncode == 0, done.stderr
    changed = at_the_remote(place, "show", "--name-only", "--format=%an", "main").split()
    assert changed == ["github-actions[bot]", "addresses.txt", "dates.txt"]


def test_record_comes_after_what_was_merged_meanwhile(place: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "-b", "main", "remote.git", "other")
    commit(tmp_path / "other", **{"hooks.txt": "merged meanwhile"})
    git(tmp_path / "other", "push", "-q", "origin", "HEAD:main")
    assert record(place).returncode == 0
    assert at_the_remote(place, "show", "main:hooks.txt") == "merged meanwhile"
    assert "/new/" in at_the_remote(place, "show", "main:addresses.txt")


def test_record_that_main_does_not_take_is_told(place: Path) -> None:
    hook = place.parent / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    done = record(place)
    assert done.returncode == 0
    assert done.stdout.startswith("::warning title=記録::main に書き込めませんでした。")


def test_nothing_new_is_not_recorded(place: Path) -> None:
    before = at_the_remote(place, "rev-parse", "main")
    assert script(place, "record.sh").returncode == 0
    assert at_the_remote(place, "rev-parse", "main") == before


@pytest.mark.browser
def test_pictures_are_taken_of_pages_of_the_site_and_of_nothing_else(tmp_path: Path) -> None:
    for place in ("site", "site/a", "secret"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "index.html").write_text("<!doctype html><title>a</title><h1>a</h1>")
    asked = ["/", "/a/", "/missing/", "/../secret/", "//evil.example/", "file:///etc/passwd", "$(touch pwned)", ""]
    (tmp_path / "pages.txt").write_text("\n".join(asked), "utf-8")
    program = [sys.executable, GITHUB / "scripts" / "screenshots.py", "site", "pages.txt", "made"]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    taken = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert taken == ["a-desk.png", "a-phone.png", "cover-desk.png", "cover-phone.png"]
    assert not (tmp_path / "pwned").exists()


def test_weekly_review_replaces_the_one_before(place: Path) -> None:
    (place / "review.md").write_text("a")
    assert script(place, "review.sh", "review.md").returncode == 0
    assert "issue create --label" in told(place)
