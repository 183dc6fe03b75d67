"""Log-mel and MFCC front-ends as plain tensor operations, so that they travel inside the ONNX graph.

Definitions follow librosa 0.11 (``feature.melspectrogram``, Slaney mel scale and area normalisation, centred
frames, periodic Hann window). The discrete Fourier transform is a product with real cosine and sine matrices of
the bins that carry mel weight; each frame is folded first, which halves the products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class MelSettings:
    """Settings of a log-mel spectrogram; lengths in samples, frequencies in Hz."""

    sample_rate_hz: int
    n_fft: int
    hop: int
    bands: int
    minimum_hz: float
    maximum_hz: float
    pad_mode: Literal["constant", "reflect"] = "constant"
    amin: float = 1e-10
    """Power below which the logarithm is cut; 1e-10 is -100 dB."""

    @property
    def minimum_samples(self) -> int:
        """Fewest samples for which every frame is defined."""
        return self.n_fft // 2 + 1 if self.pad_mode == "reflect" else 1


def slaney_hz_to_mel(frequency_hz: np.ndarray) -> np.ndarray:
    """Slaney's mel scale: linear below 1000 Hz, logarithmic above (librosa, ``htk=False``)."""
    linear = frequency_hz / (200.0 / 3)
    logarithmic = 15.0 + np.log(np.maximum(frequency_hz, 1e-9) / 1000.0) / (np.log(6.4) / 27.0)
    return np.where(frequency_hz >= 1000.0, logarithmic, linear)


def slaney_mel_to_hz(mel: np.ndarray) -> np.ndarray:
    """Inverse of :func:`slaney_hz_to_mel`."""
    return np.where(mel >= 15.0, 1000.0 * np.exp((np.log(6.4) / 27.0) * (mel - 15.0)), mel * (200.0 / 3))


def mel_matrix(settings: MelSettings) -> np.ndarray:
    """Triangular filters of unit area, float64 ``[bands, 1 + n_fft // 2]`` (librosa ``filters.mel``)."""
    bins_hz = np.fft.rfftfreq(settings.n_fft, 1.0 / settings.sample_rate_hz)
    low, high = slaney_hz_to_mel(np.array([settings.minimum_hz, settings.maximum_hz]))
    corners_hz = slaney_mel_to_hz(np.linspace(low, high, settings.bands + 2))
    widths_hz = np.diff(corners_hz)
    ramps = corners_hz[:, None] - bins_hz[None, :]
    rising = -ramps[:-2] / widths_hz[:-1, None]
    falling = ramps[2:] / widths_hz[1:, None]
    area = 2.0 / (corners_hz[2:] - corners_hz[:-2])
    return np.maximum(0.0, np.minimum(rising, falling)) * area[:, None]


def folded_fourier(n_fft: int, bins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Windowed cosine ``[n_fft/2, bins]`` and sine ``[n_fft/2 - 1, bins]`` matrices for folded frames.

    The periodic Hann window is zero at sample 0 and symmetric about n_fft/2, so samples n and n_fft - n share a
    row; row n - 1 belongs to n = 1 .. n_fft/2.
    """
    n = np.arange(1, n_fft // 2 + 1)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * n / n_fft)
    angle = 2 * np.pi * np.outer(n, bins) / n_fft
    return window[:, None] * np.cos(angle), (window[:, None] * np.sin(angle))[:-1]


class MelPower(nn.Module):
    """Mel power spectrogram: waveform ``[1, samples]`` -> ``[1, frames, bands]``, frames = 1 + samples // hop."""

    def __init__(self, settings: MelSettings) -> None:
        super().__init__()
        self.settings = settings
        mel = mel_matrix(settings)
        used = np.flatnonzero(mel.any(axis=0))
        used = np.arange(used[0], used[-1] + 1)
        cosine, sine = folded_fourier(settings.n_fft, used)
        self.register_buffer("cosine", torch.tensor(cosine, dtype=torch.float32), persistent=False)
        self.register_buffer("sine", torch.tensor(sine, dtype=torch.float32), persistent=False)
        self.register_buffer("mel", torch.tensor(mel[:, used].T.copy(), dtype=torch.float32), persistent=False)

    def frames(self, waveform: Tensor) -> Tensor:
        """Centred frames ``[1, frames, n_fft]`` by reshape and slices: rows of hop samples, side by side."""
        n_fft, hop = self.settings.n_fft, self.settings.hop
        half, rows_per_frame = n_fft // 2, -(-n_fft // hop)
        padded = nn.functional.pad(waveform, (half, half), mode=self.settings.pad_mode)
        padded = nn.functional.pad(padded, (0, max(0, rows_per_frame * hop - n_fft)))
        rows = waveform.shape[1] // hop + rows_per_frame
        grid = padded[:, : rows * hop].reshape(waveform.shape[0], -1, hop)
        columns = [grid[:, k : (k - rows_per_frame + 1) or None] for k in range(rows_per_frame)]
        return torch.cat(columns, dim=2)[:, :, :n_fft]

    def forward(self, waveform: Tensor) -> Tensor:
        """Mel power, linear, of a waveform with full scale +-1."""
        frame = self.frames(waveform)
        half = self.settings.n_fft // 2
        left, middle, right = frame[..., 1:half], frame[..., half : half + 1], frame[..., half + 1 :].flip(-1)
        real = torch.cat([left + right, middle], dim=-1) @ self.cosine
        imaginary = (left - right) @ self.sine
        return (real * real + imaginary * imaginary) @ self.mel


def power_to_db(power: Tensor, amin: float = 1e-10) -> Tensor:
    """10 log10 of power, cut at ``amin``; reference 1.0 (librosa ``power_to_db`` with ``top_db=None``)."""
    return 10.0 * torch.log10(torch.clamp(power, min=amin))


def cut_below_peak(level_db: Tensor, top_db: float) -> Tensor:
    """Raises everything more than ``top_db`` below the loudest cell to that floor (librosa ``top_db``)."""
    return torch.maximum(level_db, level_db.amax() - top_db)


def cosine_transform(bands: int, coefficients: int) -> np.ndarray:
    """Orthonormal DCT-II ``[bands, coefficients]`` (scipy ``dct(type=2, norm="ortho")``, first coefficients)."""
    n, k = np.arange(bands)[:, None], np.arange(coefficients)[None, :]
    basis = np.cos(np.pi * k * (2 * n + 1) / (2 * bands)) * np.sqrt(2.0 / bands)
    basis[:, 0] /= np.sqrt(2.0)
    return basis


class Mfcc(nn.Module):
    """MFCC of librosa's definition: waveform ``[1, samples]`` -> ``[1, frames, coefficients]``, 80 dB range."""

    def __init__(self, settings: MelSettings, coefficients: int, top_db: float = 80.0) -> None:
        super().__init__()
        self.mel_power = MelPower(settings)
        self.top_db = top_db
        transform = torch.tensor(cosine_transform(settings.bands, coefficients), dtype=torch.float32)
        self.register_buffer("transform", transform, persistent=False)

    def level_db(self, waveform: Tensor) -> Tensor:
        """Log-mel spectrogram in dB ``[1, frames, bands]`` before the transform."""
        level = power_to_db(self.mel_power(waveform), self.mel_power.settings.amin)
        return cut_below_peak(level, self.top_db)

    def forward(self, waveform: Tensor) -> Tensor:
        """Coefficients 0 .. n - 1 of every frame."""
        return self.level_db(waveform) @ self.transform
