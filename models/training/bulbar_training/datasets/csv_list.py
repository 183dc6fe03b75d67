"""A plain list: CSV with the columns ``file,label`` and, if there are any, ``speaker``, ``task``, ``split``."""

from __future__ import annotations

from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import identifier, read_csv

SPLITS = {"train": "train", "training": "train", "validation": "validation", "val": "validation", "test": "test"}


def read(path: Path) -> Corpus:
    """Files are relative to the CSV's folder. Without a speaker every file counts as its own speaker."""
    recordings, skipped = [], []
    for number, row in enumerate(read_csv(path, {"file", "label"}), start=2):
        file, label = identifier(row["file"]), identifier(row["label"])
        target = path.parent / file
        if not file or not label:
            skipped.append(Skipped(path, f"row {number} has no file or no label"))
        elif not target.exists():
            skipped.append(Skipped(target, "no such file"))
        else:
            speaker = identifier(row.get("speaker")) or file
            split = SPLITS.get(identifier(row.get("split")).lower())
            recordings.append(Recording(target, speaker, label, identifier(row.get("task")) or "free", split))
    return sorted_corpus(recordings, skipped)
