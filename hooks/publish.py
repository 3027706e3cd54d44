"""Publishes and rolls back: `python hooks/publish.py publish|rollback FOLDER`. Exit status 1 when nothing was done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from release.publishing import build_with_mkdocs, publish, why
from release.target import RefusedError, opened, roll_back

KEPT_AS_IT_WAS = "公開中のサイトは、そのままです。"
USAGE = {
    "publish": "公開するフォルダーを、make publish TARGET=/srv/minato-kara のように書いてください。",
    "rollback": "公開しているフォルダーを、make rollback TARGET=/srv/minato-kara のように書いてください。",
}


def main(command: str = "", place: str = "") -> int:
    """Run one of the commands; tell how it went."""
    if command not in USAGE or not place:
        print(USAGE.get(command, "\n".join(USAGE.values())))
        return 1
    target = Path(place).absolute()
    try:
        if command == "publish":
            release = publish(
                target, Path.cwd(), _say, build_with_mkdocs(Path.cwd(), {**os.environ, "HUB_ASSETS": "hashed"})
            )
            _say(f"公開しました({release.name})。前の版に戻すには make rollback TARGET={place}")
        else:
            with opened(target):
                _say(f"{roll_back(target).name} に戻しました。")
    except RefusedError as error:
        _say(f"{error}\n{KEPT_AS_IT_WAS}")
    except OSError as error:
        _say(f"{why(error, target)}{KEPT_AS_IT_WAS}")
    except KeyboardInterrupt:
        _say(f"やめました。{KEPT_AS_IT_WAS}")
    else:
        return 0
    return 1


def _say(words: str) -> None:
    print(f"公開: {words}", flush=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:3]))
