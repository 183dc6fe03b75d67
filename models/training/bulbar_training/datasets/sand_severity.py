"""SAND task 1 with the classes' meaning as labels: ALSFRS-R item 1 for patients, 5 for controls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bulbar_training.datasets import sand
from bulbar_training.datasets.recording import Corpus

LABELS = {
    "1": "1 severe",
    "2": "2 moderate",
    "3": "3 mild",
    "4": "4 no detectable dysarthria",
    "5": "5 healthy control",
}


def read(root: Path) -> Corpus:
    """The corpus of :func:`sand.read_task_1`; other classes keep their name and are refused by the configuration."""
    corpus = sand.read_task_1(root)
    named = [replace(r, label=LABELS.get(r.label, r.label)) for r in corpus.recordings]
    return Corpus(named, corpus.skipped)
