"""Random forest on time-averaged MFCC or log-mel levels, explained by exact TreeSHAP: als-screen-mfcc."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from sklearn.ensemble import RandomForestClassifier
from torch import Tensor, nn

from bulbar_training.config import ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.export import FEATURE_OUTPUTS, ParityError, run_graph, session, write_graph
from bulbar_training.frontend import Mfcc
from bulbar_training.manifest import Contributions
from bulbar_training.recipes.recipe import Exported, PickledRecipe
from bulbar_training.recipes.waveform_input import fit_length, mel_settings, self_test, waveform_input
from bulbar_training.tree_shap import TreeShap, TreeSums, forest_trees
from bulbar_training.waveforms import Progress, load_waveforms

FOREST_PARITY = 1e-6


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    features: Literal["mfcc-mean", "log-mel-mean"]
    coefficients: int
    """MFCC per frame; for log-mel-mean every band of the front-end counts and this is ignored."""
    loudness_db: float
    """Root mean square that every recording is brought to, dB re full scale."""
    trees: int


class MeanFeatures(nn.Module):
    """Waveform ``[1, samples]`` to features ``[1, n]``: loudness normalised, MFCC or log-mel mean over time."""

    def __init__(self, mfcc: Mfcc, settings: Settings) -> None:
        super().__init__()
        self.mfcc = mfcc
        self.target = 10 ** (settings.loudness_db / 20)
        self.cepstral = settings.features == "mfcc-mean"

    def forward(self, waveform: Tensor) -> Tensor:
        """The feature vector."""
        level = torch.sqrt((waveform * waveform).mean(dim=1, keepdim=True)).clamp(min=1e-9)
        normalised = waveform * (self.target / level)
        frames = self.mfcc(normalised) if self.cepstral else self.mfcc.level_db(normalised)
        return frames.mean(dim=1)


class ForestGraph(nn.Module):
    """Waveform and target to feature values, probabilities, class and attributions."""

    def __init__(self, features: MeanFeatures, forest: RandomForestClassifier) -> None:
        super().__init__()
        self.features = features
        trees = forest_trees(forest)
        self.forest = TreeSums(trees, np.zeros(forest.n_classes_), forest.predict_proba)
        self.shap = TreeShap(trees, forest.n_features_in_)

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The graph's four outputs; attributions ``[1, n]`` are those of the class in ``class``."""
        values = self.features(waveform)
        probabilities = self.forest(values)
        chosen = torch.where(target < 0, probabilities.argmax(dim=1), target)
        one_hot = (torch.arange(self.shap.value.shape[1]) == chosen).to(values.dtype)
        return values, probabilities, chosen, (self.shap(values) @ one_hot)[None]


class MfccForest(PickledRecipe):
    """Forest on features that are computed by the very module that goes into the graph."""

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.settings = Settings.model_validate(config.recipe)
        mfcc = Mfcc(mel_settings(config.audio, config.frontend), self.settings.coefficients)
        self.features = MeanFeatures(mfcc, self.settings).eval()
        self.tables: dict[str, np.ndarray] = {}

    @property
    def names(self) -> list[str]:
        """Names of the features, in order."""
        if self.settings.features == "mfcc-mean":
            return [f"mfcc-{k}-mean" for k in range(self.settings.coefficients)]
        return [f"log-mel-{k}-mean" for k in range(self.config.frontend.bands)]

    def table(self, variant: str, progress: Progress | None = None) -> np.ndarray:
        """Features float32 ``[recordings, n]`` of a variant, kept as runs/<id>/features-<variant>.npy."""
        if variant not in self.tables:
            waveforms = load_waveforms(self.config, self.recordings, variant, progress)
            with torch.no_grad():
                rows = [
                    self.features(torch.from_numpy(fit_length(w, self.config.audio).copy())[None]) for w in waveforms
                ]
            self.tables[variant] = torch.cat(rows).numpy()
            self.config.run_folder.mkdir(parents=True, exist_ok=True)
            np.save(self.config.run_folder / f"features-{variant}.npy", self.tables[variant])
        return self.tables[variant]

    def preprocess(self, progress: Progress) -> None:
        """Computes and saves the features."""
        self.table("original", progress)

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> RandomForestClassifier:
        """Forest fitted on ``rows``; too quick to need a checkpoint."""
        progress("forest", 0.0)
        forest = RandomForestClassifier(self.settings.trees, class_weight="balanced", random_state=seed)
        return forest.fit(self.table("original")[rows], self.labels[rows])

    def logits(self, model: RandomForestClassifier, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Logarithm of the votes; a class without votes counts as one part in 10,000."""
        votes = np.zeros((rows.size, len(self.config.labels)))
        votes[:, model.classes_] = model.predict_proba(self.table(variant)[rows])
        return np.log(np.maximum(votes, 1e-4))

    def export(self, model: RandomForestClassifier, temperature: float, path: Path) -> Exported:
        """Graph with the MFCC and the forest inside; parity with scikit-learn on every recording."""
        if temperature != 1.0:
            raise ValueError("a forest's votes are exported as they are: set temperature: false")
        graph = ForestGraph(self.features, model).eval()
        write_graph(graph, 2 * self.config.audio.sample_rate_hz, FEATURE_OUTPUTS, path)
        return Exported(
            waveform_input(self.config, self.features.mfcc.mel_power.settings),
            Contributions(features=self.names, unit="probability"),
            self_test(path, self.config.audio),
            self._parity(graph, model, path),
        )

    def _parity(self, graph: ForestGraph, model: RandomForestClassifier, path: Path) -> dict[str, float]:
        """Largest differences over all recordings; the forest's is taken at the graph's own features."""
        runner, worst = session(path), np.zeros(4)
        for waveform, row in zip(
            load_waveforms(self.config, self.recordings, "original"), self.table("original"), strict=True
        ):
            got = run_graph(runner, fit_length(waveform, self.config.audio))
            with torch.no_grad():
                shap = graph.shap(torch.from_numpy(got["feature_values"]))[:, int(got["class"][0])].numpy()
            worst = np.maximum(
                worst,
                [
                    np.abs(got["feature_values"][0] - row).max(),
                    np.abs(got["probabilities"] - model.predict_proba(got["feature_values"])).max(),
                    np.abs(got["probabilities"] - model.predict_proba(row[None])).max(),
                    np.abs(got["attributions"][0] - shap).max(),
                ],
            )
        names = ("features", "forest", "probabilities", "attributions")
        parity = dict(zip(names, map(float, worst), strict=True))
        if parity["forest"] > FOREST_PARITY or parity["attributions"] > 1e-5:
            raise ParityError(f"graph and forest differ: {parity}")
        return parity
