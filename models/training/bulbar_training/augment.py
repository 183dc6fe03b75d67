"""Augmentation of training crops. Waveforms are float32 ``[samples]``; spectrograms are normalised tensors."""

from __future__ import annotations

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor


class AugmentSettings(BaseModel):
    """How strongly training crops are changed; zero switches a change off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speed: float = 0.0
    """Largest relative change of speed (pitch and formants move along)."""
    edge_cut: float = 0.0
    """Largest share of a word that is cut off at its beginning, and at its end, as careless segmentation does."""
    noise_share: float = 0.0
    """Share of crops that get noise."""
    noise_snr_db: tuple[float, float] = (5.0, 40.0)
    equaliser_db: float = 0.0
    """Largest gain of a random smooth equaliser of six points over the mel scale."""
    low_pass_share: float = 0.0
    """Share of crops whose upper bands are lost, as a codec or a telephone does."""
    band_warp: float = 0.0
    """Largest relative stretch of the band axis (vocal-tract length perturbation)."""
    time_masks: int = 0
    time_mask_frames: int = 0
    band_masks: int = 0
    band_mask_bands: int = 0
    shift_seconds: float = 0.0
    """Largest delay of padded input."""


def change_speed(waveform: np.ndarray, factor: float) -> np.ndarray:
    """Linear interpolation to ``1 / factor`` of the length; adequate for factors within 0.8 .. 1.25."""
    places = np.arange(0, waveform.size - 1, factor)
    return np.interp(places, np.arange(waveform.size), waveform).astype(np.float32)


def random_speed(waveform: np.ndarray, settings: AugmentSettings, generator: np.random.Generator) -> np.ndarray:
    """Waveform at a random speed."""
    if settings.speed == 0:
        return waveform
    return change_speed(waveform, float(np.exp(generator.uniform(-1, 1) * np.log1p(settings.speed))))


def cut_edges(waveform: np.ndarray, settings: AugmentSettings, generator: np.random.Generator) -> np.ndarray:
    """Waveform without a random share of its beginning and of its end."""
    if settings.edge_cut == 0:
        return waveform
    first, last = (round(share * waveform.size) for share in generator.uniform(0, settings.edge_cut, 2))
    return waveform[first : waveform.size - last]


def coloured_noise(samples: int, generator: np.random.Generator) -> np.ndarray:
    """Noise of unit power whose spectrum falls by 0 .. 6 dB per octave."""
    spectrum = np.fft.rfft(generator.standard_normal(samples))
    exponent = generator.uniform(0, 1)
    spectrum /= np.maximum(1, np.arange(spectrum.size)) ** exponent
    noise = np.fft.irfft(spectrum, samples)
    return (noise / max(1e-12, np.sqrt(np.mean(noise**2)))).astype(np.float32)


def add_noise(waveform: np.ndarray, settings: AugmentSettings, generator: np.random.Generator) -> np.ndarray:
    """Waveform, sometimes with coloured noise at a random signal-to-noise ratio."""
    if generator.random() >= settings.noise_share:
        return waveform
    level = np.sqrt(np.mean(waveform**2)) * 10 ** (-generator.uniform(*settings.noise_snr_db) / 20)
    return waveform + level * coloured_noise(waveform.size, generator)


def warp_bands(power: Tensor, settings: AugmentSettings, generator: np.random.Generator) -> Tensor:
    """Mel power ``[n, frames, bands]`` with each item's band axis stretched by a random factor (linear)."""
    bands = power.shape[2]
    factors = np.exp(generator.uniform(-1, 1, power.shape[0]) * np.log1p(settings.band_warp))
    places = torch.from_numpy(np.clip(np.arange(bands)[None] * factors[:, None], 0, bands - 1)).to(power.dtype)
    low = places.floor().long()
    high = (low + 1).clamp(max=bands - 1)
    share = (places - low)[:, None]
    gather = [power.gather(2, index[:, None].expand(power.shape)) for index in (low, high)]
    return gather[0] * (1 - share) + gather[1] * share


def equalise(power: Tensor, settings: AugmentSettings, generator: np.random.Generator) -> Tensor:
    """Mel power ``[n, frames, bands]`` through random smooth equalisers and, sometimes, a low-pass."""
    count, _, bands = power.shape
    places = np.linspace(0, 5, bands)
    gains = np.stack([np.interp(places, np.arange(6), row) for row in generator.uniform(-1, 1, (count, 6))])
    gains = gains * settings.equaliser_db
    lost = generator.random(count) < settings.low_pass_share
    first_lost = generator.integers(bands * 3 // 5, bands, count)
    gains -= 40.0 * (lost[:, None] & (np.arange(bands)[None] >= first_lost[:, None]))
    return power * torch.from_numpy(10 ** (gains / 10)).to(power.dtype)[:, None]


def mask(spectrogram: Tensor, settings: AugmentSettings, generator: np.random.Generator) -> Tensor:
    """SpecAugment (Park et al. 2019) on ``[n, frames, bands]``: strips of time and of bands become zero."""
    masked = spectrogram.clone()
    for item in masked:
        for _ in range(settings.time_masks):
            width = int(generator.integers(0, settings.time_mask_frames + 1))
            start = int(generator.integers(0, max(1, item.shape[0] - width)))
            item[start : start + width] = 0
        for _ in range(settings.band_masks):
            width = int(generator.integers(0, settings.band_mask_bands + 1))
            start = int(generator.integers(0, max(1, item.shape[1] - width)))
            item[:, start : start + width] = 0
    return masked
