"""The sample, published and served by the recipe's nginx: what is sent, with which headers, and what browsers make of it."""

from __future__ import annotations

import gzip
import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

import brotli
import pytest
from conftest import serve
from nginx import IS_HERE, RECIPE, Served, serving
from playwright.sync_api import Browser, Page

from hub.security import nginx_headers

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not IS_HERE, reason="nginx with brotli is not here")]

TYPES = {
    "/": "text/html; charset=utf-8",
    "/404.html": "text/html; charset=utf-8",
    "/feeds/events.ics": "text/calendar; charset=utf-8",
    "/feeds/updates.atom": "application/atom+xml; charset=utf-8",
    "/data/partners.geojson": "application/geo+json; charset=utf-8",
    "/data/partners.csv": "text/csv; charset=utf-8",
    "/data/catalog.json": "application/json; charset=utf-8",
    "/health.json": "application/json; charset=utf-8",
    "/release.json": "application/json; charset=utf-8",
    "{assets}/hub.css": "text/css; charset=utf-8",
    "{assets}/js/hub.js": "text/javascript; charset=utf-8",
    "{assets}/chart.svg": "image/svg+xml; charset=utf-8",
    "{assets}/calendar.json": "application/json; charset=utf-8",
}
FOR_EVER = "public, max-age=31536000, immutable"
FIVE_MINUTES = "public, max-age=300"


def publish(target: Path) -> None:
    """As staff type it, for the sample."""
    command = [sys.executable, ROOT / "hooks/publish.py", "publish", target]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HUB_TODAY": "2026-11-20"}
    run = subprocess.run(command, cwd=ROOT / "tests/sample", env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("nginx")
    publish(place / "target")
    with serving(place / "target", place) as served:
        yield served


@pytest.fixture(scope="module")
def assets(served: Served) -> str:
    """The address of the folder of assets."""
    [found] = (served.target / "current").glob("assets-*")
    return f"/{found.name}"


# 送るもの


@pytest.mark.parametrize("path", TYPES)
def test_media_type(path: str, served: Served, assets: str) -> None:
    answer = served.ask(path.format(assets=assets))
    assert (answer.status, answer.headers["content-type"]) == (200, TYPES[path])


@pytest.mark.parametrize("path", ["/", "/data/partners.csv", "/feeds/events.ics", "{assets}/js/moment.js"])
def test_readers_get_what_was_compressed_when_published(path: str, served: Served, assets: str) -> None:
    path = path.format(assets=assets)
    plain = served.ask(path)
    zipped, brotlied = served.ask(path, Accept_Encoding="gzip"), served.ask(path, Accept_Encoding="gzip, deflate, br")
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert brotlied.headers["content-encoding"] == "br"
    assert gzip.decompress(zipped.body) == brotli.decompress(brotlied.body) == plain.body
    assert {answer.headers["vary"] for answer in (zipped, brotlied)} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", FIVE_MINUTES),
        ("/partners/", FIVE_MINUTES),
        ("/data/partners.csv", FIVE_MINUTES),
        ("/nowhere/", FIVE_MINUTES),
        ("{assets}/calendar.json", FIVE_MINUTES),
        ("{assets}/nowhere.css", FIVE_MINUTES),
        ("{assets}/hub.css", FOR_EVER),
        ("{assets}/js/hub.js", FOR_EVER),
        ("{assets}/leaflet/leaflet.js", FOR_EVER),
        ("/health.json", "no-cache"),
        ("/release.json", "no-cache"),
        ("/kiosk/data/emergency.json", "no-cache"),
        ("/kiosk/data/deck.json", FIVE_MINUTES),
    ],
)
def test_how_long_it_is_kept(path: str, kept: str, served: Served, assets: str) -> None:
    assert served.ask(path.format(assets=assets)).headers["cache-control"] == kept


def test_photographs_are_kept_for_ever_under_their_own_names(served: Served) -> None:
    [path, *_] = (served.target / "current/assets/photos").iterdir()
    answer = served.ask(f"/assets/photos/{path.name}")
    assert (answer.status, answer.headers["cache-control"]) == (200, FOR_EVER)
    assert answer.headers["content-type"].startswith("image/")


def test_reader_who_has_it_is_told_so(served: Served) -> None:
    etag = served.ask("/partners/").headers["etag"]
    assert served.ask("/partners/", If_None_Match=etag).status == 304


@pytest.mark.parametrize(
    "path", ["/", "/map/embed/", "/data/catalog.json", "/feeds/events.atom", "/nowhere/", "{assets}/hub.css"]
)
def test_every_answer_tells_browsers_what_to_refuse(path: str, served: Served, assets: str) -> None:
    headers = served.ask(path.format(assets=assets)).headers
    assert headers["content-security-policy"].startswith("script-src 'self'; base-uri 'none'; frame-ancestors ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"].count("=()") == 6
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["server"] == "nginx", "no version"


def test_only_the_map_to_embed_may_stand_in_other_sites(served: Served) -> None:
    assert served.ask("/map/embed/").headers["content-security-policy"].endswith("; frame-ancestors *")
    assert served.ask("/map/").headers["content-security-policy"].endswith("; frame-ancestors 'self'")


def test_only_open_data_and_feeds_may_be_read_by_other_sites(served: Served) -> None:
    assert served.ask("/data/catalog.json").headers["access-control-allow-origin"] == "*"
    assert served.ask("/feeds/updates.atom").headers["cross-origin-resource-policy"] == "cross-origin"
    headers = served.ask("/partners/").headers
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


# 受けないもの


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "MKCOL", "BREW"])
@pytest.mark.parametrize("path", ["/", "/health.json", "{assets}/hub.css"])
def test_nothing_is_taken_in(method: str, path: str, served: Served, assets: str) -> None:
    assert served.ask(path.format(assets=assets), method).status == 405


def test_folder_without_its_slash_leads_to_its_page(served: Served) -> None:
    answer = served.ask("/partners")
    assert (answer.status, answer.headers["location"]) == (301, "/partners/")


def test_nothing_is_written_down_about_readers(served: Served) -> None:
    for path in ("/", "/partners", "/nowhere", "/nowhere/", "/assets-0000000000/nowhere.css", "/health.json/"):
        served.ask(path)
    assert (served.target.parent / "error.log").read_text("utf-8") == ""


@pytest.mark.parametrize(
    "path",
    [
        "/.lock",
        "/../.lock",
        "/%2e%2e/.lock",
        "/..%2f.lock",
        "/../releases/",
        "/nowhere/",
    ],
)
def test_what_is_no_page_is_not_there(path: str, served: Served) -> None:
    answer = served.ask(path)
    assert answer.status in {400, 404}
    if answer.status == 404:
        assert "404" in answer.body.decode(), "the site's own page"


def test_plain_http_leads_to_the_one_name_whatever_the_reader_claims(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.plain_port), timeout=10) as line:
        line.sendall(b"GET /partners/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        answer = line.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 301 ")
    assert "Location: https://hub.example/partners/\r\n" in answer


def test_http_2_is_spoken(served: Served) -> None:
    context = ssl.create_default_context(cafile=str(served.certificate))
    context.set_alpn_protocols(["h2", "http/1.1"])
    line = socket.create_connection(("127.0.0.1", served.port), timeout=10)
    with line, context.wrap_socket(line, server_hostname="127.0.0.1") as safe:
        assert safe.selected_alpn_protocol() == "h2"


# 次の版


def test_page_from_before_the_swap_finds_its_assets_and_same_files_keep_their_etag(served: Served, assets: str) -> None:
    etag = served.ask("/data/partners.csv").headers["etag"]
    publish(served.target)
    (served.target / f"current{assets}").rename(
        served.target / "current/assets-ffffffffff"
    )  # as if a style had changed
    try:
        assert served.ask(f"{assets}/hub.css").status == 200
        assert served.ask(f"{assets}/nowhere.css").status == 404
        assert served.ask("/data/partners.csv").headers["etag"] == etag
    finally:
        (served.target / "current/assets-ffffffffff").rename(served.target / f"current{assets}")


def test_anyone_verifies_what_is_served(served: Served) -> None:
    settings = {**os.environ, "SSL_CERT_FILE": str(served.certificate)}
    command = [sys.executable, ROOT / "hooks/release/verifying.py", served.address]
    run = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert run.stdout.endswith("件すべて、release.json のとおりです。\n"), run.stdout


def read_headers(text: str) -> list[tuple[str, list[str]]]:
    """Rules as Cloudflare Pages reads them: a path, and below it, further in, what is added or, after `!`, taken away."""
    rules: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(" "):
            rules[-1][1].append(line.strip())
        else:
            rules.append((line, []))
    return rules


def headers_at(path: str, rules: list[tuple[str, list[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pattern, lines in rules:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for line in lines:
                if line.startswith("! "):
                    found.pop(line[2:].lower(), None)
                else:
                    name, _, value = line.partition(": ")
                    assert name.lower() not in found, "two rules would be joined by a comma"
                    found[name.lower()] = value
    return found


def test_headers_for_pages_say_what_nginx_says_of_every_kind_of_file(served: Served) -> None:
    site = served.target / "current"
    text = (site / "_headers").read_text("utf-8")
    rules = read_headers(text)
    assert len(rules) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    files = ["/" + path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix not in {".gz", ".br"}]
    paths = [path.removesuffix("index.html") for path in files if "." in path]
    met = set()
    for _, group in groupby(sorted(paths), lambda path: path.split("/")[1:3]):
        for path in islice(group, 2):
            wanted = headers_at(path, rules)
            told = served.ask(path).headers
            assert {name: told.get(name) for name in wanted} == wanted, path
            met |= {pattern for pattern, _ in rules if headers_at(path, [(pattern, ["a: b"])])}
    assert met == {pattern for pattern, _ in rules}, "a rule for what is not published"


def test_headers_of_the_recipe_are_those_of_the_site() -> None:
    assert (RECIPE / "headers.conf").read_text("utf-8") == nginx_headers(), "run `make bless`"


# ブラウザーが拒むもの


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page that fails its test at any violation of the policy, or anything else on the console."""
    context = browser.new_context(base_url=served.address, ignore_https_errors=True, reduced_motion="reduce")
    page = context.new_page()
    said: list[str] = []
    # A worker may not come from a certificate of a minute's making; that is the test's own.
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [line for line in said if "SSL certificate" not in line] == []


def test_no_page_breaks_its_policy(page: Page, served: Served) -> None:
    """Every kind: the first pages of each folder, the map and the lobby display among them."""
    site = served.target / "current"
    files = sorted(file.relative_to(site) for file in site.rglob("*.html"))
    shown = [file for _, group in groupby(files, lambda file: file.parts[:1]) for file in islice(group, 6)]
    assert {"map", "kiosk", "404.html"} <= {file.parts[0] for file in shown}
    for file in shown:
        page.goto(f"/{file.as_posix().removesuffix('index.html')}")
        page.wait_for_load_state()


def test_map_keeps_within_its_policy_when_it_is_used(page: Page) -> None:
    asked: list[str] = []
    page.route(
        "https://cyberjapandata.gsi.go.jp/**",
        lambda route: (asked.append(route.request.url), route.fulfill(status=204)),
    )
    page.goto("/map/")
    page.wait_for_selector("hub-map[data-live]")
    page.locator("hub-map").get_by_label("地理院").first.check()
    page.wait_for_timeout(500)
    assert asked, "the nation's map is let through"


def test_script_and_style_and_picture_from_elsewhere_are_refused(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, ignore_https_errors=True)
    page = context.new_page()
    page.goto("/partners/")
    found = page.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
          const put = (tag, marks) => document.head.append(Object.assign(document.createElement(tag), marks));
          try { put("script", { src: "https://evil.example/a.js" }); } catch { refused.push("script"); }
          put("style", { textContent: "a{}" });
          put("img", { src: "https://evil.example/a.png" });
          put("base", { href: "https://evil.example/" });
          fetch("https://evil.example/").catch(() => {});
          try { document.body.innerHTML = "<p>"; } catch { refused.push("innerHTML"); }
          await new Promise((done) => setTimeout(done, 300));
          return refused;
        }"""
    )
    context.close()
    wanted = {"script", "style-src-elem", "img-src", "base-uri", "connect-src", "innerHTML"}
    assert wanted <= set(found)


def test_embedded_map_shows_in_another_site_and_no_other_page_does(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    frames = "".join(f'<iframe name="{name}" src="{served.address}/{name}/"></iframe>' for name in ("map/embed", "map"))
    (tmp_path / "index.html").write_text(frames, "utf-8")
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    another = serve(tmp_path)
    page.goto(next(another))
    page.wait_for_timeout(1000)
    shown = {name: frame.url for name in ("map/embed", "map") if (frame := page.frame(name=name))}
    context.close()
    assert shown == {"map/embed": f"{served.address}/map/embed/", "map": "chrome-error://chromewebdata/"}
