"""The display's files and `/precache.json`, the list by which it takes a whole build or nothing.

The list names every file that the display needs, with its hash: `build` (changes with any byte of any of them), `built`,
`shell` (changes with the files of the outer page), `files`. Serves and fetches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from hub.dates import instant
from hub.kiosk.deck import deck_json
from hub.kiosk.emergencies import emergency_json
from hub.kiosk.pictures import pictures
from hub.kiosk.words import Said, words
from hub.model import Hub
from hub.moments import MIDNIGHT
from hub.render import Renderer
from hub.security import policy

SHELL_SCRIPTS = (
    "shell",
    "builds",
    "clock",
    "frames",
    "guard",
    "params",
    "pictures",
    "sizes",
    "notice",
    "journal",
    "staff",
)
SHARED = ("assets/leaflet/leaflet.js", "assets/leaflet/leaflet.css")
DRAWINGS = ("assets/chart.svg", "assets/towns.svg")
STATIC = ("assets/icon.svg", "assets/js/moment.js")


@dataclass(frozen=True, slots=True)
class DisplayView:
    """What both pages of the display say themselves; `shell` marks the outer page's own version.

    `drawings` are the sprites of the chart, inside the page: each file that `<use>` names is a document of its own to the
    browser, and months are run with as few as can be.
    """

    name: str
    tagline: str
    words: Mapping[str, Said]
    invitations: str
    assets: str
    policy: str
    drawings: str
    shell: str = ""


def kiosk_files(hub: Hub, theme: Path, renderer: Renderer, shared: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every file of the display that is made, as (path in the site, text); `shared` are those of other pages."""
    said = words(hub.setting.words.gettext)
    invite = said["invite"]
    invitations = f"{invite.en} — {invite.zh} — {invite.ko}"
    drawings = "".join(shared[path] for path in DRAWINGS)
    site, assets = hub.site, hub.setting.assets
    view = DisplayView(site.name, site.tagline, said, invitations, assets, policy("kiosk"), drawings)
    styles = theme / "assets" / "css"
    shell = {"assets/kiosk-shell.css": (styles / "kiosk" / "shell.css").read_text("utf-8")}
    app = {
        "kiosk/app/index.html": renderer.body("kiosk_app", view),
        "kiosk/data/deck.json": deck_json(hub),
        "assets/kiosk.css": "\n".join(
            path.read_text("utf-8")
            for path in (styles / "tokens.css", *sorted((styles / "kiosk").glob("*.css")))
            if path.name != "shell.css"
        ),
    }
    scripts = _scripts(theme)
    outer = shell | {path: text for path, text in scripts.items() if Path(path).stem in SHELL_SCRIPTS}
    mark = _digest("".join(outer.values()))[:12]
    shell["kiosk/index.html"] = renderer.body("kiosk_shell", replace(view, shell=mark))
    needed = {path: shared[path] for path in SHARED} | {path: _read(theme, path) for path in STATIC}
    yield from (shell | app).items()
    yield "kiosk/data/emergency.json", emergency_json(hub)
    yield "precache.json", precache_json(hub, shell | app | scripts | needed, mark)


def precache_json(hub: Hub, files: Mapping[str, str], shell: str) -> str:
    """The list of the files, and of the pictures of the deck, with their hashes."""
    raw = {path: text.encode() for path, text in files.items()} | dict(pictures(hub))
    listed = [
        {"url": hub.setting.placed(path), "sha256": sha256(one).hexdigest(), "bytes": len(one)}
        for path, one in sorted(raw.items())
    ]
    build = _digest(json.dumps(listed))[:12]
    built = instant(hub.today, MIDNIGHT).isoformat(timespec="minutes")
    head = {"build": build, "built": built, "shell": shell}
    rows = ",\n".join(json.dumps(row) for row in listed)
    return f'{json.dumps(head)[:-1]}, "files": [\n{rows}\n]}}\n'


def _scripts(theme: Path) -> dict[str, str]:
    paths = sorted((theme / "assets" / "js" / "kiosk").glob("*.js"))
    return {f"assets/js/kiosk/{path.name}": path.read_text("utf-8") for path in paths}


def _read(theme: Path, path: str) -> str:
    return (theme / path).read_text("utf-8")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
