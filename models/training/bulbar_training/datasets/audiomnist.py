"""AudioMNIST (Becker et al. 2018): ``data/01/0_01_0.wav``, 60 speakers, 48 kHz, ``audioMNIST_meta.txt``."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bulbar_training.datasets.recording import Corpus, Recording, Skipped, sorted_corpus


def _details(root: Path) -> dict[str, dict[str, str]]:
    """Speakers' accent, age, gender ... by speaker folder; empty without the file."""
    found = next((p for p in (root / "data" / "audioMNIST_meta.txt", root / "audioMNIST_meta.txt") if p.exists()), None)
    return {} if found is None else json.loads(found.read_text(encoding="utf-8"))


def read(root: Path) -> Corpus:
    """Recordings of ``root/data`` or ``root``; the corpus prescribes no split."""
    folder = root / "data" if (root / "data").is_dir() else root
    details = _details(root)
    recordings, skipped = [], []
    for path in sorted(folder.glob("*/*.[wW][aA][vV]")):
        match = re.fullmatch(r"(\d)_(\d+)_(\d+)", path.stem)
        if match is None or match[2].lstrip("0") != path.parent.name.lstrip("0"):
            skipped.append(Skipped(path, "name is not NN/digit_NN_index"))
            continue
        recordings.append(
            Recording(path, path.parent.name, match[1], "digits", details=dict(details.get(path.parent.name, {})))
        )
    return sorted_corpus(recordings, skipped)
