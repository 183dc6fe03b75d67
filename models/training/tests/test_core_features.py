"""Measures of a corpus by the core: what an interrupted run has done is kept, what is refused is named."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bulbar_training import core_features
from bulbar_training.datasets import Recording


@pytest.fixture
def recordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Recording]:
    monkeypatch.setattr(core_features, "cache_file", lambda *_: tmp_path / "cache" / "measures.json")
    monkeypatch.setattr(core_features, "BATCH", 2)
    tasks = ["vowel-a", "ddk-pa", "vowel-a", "vowel-a", "ddk-pa"]
    return [Recording(tmp_path / f"{k}.wav", f"S{k}", "x", task) for k, task in enumerate(tasks)]


def number(file: Path) -> dict[str, float]:
    return {} if file.stem == "3" else {"number": float(file.stem)}


def test_measuring_goes_on_where_it_stopped(recordings, monkeypatch, caplog):
    asked = []

    def analyse(files: list[Path], task: str) -> dict[str, dict[str, float]]:
        if len(asked) == 2:
            asked.append(None)
            raise KeyboardInterrupt
        asked.append((task, [file.stem for file in files]))
        return {str(file): number(file) for file in files}

    monkeypatch.setattr(core_features, "analyse", analyse)
    with pytest.raises(KeyboardInterrupt):
        core_features.load_measures("csv", recordings, "original")
    with caplog.at_level(logging.WARNING, "bulbar_training"):
        values = core_features.load_measures("csv", recordings, "original")
    assert asked == [("ddk-pa", ["1", "4"]), ("vowel-a", ["0", "2"]), None, ("vowel-a", ["3"])]
    assert values == [{"number": 0.0}, {"number": 1.0}, {"number": 2.0}, {}, {"number": 4.0}]
    assert "1 recordings (original) were refused by the core: 3.wav" in caplog.text
    assert values == core_features.load_measures("csv", recordings, "original")
    assert len(asked) == 4, "the cache answers"


def test_a_changed_measure_is_measured_anew_where_it_is_used(tmp_path, monkeypatch):
    """The voice models do not use jitter, the feature route for SAND uses every measure."""
    file = tmp_path / "a.wav"
    file.write_bytes(b"sound")
    names = {}
    for jitter in (1.0, 2.0):
        core_features.probe.cache_clear()
        monkeypatch.setattr(
            core_features, "analyse", lambda files, task, jitter=jitter: {str(files[0]): {"jitter": jitter, "ppe": 3.0}}
        )
        for beginnings in (core_features.PROBED, ("",)):
            path = core_features.cache_file([Recording(file, "S0", "x", "vowel-a")], "original", beginnings)
            names.setdefault(beginnings, set()).add(path.name)
    assert [len(found) for found in names.values()] == [1, 2]
    core_features.probe.cache_clear()
