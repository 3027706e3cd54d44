"""README's lines for another ward make a whole, correct site; so does the least that a ward can write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from in_memory import page_of

from hub.writing import LISTINGS
from site_checks import CHECKS, MINATO
from site_reading import Site, read_page

pytestmark = pytest.mark.site
ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MARK = "<!-- second-ward -->"


def run(folder: Path, readme: Path = README) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "BIN": str(Path(sys.executable).parent), "HUB_TODAY": "2026-11-20", "HUB_SITE_URL": ""}
    command = ["bash", str(ROOT / "tests" / "second-ward.sh"), str(folder), str(readme)]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not README.is_file() or MARK not in README.read_text("utf-8"), reason=f"README has no {MARK} yet")
def test_lines_of_the_readme_make_another_ward_in_an_empty_folder(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    site = Site(tmp_path / "site")
    assert "いろは区" in site.read("index.html")
    assert [path for path in site.texts if MINATO.search(site.read(path))] == []
    assert CHECKS[0](site) == []
    assert site.count(r"prefectures/\d\d/index\.html") == 47


def test_readme_without_such_lines_is_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# いろは\n", "utf-8")
    result = run(tmp_path, tmp_path / "README.md")
    assert result.returncode == 3
    assert MARK in result.stderr


# いちばん小さな区

CONFIG = """
extra:
  name: いろは
  tagline: いろは区の全国連携
  motto: いろは区のまち
  authority: iroha.example,2026
  operator: {name: いろは係, mail: a@iroha.example}
  ward:
    code: "131245"
    name: いろは区
    latitude: "35.7"
    longitude: "139.9"
    url: https://iroha.example/
    contact: {office: いろは係}
"""
DOCUMENT = "documents: [{id: iroha, title: いろはの資料, publisher: いろは区}]\n"
EVENT = "events: [{{id: hana, title: 花の会, category: food, status: {}, occurrences: [{{starts_on: {}}}], source: iroha}}]\n"
ABROAD = (
    'abroad: [{id: nioi, name: ニオイ, kana: におい, country: 見本国, latitude: "-1", longitude: "2", source: iroha}]\n'
)
TOWN = 'municipalities: [{code: "072044", name: いわき市}]\n'


@pytest.mark.parametrize(
    ("partners", "events"),
    [
        ("municipalities:\nagreements: []\n", "events: []\n"),
        (TOWN, EVENT.format("held", "2020-winter")),
        (ABROAD, EVENT.format("cancelled", "1850")),
    ],
)
def test_ward_with_next_to_nothing_has_a_whole_site(partners: str, events: str) -> None:
    texts = {"mkdocs.yml": CONFIG, "partners.yaml": DOCUMENT + partners, "events.yaml": events}
    texts["content/index.md"] = "---\ntitle: いろは\nsource: iroha\n---\n"
    texts |= {f"content/{name}/index.md": f"---\ntitle: {name}\n---\n" for name in LISTINGS}
    files = {path: text.encode() for path, text in texts.items()}
    missing = read_page("404.html", page_of("404.html", files))  # the last page: all others have been made
    assert missing.headings[0] == 1
    assert "いろは区" in page_of("index.html", files)
