"""What the recordings held that a model learned from, so that the program can tell a recording that is unlike them."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.covariance import LedoitWolf

from bulbar_training.config import ModelConfig
from bulbar_training.core_features import BANDWIDTH, PART_END, PART_START, load_measures
from bulbar_training.datasets import Recording

FACTS = {"f0": "f0-mean", "level": "intensity", "bandwidth": BANDWIDTH}
"""Names in the file of joint answers, and of the core's values."""


def trained_on(
    config: ModelConfig, recordings: list[Recording], variants: list[str], measures: list[str]
) -> dict[str, dict[str, Any]]:
    """By task: range of pitch, level, bandwidth and duration, and the distance of ``measures`` together."""
    values: list[dict[str, float]] = []
    for variant in variants:
        values += load_measures(config.data.reader, recordings, variant)
    tasks = [r.task for r in recordings] * len(variants)
    speakers = np.array([r.speaker for r in recordings] * len(variants))
    result = {}
    for task in config.tasks:
        rows = [k for k, name in enumerate(tasks) if name == task and values[k]]
        result[task] = of_task([values[k] for k in rows], speakers[rows], measures)
    return result


def of_task(values: list[dict[str, float]], speakers: np.ndarray, measures: list[str]) -> dict[str, Any]:
    """Ranges and distance of the recordings of one task; those without every measure count for the ranges only."""
    ranges = {name: _range([v[key] for v in values if key in v]) for name, key in FACTS.items()}
    ranges["duration"] = _range([v[PART_END] - v[PART_START] for v in values if PART_END in v])
    whole = np.array([all(name in v for name in measures) for v in values])
    table = np.array([[v[name] for name in measures] for v, is_whole in zip(values, whole, strict=True) if is_whole])
    return ranges | {"distance": {"measures": measures} | distance(table, speakers[whole])}


def _range(values: list[float]) -> list[float]:
    return [float(min(values)), float(max(values))]


def distance(table: np.ndarray, speakers: np.ndarray) -> dict[str, Any]:
    """Centre and inverse covariance (shrunk: Ledoit and Wolf 2004), and the largest distance of a speaker left out."""
    largest = 0.0
    for speaker in np.unique(speakers):
        others = LedoitWolf().fit(table[speakers != speaker])
        largest = max(largest, float(np.sqrt(others.mahalanobis(table[speakers == speaker]).max())))
    model = LedoitWolf().fit(table)
    return {
        "centre": model.location_.tolist(),
        "inverseCovariance": model.get_precision().tolist(),
        "limit": largest,
    }
