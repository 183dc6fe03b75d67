"""One ONNX graph per model, from waveform to explanation, and the package around it."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from bulbar_training.channel_padding import pad_channels
from bulbar_training.gradcam import grad_cam, head_forward, head_gradient
from bulbar_training.manifest import PackageFile, SelfTest, SelfTestWaveform
from bulbar_training.networks.trunk_and_head import TrunkAndHead

OPSET = 17
FEATURE_OUTPUTS = ["feature_values", "probabilities", "class", "attributions"]
"""Outputs of a graph that is explained by its features."""
PARITY = 1e-4
SELF_TEST = SelfTestWaveform(seconds=2.0, amplitude=0.1, frequencies_hz=[110, 220, 330, 700, 1220, 2600])


class ParityError(Exception):
    """The exported graph does not answer as the trained model does."""


class GradCamGraph(nn.Module):
    """Waveform and target to spectrogram, probabilities, class and Grad-CAM, as the contract names them.

    ``spectrogram`` module: waveform ``[1, samples]`` -> (dB ``[1, frames, bands]``, network input of that shape).
    """

    def __init__(self, spectrogram: nn.Module, network: TrunkAndHead, temperature: float) -> None:
        super().__init__()
        self.spectrogram = spectrogram
        self.network = network
        self.temperature = temperature

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The graph's four outputs; ``target`` -1 explains the most probable class."""
        level_db, normalised = self.spectrogram(waveform)
        activation = self.network.trunk(normalised[:, None])
        logits, inputs = head_forward(self.network.head, activation)
        chosen = torch.where(target < 0, logits.argmax(dim=1), target)
        one_hot = (torch.arange(logits.shape[1])[None] == chosen[:, None]).to(logits.dtype)
        cam = grad_cam(activation, head_gradient(self.network.head, inputs, one_hot))
        return level_db, self.probabilities(logits), chosen, cam

    def probabilities(self, logits: Tensor) -> Tensor:
        """Probabilities of classes that exclude each other."""
        return torch.softmax(logits / self.temperature, dim=1)


OUTPUT_AXES = {
    "spectrogram": {1: "frames"},
    "cam": {1: "cam_frames"},
}


def write_graph(module: nn.Module, samples: int, outputs: list[str], path: Path) -> None:
    """Traces ``module(waveform, target)`` into an ONNX file with a free number of samples."""
    waveform = torch.zeros(1, samples)
    waveform[0] = torch.sin(torch.arange(samples) * 0.05) * 0.1
    axes = {"waveform": {1: "samples"}} | {name: OUTPUT_AXES[name] for name in outputs if name in OUTPUT_AXES}
    _trace(module, ("waveform", waveform), outputs, axes, path)


def write_feature_graph(module: nn.Module, size: int, path: Path) -> None:
    """Traces ``module(features, target)``, features ``[1, size]``, into an ONNX file."""
    _trace(module, ("features", torch.zeros(1, size)), FEATURE_OUTPUTS, {}, path)


def _trace(
    module: nn.Module, example: tuple[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]], path: Path
) -> None:
    """Writes and checks the graph of a module whose inputs are ``example`` (name and value) and ``target``."""
    name, value = example
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            (value, torch.tensor([-1])),
            str(path),
            input_names=[name, "target"],
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            custom_opsets={"ai.onnx.ml": 3},
            dynamo=False,
        )
    graph = onnx.load(path)
    if pad_channels(graph):
        onnx.save(graph, path)
    onnx.checker.check_model(graph, full_check=True)


def session(path: Path) -> onnxruntime.InferenceSession:
    """Single-threaded CPU session."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_graph(runner: onnxruntime.InferenceSession, values: np.ndarray, target: int = -1) -> dict[str, np.ndarray]:
    """Outputs by name for one waveform ``[samples]`` or one feature vector, whichever the graph takes."""
    kind, *others = (item.name for item in runner.get_inputs())
    feeds = {kind: values[None].astype(np.float32)} | {name: np.array([target], dtype=np.int64) for name in others}
    names = [item.name for item in runner.get_outputs()]
    return dict(zip(names, runner.run(names, feeds), strict=True))


@dataclass(frozen=True)
class Parity:
    """Largest differences between the graph in onnxruntime and the module in PyTorch."""

    probabilities: float
    spectrogram_db: float
    cam: float
    """Relative to the map's maximum; median over the waveforms."""
    cam_worst: float
    """The same, largest. A unit within rounding of zero can open its ReLU in one runtime and not in the other."""


def check_parity(module: GradCamGraph, path: Path, waveforms: list[np.ndarray]) -> Parity:
    """Runs every waveform with every target through both; raises :class:`ParityError` above 1e-4 (map: 1e-3, at
    worst 0.05)."""
    runner = session(path)
    per_waveform = []
    for waveform in waveforms:
        worst = np.zeros(3)
        classes = run_graph(runner, waveform)["probabilities"].shape[1]
        for target in range(-1, classes):
            got = run_graph(runner, waveform, target)
            with torch.no_grad():
                level, probability, chosen, cam = module(
                    torch.from_numpy(waveform)[None].float(), torch.tensor([target])
                )
            if int(got["class"][0]) != int(chosen[0]):
                raise ParityError("the graph explains another class than the model")
            audible = level.numpy() > level.max().item() - 80
            difference = (
                np.abs(got["probabilities"] - probability.numpy()).max(),
                np.abs(got["spectrogram"] - level.numpy())[audible].max(),
                np.abs(got["cam"] - cam.numpy()).max() / max(1e-12, cam.max().item()),
            )
            worst = np.maximum(worst, difference)
        per_waveform.append(worst)
    probabilities, spectrogram_db, cam_worst = map(float, np.max(per_waveform, axis=0))
    cam = float(np.median([worst[2] for worst in per_waveform]))
    parity = Parity(probabilities, spectrogram_db, cam, cam_worst)
    if parity.probabilities > PARITY or parity.cam > 1e-3 or parity.cam_worst > 0.05:
        raise ParityError(f"graph and model differ: {parity}")
    return parity


def check_feature_parity(path: Path, table: np.ndarray, expected: np.ndarray, limit: float) -> float:
    """Largest difference of the graph's probabilities from ``expected`` ``[n, classes]`` over the rows of ``table``.

    Raises :class:`ParityError` above ``limit``.
    """
    runner = session(path)
    got = np.concatenate([run_graph(runner, row)["probabilities"] for row in table])
    worst = float(np.abs(got - expected).max())
    if worst > limit:
        raise ParityError(f"graph and model differ by {worst:.1e}")
    return worst


def feature_self_test(path: Path, table: np.ndarray) -> SelfTest:
    """What the exported graph answers on the median of each column, to three decimals."""
    features = np.round(np.nanmedian(table, axis=0), 3)
    expected = run_graph(session(path), features)["probabilities"][0]
    return SelfTest(waveform=None, features=features.tolist(), probabilities=expected.tolist(), tolerance=1e-4)


def self_test_waveform(test: SelfTestWaveform, rate_hz: int) -> np.ndarray:
    """``amplitude * sum of sin(2 pi f t)``, float32 ``[round(seconds * rate)]``."""
    time = np.arange(round(test.seconds * rate_hz)) / rate_hz
    total = sum(np.sin(2 * np.pi * f * time) for f in test.frequencies_hz)
    return (test.amplitude * total).astype(np.float32)


def waveform_self_test(path: Path, rate_hz: int, tolerance: float = 1e-3, seconds: float = 2.0) -> SelfTest:
    """What the exported graph answers on the fixed tone."""
    tone = SELF_TEST.model_copy(update={"seconds": seconds})
    answer = run_graph(session(path), self_test_waveform(tone, rate_hz))["probabilities"][0]
    return SelfTest(waveform=tone, features=None, probabilities=[float(p) for p in answer], tolerance=tolerance)


def digest(path: Path) -> PackageFile:
    """SHA-256 and size of a file."""
    content = path.read_bytes()
    return PackageFile(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
