"""Readers get the old site or the new one, whole, whatever happens while it is published."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from small_site import MOMENTS, publish_small, word_of, write_site

from publish import main as publish_main
from release.publishing import publish, why
from release.target import KEPT, RefusedError, live, opened, releases, roll_back
from release.verifying import main as verify_from
from release.verifying import verify
from release.weighing import weight_faults
from site_reading import Site

pytestmark = pytest.mark.site
HERE = Path(__file__).parent
ROOT = HERE.parent


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to publish to, in which a site with the word 旧 is live."""
    monkeypatch.setattr(os, "sync", lambda: None)
    (tmp_path / "root").mkdir()
    publish_small(tmp_path / "target", "旧")
    yield tmp_path / "target"
    os.umask(0o022)


def assert_whole(target: Path, word: str) -> None:
    site = live(target)
    assert site is not None
    assert word_of(site) == word
    assert verify(str(target / "current")) == (len(verify_list(target)), [])


def verify_list(target: Path) -> list[Path]:
    files = [path for path in (target / "current").rglob("*") if path.is_file()]
    return [path for path in files if path.suffix not in {".gz", ".br"} and path.name != "release.json"]


# 公開する、戻す


def test_new_site_takes_the_place_of_the_old_one(target: Path) -> None:
    publish_small(target, "新")
    assert_whole(target, "新")
    assert word_of(target / "previous") == "旧"


def test_every_text_has_twins_that_unpack_to_it(target: Path) -> None:
    page = (target / "current/a/index.html").read_bytes()
    assert gzip.decompress((target / "current/a/index.html.gz").read_bytes()) == page
    assert brotli.decompress((target / "current/a/index.html.br").read_bytes()) == page


@pytest.mark.parametrize("name", ["index.html", "index.html.br"])
def test_files_that_did_not_change_stay_the_same_files_with_the_same_etag(name: str, target: Path) -> None:
    before = (target / "current" / name).stat().st_ino
    publish_small(target, "旧")
    assert (target / "current" / name).stat().st_ino == before
    publish_small(target, "新")
    assert (target / "current" / name).stat().st_ino != before


def test_file_that_the_disk_spoilt_is_not_taken_over(target: Path) -> None:
    (target / "current/feeds/updates.atom").write_text("欠けた", "utf-8")
    with pytest.raises(RefusedError, match=r"feeds/updates\.atom"):
        publish_small(target, "新")
    assert word_of(target / "current") == "旧"


def test_last_five_releases_are_kept_and_the_others_go(target: Path) -> None:
    for number in range(KEPT + 2):
        publish_small(target, f"版{number}")
    assert [word_of(release) for release in releases(target)] == [f"版{number}" for number in range(2, KEPT + 2)]


def test_rolling_back_goes_from_release_to_release(target: Path) -> None:
    publish_small(target, "新")
    publish_small(target, "最新")
    roll_back(target)
    assert_whole(target, "新")
    roll_back(target)
    assert_whole(target, "旧")
    with pytest.raises(RefusedError, match="戻せる前の版がありません。"):
        roll_back(target)
    publish_small(target, "次")
    assert_whole(target, "次")


def test_readers_meanwhile_get_whole_pages_only(target: Path) -> None:
    words: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            words.update((target / "current/a/index.html").read_text("utf-8").split("<h1>")[1].split("</h1>")[:1])

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(5):
        publish_small(target, f"版{number}")
    done.set()
    reader.join()
    assert words <= {"旧", *(f"版{number}" for number in range(5))}


# 途中で起こること


def test_publication_killed_at_any_step_leaves_a_whole_site(tmp_path: Path) -> None:
    command = [sys.executable, HERE / "small_site.py", tmp_path, "20261120"]
    run = subprocess.run(command, env={"PYTHONPATH": "hooks"}, cwd=ROOT, capture_output=True, text=True, check=True)
    outcomes = [line.split() for line in run.stdout.splitlines()]
    assert len(outcomes) > MOMENTS
    assert [outcome for outcome in outcomes if outcome[2] != "0"] == []
    words = [word for _, word, _ in outcomes]
    assert not [word for word in words if "+" in word], "a mixture"
    last = outcomes[-1][0]
    assert words[-1] == f"step-{last}", "dying after the swap, the new site is live"
    assert f"before-{outcomes[MOMENTS][0]}" in words, "dying before it, the old one"


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "page")


@pytest.mark.parametrize("place", ["release.compressing._gzip", "release.listing.sha256", "release.target._point"])
def test_full_disk_leaves_the_old_site(place: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(place, no_space)
        patch.setitem(__import__("release.compressing", fromlist=["_"])._PACKERS, ".gz", no_space)
        with pytest.raises(OSError, match="No space") as caught:
            publish_small(target, "新")
    assert (
        why(caught.value, Path("/srv/hub"))
        == "「/srv/hub」のディスクに空きが足りません。空きを増やして、もう一度どうぞ。"
    )
    assert_whole(target, "旧")
    assert not (target / ".incoming").exists(), "and the disk is free again"
    publish_small(target, "新")
    assert_whole(target, "新")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk; the test above needs no rights")
def test_really_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "root").mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], check=False, capture_output=True
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        build = small("旧")
        publish(disk / "target", tmp_path / "root", lambda _: None, build)

        def too_much(site: Path) -> None:
            write_site(site, "新")
            (site / "large.txt").write_bytes(os.urandom(300_000))

        with pytest.raises(OSError, match="No space"):
            publish(disk / "target", tmp_path / "root", lambda _: None, too_much)
        assert_whole(disk / "target", "旧")
    finally:
        subprocess.run(["umount", disk], check=True)


def small(word: str) -> Callable[[Path], None]:
    return lambda site: write_site(site, word)


@pytest.mark.filterwarnings("ignore:.*fork")
def test_without_permission_nothing_happens_and_it_is_said(target: Path) -> None:
    target.chmod(0o555)
    (target / ".lock").chmod(0o444)
    told = target.parent / "told"
    told.touch()
    if not (child := os.fork()):
        sys.stdout = told.open("w", encoding="utf-8")
        if os.getuid() == 0:  # to whom nothing is forbidden
            for folder in tmp_folders(target):
                folder.chmod(0o755)
            os.setuid(65534)
        os._exit(publish_main("publish", str(target)))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    target.chmod(0o755)
    assert status == 1
    assert (
        "に書きこむ許可がありません。持ち主と許可を確かめてください。公開中のサイトは、そのままです。"
        in told.read_text("utf-8")
    )
    assert_whole(target, "旧")


def tmp_folders(target: Path) -> list[Path]:
    """The folders that pytest made for us, which others may not enter."""
    return [folder for folder in target.parents if "pytest-" in folder.as_posix() and folder.name != "tmp"]


def test_of_two_at_once_one_is_refused(target: Path) -> None:
    with opened(target), pytest.raises(RefusedError, match="ほかの公開が進んでいます。終わってから、もう一度どうぞ。"):
        publish_small(target, "新")
    assert_whole(target, "旧")


def test_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "target/写真.jpg").touch()
    (tmp_path / "root").mkdir()
    with pytest.raises(RefusedError, match=r"ほかのファイル\(写真\.jpg など\)があります"):
        publish_small(tmp_path / "target", "新")
    assert [path.name for path in (tmp_path / "target").iterdir()] == ["写真.jpg"]


# 公開しないもの


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("index.html", None, "index.html: is missing"),
        ("feeds/updates.atom", "<feed", "feeds/updates.atom: cannot be read"),
        (
            "feeds/events.ics",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
            "feeds/events.ics: cannot be read",
        ),
        ("data/a.csv", "a,b\nc\n", "data/a.csv: has rows of different lengths"),
        ("data/a.json", "{", "data/a.json: cannot be read"),
        ("assets/a.js", 'import "https://example.jp/a.js";', "assets/a.js: loads https://example.jp/a.js"),
        ("c/index.html", "<p><a href=../d/>d</a>", "c/index.html: ../d/ leads nowhere"),
        ("c/index.html", "<p onclick=a()>", "c/index.html: <p onclick>"),
        ("c/index.html", "<p>", "c/index.html: policy ''"),
    ],
)
def test_site_with_a_fault_is_not_published(path: str, text: str | None, fault: str, target: Path) -> None:
    def build(site: Path) -> None:
        write_site(site, "新")
        (site / path).unlink(missing_ok=True)
        if text is not None:
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_text(text, "utf-8")

    with pytest.raises(RefusedError) as caught:
        publish(target, target.parent / "root", lambda _: None, build)
    assert fault in str(caught.value)
    assert_whole(target, "旧")


def test_page_that_is_too_heavy_is_not_published(target: Path) -> None:
    def build(site: Path) -> None:
        write_site(site, "新")
        (site / "heavy.css").write_text(os.urandom(60_000).hex())

    with pytest.raises(RefusedError, match=r"heavy\.css: weighs [\d,]+ bytes compressed, where 40,000 are allowed"):
        publish(target, target.parent / "root", lambda _: None, build)


def test_page_that_loads_too_much_at_once_is_not_published(target: Path) -> None:
    def build(site: Path) -> None:
        write_site(site, "新")
        for name in ("one", "two"):
            (site / f"{name}.svg").write_text(f"<svg><desc>{os.urandom(60_000).hex()}</desc></svg>")
        page = (site / "a/index.html").read_text("utf-8")
        shown = page.replace("<h1>", "<p><img src=../one.svg alt=一><img src=../two.svg alt=二></p><h1>")
        (site / "a/index.html").write_text(shown, "utf-8")

    with pytest.raises(RefusedError, match=r"a/index\.html: its first view weighs [\d,]+ bytes") as caught:
        publish(target, target.parent / "root", lambda _: None, build)
    assert "one.svg: weighs" not in str(caught.value), "each by itself is light enough"


def test_scripts_that_a_script_imports_count_with_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js"; import("./later.js");', "utf-8")
    (tmp_path / "b.js").write_text(f'import "./a.js"; "{os.urandom(61_000).hex()}"', "utf-8")
    (tmp_path / "later.js").write_text(os.urandom(100_000).hex(), "utf-8")
    for name, wanted in (("light", "b"), ("heavy", "b2")):
        (tmp_path / f"{name}.html").write_text(f'<script src=a.js></script><img src="{wanted}.svg">', "utf-8")
    (tmp_path / "b2.svg").write_text(f"<svg>{os.urandom(61_000).hex()}</svg>", "utf-8")
    [fault] = [fault for fault in weight_faults(Site(tmp_path)) if "first view" in fault]
    assert fault.startswith("heavy.html: ")


# 確かめる


def test_whoever_verifies_a_changed_site_is_told_which_file(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_from(str(target / "current")) == 0
    assert capsys.readouterr().out == "8件すべて、release.json のとおりです。\n"
    (target / "current/a/index.html").write_text("書きかえた", "utf-8")
    (target / "current/b/index.html").unlink()
    assert verify_from(str(target / "current")) == 1
    told = capsys.readouterr().out
    assert "    a/index.html: ハッシュが違います\n" in told
    assert "b/index.html: [Errno 2]" in told
    assert told.endswith("8件のうち2件が release.json と違います。\n")


def test_list_cannot_lead_out_of_the_folder(target: Path) -> None:
    list_ = target / "current/release.json"
    list_.write_text(list_.read_text("utf-8").replace('"a/index.html"', '"../../../x"'), "utf-8")
    assert verify(str(target / "current"))[1] == ["../../../x: フォルダーの外です"]


def test_real_site_passes_inspection(built_site: Path) -> None:
    from release.inspection import faults

    assert faults(built_site) == []


def test_release_says_from_what_it_was_made(target: Path) -> None:
    listed = json.loads((target / "current/release.json").read_text("utf-8"))
    assert listed["built_at"] == "2026-11-20T00:00:00+09:00"
    assert listed["made_with"]["mkdocs"].startswith("1.6.")
    assert len(listed["data"]) == 64
    assert listed["files"]["a/index.html"] == sha256((target / "current/a/index.html").read_bytes()).hexdigest()
