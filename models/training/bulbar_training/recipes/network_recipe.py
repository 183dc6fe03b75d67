"""What recipes that train a network on crops of a time-frequency picture share: crops, augmentation, fitting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from pydantic import model_validator
from torch import Tensor, nn

from bulbar_training.audio import centre_crop
from bulbar_training.augment import AugmentSettings, add_noise, cut_edges, equalise, mask, random_speed, warp_bands
from bulbar_training.config import ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.networks import TrunkAndHead
from bulbar_training.optimisation import OptimisationSettings, optimise
from bulbar_training.recipes.picture_recipe import PictureRecipe, PictureSettings
from bulbar_training.waveforms import Progress


class NetworkSettings(PictureSettings):
    """``recipe:`` of the configuration, as far as every network that is trained on crops needs it."""

    crop_seconds: float
    """Length of training crops; shorter recordings are repeated (``any``, ``crop``) or padded (``pad``)."""
    consistency: float = 0.0
    """Weight of the squared logit difference between two variants of one crop."""
    views: int = 0
    """Augmented pictures of every recording that are made once and drawn from; 0: every crop is made anew.
    Masks are new every time."""
    augment: AugmentSettings = AugmentSettings()
    optimisation: OptimisationSettings

    @model_validator(mode="after")
    def _one_view_at_a_time(self) -> NetworkSettings:
        if self.views and self.consistency:
            raise ValueError("consistency compares two variants of one crop; views are of different crops")
        return self


class NetworkRecipe(PictureRecipe):
    """Trains a network of ``networks`` on random crops; answers for whole recordings."""

    settings: NetworkSettings

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        super().__init__(config, recordings)
        self.crop_samples = round(self.settings.crop_seconds * config.audio.sample_rate_hz)
        self.views: Tensor | None = None

    def _crop(self, waveforms: list[np.ndarray], generator: np.random.Generator) -> list[np.ndarray]:
        """The same random crop of variants of one recording, at the same random speed."""
        state = generator.bit_generator.state
        crops, how = [], self.settings.augment
        for waveform in waveforms:
            generator.bit_generator.state = state
            changed = cut_edges(random_speed(waveform, how, generator), how, generator)
            crops.append(self._one_crop(changed, generator))
        return crops

    def _one_crop(self, waveform: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        length = self.crop_samples
        if self.config.audio.length == "pad":
            rate = self.config.audio.sample_rate_hz
            delay = int(generator.integers(0, 1 + round(self.settings.augment.shift_seconds * rate)))
            waveform = np.pad(centre_crop(waveform, length), (delay, 0))[:length]
            return np.pad(waveform, (0, length - waveform.size))
        if waveform.size < length:
            waveform = np.resize(waveform, length)
        start = int(generator.random() * (waveform.size - length + 1))
        return waveform[start : start + length]

    def _augmented(self, crops: list[np.ndarray], generator: np.random.Generator) -> Tensor:
        """Augmented network input ``[n, frames, bands]``, not masked yet."""
        how = self.settings.augment
        noisy = np.stack([add_noise(crop, how, generator) for crop in crops])
        with torch.no_grad():
            power = self.picture.mel_power(torch.from_numpy(noisy))
            if how.band_warp:
                power = warp_bands(power, how, generator)
            if how.equaliser_db or how.low_pass_share:
                power = equalise(power, how, generator)
            return self.picture.normalise(power)

    def _crops(self, row: int, chosen: np.ndarray, generator: np.random.Generator) -> list[np.ndarray]:
        """The same random crop of the chosen variants (numbers) of a recording."""
        names = self.settings.variants
        return self._crop([self.variant(names[k])[row] for k in chosen], generator)

    def _view_bank(self) -> Tensor:
        """Views of all recordings, float16 ``[recordings, views, frames, bands]``. They depend on no label."""
        if self.views is None:
            generator = np.random.default_rng(self.config.seed)
            variants, views = len(self.settings.variants), range(self.settings.views)
            crops = (
                [self._crops(row, generator.choice(variants, 1), generator)[0] for _ in views]
                for row in range(len(self.recordings))
            )
            self.views = torch.stack([self._augmented(of_one, generator).half() for of_one in crops])
        return self.views

    def _inputs(self, rows: np.ndarray, generator: np.random.Generator) -> list[Tensor]:
        """Network input ``[n, 1, frames, bands]`` of a batch; two of them where their answers are compared."""
        how = self.settings
        if how.views:
            drawn = generator.integers(how.views, size=rows.size)
            return [mask(self._view_bank()[rows, drawn].float(), how.augment, generator)[:, None]]
        views = 2 if how.consistency > 0 else 1
        chosen = [generator.choice(len(how.variants), views) for _ in rows]
        crops = [self._crops(row, ks, generator) for row, ks in zip(rows, chosen, strict=True)]
        augmented = (self._augmented([crop[v] for crop in crops], generator) for v in range(views))
        return [mask(picture, how.augment, generator)[:, None] for picture in augmented]

    def _loss(self, network: nn.Module, rows: np.ndarray, generator: np.random.Generator) -> Tensor:
        """Loss of one batch, with the consistency term between two variants when asked."""
        truth = torch.from_numpy(self.labels[rows])
        logits = [network(inputs) for inputs in self._inputs(rows, generator)]
        smoothing = self.settings.optimisation.label_smoothing
        losses = [nn.functional.cross_entropy(z, truth, label_smoothing=smoothing) for z in logits]
        loss = torch.stack(losses).mean()
        if len(logits) == 2:
            loss = loss + self.settings.consistency * ((logits[0] - logits[1]) ** 2).mean()
        return loss

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TrunkAndHead:
        """Network fitted on ``rows``; deterministic for a seed and one thread."""
        torch.manual_seed(seed)
        network = self.network()
        if self.settings.views:  # a tenth faster
            network = network.to(memory_format=torch.channels_last)
        optimise(network, self._loss, rows, seed, self.settings.optimisation, checkpoint, progress)
        return network.eval()
