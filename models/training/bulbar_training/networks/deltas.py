"""Spectrogram, its slope and its curvature over time as three channels."""

from __future__ import annotations

import numpy as np
import torch
from scipy.signal import savgol_coeffs
from torch import Tensor, nn

WIDTH = 9


class Deltas(nn.Module):
    """``[n, 1, frames, bands]`` -> ``[n, 3, frames, bands]``: level, delta, delta-delta.

    Savitzky-Golay over 9 frames, as librosa ``feature.delta``; the edges repeat the first and last frame (librosa
    ``mode="nearest"``). Deltas are multiplied by ``gain``, since a slope per frame is small against the level.
    """

    def __init__(self, gain: float = 1.0) -> None:
        super().__init__()
        level = np.eye(WIDTH)[WIDTH // 2]
        slopes = [gain * savgol_coeffs(WIDTH, order, deriv=order, use="dot") for order in (1, 2)]
        kernel = torch.tensor(np.stack([level, *slopes]), dtype=torch.float32)
        self.register_buffer("kernel", kernel[:, None, :, None], persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Three channels of the input's length."""
        padded = nn.functional.pad(x, (0, 0, WIDTH // 2, WIDTH // 2), mode="replicate")
        return nn.functional.conv2d(padded, self.kernel)
