"""What a model could exploit without hearing the voice: recording device, level and length."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from bulbar_training.audio import read_mono
from bulbar_training.datasets import Recording

NAMES = (
    "durationSeconds",
    "loudnessDb",
    "dcDb",
    "noiseFloorDb",
    "bandwidthHz",
    "highFrequencyDb",
    "quantisation",
)


def _frame_levels_db(waveform: np.ndarray, frame: int) -> np.ndarray:
    count = max(1, waveform.size // frame)
    frames = (
        np.resize(waveform, (count, frame))
        if waveform.size < frame
        else waveform[: count * frame].reshape(count, frame)
    )
    return 10 * np.log10(np.maximum(1e-12, (frames**2).mean(axis=1)))


def measure(recording: Recording) -> np.ndarray:
    """The numbers of :data:`NAMES` of one file at its native rate, nothing trimmed."""
    waveform, rate_hz = read_mono(recording.path)
    waveform = waveform.astype(np.float64)
    centred = waveform - waveform.mean()
    spectrum = np.abs(np.fft.rfft(centred * np.hanning(centred.size))) ** 2 + 1e-20
    hz = np.fft.rfftfreq(centred.size, 1 / rate_hz)
    cumulative = np.cumsum(spectrum) / spectrum.sum()
    high = spectrum[hz > 0.36 * rate_hz / 2].sum() / spectrum.sum()
    return np.array(
        [
            waveform.size / rate_hz,
            10 * np.log10(np.maximum(1e-12, (centred**2).mean())),
            20 * np.log10(abs(waveform.mean()) + 1e-7),
            np.percentile(_frame_levels_db(centred, rate_hz // 50), 5),
            hz[np.searchsorted(cumulative, 0.999)],
            10 * np.log10(high),
            quantisation(waveform),
        ]
    )


def quantisation(waveform: np.ndarray) -> float:
    """Share of steps between the sample values in use that are the smallest step: low after a gain change."""
    steps = np.diff(np.unique(waveform))
    return float((steps < 1.5 * steps.min()).mean()) if steps.size else 0.0


def classifier(seed: int) -> RandomForestClassifier:
    """A small forest: a recording device shows in ranges of values that no straight line separates."""
    return RandomForestClassifier(100, min_samples_leaf=3, random_state=seed)
