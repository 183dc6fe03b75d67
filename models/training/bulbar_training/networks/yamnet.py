"""YAMNet (Plakal & Ellis, Google, 2019): MobileNetV1 on windows of 0.975 s, from Google's int8 TFLite file.

The file's weights are integers with a scale per output channel; here they are float32, and so are the activations,
which the file rounds to 256 steps: the answers differ a little from TFLite's, by how much `export` measures. Front-end
(window, mel matrix, offset of the logarithm) and labels are those inside the file. Needs the extra ``tflite``.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bulbar_training.gradcam import MeanPool, backward
from bulbar_training.networks.trunk_and_head import TrunkAndHead

SAMPLE_RATE_HZ = 16000
WINDOW_SAMPLES = 15600
FRAME, HOP, FFT, FRAMES, BANDS = 400, 160, 512, 96, 64
MINIMUM_HZ, MAXIMUM_HZ = 125.0, 7500.0
STRIDES = (2, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1)
"""Of the 27 convolutions: a full one, then 13 pairs of a depthwise and a pointwise one."""
TARGET = 22
"""The last convolution before the map shrinks to 3 x 2: 6 steps of time by 4 bands."""


@dataclass(frozen=True)
class YamnetFile:
    """What the TFLite file holds, as float32."""

    labels: list[str]
    window: np.ndarray
    """``[400]``"""
    mel: np.ndarray
    """``[64, 257]``, applied to magnitudes."""
    offset: np.ndarray
    """``[64]``, added before the logarithm."""
    convolutions: list[tuple[np.ndarray, np.ndarray]]
    """Weight (TFLite's axes) and bias, in order."""
    classifier: tuple[np.ndarray, np.ndarray]


def read(path: Path) -> YamnetFile:
    """Reads Google's file; ``ValueError`` with what is missing where it is another one."""
    from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 an extra: only this export needs it

    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    try:
        interpreter = Interpreter(str(path))
        with zipfile.ZipFile(path) as attached:
            labels = attached.read("yamnet_label_list.txt").decode("utf-8").split("\n")
    except (ValueError, zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"{path} is not Google's YAMNet for TFLite with its labels: {error}") from error
    interpreter.allocate_tensors()
    constants = [d for d in interpreter.get_tensor_details() if d["shape"].size and _is_constant(interpreter, d)]
    floats = [interpreter.get_tensor(d["index"]) for d in constants if d["dtype"] is np.float32]
    front = {tensor.shape: tensor for tensor in floats}
    quantised = [_dequantised(interpreter, d) for d in constants if d["quantization_parameters"]["scales"].size]
    pairs = list(zip(quantised[::2], quantised[1::2], strict=True))
    labels = [label for label in labels if label]
    wanted = {(FRAME,), (BANDS, FFT // 2 + 1), (BANDS,)}
    if not wanted <= front.keys() or len(pairs) != len(STRIDES) + 1 or pairs[-1][0].shape[0] != len(labels):
        raise ValueError(f"{path} is not Google's YAMNet for TFLite: it holds {len(pairs)} layers")
    return YamnetFile(
        labels=labels,
        window=front[(FRAME,)],
        mel=front[(BANDS, FFT // 2 + 1)],
        offset=front[(BANDS,)],
        convolutions=pairs[:-1],
        classifier=pairs[-1],
    )


def _is_constant(interpreter, details: dict) -> bool:  # noqa: ANN001 a type of the extra
    """Weights are there before anything ran; what a layer will compute is not."""
    if details["dtype"] is np.int8:
        return details["quantization_parameters"]["scales"].size > 1
    return (
        details["dtype"] in {np.int32, np.float32}
        and not details["name"].startswith("waveform")
        and _has_data(interpreter, details)
    )


def _has_data(interpreter, details: dict) -> bool:  # noqa: ANN001 a type of the extra
    try:
        return bool(np.isfinite(interpreter.get_tensor(details["index"])).all()) and details["shape"].size > 0
    except ValueError:
        return False


def _dequantised(interpreter, details: dict) -> np.ndarray:  # noqa: ANN001 a type of the extra
    """Integers times their scale (per output channel where there are several), zero at zero."""
    values = interpreter.get_tensor(details["index"]).astype(np.float64)
    parameters = details["quantization_parameters"]
    shape = [1] * values.ndim
    if parameters["scales"].size > 1:
        shape[parameters["quantized_dimension"]] = -1
    return (values * parameters["scales"].astype(np.float64).reshape(shape)).astype(np.float32)


class SameConv2d(nn.Module):
    """A convolution padded as TensorFlow's "SAME": where the padding is odd, the end gets one more."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray, stride: int, size: tuple[int, int]) -> None:
        super().__init__()
        depthwise = weight.shape[0] == 1 and weight.shape[1] > 1
        kernels = weight.shape[1:3]
        axes = (3, 0, 1, 2) if depthwise else (0, 3, 1, 2)
        self.weight = nn.Parameter(torch.tensor(weight.transpose(axes).copy()))
        self.bias = nn.Parameter(torch.tensor(bias))
        self.stride, self.groups = stride, weight.shape[3] if depthwise else 1
        missing = [max(0, (-(-n // stride) - 1) * stride + kernel - n) for n, kernel in zip(size, kernels, strict=True)]
        (top, left) = (n // 2 for n in missing)
        self.padding = (left, missing[1] - left, top, missing[0] - top)
        self.size_out = tuple(-(-n // stride) for n in size)

    def forward(self, x: Tensor) -> Tensor:
        """The convolution's output."""
        padded = functional.pad(x, self.padding)
        return functional.conv2d(padded, self.weight, self.bias, self.stride, groups=self.groups)


@backward.register
def _(layer: SameConv2d, x: Tensor, gradient: Tensor) -> Tensor:
    left, right, top, bottom = layer.padding
    rows, columns = x.shape[2] + top + bottom, x.shape[3] + left + right
    wide = functional.conv_transpose2d(gradient, layer.weight, stride=layer.stride, groups=layer.groups)
    wide = functional.pad(wide, (0, columns - wide.shape[3], 0, rows - wide.shape[2]))
    return wide[:, :, top : top + x.shape[2], left : left + x.shape[3]]


class LogMelMagnitude(nn.Module):
    """YAMNet's front-end: waveform ``[1, 15600]`` to dB and natural logarithm of mel magnitude ``[1, 96, 64]``."""

    def __init__(self, file: YamnetFile) -> None:
        super().__init__()
        angle = 2 * np.pi * np.outer(np.arange(FRAME), np.arange(FFT // 2 + 1)) / FFT
        window = file.window[:, None].astype(np.float64)
        for name, matrix in (
            ("cosine", window * np.cos(angle)),
            ("sine", window * np.sin(angle)),
            ("mel", file.mel.T),
            ("offset", file.offset),
        ):
            self.register_buffer(name, torch.tensor(matrix, dtype=torch.float32), persistent=False)

    def forward(self, waveform: Tensor) -> tuple[Tensor, Tensor]:
        """Level for the eye, input for the network."""
        rows = waveform[:, :WINDOW_SAMPLES].reshape(1, -1, HOP // 2)
        frames = torch.cat([rows[:, k : k + 2 * FRAMES - 1 : 2] for k in range(2 * FRAME // HOP)], dim=2)
        real, imaginary = frames @ self.cosine, frames @ self.sine
        magnitude = torch.sqrt(real * real + imaginary * imaginary)
        logarithm = torch.log(magnitude @ self.mel + self.offset)
        return logarithm * (20 / np.log(10)), logarithm


def trunk_and_head(file: YamnetFile) -> TrunkAndHead:
    """The network, cut behind :data:`TARGET`."""
    layers: list[nn.Module] = []
    size, cut = (FRAMES, BANDS), 0
    for index, ((weight, bias), stride) in enumerate(zip(file.convolutions, STRIDES, strict=True)):
        layer = SameConv2d(weight, bias, stride, size)
        size = layer.size_out
        layers += [layer, nn.ReLU6()]
        if index == TARGET:
            cut = len(layers) - 1
    linear = nn.Linear(*reversed(file.classifier[0].shape))
    linear.weight.data, linear.bias.data = (torch.tensor(part) for part in file.classifier)
    head = nn.Sequential(*layers[cut:], MeanPool(), linear)
    return TrunkAndHead(nn.Sequential(*layers[:cut]), head, f"convolution {TARGET + 1}").eval()


def tflite_probabilities(path: Path, windows: list[np.ndarray]) -> np.ndarray:
    """What the TFLite runtime answers to windows of 15,600 samples: ``[windows, 521]``."""
    from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 an extra: only this export needs it

    interpreter = Interpreter(str(path))
    interpreter.allocate_tensors()
    index = interpreter.get_input_details()[0]["index"]
    answers = []
    for window in windows:
        interpreter.set_tensor(index, window.astype(np.float32))
        interpreter.invoke()
        answers.append(interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0])
    return np.array(answers)
