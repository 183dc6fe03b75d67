"""YAMNet from Google's TFLite file; skipped where the file is not."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from bulbar_training.cli import main
from bulbar_training.gradcam import backward
from bulbar_training.networks import yamnet

TFLITE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "yamnet" / "yamnet.tflite"
needs_file = pytest.mark.skipif(not TFLITE.exists(), reason=f"{TFLITE.name} is not here")


@pytest.mark.parametrize(("stride", "depthwise"), [(1, False), (2, False), (1, True), (2, True)])
def test_same_convolution_walks_back_as_autograd_does(stride: int, depthwise: bool) -> None:
    generator = np.random.default_rng(1)
    weight = generator.standard_normal((1, 3, 3, 4) if depthwise else (5, 3, 3, 4)).astype(np.float32)
    bias = generator.standard_normal(4 if depthwise else 5).astype(np.float32)
    layer = yamnet.SameConv2d(weight, bias, stride, (6, 9))
    x = torch.tensor(generator.standard_normal((1, 4, 6, 9)).astype(np.float32), requires_grad=True)
    out = layer(x)
    assert out.shape[2:] == (-(-6 // stride), -(-9 // stride))
    gradient = torch.tensor(generator.standard_normal(out.shape).astype(np.float32))
    (expected,) = torch.autograd.grad(out, x, gradient)
    assert torch.allclose(backward(layer, x, gradient), expected, atol=1e-4)


def test_same_padding_gives_the_end_one_more() -> None:
    weight = np.zeros((1, 3, 3, 1), dtype=np.float32)
    weight[0, 0, 0, 0] = 1  # takes the first of every three
    layer = yamnet.SameConv2d(weight, np.zeros(1, dtype=np.float32), 2, (4, 4))
    x = torch.arange(16.0).reshape(1, 1, 4, 4)
    assert torch.equal(layer(x)[0, 0], functional.avg_pool2d(x, 1, 2)[0, 0])


@needs_file
def test_the_package_answers_as_the_tflite_runtime_does(tmp_path, capsys) -> None:
    assert main(["export", "yamnet", "--tflite", str(TFLITE), "--out", str(tmp_path)]) == 0
    facts = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert facts["parity"]["probabilities"] < 1e-4
    assert facts["parity"]["tfliteProbabilities"] < 0.2
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["labels"][0] == "Speech"
    assert len(manifest["labels"]) == 521
    assert manifest["input"]["length"]["seconds"] == 0.975


@needs_file
def test_front_end_is_the_file_s_own() -> None:
    file = yamnet.read(TFLITE)
    front = yamnet.LogMelMagnitude(file)
    waveform = np.random.default_rng(4).standard_normal(yamnet.WINDOW_SAMPLES).astype(np.float32) * 0.1
    frames = np.lib.stride_tricks.sliding_window_view(waveform, yamnet.FRAME)[:: yamnet.HOP][: yamnet.FRAMES]
    magnitude = np.abs(np.fft.rfft(frames * file.window, yamnet.FFT))
    expected = np.log(magnitude @ file.mel.T + file.offset)
    assert np.abs(front(torch.tensor(waveform)[None])[1][0].numpy() - expected).max() < 1e-4


def test_another_file_is_refused_in_one_line(tmp_path, capsys) -> None:
    junk = tmp_path / "junk.tflite"
    junk.write_bytes(b"not a model")
    assert main(["export", "yamnet", "--tflite", str(junk)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("bulbar-train: ")
    assert told.count("\n") == 1


def test_a_junk_checkpoint_is_refused_in_one_line(tmp_path, capsys) -> None:
    junk = tmp_path / "junk.pth"
    junk.write_bytes(b"\x80\x02not a checkpoint at all")
    assert main(["export", "cnn14", "--checkpoint", str(junk), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("bulbar-train: ")
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_depthwise_weights_keep_their_channels() -> None:
    weight = np.arange(9 * 2, dtype=np.float32).reshape(1, 3, 3, 2)
    layer = yamnet.SameConv2d(weight, np.zeros(2, dtype=np.float32), 1, (3, 3))
    assert isinstance(layer, nn.Module)
    assert layer.groups == 2
    assert np.array_equal(layer.weight[1, 0].detach().numpy(), weight[0, :, :, 1])
