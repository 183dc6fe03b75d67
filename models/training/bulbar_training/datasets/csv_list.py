"""A plain list: CSV with the columns ``file,label`` and, if there are any, ``speaker``, ``task``, ``split``."""

from __future__ import annotations

from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import TextRow, read_csv

SPLITS = {"train": "train", "training": "train", "validation": "validation", "val": "validation", "dev": "validation"}
SPLITS |= {"test": "test"}


def _refusal(row: TextRow, target: Path, seen: set[Path]) -> str | None:
    """Why a row is left out; None when it is used."""
    if not row["file"] or not row["label"]:
        return f"a row has no file or no label: file {row['file'] or ''!r}, label {row['label'] or ''!r}"
    if not target.is_file():
        return "no such file"
    if target in seen:
        return "listed twice"
    split = row.get("split")
    if split and split.lower() not in SPLITS:
        return f"unknown split {split!r}"
    return None


def read(path: Path) -> Corpus:
    """Files are relative to the CSV's folder. Without a speaker every file counts as its own speaker."""
    recordings: list[Recording] = []
    skipped: list[Skipped] = []
    seen: set[Path] = set()
    for row in read_csv(path, {"file", "label"}):
        file, label = (row["file"] or "").replace("\\", "/"), row["label"] or ""
        target = path.parent / file
        reason = _refusal(row, target, seen)
        if reason is not None:
            skipped.append(Skipped(target if file else path, reason))
            continue
        seen.add(target)
        split = SPLITS.get((row.get("split") or "").lower())
        recordings.append(Recording(target, row.get("speaker") or file, label, row.get("task") or "free", split))
    return sorted_corpus(recordings, skipped)
