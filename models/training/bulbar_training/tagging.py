"""Packages of sound-event models from weights that others trained: ``bulbar-train export cnn14 --checkpoint FILE``,
``bulbar-train export yamnet --tflite FILE``.

Nothing here is trained or evaluated: the card and evaluation.json state the authors' own figure and say so.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import pickle
import sys
import textwrap
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.config import REPOSITORY
from bulbar_training.export import (
    PARITY,
    GradCamGraph,
    Parity,
    ParityError,
    digest,
    run_graph,
    session,
    waveform_self_test,
    write_graph,
)
from bulbar_training.frontend import MelPower, power_to_db
from bulbar_training.manifest import (
    TASKS,
    AttentionRollout,
    Calibration,
    Explanation,
    Figure,
    GradCam,
    ModelManifest,
    SelfTest,
    SpectrogramAxis,
    WaveformInput,
    Windows,
)
from bulbar_training.networks import ast, panns, yamnet
from bulbar_training.quantise import METHODS, Method, check_steady

LABELS = Path(__file__).parent / "labels" / "audioset.csv"
OUTPUTS = ["spectrogram", "probabilities", "class", "cam"]
FILES = ("model.onnx", "card.md", "evaluation.json")
FAILURES = (OSError, RuntimeError, ValueError, ImportError, pickle.UnpicklingError, ParityError)
"""What a file that is not the network's, or is none at all, can end in."""


def audioset_labels() -> list[str]:
    """The 527 classes of AudioSet, in the order of the models' outputs."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [row["display_name"] for row in csv.DictReader(lines)]


@dataclass(frozen=True)
class Pretrained:
    """What a published checkpoint is."""

    name: str
    checkpoint: str
    mean_average_precision: float
    """On AudioSet's evaluation set, as its authors published it."""
    window_seconds: float
    hop_seconds: float
    source: str
    licence: str
    attribution: str


_PANNS = (
    10.0,
    10.0,
    "https://zenodo.org/record/3987831",
    "Weights CC BY 4.0 (Zenodo record 3987831); class names CC BY 4.0 (AudioSet, Google LLC); code MIT.",
    "Kong Q. et al., PANNs: Large-Scale Pretrained Audio Neural Networks for Audio Pattern Recognition, IEEE/ACM TASLP "
    "28 (2020) 2880-2894. Class names: Gemmeke J. et al., Audio Set, ICASSP 2017.",
)
MODELS = {
    "cnn14": Pretrained("PANNs Cnn14", "Cnn14_mAP=0.431.pth", 0.431, *_PANNS),
    "cnn10": Pretrained("PANNs Cnn10", "Cnn10_mAP=0.380.pth", 0.380, *_PANNS),
    "cnn6": Pretrained("PANNs Cnn6", "Cnn6_mAP=0.343.pth", 0.343, *_PANNS),
    "mobilenetv2": Pretrained("PANNs MobileNetV2", "MobileNetV2_mAP=0.383.pth", 0.383, *_PANNS),
    "ast": Pretrained(
        "Audio Spectrogram Transformer",
        "audioset_10_10_0.4593.pth",
        0.459,
        10.0,
        10.0,
        "https://github.com/YuanGongND/ast",
        "Weights BSD 3-Clause (YuanGongND/ast); class names CC BY 4.0 (AudioSet, Google LLC); code MIT.",
        "Gong Y., Chung Y.-A., Glass J., AST: Audio Spectrogram Transformer, Interspeech 2021. Class names: Gemmeke J. "
        "et al., Audio Set, ICASSP 2017.",
    ),
    "yamnet": Pretrained(
        "YAMNet",
        "yamnet.tflite",
        0.306,
        yamnet.WINDOW_SAMPLES / yamnet.SAMPLE_RATE_HZ,
        yamnet.WINDOW_SAMPLES / yamnet.SAMPLE_RATE_HZ / 2,
        "https://github.com/tensorflow/models/tree/master/research/audioset/yamnet",
        "Weights Apache-2.0 (Google LLC); class names CC BY 4.0 (AudioSet, Google LLC); code MIT.",
        "Plakal M., Ellis D., YAMNet, TensorFlow Model Garden, 2019, as published for TensorFlow Lite. Class names: "
        "Gemmeke J. et al., Audio Set, ICASSP 2017.",
    ),
}


class LogMel(nn.Module):
    """Waveform to dB, which is also what the network takes."""

    def __init__(self) -> None:
        super().__init__()
        self.mel_power = MelPower(panns.MEL)

    def forward(self, waveform: Tensor) -> tuple[Tensor, Tensor]:
        """dB ``[1, frames, bands]``, twice."""
        level_db = power_to_db(self.mel_power(waveform), panns.MEL.amin)
        return level_db, level_db


class TaggingGraph(GradCamGraph):
    """As :class:`GradCamGraph`, with independent probabilities of the classes."""

    def probabilities(self, logits: Tensor) -> Tensor:
        """Probabilities of classes that occur together."""
        return torch.sigmoid(logits / self.temperature)


def check_parity(module: nn.Module, path: Path, waveforms: list[np.ndarray], targets: tuple[int, ...]) -> Parity:
    """Graph in onnxruntime against the module in PyTorch; raises :class:`ParityError` above 1e-4."""
    runner, worst = session(path), np.zeros(3)
    for waveform in waveforms:
        for target in targets:
            got = run_graph(runner, waveform, target)
            with torch.no_grad():
                answers = module(torch.from_numpy(waveform)[None], torch.tensor([target]))
            expected = dict(zip(OUTPUTS, answers, strict=True))
            difference = {name: np.abs(got[name] - value.numpy()) for name, value in expected.items()}
            if difference["class"].any():
                raise ParityError("the graph explains another class than the model")
            scale = max(1e-12, expected["cam"].max().item())
            audible = expected["spectrogram"].numpy() > expected["spectrogram"].max().item() - 80
            figures = (difference["probabilities"].max(), difference["spectrogram"][audible].max())
            worst = np.maximum(worst, (*figures, difference["cam"].max() / scale))
    probabilities, level_db, cam = map(float, worst)
    parity = Parity(probabilities, level_db, cam, cam_worst=cam)
    if parity.probabilities > PARITY or parity.cam > 1e-3:
        raise ParityError(f"graph and model differ: {parity}")
    return parity


@dataclass(frozen=True)
class TaggingModel:
    """A network ready for export."""

    graph: nn.Module
    sample_rate_hz: int
    maximum_hz: float
    explanation: Explanation
    labels: list[str]
    samples: int
    """Of one window."""
    minimum_hz: float = 0.0


def build_panns(name: str, checkpoint: Path | None, target_layer: str | None) -> TaggingModel:
    """PANNs network with its front-end."""
    network = panns.trunk_and_head(panns.load(name, checkpoint, len(audioset_labels())), target_layer)
    mel = panns.MEL
    axis = SpectrogramAxis(
        scale="mel-slaney",
        minimum_hz=mel.minimum_hz,
        maximum_hz=mel.maximum_hz,
        bands=mel.bands,
        hop_seconds=mel.hop / mel.sample_rate_hz,
    )
    graph = TaggingGraph(LogMel(), network, 1.0).eval()
    explanation = GradCam(target_layer=network.target_layer, spectrogram=axis)
    return TaggingModel(
        graph, mel.sample_rate_hz, mel.maximum_hz, explanation, audioset_labels(), 10 * mel.sample_rate_hz
    )


def build_ast(checkpoint: Path | None) -> TaggingModel:
    """Audio Spectrogram Transformer with its front-end."""
    axis = SpectrogramAxis(
        scale="mel-htk",
        minimum_hz=ast.MINIMUM_HZ,
        maximum_hz=ast.MAXIMUM_HZ,
        bands=ast.BANDS,
        hop_seconds=ast.HOP / ast.SAMPLE_RATE_HZ,
    )
    graph = ast.AstGraph(ast.load(checkpoint)).eval()
    explanation = AttentionRollout(spectrogram=axis)
    samples = 10 * ast.SAMPLE_RATE_HZ
    return TaggingModel(graph, ast.SAMPLE_RATE_HZ, ast.MAXIMUM_HZ, explanation, audioset_labels(), samples)


def build_yamnet(tflite: Path) -> TaggingModel:
    """YAMNet with its front-end, from Google's file."""
    file = yamnet.read(tflite)
    network = yamnet.trunk_and_head(file)
    axis = SpectrogramAxis(
        scale="mel-htk",
        minimum_hz=yamnet.MINIMUM_HZ,
        maximum_hz=yamnet.MAXIMUM_HZ,
        bands=yamnet.BANDS,
        hop_seconds=yamnet.HOP / yamnet.SAMPLE_RATE_HZ,
    )
    graph = TaggingGraph(yamnet.LogMelMagnitude(file), network, 1.0).eval()
    explanation = GradCam(target_layer=network.target_layer, spectrogram=axis)
    samples = yamnet.WINDOW_SAMPLES
    return TaggingModel(
        graph, yamnet.SAMPLE_RATE_HZ, yamnet.MAXIMUM_HZ, explanation, file.labels, samples, yamnet.MINIMUM_HZ
    )


def evaluation(name: str, source: Path, parity: dict[str, float], command: str) -> dict:
    """evaluation.json: the authors' figure, their file's digest, agreement of the graph with what it was made of."""
    about = MODELS[name]
    return {
        "schemaVersion": 1,
        "model": f"audioset-{name}",
        "command": command,
        "measuredHere": False,
        "headline": {
            "metric": "mAP",
            "value": about.mean_average_precision,
            "interval": None,
            "protocol": "AudioSet evaluation set, as published by the authors; not measured here",
        },
        "checkpoint": {
            "name": source.name,
            "bytes": source.stat().st_size,
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        },
        "parity": parity,
    }


_PANNS_MAP = (
    "The map at the last convolution has 2 bands (Cnn14): it resolves time, not frequency. An earlier layer "
    "(`--target-layer conv_block4.conv2`, 8 bands) resolves both."
)
LIMITS = {
    "ast": "The map is the attention rollout: the same for every class.",
    "yamnet": "The map has 6 steps of time and 4 bands in each window. On sustained vowels YAMNet hears growling or "
    "chant: it is for the room, not for the voice. The authors' figure is that of their float model.",
}


def agreement(parity: dict[str, float]) -> str:
    """How far the graph agrees with what it was made of, in a sentence or two."""
    told = f"The graph agrees with the network to {parity['probabilities']:.1e} in probability."
    if "reducedWindows" in parity:
        told = (
            f"Made smaller ({parity['bytes'] / 1e6:.1f} MB instead of {parity['fullBytes'] / 1e6:.1f}), which moves "
            f"its answers by at most {parity['reducedProbabilities']:.1e} in {parity['reducedWindows']:.0f} windows of "
            f"noise and made-up voices, with the same sound first in {parity['reducedSameTop']:.0%}. Before: {told}"
        )
    if "tfliteProbabilities" not in parity:
        return told
    return (
        f"{told} The TFLite runtime, which rounds every activation to 256 steps, differs by at most "
        f"{parity['tfliteProbabilities']:.3f} in {parity['tfliteWindows']:.0f} windows of noise and made-up voices, "
        f"and names the same sound first in {parity['tfliteSameTop']:.0%} of them."
    )


def card(name: str, facts: dict) -> str:
    """card.md."""
    about = MODELS[name]
    sections = [
        f"# {about.name} (audioset-{name})",
        "**experimental. Research use only, not for diagnosis.** Names sounds (speech, breathing, cough, noise ...) in "
        "a recording; it knows nothing of dysarthria.",
        f"## Training data\n\nAudioSet (about two million clips of 10 s from videos), by the authors. File "
        f"`{facts['checkpoint']['name']}` from {about.source}, SHA-256 `{facts['checkpoint']['sha256']}`.",
        f"## Honest error\n\nMean average precision {about.mean_average_precision}, as the authors published it for "
        f"`{about.checkpoint}`. Nothing was measured on patients.",
        f"## Agreement\n\n{agreement(facts['parity'])}",
        f"## Limits\n\n- Recordings are tagged in windows of {about.window_seconds:g} s; shorter ones are padded with "
        f"silence, which lowers the probabilities.\n- {LIMITS.get(name, _PANNS_MAP)}",
        f"## Licence and attribution\n\n{about.licence}\n\n{about.attribution}",
        f"## How to repeat it\n\n```\n{facts['command']}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def manifest(name: str, model: TaggingModel, folder: Path) -> ModelManifest:
    """The manifest of a folder whose other files are in place."""
    about, facts = MODELS[name], json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    stored = facts.get("storedAs")
    return ModelManifest(
        id=f"audioset-{name}-{stored}" if stored else f"audioset-{name}",
        version="0.1.0",
        name=f"{about.name}, {stored}" if stored else about.name,
        kind="sound-events",
        status="experimental",
        summary=f"Which of AudioSet's {len(model.labels)} kinds of sound are in the recording?",
        trained_on="AudioSet, about two million video clips of 10 s, by the model's authors; no patients.",
        honest_error=Figure.model_validate(facts["headline"]),
        tasks=list(TASKS),
        input=WaveformInput(
            sample_rate_hz=model.sample_rate_hz,
            training_bandwidth_hz=(model.minimum_hz, model.maximum_hz),
            corpus_sample_rate_hz=None,
            trim_top_db=None,
            minimum_samples=model.sample_rate_hz // 2,
            length=Windows(seconds=about.window_seconds, hop_seconds=about.hop_seconds),
        ),
        labels=model.labels,
        ordinal=False,
        positive_label=None,
        activation="sigmoid",
        explanation=model.explanation,
        calibration=Calibration(temperature=1, conformal=None, reject_below=None),
        aggregation=["mean-probability"],
        files={file: digest(folder / file) for file in FILES},
        self_test=steady_self_test(folder / "model.onnx", model, min(2.0, about.window_seconds)),
        licence=about.licence,
        attribution=about.attribution,
    )


def steady_self_test(path: Path, model: TaggingModel, seconds: float) -> SelfTest:
    """What the graph answers to the fixed tone, on other machines too."""
    test = waveform_self_test(path, model.sample_rate_hz, seconds=seconds)
    check_steady(path, test, model.sample_rate_hz)
    return test


def build(name: str, source: Path, target_layer: str | None) -> TaggingModel:
    """A network with the authors' weights."""
    if name in {"ast", "yamnet"} and target_layer is not None:
        raise ValueError(f"{name} has no target layer to choose")
    if name == "ast":
        return build_ast(source)
    return build_yamnet(source) if name == "yamnet" else build_panns(name, source, target_layer)


def export(
    name: str, source: Path, target_layer: str | None, folder: Path, method: Method | None = None
) -> ModelManifest:
    """Writes the whole package of published weights into ``folder``; with ``method`` one that takes less room."""
    if not source.is_file():
        raise FileNotFoundError(f"{source} is not a file")
    model = build(name, source, target_layer)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    write_graph(model.graph, model.samples, OUTPUTS, path)
    noise = np.random.default_rng(0).standard_normal(model.samples).astype(np.float32) * 0.1
    parity = asdict(check_parity(model.graph, path, [noise], (-1, 0)))
    if name == "yamnet":
        parity |= tflite_agreement(source, path)
    if method:
        parity |= reduce(path, method, model)
    layer = f" --target-layer {target_layer}" if target_layer else ""
    smaller = f" --quantise {method}" if method else ""
    command = f"bulbar-train export {name} {source_option(name)} {source.name}{layer}{smaller}"
    facts = evaluation(name, source, parity, command) | ({"storedAs": method} if method else {})
    (folder / "evaluation.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(card(name, facts), encoding="utf-8")
    made = manifest(name, model, folder)
    (folder / "manifest.json").write_text(made.to_json(), encoding="utf-8")
    return made


def made_up_windows(samples: int, rate_hz: int, count: int) -> list[np.ndarray]:
    """Noise of several levels, every other one with a made-up voice of a pitch that sways."""
    generator = np.random.default_rng(1)
    time = np.arange(samples) / rate_hz
    windows = []
    for index in range(count):
        noise = generator.standard_normal(time.size) * 10 ** generator.uniform(-3, -1)
        pitch = generator.uniform(80, 400) * (1 + 0.1 * np.sin(2 * np.pi * generator.uniform(1, 6) * time))
        phase = 2 * np.pi * np.cumsum(pitch) / rate_hz
        voice = sum(np.sin(k * phase) / k for k in range(1, 12)) * 0.1 * (index % 2)
        windows.append((noise + voice).astype(np.float32))
    return windows


def reduce(path: Path, method: Method, model: TaggingModel, count: int = 12) -> dict[str, float]:
    """Makes the graph smaller, in place; sizes, and how far its answers move from the full one's in made-up windows."""
    windows = made_up_windows(model.samples, model.sample_rate_hz, count)
    full = answers_of(path, windows)
    sizes = {"fullBytes": float(path.stat().st_size)}
    smaller = path.with_name("smaller.onnx")
    METHODS[method](path, smaller)
    smaller.replace(path)
    got = answers_of(path, windows)
    return sizes | {
        "bytes": float(path.stat().st_size),
        "reducedProbabilities": float(np.abs(got - full).max()),
        "reducedSameTop": float((got.argmax(axis=1) == full.argmax(axis=1)).mean()),
        "reducedWindows": count,
    }


def answers_of(path: Path, windows: list[np.ndarray]) -> np.ndarray:
    """Probabilities ``[windows, classes]`` of a graph."""
    runner = session(path)
    return np.array([run_graph(runner, window)["probabilities"][0] for window in windows])


def tflite_agreement(tflite: Path, path: Path, count: int = 60) -> dict[str, float]:
    """The exported graph beside the TFLite runtime, in noise of several levels and in made-up voices."""
    windows = made_up_windows(yamnet.WINDOW_SAMPLES, yamnet.SAMPLE_RATE_HZ, count)
    got = answers_of(path, windows)
    expected = yamnet.tflite_probabilities(tflite, windows)
    return {
        "tfliteProbabilities": float(np.abs(got - expected).max()),
        "tfliteSameTop": float((got.argmax(axis=1) == expected.argmax(axis=1)).mean()),
        "tfliteWindows": count,
    }


def source_option(name: str) -> str:
    """The option that names the authors' file."""
    return "--tflite" if name == "yamnet" else "--checkpoint"


def main(arguments: list[str]) -> int:
    """``bulbar-train export NAME --checkpoint FILE [--target-layer LAYER] [--out FOLDER]``; 0 done, 1 failed."""
    parser = argparse.ArgumentParser(prog="bulbar-train export", description=__doc__)
    parser.add_argument("name", choices=sorted(MODELS))
    file = parser.add_mutually_exclusive_group(required=True)
    file.add_argument("--checkpoint", type=Path, help="the authors' PyTorch file (all but yamnet)")
    file.add_argument("--tflite", type=Path, help="Google's TFLite file (yamnet)")
    parser.add_argument("--target-layer", help="layer of the Grad-CAM; the last convolution by default (PANNs)")
    parser.add_argument("--quantise", choices=list(METHODS), help="a package that takes less room")
    parser.add_argument("--out", type=Path, help="folder of the package; models/audioset-NAME by default")
    options = parser.parse_args(arguments)
    if (options.tflite is None) == (options.name == "yamnet"):
        parser.error(f"{options.name} is made from {source_option(options.name)} FILE")
    suffix = f"-{options.quantise}" if options.quantise else ""
    folder = options.out or REPOSITORY / "models" / f"audioset-{options.name}{suffix}"
    try:
        made = export(
            options.name, options.tflite or options.checkpoint, options.target_layer, folder, options.quantise
        )
    except FAILURES as error:
        print(f"bulbar-train: {line_of(error)}", file=sys.stderr)
        return 1
    print(f"{folder}: {made.files['model.onnx'].bytes / 1e6:.1f} MB")
    return 0


def line_of(error: Exception) -> str:
    """The error in one line: PyTorch tells of a file that is no checkpoint in a page."""
    if isinstance(error, ImportError):
        return f"{error}: pip install 'bulbar-training[tflite]'"
    if isinstance(error, pickle.UnpicklingError) or "PytorchStreamReader" in str(error):
        return "the file is no PyTorch checkpoint"
    return textwrap.shorten(str(error), 300, placeholder=" ...")
