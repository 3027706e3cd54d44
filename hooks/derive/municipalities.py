"""Derives `hub/data/municipalities.csv` from the PyPI package `japancode`. Never runs in a build.

Run it in a virtual environment of its own, from the top of the repository, after `pip install japancode==0.1.0`:

    PYTHONPATH=hooks python -m derive.municipalities

The package holds the CC0 list of code4fukui/localgovjp. Its codes lost their leading zeros, and it lists the wards
of the designated cities (政令指定都市の行政区) beside the cities; the 23 wards of Tokyo are bodies of their own and stay.
"""

from __future__ import annotations

import csv
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from hub.schema.values import check_digit

TARGET = Path(__file__).resolve().parents[1] / "hub" / "data" / "municipalities.csv"
COLUMNS = ("code", "prefecture", "name", "kana", "latitude", "longitude")
BODIES = 1741


def derive(records: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """The rows of the table, sorted by code. Raises ValueError if a check digit or the count is wrong."""
    rows = sorted(_row(record) for record in records if not _is_ward_of_city(record))
    wrong = [row[0] for row in rows if check_digit(row[0][:5]) != row[0][5]]
    if wrong:
        raise ValueError(f"check digits do not fit: {wrong}")
    if len({row[0] for row in rows}) != BODIES or len(rows) != BODIES:
        raise ValueError(f"{BODIES} municipalities expected, {len(rows)} rows found")
    return rows


def _is_ward_of_city(record: dict[str, Any]) -> bool:
    return " " in str(record["city"])  # 札幌市 中央区


def _row(record: dict[str, Any]) -> tuple[str, ...]:
    code = str(record["lgcode"]).zfill(6)
    if int(record["pid"]) != int(code[:2]):
        raise ValueError(f"{code} does not lie in prefecture {record['pid']}")
    place = (f"{float(record[key]):.5f}" for key in ("lat", "lng"))
    return (code, record["pref"], record["city"], record["citykana"], *place)


def main() -> None:
    """Write the table beside the code that reads it."""
    source = Path(str(distribution("japancode").locate_file("japancode/data/municipalities.json")))
    rows = derive(json.loads(source.read_text(encoding="utf-8")))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
