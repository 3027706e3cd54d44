"""Spreadsheets as rows of text, and rows as a spreadsheet. Knows no events. The only module that knows openpyxl.

A file from outside is not trusted: its size is bounded before and after unpacking, formulas are never run (their last
value is read), and openpyxl uses defusedxml, which refuses XML that blows up.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

from hub.editing.sheet import CannotEditError
from hub.tables import BOM, safe

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 5000, 200
Rows = list[list[str]]
_ENCODINGS = ("utf-8-sig", "cp932")


def read_rows(name: str, raw: bytes) -> Rows:
    """The cells of the first sheet as text; refused if it is no table."""
    if len(raw) > MAX_BYTES:
        raise CannotEditError("ファイルが10MBを超えています。催しの表だけにして、もう一度渡してください。")
    if raw[:2] == b"PK":
        return _from_xlsx(raw)
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        raise CannotEditError(f"「{name}」は古い形(.xls)か、合言葉つきの表です。「.xlsx」で保存し直してください。")
    return _from_csv(name, raw)


def _from_xlsx(raw: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise CannotEditError("表が大きすぎます。催しの表だけにして、もう一度渡してください。")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
        rows = [_trimmed([_text(value) for value in row]) for row in cells]
    except CannotEditError:
        raise
    except Exception as error:  # whatever a broken or hostile file makes the library say
        raise CannotEditError("表として開けません。表計算の道具で開き、「.xlsx」で保存し直してください。") from error
    return _bounded(rows)


def _trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells to its right: sheets of this kind are as wide as asked for."""
    while row and not row[-1]:
        row.pop()
    return row


def _from_csv(name: str, raw: bytes) -> Rows:
    encodings = ("utf-16",) if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise CannotEditError(f"「{name}」の文字が読めません。「CSV UTF-8」か「.xlsx」で保存し直してください。")
    sample = text.partition("\n")[0]
    delimiter = max(",\t;", key=sample.count) if sample else ","
    try:
        rows = [
            [_plain(cell) for cell in row[:MAX_COLUMNS]] for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise CannotEditError(f"「{name}」は表として読めません。「.xlsx」で保存し直してください。") from error
    return _bounded(rows)


def _bounded(rows: Rows) -> Rows:
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise CannotEditError(f"表が{MAX_ROWS}行を超えています。分けて、もう一度渡してください。")
    return rows


def _text(value: Any) -> str:
    """A cell as staff see it: days and times in the form of the data files, whole numbers without .0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _plain(str(value))


def _plain(cell: str) -> str:
    """A text without signs that cannot be seen, and without the apostrophe that keeps it from being run."""
    seen = "".join(
        sign for sign in cell if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )
    text = seen.replace("\t", " ").strip()
    return text[1:] if text[:1] == "'" and safe(text[1:]) == text else text


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV that spreadsheets open and no spreadsheet runs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def as_xlsx(tables: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]) -> bytes:
    """Tables as the sheets of one workbook: every cell text, so that no code loses its zero and nothing is run."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, headings, rows in tables:
        sheet = book.create_sheet(title)
        for line, row in enumerate([headings, *rows], 1):
            for column, text in enumerate(row, 1):
                cell = sheet.cell(line, column)
                cell.value, cell.data_type = text or None, "s" if text else "n"
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=line == 1)
        sheet.freeze_panes = "B2"
        for column, heading in enumerate(headings, 1):
            widest = max((len(line) for row in rows for line in row[column - 1].split("\n")), default=0)
            sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(
                60, 4 + 2 * max(len(heading), widest)
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
