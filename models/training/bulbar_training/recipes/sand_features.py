"""Severity in five classes from the product's measures of a speaker's tasks: two stages of boosted trees.

First healthy or ALS, then the grade of those with ALS. The grades are ordered (Frank & Hall 2001): one model per
threshold says how probable a better grade is. Missing measures stay missing; the trees know what to do with them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from sklearn.ensemble import HistGradientBoostingClassifier
from torch import Tensor, nn

from bulbar_training.calibration import probabilities
from bulbar_training.config import ModelConfig
from bulbar_training.core_features import feature_table, load_measures
from bulbar_training.datasets import Recording
from bulbar_training.export import check_feature_parity, feature_self_test, write_feature_graph
from bulbar_training.manifest import Contributions, FeatureInput
from bulbar_training.recipes.recipe import Exported, PickledRecipe
from bulbar_training.tree_shap import TreeShap, TreeSums, base_log_odds, boosted_trees
from bulbar_training.waveforms import Progress

PARITY = 1e-5
SMALLEST = 1e-4
"""Probabilities below this count as this: the logarithm of a difference in single precision says nothing there."""

EVERY = ("",)
"""Beginning of the ids of all measures."""


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    features: list[str] | None = None
    """``task/measure-id``; null for every measure that half of the training speakers have."""
    trees: int
    learning_rate: float
    leaves: int
    minimum_leaf: int


@dataclass(frozen=True)
class TwoStages:
    """Fitted models. ``columns`` select the features; ``grades[k]`` gives P(grade > k | ALS)."""

    columns: np.ndarray
    healthy: HistGradientBoostingClassifier
    grades: list[HistGradientBoostingClassifier]

    @property
    def models(self) -> list[HistGradientBoostingClassifier]:
        """All of them, healthy first."""
        return [self.healthy, *self.grades]

    def used(self) -> np.ndarray:
        """Which of ``columns`` some tree asks for."""
        trees = boosted_trees(self.models)
        return np.unique(np.concatenate([tree.feature[tree.left >= 0] for tree in trees]))

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """``[speakers, grades + 1]``, the healthy class last."""
        x = features[:, self.columns]
        healthy = self.healthy.predict_proba(x)[:, 1:]
        above = np.column_stack([model.predict_proba(x)[:, 1] for model in self.grades])
        # Thresholds are fitted apart: a lower one is never less probable than a higher one.
        above = np.minimum.accumulate(above, axis=1)
        edges = np.column_stack([np.ones(len(x)), above, np.zeros(len(x))])
        grades = edges[:, :-1] - edges[:, 1:]
        return np.column_stack([(1 - healthy) * grades, healthy])


class SandFeatures(PickledRecipe):
    """One answer per speaker, given for each of the speaker's rows. The last label is the healthy one."""

    joint = True

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)

    def preprocess(self, progress: Progress) -> None:
        """Measures every recording that was not measured yet."""
        values = load_measures(self.config.data.reader, self.recordings, "original", progress, EVERY)
        found = zip(self.recordings, values, strict=True)
        self.names = sorted({f"{recording.task}/{name}" for recording, measures in found for name in measures})
        speakers, table = feature_table(values, self.recordings, self.names)
        self.features = table.astype(np.float32).astype(np.float64)  # the graph sees single precision
        self.speaker = np.searchsorted(speakers, [recording.speaker for recording in self.recordings])
        self.content = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def _columns(self, speakers: np.ndarray) -> np.ndarray:
        if self.settings.features is not None:
            return np.array([self.names.index(name) for name in self.settings.features])
        return np.flatnonzero(np.isfinite(self.features[speakers]).mean(axis=0) >= 0.5)

    def _classifier(self, seed: int) -> HistGradientBoostingClassifier:
        how = self.settings
        return HistGradientBoostingClassifier(
            max_iter=how.trees,
            learning_rate=how.learning_rate,
            max_leaf_nodes=how.leaves,
            min_samples_leaf=how.minimum_leaf,
            class_weight="balanced",
            early_stopping=False,
            random_state=seed,
        )

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TwoStages:
        """Both stages on the speakers of ``rows``; no checkpoint is needed for seconds of work."""
        speakers, first = np.unique(self.speaker[rows], return_index=True)
        labels, columns, last = self.labels[rows][first], self._columns(speakers), len(self.config.labels) - 1
        x, ill = self.features[speakers][:, columns], labels < last
        healthy = self._classifier(seed).fit(x, ~ill)
        grades = [self._classifier(seed).fit(x[ill], labels[ill] > k) for k in range(last - 1)]
        return TwoStages(columns, healthy, grades)

    def logits(self, model: TwoStages, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log-probabilities; only the recordings as they are were measured."""
        if variant != "original":
            raise ValueError("the feature route is evaluated on the recordings as they are: robustness must be empty")
        probability = model.probabilities(self.features)[self.speaker[rows]]
        return np.log(np.maximum(probability, SMALLEST))

    def export(self, model: TwoStages, temperature: float, path: Path) -> Exported:
        """Graph of the measures that the trees ask for; parity on every speaker, whole and with holes."""
        self.preprocess(lambda stage, fraction: None)
        used = model.used()
        columns = model.columns[used]
        inputs = [self.names[k] for k in columns]
        write_feature_graph(SeverityGraph(model, used, temperature).eval(), len(inputs), path)
        parity = {"probabilities": self._parity(model, temperature, columns, path)}
        asked = [task for task in self.config.tasks if any(name.startswith(f"{task}/") for name in inputs)]
        return Exported(
            FeatureInput(features=inputs, sufficient_tasks=[asked], missing="value"),
            Contributions(features=inputs, unit="log-odds of the stages that the class is decided by"),
            feature_self_test(path, self.features[:, columns]),
            parity,
        )

    def _parity(self, model: TwoStages, temperature: float, columns: np.ndarray, path: Path) -> float:
        """Largest difference of probabilities over the speakers, as measured and with a third of the values gone."""
        holes = np.random.default_rng(0).random(self.features.shape) < 1 / 3
        table = np.vstack([self.features, np.where(holes, np.nan, self.features)])
        expected = probabilities(np.log(np.maximum(model.probabilities(table), SMALLEST)), temperature)
        return check_feature_parity(path, table[:, columns], expected, PARITY)


class SeverityGraph(nn.Module):
    """``features`` ``[1, used]`` and ``target`` to the graph's four outputs.

    The attributions of healthy are those of the first stage's log-odds. Those of a grade are taken of the log-odds
    that decide it: of ALS, plus of a better grade than the next worse one, minus of a better grade than itself.
    """

    def __init__(self, model: TwoStages, used: np.ndarray, temperature: float) -> None:
        super().__init__()
        trees, models = boosted_trees(model.models), model.models

        def log_odds(values: np.ndarray) -> np.ndarray:
            whole = np.full((len(values), model.columns.size), np.nan)
            whole[:, used] = values
            return np.column_stack([one.decision_function(whole) for one in models])

        place = np.full(model.columns.size, -1)
        place[used] = np.arange(used.size)
        trees = [replace(tree, feature=place[tree.feature]) for tree in trees]
        self.sums = TreeSums(trees, base_log_odds(models), log_odds)
        self.shap = TreeShap(trees, used.size)
        grades = len(models)
        decides = np.eye(grades + 1, grades) - np.eye(grades + 1, grades, k=1)
        decides[:, 0] = [*[-1] * grades, 1]
        self.decides = nn.Buffer(torch.tensor(decides, dtype=torch.float32))
        self.temperature = temperature

    def forward(self, features: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Feature values, probabilities, class, attributions."""
        healthy, *above = torch.sigmoid(self.sums(features)).split(1, dim=1)
        above = list(accumulate(above, torch.minimum))
        edges = torch.cat([torch.ones_like(healthy), *above, torch.zeros_like(healthy)], dim=1)
        classes = torch.cat([(1 - healthy) * (edges[:, :-1] - edges[:, 1:]), healthy], dim=1)
        answer = torch.softmax(torch.log(classes.clamp(min=SMALLEST)) / self.temperature, dim=1)
        chosen = torch.where(target < 0, answer.argmax(dim=1), target)
        attributions = self.decides[chosen] @ self.shap(features).T
        return features.clone(), answer, chosen, attributions
