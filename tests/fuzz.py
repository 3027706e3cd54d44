"""Throws ever stranger files at the reading and checking of data, led by what code they reach: `make fuzz SECONDS=600`.

A crash is any exception, or a report that staff could not read. Atheris keeps the file that caused it in `.build/fuzz/`;
put it into `problem_cases.BYTES` or `problems/`, mend the fault, and `make bless` keeps the report for good.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["hub"]):
    import problem_cases as cases

    from hub.loading import load
    from hub.model import Setting
    from hub.source import read_extra

PATHS = ("partners.yaml", "events.yaml", "content/initiatives/market.md", "mkdocs.yml", "content/partners/072044.md")
UNREADABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]|Traceback")
SOUND = cases.files("sound")


def once(raw: bytes) -> None:
    """Read the sound data with one file replaced: the first byte says which, the rest is what it holds."""
    path = PATHS[raw[0] % len(PATHS)] if raw else PATHS[0]
    files = SOUND | {path: raw[1:]}
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(cases.TODAY))
    text = report.text()
    text.encode("utf-8")
    if UNREADABLE.search(text) or (hub is None and not report.errors):
        raise AssertionError(text)


def corpus(folder: Path) -> None:
    """Begin with every golden case and what it stands in for."""
    for name in cases.names():
        for number, path in enumerate(PATHS):
            raw = cases.files(name).get(path)
            if raw is not None and raw != SOUND.get(path) and len(raw) < 8192:
                (folder / f"{name}-{number}").write_bytes(bytes([number]) + raw)
    for number, path in enumerate(PATHS):
        if path in SOUND:
            (folder / f"sound-{number}").write_bytes(bytes([number]) + SOUND[path])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as seeds:
        corpus(Path(seeds))
        atheris.Setup([*sys.argv, seeds, "-max_len=8192", "-timeout=20", "-rss_limit_mb=2048"], once)
        atheris.Fuzz()
