"""nginx as `deploy/nginx/` sets it up, on free ports of this machine, with a certificate of a minute's making."""

from __future__ import annotations

import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RECIPE = Path(__file__).parents[2] / "deploy/nginx"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
IS_HERE = shutil.which("nginx") is not None and BROTLI.is_file()


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A target folder while nginx serves it."""

    target: Path
    port: int
    plain_port: int
    certificate: Path

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; `_` in a header's name is a hyphen."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        line.close()
        return found


@contextmanager
def serving(target: Path, place: Path) -> Iterator[Served]:
    """Serve a target folder by the recipe, of which nothing is changed but names, ports and folders."""
    served = Served(target, _free_port(), _free_port(), place / "cert.pem")
    _make_certificate(place)
    settings = _configured(served, place)
    with started(settings, served.port):
        yield served


@contextmanager
def started(settings: Path, port: int) -> Iterator[int]:
    """nginx with some settings, until the end; gives the port."""
    subprocess.run(["nginx", "-t", "-c", settings], check=True, capture_output=True)
    server = subprocess.Popen(["nginx", "-c", settings, "-g", "daemon off; user root;"])
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _configured(served: Served, place: Path) -> Path:
    for path in RECIPE.iterdir():
        shutil.copy(path, place)
    hub = place / "hub.conf"
    text = hub.read_text("utf-8")
    for old, new in {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{served.plain_port};",
        "listen 443 ssl": f"listen 127.0.0.1:{served.port} ssl",
        "/etc/ssl/hub/fullchain.pem": str(served.certificate),
        "/etc/ssl/hub/privkey.pem": str(place / "key.pem"),
        "/srv/minato-kara": str(served.target),
        "/var/log/nginx/hub-error.log": str(place / "error.log"),
    }.items():
        assert old in text, f"the recipe no longer says {old}"
        text = text.replace(old, new)
    hub.write_text(text, "utf-8")
    whole = place / "nginx.conf"
    text = whole.read_text("utf-8").replace("/run/nginx.pid", str(place / "nginx.pid"))
    modules = f"load_module {BROTLI};"
    whole.write_text(text.replace("include /etc/nginx/modules-enabled/*.conf;", modules), "utf-8")
    return whole


def _make_certificate(place: Path) -> None:
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", place / "key.pem", "-out", place / "cert.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not start")
