"""Small convolutional network on the modulation energy of a log-mel spectrogram, e.g. tremor of a sustained vowel.

A fixed bank of complex modulation filters (Hann-windowed, free of the mean) runs along time in every band; the
logarithm of its energy, per modulation frequency and band, is weighed for and against each class. Amplitude tremor and,
through the edges of the mel filters, frequency tremor appear there; level, microphone response and steady noise do not.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.gradcam import InnerMeanPool
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


class BandEvidence(nn.Module):
    """``[n, frequencies, frames, bands]`` to what every moment and band say for each class ``[n, classes, ...]``.

    One weight per class, modulation frequency and band, and an offset per class and band.
    """

    def __init__(self, classes: int, frequencies: int, bands: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(classes, frequencies, bands))
        self.offset = nn.Parameter(torch.zeros(classes, bands))

    def forward(self, x: Tensor) -> Tensor:
        """Their mean over moments and bands are the logits."""
        pairs = zip(self.weight, self.offset, strict=True)
        return torch.stack([(x * weight[:, None]).sum(dim=1) + offset for weight, offset in pairs], dim=1)


def build(
    classes: int,
    frame_seconds: float,
    bands: int,
    edge: int,
    frequencies_hz: tuple[float, ...] = (2, 4, 7, 11, 16, 24),
    length: int = 31,
    floor: float = 0.1,
    energy_pool: tuple[int, int] = (4, 4),
) -> TrunkAndHead:
    """The evidence is the target layer, so that its Grad-CAM is what speaks for a class, by moment and band.

    ``bands`` of the pooled map; ``edge`` frames of it at either end do not count.
    """
    energy = ModulationEnergy(frequencies_hz, frame_seconds, length, floor, energy_pool)
    trunk = nn.Sequential(energy, BandEvidence(classes, len(frequencies_hz), bands))
    return TrunkAndHead(trunk, nn.Sequential(InnerMeanPool(edge)), "trunk.1")
