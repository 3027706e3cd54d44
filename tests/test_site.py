"""The real site, built as it is published: its pages, below another address, and with bad data."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from release.inspection import faults
from site_checks import CHECKS, Check
from site_reading import Site, is_internal, read_page

ROOT = Path(__file__).parents[1]
ADDRESS = "https://example.jp/sub/"
# As staff type it, but with the parts that run the tests.
MAKE_BUILD = ["make", "build", f"BIN={Path(sys.executable).parent}", "READY=ready"]
CHECK = [sys.executable, "hooks/check.py"]
# Only the map and a link to the page that has everything else.
IN_OTHER_SITES = ("map/embed/index.html", "partners/embed/")
# Not for search engines.
UNLISTED = ("about/design/index.html", *IN_OTHER_SITES)
TOWN = re.compile(r'<a ([^>]*partners/\d{6}/"[^>]*)>(.*?)</a>', re.DOTALL)
# Words that stand in no file of the staff's.
NOT_THE_STAFFS = ("404.html", "search/index.html", *UNLISTED)


@pytest.fixture(scope="module")
def site(built_site: Path) -> Site:
    """The real site's pages, read."""
    return Site(built_site)


# どのページも


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_real_site_passes(check: Check, site: Site) -> None:
    faults = check(site)
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize(
    ("kind", "pattern", "count"),
    [
        ("市区町村", r"partners/\d{6}/index\.html", 126),
        ("催し", r"events/(?=[^/]*[a-z])(?!series/|calendar/)[^/]+/index\.html", 117),
        ("都道府県", r"prefectures/\d\d/index\.html", 47),
        ("枠組み", r"frameworks/[^/]+/index\.html", 10),
        ("取組", r"initiatives/[^/]+/index\.html", 26),
        ("地区", r"districts/[^/]+/index\.html", 5),
        ("情報誌", r"magazine/\d+/index\.html", 4),
    ],
)
def test_every_record_has_its_page(kind: str, pattern: str, count: int, site: Site) -> None:
    assert site.count(pattern) == count, kind


def test_every_page_says_how_to_report_a_mistake_also_without_a_mail_program(site: Site) -> None:
    for path, page in site.pages.items():
        if not path.startswith(IN_OTHER_SITES):
            letters = [one.value[7:] for one in page.references if one.value.startswith("mailto:")]
            assert any(letter.partition("?")[0] in page.text for letter in letters), path


def test_two_towns_of_one_name_are_told_apart_by_every_link(built_site: Path, site: Site) -> None:
    for path in site.pages:
        codes: dict[str, set[str]] = {}
        for attributes, words in TOWN.findall((built_site / path).read_text("utf-8")):
            code, label = re.search(r"partners/(\d{6})/", attributes), re.search(r'aria-label="([^"]+)"', attributes)
            if code:
                name = label[1] if label else re.sub(r"<r[pt]>.*?</r[pt]>|<[^>]+>", "", words)
                codes.setdefault(name, set()).add(code[1])
        assert not [name for name, found in codes.items() if name and len(found) > 1], path


def test_every_page_leads_to_the_line_where_its_words_are_written(site: Site) -> None:
    """But not the missing page and the search, nor prefectures that have no record of their own."""
    faults = []
    for path, page in site.pages.items():
        found = [
            match for one in page.references if (match := re.search(r"/edit/main/([^#]+)(?:#L(\d+))?$", one.value))
        ]
        if not found and not path.startswith((*NOT_THE_STAFFS, "prefectures/")):
            faults.append(f"{path}: cannot be edited")
        for match in found:
            lines = (ROOT / match[1]).read_text("utf-8").splitlines()
            if match[2] and not re.match(r" *- (code|id): ", lines[int(match[2]) - 1]):
                faults.append(f"{path}: {match[0]} is no record's first line")
    assert not faults, "\n".join(faults[:20])


def test_locators_are_light(built_site: Path) -> None:
    drawn = re.compile(rb'<svg class="hub-map".*?</svg>', re.DOTALL)
    for path in sorted(built_site.rglob("index.html")):
        for drawing in drawn.findall(path.read_bytes()):
            towns = drawing.count(b"hub-map__town")
            assert len(drawing if towns == 1 else gzip.compress(drawing)) <= 2_000, path


def test_nothing_of_the_theme_or_the_staff_is_published(site: Site) -> None:
    names = {Path(path).suffix for path in site.files}
    assert not names & {".md", ".yaml", ".yml", ".py", ".map", ".woff", ".woff2"}
    assert not [path for path in site.files if "material" in path or "/." in f"/{path}"]


# まちがったデータ


def copy_repository(folder: Path) -> Path:
    """The staff's files beside the machinery, with a site that is already published."""
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("partners.yaml", "events.yaml", "mkdocs.yml", "Makefile"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    (folder / "requirements.lock").touch()
    (folder / "ready").touch()
    for path, text in {"index.html": "公開中", "partners/011002/index.html": "公開中のまち", "old.html": ""}.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, "utf-8")
    return folder


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and when it was written."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first place of a text; the number of its line."""
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def run_all(commands: list[list[str]], folder: Path, **environment: str) -> list[tuple[int, str]]:
    """Run several commands at once; exit status and everything that each prints."""
    settings = {
        **os.environ,
        "HUB_TODAY": "2026-11-20",
        "NO_MKDOCS_2_WARNING": "1",
        "LC_ALL": "C.UTF-8",
        "HUB_SITE_URL": "",
    }
    started = [
        subprocess.Popen(
            one, cwd=folder, env=settings | environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for one in commands
    ]
    printed = [process.communicate()[0] for process in started]
    return [(process.returncode, text) for process, text in zip(started, printed, strict=True)]


def assert_told(printed: str, place: str, rule: str) -> None:
    """The report is ours: place, message, remedy and rule, and nothing for programmers."""
    assert f"{place}: エラー: " in printed
    assert f"[{rule}]" in printed
    assert "直し方: " in printed
    assert "Traceback" not in printed


@pytest.mark.site
def test_bad_data_fail_every_way_of_building_and_leave_the_published_site(tmp_path: Path) -> None:
    repository = copy_repository(tmp_path / "repository")
    line = spoil(repository / "partners.yaml", '- code: "011002"', '- code: "011003"')
    before = snapshot(repository / "site")
    [(made, told), (checked, also_told)] = run_all([MAKE_BUILD, CHECK], repository)
    assert_told(told, f"partners.yaml:{line}", "code-check-digit")
    assert_told(also_told, f"partners.yaml:{line}", "code-check-digit")
    assert checked == 1
    assert made == 2, "make says 2 when a command of its own says 1"
    assert "Error 1" in told
    assert snapshot(repository / "site") == before


# 公開する


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site that `make build` put in the place of an older one, below an address."""
    repository = copy_repository(tmp_path_factory.mktemp("published") / "repository")
    [(status, printed)] = run_all([MAKE_BUILD], repository, HUB_SITE_URL=ADDRESS)
    assert status == 0, printed
    return Site(repository / "site", "/sub/")


@pytest.mark.site
def test_good_data_replace_the_published_site_as_a_whole(published: Site) -> None:
    repository = published.folder.parent
    assert "old.html" not in published.files
    assert "公開中のまち" not in published.read("partners/011002/index.html")
    assert list((repository / ".build").iterdir()) == []


@pytest.mark.site
def test_site_below_an_address_passes_the_inspection_before_publication(published: Site) -> None:
    assert faults(published.folder) == []


@pytest.mark.site
def test_canonical_address_is_the_page_itself(published: Site) -> None:
    for path in published.pages:
        if path.endswith("index.html"):
            address = ADDRESS + path.removesuffix("index.html")
            head = published.read(path).partition("</head>")[0]
            assert re.findall(r'<link rel="canonical" href="([^"]*)">', head) == [address]
            assert re.findall(r'<meta property="og:url" content="([^"]*)">', head) == [address]


def test_sitemap_names_every_page_once(published: Site) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ElementTree.fromstring(published.read("sitemap.xml"))  # noqa: S314 # our own output
    found = sorted(loc.text or "" for loc in tree.iter(f"{space}loc"))
    pages = [
        ADDRESS + path.removesuffix("index.html")
        for path in published.pages
        if path.endswith("index.html") and not path.startswith(UNLISTED)
    ]
    assert found == sorted(pages)


def test_missing_page_works_at_any_depth_below_the_address(published: Site) -> None:
    page = read_page("404.html", published.read("404.html"))
    inner = [one.value for one in page.references if is_internal(one.value) and not one.value.startswith("#")]
    assert inner
    assert [value for value in inner if not value.startswith("/sub/") or not published.target("404.html", value)] == []


def test_other_pages_are_the_same_below_any_address(site: Site, published: Site) -> None:
    """Links are relative, so only what names the address itself may differ."""
    assert set(published.files) - set(site.files) == {"sitemap.xml"}
    named = re.compile(
        rf'\n[^\n]*(?:rel="canonical"|property="og:url"|"webcal:|application/ld.json|hub-foot__page|hub-places__snippet)[^\n]*|{re.escape(ADDRESS[:-1])}|https%3A//example.jp/sub'
    )
    for path in ("index.html", "partners/index.html", "events/index.html", "partners/072044/index.html"):
        assert named.sub("", published.read(path)) == named.sub("", site.read(path)), path


def test_without_an_address_there_are_no_absolute_links_to_the_site(site: Site) -> None:
    assert [path for path, page in site.pages.items() if any(one.rel == "canonical" for one in page.references)] == []
    assert "sitemap.xml" not in site.files
