"""Measures the build: `make bench`. Prints the table that is kept, with its machine and day, in `bench/README.md`."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

import dataset
import yaml
from jinja2 import Environment

from hub.collector import collector_paused
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.pages import outputs
from hub.render import Renderer
from hub.source import read_extra

ROOT = Path(__file__).parents[1]
THEME = ROOT / "hooks/theme"
# Python keeps the code of modules, as everywhere but in some test machines.
SETTINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SETTINGS |= {"HUB_TODAY": "2026-11-20", "NO_MKDOCS_2_WARNING": "1"}
RUNS = 2
PAIRS = 7
EDITS = 5
REST = 3  # seconds between two edits, in which what no page needs at once is made
# In memory where there is room: what a disk and its journal take differs by ten from one minute to the next.
MEMORY = Path("/dev/shm")  # noqa: S108 # folders in it have names of their own
PLACE = str(MEMORY) if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4e9 else None
SETTINGS |= {"TMPDIR": PLACE} if PLACE else {}
PORT = 8731


class JinjaAlone(Renderer):
    """Renders the bodies with the code that Jinja2 makes by itself."""

    environment_type = Environment


def main() -> None:
    """Every size, then what stands beside them."""
    print(
        "| 大きさ | ページ | CPU 秒 | 実時間 秒 | 記憶 MB | ページ/秒 | バイト | 二度目 CPU 秒 | check-data CPU 秒 | 床 CPU 秒 |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=PLACE) as place:
        for name, (partners, events) in dataset.SIZES.items():
            folder = Path(place) / name
            dataset.write(folder, partners, events)
            print(_row(name, folder), flush=True)
        print(f"\n{_growth(Path(place) / 'M', Path(place) / 'L')}", flush=True)
        print(f"\n| 一行直してからページに映るまで(実時間 秒) | serve({EDITS}回の中央値) | いちばん長く | build |")
        print("|---|---|---|---|")
        real = Path(place) / "real"
        dataset.copy_real(real)
        for name, folder in (("実際のデータ", real), ("M", Path(place) / "M")):
            served = _edits_served(folder)
            cells = (statistics.median(served), max(served), _edit_built(folder))
            print(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in cells)} |", flush=True)
        print("\nM の内訳(CPU 秒):", ", ".join(f"{part} {cpu:.2f}" for part, cpu in _parts(Path(place) / "M").items()))


def _row(name: str, folder: Path) -> str:
    site = folder / "site"
    cold = min((_cold(folder) for _ in range(RUNS)), key=lambda run: run[0])
    warm = min(_run(_build(folder), folder)[0] for _ in range(RUNS))
    check = min(_run([sys.executable, str(ROOT / "hooks/check.py"), str(folder)], folder)[0] for _ in range(RUNS))
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = _pages(site)
    size = sum(path.stat().st_size for path in files)
    cpu, wall, memory = cold
    floor = sum(_floor(folder).values())
    return (
        f"| {name} | {pages:,} | {cpu:.2f} | {wall:.2f} | {memory:.0f} | {pages / cpu:,.0f} | {size:,} "
        f"| {warm:.2f} | {check:.2f} | {floor:.2f} |"
    )


def _growth(small: Path, large: Path) -> str:
    """How CPU time grows beside the pages. Built in turn, for the machine's own speed changes from minute to minute."""
    pairs = [(_cold(small)[0], _cold(large)[0]) for _ in range(PAIRS)]
    before, after = (statistics.median(cpu) for cpu in zip(*pairs, strict=True))
    pages = _pages(large / "site") / _pages(small / "site")
    return f"M→L、交互に{PAIRS}回ずつ、中央値: CPU {before:.2f} → {after:.2f} 秒、{after / before:.3f}倍。ページは{pages:.3f}倍"


def _build(folder: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]


def _cold(folder: Path) -> tuple[float, float, float]:
    """A build into an empty folder, measured."""
    return _run(_build(folder), folder, lambda: _empty(folder / "site"))


def _pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _empty(site: Path) -> None:
    subprocess.run(["rm", "-rf", str(site)], check=True)


def _run(command: list[str], folder: Path, before: Callable[[], None] | None = None) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one run."""
    if before:
        before()
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=SETTINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def _hub(folder: Path) -> Hub:
    files = read_files(folder)
    hub, report = load(
        files, read_extra(files["mkdocs.yml"]), Setting(date(2026, 11, 20), "", "https://example.jp/edit/")
    )
    if hub is None or report.errors:
        raise SystemExit(report.text())
    return hub


def _floor(folder: Path) -> dict[str, float]:
    """Parse with the C loader, render the same bodies with Jinja2 alone, write the bytes: nothing else."""
    parts = {}
    with collector_paused():
        start = time.process_time()
        for file in ("partners.yaml", "events.yaml"):
            yaml.load((folder / file).read_bytes(), Loader=yaml.CSafeLoader)  # safe
        parts["yaml"] = time.process_time() - start
        hub = _hub(folder)
        pages = list(outputs(hub))
        start = time.process_time()
        renderer = JinjaAlone(THEME, hub.setting.words, site=hub.site)
        bodies = [(page.address, renderer.body(page.template, page.view)) for page in pages]
        parts["bodies"] = time.process_time() - start
        start = time.process_time()
        for address, body in bodies:
            target = folder / "floor" / address[1:] / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, "utf-8")
        parts["write"] = time.process_time() - start
    _empty(folder / "floor")
    return parts


def _edit(folder: Path, word: str) -> None:
    """Change the title of the first event."""
    path = folder / "events.yaml"
    head, mark, tail = path.read_text("utf-8").partition("\nevents:\n")
    path.write_text(head + mark + re.sub(r"    title: .*", f"    title: {word}", tail, count=1), "utf-8")


def _edit_built(folder: Path) -> float:
    """Seconds of `mkdocs build` over a site that stands, after one edited line."""
    command = _build(folder)
    _run(command, folder)
    _edit(folder, "直したあとの題")
    return _run(command, folder)[1]


def _edits_served(folder: Path) -> list[float]:
    """Seconds from saving one line to the new page, as a browser that asks all the time sees it, edit by edit."""
    address = f"127.0.0.1:{PORT}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    server = subprocess.Popen(command, cwd=folder, env=SETTINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(address, "<html")
        return [_edit_served(folder, address, f"直した題{number}") for number in range(EDITS)]
    finally:
        server.terminate()
        server.wait()


def _edit_served(folder: Path, address: str, word: str) -> float:
    time.sleep(REST)
    _edit(folder, word)
    start = time.perf_counter()
    _wait_for(address, word)
    return time.perf_counter() - start


def _wait_for(address: str, word: str) -> None:
    limit = time.monotonic() + 60
    first = f"http://{address}/events/2008/"
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(first, timeout=30) as answer:
                if word in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{first} never showed {word}")


def _parts(folder: Path) -> dict[str, float]:
    """Where the time goes."""
    start = time.process_time()
    hub = _hub(folder)
    parts = {"読み込みと規則": time.process_time() - start}
    with collector_paused():
        start = time.process_time()
        sum(1 for _ in outputs(hub))
        parts["見え方(views)"] = time.process_time() - start
    parts["本文(Jinja2)"] = _floor(folder)["bodies"]
    return parts


if __name__ == "__main__":
    main()
