"""Convolutional network on a log-mel spectrogram, explained by Grad-CAM: digits-cnn."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from bulbar_training.export import GradCamGraph, check_parity, write_graph
from bulbar_training.frontend import MelSettings
from bulbar_training.manifest import GradCam, SpectrogramAxis
from bulbar_training.networks import TrunkAndHead
from bulbar_training.recipes.network_recipe import NetworkRecipe, NetworkSettings
from bulbar_training.recipes.picture_recipe import Picture, PictureRecipe, below_mean_db, below_peak_db
from bulbar_training.recipes.recipe import Exported
from bulbar_training.recipes.waveform_input import fit_length, self_test, waveform_input


class Normalisation(BaseModel):
    """From mel power to network input; the level of the recording cancels in every method."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: Literal["below-peak", "below-mean", "z-norm"]
    """below-peak: dB below the loudest cell, scaled to about +-2; below-mean: dB re the loudest band's mean over time,
    scaled likewise; z-norm: zero mean, unit variance per clip."""
    range_db: float
    """Everything further below the loudest cell, or that mean, is raised to this floor."""
    remove_band_mean: bool = False
    """Subtracts each band's mean over time, so that a microphone's frequency response cancels."""


class Settings(NetworkSettings):
    """``recipe:`` of the configuration."""

    normalisation: Normalisation


class LogMel(Picture):
    """Log-mel spectrogram as network input."""

    def __init__(self, settings: MelSettings, normalisation: Normalisation) -> None:
        super().__init__(settings)
        self.normalisation = normalisation

    def normalise(self, power: Tensor) -> Tensor:
        """Mel power ``[n, frames, bands]`` to network input of the same shape."""
        how = self.normalisation
        level_db = (below_mean_db if how.method == "below-mean" else below_peak_db)(power, how.range_db)
        if how.remove_band_mean:
            level_db = level_db - level_db.mean(dim=1, keepdim=True)
        if how.method != "z-norm":
            return level_db / 8.0 if how.remove_band_mean else level_db / (how.range_db / 4) + 2.0
        centred = level_db - level_db.mean(dim=(1, 2), keepdim=True)
        return centred / torch.sqrt((centred * centred).mean(dim=(1, 2), keepdim=True) + 1e-6)


class GradCamRecipe(PictureRecipe):
    """What is exported of a network on a log-mel spectrogram: a graph with a Grad-CAM inside."""

    def _explanation(self, model: TrunkAndHead) -> GradCam:
        axis = SpectrogramAxis(
            scale="mel-slaney",
            minimum_hz=self.mel.minimum_hz,
            maximum_hz=self.mel.maximum_hz,
            bands=self.mel.bands,
            hop_seconds=self.mel.hop / self.mel.sample_rate_hz,
        )
        return GradCam(target_layer=model.target_layer, spectrogram=axis)

    def graph(self, model: TrunkAndHead, temperature: float) -> GradCamGraph:
        """The module that is exported."""
        return GradCamGraph(self.picture, model, temperature)

    def export(self, model: TrunkAndHead, temperature: float, path: Path) -> Exported:
        """Graph with front-end, temperature and Grad-CAM inside; parity on noise, tone and real recordings."""
        graph = self.graph(model, temperature).eval()
        rate = self.config.audio.sample_rate_hz
        write_graph(graph, 2 * rate, ["spectrogram", "probabilities", "class", "cam"], path)
        rows = np.linspace(0, len(self.recordings) - 1, 6).astype(int)
        samples = [fit_length(self.variant("original")[row], self.config.audio) for row in rows]
        noise = np.random.default_rng(0).standard_normal(3 * rate + 7).astype(np.float32) * 0.1
        parity = check_parity(graph, path, [*samples, fit_length(noise, self.config.audio)])
        return Exported(
            waveform_input(self.config, self.mel),
            self._explanation(model),
            self_test(path, self.config.audio),
            asdict(parity),
        )


class SpectrogramCnn(GradCamRecipe, NetworkRecipe):
    """Network of ``networks`` that is trained on crops."""

    def open_settings(self) -> tuple[Settings, LogMel]:
        """Validated settings and the log-mel front-end."""
        settings = Settings.model_validate(self.config.recipe)
        return settings, LogMel(self.mel, settings.normalisation).eval()
