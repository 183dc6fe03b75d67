"""Linear models on the core's measures of a visit's vowels: als-screen-voice and bulbar-involvement.

One row is a speaker. Three sub-models (all vowels, each vowel alone) share one graph, which picks by what is NaN.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from sklearn.model_selection import StratifiedKFold
from torch import Tensor, nn

from bulbar_training import cumulative_logit
from bulbar_training.config import ModelConfig
from bulbar_training.core_features import feature_table, load_measures
from bulbar_training.cumulative_logit import CumulativeLogit
from bulbar_training.datasets import Recording
from bulbar_training.export import check_feature_parity, feature_self_test, write_feature_graph
from bulbar_training.manifest import Contributions, FeatureInput
from bulbar_training.recipes.recipe import Exported, PickledRecipe
from bulbar_training.waveforms import Progress

PARITY = 1e-6


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feature_sets: dict[str, list[str]]
    """Measures of each vowel, alternatives by name; which one is chosen inside the folds. The first holds them all."""
    difference: list[str]
    """Measures of which only the difference between the two vowels is used: what a microphone adds cancels."""
    strengths: list[float]
    """Inverse strengths of the L2 penalty (scikit-learn's C), chosen inside the folds."""
    variants: list[str] = ["original"]
    """Every training speaker as each of these (see ``variants``), all together with the weight of one."""
    inner_folds: int
    """Folds inside the training rows that choose set and strength and fit the temperature."""


@dataclass(frozen=True)
class Part:
    """One sub-model: the vowels that it needs, the derived features that it uses, the fitted weights."""

    tasks: tuple[str, ...]
    columns: np.ndarray
    model: CumulativeLogit
    strength: float
    temperature: float


@dataclass(frozen=True)
class Layout:
    """Input features (``task/measure``), derived features, and the matrix that makes the one of the other."""

    inputs: list[str]
    derived: list[str]
    matrix: np.ndarray
    """``[inputs, derived]``."""

    def derive(self, table: np.ndarray) -> np.ndarray:
        """Derived features ``[n, derived]``, NaN where an input is."""
        values = np.nan_to_num(table) @ self.matrix
        values[(np.isnan(table).astype(float) @ np.abs(self.matrix)) > 0] = np.nan
        return values


def layout_of(tasks: list[str], settings: Settings) -> Layout:
    """Every measure of every vowel, then the differences between the first and the second vowel."""
    plain = next(iter(settings.feature_sets.values()))
    inputs = [f"{task}/{name}" for task in tasks for name in [*plain, *settings.difference]]
    direct = [f"{task}/{name}" for task in tasks for name in plain]
    derived = [*direct, *(f"{tasks[0]}-minus-{tasks[1]}/{name}" for name in settings.difference)]
    matrix = np.zeros((len(inputs), len(derived)))
    for name in direct:
        matrix[inputs.index(name), derived.index(name)] = 1
    for column, name in enumerate(settings.difference, start=len(direct)):
        matrix[inputs.index(f"{tasks[0]}/{name}"), column] = 1
        matrix[inputs.index(f"{tasks[1]}/{name}"), column] = -1
    return Layout(inputs, derived, matrix)


class VoiceFeatures(PickledRecipe):
    """Selection, penalty and temperature are fitted inside the rows that ``fit`` is given."""

    joint = True

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)
        self.layout = layout_of(config.tasks, self.settings)
        self.speakers = sorted({r.speaker for r in recordings})
        self.place = np.array([self.speakers.index(r.speaker) for r in recordings])
        self.tables: dict[str, np.ndarray] = {}

    def table(self, variant: str, progress: Progress | None = None) -> np.ndarray:
        """Input features ``[speakers, inputs]``; ``vowel-x-alone`` leaves out the other vowel, ``a+b`` combines."""
        kept, alone = [], None
        for name in variant.split("+"):
            if name.endswith("-alone"):
                alone = name.removesuffix("-alone")
            else:
                kept.append(name)
        source = kept[0] if kept else "original"
        if source not in self.tables:
            measures = load_measures(self.config.data.reader, self.recordings, source, progress)
            # the graph sees single precision
            table = feature_table(measures, self.recordings, self.layout.inputs)[1].astype(np.float32)
            self.tables[source] = table.astype(np.float64)
        table = self.tables[source].copy()
        if alone is not None:
            table[:, [not name.startswith(f"{alone}/") for name in self.layout.inputs]] = np.nan
        return complete_tasks(table, self.layout.inputs)

    def preprocess(self, progress: Progress) -> None:
        """Lets the core measure every recording, in every variant that is asked for."""
        for variant in dict.fromkeys(["original", *self.settings.variants, *self.config.evaluation.robustness]):
            self.table(variant, progress)

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> list[Part]:
        """Sub-models of all vowels and of each alone, fitted on the speakers of ``rows``."""
        progress("fitting", 0.0)
        speakers, first = np.unique(self.place[rows], return_index=True)
        derived = np.vstack([self.layout.derive(self.table(name))[speakers] for name in self.settings.variants])
        place = np.tile(np.arange(speakers.size), len(self.settings.variants))
        wanted = [tuple(self.config.tasks), *((task,) for task in self.config.tasks)]
        return [self._fit_part(tasks, derived, self.labels[rows][first][place], place, seed) for tasks in wanted]

    def _columns(self, tasks: tuple[str, ...], names: list[str]) -> np.ndarray:
        chosen = {f"{task}/{name}" for task in tasks for name in names}
        difference = len(tasks) > 1
        return np.array(
            [k for k, name in enumerate(self.layout.derived) if name in chosen or (difference and "-minus-" in name)]
        )

    def _fit_part(
        self, tasks: tuple[str, ...], derived: np.ndarray, labels: np.ndarray, speakers: np.ndarray, seed: int
    ) -> Part:
        levels, share = len(self.config.labels), 1 / len(self.settings.variants)
        candidates = []
        for names, strength in itertools.product(self.settings.feature_sets.values(), self.settings.strengths):
            columns = self._columns(tasks, names)
            known = ~np.isnan(derived[:, columns]).any(axis=1)
            values, truth = derived[known][:, columns], labels[known]
            by = partial(cumulative_logit.fit, levels=levels, strength=share * strength)
            odds = held_out_odds(values, truth, speakers[known], by, self.settings.inner_folds, seed)
            temperature = cumulative_logit.fit_temperature(odds, truth)
            loss = cumulative_logit.log_loss(
                cumulative_logit.level_probabilities(np.zeros(truth.size), -odds / temperature), truth
            )
            candidates.append((loss, columns, strength, temperature, by, values, truth))
        _, columns, strength, temperature, by, values, truth = min(candidates, key=lambda item: item[0])
        model = by(values, truth).tempered(temperature)
        return Part(tasks, columns, model, strength, temperature)

    def logits(self, model: list[Part], rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log-probabilities; a recording's answer is that of its speaker's visit. Refused: even odds."""
        table = self.table(variant)[self.place[rows]]
        return np.log(answer(model, self.layout, table, len(self.config.labels)))

    def export(self, model: list[Part], temperature: float, path: Path) -> Exported:
        """One graph with the three sub-models; parity on every speaker with both vowels, either, and neither label."""
        if temperature != 1.0:
            raise ValueError("the temperature is part of the fit: set temperature: false")
        graph = VisitGraph(model, self.layout, self.config.tasks).eval()
        write_feature_graph(graph, len(self.layout.inputs), path)
        table = np.vstack([self.table(v) for v in ("original", *(f"{task}-alone" for task in self.config.tasks))])
        known = table[~np.isnan(table).all(axis=1)]
        expected = answer(model, self.layout, known, len(self.config.labels))
        parity = {"probabilities": check_feature_parity(path, known, expected, PARITY)}
        return Exported(
            FeatureInput(features=self.layout.inputs, sufficient_tasks=[[task] for task in self.config.tasks]),
            Contributions(features=self.layout.derived, unit=self._unit()),
            feature_self_test(path, self.table("original")),
            parity,
        )

    def _unit(self) -> str:
        return "log-odds" if len(self.config.labels) == 2 else "log-odds of a higher level"


def complete_tasks(table: np.ndarray, inputs: list[str]) -> np.ndarray:
    """NaN for every feature of a task that misses one, as the core does."""
    table = table.copy()
    for task in {name.split("/")[0] for name in inputs}:
        columns = [k for k, name in enumerate(inputs) if name.startswith(f"{task}/")]
        broken = np.isnan(table[:, columns]).any(axis=1)
        table[np.ix_(broken, columns)] = np.nan
    return table


def held_out_odds(
    values: np.ndarray,
    labels: np.ndarray,
    speakers: np.ndarray,
    by: Callable[[np.ndarray, np.ndarray], CumulativeLogit],
    folds: int,
    seed: int,
) -> np.ndarray:
    """Log-odds of reaching each level ``[n, levels - 1]``, every row by a model that did not see its speaker.

    No more folds than the rarest level has speakers.
    """
    names, first = np.unique(speakers, return_index=True)
    fewest = int(np.unique(labels[first], return_counts=True)[1].min())
    splitter = StratifiedKFold(min(folds, fewest), shuffle=True, random_state=seed % 2**31)
    parts = []
    for _, held in splitter.split(names, labels[first]):
        test = np.isin(speakers, names[held])
        model = by(values[~test], labels[~test])
        odds = (((values[test] - model.mean) / model.scale) @ model.weights)[:, None] - model.thresholds
        parts.append((np.flatnonzero(test), odds))
    rows = np.concatenate([test for test, _ in parts])
    return np.concatenate([odds for _, odds in parts])[np.argsort(rows)]


def answer(parts: list[Part], layout: Layout, table: np.ndarray, levels: int) -> np.ndarray:
    """Probabilities ``[n, levels]``: the first sub-model whose features are all there; even odds without any."""
    derived = layout.derive(table)
    result = np.full((table.shape[0], levels), 1 / levels)
    for part in reversed(parts):
        known = ~np.isnan(derived[:, part.columns]).any(axis=1)
        result[known] = part.model.probabilities(derived[known][:, part.columns])
    return result


class VisitGraph(nn.Module):
    """``features`` ``[1, inputs]`` and ``target`` to the graph's four outputs."""

    def __init__(self, parts: list[Part], layout: Layout, tasks: list[str]) -> None:
        super().__init__()
        size, levels = len(layout.derived), parts[0].model.thresholds.size + 1
        mean, weights, used = np.zeros((3, size)), np.zeros((3, size)), np.zeros((3, size), dtype=bool)
        for k, part in enumerate(parts):
            mean[k, part.columns] = part.model.mean
            weights[k, part.columns] = part.model.weights / part.model.scale
            used[k, part.columns] = True
        self.matrix = nn.Buffer(torch.tensor(layout.matrix, dtype=torch.float32))
        self.mean = nn.Buffer(torch.tensor(mean, dtype=torch.float32))
        self.weights = nn.Buffer(torch.tensor(weights, dtype=torch.float32))
        self.used = nn.Buffer(torch.tensor(used))
        self.thresholds = nn.Buffer(torch.tensor(np.array([p.model.thresholds for p in parts]), dtype=torch.float32))
        owner = [[name.startswith(f"{task}/") for task in tasks] for name in layout.inputs]
        self.owner = nn.Buffer(torch.tensor(owner, dtype=torch.float32))
        self.levels = levels

    def forward(self, features: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Attributions ``[1, derived]``: weight times distance from the mean; NaN where a feature is not used."""
        absent = torch.isnan(features)
        missing = absent.to(features.dtype) @ self.owner > 0
        chosen_part = torch.where(missing[:, 1], 1, torch.where(missing[:, 0], 2, 0))
        known = torch.where(absent, torch.zeros_like(features), features)
        values = known @ self.matrix
        contributions = (values - self.mean[chosen_part]) * self.weights[chosen_part]
        odds = contributions.sum(dim=1, keepdim=True) - self.thresholds[chosen_part]
        above = torch.sigmoid(odds)
        edges = torch.cat([torch.ones_like(above[:, :1]), above, torch.zeros_like(above[:, :1])], dim=1)
        probabilities = edges[:, :-1] - edges[:, 1:]
        chosen = torch.where(target < 0, probabilities.argmax(dim=1), target)
        towards = torch.where(chosen == 0, -1.0, 1.0)[:, None]
        nowhere = torch.full_like(values, float("nan"))
        used = self.used[chosen_part]
        return (
            torch.where(used, values, nowhere),
            probabilities,
            chosen,
            torch.where(used, towards * contributions, nowhere),
        )
