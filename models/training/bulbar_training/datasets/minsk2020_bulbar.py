"""Minsk2020 with ALS divided by the table's column "Presence of the bulbar signs"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bulbar_training.datasets import minsk2020
from bulbar_training.datasets.recording import Corpus, Skipped

SIGNS = {"yes": "ALS with bulbar signs", "no": "ALS without bulbar signs"}


def read(root: Path) -> Corpus:
    """Labels ``control``, ``ALS without bulbar signs``, ``ALS with bulbar signs``; without an entry: skipped."""
    corpus = minsk2020.read(root)
    recordings, skipped = [], list(corpus.skipped)
    for recording in corpus.recordings:
        signs = str(recording.details.get("presenceofthebulbarsigns")).lower()
        if recording.label == "control":
            recordings.append(recording)
        elif signs in SIGNS:
            recordings.append(replace(recording, label=SIGNS[signs]))
        else:
            skipped.append(Skipped(recording.path, "the table does not say whether there are bulbar signs"))
    return Corpus(recordings, skipped)
