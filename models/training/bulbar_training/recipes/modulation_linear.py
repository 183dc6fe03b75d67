"""Logistic regression on a recording's mean modulation energy, as a network with a Grad-CAM: als-cnn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression
from torch import nn

from bulbar_training.networks import TrunkAndHead
from bulbar_training.recipes.spectrogram_cnn import LogMel, Normalisation, SpectrogramCnn
from bulbar_training.recipes.waveform_input import fit_length
from bulbar_training.splits import grouped
from bulbar_training.waveforms import Progress


class Settings(BaseModel):
    """``recipe:`` of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    network: str
    network_settings: dict[str, Any] = {}
    normalisation: Normalisation
    crop_seconds: float = 0.0
    """Whole recordings are heard: nothing is cropped in training."""
    variants: list[str]
    """Every training recording as each of these, all together with the weight of one."""
    strengths: list[float]
    """Inverse strengths of the L2 penalty (scikit-learn's C), chosen inside the folds."""
    inner_folds: int


class ModulationLinear(SpectrogramCnn):
    """Only the head's linear layer is fitted, on what lies before it."""

    def __init__(self, *arguments: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments)
        self.speakers = np.array([r.speaker for r in self.recordings])
        self.tables: dict[str, np.ndarray] = {}

    def open_settings(self) -> tuple[Settings, LogMel]:
        """Validated settings and the log-mel front-end."""
        settings = Settings.model_validate(self.config.recipe)
        return settings, LogMel(self.mel, settings.normalisation).eval()

    def table(self, variant: str) -> np.ndarray:
        """Input of the linear layer ``[recordings, n]`` of a variant."""
        if variant not in self.tables:
            network = self.network().eval()
            before = nn.Sequential(*network.trunk, *network.head[:-1])
            with torch.no_grad():
                rows = [
                    before(self.picture(torch.from_numpy(fit_length(w, self.config.audio).copy())[None])[1][:, None])
                    for w in self.variant(variant)
                ]
            self.tables[variant] = torch.cat(rows).numpy().astype(np.float64)
        return self.tables[variant]

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TrunkAndHead:
        """Network whose last layer is the regression on ``rows``; too quick to need a checkpoint."""
        progress("fitting", 0.0)
        variants = self.settings.variants
        values = np.vstack([self.table(name)[rows] for name in variants])
        labels, speakers = np.tile(self.labels[rows], len(variants)), np.tile(self.speakers[rows], len(variants))
        mean, scale = values.mean(axis=0), values.std(axis=0)
        normal = (values - mean) / scale
        share = 1 / len(variants)

        def regression(strength: float) -> LogisticRegression:
            return LogisticRegression(C=share * strength, max_iter=2000)

        folds = grouped(labels, speakers, self.settings.inner_folds, seed % 2**31)

        def loss(strength: float) -> float:
            lost = 0.0
            for train, test in folds:
                model = regression(strength).fit(normal[train], labels[train])
                lost -= model.predict_log_proba(normal[test])[np.arange(test.size), labels[test]].sum()
            return lost

        best = regression(min(self.settings.strengths, key=loss)).fit(normal, labels)
        return self._with_layer(best.coef_[0] / scale, float(best.intercept_[0] - (best.coef_[0] * mean / scale).sum()))

    def _with_layer(self, weight: np.ndarray, bias: float) -> TrunkAndHead:
        """Network of two classes: half the log-odds for the second, against the first."""
        network = self.network().eval()
        layer = network.head[-1]
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(np.stack([-weight, weight]) / 2))
            layer.bias.copy_(torch.tensor([-bias / 2, bias / 2]))
        return network

    def logits(self, model: TrunkAndHead, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log-probabilities of whole recordings, from what lies before the last layer."""
        layer = model.head[-1]
        values = self.table(variant)[rows] @ layer.weight.detach().numpy().T.astype(np.float64)
        return log_softmax(values + layer.bias.detach().numpy(), axis=1)
