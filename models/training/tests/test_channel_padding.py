"""Convolutions padded for WebGPU answer as before."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from bulbar_training.channel_padding import pad_channels

MODELS = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", sorted(MODELS.glob("*/model.onnx")), ids=lambda path: path.parent.name)
def test_shipped_graphs_are_padded(path: Path) -> None:
    assert pad_channels(onnx.load(path)) == []


def _graph(network: nn.Module, channels: int, path: str) -> onnx.ModelProto:
    torch.onnx.export(network.eval(), (torch.zeros(1, channels, 9, 7),), path, dynamo=False, opset_version=17)
    return onnx.load(path)


def _run(model: onnx.ModelProto, value: np.ndarray) -> np.ndarray:
    runner = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return runner.run(None, {runner.get_inputs()[0].name: value})[0]


@pytest.mark.parametrize("channels", [2, 3, 6])
def test_padding_changes_no_answer(channels: int, tmp_path) -> None:
    torch.manual_seed(1)
    network = nn.Sequential(nn.Conv2d(channels, 5, 3, padding=1), nn.ReLU(), nn.Conv2d(5, 4, 3))
    model = _graph(network, channels, str(tmp_path / "model.onnx"))
    value = np.random.default_rng(2).standard_normal((1, channels, 9, 7)).astype(np.float32)
    before = _run(model, value)
    assert len(pad_channels(model)) == 2
    onnx.checker.check_model(model, full_check=True)
    assert np.abs(_run(model, value) - before).max() < 1e-6
    assert pad_channels(model) == []


def test_one_channel_and_depthwise_convolutions_stay(tmp_path) -> None:
    network = nn.Sequential(nn.Conv2d(1, 6, 3), nn.Conv2d(6, 6, 3, groups=6), nn.Conv2d(6, 4, 1, groups=2))
    model = _graph(network, 1, str(tmp_path / "model.onnx"))
    before = model.SerializeToString()
    assert pad_channels(model) == []
    assert model.SerializeToString() == before
