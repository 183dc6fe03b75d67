"""ConvNeXt (Liu et al. 2022; Atto and Femto: Wightman, timm) on three-channel spectrograms, any length.

Parameter names and layout are timm 1.0's, so that its ImageNet weights load from a file.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor, nn

from bulbar_training.gradcam import LayerNorm2d, MeanPool
from bulbar_training.networks.drop_path import DropPath
from bulbar_training.networks.pretrained import load_pretrained
from bulbar_training.networks.trunk_and_head import TrunkAndHead

SIZES: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "atto": ((2, 2, 6, 2), (40, 80, 160, 320)),
    "femto": ((2, 2, 6, 2), (48, 96, 192, 384)),
    "pico": ((2, 2, 6, 2), (64, 128, 256, 512)),
    "nano": ((2, 2, 8, 2), (80, 160, 320, 640)),
    "tiny": ((3, 3, 9, 3), (96, 192, 384, 768)),
    "small": ((3, 3, 27, 3), (96, 192, 384, 768)),
    "base": ((3, 3, 27, 3), (128, 256, 512, 1024)),
    "large": ((3, 3, 27, 3), (192, 384, 768, 1536)),
}
"""Blocks and channels of the four stages."""


class Mlp(nn.Module):
    """Two linear layers over the last axis."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, hidden)
        self.fc2 = nn.Linear(hidden, width)

    def forward(self, x: Tensor) -> Tensor:
        """Output of the input's shape."""
        return self.fc2(nn.functional.gelu(self.fc1(x)))


class Block(nn.Module):
    """Depthwise 7x7 convolution, normalisation, MLP, layer scale, residual."""

    def __init__(self, width: int, drop: float) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.full((width,), 1e-6))
        self.conv_dw = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width, 4 * width)
        self.drop_path = DropPath(drop)

    def forward(self, x: Tensor) -> Tensor:
        """Block's output ``[n, width, t, f]``."""
        y = self.mlp(self.norm(self.conv_dw(x).permute(0, 2, 3, 1)))
        return x + self.drop_path((self.gamma * y).permute(0, 3, 1, 2))


class Stage(nn.Module):
    """Halving of time and bands (but in the first stage), then blocks."""

    def __init__(self, previous: int, width: int, drops: list[float]) -> None:
        super().__init__()
        halve = nn.Sequential(LayerNorm2d(previous, eps=1e-6), nn.Conv2d(previous, width, 2, 2))
        self.downsample = nn.Identity() if previous == width else halve
        self.blocks = nn.Sequential(*(Block(width, drop) for drop in drops))

    def forward(self, x: Tensor) -> Tensor:
        """Stage's output."""
        return self.blocks(self.downsample(x))


def build(
    size: str,
    classes: int,
    stem: nn.Module,
    drop_path: float = 0.0,
    dropout: float = 0.0,
    layer_scale: float = 1e-6,
    weights: Path | None = None,
) -> TrunkAndHead:
    """ConvNeXt behind ``stem``, which makes the three channels; the target is the last stage's output."""
    depths, widths = SIZES[size]
    drops = torch.linspace(0, drop_path, sum(depths), device="cpu").split(depths)
    previous = (widths[0], *widths[:-1])
    stages = [Stage(a, b, d.tolist()) for a, b, d in zip(previous, widths, drops, strict=True)]
    patches = nn.Sequential(nn.Conv2d(3, widths[0], 4, 4), LayerNorm2d(widths[0], eps=1e-6))
    trunk = nn.Sequential(OrderedDict(channels=stem, stem=patches, stages=nn.Sequential(*stages)))
    norm, last = nn.LayerNorm(widths[-1], eps=1e-6), nn.Linear(widths[-1], classes)
    head = nn.Sequential(OrderedDict(global_pool=MeanPool(), norm=norm, drop=nn.Dropout(dropout), fc=last))
    network = TrunkAndHead(trunk, head, "stages.3")
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.trunc_normal_(module.weight, std=0.02)
            nn.init.zeros_(module.bias)
        elif isinstance(module, Block):
            nn.init.constant_(module.gamma, layer_scale)
    if weights is not None:
        load_pretrained(network, weights, {"stem.": "trunk.stem.", "stages.": "trunk.stages.", "head.": "head."})
    return network
