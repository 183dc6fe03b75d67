"""What is known of the recordings that a model is judged on, and the unit that a score is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bulbar_training.datasets import Recording
from bulbar_training.splits import Rows

Unit = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Probabilities ``[units, classes]``, true classes and speakers of the units that are scored."""


@dataclass(frozen=True)
class Cohort:
    """Per row of the corpus: true class, speaker, task, and the corpus's own split if it has one."""

    labels: np.ndarray
    speakers: np.ndarray
    tasks: np.ndarray
    official: Sequence[str | None]

    @property
    def rows(self) -> Rows:
        """What a split looks at."""
        return Rows(self.labels, self.speakers, self.official)


def cohort_of(recordings: Sequence[Recording], labels: np.ndarray) -> Cohort:
    """The cohort of a corpus, with these class numbers."""
    return Cohort(
        labels=labels,
        speakers=np.array([r.speaker for r in recordings]),
        tasks=np.array([r.task for r in recordings]),
        official=[r.official_split for r in recordings],
    )


def by_unit(probability: np.ndarray, labels: np.ndarray, speakers: np.ndarray, unit: str) -> Unit:
    """Probabilities, labels, speakers; for ``unit`` speaker averaged over each speaker's recordings."""
    if unit == "recording":
        return probability, labels, speakers
    names, first, inverse = np.unique(speakers, return_index=True, return_inverse=True)
    total = np.zeros((names.size, probability.shape[1]))
    np.add.at(total, inverse, probability)
    return total / np.bincount(inverse)[:, None], labels[first], names


def majority_vote(probability: np.ndarray, labels: np.ndarray, speakers: np.ndarray) -> Unit:
    """Share of each speaker's recordings per class, labels, speakers; ties go to the higher mean probability."""
    votes = np.eye(probability.shape[1])[probability.argmax(axis=1)]
    return by_unit(votes + 1e-6 * probability, labels, speakers, "speaker")
