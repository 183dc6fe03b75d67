"""SAND challenge (ICASSP 2026), task 1 (severity class) and task 2 (ALSFRS-R speech item after months).

Registration needed; only the layout is public. All spellings that were seen are read: workbook beside ``training``
or inside it, ``sand_task_1.xlsx`` or ``sand_task1_test.xlsx``, sheets by name, single and double hyphens.
"""

from __future__ import annotations

from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import Row, identifier, read_sheet, sheet_names
from bulbar_training.datasets.task_folders import task_files


def _task_root(root: Path, task: int) -> Path:
    """``root/taskN`` where there is one, else ``root``."""
    return next((f for f in (root / f"task{task}", root / f"task_{task}") if f.is_dir()), root)


def find_workbook(root: Path, task: int, test: bool = False) -> Path:
    """Workbook of a task: beside or inside ``training`` (or ``test``), with or without the second underscore."""
    suffix = "_test" if test else ""
    names = [f"sand_task_{task}{suffix}.xlsx", f"sand_task{task}{suffix}.xlsx"]
    folders = [root, *sorted(f for f in root.iterdir() if f.is_dir() and f.name.lower() in ("training", "test"))]
    for path in (folder / name for folder in folders for name in names):
        if path.exists():
            return path
    raise FileNotFoundError(f"none of {', '.join(names)} in {root}, its training or its test folder")


def _audio_root(root: Path, test: bool) -> Path:
    return next((root / name for name in (["test"] if test else ["training"]) if (root / name).is_dir()), root)


def _sheet(path: Path, words: str, columns: set[str]) -> list[Row] | None:
    """Rows of the sheet whose name holds ``words``; None when there is none."""
    title = next((name for name in sheet_names(path) if words in name.lower()), None)
    return None if title is None else read_sheet(path, title, columns)


def official_splits(path: Path) -> dict[str, str]:
    """Subject to "train" or "validation", from the Baseline sheets; empty when the workbook has none."""
    sheets = {"train": "training baseline", "validation": "validation baseline"}
    found = {split: _sheet(path, words, {"id"}) or [] for split, words in sheets.items()}
    return {identifier(row["id"]).upper(): split for split, rows in found.items() for row in rows}


def _table(path: Path, columns: set[str]) -> dict[str, Row]:
    """Rows by subject, of the main sheet: the first whose name has no "baseline"."""
    title = next((name for name in sheet_names(path) if "baseline" not in name.lower()), None)
    return {identifier(row["id"]).upper(): row for row in read_sheet(path, title, columns)}


def _read(root: Path, task: int, columns: set[str], label_column: str) -> Corpus:
    base = _task_root(root, task)
    workbook = find_workbook(base, task)
    table, splits = _table(workbook, {"id", *columns}), official_splits(workbook)
    recordings, skipped = [], []
    for path, subject, speech_task in task_files(_audio_root(base, test=False)):
        row = table.get(subject or "")
        if subject is None or speech_task is None:
            skipped.append(Skipped(path, "name is not ID000_task"))
        elif row is None or row.get(label_column) is None:
            skipped.append(Skipped(path, f"{subject} has no {label_column} in {workbook.name}"))
        else:
            label, details = identifier(row[label_column]), {k: v for k, v in row.items() if k != "id"}
            recordings.append(Recording(path, subject, label, speech_task, splits.get(subject), details))
    return sorted_corpus(recordings, skipped)


def read_task_1(root: Path) -> Corpus:
    """Severity: label is the class "1" (severe) .. "5" (healthy); columns ID, Age, Sex, Class."""
    return _read(root, 1, {"class"}, "class")


def read_task_2(root: Path) -> Corpus:
    """Progression: label is ``ALSFRS-R_end``; ``details`` holds ``months`` and ``alsfrsrstart``."""
    return _read(root, 2, {"months", "alsfrsrend"}, "alsfrsrend")
