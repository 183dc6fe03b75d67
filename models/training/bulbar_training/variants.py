"""The same recording as another microphone or another file format would deliver it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfiltfilt

from bulbar_training.audio import UnreadableAudioError, read_mono, resample

CODECS = {
    "mp3": ("mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]),
    "ogg": ("ogg", ["-c:a", "libvorbis", "-b:a", "128k"]),
    "m4a": ("m4a", ["-c:a", "aac", "-b:a", "128k"]),
    "opus": ("opus", ["-c:a", "libopus", "-b:a", "64k"]),
}
"""ffmpeg encoder arguments by variant name."""

VARIANTS = (
    "original",
    *CODECS,
    "noise-20db",
    "lowpass-4khz",
    "dc-and-hum",
    "room-2s",
    "half-level",
    "rate-16khz",
)

ROOM_DB = -60.0
"""Level of the room noise of ``room-2s``, dB re full scale."""


def _ffmpeg(*arguments: str) -> None:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise UnreadableAudioError(done.stderr.strip()[-300:])


def encode(path: Path, codec: str, target: Path) -> None:
    """The file in another format; whole, or none."""
    partial = target.with_name(f"partial-{target.name}")
    _ffmpeg("-i", str(path), *CODECS[codec][1], str(partial))
    partial.replace(target)


READ_DIRECTLY = (".wav", ".mp3", ".ogg")
"""Formats that libsndfile decodes itself: no process, which costs more than the decoding."""


def decode(path: Path) -> tuple[np.ndarray, int]:
    """A file of any format; waveform and rate."""
    if path.suffix in READ_DIRECTLY:
        return read_mono(path)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.wav"
        _ffmpeg("-i", str(path), "-c:a", "pcm_f32le", str(plain))
        return read_mono(plain)


def through_codec(path: Path, codec: str) -> tuple[np.ndarray, int]:
    """The file encoded and decoded again by ffmpeg; waveform and rate."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / f"packed.{CODECS[codec][0]}"
        encode(path, codec, packed)
        return decode(packed)


def with_noise(waveform: np.ndarray, snr_db: float, seed: int) -> np.ndarray:
    """White Gaussian noise added at a signal-to-noise ratio over the whole recording."""
    noise = np.random.default_rng(seed).standard_normal(waveform.size)
    level = np.sqrt(np.mean(waveform.astype(np.float64) ** 2)) * 10 ** (-snr_db / 20)
    return (waveform + level * noise).astype(np.float32)


def low_passed(waveform: np.ndarray, rate_hz: int, cutoff_hz: float) -> np.ndarray:
    """Zero-phase Butterworth low-pass, 8th order in effect."""
    sections = butter(4, cutoff_hz, fs=rate_hz, output="sos")
    return sosfiltfilt(sections, waveform.astype(np.float64)).astype(np.float32)


def with_dc_and_hum(waveform: np.ndarray, rate_hz: int) -> np.ndarray:
    """Direct current of 1 % and mains hum of 50 and 150 Hz at 40 dB below the recording's peak."""
    time = np.arange(waveform.size) / rate_hz
    peak = float(np.abs(waveform).max())
    hum = np.sin(2 * np.pi * 50 * time) + 0.5 * np.sin(2 * np.pi * 150 * time)
    return (waveform + 0.01 * peak + 0.01 * peak * hum).astype(np.float32)


def in_a_room(waveform: np.ndarray, rate_hz: int, seconds: float, level_db: float, seed: int) -> np.ndarray:
    """Room noise all the way, and so long before and after the voice; it falls by 3 dB per octave."""
    pad = round(seconds * rate_hz)
    padded = np.pad(waveform.astype(np.float64), pad)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(padded.size))
    spectrum /= np.sqrt(np.maximum(1, np.arange(spectrum.size)))
    noise = np.fft.irfft(spectrum, padded.size)
    return (padded + noise * (10 ** (level_db / 20) / np.sqrt(np.mean(noise**2)))).astype(np.float32)


def read_variant(path: Path, variant: str, seed: int) -> tuple[np.ndarray, int]:
    """Waveform at its native rate (or the variant's) and that rate."""
    if variant in CODECS:
        return through_codec(path, variant)
    waveform, rate_hz = read_mono(path)
    if variant == "rate-16khz":
        return resample(waveform, rate_hz, 16_000), 16_000
    return changed(waveform, rate_hz, variant, seed), rate_hz


def changed(waveform: np.ndarray, rate_hz: int, variant: str, seed: int) -> np.ndarray:
    """A waveform as a variant that is neither a codec nor another rate."""
    makers = {
        "original": lambda: waveform,
        "noise-20db": lambda: with_noise(waveform, 20.0, seed),
        "lowpass-4khz": lambda: low_passed(waveform, rate_hz, 4000.0) if rate_hz > 8000 else waveform,
        "dc-and-hum": lambda: with_dc_and_hum(waveform, rate_hz),
        "room-2s": lambda: in_a_room(waveform, rate_hz, 2.0, ROOM_DB, seed),
        "half-level": lambda: 0.5 * waveform,
    }
    if variant not in makers:
        raise ValueError(f"unknown variant {variant!r}; known: {', '.join(VARIANTS)}")
    return makers[variant]()
