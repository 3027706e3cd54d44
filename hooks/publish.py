"""Publishes, rolls back and makes again: `python hooks/publish.py publish|rollback FOLDER`, `… reproduce FOLDER|ADDRESS`."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from hub.dates import JST
from release.publishing import build_with_mkdocs, publish, why
from release.reproducing import reproduce
from release.supply import end_of_life
from release.target import RefusedError, opened, roll_back

KEPT_AS_IT_WAS = "公開中のサイトは、そのままです。"
USAGE = {
    "publish": "公開するフォルダーを、make publish TARGET=/srv/minato-kara のように書いてください。",
    "rollback": "公開しているフォルダーを、make rollback TARGET=/srv/minato-kara のように書いてください。",
    "reproduce": "くらべる住所かフォルダーを、make reproduce FROM=https://… のように書いてください。",
}


def main(command: str = "", place: str = "") -> int:
    """Run one of the commands; tell how it went."""
    if command not in USAGE or not place:
        print(USAGE.get(command, "\n".join(USAGE.values())))
        return 1
    target = Path(place).absolute()
    try:
        return _run(command, place, target)
    except RefusedError as error:
        _say(f"{error}\n{KEPT_AS_IT_WAS}")
    except OSError as error:
        _say(f"{why(error, target)}{KEPT_AS_IT_WAS}")
    except KeyboardInterrupt:
        _say(f"やめました。{KEPT_AS_IT_WAS}")
    return 1


def _run(command: str, place: str, target: Path) -> int:
    if command == "reproduce":
        differing = reproduce(place, Path.cwd(), _say)
        for path in differing:
            print(f"    {path}")
        _say(f"{len(differing)}件が違います。" if differing else "ここから作ったものと、すべて同じバイトです。")
        return 1 if differing else 0
    if command == "publish":
        build = build_with_mkdocs(Path.cwd(), {"HUB_CARDS": "yes", **os.environ, "HUB_ASSETS": "hashed"})
        release = publish(target, Path.cwd(), _say, build)
        _say(f"公開しました({release.name})。前の版に戻すには make rollback TARGET={place}")
        if reminder := end_of_life(datetime.now(JST).date()):
            _say(f"お知らせ: {reminder}")
    else:
        with opened(target):
            _say(f"{roll_back(target).name} に戻しました。")
    return 0


def _say(words: str) -> None:
    print(f"公開: {words}", flush=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:3]))
