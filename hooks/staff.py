"""The staff's commands: `python hooks/staff.py <command> [NAME …]`, each NAME being an answer in the environment.

Called by `make` and by the workflows. Values never pass through a shell. Nothing is written unless the data are sound.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from check import today
from hub.editing.asking import CANCEL, EVENT, PARTNER, answers
from hub.editing.cancelling import with_cancelled
from hub.editing.columns import record_of
from hub.editing.desk import Desk, desk
from hub.editing.events import with_event
from hub.editing.exporting import exported
from hub.editing.formatting import formatted
from hub.editing.importing import plan
from hub.editing.partners import with_town
from hub.editing.sheet import CannotEditError
from hub.editing.spreadsheets import read_rows
from hub.loading import FILES, album_of, read_files
from hub.model import Setting

Answers = Mapping[str, str]
ROOT = Path()
EXPORTS = Path("export")


def new_event(given: Answers) -> None:
    """Put in one event."""
    found = answers(EVENT, given, _asker())
    before = _desk()
    after, event, notices = with_event(before, record_of(found))
    _write(before, after, [*notices, f"「{event.title}」を足しました(id: {event.id})。"])


def new_partner(given: Answers) -> None:
    """Put in one municipality."""
    found = answers(PARTNER, given, _asker())
    before = _desk()
    after, place, notices = with_town(before, found)
    _write(before, after, [*notices, f"{place.full_name}({place.code})を足しました。"])


def cancel(given: Answers) -> None:
    """Call off an event or one of its days."""
    found = answers(CANCEL, given, _asker())
    before = _desk()
    after, said = with_cancelled(before, found["event"], found.get("day", ""), found.get("note", ""))
    _write(before, after, [said])


def fmt_data(_given: Answers) -> None:
    """Put the data files in good order."""
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
        _write(before, found.desk, ["\n書き込みました。"])
    else:
        print("\nまだ書き込んでいません。書き込むには、WRITE=1 を付けて、もう一度動かしてください。")


def export(_given: Answers) -> None:
    """Write the data as spreadsheets."""
    EXPORTS.mkdir(exist_ok=True)
    for name, raw in exported(_desk().hub):
        _replace(EXPORTS / name, raw)
        print(f"{EXPORTS / name} に書き出しました。")


COMMANDS: dict[str, Callable[[Answers], None]] = {
    "new-event": new_event,
    "new-partner": new_partner,
    "cancel": cancel,
    "fmt-data": fmt_data,
    "import": import_table,
    "export": export,
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


def _asker() -> Callable[[str], str] | None:
    return input if sys.stdin.isatty() else None


def _agreed(question: str) -> bool:
    return sys.stdin.isatty() and input(question).strip().lower() in {"y", "yes", "はい"}


def _write(before: Desk, after: Desk, said: list[str]) -> None:
    for path, raw in after.files.items():
        if raw != before.files.get(path):
            _replace(ROOT / path, raw)
    print("\n".join(said))


def _replace(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(raw)
    aside.replace(path)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:]))
