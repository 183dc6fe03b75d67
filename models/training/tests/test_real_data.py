"""Checks on the real corpora; they need ../shared/data beside the repository and say so when it is not there."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from bulbar_training import config
from bulbar_training.audio import centre_crop, read_mono, resample, trim
from bulbar_training.datasets import READERS
from bulbar_training.export import run_graph, self_test_waveform, session
from bulbar_training.manifest import ModelManifest

DATA = config.REPOSITORY.parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no corpora at {DATA}")
PACKAGES = sorted(p.parent for p in (config.REPOSITORY / "models").glob("*/manifest.json"))


@needs_data
def test_minsk2020_is_read_whole():
    corpus = READERS["minsk2020"](DATA / "minsk2020")
    assert not corpus.skipped
    assert Counter((r.label, r.task) for r in corpus.recordings) == {
        ("ALS", "vowel-a"): 31,
        ("ALS", "vowel-i"): 31,
        ("control", "vowel-a"): 33,
        ("control", "vowel-i"): 33,
    }
    assert all(r.details["age"] > 18 for r in corpus.recordings)


@needs_data
def test_fsdd_is_read_whole():
    corpus = READERS["fsdd"](DATA / "fsdd")
    assert len(corpus.recordings) == 3000
    assert len({r.speaker for r in corpus.recordings}) == 6
    assert sum(r.official_split == "test" for r in corpus.recordings) == 300


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_shipped_package_answers_its_self_test(package):
    manifest = ModelManifest.model_validate_json((package / "manifest.json").read_text())
    if manifest.self_test.waveform is None:
        pytest.skip("feature model: checked by the core")
    waveform = self_test_waveform(manifest.self_test.waveform, manifest.input.sample_rate_hz)
    answer = run_graph(session(package / "model.onnx"), waveform)["probabilities"][0]
    assert np.abs(answer - manifest.self_test.probabilities).max() < manifest.self_test.tolerance


@needs_data
def test_als_cnn_map_lies_over_the_spectrogram():
    package = config.REPOSITORY / "models" / "als-cnn"
    waveform, rate_hz = read_mono(DATA / "minsk2020" / "ALS" / "008_a.wav")
    waveform = centre_crop(trim(resample(waveform, rate_hz, 16000), 20), 8 * 16000)
    answer = run_graph(session(package / "model.onnx"), waveform)
    frames = answer["spectrogram"].shape[1]
    assert frames == 1 + waveform.size // 160
    rows, columns = answer["cam"].shape[1:]
    assert rows >= frames // 4 - 1
    assert columns >= 10
    assert answer["cam"].max() > 0
