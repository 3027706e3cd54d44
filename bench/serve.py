"""Measures serving on this machine: `make bench-serve`. The recipe's nginx against nginx alone with one file of 10 kB.

Both speak HTTPS, with the same certificate and the same number of workers; runs take turns, for machines drift.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from nginx import BROTLI, Served, serving, started

ROOT = Path(__file__).parents[1]
RUNS, SECONDS, CONNECTIONS = 9, 3, 50
PLAIN = """
worker_processes auto;
pid {place}/plain.pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {served.certificate};
        ssl_certificate_key {place}/key.pem;
        root {place}/plain;
    }}
}}
"""
MANY = """
local paths = {{ {paths} }}
local turn = 0
request = function()
    turn = turn % #paths + 1
    return wrk.format("GET", paths[turn], {{ ["Accept-Encoding"] = "{encoding}" }})
end
"""


def main() -> None:
    """Print the table that is kept in `bench/README.md`."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        publish(place / "target")
        with serving(place / "target", place) as served, plain(served, place) as port:
            file = served.target / "current/ten.txt"
            file.write_bytes((place / "plain/ten.txt").read_bytes())
            pages = [
                path.relative_to(served.target / "current") for path in (served.target / "current").rglob("index.html")
            ]
            addresses = [f"/{page.as_posix().removesuffix('index.html')}" for page in sorted(pages)]
            cases = {
                "nginx alone, one file of 10 kB": (port, ["/ten.txt"], ""),
                "recipe, the same file": (served.port, ["/ten.txt"], ""),
                "recipe, every page in turn, brotli": (served.port, addresses, "br"),
                "recipe, every page in turn, uncompressed": (served.port, addresses, ""),
            }
            print(table(cases, place))


def publish(target: Path) -> None:
    """The real site."""
    command = [sys.executable, ROOT / "hooks/publish.py", "publish", target]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True)


def plain(served: Served, place: Path) -> AbstractContextManager[int]:
    """nginx with nothing but a file of 10 kB; gives its port."""
    (place / "plain").mkdir()
    (place / "plain/ten.txt").write_bytes(os.urandom(10_240))
    settings = place / "plain.conf"
    port = served.port + 1
    settings.write_text(PLAIN.format(place=place, port=port, served=served), "utf-8")
    return started(settings, port)


def table(cases: dict[str, tuple[int, list[str], str]], place: Path) -> str:
    """Requests a second of each case, and the share of the first case in the same turn: medians over all turns."""
    found: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(RUNS):
        for name, case in cases.items():
            found[name].append(requests_a_second(*case, place))
    most = next(iter(found.values()))
    lines = []
    for name, rates in found.items():
        share = statistics.median(rate / first for rate, first in zip(rates, most, strict=True))
        lines.append(f"| {name} | {statistics.median(rates):,.0f} | {share:.0%} |")
    return "\n".join(["| served over HTTPS | requests/s | share |", "|---|---|---|", *lines])


def requests_a_second(port: int, paths: list[str], encoding: str, place: Path) -> float:
    """What wrk counts."""
    script = place / "paths.lua"
    script.write_text(MANY.format(paths=", ".join(f'"{path}"' for path in paths), encoding=encoding), "utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), f"https://127.0.0.1:{port}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or not BROTLI.is_file():
        raise SystemExit(said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(rate[1]) if rate else 0.0


if __name__ == "__main__":
    main()
