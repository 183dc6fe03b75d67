"""Reading of corpus tables (xlsx, csv) as rows of text cells, tolerant of header spelling."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

import openpyxl

Row = dict[str, str | float | None]
TextRow = dict[str, str | None]
Cell = TypeVar("Cell")


def header_key(name: object) -> str:
    """Header in comparable form: ``"ALSFRS-R--start "`` and ``"alsfrs-r_start"`` both give ``alsfrsrstart``."""
    return re.sub(r"[^a-z0-9]", "", str(name or "").lower())


def text_cell(value: object) -> str | None:
    """Cell as text; ``-``, empty and ``nan`` are missing."""
    text = "" if value is None else str(value).strip()
    return None if text.lower() in {"", "-", "--", "nan", "n/a"} else text


def cell(value: object) -> str | float | None:
    """Cell as number or text; missing as :func:`text_cell` says."""
    text = text_cell(value)
    try:
        return None if text is None else float(text)
    except ValueError:
        return text


def _rows(
    values: list[list[object]], header_names: set[str], convert: Callable[[object], Cell]
) -> list[dict[str, Cell]] | None:
    """Rows below the first line that holds every one of ``header_names`` (header keys); None without such a line."""
    for index, line in enumerate(values):
        keys = [header_key(value) for value in line]
        if header_names <= set(keys):
            body = ({key: convert(value) for key, value in zip(keys, row, strict=False)} for row in values[index + 1 :])
            return [row for row in body if any(value is not None for value in row.values())]
    return None


def read_sheets(path: Path, header_names: set[str]) -> dict[str, list[Row]]:
    """Rows of every sheet that has a header line with ``header_names``, by title, in order; at least one."""
    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, KeyError) as error:
        raise ValueError(f"{path} is not a readable workbook") from error
    try:
        found = {
            sheet.title: _rows([list(row) for row in sheet.iter_rows(values_only=True)], header_names, cell)
            for sheet in workbook.worksheets
        }
    finally:
        workbook.close()
    sheets = {title: rows for title, rows in found.items() if rows is not None}
    if not sheets:
        raise ValueError(f"{path} has no sheet with the columns {', '.join(sorted(header_names))}")
    return sheets


def read_sheet(path: Path, sheet: str | None, header_names: set[str]) -> list[Row]:
    """Rows of one sheet (found by :func:`header_key` of its name; None: the first with these columns)."""
    sheets = read_sheets(path, header_names)
    found = next((title for title in sheets if sheet is None or header_key(title) == header_key(sheet)), None)
    if found is None:
        raise ValueError(f"{path} has no sheet {sheet!r} with the columns {', '.join(sorted(header_names))}")
    return sheets[found]


def read_csv(path: Path, header_names: set[str]) -> list[TextRow]:
    """Text rows of a comma, semicolon or tab separated file with a header line; UTF-8, byte-order mark allowed."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        separator = max(",;\t", key=lines.readline().count)
        lines.seek(0)
        rows = _rows([list(row) for row in csv.reader(lines, delimiter=separator)], header_names, text_cell)
    if rows is None:
        raise ValueError(f"{path} has no header line with the columns {', '.join(sorted(header_names))}")
    return rows


def identifier(value: str | float | None) -> str:
    """Subject code as text; a number keeps no ``.0``."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")
