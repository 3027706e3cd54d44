"""Serves a built site on this machine as the published one is: packed, kept, known by an ETag; counts what was sent."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli

Sent = list[tuple[str, int]]  # paths, with the bytes of their bodies
TEXTS = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "gzip": functools.partial(gzip.compress, compresslevel=6),
}


class _Served(SimpleHTTPRequestHandler):
    """Answers over connections that stay open; 304 for what the reader has."""

    protocol_version = "HTTP/1.1"
    encoding = ""
    sent: Sent

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        tag = f'"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}"'
        is_known = self.headers.get("If-None-Match") == tag
        body = b"" if is_known else _packed(path, self.encoding)
        is_page = path.suffix == ".html"
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "public, max-age=300" if is_page else "public, max-age=31536000, immutable")
        if not is_known:
            self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if is_page else ""))
            self.send_header("Content-Length", str(len(body)))
            if path.suffix in TEXTS:
                self.send_header("Content-Encoding", self.encoding)
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@functools.cache
def _packed(path: Path, encoding: str) -> bytes:
    raw = path.read_bytes()
    return PACKERS[encoding](raw) if path.suffix in TEXTS else raw


@contextmanager
def served(site: Path, encoding: str) -> Iterator[tuple[str, Sent]]:
    """The address of a site packed with `br` or `gzip`, and the list of what it sent."""
    sent: Sent = []
    handler = type("Handler", (_Served,), {"encoding": encoding, "sent": sent})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
