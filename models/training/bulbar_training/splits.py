"""Divisions of a corpus into training and test rows. Always by speaker, unless the corpus itself says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, train_test_split

from bulbar_training.config import Protocol


class SharedSpeakerError(ValueError):
    """A speaker would be in training and test at once; the result would measure identity, not the label."""


@dataclass(frozen=True)
class Fold:
    """Row numbers of one division."""

    repeat: int
    index: int
    train: np.ndarray
    test: np.ndarray


@dataclass(frozen=True)
class Rows:
    """Per recording: class number, speaker, and the corpus's own split if it has one."""

    labels: np.ndarray
    speakers: np.ndarray
    official: Sequence[str | None]


def check_speakers(fold: Fold, speakers: np.ndarray, protocol: Protocol) -> None:
    """Refuses a fold that shares a speaker, unless the protocol is marked official with a reason."""
    shared = sorted(set(speakers[fold.train]) & set(speakers[fold.test]))
    if shared and not protocol.official:
        raise SharedSpeakerError(
            f"split {protocol.name!r} has {len(shared)} speakers in training and test ({', '.join(shared[:5])}); "
            "group it by speaker, or set official: true and say why"
        )


def grouped(labels: np.ndarray, speakers: np.ndarray, folds: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Stratified folds in which each speaker is in one part only."""
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    return [(train, test) for train, test in splitter.split(labels, labels, speakers)]


def _pairs(protocol: Protocol, rows: Rows, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    everything = np.arange(rows.labels.size)
    if protocol.split == "grouped-k-fold":
        return grouped(rows.labels, rows.speakers, protocol.folds, seed)
    if protocol.split == "grouped-holdout":
        return grouped(rows.labels, rows.speakers, round(1 / protocol.test_share), seed)[:1]
    if protocol.split == "leave-one-speaker-out":
        return [
            (everything[rows.speakers != speaker], everything[rows.speakers == speaker])
            for speaker in sorted(set(rows.speakers))
        ]
    if protocol.split == "random-holdout":
        train, test = train_test_split(
            everything, test_size=protocol.test_share, random_state=seed, stratify=rows.labels
        )
        return [(np.sort(train), np.sort(test))]
    official = np.array([name or "none" for name in rows.official])
    held = np.isin(official, ["test", "validation"])
    if not held.any() or held.all():
        raise ValueError("the corpus prescribes no split")
    unassigned = sorted(set(rows.speakers[official == "none"]))
    if unassigned:
        shown = ", ".join(unassigned[:5])
        raise ValueError(f"{len(unassigned)} speakers are in no part of the corpus's own split ({shown})")
    return [(everything[~held], everything[held])]


def folds_of(protocol: Protocol, rows: Rows, seed: int) -> list[Fold]:
    """All folds of a protocol, checked. Repeat r uses ``seed + r``."""
    folds = [
        Fold(repeat, index, train, test)
        for repeat in range(protocol.repeats)
        for index, (train, test) in enumerate(_pairs(protocol, rows, seed + repeat))
    ]
    for fold in folds:
        check_speakers(fold, rows.speakers, protocol)
    return folds
