"""PANNs against the authors' package, the grad-cam package and autograd; random weights."""

from __future__ import annotations

import importlib
import json
import shutil
import sys

import numpy as np
import onnx
import pytest
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn

from bulbar_training import tagging
from bulbar_training.cli import main
from bulbar_training.export import run_graph, session
from bulbar_training.gradcam import grad_cam, head_forward, head_gradient
from bulbar_training.manifest import ModelManifest
from bulbar_training.networks import panns


def randomise(network: nn.Module, seed: int = 0) -> nn.Module:
    """Every tensor random, activations of order one."""
    torch.manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.2)
            nn.init.normal_(module.running_mean, 0, 0.2)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
        elif isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(module.weight)
    network.bn0.running_mean.fill_(-30.0)
    network.bn0.running_var.fill_(200.0)
    return network.eval()


def sound(seconds: float) -> np.ndarray:
    generator = np.random.default_rng(3)
    time = np.arange(round(seconds * 32000)) / 32000
    tone = sum(np.sin(2 * np.pi * 150 * k * time * (1 + 0.1 * time)) / k for k in range(1, 30))
    return (0.1 * tone * (1 + np.sin(9 * time)) + 0.01 * generator.standard_normal(time.size)).astype(np.float32)


@pytest.fixture(scope="module")
def authors(tmp_path_factory: pytest.TempPathFactory):
    """Models of panns-inference; its import reads the labels from the home folder and would download them."""
    home = tmp_path_factory.mktemp("home")
    (home / "panns_data").mkdir()
    shutil.copy(tagging.LABELS, home / "panns_data" / "class_labels_indices.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        yield importlib.import_module("panns_inference.models")
        for name in [n for n in sys.modules if n.startswith("panns_inference")]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def reference(authors, tmp_path_factory: pytest.TempPathFactory):
    """The authors' Cnn14 with random weights, and its checkpoint."""
    network = randomise(authors.Cnn14(32000, 1024, 320, 64, 50, 14000, 527))
    path = tmp_path_factory.mktemp("checkpoint") / "Cnn14_mAP=0.431.pth"
    torch.save({"model": network.state_dict()}, path)
    return network, path


@pytest.mark.parametrize(
    ("name", "count"), [("cnn14", 80_753_615), ("cnn10", 5_219_279), ("cnn6", 4_837_455), ("mobilenetv2", 4_075_343)]
)
def test_parameters_are_as_many_as_the_paper_says(name: str, count: int):
    """Kong et al. 2020, table of complexities."""
    assert sum(p.numel() for p in panns.load(name, None).parameters()) == count


def test_cnn14_is_the_authors(reference, tmp_path):
    network, checkpoint = reference
    assert main(["export", "cnn14", "--checkpoint", str(checkpoint), "--out", str(tmp_path)]) == 0
    waveform = sound(10)
    with torch.no_grad():
        expected = network(torch.from_numpy(waveform)[None])["clipwise_output"][0].numpy()
    got = run_graph(session(tmp_path / "model.onnx"), waveform)
    assert np.ptp(expected) > 0.5
    assert np.abs(got["probabilities"][0] - expected).max() < 1e-4
    assert got["class"][0] == expected.argmax()

    expected_map = package_map(network, waveform, int(expected.argmax()))
    assert got["cam"].shape[1:] == expected_map.shape == (31, 2)
    assert np.corrcoef(got["cam"].ravel(), expected_map.ravel())[0, 1] > 0.999
    package_checks(tmp_path)


class Probabilities(nn.Module):
    """The authors' network as grad-cam wants it: an image in, one tensor out."""

    def __init__(self, network: nn.Module):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x[:, 0, 0])["clipwise_output"]


def package_map(network: nn.Module, waveform: np.ndarray, target: int) -> np.ndarray:
    layer, image = network.conv_block6.conv2, torch.from_numpy(waveform)[None, None, None]
    with GradCAM(Probabilities(network), [layer]) as package:
        package(image, [ClassifierOutputTarget(target)])
        activations = package.activations_and_grads.activations[0].numpy()
        gradients = package.activations_and_grads.gradients[0].numpy()
        return np.maximum(package.get_cam_image(image, layer, None, activations, gradients, False)[0], 0)


def package_checks(folder):
    manifest = ModelManifest.model_validate_json((folder / "manifest.json").read_text())
    assert len(manifest.labels) == 527
    assert manifest.labels[0] == "Speech"
    assert json.loads((folder / "evaluation.json").read_text())["measuredHere"] is False
    largest = max(len(t.raw_data) for t in onnx.load(folder / "model.onnx").graph.initializer)
    assert largest <= panns.MAXIMUM_INITIALIZER_BYTES


@pytest.mark.parametrize("name", sorted(panns.PANNS))
def test_map_is_autograds_at_the_last_convolution(name: str):
    assert_map_is_autograds(name, None, 3.0)


def test_map_is_autograds_at_an_earlier_block():
    assert_map_is_autograds("cnn10", "conv_block3.conv2", 2.03)


def assert_map_is_autograds(name: str, target: str | None, seconds: float):
    network = panns.trunk_and_head(randomise(panns.load(name, None)), target)
    level, _ = tagging.LogMel()(torch.from_numpy(sound(seconds))[None])
    activation = network.trunk(level[:, None]).detach().requires_grad_()
    logits, inputs = head_forward(network.head, activation)
    (expected,) = torch.autograd.grad(logits[0, 7], activation)
    one_hot = torch.nn.functional.one_hot(torch.tensor([7]), 527).float()
    with torch.no_grad():
        got = head_gradient(network.head, inputs, one_hot)
    assert (got - expected).abs().max() < 1e-5 * expected.abs().max()
    assert grad_cam(activation, got).shape[1:] == activation.shape[2:]


def test_a_checkpoint_of_another_network_is_refused(tmp_path, capsys):
    path = tmp_path / "other.pth"
    torch.save({"model": panns.load("cnn6", None).state_dict()}, path)
    assert main(["export", "cnn10", "--checkpoint", str(path), "--out", str(tmp_path)]) == 1
    assert "conv_block1" in capsys.readouterr().err


def test_labels():
    labels = tagging.audioset_labels()
    assert (len(labels), labels[0], labels[526]) == (527, "Speech", "Field recording")
