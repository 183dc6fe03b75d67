"""VOC-ALS (registration needed, never redistribute): ``phonationA/CT001_phonationA.wav``, ``VOC-ALS.xlsx``."""

from __future__ import annotations

from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import Row, identifier, read_sheet
from bulbar_training.datasets.task_folders import missing_files, task_files

PREFIXES = {"CT": "control", "PZ": "ALS"}
CATEGORIES = {"HC": "control", "ALS": "ALS"}


def _table(root: Path) -> dict[str, Row]:
    """Rows of the sheet VOC-ALS_Data by subject; the header is its second line, ``-`` is missing."""
    path = next(
        (p for p in sorted(root.glob("*.xlsx")) if p.stem.upper().replace("_", "-").startswith("VOC-ALS")), None
    )
    if path is None:
        return {}
    rows = read_sheet(path, "VOC-ALS_Data", {"id", "sex"})
    return {identifier(row["id"]).upper(): row for row in rows if row["id"] is not None}


def _label(subject: str, row: Row) -> str | None:
    """Label by the table's category, which must not contradict the name's prefix (CT control, PZ patient)."""
    by_name = PREFIXES.get(subject[:2])
    category = next((value for key, value in row.items() if key.startswith("category")), None)
    by_table = by_name if category is None else CATEGORIES.get(str(category).upper())
    return by_table if by_table == by_name or by_name is None else None


def read(root: Path) -> Corpus:
    """ALS against control; ``details`` holds the table's columns (age, ALSFRS-R scores, Praat measures)."""
    table = _table(root)
    recordings, skipped, seen = [], [], set()
    for path, subject, task in task_files(root):
        seen.add((subject, task))
        if subject is None or task is None:
            skipped.append(Skipped(path, "name is not CT001_task or PZ001_task"))
            continue
        row = table.get(subject, {})
        label = _label(subject, row)
        if label is None:
            skipped.append(Skipped(path, f"category of {subject} is unknown or contradicts its name"))
            continue
        recordings.append(Recording(path, subject, label, task, details={k: v for k, v in row.items() if k != "id"}))
    return sorted_corpus(recordings, [*skipped, *missing_files(root, table, seen)])
