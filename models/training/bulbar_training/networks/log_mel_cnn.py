"""Small convolutional network on log-mel spectrograms; 3x3 convolutions, global pooling, any length."""

from __future__ import annotations

from torch import nn

from bulbar_training.gradcam import MaxMeanPool, MeanPool
from bulbar_training.networks.trunk_and_head import TrunkAndHead

POOLS = {"mean": MeanPool, "max-mean": MaxMeanPool}


def build(
    classes: int,
    channels: tuple[int, ...] = (24, 48, 96, 128),
    strides: tuple[tuple[int, int], ...] = ((2, 2), (1, 1), (2, 2), (1, 1)),
    dropout: float = 0.3,
    pool: str = "mean",
    first_kernel: int = 5,
) -> TrunkAndHead:
    """One convolution per entry of ``channels``; ``strides`` are (time, bands). The last one is the target."""
    layers: list[nn.Module] = []
    previous = 1
    for index, (width, stride) in enumerate(zip(channels, strides, strict=True)):
        kernel = first_kernel if index == 0 else 3
        layers.append(nn.Conv2d(previous, width, kernel, stride, kernel // 2, bias=False))
        if index < len(channels) - 1:
            layers += [nn.BatchNorm2d(width), nn.ReLU()]
        previous = width
    head = nn.Sequential(
        nn.BatchNorm2d(previous), nn.ReLU(), POOLS[pool](), nn.Dropout(dropout), nn.Linear(previous, classes)
    )
    return TrunkAndHead(nn.Sequential(*layers), head, f"trunk.{len(layers) - 1}")
