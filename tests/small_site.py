"""A site of a few files that passes inspection, and a process that publishes it and dies at chosen steps.

As a program (`small_site.py FOLDER SEED`) it publishes once, then again and again, each time killed at another step of its work with files, and
prints after each: the step, which site is live, and how many of its files are not what its list says.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:small\r\nEND:VCALENDAR\r\n"
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2026:a</id><title>a</title>'
    "<updated>2026-11-20T00:00:00+09:00</updated></feed>"
)
PAGE = (
    '<!doctype html><html lang="ja"><head><title>{title}</title><meta name="description" content="見本">{policy}</head>'
    "<body><h1>{word}</h1><p>{rest}</p></body></html>"
)
POLICY = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self';\">"
)
MOMENTS = 20  # random ones, each after what the one before left; then, from a whole site, every step about the swap
ABOUT_THE_SWAP = range(-10, 0)


def write_site(folder: Path, word: str) -> None:
    """A whole small site in which every page says `word`."""
    texts = {
        "health.json": f'{{"built_at": "2026-11-20T00:00:00+09:00", "word": "{word}"}}',
        "data/catalog.json": "{}",
        "feeds/updates.atom": FEED,
        "feeds/events.ics": CALENDAR,
    }
    texts |= {
        f"{name}.html": PAGE.format(title=name, word=word, policy=POLICY, rest="つながり" * 200)
        for name in ("index", "404", "a/index", "b/index")
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def word_of(site: Path) -> str:
    """The word of a site, which all its pages must have."""
    words = {page.read_text("utf-8").partition("<h1>")[2].partition("</h1>")[0] for page in site.rglob("*.html")}
    return "+".join(sorted(words))


def publish_small(target: Path, word: str) -> Path:
    """Publish a small site."""
    from release.publishing import publish

    return publish(target, target.parent / "root", lambda _: None, lambda site: write_site(site, word))


def steps_of(target: Path, word: str, deadly: int = 0) -> int:
    """Publish in a process of its own, which kills itself at the step `deadly`; the number of steps it took."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        counter = itertools.count(1)

        def hook(event: str, _: Any) -> None:
            if event.startswith(("open", "os.", "shutil.")) and next(counter) == deadly:
                os.kill(os.getpid(), signal.SIGKILL)

        os.sync = lambda: None  # it waits for everything that this machine writes
        sys.addaudithook(hook)
        publish_small(target, word)
        os.write(writing, str(next(counter) - 1).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return int(told.read() or 0)


def main(folder: str, seed: str) -> None:
    """Die at 20 random steps, then at each about the swap."""
    from release.target import live
    from release.verifying import verify

    target = Path(folder) / "target"
    (Path(folder) / "root").mkdir()
    publish_small(target, "old")
    steps = steps_of(target, "counted")
    moments = random.Random(seed).sample(range(1, steps), MOMENTS)  # noqa: S311 # no secrets
    for turn, step in enumerate([*moments, *(steps + back for back in ABOUT_THE_SWAP)]):
        if turn >= MOMENTS:
            steps_of(target, f"before-{step}")
        steps_of(target, f"step-{step}", step)
        site = live(target)
        assert site is not None
        sys.stdout.write(f"{step} {word_of(site)} {len(verify(str(site))[1])}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
