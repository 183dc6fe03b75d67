"""File names that SAND and VOC-ALS share: ``phonationA/ID000_phonationA.wav`` and ``rhythmPA/...``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from bulbar_training.datasets.recording import Skipped

TASKS = {f"phonation{letter}": f"vowel-{letter.lower()}" for letter in "AEIOU"} | {
    f"rhythm{syllable}": f"ddk-{syllable.lower()}" for syllable in ("PA", "TA", "KA")
}
"""Folder name to Bulbar's task id."""

BY_LOWER_CASE = {folder.lower(): task for folder, task in TASKS.items()}


def task_folders(root: Path) -> dict[str, Path]:
    """Folders by Bulbar's task id, in the order of their names."""
    found = sorted(f for f in root.iterdir() if f.is_dir() and f.name.lower() in BY_LOWER_CASE)
    return {BY_LOWER_CASE[folder.name.lower()]: folder for folder in found}


def task_files(root: Path) -> Iterator[tuple[Path, str | None, str | None]]:
    """Every WAV in a task's folder: path, subject, task. Subject and task are None where the name does not fit."""
    for task, folder in task_folders(root).items():
        for path in sorted(folder.glob("*.[wW][aA][vV]")):
            match = re.fullmatch(r"([A-Za-z]*\d+)[_-](.+)", path.stem)
            if match is None or match[2].lower() != folder.name.lower():
                yield path, None, None
            else:
                yield path, match[1].upper(), task


Seen = AbstractSet[tuple[str | None, str | None]]
"""Subjects and tasks of the files that are there."""


def missing_files(root: Path, subjects: Iterable[str], seen: Seen) -> list[Skipped]:
    """Folders that are not there, and files of the table's subjects without one in ``seen`` (subject, task)."""
    folders = task_folders(root)
    absent = [Skipped(root / name, "no such folder") for name, task in TASKS.items() if task not in folders]
    gaps = [
        Skipped(folder / f"{subject}_{folder.name}.wav", f"the workbook lists {subject}, but there is no such file")
        for task, folder in folders.items()
        for subject in sorted(subjects)
        if (subject, task) not in seen
    ]
    return [*absent, *gaps]
