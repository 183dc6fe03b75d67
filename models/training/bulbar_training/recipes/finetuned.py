"""A published sound-event network taught a question of one's own: a new last layer, or all of its layers.

A recording's answer is the mean probability of its windows, as the app gives it, and that mean is what is trained.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor, nn

from bulbar_training import tagging
from bulbar_training.config import REPOSITORY, ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.export import GradCamGraph, check_parity, waveform_self_test, write_graph
from bulbar_training.manifest import WaveformInput
from bulbar_training.networks import TrunkAndHead
from bulbar_training.optimisation import OptimisationSettings, optimise
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.recipes.waveform_input import length_policy, windows_of
from bulbar_training.splits import grouped
from bulbar_training.waveforms import Progress, load_waveforms

INNER_FOLDS = 3
"""Among the training rows, by speaker, that choose the penalty."""


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base: str
    """Name of the network in ``tagging.MODELS``."""
    weights: str
    """The authors' file, relative to the repository unless absolute."""
    penalties: list[float] = Field(default=[0.01, 0.1, 1.0], min_length=1)
    """Weights of half the squared norm of the new layer, on embeddings of unit variance: the one of the least loss on
    speakers left out among the training rows is taken."""
    all_layers: OptimisationSettings | None = None
    """How the layers before are trained as well, from the fitted last one on; null: they stay the authors'."""
    windows_per_recording: int = 4
    """So many windows of a recording, drawn anew, are in a batch when all layers are trained."""


def recording_loss(logits: Tensor, recording: Tensor, truth: Tensor) -> Tensor:
    """Negative log of the mean probability over a recording's windows, averaged over recordings.

    ``logits`` ``[windows, classes]``, ``recording`` ``[windows]``: number of the recording; ``truth`` ``[recordings]``.
    """
    share = torch.softmax(logits, dim=1)
    total = torch.zeros(truth.numel(), logits.shape[1]).index_add(0, recording, share)
    mean = total / torch.bincount(recording, minlength=truth.numel())[:, None]
    return -mean.gather(1, truth[:, None]).clamp(min=1e-12).log().mean()


def fit_last_layer(embeddings: list[np.ndarray], labels: np.ndarray, classes: int, penalty: float) -> nn.Linear:
    """Linear layer of the least penalised :func:`recording_loss` on windows' embeddings ``[windows, width]``."""
    table = torch.from_numpy(np.concatenate(embeddings))
    recording = torch.repeat_interleave(torch.arange(len(embeddings)), torch.tensor([len(e) for e in embeddings]))
    truth = torch.from_numpy(labels)
    centre, deviation = table.mean(dim=0), table.std(dim=0, correction=0).clamp(min=1e-6)
    normal = (table - centre) / deviation
    layer = nn.Linear(table.shape[1], classes)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = recording_loss(layer(normal), recording, truth) + penalty / 2 * layer.weight.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    with torch.no_grad():
        layer.weight /= deviation
        layer.bias -= layer.weight @ centre
    return layer


class Finetuned(Recipe):
    """Head on the embeddings of a published network, with a Grad-CAM in the graph."""

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)
        weights = REPOSITORY / self.settings.weights
        self.content = hashlib.sha256(weights.read_bytes()).hexdigest()
        self.base = tagging.build(self.settings.base, weights, None)
        self.hop = round((config.audio.hop_seconds or 0) * self.base.sample_rate_hz)
        self.waveforms: dict[str, list[np.ndarray]] = {}
        self.embedded: dict[tuple[str, int], np.ndarray] = {}

    @property
    def network(self) -> TrunkAndHead:
        """The authors' network."""
        return self.base.graph.network

    def preprocess(self, progress: Progress) -> None:
        """Embeddings of every window of every recording."""
        for row in range(len(self.recordings)):
            self.embeddings(row, "original")
            progress("listening", (row + 1) / len(self.recordings))

    def windows(self, row: int, variant: str) -> np.ndarray:
        """What the network hears of a recording, one row a window."""
        if variant not in self.waveforms:
            self.waveforms[variant] = load_waveforms(self.config, self.recordings, variant)
        return windows_of(self.waveforms[variant][row], self.base.samples, self.hop)

    def pictures(self, windows: np.ndarray) -> Tensor:
        """Network input of windows ``[n, 1, frames, bands]``."""
        with torch.no_grad():
            inputs = [self.base.graph.spectrogram(torch.from_numpy(window.copy())[None])[1] for window in windows]
        return torch.cat(inputs)[:, None]

    def embed(self, network: TrunkAndHead, windows: np.ndarray) -> np.ndarray:
        """What the last layer hears of windows ``[n, width]``."""
        with torch.no_grad():
            rows = [network.head[:-1](network.trunk(self.pictures(window[None]))) for window in windows]
        return torch.cat(rows).numpy()

    def embeddings(self, row: int, variant: str) -> np.ndarray:
        """The same of a recording by the authors' network, kept."""
        if (variant, row) not in self.embedded:
            self.embedded[variant, row] = self.embed(self.network, self.windows(row, variant))
        return self.embedded[variant, row]

    def with_last(self, network: TrunkAndHead, last: nn.Linear) -> TrunkAndHead:
        """A network that ends in another layer; shares the others."""
        return TrunkAndHead(network.trunk, nn.Sequential(*network.head[:-1], last), network.target_layer).eval()

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TrunkAndHead:
        """New last layer fitted on ``rows``, then all layers where the configuration asks for it."""
        torch.manual_seed(seed)
        last = self._last_layer(rows, self._penalty(rows, seed))
        if self.settings.all_layers is None:
            return self.with_last(self.network, last)
        network = self.with_last(copy.deepcopy(self.network), last)
        for parameter in network.parameters():
            parameter.requires_grad_(True)
        optimise(network, self._loss, rows, seed, self.settings.all_layers, checkpoint, progress)
        return network.eval()

    def _last_layer(self, rows: np.ndarray, penalty: float) -> nn.Linear:
        embeddings = [self.embeddings(row, "original") for row in rows]
        return fit_last_layer(embeddings, self.labels[rows], len(self.config.labels), penalty)

    def _penalty(self, rows: np.ndarray, seed: int) -> float:
        """The penalty of the least loss in folds by speaker of the rows; the largest where speakers are too few."""
        penalties = self.settings.penalties
        speakers = np.array([self.recordings[row].speaker for row in rows])
        if len(penalties) == 1 or np.unique(speakers).size < INNER_FOLDS:
            return max(penalties)
        folds = grouped(self.labels[rows], speakers, INNER_FOLDS, seed)
        losses = [sum(self._left_out(rows[fit], rows[held], each) for fit, held in folds) for each in penalties]
        return penalties[int(np.argmin(losses))]

    def _left_out(self, rows: np.ndarray, held: np.ndarray, penalty: float) -> float:
        """Negative log-likelihood of ``held`` after a fit on ``rows``."""
        answers = self.logits(self.with_last(self.network, self._last_layer(rows, penalty)), held)
        return -float(answers[np.arange(held.size), self.labels[held]].sum())

    def _loss(self, network: TrunkAndHead, batch: np.ndarray, generator: np.random.Generator) -> Tensor:
        """Loss of a batch of recordings, some windows of each; statistics of normalisation layers stay the authors'."""
        network.eval()
        drawn = [self._draw(self.windows(row, "original"), generator) for row in batch]
        recording = torch.repeat_interleave(torch.arange(len(drawn)), torch.tensor([len(d) for d in drawn]))
        logits = network(self.pictures(np.concatenate(drawn)))
        return recording_loss(logits, recording, torch.from_numpy(self.labels[batch]))

    def _draw(self, windows: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        return windows[generator.permutation(len(windows))[: self.settings.windows_per_recording]]

    def logits(self, model: TrunkAndHead, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log of the mean probability over each recording's windows."""
        return np.stack([self._log_mean(model, row, variant) for row in rows])

    def _log_mean(self, model: TrunkAndHead, row: int, variant: str) -> np.ndarray:
        shared = model.trunk is self.network.trunk
        heard = self.embeddings(row, variant) if shared else self.embed(model, self.windows(row, variant))
        with torch.no_grad():
            share = torch.softmax(model.head[-1](torch.from_numpy(heard)).double(), dim=1).mean(dim=0)
        return share.clamp(min=1e-12).log().numpy()

    def heard(self, row: int) -> list[np.ndarray]:
        """The recording's windows."""
        return list(self.windows(row, "original"))

    def save(self, model: TrunkAndHead, path: Path) -> None:
        """Weights as a PyTorch state dictionary."""
        torch.save(model.state_dict(), path)

    def load(self, path: Path) -> TrunkAndHead:
        """Network with the weights of a file."""
        width = self.network.head[-1].in_features
        model = self.with_last(copy.deepcopy(self.network), nn.Linear(width, len(self.config.labels)))
        model.load_state_dict(torch.load(path, weights_only=True))
        return model

    def export(self, model: TrunkAndHead, temperature: float, path: Path) -> Exported:
        """Graph with front-end and Grad-CAM inside; parity on noise and windows of real recordings."""
        rate, samples = self.base.sample_rate_hz, self.base.samples
        graph = GradCamGraph(self.base.graph.spectrogram, model, temperature).eval()
        write_graph(graph, samples, tagging.OUTPUTS, path)
        rows = np.linspace(0, len(self.recordings) - 1, 6).astype(int)
        noise = np.random.default_rng(0).standard_normal(samples).astype(np.float32) * 0.1
        parity = check_parity(graph, path, [*(self.windows(row, "original")[0] for row in rows), noise])
        self_test = waveform_self_test(path, rate, seconds=min(2.0, samples / rate))
        return Exported(self._input(), self.base.explanation, self_test, asdict(parity))

    def _input(self) -> WaveformInput:
        audio = self.config.audio
        return WaveformInput(
            sample_rate_hz=audio.sample_rate_hz,
            training_bandwidth_hz=audio.training_bandwidth_hz,
            corpus_sample_rate_hz=audio.corpus_sample_rate_hz,
            trim_top_db=audio.trim_top_db,
            minimum_samples=round(audio.minimum_seconds * audio.sample_rate_hz),
            length=length_policy(audio),
        )
