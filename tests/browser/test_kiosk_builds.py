"""A build comes to the display whole or not at all: updates, bad servers, power cuts, starts without a network (O1, U1–U4, P1)."""

from __future__ import annotations

import base64
import io
import os
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from decks import deck_of, evergreens
from kiosk import build_of, pinned, player, run_until_shown, shown, title_of, until, visit, wait_for_build
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright
from publication import PORTAL, Publication, serve_publication

from hub.dates import JST

pytestmark = pytest.mark.browser
IS_FULL = os.environ.get("KIOSK_SOAK") == "full"
PATIENCE = 2  # seconds that a file may take here
FAST = f"poll=30&patience={PATIENCE}"
POLL = "window.dispatchEvent(new Event('online'))"


@pytest.fixture
def publication(built_site: Path) -> Publication:
    found = Publication.of(built_site)
    found.publish(deck=deck_of(evergreens(8, dwell=1)))
    return found


def new_deck(publication: Publication, title: str, **more: Any) -> str:
    return publication.publish(deck=deck_of(evergreens(8, dwell=1, title=title)), **more)


def ask(page: Page) -> None:
    """Have the display ask for news now rather than in a minute."""
    page.evaluate(POLL)


def wait_for_answer(page: Page) -> None:
    """Have the display ask for news, until it has taken or refused them."""
    asked = page.evaluate("window.hubKiosk.polls")
    ask(page)
    until(page, f"window.hubKiosk.polls > {asked}")


def wait_for_pin(page: Page, build: str) -> None:
    """A build is pinned a moment after it has come to the screen."""
    ends = time.monotonic() + 10
    while pinned(page).get("build") != build:
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_new_build_comes_between_two_slides_and_old_files_are_not_fetched_again(
    publication: Publication, browser: Browser
) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        first = shown(page)
        assert title_of(first).startswith("まち")
        old, asked = build_of(page), len(publication.asked)
        new = new_deck(publication, "新しいまち")
        ask(page)
        wait_for_build(page, new)
        assert title_of(shown(page)) == "新しいまち"
        always = {"precache.json", "kiosk/data/emergency.json", "sw.js"}  # the last by the browser, when it likes
        fetched = set(publication.asked[asked:]) - always
        assert fetched == {"kiosk/data/deck.json"}
        wait_for_pin(page, new)
        assert pinned(page) == {"build": new, "previous": old}


def test_no_frame_is_empty_while_a_build_changes(publication: Publication, browser: Browser) -> None:
    """Every picture that the browser paints during the change has words on it, and only files of one build."""
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}&motion=none")
        shown(page)
        page.evaluate(WATCH_FRAMES)
        painted = record(page)
        new = new_deck(publication, "新しいまち")
        ask(page)
        wait_for_build(page, new)
        page.wait_for_timeout(500)
        seen = page.evaluate("window.seen")
        assert len(seen) > 20
        assert all(text and build == held for text, build, held in seen), [one for one in seen if not one[0]][:5]
        assert {build for _text, build, _held in seen} == {seen[0][1], new}
        assert len(painted) >= 2
        assert min(painted) >= max(painted) / 4, painted


def record(page: Page) -> list[int]:
    """How many dark pixels each picture has that comes to the screen from now on: an empty one has none."""
    painted: list[int] = []
    session = page.context.new_cdp_session(page)

    def keep(frame: dict[str, Any]) -> None:
        picture = Image.open(io.BytesIO(base64.b64decode(frame["data"]))).convert("L")
        painted.append(sum(picture.histogram()[:96]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png", "maxWidth": 480, "maxHeight": 270})
    return painted


# What stands on the screen at every painted frame: the headline, the frame's build and the one its page was loaded from.
WATCH_FRAMES = """() => {
  window.seen = [];
  const look = () => {
    const frame = [...document.querySelectorAll("iframe")].find((one) => getComputedStyle(one).visibility === "visible");
    const inner = frame?.contentDocument;
    const title = inner?.querySelector(".kiosk-slide[data-on] [data-part=title]")?.textContent ?? "";
    const loaded = new Set((frame?.contentWindow.performance.getEntriesByType("resource") ?? []).map((one) => one.name.match(/\\/k\\/([0-9a-f]{12})\\//)?.[1] ?? one.name));
    window.seen.push([title, frame?.dataset.build ?? "", [...loaded].join()]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def torn(publication: Publication) -> None:
    publication.instead["kiosk/data/deck.json"] = publication.files["kiosk/data/deck.json"]
    new_deck(publication, "やぶれた版")


def truncated(publication: Publication) -> None:
    new_deck(publication, "途中で切れた版")
    publication.instead["kiosk/data/deck.json"] = publication.files["kiosk/data/deck.json"][:-100]


def failing(publication: Publication) -> None:
    new_deck(publication, "こわれた版")
    publication.status["kiosk/data/deck.json"] = 500


def proxy(publication: Publication) -> None:
    new_deck(publication, "とどかない版")
    publication.status |= dict.fromkeys(publication.files, 407)


def portal(publication: Publication) -> None:
    new_deck(publication, "とどかない版")
    publication.is_portal = True


def portal_for_files(publication: Publication) -> None:
    new_deck(publication, "とどかない版")
    publication.instead["kiosk/data/deck.json"] = PORTAL


def empty(publication: Publication) -> None:
    publication.files["precache.json"] = b'{"build": "0123456789ab", "built": "2026-11-20T00:00+09:00", "files": []}'


def throwing(publication: Publication) -> None:
    publication.publish({"assets/js/kiosk/app.js": b"throw new Error('broken');"})


def throwing_shell(publication: Publication) -> None:
    publication.publish({"assets/js/kiosk/shell.js": b"throw new Error('broken');"})


def nothing_to_show(publication: Publication) -> None:
    publication.publish(deck=deck_of([]))


def slow(publication: Publication) -> None:
    new_deck(publication, "おそい版")
    publication.delay["kiosk/data/deck.json"] = PATIENCE + 2


BAD = (
    torn,
    truncated,
    failing,
    proxy,
    portal,
    portal_for_files,
    empty,
    throwing,
    throwing_shell,
    nothing_to_show,
    slow,
)


def test_bad_builds_are_refused_and_the_next_start_without_network_shows_the_old_one(
    publication: Publication, playwright: Playwright, tmp_path: Path
) -> None:
    sound = publication.copy()
    with serve_publication(publication) as address, player(playwright, tmp_path) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        good = build_of(page)
        for spoil in BAD:
            publication.__dict__.update(sound.copy().__dict__)
            spoil(publication)
            wait_for_answer(page)
            assert "precache.json" in publication.asked, spoil.__name__
            assert (build_of(page), pinned(page)["build"]) == (good, good), spoil.__name__
            assert title_of(shown(page)).startswith("まち"), spoil.__name__
        # A build that failed is left alone for half an hour, even when the server is well again.
        publication.__dict__.update(sound.copy().__dict__)
        torn(publication)
        wait_for_answer(page)
        publication.instead.clear()
        wait_for_answer(page)
        assert build_of(page) == good
        assert page.evaluate("caches.keys()") == ["hub-kiosk", f"hub-kiosk-{good}"]
    with player(playwright, tmp_path) as page:  # the server is gone
        started = time.monotonic()
        page.goto(f"{address}/kiosk/")
        shown(page)
        took = time.monotonic() - started
        print(f"start without network: {took:.2f} s")
        assert took < (2 if IS_FULL else 6)  # the gate is 2 s; beside other tests a machine may be slower
        assert build_of(page) == good
    with player(playwright, tmp_path) as page:  # after 400 days without it
        page.clock.install(time=datetime.now(JST) + timedelta(days=400))
        page.goto(f"{address}/kiosk/")
        frame = run_until_shown(page)
        assert build_of(page) == good
        assert frame.evaluate("window.kioskPlayer.playable") >= 6


@pytest.mark.parametrize("cut", [0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6] if IS_FULL else [0.1])
def test_power_cut_in_an_update_leaves_a_whole_build(
    cut: float, publication: Publication, playwright: Playwright, tmp_path: Path
) -> None:
    cut_power(publication, playwright, tmp_path, cut)


def cut_power(publication: Publication, playwright: Playwright, profile: Path, cut: float) -> None:
    """Kill the browser so many seconds after a new build was asked for; then start without a network."""
    with serve_publication(publication) as address, player(playwright, profile) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        old = build_of(page)
        changed = {name: raw + b"\n" for name, raw in publication.files.items() if name.endswith((".js", ".css"))}
        new = publication.publish({name: raw for name, raw in changed.items() if name != "sw.js"})
        ask(page)
        time.sleep(cut)
        kill(profile)
    with player(playwright, profile) as page:
        page.goto(f"{address}/kiosk/")
        shown(page)
        assert build_of(page) in {old, new}
        assert title_of(shown(page)).startswith("まち")


def kill(profile: Path) -> None:
    """End every process of the browser with this profile at once, as a power cut does."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(profile).encode() in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)
        except (OSError, ValueError):
            continue


def test_start_takes_the_build_before_where_the_pinned_one_is_broken(
    publication: Publication, browser: Browser
) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        old = build_of(page)
        new = new_deck(publication, "新しいまち")
        ask(page)
        wait_for_build(page, new)
        wait_for_pin(page, new)
        page.evaluate(f"caches.open('hub-kiosk-{new}').then((one) => one.delete('/k/{new}/kiosk/data/deck.json'))")
        publication.status |= dict.fromkeys(publication.files, 503)
        publication.delay["sw.js"] = 60  # nor does it wait for a browser that looks for another worker
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        assert build_of(page) == old


def test_evicted_caches_are_fetched_again(publication: Publication, browser: Browser) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        build = build_of(page)
        page.evaluate(f"caches.delete('hub-kiosk-{build}')")
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        assert build_of(page) == build


def test_nothing_kept_and_no_network_shows_the_plain_slide(publication: Publication, browser: Browser) -> None:
    publication.status["precache.json"] = 503
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        until(page, "window.hubKiosk.polls > 0")
        assert page.locator("[data-part=plain]").is_visible()
        assert "港から" in page.locator("[data-part=plain]").inner_text()


def test_worker_serves_the_display_only(publication: Publication, browser: Browser) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        assert page.evaluate("navigator.serviceWorker.ready.then((one) => new URL(one.scope).pathname)") == "/k"
        publication.files["index.html"] = "<title>表紙</title>".encode()
        page.goto(f"{address}/")
        assert page.evaluate("navigator.serviceWorker.controller") is None


def test_older_build_is_taken_only_as_a_rollback(publication: Publication, browser: Browser) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        page.goto(f"{address}/kiosk/?{FAST}")
        shown(page)
        good = build_of(page)
        old = deck_of(evergreens(8, dwell=1, title="前の版"), built="2026-11-01T00:00+09:00")
        publication.publish(deck=old)
        wait_for_answer(page)
        assert build_of(page) == good
        assert page.evaluate("caches.keys()") == ["hub-kiosk", f"hub-kiosk-{good}"]  # not even fetched
        back = publication.publish(deck=old, rollback=True)
        ask(page)
        wait_for_build(page, back)


def test_display_asks_no_other_host(publication: Publication, browser: Browser) -> None:
    with serve_publication(publication) as address, visit(browser) as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/kiosk/?mode=touch")
        shown(page)
        page.wait_for_timeout(1_000)
        assert asked
        assert not [url for url in asked if not url.startswith((address, "data:"))]
