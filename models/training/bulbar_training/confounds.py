"""What a model could exploit without hearing the voice: recording device, level and length."""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bulbar_training.audio import read_mono
from bulbar_training.datasets import Recording

NAMES = ("durationSeconds", "loudnessDb", "dcDb", "noiseFloorDb", "bandwidthHz", "highFrequencyDb")


def _frame_levels_db(waveform: np.ndarray, frame: int) -> np.ndarray:
    count = max(1, waveform.size // frame)
    frames = (
        np.resize(waveform, (count, frame))
        if waveform.size < frame
        else waveform[: count * frame].reshape(count, frame)
    )
    return 10 * np.log10(np.maximum(1e-12, (frames**2).mean(axis=1)))


def measure(path: Recording) -> np.ndarray:
    """The six numbers of :data:`NAMES` of one file at its native rate, nothing trimmed."""
    waveform, rate_hz = read_mono(path.path)
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
        ]
    )


def classifier() -> object:
    """Standardised logistic regression, the plainest thing that could exploit a confound."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=2000))
