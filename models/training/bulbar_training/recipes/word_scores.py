"""Words heard by the phone models of a general recogniser, their scores calibrated: digits-recogniser.

The acoustic model was trained elsewhere on other people. Only the calibration is fitted on rows of the corpus: a scale
for all words and an offset of each, which carry over to new speakers better than a weight for every pair of words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from scipy.optimize import minimize
from scipy.special import log_softmax
from torch import Tensor, nn

from bulbar_training.config import REPOSITORY, ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.export import FEATURE_OUTPUTS, PARITY, ParityError, run_graph, session, write_graph
from bulbar_training.manifest import Contributions
from bulbar_training.networks.word_scores import Listening, WordScores
from bulbar_training.phone_models import read_phone_models
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.recipes.waveform_input import fit_length, mel_settings, self_test, waveform_input
from bulbar_training.waveforms import Progress, load_waveforms

BATCH = 20


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    acoustic_model: str
    """Folder, relative to the repository."""
    pronunciations: dict[str, list[str]]
    """Of the words that the labels stand for, in their order: phones with spaces between."""
    pad_seconds: float
    peak: float
    dither: float
    silence_share: float


@dataclass(frozen=True)
class Calibrated:
    """Scores of words to logits."""

    scale: float
    """Logits a nat a frame."""
    offsets: np.ndarray
    """Of every word."""

    def logits(self, scores: np.ndarray) -> np.ndarray:
        """``[n, words]`` of scores ``[n, words]``."""
        return self.scale * scores + self.offsets


def fit_calibration(scores: np.ndarray, labels: np.ndarray) -> Calibrated:
    """The calibration of the least log loss."""

    def loss(parameters: np.ndarray) -> float:
        answers = log_softmax(Calibrated(parameters[0], parameters[1:]).logits(scores), axis=1)
        return float(-answers[np.arange(labels.size), labels].mean())

    found = minimize(loss, np.append(10.0, np.zeros(scores.shape[1]))).x
    return Calibrated(float(found[0]), found[1:] - found[1:].mean())


class RecogniserGraph(nn.Module):
    """Waveform and target to word scores, probabilities, class and attributions."""

    def __init__(self, scores: WordScores, model: Calibrated, temperature: float) -> None:
        super().__init__()
        self.scores = scores
        self.temperature = temperature
        self.scale = model.scale
        self.register_buffer("offsets", torch.tensor(model.offsets, dtype=torch.float32))

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Attributions ``[1, words]``: the log-odds of the class against each word."""
        values = self.scores(waveform)
        logits = (self.scale * values + self.offsets) / self.temperature
        chosen = torch.where(target < 0, logits.argmax(dim=1), target)
        against = logits.index_select(1, chosen).transpose(0, 1) - logits
        return values, torch.softmax(logits, dim=1), chosen, against


class RecognisedWords(Recipe):
    """Scores once for the corpus, then a calibration per fit."""

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)
        audio, frontend, own = config.audio, config.frontend, self.settings
        listening = Listening(
            sample_rate_hz=audio.sample_rate_hz,
            filters=frontend.bands,
            minimum_hz=frontend.minimum_hz,
            maximum_hz=frontend.maximum_hz,
            pad_seconds=own.pad_seconds,
            peak=own.peak,
            dither=own.dither,
            silence_share=own.silence_share,
        )
        models = read_phone_models(REPOSITORY / own.acoustic_model)
        samples = round(audio.seconds * audio.sample_rate_hz)
        self.scores = WordScores(models, listening, samples, list(own.pronunciations.values())).eval()
        self.tables: dict[str, np.ndarray] = {}

    def table(self, variant: str, progress: Progress | None = None) -> np.ndarray:
        """Scores float32 ``[recordings, words]`` of a variant, kept as runs/<id>/scores-<fingerprint>-<variant>.npy."""
        path = self.config.run_folder / f"scores-{self.config.fingerprint()}-{variant}.npy"
        if variant not in self.tables and path.exists():
            self.tables[variant] = np.load(path)
        if variant not in self.tables:
            rows = list(self._scored(self.heard_of(variant, progress), progress))
            self.tables[variant] = np.concatenate(rows)
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, self.tables[variant])
        return self.tables[variant]

    def heard_of(self, variant: str, progress: Progress | None = None) -> np.ndarray:
        """Every recording as the graph is given it, ``[recordings, samples]``."""
        waveforms = load_waveforms(self.config, self.recordings, variant, progress)
        return np.stack([fit_length(waveform, self.config.audio) for waveform in waveforms])

    def _scored(self, heard: np.ndarray, progress: Progress | None) -> Iterator[np.ndarray]:
        for first in range(0, len(heard), BATCH):
            with torch.no_grad():
                yield self.scores(torch.from_numpy(heard[first : first + BATCH])).numpy()
            if progress:
                progress("hearing", min(1.0, (first + BATCH) / len(heard)))

    def preprocess(self, progress: Progress) -> None:
        """Hears every recording, in every variant that is asked for."""
        for variant in ["original", *self.config.evaluation.robustness]:
            self.table(variant, progress)

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> Calibrated:
        """Calibration fitted on ``rows``; too quick to need a checkpoint."""
        progress("calibration", 0.0)
        return fit_calibration(self.table("original")[rows].astype(np.float64), self.labels[rows])

    def logits(self, model: Calibrated, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Of the calibrated scores."""
        return model.logits(self.table(variant)[rows].astype(np.float64))

    def save(self, model: Calibrated, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps({"scale": model.scale, "offsets": model.offsets.tolist()}), encoding="utf-8")

    def load(self, path: Path) -> Calibrated:
        """The calibration of :meth:`save`."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return Calibrated(content["scale"], np.array(content["offsets"]))

    def export(self, model: Calibrated, temperature: float, path: Path) -> Exported:
        """Graph with front-end, phone models and paths inside; parity on real recordings."""
        graph = RecogniserGraph(self.scores, model, temperature).eval()
        audio = self.config.audio
        write_graph(graph, round(audio.seconds * audio.sample_rate_hz), FEATURE_OUTPUTS, path)
        return Exported(
            waveform_input(self.config, mel_settings(audio, self.config.frontend)),
            Contributions(features=list(self.settings.pronunciations), unit="log-odds"),
            self_test(path, audio),
            self._parity(graph, path),
        )

    def _parity(self, graph: RecogniserGraph, path: Path) -> dict[str, float]:
        """Largest difference of a probability between onnxruntime and PyTorch over 50 recordings."""
        runner, worst = session(path), 0.0
        heard = self.heard_of("original")
        for row in np.linspace(0, len(heard) - 1, 50).astype(int):
            got = run_graph(runner, heard[row])
            with torch.no_grad():
                _, probability, *_ = graph(torch.from_numpy(heard[row])[None], torch.tensor([-1]))
            worst = max(worst, float(np.abs(got["probabilities"] - probability.numpy()).max()))
        if worst > PARITY:
            raise ParityError(f"graph and model differ by {worst:.1e}")
        return {"probabilities": worst}
