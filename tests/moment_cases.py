"""The shared vectors of `tests/vectors/moments.yaml`, read for the Python and the browser tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from hub.schema.events import Occurrence

VECTORS = Path(__file__).parent / "vectors" / "moments.yaml"


@dataclass(frozen=True)
class Moment:
    """A zone, an instant, an occurrence and the word to say."""

    zone: str
    at: datetime
    name: str
    occurrence: Occurrence
    word: str

    def __str__(self) -> str:
        return f"{self.name} {self.at:%m-%d %H:%M:%S} {self.zone}"


def moments() -> list[Moment]:
    """Every case, in the order of the file."""
    found = yaml.load(VECTORS.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text only
    known = {name: Occurrence.model_validate(fields) for name, fields in found["occurrences"].items()}
    return [
        Moment(
            case["zone"],
            datetime.fromisoformat(case["at"]),
            case["occurrence"],
            known[case["occurrence"]],
            case["word"],
        )
        for case in found["cases"]
    ]
