"""What every corpus reader returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Recording:
    """One file of a corpus. ``speaker`` is unique over the corpus: splits are grouped by it."""

    path: Path
    speaker: str
    label: str
    task: str
    """Bulbar's task id: vowel-a, ddk-pa, digits ..."""
    official_split: str | None = None
    """"train", "validation" or "test" where the corpus itself prescribes one."""
    details: dict[str, str | float | None] = field(default_factory=dict)
    """Columns of the corpus's table: age, sex, months ..."""


@dataclass(frozen=True)
class Skipped:
    """A file or row that could not be used, and why. Listed and counted in every log and evaluation."""

    path: Path
    reason: str


@dataclass
class Corpus:
    """Recordings found, in a fixed order, and what was left out."""

    recordings: list[Recording]
    skipped: list[Skipped] = field(default_factory=list)


Reader = Callable[[Path], Corpus]
"""A reader lists a corpus's recordings from its root folder (or its CSV file); it does not open the audio."""


def sorted_corpus(recordings: Iterable[Recording], skipped: Iterable[Skipped] = ()) -> Corpus:
    """Corpus in the order of paths, so that seeds mean the same on every file system."""
    return Corpus(sorted(recordings, key=lambda item: str(item.path)), list(skipped))
