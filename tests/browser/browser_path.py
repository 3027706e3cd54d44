"""Where the browser is."""

from __future__ import annotations

import shutil


def chromium_path() -> str | None:
    """The browser that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)
