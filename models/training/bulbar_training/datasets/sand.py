"""SAND challenge (ICASSP 2026), task 1 (severity class) and task 2 (ALSFRS-R speech item after months).

Registration needed; only the layout is public. All spellings that were seen are read: workbook beside ``training``
or inside it, ``sand_task_1.xlsx`` or ``sand_task1_test.xlsx``, sheets by name, single and double hyphens.
"""

from __future__ import annotations

import re
from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import Row, header_key, identifier, read_sheets
from bulbar_training.datasets.task_folders import missing_files, task_files

BASELINES = {"trainingbaseline": "train", "validationbaseline": "validation"}
"""Official split by what the key of a sheet's title begins with."""


def _folder(root: Path, name: str) -> Path | None:
    """Folder ``name`` below ``root``, in any case, with or without separators."""
    return next((f for f in sorted(root.iterdir()) if f.is_dir() and header_key(f.name) == name), None)


def find_workbook(root: Path, task: int, part: str) -> Path | None:
    """Workbook of a task's part (``training`` or ``test``): beside the part's folder or inside it."""
    key = f"sandtask{task}" + ("test" if part == "test" else "")
    own = _folder(root, part)
    folders = [root, *([own] if own else []), *([root.parent] if header_key(root.name) == part else [])]
    files = (path for folder in folders for path in sorted(folder.iterdir()))
    return next(
        (p for p in files if p.suffix.lower() == ".xlsx" and p.name[0] != "~" and header_key(p.stem) == key), None
    )


def subject_code(value: str | float | None) -> str:
    """``ID007``, ``id7``, ``007`` and 7 are one subject, ``ID007``; "" where there is none."""
    text = identifier(value).strip().upper()
    match = re.fullmatch(r"(?:ID)?[ _-]*(\d+)", text)
    return f"ID{int(match[1]):03d}" if match else text


def _subjects(sheets: dict[str, list[Row]], label_column: str) -> dict[str, Row]:
    """Rows with a label by subject: the main sheet's, and what only a Baseline sheet has."""
    table: dict[str, Row] = {}
    for title in sorted(sheets, key=lambda title: "baseline" in header_key(title)):
        labelled = [row for row in sheets[title] if row.get(label_column) is not None]
        table = {subject_code(row["id"]): row for row in labelled} | table
    table.pop("", None)
    return table


def official_splits(sheets: dict[str, list[Row]]) -> dict[str, str]:
    """Subject to "train" or "validation", from the Baseline sheets; empty when the workbook has none."""
    return {
        subject_code(row["id"]): split
        for key, split in BASELINES.items()
        for title, rows in sheets.items()
        if header_key(title).startswith(key)
        for row in rows
    }


def _read_part(base: Path, workbook: Path, part: str, label_column: str) -> Corpus:
    """Recordings of the training or the test part; those of the test part have the official split "test"."""
    sheets, root = read_sheets(workbook, {"id"}), _folder(base, part) or base
    table, splits = _subjects(sheets, label_column), official_splits(sheets)
    if not table and part == "training":
        raise ValueError(f"{workbook} has no sheet with the columns id, {label_column}")
    recordings, skipped, seen = [], [], set()
    for path, code, speech_task in task_files(root):
        subject = subject_code(code)
        seen.add((subject, speech_task))
        if code is None or speech_task is None:
            skipped.append(Skipped(path, "name is not ID000_task"))
        elif subject not in table:
            skipped.append(Skipped(path, f"{subject} has no {label_column} in {workbook.name}"))
        else:
            label, details = identifier(table[subject][label_column]), dict(table[subject])
            del details["id"]
            split = "test" if part == "test" else splits.get(subject)
            recordings.append(Recording(path, subject, label, speech_task, split, details))
    return Corpus(recordings, [*skipped, *missing_files(root, table, seen)])


def _read(root: Path, task: int, label_column: str) -> Corpus:
    base = _folder(root, f"task{task}") or root
    workbook = find_workbook(base, task, "training")
    if workbook is None:
        names = f"sand_task_{task}.xlsx or sand_task{task}.xlsx"
        raise FileNotFoundError(f"no {names} in {base} or its training folder")
    corpus = _read_part(base, workbook, "training", label_column)
    test = find_workbook(base, task, "test") if _folder(base, "test") else None
    if test is not None:
        held_out = _read_part(base, test, "test", label_column)
        corpus = Corpus(corpus.recordings + held_out.recordings, corpus.skipped + held_out.skipped)
    return sorted_corpus(corpus.recordings, corpus.skipped)


def read_task_1(root: Path) -> Corpus:
    """Severity: label is the class "1" (severe) .. "5" (healthy); columns ID, Age, Sex, Class."""
    return _read(root, 1, "class")


def read_task_2(root: Path) -> Corpus:
    """Progression: label is ``ALSFRS-R_end``; ``details`` holds ``months`` and ``alsfrsrstart``."""
    return _read(root, 2, "alsfrsrend")
