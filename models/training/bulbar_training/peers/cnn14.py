"""PANNs' Cnn14 with random weights, of which speed does not depend: in PyTorch with grad-cam, and as graphs.

``python -m bulbar_training.peers.cnn14 FOLDER`` writes ``model.onnx``, as ``bulbar-train export cnn14`` does, and
``forward.onnx``, the same graph without the map.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx.utils
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import Tensor, nn

from bulbar_training.export import write_graph
from bulbar_training.networks import panns
from bulbar_training.networks.trunk_and_head import TrunkAndHead
from bulbar_training.tagging import OUTPUTS, LogMel, TaggingGraph

SAMPLES = 10 * panns.MEL.sample_rate_hz


def random_network() -> TrunkAndHead:
    """Activations are of order one, so that no number is too small to be computed at full speed."""
    torch.manual_seed(0)
    network = panns.load("cnn14", None)
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(layer.weight)
    network.bn0.running_mean.fill_(-30.0)
    network.bn0.running_var.fill_(200.0)
    return panns.trunk_and_head(network)


class FromWaveform(nn.Module):
    """Waveform as an image ``[1, 1, 1, samples]``, which grad-cam asks for, to logits."""

    def __init__(self, network: TrunkAndHead) -> None:
        super().__init__()
        self.front_end = LogMel()
        self.network = network

    def forward(self, image: Tensor) -> Tensor:
        """Logits ``[1, classes]``."""
        level_db, _ = self.front_end(image[:, 0, 0])
        return self.network.head(self.network.trunk(level_db[:, None]))


def explanation() -> Callable[[], np.ndarray]:
    """What makes logits and map of ten seconds of noise, as grad-cam's README shows it."""
    torch.set_num_threads(1)
    network = random_network()
    explain = GradCAM(model=FromWaveform(network), target_layers=[network.trunk[-1]])
    noise = np.random.default_rng(0).normal(0, 0.1, SAMPLES).astype(np.float32)
    image = torch.from_numpy(noise)[None, None, None]
    return lambda: explain(input_tensor=image, targets=[ClassifierOutputTarget(0)])


def main(folder: Path) -> None:
    """Writes both graphs."""
    graph = TaggingGraph(LogMel(), random_network(), 1.0).eval()
    write_graph(graph, SAMPLES, OUTPUTS, folder / "model.onnx")
    answers = ["spectrogram", "probabilities"]
    onnx.utils.extract_model(str(folder / "model.onnx"), str(folder / "forward.onnx"), ["waveform"], answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
