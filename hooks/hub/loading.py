"""From the staff's files to a checked Hub and a report. Touches the disk only in `read_files`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hub.assembling import assemble
from hub.model import Hub, Setting
from hub.municipalities import Gazetteer
from hub.problems import Problem, Report
from hub.records import Register, sections, validated
from hub.rules import check
from hub.schema.events import EventsFile
from hub.schema.partners import PartnersFile
from hub.schema.site import Site
from hub.source import Document, read
from hub.writing import read_content

FILES = {"partners.yaml": PartnersFile, "events.yaml": EventsFile}
CONFIG = "mkdocs.yml"


def read_files(root: Path) -> dict[str, bytes]:
    """The staff's files below a folder, by their path as staff know it."""
    paths = [root / name for name in (*FILES, CONFIG)]
    paths += sorted((root / "content").rglob("*.md"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def load(files: Mapping[str, bytes], extra: Mapping[str, Any], setting: Setting) -> tuple[Hub | None, Report]:
    """The Hub of the setting's day with everything that is wrong; no Hub when a file cannot be used at all."""
    with _collector_paused():
        return _load(files, extra, setting)


def _load(files: Mapping[str, bytes], extra: Mapping[str, Any], setting: Setting) -> tuple[Hub | None, Report]:
    report, register = Report(), Register()
    records: dict[str, list[Any]] = {}
    for path, file_model in FILES.items():
        if path not in files:
            remedy = "ファイルを元の場所(一番上の階層)に戻してください。"
            report.add(Problem(path, 0, "error", "missing-file", "ファイルがありません。", remedy))
            continue
        document, problems = read(path, files[path])
        report.extend(problems)
        if not any(problem.severity == "error" for problem in problems):
            records.update(sections(file_model, document, report, register))
    site = _site(files, extra, report)
    content = read_content(files, report, register)
    complete = all(section in records for model in FILES.values() for section in model.model_fields)
    if site is None or content is None or not complete:
        return None, report
    hub = assemble(site, setting, Gazetteer.load(), records, content, register)
    report.extend(check(hub, records, register))
    return hub, report


def _site(files: Mapping[str, bytes], extra: Mapping[str, Any], report: Report) -> Site | None:
    document = Document(CONFIG, files.get(CONFIG, b"").decode("utf-8", "replace"))
    hub_extra = {key: _as_text(value) for key, value in extra.items() if key != "hub"}
    return validated(Site, document, hub_extra, ("extra",), report)


def _as_text(value: Any) -> Any:
    """MkDocs gives numbers and booleans their types; the schema reads text."""
    if isinstance(value, Mapping):
        return {key: _as_text(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Loading makes many small objects and no cycles; collecting meanwhile costs a third more."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
