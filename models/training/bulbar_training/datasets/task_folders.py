"""File names that SAND and VOC-ALS share: ``phonationA/ID000_phonationA.wav`` and ``rhythmPA/...``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TASKS = {f"phonation{letter}": f"vowel-{letter.lower()}" for letter in "AEIOU"} | {
    f"rhythm{syllable}": f"ddk-{syllable.lower()}" for syllable in ("PA", "TA", "KA")
}
"""Folder name to Bulbar's task id."""

BY_LOWER_CASE = {folder.lower(): task for folder, task in TASKS.items()}


def task_files(root: Path) -> Iterator[tuple[Path, str | None, str | None]]:
    """Every WAV in a task's folder: path, subject, task. Subject and task are None where the name does not fit."""
    folders = sorted(f for f in root.iterdir() if f.is_dir() and f.name.lower() in BY_LOWER_CASE)
    for folder in folders:
        for path in sorted(folder.glob("*.[wW][aA][vV]")):
            match = re.fullmatch(r"([A-Za-z]+\d+)[_-](.+)", path.stem)
            fits = match is not None and match[2].lower() == folder.name.lower()
            yield path, match[1].upper() if fits else None, BY_LOWER_CASE[folder.name.lower()] if fits else None
