"""From the staff's files to a checked Hub and a report. Touches the disk only in `read_files` and `album_of`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from hub.album import FOLDER, MAX_FILE, Album
from hub.assembling import assemble
from hub.collector import collector_paused
from hub.model import Hub, Setting
from hub.municipalities import Gazetteer
from hub.problems import Problem, Report
from hub.records import KnownRecords, Register, sections, unquoted, validated
from hub.rules import check
from hub.schema.events import EventsFile
from hub.schema.kiosk import KIOSK_FILES
from hub.schema.partners import PartnersFile
from hub.schema.site import Site
from hub.source import MAX_DEPTH, Document, read, read_config
from hub.source.decoding import MAX_BYTES, decode
from hub.writing import LINK, read_content

FILES: dict[str, type[BaseModel]] = {"partners.yaml": PartnersFile, "events.yaml": EventsFile}
CONFIG = "mkdocs.yml"
_LEFT_BY_TOOLS = frozenset({".DS_Store", ".gitkeep"})
PUBLISHED = ("addresses.txt", "dates.txt")


def read_files(root: Path) -> dict[str, bytes]:
    """The staff's files below a folder, by their path as staff know it; of what is no text, only the name.

    Links are never followed: one that leads out of the folder would publish what it leads to, one that leads back would
    keep MkDocs walking for ever. Those in `content/` stand as `LINK`.
    """
    content = root / "content"
    found = {"content/": LINK} if content.is_symlink() else {}
    inside = () if found else sorted(content.rglob("*"))
    for path in [*(root / name for name in (*FILES, CONFIG, *PUBLISHED)), *inside]:
        if path.is_symlink() and path.is_relative_to(content):
            found[path.relative_to(root).as_posix()] = LINK
        elif path.is_file() and not path.is_symlink() and path.name not in _LEFT_BY_TOOLS:
            is_text = path.suffix in {".md", ".yaml", ".yml", ".txt"}
            found[path.relative_to(root).as_posix()] = _start(path) if is_text else b""
    return found


def album_of(root: Path) -> Album:
    """The photographs below a folder, read one by one when they are needed, their copies kept in `.cache/`."""
    folder = root / FOLDER
    names = sorted(path.name for path in _inside(folder) if path.is_file() and not path.is_symlink())
    shown = tuple(name for name in names if not name.startswith("."))
    return Album(shown, lambda name: _start(folder / name, MAX_FILE), root / ".cache" / "photos")


def _inside(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()


def _start(path: Path, most: int = MAX_BYTES) -> bytes:
    """A file's bytes; no more than enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(most + 1)


def load(
    files: Mapping[str, bytes], extra: Any, setting: Setting, known: KnownRecords | None = None
) -> tuple[Hub | None, Report]:
    """The Hub of the setting's day with everything that is wrong; no Hub when a file cannot be used at all.

    Records that earlier loads read are taken from `known`, where new ones are noted.
    """
    with collector_paused():
        return _load(files, extra, setting, Register(known=known))


def _load(files: Mapping[str, bytes], extra: Any, setting: Setting, register: Register) -> tuple[Hub | None, Report]:
    report = Report()
    records: dict[str, list[Any]] = {}
    for path, file_model in FILES.items():
        if path not in files:
            remedy = "ファイルを元の場所(一番上の階層)に、元の名前で戻してください。"
            report.add(Problem(path, 0, "error", "missing-file", "ファイルがありません。", remedy))
            continue
        document, problems = read(path, files[path])
        report.extend(problems)
        if not any(problem.severity == "error" for problem in problems):
            records.update(sections(file_model, document, report, register))
    for path, display_model in KIOSK_FILES.items():
        records.update(_optional(path, display_model, files, report, register))
    site = _site(files, extra, report, register)
    content = read_content(files, report, register)
    for name in PUBLISHED:
        text, problems = decode(name, files.get(name, b""), is_yaml=False)
        report.extend(problems)
        register.place(("published", name), Document(name, text or "", text or ""), ())
    complete = all(section in records for model in FILES.values() for section in model.model_fields)
    if site is None or content is None or not complete:
        report.is_complete = False
        return None, report
    hub = assemble(site, setting, Gazetteer.load(), records, content, register)
    report.extend(check(hub, records, register))
    return hub, report


def _optional(
    path: str, model: type[BaseModel], files: Mapping[str, bytes], report: Report, register: Register
) -> dict[str, list[Any]]:
    """The sections of a file that need not exist; empty ones where it cannot be read."""
    found: dict[str, list[Any]] = {name: [] for name in model.model_fields}
    if path in files:
        document, problems = read(path, files[path])
        report.extend(problems)
        if not any(problem.severity == "error" for problem in problems):
            found.update(sections(model, document, report, register))
    return found


def _site(files: Mapping[str, bytes], extra: Any, report: Report, register: Register) -> Site | None:
    document, problems = read_config(files.get(CONFIG, b""), CONFIG)
    register.place(("site", "extra"), document, ("extra",))
    report.extend(problems)
    if not isinstance(extra, Mapping) or not extra:
        if not any(problem.severity == "error" for problem in problems):
            message = "「extra:」に、区の名前や場所などの設定がありません。"
            remedy = (
                "消えた設定を戻してください。「extra:」の下に、字下げをして「name: サイトの名前」のように書きます。"
            )
            report.add(document.problem(0, "site-settings", message, remedy))
        return None
    report.extend(unquoted(document))
    hub_extra = {str(key): _as_text(value) for key, value in extra.items() if key != "hub" and value is not None}
    return validated(Site, document, hub_extra, ("extra",), report, "サイトの設定")


def _as_text(value: Any, depth: int = 1) -> Any:
    """MkDocs gives numbers and booleans their types; the schema reads text."""
    if isinstance(value, Mapping | list) and depth > MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        return {str(key): _as_text(item, depth + 1) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return ["" if item is None else _as_text(item, depth + 1) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
