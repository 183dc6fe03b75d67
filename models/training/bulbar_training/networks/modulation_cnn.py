"""Small convolutional network on the modulation energy of a log-mel spectrogram, e.g. tremor of a sustained vowel.

A fixed bank of complex modulation filters (Hann-windowed, free of the mean) runs along time in every band; the
logarithm of its energy per modulation frequency is the input of two convolutions. Amplitude tremor and, through the
edges of the mel filters, frequency tremor appear there; level, microphone response and steady noise do not.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.gradcam import MeanPool, TimeMeanPool
from bulbar_training.networks.trunk_and_head import TrunkAndHead


class ModulationEnergy(nn.Module):
    """``[n, 1, frames, bands]`` to log modulation energy ``[n, frequencies, frames / pool, bands / pool]``."""

    def __init__(
        self, frequencies_hz: tuple[float, ...], frame_seconds: float, length: int, floor: float, pool: tuple[int, int]
    ) -> None:
        super().__init__()
        time = (np.arange(length) - length // 2) * frame_seconds
        window = np.hanning(length + 2)[1:-1]
        filters = []
        for wave in (np.cos, np.sin):
            for frequency in frequencies_hz:
                kernel = window * wave(2 * np.pi * frequency * time)
                kernel -= window * (kernel.sum() / window.sum())
                filters.append(kernel / np.sqrt((kernel**2).sum()))
        weight = torch.tensor(np.array(filters), dtype=torch.float32)[:, None, :, None]
        self.register_buffer("weight", weight, persistent=False)
        self.floor = floor
        self.pool = nn.AvgPool2d(pool)

    def forward(self, x: Tensor) -> Tensor:
        """Natural logarithm of the energy above ``floor`` (square of the input's unit)."""
        half = self.weight.shape[2] // 2
        padded = nn.functional.pad(x, (0, 0, half, half), mode="replicate")
        cosine, sine = nn.functional.conv2d(padded, self.weight).chunk(2, dim=1)
        return self.pool(torch.log(self.floor + cosine * cosine + sine * sine))


def build(
    classes: int,
    frame_seconds: float,
    frequencies_hz: tuple[float, ...] = (2, 4, 7, 11, 16, 24),
    length: int = 31,
    floor: float = 0.01,
    energy_pool: tuple[int, int] = (4, 4),
    channels: tuple[int, ...] = (32, 48),
    kernels: tuple[int, ...] = (3, 3),
    dropout: float = 0.3,
    bands: int | None = None,
) -> TrunkAndHead:
    """The last convolution is the target layer. With ``bands`` (of the pooled map) the head knows the frequency."""
    previous = len(frequencies_hz)
    layers: list[nn.Module] = [
        ModulationEnergy(frequencies_hz, frame_seconds, length, floor, energy_pool),
        nn.BatchNorm2d(previous),
    ]
    for index, (width, kernel) in enumerate(zip(channels, kernels, strict=True)):
        layers.append(nn.Conv2d(previous, width, kernel, 1, kernel // 2, bias=False))
        if index < len(channels) - 1:
            layers += [nn.BatchNorm2d(width), nn.ReLU()]
        previous = width
    pool: list[nn.Module] = [MeanPool()] if bands is None else [TimeMeanPool(), nn.Flatten()]
    width = previous if bands is None else previous * bands
    head = nn.Sequential(nn.BatchNorm2d(previous), nn.ReLU(), *pool, nn.Dropout(dropout), nn.Linear(width, classes))
    return TrunkAndHead(nn.Sequential(*layers), head, f"trunk.{len(layers) - 1}")
