"""From a recording to measures, probabilities and map: soundfile, parselmouth (Praat), librosa, PyTorch, grad-cam.

``python -m bulbar_training.peers.pipeline FILE...`` does it once, as a process of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import librosa
import numpy as np
import parselmouth
import soundfile
import torch
from parselmouth.praat import call
from pytorch_grad_cam import GradCAM
from torch import nn

RATE_HZ = 16_000
FRAMES = {"n_fft": 1024, "hop_length": 256, "n_mels": 128}
PITCH_HZ = (75, 500)
FORMANT_CEILING_HZ = 5500
JITTER = (0, 0, 0.0001, 0.02, 1.3)


def read(path: str) -> tuple[np.ndarray, int]:
    """Mono samples (float32) and their rate."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return samples.mean(axis=1), rate


def praat_measures(samples: np.ndarray, rate: int) -> dict[str, float]:
    """Praat's own code with the settings that Bulbar uses."""
    sound = parselmouth.Sound(samples.astype(np.float64), rate)
    low, high = PITCH_HZ
    pitch = call(sound, "To Pitch", 0, low, high)
    measures = {
        "f0-mean": call(pitch, "Get mean", 0, 0, "Hertz"),
        "f0-sd": call(pitch, "Get standard deviation", 0, 0, "Hertz"),
    }
    pulses = call([sound, pitch], "To PointProcess (cc)")
    for kind in ("local", "local, absolute", "rap", "ppq5", "ddp"):
        measures[f"jitter {kind}"] = call(pulses, f"Get jitter ({kind})", *JITTER)
    for kind in ("local", "local_dB", "apq3", "apq5", "apq11", "dda"):
        measures[f"shimmer {kind}"] = call([sound, pulses], f"Get shimmer ({kind})", *JITTER, 1.6)
    measures["hnr"] = call(call(sound, "To Harmonicity (cc)", 0.01, low, 0.1, 1.0), "Get mean", 0, 0)
    measures["intensity"] = call(call(sound, "To Intensity", low, 0, "yes"), "Get mean", 0, 0, "energy")
    cepstra = call(sound, "To PowerCepstrogram", 60, 0.002, 5000, 50)
    peak = (60, 330, 0.05, "parabolic", 0.001, 0, "Straight", "Robust")
    measures["cpps"] = call(cepstra, "Get CPPS", "no", 0.01, 0.001, *peak)
    formants = call(sound, "To Formant (burg)", 0, 5, FORMANT_CEILING_HZ, 0.025, 50)
    for number in (1, 2, 3):
        measures[f"f{number}"] = call(formants, "Get quantile", number, 0, 0, "hertz", 0.5)
    return measures


def at_model_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    """Resampled by librosa (soxr HQ)."""
    return librosa.resample(samples, orig_sr=rate, target_sr=RATE_HZ)


def log_mel(samples: np.ndarray) -> np.ndarray:
    """librosa's mel spectrogram in dB ``[bands, frames]``."""
    power = librosa.feature.melspectrogram(y=samples, sr=RATE_HZ, **FRAMES)
    return librosa.power_to_db(power, ref=np.max)


def mfcc(samples: np.ndarray) -> np.ndarray:
    """librosa's coefficients ``[13, frames]``."""
    return librosa.feature.mfcc(y=samples, sr=RATE_HZ, n_mfcc=13, **FRAMES)


def small_network() -> nn.Sequential:
    """Three convolutions; random weights."""
    widths = (1, 16, 32, 64)
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU(), nn.MaxPool2d(2)]
    torch.manual_seed(0)
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 2)).eval()


def analysis() -> Callable[[str], object]:
    """What analyses one recording after another with one network."""
    torch.set_num_threads(1)
    network = small_network()
    explain = GradCAM(model=network, target_layers=[network[8]])

    def analyse(path: str) -> tuple[dict[str, float], list[float], np.ndarray]:
        samples, rate = read(path)
        voice, _ = librosa.effects.trim(at_model_rate(samples, rate), top_db=30)
        image = torch.from_numpy(log_mel(voice))[None, None]
        cam = explain(input_tensor=image, targets=None)[0]
        with torch.no_grad():
            probabilities = torch.softmax(network(image), 1)[0]
        return praat_measures(samples, rate), probabilities.tolist(), cam

    return analyse


def main(files: list[str]) -> None:
    """Measures and probabilities of the files, a line each."""
    analyse = analysis()
    for path in files:
        measures, probabilities, _ = analyse(path)
        print(path, measures, probabilities)


if __name__ == "__main__":
    main(sys.argv[1:])
