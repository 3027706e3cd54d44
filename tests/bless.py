"""Accepts what is made now as the tests' expected output: `make bless`. Review the difference before you commit it.

The sample (`tests/sample/`, an invented ward) is built once and some of its pages are kept in `tests/expected/`, with
the list of all its files. Other test modules that keep expected output have a `bless()` of their own, called here.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent
SAMPLE = TESTS / "sample"
EXPECTED = TESTS / "expected"
OTHERS = ("problem_cases", "staff_cases")

# One page for each kind, the fullest or the emptiest of its kind.
PAGES = (
    "index.html",
    "404.html",
    "companies/funaya/index.html",
    "events/2024/index.html",
    "events/calendar/index.html",
    "events/hashi-2026/index.html",
    "events/meguri-2026/index.html",
    "events/moji-2026/index.html",
    "events/rokuju-2025/index.html",
    "frameworks/friends/index.html",
    "initiatives/kawa/index.html",
    "partners/072087/index.html",
    "partners/472069/index.html",
    "partners/index.html",
    "partners/kyogikai/index.html",
    "partners/sampleton/index.html",
    "prefectures/15/index.html",
)
ADDRESSES = "addresses.txt"
# 2026-11-20 in Tokyo, still the day before in Greenwich and New York.
MOMENT = "1795102200"


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the strict build of a folder as `make build` does, on the tests' day."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    settings = {**os.environ, "HUB_TODAY": "2026-11-20", "SOURCE_DATE_EPOCH": MOMENT, "HUB_SITE_URL": "", **environment}
    settings["NO_MKDOCS_2_WARNING"] = "1"
    settings = {name: value for name, value in settings.items() if value or name not in {"HUB_TODAY", "HUB_SITE_URL"}}
    return subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, check=False)


def files_of(site: Path) -> list[str]:
    """Every file of a site by its path."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def made(site: Path) -> dict[str, str]:
    """What is compared, by its path in `tests/expected/`."""
    texts = {page: (site / page).read_text("utf-8") for page in PAGES}
    return {ADDRESSES: "\n".join(files_of(site)) + "\n", **texts}


def bless() -> None:
    """Write the expected output anew."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        result = build(SAMPLE, site)
        if result.returncode:
            sys.exit(result.stdout + result.stderr)
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, text in made(site).items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_text(text, "utf-8")
    for name in OTHERS:
        if (TESTS / f"{name}.py").is_file():
            importlib.import_module(name).bless()
    write_legends()
    headers = importlib.import_module("hub.security").nginx_headers()
    (TESTS.parent / "deploy/nginx/headers.conf").write_text(headers, "utf-8")
    importlib.import_module("record").main(str(TESTS.parent))


def write_legends() -> None:
    """Put the schema's legend at the head of each data file, which is not touched below it; write what editors read."""
    schema, drafts = (importlib.import_module(f"hub.schema.{name}") for name in ("legend", "drafts"))
    for file in schema.LEGENDS:
        (TESTS.parent / schema.schema_name(file)).write_text(drafts.draft(file), "utf-8")
        path = TESTS.parent / file
        head, end, records = path.read_text("utf-8").partition(schema.END + "\n")
        if end and head + end != schema.legend(file):
            path.write_text(schema.legend(file) + records, "utf-8")


if __name__ == "__main__":
    sys.path[:0] = [str(TESTS), str(TESTS.parent / "hooks")]
    bless()
