"""Severity in five classes from the product's measures of a speaker's tasks: two stages of boosted trees.

First healthy or ALS, then the grade of those with ALS. The grades are ordered (Frank & Hall 2001): one model per
threshold says how probable a better grade is. Missing measures stay missing; the trees know what to do with them.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict
from sklearn.ensemble import HistGradientBoostingClassifier

from bulbar_training.config import ModelConfig
from bulbar_training.core_features import feature_table, load_measures
from bulbar_training.datasets import Recording
from bulbar_training.recipes.recipe import Exported, Recipe
from bulbar_training.waveforms import Progress

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


class SandFeatures(Recipe):
    """One answer per speaker, given for each of the speaker's rows. The last label is the healthy one."""

    no_export = "the feature route trains and evaluates; it has no ONNX export yet"

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)

    def preprocess(self, progress: Progress) -> None:
        """Measures every recording that was not measured yet."""
        values = load_measures(self.config.data.reader, self.recordings, "original", progress, EVERY)
        found = zip(self.recordings, values, strict=True)
        self.names = sorted({f"{recording.task}/{name}" for recording, measures in found for name in measures})
        speakers, self.features = feature_table(values, self.recordings, self.names)
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
        return np.log(np.maximum(probability, 1e-6))

    def save(self, model: TwoStages, path: Path) -> None:
        """Pickled: read back on the same machine only."""
        path.write_bytes(pickle.dumps(model))

    def load(self, path: Path) -> TwoStages:
        """Model that :meth:`save` wrote."""
        return pickle.loads(path.read_bytes())

    def export(self, model: TwoStages, temperature: float, path: Path) -> Exported:
        """Not yet."""
        raise ValueError(self.no_export)
