"""Recordings as the model is fed them, read once and cached, with the list of what could not be read."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import numpy as np

from bulbar_training import core_features, variants
from bulbar_training.audio import UnreadableAudioError, read_mono, resample, trim
from bulbar_training.config import TRAINING, AudioConfig, ModelConfig
from bulbar_training.datasets import READERS, Corpus, Recording, Skipped

Progress = core_features.Progress


def read_corpus(config: ModelConfig) -> Corpus:
    """Recordings of the configured tasks and labels; what can't be read or is too short goes to ``skipped``."""
    corpus = READERS[config.data.reader](config.data.path())
    kept, skipped = [], list(corpus.skipped)
    for recording in corpus.recordings:
        reason = _refusal(recording, config)
        if reason is None:
            kept.append(recording)
        elif reason:
            skipped.append(Skipped(recording.path, reason))
    if not kept:
        raise FileNotFoundError(f"no usable recordings in {config.data.path()}")
    return Corpus(kept, skipped)


def _refusal(recording: Recording, config: ModelConfig) -> str | None:
    """Why a recording is left out; None when it is used, "" when it was not asked for."""
    if config.data.tasks is not None and recording.task not in config.data.tasks:
        return ""
    if recording.label not in config.labels:
        return f"label {recording.label!r} is not one of the model's"
    try:
        waveform, rate_hz = read_mono(recording.path)
    except UnreadableAudioError as error:
        return str(error)
    if not np.any(waveform):
        return "silent"
    if waveform.size < config.audio.minimum_seconds * rate_hz:
        return f"shorter than {config.audio.minimum_seconds} s"
    return None


def prepare(waveform: np.ndarray, native_hz: int, audio: AudioConfig) -> np.ndarray:
    """Resampled (by way of the corpus rate when lower) and trimmed, as the manifest tells the app to."""
    if audio.corpus_sample_rate_hz is not None and native_hz > audio.corpus_sample_rate_hz:
        waveform = resample(waveform, native_hz, audio.corpus_sample_rate_hz)
        native_hz = audio.corpus_sample_rate_hz
    waveform = resample(waveform, native_hz, audio.sample_rate_hz)
    return waveform if audio.trim_top_db is None else trim(waveform, audio.trim_top_db)


Part = tuple[float, float]
"""Start and end of what is heard of a recording, s."""


def heard_parts(
    config: ModelConfig, recordings: list[Recording], variant: str, progress: Progress | None
) -> list[Part | None] | None:
    """What the core hears of every recording, the whole (None) where it found no part; None unless it is asked for."""
    if not config.audio.heard_part:
        return None
    measures = core_features.load_measures(config.data.reader, recordings, variant, progress)
    return [core_features.part_of(values) for values in measures]


def cut_to_part(waveform: np.ndarray, rate_hz: int, part: Part | None) -> np.ndarray:
    """Samples of the part, all without one."""
    if part is None:
        return waveform
    return waveform[max(0, round(part[0] * rate_hz)) : round(part[1] * rate_hz)]


def _cache_file(
    config: ModelConfig, recordings: list[Recording], variant: str, parts: list[Part | None] | None
) -> Path:
    """Named by everything that the content depends on."""
    audio = config.audio
    identity = [
        [(str(r.path), r.path.stat().st_size, r.path.stat().st_mtime_ns) for r in recordings],
        [audio.sample_rate_hz, audio.corpus_sample_rate_hz, audio.trim_top_db, variant],
        *([parts] if parts else []),
    ]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]
    return TRAINING / "cache" / f"{config.data.reader}-{variant}-{key}.npz"


def load_waveforms(
    config: ModelConfig, recordings: list[Recording], variant: str, progress: Progress | None = None
) -> list[np.ndarray]:
    """Waveforms in the order of ``recordings``, cached under ``cache/``."""
    parts = heard_parts(config, recordings, variant, progress)
    path = _cache_file(config, recordings, variant, parts)
    if not path.exists():
        waveforms = []
        for index, recording in enumerate(recordings):
            seed = zlib.crc32(recording.path.name.encode())
            if parts is None:
                waveform, rate_hz = variants.read_variant(recording.path, variant, seed)
            else:  # the core has measured it as a file
                file = core_features.variant_file(recording, variant, core_features.folder_of(config.data.reader))
                waveform, rate_hz = variants.decode(file)
            heard = waveform if parts is None else cut_to_part(waveform, rate_hz, parts[index])
            waveforms.append(prepare(heard, rate_hz, config.audio))
            if progress:
                progress(f"reading {variant}", (index + 1) / len(recordings))
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, samples=np.concatenate(waveforms), lengths=[w.size for w in waveforms])
        partial.rename(path)
    with np.load(path) as stored:
        return np.split(stored["samples"], np.cumsum(stored["lengths"])[:-1])
