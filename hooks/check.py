"""Checks the staff's files without building: `python hooks/check.py [folder [--json]]`. Exit status 1 on errors."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from hub.dates import JST
from hub.loading import album_of, load, read_files
from hub.model import Hub, Setting
from hub.problems import Problem, Report
from hub.reporting import as_annotations, as_json, as_markdown
from hub.source import read_extra


def main(folder: str = ".", form: str = "") -> int:
    """Print the report; say at the end how many records were read."""
    if not Path(folder).is_dir():
        print(f"フォルダー「{folder}」がありません。")
        return 1
    try:
        day = today()
        files = read_files(Path(folder))
    except ValueError:
        fixed = os.environ.get("HUB_TODAY")
        print(f"HUB_TODAY「{fixed}」を日付として読めません。2026-11-20 のように書いてください。")
        return 1
    except OSError as error:
        print(f"ファイル「{error.filename}」を読めません。ほかで開いていないか、読む許可があるかを確かめてください。")
        return 1
    hub, report = load(files, read_extra(files.get("mkdocs.yml", b"")), Setting(day, album=album_of(Path(folder))))
    if form == "--json":
        print(as_json(report), end="")
        return 1 if report.errors else 0
    print(report.text())
    if hub is not None and not report.errors:
        print(f"{_counts(hub)} を確かめました。")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        _tell_github(report)
    return 1 if report.errors else 0


def today() -> date:
    """The day of this run in Japan, unless it is fixed from outside. Raises ValueError if that is no day."""
    fixed = os.environ.get("HUB_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(JST).date()


def _counts(hub: Hub) -> str:
    counted = (("市区町村", hub.municipalities), ("協定", hub.agreements), ("催し", hub.events))
    return "、".join(f"{word} {len(records)}" for word, records in counted)


def _tell_github(report: Report) -> None:
    """Put the first problems on their lines in the pull request, and all of them in the summary of the run."""
    for line in as_annotations(report):
        print(line)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8", errors="replace") as file:
            file.write(as_markdown(report, _line_on_github))


def _line_on_github(problem: Problem) -> str:
    """Where a problem's line can be seen, in the state that was checked."""
    server, repository, commit = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    if not (server and repository and commit):
        return ""
    line = f"#L{problem.line}" if problem.line else ""
    return f"{server}/{repository}/blob/{commit}/{quote(problem.path)}{line}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream here
    sys.exit(main(*sys.argv[1:3]))
