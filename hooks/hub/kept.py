"""Texts that cost much and change seldom, kept in a folder from one build to the next. Knows nothing of the hub."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path


def kept(folder: Path | None, name: str, made_of: tuple[object, ...], make: Callable[[], str]) -> str:
    """What `make` gives, or what it gave for the same things; `made_of` must say all that the text depends on.

    Its `repr` is compared, so values must show all that they hold. Without a folder everything is made anew.
    """
    if folder is None:
        return make()
    mark = sha256(repr(made_of).encode()).hexdigest()
    path = folder / name
    known, _, text = path.read_text("utf-8").partition("\n") if path.is_file() else ("", "", "")
    if known == mark:
        return text
    text = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{name}.{os.getpid()}")  # two builds at once each write a file of their own
    new.write_text(f"{mark}\n{text}", "utf-8")
    new.replace(path)
    return text


def source_of(*modules: Path) -> str:
    """What stands for the code of modules: change it, and what was made with it is made anew."""
    return sha256(b"".join(path.read_bytes() for path in modules)).hexdigest()
