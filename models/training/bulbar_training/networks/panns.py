"""PANNs (Kong et al., IEEE/ACM TASLP 28, 2020): Cnn14, Cnn10, Cnn6 and MobileNetV2 with the authors' parameter names.

Every network is one chain of layers from the log-mel spectrogram in dB to the logits, so that it can be cut at any
convolution: the part up to it is the trunk, the rest the head that Grad-CAM walks back. The authors' checkpoints
(https://zenodo.org/record/3987831) load by name; their front-end's tensors are left out, since ours is exact.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from bulbar_training.frontend import MelSettings
from bulbar_training.gradcam import MaxMeanPool, backward
from bulbar_training.networks.trunk_and_head import TrunkAndHead

MEL = MelSettings(32000, 1024, 320, 64, 50.0, 14000.0, "reflect")
MAXIMUM_INITIALIZER_BYTES = 128 * 2**20
"""WebGPU refuses larger storage buffers."""


class BandNorm(nn.Module):
    """Batch normalisation over the bands of ``[n, 1, frames, bands]``."""

    def __init__(self, norm: nn.BatchNorm2d) -> None:
        super().__init__()
        self.norm = norm

    def forward(self, x: Tensor) -> Tensor:
        """Normalised input."""
        return self.norm(x.transpose(1, 3)).transpose(1, 3)


class SplitConv2d(nn.Module):
    """A convolution whose weight is stored in pieces of output channels, each below the limit of WebGPU."""

    def __init__(self, conv: nn.Conv2d, pieces: int) -> None:
        super().__init__()
        self.padding = conv.padding
        self.weights = nn.ParameterList([w.clone() for w in conv.weight.detach().chunk(pieces)])

    def forward(self, x: Tensor) -> Tensor:
        """The convolution's output."""
        return torch.cat([functional.conv2d(x, w, padding=self.padding) for w in self.weights], dim=1)


@backward.register
def _(layer: nn.Conv2d, x: Tensor, gradient: Tensor) -> Tensor:
    if layer.stride != (1, 1) or layer.dilation != (1, 1):
        raise TypeError("only convolutions of stride and dilation 1 have a vector-Jacobian product here")
    return functional.conv_transpose2d(gradient, layer.weight, padding=layer.padding, groups=layer.groups)


@backward.register
def _(layer: SplitConv2d, x: Tensor, gradient: Tensor) -> Tensor:
    parts = gradient.split([w.shape[0] for w in layer.weights], dim=1)
    products = [
        functional.conv_transpose2d(g, w, padding=layer.padding) for g, w in zip(parts, layer.weights, strict=True)
    ]
    return torch.stack(products).sum(dim=0)


@backward.register
def _(layer: nn.AvgPool2d, x: Tensor, gradient: Tensor) -> Tensor:
    size, (count, channels, time, bands) = layer.kernel_size, gradient.shape
    wide = gradient[:, :, :, None, :, None].expand(count, channels, time, size, bands, size) / size**2
    wide = wide.reshape(count, channels, time * size, bands * size)
    # Rows and bands that did not fill a cell of the pooling have no influence.
    wide = torch.cat([wide, torch.zeros_like(x[:, :, time * size :, : bands * size])], dim=2)
    return torch.cat([wide, torch.zeros_like(x[:, :, :, bands * size :])], dim=3)


class ConvBlock(nn.Module):
    """Two 3x3 convolutions."""

    kernels = (3, 3)

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        for k, kernel in enumerate(self.kernels, 1):
            inputs = channels_in if k == 1 else channels_out
            setattr(self, f"conv{k}", nn.Conv2d(inputs, channels_out, kernel, padding=kernel // 2, bias=False))
            setattr(self, f"bn{k}", nn.BatchNorm2d(channels_out))

    def chain(self, pool: int) -> list[tuple[str, nn.Module]]:
        """The block's layers by name, in order."""
        layers = []
        for k in range(1, len(self.kernels) + 1):
            layers += [(f"conv{k}", getattr(self, f"conv{k}")), (f"bn{k}", getattr(self, f"bn{k}"))]
            layers.append((f"relu{k}", nn.ReLU()))
        return layers if pool == 1 else [*layers, ("pool", nn.AvgPool2d(pool))]


class ConvBlock5x5(ConvBlock):
    """One 5x5 convolution (Cnn6)."""

    kernels = (5,)


class Cnn(nn.Module):
    """Cnn14, Cnn10 and Cnn6: ``conv_block1`` .. and two linear layers."""

    def __init__(self, block: type[ConvBlock], widths: tuple[int, ...], pools: tuple[int, ...], classes: int) -> None:
        super().__init__()
        self.pools = pools
        self.bn0 = nn.BatchNorm2d(MEL.bands)
        for k, width in enumerate(widths, 1):
            setattr(self, f"conv_block{k}", block(widths[k - 2] if k > 1 else 1, width))
        self.fc1 = nn.Linear(widths[-1], widths[-1])
        self.fc_audioset = nn.Linear(widths[-1], classes)
        self.target_layer = f"conv_block{len(widths)}.conv{len(block.kernels)}"

    def convolutions(self) -> list[tuple[str, nn.Module]]:
        """Layers before the pooling over time, by the authors' names."""
        blocks = [(f"conv_block{k}", pool) for k, pool in enumerate(self.pools, 1)]
        return [(f"{name}.{part}", layer) for name, pool in blocks for part, layer in getattr(self, name).chain(pool)]


def _conv_norm(channels_in: int, channels_out: int, kernel: int, pool: int | None, groups: int = 1) -> list[nn.Module]:
    """Convolution, pooling instead of a stride, batch normalisation, ReLU6 (the authors' order)."""
    conv = nn.Conv2d(channels_in, channels_out, kernel, padding=kernel // 2, groups=groups, bias=False)
    pooling = [] if pool is None else [nn.AvgPool2d(pool)]
    return [conv, *pooling, nn.BatchNorm2d(channels_out), nn.ReLU6()]


class InvertedResidual(nn.Module):
    """Block of MobileNetV2 (Sandler et al. 2018)."""

    def __init__(self, channels_in: int, channels_out: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = channels_in * expansion
        wider = [] if expansion == 1 else _conv_norm(channels_in, hidden, 1, None)
        narrow = _conv_norm(hidden, channels_out, 1, None)[:-1]
        self.conv = nn.Sequential(*wider, *_conv_norm(hidden, hidden, 3, stride, hidden), *narrow)
        self.residual = stride == 1 and channels_in == channels_out

    def forward(self, x: Tensor) -> Tensor:
        """Block's output."""
        return x + self.conv(x) if self.residual else self.conv(x)


class MobileNetV2(nn.Module):
    """The authors' MobileNetV2; the target is its last convolution."""

    SETTINGS = (
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 2),
        (6, 160, 3, 1),
        (6, 320, 1, 1),
    )
    """Expansion, channels, blocks, stride of the first block."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.bn0 = nn.BatchNorm2d(MEL.bands)
        blocks: list[nn.Module] = [nn.Sequential(*_conv_norm(1, 32, 3, 2))]
        channels = 32
        for expansion, width, count, stride in self.SETTINGS:
            for k in range(count):
                blocks.append(InvertedResidual(channels, width, stride if k == 0 else 1, expansion))
                channels = width
        blocks.append(nn.Sequential(*_conv_norm(channels, 1280, 1, None)))
        self.features = nn.Sequential(*blocks)
        self.fc1 = nn.Linear(1280, 1024)
        self.fc_audioset = nn.Linear(1024, classes)
        self.target_layer = f"features.{len(blocks) - 1}.0"

    def convolutions(self) -> list[tuple[str, nn.Module]]:
        """Layers before the pooling over time, by the authors' names."""
        *blocks, last = self.features
        return [
            *((f"features.{k}", block) for k, block in enumerate(blocks)),
            *((f"features.{len(blocks)}.{k}", layer) for k, layer in enumerate(last)),
        ]


PANNS = {
    "cnn14": lambda classes: Cnn(ConvBlock, (64, 128, 256, 512, 1024, 2048), (2, 2, 2, 2, 2, 1), classes),
    "cnn10": lambda classes: Cnn(ConvBlock, (64, 128, 256, 512), (2, 2, 2, 2), classes),
    "cnn6": lambda classes: Cnn(ConvBlock5x5, (64, 128, 256, 512), (2, 2, 2, 2), classes),
    "mobilenetv2": MobileNetV2,
}
"""Networks by name, each called with the number of classes."""

FRONT_END = ("spectrogram_extractor.", "logmel_extractor.")


def load(name: str, checkpoint: Path | None, classes: int = 527) -> nn.Module:
    """Network with the authors' weights; random ones without a checkpoint.

    Every tensor of the network must be in the checkpoint and none may be left over but the front-end's: anything else
    raises ``RuntimeError`` with the names.
    """
    network = PANNS[name](classes)
    if checkpoint is not None:
        content = torch.load(checkpoint, map_location="cpu", weights_only=True)
        weights = content.get("model", content)
        network.load_state_dict({k: v for k, v in weights.items() if not k.startswith(FRONT_END)})
    return network.eval()


def _storable(layer: nn.Module) -> nn.Module:
    """Layer whose tensors all fit into a storage buffer of WebGPU."""
    if isinstance(layer, nn.Conv2d):
        size = layer.weight.nbytes
        if size > MAXIMUM_INITIALIZER_BYTES:
            return SplitConv2d(layer, -(-size // MAXIMUM_INITIALIZER_BYTES))
    return layer


def trunk_and_head(network: nn.Module, target_layer: str | None = None) -> TrunkAndHead:
    """The network cut behind ``target_layer`` (its last convolution when None); shares the network's weights."""
    target = target_layer or network.target_layer
    layers = [("bn0", BandNorm(network.bn0)), *network.convolutions(), ("pool", MaxMeanPool())]
    layers += [("fc1", network.fc1), ("relu", nn.ReLU()), ("fc_audioset", network.fc_audioset)]
    names = [name for name, _ in layers]
    if target not in names:
        raise ValueError(f"no layer {target!r}; known: {', '.join(n for n in names if 'conv' in n or 'features' in n)}")
    cut = names.index(target) + 1
    flat = OrderedDict((name.replace(".", "_"), _storable(layer)) for name, layer in layers)
    items = list(flat.items())
    return TrunkAndHead(nn.Sequential(OrderedDict(items[:cut])), nn.Sequential(OrderedDict(items[cut:])), target)
