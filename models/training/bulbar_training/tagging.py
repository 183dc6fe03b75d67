"""Packages of sound-event models from checkpoints that others trained: ``bulbar-train export cnn14 --checkpoint FILE``.

Nothing here is trained or evaluated: the card and evaluation.json state the authors' own figure and say so.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args

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
    AttentionRollout,
    Calibration,
    Explanation,
    Figure,
    GradCam,
    ModelManifest,
    SpectrogramAxis,
    TaskId,
    WaveformInput,
    Windows,
)
from bulbar_training.networks import ast, panns

LABELS = Path(__file__).parent / "labels" / "audioset.csv"
OUTPUTS = ["spectrogram", "probabilities", "class", "cam"]
FILES = ("model.onnx", "card.md", "evaluation.json")


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
    source: str
    licence: str
    attribution: str


_PANNS = (
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
        "https://github.com/YuanGongND/ast",
        "Weights BSD 3-Clause (YuanGongND/ast); class names CC BY 4.0 (AudioSet, Google LLC); code MIT.",
        "Gong Y., Chung Y.-A., Glass J., AST: Audio Spectrogram Transformer, Interspeech 2021. Class names: Gemmeke J. "
        "et al., Audio Set, ICASSP 2017.",
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
    parity = Parity(*map(float, worst), cam_worst=float(worst[2]))
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
    return TaggingModel(graph, mel.sample_rate_hz, mel.maximum_hz, explanation)


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
    return TaggingModel(graph, ast.SAMPLE_RATE_HZ, ast.MAXIMUM_HZ, AttentionRollout(spectrogram=axis))


def evaluation(name: str, checkpoint: Path, parity: Parity, command: str) -> dict:
    """evaluation.json: the authors' figure, the checkpoint's digest, agreement of graph and network."""
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
            "name": checkpoint.name,
            "bytes": checkpoint.stat().st_size,
            "sha256": hashlib.sha256(checkpoint.read_bytes()).hexdigest(),
        },
        "parity": asdict(parity),
    }


MAP_LIMITS = {
    "panns": "The map at the last convolution has 2 bands (Cnn14): it resolves time, not frequency. An earlier layer "
    "(`--target-layer conv_block4.conv2`, 8 bands) resolves both.",
    "ast": "The map is the attention rollout: the same for every class.",
}


def card(name: str, facts: dict) -> str:
    """card.md."""
    about = MODELS[name]
    sections = [
        f"# {about.name} (audioset-{name})",
        "**experimental. Research use only, not for diagnosis.** Names sounds (speech, breathing, cough, noise ...) in "
        "a recording; it knows nothing of dysarthria.",
        f"## Training data\n\nAudioSet (about two million clips of 10 s from videos), by the authors. Checkpoint "
        f"`{facts['checkpoint']['name']}` from {about.source}, SHA-256 `{facts['checkpoint']['sha256']}`.",
        f"## Honest error\n\nMean average precision {about.mean_average_precision}, as the authors published it for "
        f"`{about.checkpoint}`. Nothing was measured on patients.",
        f"## Agreement\n\nThe graph agrees with the network to {facts['parity']['probabilities']:.1e} in probability.",
        f"## Limits\n\n- Recordings are tagged in windows of 10 s; shorter ones are padded with silence, which lowers "
        f"the probabilities.\n- {MAP_LIMITS['ast' if name == 'ast' else 'panns']}",
        f"## Licence and attribution\n\n{about.licence}\n\n{about.attribution}",
        f"## How to repeat it\n\n```\n{facts['command']}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def manifest(name: str, model: TaggingModel, folder: Path) -> ModelManifest:
    """The manifest of a folder whose other files are in place."""
    about, facts = MODELS[name], json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    return ModelManifest(
        id=f"audioset-{name}",
        version="0.1.0",
        name=about.name,
        kind="sound-events",
        status="experimental",
        summary="Which of AudioSet's 527 kinds of sound are in the recording?",
        trained_on="AudioSet, about two million video clips of 10 s, by the model's authors; no patients.",
        honest_error=Figure.model_validate(facts["headline"]),
        tasks=list(get_args(TaskId)),
        input=WaveformInput(
            sample_rate_hz=model.sample_rate_hz,
            training_bandwidth_hz=(0, model.maximum_hz),
            corpus_sample_rate_hz=None,
            trim_top_db=None,
            minimum_samples=model.sample_rate_hz // 2,
            length=Windows(seconds=10, hop_seconds=10),
        ),
        labels=audioset_labels(),
        ordinal=False,
        positive_label=None,
        activation="sigmoid",
        explanation=model.explanation,
        calibration=Calibration(temperature=1, conformal=None, reject_below=None),
        aggregation=["mean-probability"],
        files={file: digest(folder / file) for file in FILES},
        self_test=waveform_self_test(folder / "model.onnx", model.sample_rate_hz),
        licence=about.licence,
        attribution=about.attribution,
    )


def export(name: str, checkpoint: Path, target_layer: str | None, folder: Path) -> ModelManifest:
    """Writes the whole package of a published checkpoint into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    if name == "ast" and target_layer is not None:
        raise ValueError("ast is explained by attention rollout, which has no target layer")
    model = build_ast(checkpoint) if name == "ast" else build_panns(name, checkpoint, target_layer)
    rate, path = model.sample_rate_hz, folder / "model.onnx"
    write_graph(model.graph, 10 * rate, OUTPUTS, path)
    noise = np.random.default_rng(0).standard_normal(10 * rate).astype(np.float32) * 0.1
    parity = check_parity(model.graph, path, [noise], (-1, 0))
    layer = f" --target-layer {target_layer}" if target_layer else ""
    facts = evaluation(name, checkpoint, parity, f"bulbar-train export {name} --checkpoint {checkpoint.name}{layer}")
    (folder / "evaluation.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(card(name, facts), encoding="utf-8")
    made = manifest(name, model, folder)
    (folder / "manifest.json").write_text(made.to_json(), encoding="utf-8")
    return made


def main(arguments: list[str]) -> int:
    """``bulbar-train export NAME --checkpoint FILE [--target-layer LAYER] [--out FOLDER]``; 0 done, 1 failed."""
    parser = argparse.ArgumentParser(prog="bulbar-train export", description=__doc__)
    parser.add_argument("name", choices=sorted(MODELS))
    parser.add_argument("--checkpoint", type=Path, required=True, help="the authors' file")
    parser.add_argument("--target-layer", help="layer of the Grad-CAM; the last convolution by default")
    parser.add_argument("--out", type=Path, help="folder of the package; models/audioset-NAME by default")
    options = parser.parse_args(arguments)
    folder = options.out or REPOSITORY / "models" / f"audioset-{options.name}"
    try:
        made = export(options.name, options.checkpoint, options.target_layer, folder)
    except (OSError, RuntimeError, ValueError, ParityError) as error:
        print(f"bulbar-train: {error}", file=sys.stderr)
        return 1
    print(f"{folder}: {made.files['model.onnx'].bytes / 1e6:.1f} MB")
    return 0
