"""Network whose filters are given and whose weights are a steady logistic regression: als-cnn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from bulbar_training.gradcam import InnerMeanPool
from bulbar_training.networks import TrunkAndHead
from bulbar_training.networks.modulation_cnn import BandEvidence, ModulationEnergy
from bulbar_training.recipes.picture_recipe import PictureSettings
from bulbar_training.recipes.spectrogram_cnn import GradCamRecipe, LogMel, Normalisation
from bulbar_training.recipes.waveform_input import fit_length
from bulbar_training.waveforms import Progress


class Settings(PictureSettings):
    """``recipe:`` of the configuration. The first of the ``variants`` is learned from, the others must not move it."""

    normalisation: Normalisation
    strength: float
    """Inverse strength of the L2 penalty (scikit-learn's C) on the weights of standardised energies."""
    steadiness: float
    """Weight of the mean squared move of the log-odds between a training recording and its variants."""


def steady_logistic(
    values: np.ndarray, labels: np.ndarray, moves: np.ndarray, settings: Settings
) -> tuple[np.ndarray, float]:
    """Weights ``[features]`` and intercept of log-odds: logistic loss + |w|^2 / 2C + n steadiness / 2 mean (move w)^2.

    ``moves``: differences of variants from their recordings ``[m, features]``. Weights are of standardised values.
    """
    centre, spread = values.mean(axis=0), values.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)  # a band that is below the floor in every recording
    unsteady = (moves / scale).T @ (moves / scale) / max(1, len(moves))
    penalty = np.eye(centre.size) / settings.strength + settings.steadiness * len(values) * unsteady
    sizes, directions = np.linalg.eigh(penalty)
    whiten = directions / np.sqrt(sizes)  # in its coordinates the penalty is that of scikit-learn's C = 1
    model = LogisticRegression(C=1.0, max_iter=10_000, tol=1e-8).fit(((values - centre) / scale) @ whiten, labels)
    weights = whiten @ model.coef_[0] / scale
    return weights, float(model.intercept_[0] - centre @ weights)


def layers_of(network: TrunkAndHead) -> tuple[ModulationEnergy, BandEvidence, InnerMeanPool]:
    """The layers of a modulation network; ``TypeError`` for another one."""
    match [*network.trunk.children(), *network.head.children()]:
        case [ModulationEnergy() as energy, BandEvidence() as evidence, InnerMeanPool() as pool]:
            return energy, evidence, pool
    raise TypeError("network: modulation-cnn is the one that this recipe can fit")


class Modulation(GradCamRecipe):
    """Two classes. What is learned is one weight per modulation frequency and band; the loss has one minimum."""

    settings: Settings

    def open_settings(self) -> tuple[Settings, LogMel]:
        """Validated settings and the log-mel front-end."""
        if len(self.config.labels) != 2:
            raise ValueError("log-odds are of two labels")
        settings = Settings.model_validate(self.config.recipe)
        self.energies: dict[str, np.ndarray] = {}
        return settings, LogMel(self.mel, settings.normalisation).eval()

    def energy(self, variant: str) -> np.ndarray:
        """Mean log modulation energies of every recording ``[recordings, frequencies, bands]``."""
        if variant not in self.energies:
            energy, _, pool = layers_of(self.network())
            with torch.no_grad():
                inputs = (
                    self.picture(torch.from_numpy(fit_length(waveform, self.config.audio).copy())[None])[1]
                    for waveform in self.variant(variant)
                )
                means = [pool.inner(energy(one[:, None])).mean(dim=2)[0].double().numpy() for one in inputs]
            self.energies[variant] = np.stack(means)
        return self.energies[variant]

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TrunkAndHead:
        """Network fitted on ``rows``; there is no chance in it."""
        progress("fitting", 0.0)
        first, *others = (self.energy(variant)[rows].reshape(rows.size, -1) for variant in self.settings.variants)
        moves = np.concatenate([other - first for other in others]) if others else np.zeros((0, first.shape[1]))
        weights, intercept = steady_logistic(first, self.labels[rows], moves, self.settings)
        network = self.network()
        self._set(layers_of(network)[1], weights, intercept, first.mean(axis=0))
        return network.eval()

    def logits(self, model: TrunkAndHead, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Logits of whole recordings: evidence is linear, so that its mean over time is that of the mean energies."""
        moments = torch.from_numpy(self.energy(variant)[rows]).float()[:, :, None]
        with torch.no_grad():
            evidence: torch.Tensor = layers_of(model)[1](moments)
        return evidence.mean(dim=(2, 3)).double().numpy()

    def _set(self, evidence: BandEvidence, weights: np.ndarray, intercept: float, centre: np.ndarray) -> None:
        """Half of the log-odds for the second class, half against the first, spread so that an average voice's bands
        say no more than the average voice."""
        frequencies, bands = evidence.weight.shape[1:]
        by_band = (weights * centre).reshape(frequencies, bands).sum(axis=0)
        average = (intercept + by_band.sum()) / bands
        for number, sign in enumerate((-0.5, 0.5)):
            evidence.weight.data[number] = torch.tensor(sign * bands * weights.reshape(frequencies, bands))
            evidence.offset.data[number] = torch.tensor(sign * bands * (average - by_band))
