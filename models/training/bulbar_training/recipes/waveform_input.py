"""What recipes that hear the waveform share: length policy, front-end settings, the manifest's input."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bulbar_training.audio import centre_crop
from bulbar_training.config import AudioConfig, FrontendConfig, ModelConfig
from bulbar_training.export import waveform_self_test
from bulbar_training.frontend import MelSettings
from bulbar_training.manifest import AnyLength, Crop, Pad, SelfTest, WaveformInput, Windows


def mel_settings(audio: AudioConfig, frontend: FrontendConfig) -> MelSettings:
    """Front-end settings of a configuration."""
    return MelSettings(
        audio.sample_rate_hz,
        frontend.n_fft,
        frontend.hop,
        frontend.bands,
        frontend.minimum_hz,
        frontend.maximum_hz,
        frontend.pad_mode,
    )


def length_policy(audio: AudioConfig) -> AnyLength | Crop | Pad | Windows:
    """The manifest's length policy."""
    if audio.length == "any":
        return AnyLength()
    if audio.length == "windows":
        return Windows(seconds=audio.seconds, hop_seconds=audio.hop_seconds)
    return Crop(seconds=audio.seconds) if audio.length == "crop" else Pad(seconds=audio.seconds)


def fit_length(waveform: np.ndarray, audio: AudioConfig) -> np.ndarray:
    """What the app does to one recording by the length policy (windows are not cut here)."""
    if audio.length not in ("crop", "pad"):
        return waveform
    samples = round(audio.seconds * audio.sample_rate_hz)
    cut = centre_crop(waveform, samples)
    return np.pad(cut, (0, samples - cut.size)) if audio.length == "pad" else cut


def windows_of(waveform: np.ndarray, samples: int, hop: int) -> np.ndarray:
    """Windows ``[n, samples]`` every ``hop`` samples, the last zero-padded: as the app cuts them."""
    count = max(1, -(-(waveform.size - samples) // hop) + 1)
    padded = np.pad(waveform, (0, max(0, (count - 1) * hop + samples - waveform.size)))
    return np.stack([padded[k * hop : k * hop + samples] for k in range(count)])


def waveform_input(config: ModelConfig, mel: MelSettings) -> WaveformInput:
    """``input`` of the manifest."""
    audio = config.audio
    return WaveformInput(
        sample_rate_hz=audio.sample_rate_hz,
        training_bandwidth_hz=audio.training_bandwidth_hz,
        corpus_sample_rate_hz=audio.corpus_sample_rate_hz,
        trim_top_db=audio.trim_top_db,
        minimum_samples=max(round(audio.minimum_seconds * audio.sample_rate_hz), mel.minimum_samples),
        length=length_policy(audio),
    )


def self_test(path: Path, audio: AudioConfig) -> SelfTest:
    """The exported graph on the fixed tone: 2 s, or the model's exact length where it pads."""
    seconds = audio.seconds if audio.length == "pad" else 2.0
    return waveform_self_test(path, audio.sample_rate_hz, seconds=seconds)
