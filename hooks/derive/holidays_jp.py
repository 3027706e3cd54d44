"""Derives `hub/data/holidays.json` from the library `holidays`: all years that it knows. Never runs in a build.

Run it from the top of the repository when the library has a new version:

    PYTHONPATH=hooks .venv/bin/python -m derive.holidays_jp
"""

from __future__ import annotations

import json
from pathlib import Path

from holidays.countries.japan import Japan

TARGET = Path(__file__).resolve().parents[1] / "hub" / "data" / "holidays.json"
YEARS = range(1949, 2100)


def derive() -> str:
    """Every holiday by year and day in that order, a year a line: {"2026": {"2026-01-01": "元日", …}, …}."""
    years = {year: Japan(years=year, language="ja") for year in YEARS}
    lines = (
        f'"{year}": {json.dumps({day.isoformat(): days[day] for day in sorted(days)}, ensure_ascii=False)}'
        for year, days in years.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(derive(), "utf-8")
