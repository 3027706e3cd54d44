"""Seeded data of any size: all municipalities and prefectures as partners, and as many events as wanted."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from hub.municipalities import PREFECTURES, Gazetteer

ROOT = Path(__file__).parents[1]
SIZES = {"S": (330, 500), "M": (1788, 5000), "L": (1788, 20000)}
KINDS = ("fair", "children", "onsen", "market", "magazine", "support")
FRAMEWORKS = ("friendship", "timber", "relief")


def write(folder: Path, partners: int, events: int, seed: int = 131032) -> None:
    """A whole project folder: settings, pages and the two data files."""
    chance = random.Random(seed)
    towns = min(partners, 1741)
    codes = [place.code for place in chance.sample(Gazetteer.load().places, towns) if place.code != "131032"]
    folder.mkdir(parents=True, exist_ok=True)
    _settings(folder)
    (folder / "partners.yaml").write_text("\n".join(_partners(chance, sorted(codes), partners - towns)) + "\n", "utf-8")
    (folder / "events.yaml").write_text("\n".join(_events(chance, sorted(codes), events)) + "\n", "utf-8")


def copy_real(folder: Path) -> None:
    """The real data in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    _settings(folder)
    (folder / "mkdocs.yml").write_text(
        (folder / "mkdocs.yml").read_text("utf-8").replace("cover_frameworks: []", "cover_frameworks: [timber]"),
        "utf-8",
    )
    shutil.rmtree(folder / "content")
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("partners.yaml", "events.yaml"):
        shutil.copyfile(ROOT / name, folder / name)


def _settings(folder: Path) -> None:
    """The real settings and pages, but for what names real partners or events."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text.replace("hooks/theme", str(ROOT / "hooks/theme")).replace(
        "hooks/entry.py", str(ROOT / "hooks/entry.py")
    )
    text = text.replace("cover_frameworks: [timber]", "cover_frameworks: []")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    shutil.rmtree(folder / "content", ignore_errors=True)
    for path in sorted((ROOT / "content").rglob("index.md")):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        title = path.parent.name
        target.write_text(f"---\ntitle: {title}\nlead: {title}\n---\n", "utf-8")
    source = "source: zenkoku-2024\ntheme: goods\n"
    (folder / "content/index.md").write_text("---\ntitle: 港から\nsource: zenkoku-2024\n---\n", "utf-8")
    (folder / "content/about/index.md").write_text("---\ntitle: 概要\nsource: zenkoku-2024\n---\n", "utf-8")
    for path in (ROOT / "content/districts").glob("*.md"):
        text = "---\ntitle: 一覧\n---\n" if path.stem == "index" else "---\ntitle: 地区\nsource: zenkoku-2024\n---\n"
        (folder / "content/districts" / path.name).write_text(text, "utf-8")
    for kind in KINDS:
        (folder / f"content/initiatives/{kind}.md").write_text(
            f"---\ntitle: 取組{kind}\n{source}---\n\n本文。\n", "utf-8"
        )


def _partners(chance: random.Random, codes: list[str], prefectures: int) -> Iterator[str]:
    yield "documents:"
    yield "  - id: zenkoku-2024\n    title: 資料\n    publisher: 区\n    dated_on: 2024-06-01"
    yield "frameworks:"
    for name in FRAMEWORKS:
        yield f"  - id: {name}\n    name: {name}\n    title: {name}の協定\n    kind: agreement\n    source: zenkoku-2024"
    names = {place.code: place.name for place in Gazetteer.load().places}
    agreements, towns = ["agreements:"], ["municipalities:"]
    for number, code in enumerate(codes):
        if chance.random() < 0.4:
            day = date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
            agreements += [
                f"  - id: agreement-{number}",
                f"    framework: {chance.choice(FRAMEWORKS)}",
                "    title: 相互の協力に関する協定",
                f'    parties: ["{code}"]',
                f"    signed_on: {day}",
                "    source: zenkoku-2024",
            ]
        towns += [f'  - code: "{code}"', f"    name: {names[code]}", f"    url: https://www.example.jp/{code}/"]
        if chance.random() < 0.5:
            towns += ["    specialities:", "      - items: [りんご, 米, 昆布]", "        source: zenkoku-2024"]
        towns.append("    ties:")
        for kind in chance.sample(KINDS, chance.randint(1, 4)):
            towns += [
                f"      - kind: {kind}",
                "        title: 区と行ってきた催しへの参加",
                f"        starts_on: {chance.randint(2008, 2025)}",
                f"        initiative: {kind}",
                "        source: zenkoku-2024",
            ]
        towns += ["    source: zenkoku-2024", "    confirmed_on: 2026-11-20"]
    yield from (*agreements, *towns, "prefectures:")
    for code in list(PREFECTURES)[:prefectures]:
        yield f'  - code: "{code}"\n    name: {PREFECTURES[code].name}\n    source: zenkoku-2024'


def _events(chance: random.Random, codes: list[str], count: int) -> Iterator[str]:
    yield "series:\n  - id: fair\n    title: 物産展\n    initiative: fair"
    yield "events:"
    days = sorted(date(2008, 1, 1) + timedelta(days=chance.randrange(6900)) for _ in range(count))
    for number, day in enumerate(days):
        yield f"  - id: event-{number:05}"
        yield f"    title: 全国のまちの物産展 第{number}回"
        yield f"    category: {chance.choice(('fair', 'children', 'onsen'))}"
        yield f"    status: {'scheduled' if day > date(2026, 11, 20) else chance.choice(('held', 'held', 'unconfirmed'))}"
        yield f'    occurrences:\n      - starts_on: {day}\n        opens: "11:00"\n        closes: "16:00"'
        yield "    venue:\n      name: 区立公園\n      address: 芝浦4-20-56"
        yield "    participants:"
        yield from (f'      - "{code}"' for code in chance.sample(codes, chance.randint(1, 6)))
        yield "    source: zenkoku-2024\n    confirmed_on: 2026-11-20\n    added_on: 2026-11-20"
