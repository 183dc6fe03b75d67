"""Packages that take less room: what is changed, what is not, what it costs on the same folds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto
from test_pipeline import corpus, folders, run, write_config  # noqa: F401 fixtures
from torch import nn

from bulbar_training import quantise
from bulbar_training.export import (
    GradCamGraph,
    ParityError,
    run_graph,
    self_test_waveform,
    session,
    waveform_self_test,
    write_graph,
)
from bulbar_training.frontend import MelSettings
from bulbar_training.gradcam import TimeMeanPool
from bulbar_training.manifest import ModelManifest
from bulbar_training.networks import TrunkAndHead
from bulbar_training.recipes.spectrogram_cnn import LogMel, Normalisation

RATE = 8000
OUTPUTS = ["spectrogram", "probabilities", "class", "cam"]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with a convolution, a large and a small linear layer, all of random weights."""
    torch.manual_seed(2)
    picture = LogMel(MelSettings(RATE, 256, 80, 24, 60, 3800, "constant"), Normalisation(method="z-norm", range_db=60))
    trunk = nn.Conv2d(1, 16, 3, stride=(4, 1), padding=1)
    head = nn.Sequential(nn.ReLU(), TimeMeanPool(), nn.Flatten(), nn.Linear(384, 256), nn.ReLU(), nn.Linear(256, 3))
    graph = GradCamGraph(picture, TrunkAndHead(trunk, head, "trunk"), 1.0)
    path = tmp_path_factory.mktemp("full") / "model.onnx"
    write_graph(graph, 2 * RATE, OUTPUTS, path)
    return path


def sounds() -> list[np.ndarray]:
    generator = np.random.default_rng(1)
    time = np.arange(RATE) / RATE
    voices = [sum(np.sin(2 * np.pi * f * k * time) / k for k in range(1, 12)) * 0.1 for f in (90, 140, 220)]
    return [(voice + 0.01 * generator.standard_normal(RATE)).astype(np.float32) for voice in voices]


@pytest.mark.parametrize(("method", "shift", "share"), [("fp16", 2e-3, 0.7), ("int8", 3e-2, 0.7)])
def test_smaller_graph_answers_nearly_the_same(method: str, shift: float, share: float, full: Path, tmp_path: Path):
    path = tmp_path / "model.onnx"
    quantise.METHODS[method](full, path)
    assert path.stat().st_size < share * full.stat().st_size
    before, after = session(full), session(path)
    moved = 0.0
    for sound in sounds():
        for target in (0, 2):
            expected, got = run_graph(before, sound, target), run_graph(after, sound, target)
            assert np.array_equal(expected["spectrogram"], got["spectrogram"])  # the front-end is what it was
            moved = max(moved, float(np.abs(expected["probabilities"] - got["probabilities"]).max()))
            assert np.corrcoef(expected["cam"].ravel(), got["cam"].ravel())[0, 1] > 0.9
    assert 0 < moved < shift


def test_only_large_products_become_integers(full: Path, tmp_path: Path):
    quantise.integer_products(full, tmp_path / "model.onnx")
    graph = onnx.load(tmp_path / "model.onnx").graph
    integers = [tuple(tensor.dims) for tensor in graph.initializer if tensor.data_type == TensorProto.INT8]
    # Forwards and, for the map, backwards.
    assert {dims for dims in integers if len(dims) == 2} == {(384, 256), (256, 384)}


def test_front_end_is_all_that_the_spectrogram_needs(full: Path):
    graph = onnx.load(full).graph
    names = quantise.front_end(graph)
    assert any("mel" in name for name in names)
    assert not any("trunk" in name or "head" in name for name in names)


def test_a_self_test_that_rounding_moves_is_refused(full: Path):
    test = waveform_self_test(full, RATE)
    quantise.check_steady(full, test, RATE)
    with pytest.raises(ParityError, match="rounding alone"):
        quantise.check_steady(full, test.model_copy(update={"tolerance": 1e-12}), RATE)


def test_loss_is_measured_on_the_same_folds(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture):  # noqa: F811
    path = write_config(corpus, "spectrogram-cnn", shuffled_labels=False, robustness=[])
    assert [run(step, path) for step in ("train", "evaluate")] == [0, 0]
    assert run("export", path, "--quantise", "fp16") == 0
    assert "instead of" in capsys.readouterr().err
    package = tmp_path / "training" / "runs" / "test-spectrogram-cnn" / "package-fp16"
    evaluation = json.loads((package / "evaluation.json").read_text())
    manifest = ModelManifest.model_validate_json((package / "manifest.json").read_text())
    lost = evaluation["reduction"]
    assert manifest.id == evaluation["model"] == "test-spectrogram-cnn-fp16"
    assert lost["fullScore"]["value"] == evaluation["protocols"][0]["metrics"]["auc"]["value"]
    assert lost["score"]["value"] == manifest.honest_error.value == pytest.approx(lost["fullScore"]["value"], abs=0.1)
    assert 0 < lost["largestShift"] < 0.02
    assert lost["bytes"] == manifest.files["model.onnx"].bytes < lost["fullBytes"]
    assert "stored in 16 bits" in (package / "card.md").read_text()
    answer = run_graph(session(package / "model.onnx"), self_test_waveform(manifest.self_test.waveform, RATE))
    assert answer["probabilities"][0] == pytest.approx(manifest.self_test.probabilities, abs=1e-3)

    assert run("export", path, "--quantise", "int8") == 1
    assert "no large matrix product" in capsys.readouterr().err


def test_a_forest_cannot_be_made_smaller(corpus: Path, capsys: pytest.CaptureFixture):  # noqa: F811
    path = write_config(corpus, "mfcc-forest", shuffled_labels=False, robustness=[])
    assert [run(step, path) for step in ("train", "evaluate")] == [0, 0]
    assert run("export", path, "--quantise", "fp16") == 1
    assert "cannot be made smaller" in capsys.readouterr().err
