"""Minsk2020: 31 people with ALS and 33 controls, sustained /a/ and /i/ (Vashkevich & Rushkevich 2021)."""

from __future__ import annotations

import re
from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus
from bulbar_training.datasets.tables import Row, identifier, read_sheet

GROUPS = {"ALS": "ALS", "HC": "control"}


def _table(path: Path) -> dict[str, Row]:
    """Rows by subject code without leading zeros; empty when the table is not there."""
    if not path.exists():
        return {}
    rows = read_sheet(path, None, {"subjectcode", "age", "sex"})
    return {identifier(row["subjectcode"]).lstrip("0"): row for row in rows}


def read(root: Path) -> Corpus:
    """``ALS/NNN_a.wav``, ``HC/NNN_i.wav``. The two groups number their speakers separately."""
    recordings, skipped = [], []
    for folder, label in GROUPS.items():
        table = _table(root / f"{folder}_table.xlsx")
        for path in sorted((root / folder).glob("*.[wW][aA][vV]")):
            match = re.fullmatch(r"(\d+)_([ai])", path.stem)
            if match is None:
                skipped.append(Skipped(path, "name is not NNN_a or NNN_i"))
                continue
            row = table.get(match[1].lstrip("0"), {})
            details = {key: row.get(key) for key in row if key != "subjectcode"}
            recordings.append(Recording(path, f"{folder}/{match[1]}", label, f"vowel-{match[2]}", details=details))
    return sorted_corpus(recordings, skipped)
