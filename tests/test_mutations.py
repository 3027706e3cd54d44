"""200 seeded mutations of the real files, as hands make them: a sound site, or a message at the line that was touched.

Each goes through the publication of `make publish` up to the point where the pages would be made.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from bless import SAMPLE, build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from small_site import publish_small
from staff_cases import TODAY

import entry
from hub.loading import load, read_files
from hub.model import Hub
from hub.problems import Problem, Report
from hub.source import read_extra
from release.publishing import publish

pytestmark = pytest.mark.site

ROOT = Path(__file__).parents[1]
Lines = list[str]
Touched = range


@cache
def real() -> dict[str, bytes]:
    return read_files(ROOT)


@cache
def known() -> frozenset[tuple[str, str, str]]:
    """What is told of the data as they are."""
    return frozenset(map(_told, load(real(), read_extra(real()["mkdocs.yml"]), TODAY)[1].problems))


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.rule, problem.message


def _line(lines: Lines, chance: random.Random, pattern: str = r"\S") -> int:
    """The index of a line below the legend that fits."""
    start = next(index for index, line in enumerate(lines) if "見出しはここまで" in line) + 1
    fitting = [
        index
        for index in range(start, len(lines))
        if re.search(pattern, lines[index]) and not lines[index].startswith("#")
    ]
    return chance.choice(fitting)


def deleted(lines: Lines, chance: random.Random) -> Touched:
    at = _line(lines, chance)
    del lines[at]
    return range(at - 1, at + 1)


def swapped_digits(lines: Lines, chance: random.Random) -> Touched:
    at = _line(lines, chance, r"(\d)(?!\1)\d")
    places = [found.start() for found in re.finditer(r"(\d)(?!\1)(?=\d)", lines[at])]
    place = chance.choice(places)
    text = lines[at]
    lines[at] = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return range(at, at + 1)


def indented(lines: Lines, chance: random.Random) -> Touched:
    at = _line(lines, chance, r"^ +\S")
    lines[at] = chance.choice([f" {lines[at]}", f"   {lines[at]}", lines[at][1:], f"\t{lines[at]}", f"　{lines[at]}"])
    return range(at, at + 1)


def full_width(lines: Lines, chance: random.Random) -> Touched:
    at = _line(lines, chance, r"[0-9:\-]")
    kind = chance.choice(["0123456789", ":", "-", "0123456789:-"])
    lines[at] = lines[at].translate({ord(sign): chr(ord(sign) + 0xFEE0) for sign in kind})
    return range(at, at + 1)


def doubled(lines: Lines, chance: random.Random) -> Touched:
    at, size = _line(lines, chance), chance.randint(1, 12)
    lines[at + size : at + size] = lines[at : at + size]
    return range(at, at + 2 * size)


def cut(lines: Lines, chance: random.Random) -> Touched:
    at = _line(lines, chance)
    lines[at] = lines[at][: chance.randrange(len(lines[at]))]
    del lines[at + 1 :]
    end = next(number for number in range(at, 0, -1) if lines[number].strip())  # where the text ends now
    return range(end, at + 1)


MUTATIONS: tuple[Callable[[Lines, random.Random], Touched], ...] = (
    deleted, swapped_digits, indented, full_width, doubled, cut,
)  # fmt: skip


def mutated(seed: int) -> tuple[str, str, Touched, Callable[..., Touched]]:
    chance = random.Random(seed)  # noqa: S311 # mutations, no secrets
    path = chance.choice(["partners.yaml", "events.yaml"])
    lines = real()[path].decode().split("\n")
    mutation = MUTATIONS[seed % len(MUTATIONS)]
    touched = mutation(lines, chance)
    return path, "\n".join(lines), touched, mutation


# The first forty with every commit; all of them with the tests that take their time, which are the browser's.
@pytest.mark.parametrize(
    "start", [pytest.param(start, marks=[pytest.mark.browser] if start >= 40 else []) for start in range(0, 200, 20)]
)
def test_mutations_end_in_a_sound_site_or_a_message_where_they_happened(start: int, workplace: Workplace) -> None:
    before = workplace.published()
    for seed in range(start, start + 20):
        path, text, touched, mutation = mutated(seed)
        hub, report = workplace.publish_with(path, text)
        assert hub is not None or report.errors, seed
        new = [problem for problem in report.problems if _told(problem) not in known()]
        said = [f"{problem.path}:{problem.line} {problem.message}" for problem in new]
        assert not new or any(_is_there(problem, path, text, touched) for problem in new), (
            seed,
            mutation.__name__,
            touched,
            said[:5],
        )
        assert not re.search(r"Traceback|Error|Exception", report.text()), seed
        assert workplace.published() == before, seed


class SoundError(Exception):
    """The data passed; what would follow is the making of pages."""


class Workplace:
    """The real data in a folder of their own, and a folder in which a site is live."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.home, self.target = folder / "root", folder / "target"
        self.home.mkdir()
        for path in real():
            (self.home / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / path).write_bytes((ROOT / path).read_bytes())
        (self.home / "hooks").symlink_to(ROOT / "hooks")
        self.config = load_config(str(self.home / "mkdocs.yml"), strict=True)
        publish_small(self.target, "公開中")
        patch.setenv("HUB_TODAY", TODAY.today.isoformat())
        patch.setattr(entry, "load", self._load)

    def _load(self, *args: object) -> tuple[Hub | None, Report]:
        self.loaded = load(*args)  # type: ignore[arg-type] # as `entry` calls it
        return self.loaded

    def publish_with(self, path: str, text: str) -> tuple[Hub | None, Report]:
        """Publish with one file changed, as far as the data decide: what was read, and what was said of it."""
        (self.home / path).write_text(text, "utf-8", newline="")
        with pytest.raises((PluginError, SoundError)) as ended:
            publish(self.target, self.home, lambda _: None, self._gate)
        (self.home / path).write_bytes(real()[path])
        assert (ended.type is PluginError) == bool(self.loaded[1].errors)
        return self.loaded

    def _gate(self, _: Path) -> None:
        entry.on_config(self.config)
        raise SoundError

    def published(self) -> dict[str, str]:
        """Everything in the folder of the live site: what a link leads to, and the digest of a file."""
        entries = (path for path in self.target.rglob("*") if path.is_symlink() or path.is_file())
        return {
            path.relative_to(self.target).as_posix(): str(path.readlink())
            if path.is_symlink()
            else sha256(path.read_bytes()).hexdigest()
            for path in entries
        }


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        yield Workplace(tmp_path_factory.mktemp("mutations"), patch)
    os.umask(0o022)


def _is_there(problem: Problem, path: str, text: str, touched: Touched) -> bool:
    """At the touched lines, give or take one; what is said of a record as a whole, at the head of that in which they stand."""
    if problem.path != path:
        return False
    if touched.start <= problem.line <= touched.stop + 1:
        return True
    between = text.split("\n")[problem.line : touched.start]
    head = text.split("\n")[problem.line - 1]
    indent = len(head) - len(head.lstrip())
    return all(len(line) - len(line.lstrip()) > indent for line in between if line.strip())


def test_a_faulty_change_never_touches_what_is_published(tmp_path: Path) -> None:
    """The strict build of `make build` stops before it writes anything."""
    shutil.copytree(SAMPLE, tmp_path / "tests" / "sample")
    (tmp_path / "hooks").symlink_to(ROOT / "hooks")
    home, site = tmp_path / "tests" / "sample", tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("公開中", "utf-8")
    text = (home / "events.yaml").read_text("utf-8")
    (home / "events.yaml").write_text(text[: len(text) // 2], "utf-8")
    done = build(home, site)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert [path.name for path in site.rglob("*") if path.is_file()] == ["index.html"]
    assert (site / "index.html").read_text("utf-8") == "公開中"
