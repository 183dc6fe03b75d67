"""EfficientNet (Tan & Le 2019) on three-channel spectrograms, any length, with timm's parameter names."""

from __future__ import annotations

import math
from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor, nn

from bulbar_training.gradcam import MeanPool, backward
from bulbar_training.networks.drop_path import DropPath
from bulbar_training.networks.pretrained import load_pretrained
from bulbar_training.networks.trunk_and_head import TrunkAndHead

SIZES = {"b0": (1.0, 1.0), "b1": (1.0, 1.1), "b2": (1.1, 1.2), "b3": (1.2, 1.4), "b4": (1.4, 1.8)}
"""Factors of width and depth."""

STAGES = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)
"""Kernel, stride, expansion, channels, blocks."""


@backward.register
def _(layer: nn.SiLU, x: Tensor, gradient: Tensor) -> Tensor:
    gate = torch.sigmoid(x)
    return gradient * gate * (1 + x * (1 - gate))


class SqueezeExcite(nn.Module):
    """Channels weighted by what the whole picture holds."""

    def __init__(self, channels: int, reduced: int) -> None:
        super().__init__()
        self.conv_reduce = nn.Conv2d(channels, reduced, 1)
        self.conv_expand = nn.Conv2d(reduced, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Weighted input."""
        whole = x.mean(dim=(2, 3), keepdim=True)
        return x * torch.sigmoid(self.conv_expand(nn.functional.silu(self.conv_reduce(whole))))


def _conv(channels_in: int, channels_out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2, groups=groups, bias=False)


class Block(nn.Module):
    """Inverted residual; without expansion the depthwise convolution comes first (timm's other block)."""

    def __init__(self, widths: tuple[int, int], kernel: int, stride: int, expansion: int, drop: float) -> None:
        super().__init__()
        hidden, reduced = widths[0] * expansion, round(widths[0] * 0.25)
        depthwise = ("conv_dw", _conv(hidden, hidden, kernel, stride, hidden))
        if expansion == 1:
            convolutions = [depthwise, ("conv_pw", _conv(hidden, widths[1], 1))]
        else:
            convolutions = [("conv_pw", _conv(widths[0], hidden, 1)), depthwise]
            convolutions.append(("conv_pwl", _conv(hidden, widths[1], 1)))
        self.order = [name for name, _ in convolutions]
        for k, (name, layer) in enumerate(convolutions, 1):
            self.add_module(name, layer)
            self.add_module(f"bn{k}", nn.BatchNorm2d(layer.out_channels))
        self.se = SqueezeExcite(hidden, reduced)
        self.drop_path = DropPath(drop)
        self.residual = stride == 1 and widths[0] == widths[1]

    def forward(self, x: Tensor) -> Tensor:
        """Block's output."""
        y = x
        for k, name in enumerate(self.order, 1):
            y = getattr(self, f"bn{k}")(getattr(self, name)(y))
            if k < len(self.order):
                y = nn.functional.silu(y)
            if name == "conv_dw":
                y = self.se(y)
        return x + self.drop_path(y) if self.residual else y


def _width(channels: int, factor: float) -> int:
    """Scaled to a multiple of 8, not below 90 % of the exact value."""
    exact = channels * factor
    rounded = max(8, int(exact + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * exact else rounded


def build(
    size: str,
    classes: int,
    stem: nn.Module,
    drop_path: float = 0.0,
    dropout: float = 0.0,
    weights: Path | None = None,
) -> TrunkAndHead:
    """EfficientNet behind ``stem``, which makes the three channels; the target is ``conv_head``."""
    width, depth = SIZES[size]
    previous, total = _width(32, width), sum(math.ceil(depth * stage[-1]) for stage in STAGES)
    stages, done, first = [], 0, previous
    for kernel, stride, expansion, channels, count in STAGES:
        blocks = []
        for k in range(math.ceil(depth * count)):
            widths = (previous, _width(channels, width))
            blocks.append(Block(widths, kernel, stride if k == 0 else 1, expansion, drop_path * done / total))
            previous, done = widths[1], done + 1
        stages.append(nn.Sequential(*blocks))
    last = _width(1280, width)
    trunk = OrderedDict(channels=stem, conv_stem=_conv(3, first, 3, 2), bn1=nn.BatchNorm2d(first), act=nn.SiLU())
    trunk |= OrderedDict(blocks=nn.Sequential(*stages), conv_head=_conv(previous, last, 1))
    head = OrderedDict(norm=nn.BatchNorm2d(last), act=nn.SiLU(), pool=MeanPool(), drop=nn.Dropout(dropout))
    head["fc"] = nn.Linear(last, classes)
    network = TrunkAndHead(nn.Sequential(trunk), nn.Sequential(head), "conv_head")
    if weights is not None:
        kept = {name: f"trunk.{name}" for name in ("conv_stem.", "bn1.", "blocks.", "conv_head.")}
        load_pretrained(network, weights, kept | {"bn2.": "head.norm.", "classifier.": "head.fc."})
    return network
