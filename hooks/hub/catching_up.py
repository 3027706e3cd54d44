"""Runs what a build of `make serve` put off, beside the server, until the next build begins. Knows no MkDocs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing

from hub.collector import collector_paused

PAUSE = 0.5  # seconds in which browsers get the pages that were just built, undisturbed


class CatchingUp:
    """Takes the steps that are left after each build, one by one; between two of them it can be stopped."""

    def __init__(self, steps: Callable[[], Generator[None]]) -> None:
        self._steps = steps
        self._stop = threading.Event()
        self._thread = threading.Thread()

    def after(self, build: Callable[[], None]) -> Callable[[], None]:
        """A build that first stops what is going on, and has the steps taken when it is done."""

        def built() -> None:
            self.stop()
            build()
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

        return built

    def stop(self) -> None:
        """Wait until nothing is going on."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        if self._stop.wait(PAUSE):
            return
        with collector_paused(), closing(self._steps()) as steps:
            for _ in steps:
                if self._stop.is_set():
                    return
