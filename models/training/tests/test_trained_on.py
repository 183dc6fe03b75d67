"""What a model learned from, as ranges and as a distance."""

from __future__ import annotations

import numpy as np
import pytest

from bulbar_training.core_features import BANDWIDTH, PART_END, PART_START
from bulbar_training.trained_on import distance, of_task


def test_ranges_are_those_of_the_recordings_and_a_missing_measure_leaves_the_distance_alone():
    generator = np.random.default_rng(0)
    rows = [
        {
            "f0-mean": 100.0 + k,
            "intensity": 60.0,
            BANDWIDTH: 8000.0,
            PART_START: 1.0,
            PART_END: 3.0 + k,
            "hnr": float(generator.normal()),
            "cpps": float(generator.normal()),
        }
        for k in range(20)
    ]
    del rows[4]["hnr"]
    found = of_task(rows, np.array([f"S{k}" for k in range(20)]), ["hnr", "cpps"])
    assert found["f0"] == [100.0, 119.0]
    assert found["level"] == [60.0, 60.0]
    assert found["duration"] == [2.0, 21.0]
    assert found["distance"]["measures"] == ["hnr", "cpps"]
    assert len(found["distance"]["centre"]) == 2


def test_the_limit_is_the_largest_distance_by_the_other_speakers():
    generator = np.random.default_rng(1)
    table = generator.normal(size=(200, 3))
    speakers = np.repeat(np.arange(50), 4)
    usual = distance(table, speakers)
    far = table.copy()
    far[-1] = 9.0
    assert distance(far, speakers)["limit"] > 3 * usual["limit"]
    assert usual["centre"] == pytest.approx(table.mean(axis=0))
