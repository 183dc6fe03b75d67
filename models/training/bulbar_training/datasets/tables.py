"""Reading of corpus tables (xlsx, csv) as rows of text cells, tolerant of header spelling."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl

Row = dict[str, str | float | None]


def header_key(name: object) -> str:
    """Header in comparable form: ``"ALSFRS-R--start "`` and ``"alsfrs-r_start"`` both give ``alsfrsrstart``."""
    return re.sub(r"[^a-z0-9]", "", str(name or "").lower())


def cell(value: object) -> str | float | None:
    """Cell as number or text; ``-``, empty and ``nan`` are missing."""
    if value is None:
        return None
    text = str(value).strip()
    if text.lower() in {"", "-", "--", "nan", "n/a"}:
        return None
    try:
        return float(text)
    except ValueError:
        return text


def _rows(values: list[list[object]], header_names: set[str]) -> list[Row]:
    """Rows below the first line that holds every one of ``header_names`` (header keys)."""
    for index, line in enumerate(values):
        keys = [header_key(value) for value in line]
        if header_names <= set(keys):
            body = ({key: cell(value) for key, value in zip(keys, row, strict=False)} for row in values[index + 1 :])
            return [row for row in body if any(value is not None for value in row.values())]
    raise ValueError(f"no header line with the columns {sorted(header_names)}")


def read_sheet(path: Path, sheet: str | None, header_names: set[str]) -> list[Row]:
    """Rows of one sheet (found by :func:`header_key` of its name; None: the first) of an xlsx workbook."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    try:
        found = next(
            (s for s in workbook.worksheets if sheet is None or header_key(s.title) == header_key(sheet)),
            None,
        )
        if found is None:
            raise ValueError(f"{path.name} has no sheet {sheet!r}")
        return _rows([list(row) for row in found.iter_rows(values_only=True)], header_names)
    finally:
        workbook.close()


def read_csv(path: Path, header_names: set[str]) -> list[Row]:
    """Rows of a comma, semicolon or tab separated file with a header line; UTF-8, byte-order mark allowed."""
    text = path.read_text(encoding="utf-8-sig")
    separator = max(",;\t", key=text.partition("\n")[0].count)
    return _rows([list(row) for row in csv.reader(text.splitlines(), delimiter=separator)], header_names)


def identifier(value: str | float | None) -> str:
    """Subject code as text; a number keeps no ``.0``."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")


def sheet_names(path: Path) -> list[str]:
    """Titles of a workbook's sheets, in order."""
    workbook = openpyxl.load_workbook(path, read_only=True)
    try:
        return workbook.sheetnames
    finally:
        workbook.close()
