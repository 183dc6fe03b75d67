"""Dense network on a block of MFCC, ``[n, 1, frames, coefficients]``."""

from __future__ import annotations

from torch import nn

from bulbar_training.networks.trunk_and_head import TrunkAndHead


def build(
    classes: int, frames: int, coefficients: int, hidden: tuple[int, ...] = (256, 128), dropout: float = 0.3
) -> TrunkAndHead:
    """Fully connected layers with ReLU and dropout; the whole network is the head, so it can be walked back."""
    layers: list[nn.Module] = [nn.Flatten()]
    width = frames * coefficients
    for units in hidden:
        layers += [nn.Linear(width, units), nn.ReLU(), nn.Dropout(dropout)]
        width = units
    return TrunkAndHead(nn.Identity(), nn.Sequential(*layers, nn.Linear(width, classes)), "input")
