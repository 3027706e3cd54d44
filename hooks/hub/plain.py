"""Data classes of which thousands are made: fixed for whoever reads the code, plain for whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def plain(cls: type[T]) -> type[T]:
    """A data class with slots that nobody may write to, which the type checker sees to.

    At run time Python would see to it too, field by field, which makes an object five times as dear. Its `repr` shows
    all that it holds: what is kept between builds (`kept.py`) is compared by it.
    """
    return dataclass(slots=True, eq=False)(cls)
