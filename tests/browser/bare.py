"""A browser without Playwright, for measuring memory over simulated weeks: what a debugger keeps would be counted too.

Playwright has the renderer keep what the network answers, and replays every move of its clock in each new frame.
`bare_page` speaks to Chromium through its pipe instead and asks for next to nothing. Its clock, where one is wanted, is one
for the outer page and its frames, so that both stand at the same moment.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser_path import chromium_path

OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--mute-audio",
    "--disable-component-update", "--remote-debugging-pipe",
)  # fmt: skip

# Time moves only in `simulated.run`, timer by timer; between two of them the browser may fetch, lay out and paint.
CLOCK = """((start) => {
  const RealDate = Date;
  const clock = window.parent === window ? (window.simulated = make()) : window.parent.simulated;
  window.Date = class extends RealDate {
    constructor(...given) { super(...(given.length ? given : [clock.now])); }
    static now() { return clock.now; }
  };
  performance.now = () => clock.now - start;
  window.setTimeout = (call, wait = 0) => clock.add(window, call, wait, 0);
  window.setInterval = (call, wait) => clock.add(window, call, wait, wait);
  window.clearTimeout = window.clearInterval = (id) => clock.timers.delete(id);

  function make() {
    const { port1, port2 } = new MessageChannel();
    let go = null;
    port2.onmessage = () => go();
    const turn = () => new Promise((done) => { go = done; port1.postMessage(0); });
    const timers = new Map();
    let last = 0;
    return {
      now: start,
      timers,
      add(view, call, wait, every) {
        timers.set(++last, { id: last, view, call, every, due: this.now + Math.max(Number(wait) || 0, 1) });
        return last;
      },
      async run(ms) {
        const end = this.now + ms;
        for (;;) {
          let next = null;
          for (const timer of timers.values()) {
            if (timer.view.closed) timers.delete(timer.id);
            else if (timer.due <= end && !(next?.due <= timer.due)) next = timer;
          }
          if (!next) break;
          this.now = Math.max(this.now, next.due);
          if (next.every) next.due += next.every;
          else timers.delete(next.id);
          next.call();
          await turn();
        }
        this.now = end;
      },
    };
  }
})"""


@dataclass(frozen=True)
class Vitals:
    """What a renderer holds: counts, and megabytes."""

    heap: float
    nodes: int
    listeners: int
    documents: int
    frames: int
    rss: float


class Bare:
    """One page of a browser that is spoken to through its pipe."""

    def __init__(self, told: int, heard: int) -> None:
        self._told = os.fdopen(told, "wb", buffering=0)
        self._heard = os.fdopen(heard, "rb", buffering=1 << 16)
        self._rest = b""
        self._number = 0
        self._session = ""
        self.faults: list[str] = []

    def attach(self) -> None:
        """Take the page that the browser opened by itself."""
        pages = [one for one in self.send("Target.getTargets")["targetInfos"] if one["type"] == "page"]
        found = self.send("Target.attachToTarget", targetId=pages[0]["targetId"], flatten=True)
        self._session = found["sessionId"]
        for domain in ("Runtime", "Page", "Log", "Performance"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=1920, height=1080, deviceScaleFactor=1, mobile=False)

    def close(self) -> None:
        """Let go of the pipe."""
        self._told.close()
        self._heard.close()

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """What the browser answers to one command. Raises AssertionError when it refuses."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": given}
        if self._session:
            asked["sessionId"] = self._session
        self._told.write(json.dumps(asked).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, (method, said)
                result: dict[str, Any] = said["result"]
                return result
            self._note(said)

    def evaluate(self, text: str) -> Any:
        """The value of an expression in the outer page, waited for."""
        found = self.send("Runtime.evaluate", expression=text, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, claim: str, seconds: float = 60) -> None:
        """Wait until something holds in the outer page."""
        ends = time.monotonic() + seconds
        while not self.evaluate(claim):
            assert time.monotonic() < ends, f"not within {seconds} s: {claim}; {self.faults}"
            time.sleep(0.05)

    def vitals(self, rest: float = 0.3) -> Vitals:
        """What the page holds once its garbage is collected, after `rest` seconds in which nothing moves.

        What was replaced is held until the next picture is painted, and what pictures were painted in (30 MB of it) for
        five seconds: after simulated hours the browser has not had those.
        """
        time.sleep(rest)
        for _ in range(2):
            self.send("HeapProfiler.collectGarbage")
        found = {one["name"]: one["value"] for one in self.send("Performance.getMetrics")["metrics"]}
        counts = [found[name] for name in ("Nodes", "JSEventListeners", "Documents", "Frames")]
        return Vitals(found["JSHeapUsedSize"] / 1e6, *counts, self.rss)

    @property
    def rss(self) -> float:
        """Megabytes of the largest renderer."""
        session, self._session = self._session, ""  # the browser's to tell
        processes = self.send("SystemInfo.getProcessInfo")["processInfo"]
        self._session = session
        status = [
            Path(f"/proc/{one['id']}/status").read_text("utf-8") for one in processes if one["type"] == "renderer"
        ]
        return max(int(re.findall(r"VmRSS:\s+(\d+)", one)[0]) / 1024 for one in status)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._heard.read1()
            assert more, "the browser is gone"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        said: dict[str, Any] = json.loads(line)
        return said

    def _note(self, said: dict[str, Any]) -> None:
        """Keep what goes wrong: nothing thrown, nothing said as an error."""
        method, given = said.get("method"), said.get("params", {})
        is_error = method == "Runtime.consoleAPICalled" and given["type"] == "error"
        is_entry = method == "Log.entryAdded" and given["entry"]["level"] == "error"
        if method == "Runtime.exceptionThrown" or is_error or is_entry:
            self.faults.append(json.dumps(given, ensure_ascii=False)[:400])


@contextlib.contextmanager
def bare_page(address: str, profile: Path, start: float | None = None) -> Iterator[Bare]:
    """A page at an address; with `start` (ms) on a clock that begins there and moves only by `simulated.run`."""
    there, told = os.pipe()
    heard, here = os.pipe()
    command = ["bash", "-c", f'exec "$@" 3<&{there} 4>&{here}', "bash", chromium_path() or "chromium", *OPTIONS]
    command += [f"--user-data-dir={profile}", "about:blank"]
    browser = subprocess.Popen(command, pass_fds=(there, here), stderr=subprocess.DEVNULL)
    os.close(there)
    os.close(here)
    page = Bare(told, heard)
    try:
        page.attach()
        if start is not None:
            page.send("Page.addScriptToEvaluateOnNewDocument", source=f"{CLOCK}({start})")
        page.send("Page.navigate", url=address)
        yield page
    finally:
        browser.terminate()
        browser.wait(20)
        page.close()
