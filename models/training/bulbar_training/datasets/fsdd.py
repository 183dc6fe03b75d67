"""Free Spoken Digit Dataset: ``{digit}_{speaker}_{index}.wav``, 8 kHz; official test = index 0 .. 4."""

from __future__ import annotations

import re
from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus


def read(root: Path) -> Corpus:
    """Recordings of ``root`` or of ``root/recordings``. The official split shares its speakers."""
    folder = root / "recordings" if (root / "recordings").is_dir() else root
    recordings, skipped = [], []
    for path in sorted(folder.glob("*.[wW][aA][vV]")):
        match = re.fullmatch(r"(\d)_(.+)_(\d+)", path.stem)
        if match is None:
            skipped.append(Skipped(path, "name is not digit_speaker_index"))
            continue
        split = "test" if int(match[3]) < 5 else "train"
        recordings.append(Recording(path, match[2], match[1], "digits", split, {"index": float(match[3])}))
    return sorted_corpus(recordings, skipped)
