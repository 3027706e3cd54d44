"""Whatever is written into the data stays text: on pages, in feeds, tables, calendars, the search and the map."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import problem_cases
import pytest
from hostile import CALL, PAYLOADS, REFUSED, album, page, ward
from in_memory import THEME, TODAY, only_texts

from hub.building import build
from hub.loading import album_of, load, read_files
from hub.model import Setting
from hub.prose import MOST_OPENINGS, from_markdown, from_plain
from hub.schema import content
from hub.source import read_extra
from hub.writing import LINK
from site_reading import read_page

HARMLESS = tuple(f"見本{number}" for number in range(len(PAYLOADS)))
SCHEMES = re.compile(r"(?:https?|mailto|tel|webcal):|[#./?]|[^:]*$")
# The strongest, for pages of which there is one only.
STRONGEST = (
    f"</script><script>{CALL}</script>",
    f'"><img src=x onerror={CALL}>',
    f"[押す](javascript:{CALL})",
    "{{7*7}}",
    "=1+1",
)

Texts = dict[str, str]


@pytest.fixture(scope="module")
def attacked() -> Texts:
    """Every text of the site of a ward whose every field is a payload."""
    return dict(texts_of(ward(PAYLOADS)))


@pytest.fixture(scope="module")
def harmless() -> Texts:
    """The same ward with harmless texts."""
    return dict(texts_of(ward(HARMLESS)))


def texts_of(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text of the site in a frame that shows what pages hold, and nothing of the settings."""
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY, album=album()))
    assert hub is not None, report.text()
    assert not report.errors, report.text()[:2000]
    frame = "{title}\n{description}\n{content}"
    return only_texts(build(hub, THEME, lambda context: frame.format(**context["frame"])))


def ending(texts: Texts, *endings: str) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, text in texts.items() if path.endswith(endings))


class Marks(HTMLParser):
    """Every tag with the names of its attributes, and each with their values, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update([tag, *(f"{tag} {name}" for name, _ in attrs)])
        self.tags.append((tag, attrs))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 # the parser's
        self.found.add("<!--")


def test_there_are_150_payloads_and_more() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 150


def test_pages_are_as_many_and_have_the_same_addresses(attacked: Texts, harmless: Texts) -> None:
    places = [{path for path in texts if not path.startswith("assets/search/")} for texts in (attacked, harmless)]
    assert places[0] == places[1]


def test_no_tag_and_no_attribute_comes_from_the_data(attacked: Texts, harmless: Texts) -> None:
    markdown = {
        "strong",
        "em",
        "code",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "ul",
        "li",
        "ol",
        "hr",
        "br",
        "table",
        "tr",
        "td",
        "tbody",
    }
    known = (
        set().union(*(Marks(text).found for _, text in ending(harmless, ".html")))
        | markdown
        | {"a", "a href", "a title", "p", "h1 data-length"}
    )
    for path, text in ending(attacked, ".html"):
        assert Marks(text).found - known == set(), path


def test_nothing_on_a_page_runs_or_loads_or_leads_astray(attacked: Texts) -> None:
    for path, text in ending(attacked, ".html"):
        found = read_page(path, text)
        assert found.inline == [], path
        assert [fault for fault in found.nesting if "hub-moment" not in fault] == [], path
        for reference in found.references:
            assert SCHEMES.match(reference.value.strip()), f"{path}: {reference.value}"
            if reference.tag != "a":
                assert "evil.example" not in reference.value, path


def test_every_text_can_be_read_on_its_page_as_it_was_written(attacked: Texts) -> None:
    for number, payload in enumerate(PAYLOADS):
        written = " ".join(payload.split())
        for path in (
            f"events/e-{number}/",
            f"companies/c-{number}/",
            f"frameworks/f-{number}/",
            f"partners/b-{number}/",
        ):
            words = read_page(path, attacked[f"{path}index.html"]).text
            shown = [" ".join(line.split()) for line in (words, html.unescape(words))]
            assert any(written in one or written in one.replace("。", "") for one in shown), f"{path}: {payload}"


@pytest.mark.parametrize("kind", ["events/e-{}", "companies/c-{}", "partners/b-{}", "initiatives/i-{}", "about/p-{}"])
def test_words_of_a_photograph_stay_its_words(kind: str, attacked: Texts) -> None:
    for number, payload in enumerate(PAYLOADS):
        text = attacked[f"{kind.format(number)}/index.html"]
        alts = [dict(attrs).get("alt") for tag, attrs in Marks(text).tags if tag == "img" and "photos" in str(attrs)]
        assert set(alts) == {"見本" if "\n" in payload else payload.strip()}, payload


def test_how_a_company_is_worked_with_is_never_published() -> None:
    files = ward(HARMLESS[:2])
    data = json.loads(files["partners.yaml"])
    for conduct in (tie["conduct"] for company in data["organisations"] for tie in company["ties"]):
        conduct |= {"no_agreement_reason": "内密", "review": "内密"}
    files["partners.yaml"] = json.dumps(data).encode()
    assert [path for path, text in texts_of(files) if "内密" in text or "\\u5185\\u5bc6" in text] == []


# ほかのファイル


def test_every_file_of_json_is_sound_and_holds_the_titles_as_written(attacked: Texts) -> None:
    for _, text in ending(attacked, ".json", ".geojson"):
        json.loads(text)
    titles = {event["id"]: event["title"] for event in json.loads(attacked["data/events.json"])["items"]}
    assert titles == {
        f"e-{number}": payload.strip() if "\n" not in payload else "見本" for number, payload in enumerate(PAYLOADS)
    }


def test_data_for_search_engines_cannot_end_its_element(attacked: Texts) -> None:
    for path, text in ending(attacked, ".html"):
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            json.loads(found)
            assert "<" not in found, path


def test_tables_keep_their_columns_and_no_cell_can_run(attacked: Texts) -> None:
    for path, text in ending(attacked, ".csv"):
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}, path
        for row in rows:
            assert [
                cell for cell in row if re.match(r"[=+\-@\t\r＝＋＠]", cell) and not re.fullmatch(r"-?[\d.,]+", cell)
            ] == [], path


def test_calendars_hold_the_same_events_and_no_other_property(attacked: Texts, harmless: Texts) -> None:
    for path, text in ending(attacked, ".ics"):
        found, wanted = (icalendar.Calendar.from_ical(one) for one in (text, harmless[path]))
        assert len(found.walk("VEVENT")) == len(wanted.walk("VEVENT")), path
        names = {name for part in wanted.walk() for name in part} | {"LOCATION", "DESCRIPTION", "URL"}
        assert {name for part in found.walk() for name in part} <= names, path
        assert {part.name for part in found.walk()} == {part.name for part in wanted.walk()}, path
    summaries = {
        str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(attacked["feeds/events.ics"]).walk("VEVENT")
    }
    for payload in PAYLOADS:
        if "\n" not in payload:
            assert any(payload.strip() in summary.replace("\r", "") for summary in summaries), payload


def test_feeds_hold_the_same_entries_of_the_same_elements(attacked: Texts, harmless: Texts) -> None:
    for path, text in ending(attacked, ".atom", ".xml", ".svg"):
        found, wanted = (ElementTree.fromstring(one) for one in (text, harmless[path]))  # noqa: S314 # our own output
        assert {part.tag for part in found.iter()} <= {part.tag for part in wanted.iter()}, path
        assert len(list(found)) == len(list(wanted)), path


def test_map_is_not_run_as_a_template(attacked: Texts) -> None:
    """branca compiles rendered scripts as templates again, so braces in data once ran while the site was built."""
    script = attacked["assets/map/towns.js"] + attacked["assets/map/events.js"]
    for payload in ("{{7*7}}", "{% raw %}", "{# 見えない #}", "{{ super() }}"):
        assert f'"{payload}"' in script


def test_map_holds_no_markup(attacked: Texts) -> None:
    script = attacked["assets/map/towns.js"] + attacked["assets/map/events.js"]
    data = re.findall(r'"(?:[^"\\]|\\.)*"', script)
    assert not [
        text for text in data if "<" in text and "Leaflet" not in text and "地理院" not in text and "http" not in text
    ]


# 一つしかないページ


@pytest.mark.site
@pytest.mark.parametrize("payload", STRONGEST)
def test_cover_and_lists_stay_text(payload: str) -> None:
    files = problem_cases.files("sound")
    for path in [path for path in files if path.endswith("index.md")]:
        model = content.Cover if path == "content/index.md" else content.Listing
        files[path] = page(model, payload)
    for path, text in ending(dict(texts_of(files)), ".html"):
        found = read_page(path, text)
        assert (found.inline, found.nesting) == ([], []), path
        assert all(SCHEMES.match(reference.value) for reference in found.references), path


# 載せられないもの


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_cannot_be_seen_is_refused_or_taken_out(text: str) -> None:
    unseen = next(sign for sign in text if sign not in "いわきaATCH:https/evl.xmp")
    for changed in ({"events.yaml": _event(text)}, {"content/initiatives/a.md": page(content.Initiative, text)}):
        files = problem_cases.files("sound") | changed
        hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))
        assert report.errors or (hub and unseen not in f"{hub.events}{hub.content.initiatives}")


def _event(text: str, name: str = "a") -> bytes:
    day = {"starts_on": "2026-12-06"}
    event = {
        "id": name,
        "title": text,
        "category": "fair",
        "status": "scheduled",
        "source": "press",
        "occurrences": [day],
    }
    return json.dumps({"events": [event]}, ensure_ascii=False).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "..",
        ".",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "%2e%2e",
        "a%2fb",
        "a b",
        "a\nb",
        "A",
        "a.html",
        "con.",
        "~a",
        "-a",
        "a--b",
        "あ",
        "",
        "a" * 61,
    ],
)
def test_names_that_would_lead_elsewhere_are_refused(name: str) -> None:
    files = problem_cases.files("sound") | {"events.yaml": _event("朝市", name)}
    assert load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))[1].errors


@pytest.mark.parametrize("name", ["../a", "a/../../b", "A", "a b", ".a", "a.b", "あ"])
def test_files_with_such_names_are_refused(name: str) -> None:
    files = problem_cases.files("sound") | {f"content/initiatives/{name}.md": page(content.Initiative, "朝市")}
    assert load(files, read_extra(files["mkdocs.yml"]), Setting(TODAY))[1].errors


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "<b "])
def test_page_that_is_made_to_keep_the_build_busy_is_shown_as_plain_text(sign: str) -> None:
    """Of these, twenty thousand signs took from ten seconds to a minute and a half."""
    text = f"## 見出し\n\n{sign * MOST_OPENINGS}"
    assert "<h3>" in from_markdown(text.replace(sign, "", 1))
    assert from_markdown(f"{text}{sign}") == from_plain(f"{text}{sign}")


def test_links_to_other_files_are_never_followed_and_told(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("秘密", "utf-8")
    (tmp_path / "ward/content/photos").mkdir(parents=True)
    (tmp_path / "ward/content/about.md").write_text("本文", "utf-8")
    for name in ("content/a.md", "content/photos/a.jpg", "partners.yaml"):
        (tmp_path / "ward" / name).symlink_to(tmp_path / "secret.md")
    (tmp_path / "ward/content/elsewhere").symlink_to(tmp_path)
    files = read_files(tmp_path / "ward")
    assert files.pop("content/about.md") == "本文".encode()
    assert files == dict.fromkeys(("content/a.md", "content/elsewhere", "content/photos/a.jpg"), LINK)
    _, report = load(problem_cases.files("sound") | files, {}, Setting(TODAY))
    assert {problem.path for problem in report.errors if problem.rule == "link"} == files.keys()
    assert album_of(tmp_path / "ward").names == ()


def test_content_that_is_a_link_as_a_whole_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.md").write_text("秘密", "utf-8")
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    assert read_files(tmp_path) == {"content/": LINK}


def test_no_file_of_the_site_lies_outside_it(attacked: Texts) -> None:
    for path in attacked:
        assert not Path(path).is_absolute()
        assert ".." not in Path(path).parts
