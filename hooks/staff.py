"""The staff's commands: `python hooks/staff.py <command> [NAME …]`, each NAME being an answer in the environment.

Called by `make` and by the workflows. Values never pass through a shell. Nothing is written unless the data are sound.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from check import today
from hub.building import build
from hub.comparing import compared
from hub.editing.asking import CANCEL, EVENT, PARTNER, answers
from hub.editing.cancelling import with_cancelled
from hub.editing.columns import record_of
from hub.editing.desk import Desk, desk
from hub.editing.events import with_event
from hub.editing.exporting import exported
from hub.editing.formatting import formatted
from hub.editing.importing import plan
from hub.editing.issues import proposed
from hub.editing.partners import with_town
from hub.editing.sheet import CannotEditError
from hub.editing.spreadsheets import read_rows
from hub.editing.stocktaking import as_issue, as_text, stocktaking
from hub.loading import CONFIG, FILES, PUBLISHED, album_of, load, read_files
from hub.model import Hub, Setting
from hub.reporting import literal
from hub.source import read_extra

Answers = Mapping[str, str]
ROOT = Path()
EXPORTS = Path("export")
THEME = Path(__file__).with_name("theme")


def new_event(given: Answers) -> None:
    """Put in one event."""
    found = answers(EVENT, given, _asker())
    before = _desk()
    after, event, notices = with_event(before, record_of(found))
    _write(given, before, after, [*notices, f"「{event.title}」を足しました(id: {event.id})。"])


def new_partner(given: Answers) -> None:
    """Put in one municipality."""
    found = answers(PARTNER, given, _asker())
    before = _desk()
    after, place, notices = with_town(before, found)
    _write(given, before, after, [*notices, f"{place.full_name}({place.code})を足しました。"])


def cancel(given: Answers) -> None:
    """Call off an event or one of its days."""
    found = answers(CANCEL, given, _asker())
    before = _desk()
    after, said = with_cancelled(before, found["event"], found.get("day", ""), found.get("note", ""))
    _write(given, before, after, [said])


def fmt_data(given: Answers) -> None:
    """Put the data files in good order."""
    _tell(given, "データのファイルを整える", ["並び・引用符・空行をそろえました。中身と注は変わりません。"])
    for path, model in FILES.items():
        raw = (ROOT / path).read_bytes()
        ordered = formatted(path, raw, model)
        if ordered != raw:
            _replace(ROOT / path, ordered)
        print(f"{path}: {'整えました。' if ordered != raw else '整っています。'}")


def import_table(given: Answers) -> None:
    """Show what a table of events would change; with WRITE, change it."""
    file = Path(given.get("FILE", ""))
    if not given.get("FILE") or not file.is_file():
        raise CannotEditError(f"表のファイル「{file}」がありません。FILE=催し.xlsx のように、場所を書いてください。")
    before = _desk()
    defaults = {key: given[name] for key, name in (("source", "SOURCE"), ("category", "CATEGORY")) if given.get(name)}
    found = plan(before, read_rows(file.name, file.read_bytes()), defaults)
    print(found.text())
    if found.desk.files == before.files:
        print("\n書き込むことは、ありません。")
    elif given.get("WRITE") or _agreed("\n書き込みますか(はい なら y): "):
        _tell(given, "表計算のファイルから催しを読む", [found.text()])
        _save(before, found.desk)
        print("\n書き込みました。")
    else:
        print("\nまだ書き込んでいません。書き込むには、WRITE=1 を付けて、もう一度動かしてください。")


def export(_given: Answers) -> None:
    """Write the data as spreadsheets."""
    EXPORTS.mkdir(exist_ok=True)
    for name, raw in exported(_desk().hub):
        _replace(EXPORTS / name, raw)
        print(f"{EXPORTS / name} に書き出しました。")


def diff(given: Answers) -> None:
    """Say what the public will see of the changes since BASE; with PAGES, list the pages in a file."""
    new, before = read_files(ROOT), _files_of(given.get("BASE") or "main")
    hubs = [load(files, read_extra(files.get(CONFIG, b"")), Setting(today())) for files in (before, new)]
    (old_hub, _), (hub, report) = hubs
    if hub is None or report.errors:
        raise CannotEditError(f"{report.text()}\n\nエラーがあるあいだは、何も公開されません。")
    if old_hub is None:
        raise CannotEditError("比べる相手のデータが読めません。BASE=… に、別の版を書いてください。")
    found = compared(old_hub, hub, _pages(old_hub), _pages(hub))
    print(found.text(as_markdown=bool(given.get("MARKDOWN"))))
    if given.get("PAGES"):
        _replace(
            Path(given["PAGES"]), "".join(f"{page}\n" for page in (*found.pages_added, *found.pages_changed)).encode()
        )


def review(given: Answers) -> None:
    """Say what should be looked at again; with LINKS, ask outside addresses whether they still answer."""
    hub = _desk().hub
    found = stocktaking(hub, _answer if given.get("LINKS") else None)
    print(as_issue(hub, found) if given.get("MARKDOWN") else as_text(hub, found), end="")


def from_issue(given: Answers) -> None:
    """Do what an issue's form asks for (KIND, BODY); a title and a text for the pull request go to files in OUT."""
    before = _desk()
    try:
        found = proposed(before, given.get("KIND", ""), given.get("BODY", ""))
    except CannotEditError as error:
        _tell(given, "この用紙からは、提案を作れませんでした", [str(error)])
        raise
    _write(given, before, found.desk, found.said, found.title)


COMMANDS: dict[str, Callable[[Answers], None]] = {
    "new-event": new_event,
    "new-partner": new_partner,
    "cancel": cancel,
    "fmt-data": fmt_data,
    "import": import_table,
    "export": export,
    "diff": diff,
    "review": review,
    "from-issue": from_issue,
}


def main(command: str = "", *names: str) -> int:
    """Run one command with those answers of the environment that are named."""
    if command not in COMMANDS:
        print(f"「{command}」という命令はありません。{'、'.join(COMMANDS)} のどれかです。")
        return 2
    try:
        COMMANDS[command]({name: os.environ.get(name, "") for name in names})
    except CannotEditError as error:
        print(f"{error}\n\n何も変わっていません。")
        return 1
    except OSError as error:
        print(f"ファイル「{error.filename}」を読み書きできません。ほかで開いていないかを確かめてください。")
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nやめました。何も変わっていません。")
        return 1
    return 0


def _desk() -> Desk:
    return desk(read_files(ROOT), Setting(today(), album=album_of(ROOT)))


def _tell(given: Answers, title: str, said: list[str]) -> None:
    """Title and text as Markdown in which nothing of the issue can become a link, a mention or a command."""
    if given.get("OUT"):
        folder = Path(given["OUT"])
        _replace(folder / "title.txt", f"{' '.join(title.split())[:120]}\n".encode())
        lines = "\n".join(said).split("\n")
        _replace(
            folder / "text.md",
            "\n".join(f"- {literal(line.strip())}" for line in lines if line.strip()).encode() + b"\n",
        )


def _answer(address: str) -> str:
    """What keeps an outside address from being read; nothing if it can be."""
    asked = Request(address, headers={"User-Agent": "hub-review"})  # noqa: S310 # the schema lets http(s) through only
    try:
        with urlopen(asked, timeout=20):  # noqa: S310
            return ""
    except HTTPError as error:
        return f"{error.code}" if error.code in {404, 410} else ""
    except (OSError, ValueError, HTTPException):
        return "つながりません"


def _files_of(base: str) -> dict[str, bytes]:
    """The staff's files in another state of the repository, or else in another folder.

    In that order: a proposal that brings a folder of its own named `origin/main` must not be compared with that.
    """
    paths = [*FILES, CONFIG, *PUBLISHED, "content"]
    try:
        commit = _git("rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").decode().strip()
        known = _git("ls-tree", "--name-only", commit, "--", *paths).decode().split()
        packed = _git("archive", commit, "--", *known)
    except subprocess.CalledProcessError as error:
        if Path(base).is_dir():
            return read_files(Path(base))
        raise CannotEditError(f"「{base}」という版がありません。BASE=main のように書いてください。") from error
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder, filter="data")
        return read_files(Path(folder))


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603, S607 # no shell


def _pages(hub: Hub) -> dict[str, int]:
    """What stands on every page, without the frame, which is the same on all."""
    files = build(hub, THEME, _own_words)
    return {path: hash(content) for path, content in files}


def _own_words(context: Mapping[str, Any]) -> str:
    return "{title}\n{description}\n{content}".format_map(context["frame"])


def _asker() -> Callable[[str], str] | None:
    return input if sys.stdin.isatty() else None


def _agreed(question: str) -> bool:
    return sys.stdin.isatty() and input(question).strip().lower() in {"y", "yes", "はい"}


def _write(given: Answers, before: Desk, after: Desk, said: list[str], title: str = "") -> None:
    _tell(given, title or said[-1].removesuffix("。"), said)
    _save(before, after)
    print("\n".join(said))


def _save(before: Desk, after: Desk) -> None:
    for path, raw in after.files.items():
        if raw != before.files.get(path):
            _replace(ROOT / path, raw)


def _replace(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(raw)
    aside.replace(path)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:]))
