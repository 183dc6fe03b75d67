"""Words heard by the phone models of a general recogniser, their scores calibrated: digits-recogniser.

The acoustic model was trained elsewhere on other people. Only the calibration is fitted on rows of the corpus: a scale
for all words and an offset of each, which carry over to new speakers better than a weight for every pair of words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from scipy.optimize import minimize
from scipy.special import expit, log_softmax
from torch import Tensor, nn

from bulbar_training.assembly import assembly_of, take_apart
from bulbar_training.config import REPOSITORY, ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.export import FEATURE_OUTPUTS, PARITY, ParityError, run_graph, session, write_graph
from bulbar_training.manifest import Contributions
from bulbar_training.networks.word_scores import Listening, Search, WordScores
from bulbar_training.phone_models import read_phone_models
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.recipes.waveform_input import fit_length, mel_settings, self_test, waveform_input
from bulbar_training.waveforms import Progress, load_waveforms

BATCH = 20
TURNED_AWAY = 0.1
"""Share of the training recordings of which it is told that another word is as likely."""
OUTPUTS = [*FEATURE_OUTPUTS, "known"]


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    acoustic_model: str
    """Folder, relative to the repository."""
    pronunciations: dict[str, list[str]]
    """Of the words that the labels stand for, in their order: phones with spaces between."""
    frame_step: int
    any_phone: float
    """These two: see ``Search``."""
    variants: list[str]
    """The calibration is fitted on every recording as each of these (see ``variants``)."""
    pad_seconds: float
    peak: float
    dither: float
    silence_share: float


@dataclass(frozen=True)
class Calibrated:
    """Scores of words to logits, and to how likely it is that one of the words was said at all."""

    scale: float
    """Logits a nat a frame."""
    offsets: np.ndarray
    """Of every word."""
    slack: float
    """So much better, nats a frame, may any phones fit before another word is as likely as the words."""

    def logits(self, scores: np.ndarray) -> np.ndarray:
        """``[n, words]`` of scores ``[n, words]``."""
        return self.scale * scores + self.offsets

    def known(self, scores: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Probability ``[n]`` that one of the words was said, where any phones fit by the scores ``other`` ``[n]``."""
        best = scores[np.arange(len(scores)), self.logits(scores).argmax(axis=1)]
        return expit(self.scale * (best - other + self.slack))


def fit_calibration(scores: np.ndarray, other: np.ndarray, labels: np.ndarray) -> Calibrated:
    """The calibration of the least log loss; the slack lets all but ``TURNED_AWAY`` of the recordings pass."""
    rows = np.arange(labels.size)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        answers = log_softmax(parameters[0] * scores + parameters[1:], axis=1)
        over = np.exp(answers)
        over[rows, labels] -= 1
        gradient = np.append((over * scores).sum(), over.sum(axis=0)) / labels.size
        return float(-answers[rows, labels].mean()), gradient

    found = minimize(loss, np.append(10.0, np.zeros(scores.shape[1])), jac=True).x
    scale, offsets = float(found[0]), found[1:] - found[1:].mean()
    best = scores[rows, (scale * scores + offsets).argmax(axis=1)]
    return Calibrated(scale, offsets, -float(np.quantile(best - other, TURNED_AWAY)))


class RecogniserGraph(nn.Module):
    """Waveform and target to word scores, probabilities, class, attributions, and whether it is one of the words."""

    def __init__(self, scores: WordScores, model: Calibrated, temperature: float) -> None:
        super().__init__()
        self.scores = scores
        self.temperature = temperature
        self.scale, self.slack = model.scale, model.slack
        self.register_buffer("offsets", torch.tensor(model.offsets, dtype=torch.float32))

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Attributions ``[1, words]``: the log-odds of the class against each word. ``known`` is ``[1]``."""
        scores = self.scores(waveform)
        values, other = scores[:, :-1], scores[:, -1]
        logits = (self.scale * values + self.offsets) / self.temperature
        chosen = torch.where(target < 0, logits.argmax(dim=1), target)
        against = logits.index_select(1, chosen).transpose(0, 1) - logits
        best = values.index_select(1, logits.argmax(dim=1))[:, 0]
        known = torch.sigmoid(self.scale * (best - other + self.slack))
        return values, torch.softmax(logits, dim=1), chosen, against, known


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
        search = Search(frame_step=own.frame_step, any_phone=own.any_phone)
        self.scores = WordScores(models, listening, search, samples, [*own.pronunciations.values()]).eval()
        self.tables: dict[str, np.ndarray] = {}

    def table(self, variant: str, progress: Progress | None = None) -> np.ndarray:
        """Scores float32 ``[recordings, words + 1]``, the last that of any phones in any order.

        Kept as runs/<id>/scores-<fingerprint>-<variant>.npy.
        """
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
        for variant in dict.fromkeys(["original", *self.settings.variants, *self.config.evaluation.robustness]):
            self.table(variant, progress)

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> Calibrated:
        """Calibration fitted on ``rows``; too quick to need a checkpoint."""
        progress("calibration", 0.0)
        heard = np.concatenate([self.table(variant)[rows] for variant in self.settings.variants]).astype(np.float64)
        return fit_calibration(heard[:, :-1], heard[:, -1], np.tile(self.labels[rows], len(self.settings.variants)))

    def logits(self, model: Calibrated, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Of the calibrated scores."""
        return model.logits(self.table(variant)[rows, :-1].astype(np.float64))

    def known(self, model: Calibrated, rows: np.ndarray) -> np.ndarray:
        """By how any phones fit."""
        heard = self.table("original")[rows].astype(np.float64)
        return model.known(heard[:, :-1], heard[:, -1])

    def save(self, model: Calibrated, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(model) | {"offsets": model.offsets.tolist()}), encoding="utf-8")

    def load(self, path: Path) -> Calibrated:
        """The calibration of :meth:`save`."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return Calibrated(content["scale"], np.array(content["offsets"]), content["slack"])

    def export(self, model: Calibrated, temperature: float, path: Path) -> Exported:
        """Graph with front-end, phone models and paths inside; parity on real recordings."""
        graph = RecogniserGraph(self.scores, model, temperature).eval()
        audio = self.config.audio
        write_graph(graph, round(audio.seconds * audio.sample_rate_hz), OUTPUTS, path)
        take_apart(path, self.scores, assembly_of(self.scores, self.settings.acoustic_model, "scores"))
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
                _, probability, *_, known = graph(torch.from_numpy(heard[row])[None], torch.tensor([-1]))
            worst = max(worst, float(np.abs(got["probabilities"] - probability.numpy()).max()))
            worst = max(worst, float(np.abs(got["known"] - known.numpy()).max()))
        if worst > PARITY:
            raise ParityError(f"graph and model differ by {worst:.1e}")
        return {"probabilities": worst}
