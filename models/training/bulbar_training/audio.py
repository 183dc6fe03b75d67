"""Reading, resampling and trimming of recordings. Waveforms are float32 ``[samples]``, full scale +-1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
import soxr


class UnreadableAudioError(Exception):
    """A file that holds no usable sound; the message says why."""


def read_mono(path: Path) -> tuple[np.ndarray, int]:
    """Waveform, mean of the channels, and its rate in Hz. Every PCM and float kind that libsndfile reads."""
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise UnreadableAudioError(str(error)) from error
    waveform = samples.mean(axis=1, dtype=np.float64).astype(np.float32)
    if waveform.size == 0:
        raise UnreadableAudioError("no samples")
    if not np.isfinite(waveform).all():
        raise UnreadableAudioError("samples that are not numbers")
    return waveform, rate_hz


def resample(waveform: np.ndarray, from_hz: int, to_hz: int) -> np.ndarray:
    """Band-limited resampling by the SoX resampler, quality HQ."""
    if from_hz == to_hz:
        return waveform
    return soxr.resample(waveform, from_hz, to_hz, quality="HQ").astype(np.float32)


def trim_bounds(waveform: np.ndarray, top_db: float, frame: int = 2048, hop: int = 512) -> tuple[int, int]:
    """First sample and end of what is less than ``top_db`` below the loudest frame (librosa ``effects.trim``)."""
    padded = np.pad(waveform.astype(np.float64), frame // 2)
    energy = np.concatenate([[0.0], np.cumsum(padded**2)])
    starts = np.arange(1 + waveform.size // hop) * hop
    starts = starts[starts + frame < energy.size]
    level_db = 10.0 * np.log10(np.maximum(1e-10, (energy[starts + frame] - energy[starts]) / frame))
    loud = np.flatnonzero(level_db > level_db.max() - top_db)
    if loud.size == 0:
        return 0, 0
    return int(loud[0] * hop), int(min(waveform.size, (loud[-1] + 1) * hop))


def trim(waveform: np.ndarray, top_db: float) -> np.ndarray:
    """Waveform without leading and trailing silence."""
    start, end = trim_bounds(waveform, top_db)
    return waveform[start:end]


def centre_crop(waveform: np.ndarray, samples: int) -> np.ndarray:
    """The middle ``samples`` samples, or all when shorter."""
    start = max(0, (waveform.size - samples) // 2)
    return waveform[start : start + samples]
