"""A site as a display meets it: its files in memory, published anew at will, with the faults of real servers.

`Publication` holds what is published; `serve_publication` answers for it. `precache.json` is made anew from the files, as
the build does.
"""

from __future__ import annotations

import io
import json
import mimetypes
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from PIL import Image

PORTAL = "<!doctype html><title>ログイン</title><p>ネットワークにログインしてください。".encode()


@dataclass
class Publication:
    """What a server gives: files by path, the time it tells, and what is wrong with it."""

    files: dict[str, bytes]
    date: Callable[[], float] = time.time
    status: dict[str, int] = field(default_factory=dict)
    instead: dict[str, bytes] = field(default_factory=dict)
    delay: dict[str, float] = field(default_factory=dict)
    is_portal: bool = False
    asked: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, site: Path) -> Publication:
        """The display's files of a built site."""
        listed = [file["url"] for file in json.loads((site / "precache.json").read_text("utf-8"))["files"]]
        paths = [*listed, "precache.json", "sw.js", "kiosk/data/emergency.json"]
        return cls({path: (site / path).read_bytes() for path in paths})

    def copy(self) -> Publication:
        """The same files, sound."""
        return Publication(dict(self.files), self.date)

    @property
    def deck(self) -> dict[str, Any]:
        """The deck that is published."""
        found: dict[str, Any] = json.loads(self.files["kiosk/data/deck.json"])
        return found

    @property
    def build(self) -> str:
        """The build that is published."""
        return str(json.loads(self.files["precache.json"])["build"])

    def publish(self, changed: dict[str, bytes] | None = None, deck: dict[str, Any] | None = None, **head: Any) -> str:
        """Publish changed files with their list; gives the new build."""
        self.files |= changed or {}
        if deck is not None:
            self.files["kiosk/data/deck.json"] = json.dumps(deck).encode()
        old = json.loads(self.files["precache.json"])
        listed = [{**file, **_facts(self.files[file["url"]])} for file in old["files"]]
        build = sha256(json.dumps([listed, head]).encode()).hexdigest()[:12]
        built = (deck or self.deck)["built"]
        new = {**old, "build": build, "built": built, "files": listed, **head}
        self.files["precache.json"] = json.dumps(new).encode()
        return str(new["build"])

    def add_picture(self, name: str = "kiosk/data/picture.png", noise: int = 90) -> str:
        """A photograph's worth of pixels, of the size of half a panel; listed from the next publication on."""
        raw = io.BytesIO()
        Image.effect_noise((96, 64), noise).resize((960, 640)).convert("RGB").save(raw, "PNG")
        self.files[name] = raw.getvalue()
        listed = json.loads(self.files["precache.json"])
        listed["files"].append({"url": name, **_facts(self.files[name])})
        self.files["precache.json"] = json.dumps(listed).encode()
        return name


def _facts(raw: bytes) -> dict[str, Any]:
    return {"sha256": sha256(raw).hexdigest(), "bytes": len(raw)}


@contextmanager
def serve_publication(publication: Publication, port: int = 0) -> Iterator[str]:
    """The address at which a publication is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            path = f"{path}index.html" if path == "" or path.endswith("/") else path
            publication.asked.append(path)
            time.sleep(publication.delay.get(path, 0))
            raw = publication.instead.get(path, publication.files.get(path))
            status = publication.status.get(path, 200 if raw is not None else 404)
            kind = mimetypes.guess_type(path)[0] or "text/html"
            if publication.is_portal:
                status, raw, kind = 200, PORTAL, "text/html"
            self.send_response_only(status)
            self.send_header("Date", formatdate(publication.date(), usegmt=True))
            self.send_header("Content-Type", "text/javascript" if path.endswith(".js") else kind)
            self.send_header("Content-Length", str(len(raw or b"")))
            self.send_header("Cache-Control", "no-cache")
            self.end_headers()
            self.wfile.write(raw or b"")

        def log_message(self, *args: Any) -> None:
            pass

    class Server(socketserver.ThreadingMixIn, HTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_args: Any) -> None:
            pass  # a browser that was killed hangs up

    server = Server(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()  # its end is waited for
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
