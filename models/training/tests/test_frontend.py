"""Front-end against librosa 0.11 in float64."""

from __future__ import annotations

import librosa
import numpy as np
import pytest
import torch

from bulbar_training.audio import trim_bounds
from bulbar_training.frontend import MelPower, MelSettings, Mfcc, mel_matrix, power_to_db

CASES = [
    MelSettings(16000, 512, 160, 48, 60, 5000),
    MelSettings(32000, 1024, 320, 64, 50, 14000, "reflect"),
    MelSettings(8000, 256, 80, 40, 60, 3800),
    MelSettings(8000, 512, 184, 40, 0, 4000),
]


def vowel(rate_hz: int, samples: int) -> np.ndarray:
    """Harmonics of 120 Hz that fall by 12 dB per octave, in faint noise."""
    time = np.arange(samples) / rate_hz
    tone = sum(np.sin(2 * np.pi * 120 * k * time) / k**2 for k in range(1, int(rate_hz / 240)))
    return (0.2 * tone + 1e-4 * np.random.default_rng(1).standard_normal(samples)).astype(np.float32)


@pytest.mark.parametrize("settings", CASES)
@pytest.mark.parametrize("samples", [4000, 8001, 8159, 16000])
def test_log_mel_agrees_with_librosa(settings: MelSettings, samples: int):
    waveform = vowel(settings.sample_rate_hz, samples)
    got = power_to_db(MelPower(settings)(torch.from_numpy(waveform)[None]))[0].numpy()
    power = librosa.feature.melspectrogram(
        y=waveform.astype(np.float64),
        sr=settings.sample_rate_hz,
        n_fft=settings.n_fft,
        hop_length=settings.hop,
        n_mels=settings.bands,
        fmin=settings.minimum_hz,
        fmax=settings.maximum_hz,
        pad_mode=settings.pad_mode,
    )
    expected = librosa.power_to_db(power, top_db=None).T
    assert got.shape == expected.shape == (1 + samples // settings.hop, settings.bands)
    audible = expected > expected.max() - 80
    assert np.abs(got - expected)[audible].max() < 2e-4


def test_noise_agrees_to_a_hundred_thousandth():
    settings = CASES[0]
    waveform = 0.1 * np.random.default_rng(0).standard_normal(20_000).astype(np.float32)
    got = power_to_db(MelPower(settings)(torch.from_numpy(waveform)[None]))[0].numpy()
    power = librosa.feature.melspectrogram(
        y=waveform.astype(np.float64), sr=16000, n_fft=512, hop_length=160, n_mels=48, fmin=60, fmax=5000
    )
    assert np.abs(got - librosa.power_to_db(power, top_db=None).T).max() < 1e-4


def test_mel_matrix_is_librosas():
    for settings in CASES:
        expected = librosa.filters.mel(
            sr=settings.sample_rate_hz,
            n_fft=settings.n_fft,
            n_mels=settings.bands,
            fmin=settings.minimum_hz,
            fmax=settings.maximum_hz,
            dtype=np.float64,
        )
        assert np.abs(mel_matrix(settings) - expected).max() < 1e-12


def test_mfcc_agrees_with_librosa():
    settings = MelSettings(16000, 1024, 256, 128, 0, 8000)
    waveform = vowel(16000, 16000)
    got = Mfcc(settings, 13)(torch.from_numpy(waveform)[None])[0].numpy()
    expected = librosa.feature.mfcc(y=waveform.astype(np.float64), sr=16000, n_mfcc=13, n_fft=1024, hop_length=256).T
    assert np.abs(got - expected).max() < 1e-2


@pytest.mark.parametrize("lead", [0, 100, 5000, 9001])
@pytest.mark.parametrize("size", [3000, 20_000])
def test_trim_is_librosas(lead: int, size: int):
    generator = np.random.default_rng(lead + size)
    sound = generator.standard_normal(size) * np.hanning(size)
    waveform = np.concatenate([np.zeros(lead), sound, 1e-3 * generator.standard_normal(7000)]).astype(np.float32)
    assert trim_bounds(waveform, 30) == tuple(librosa.effects.trim(waveform, top_db=30)[1])
