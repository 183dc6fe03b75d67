"""What recipes share that answer about a time-frequency picture of whole recordings."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor, nn

from bulbar_training.config import ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.frontend import MelPower, MelSettings, power_to_db
from bulbar_training.networks import NETWORKS, TrunkAndHead
from bulbar_training.recipes.recipe import Recipe
from bulbar_training.recipes.waveform_input import fit_length, mel_settings
from bulbar_training.waveforms import Progress, load_waveforms


class PictureSettings(BaseModel):
    """``recipe:`` of the configuration, as far as every picture needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    network: str
    network_settings: dict[str, Any] = {}
    variants: list[str] = ["original"]
    """Variants of every recording that training hears."""


class Picture(nn.Module):
    """Waveform ``[n, samples]`` to dB re full scale and to the normalised input of the network.

    Subclasses say how mel power becomes network input; the level of the recording must cancel there.
    """

    def __init__(self, settings: MelSettings) -> None:
        super().__init__()
        self.mel_power = MelPower(settings)

    def normalise(self, power: Tensor) -> Tensor:
        """Mel power ``[n, frames, bands]`` to network input ``[n, frames, columns]``."""
        raise NotImplementedError

    def forward(self, waveform: Tensor) -> tuple[Tensor, Tensor]:
        """dB (cut at -100) ``[n, frames, bands]`` and network input ``[n, frames, columns]``."""
        power = self.mel_power(waveform)
        return power_to_db(power), self.normalise(power)


def below_peak_db(power: Tensor, range_db: float) -> Tensor:
    """dB below the loudest cell of each item, cut at ``-range_db``; independent of the level."""
    relative = power / power.amax(dim=(1, 2), keepdim=True).clamp(min=1e-30)
    return 10.0 * torch.log10(relative.clamp(min=10 ** (-range_db / 10)))


def below_mean_db(power: Tensor, range_db: float) -> Tensor:
    """dB re the loudest band's mean over time, cut at ``-range_db``: no single moment moves the reference."""
    reference = power.mean(dim=1, keepdim=True).amax(dim=2, keepdim=True)
    return 10.0 * torch.log10((power / reference.clamp(min=1e-30)).clamp(min=10 ** (-range_db / 10)))


class PictureRecipe(Recipe):
    """Answers for whole recordings by a network of ``networks`` behind a front-end."""

    settings: PictureSettings
    picture: Picture

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.mel = mel_settings(config.audio, config.frontend)
        self.settings, self.picture = self.open_settings()
        self.waveforms: dict[str, list[np.ndarray]] = {}

    @abstractmethod
    def open_settings(self) -> tuple[PictureSettings, Picture]:
        """Validated settings and the front-end that they ask for."""

    def variant(self, name: str, progress: Progress | None = None) -> list[np.ndarray]:
        """Waveforms of a variant, read on first use."""
        if name not in self.waveforms:
            self.waveforms[name] = load_waveforms(self.config, self.recordings, name, progress)
        return self.waveforms[name]

    def preprocess(self, progress: Progress) -> None:
        """Caches the waveforms of every training variant."""
        for name in self.settings.variants:
            self.variant(name, progress)

    def network(self) -> TrunkAndHead:
        """Untrained network."""
        return NETWORKS[self.settings.network](len(self.config.labels), **self.settings.network_settings)

    def logits(self, model: TrunkAndHead, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Logits of whole recordings, each cut or padded by the length policy."""
        waveforms = self.variant(variant)
        with torch.no_grad():
            answers = [self._answer(model, fit_length(waveforms[row], self.config.audio)) for row in rows]
        return np.concatenate(answers).astype(np.float64)

    def _answer(self, model: TrunkAndHead, waveform: np.ndarray) -> np.ndarray:
        _, inputs = self.picture(torch.from_numpy(waveform.copy())[None])
        return model(inputs[:, None]).numpy()

    def heard(self, row: int) -> list[np.ndarray]:
        """The recording, cut or padded by the length policy."""
        return [fit_length(self.variant("original")[row], self.config.audio)]

    def save(self, model: TrunkAndHead, path: Path) -> None:
        """Weights as a PyTorch state dictionary."""
        torch.save(model.state_dict(), path)

    def load(self, path: Path) -> TrunkAndHead:
        """Network with the weights of a file."""
        network = self.network()
        network.load_state_dict(torch.load(path, weights_only=True))
        return network.eval()
