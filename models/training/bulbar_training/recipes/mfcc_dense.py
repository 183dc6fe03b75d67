"""Dense network on a block of MFCC, explained by gradient times input per coefficient: digits-ann."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bulbar_training.export import FEATURE_OUTPUTS, ParityError, run_graph, session, write_graph
from bulbar_training.frontend import MelSettings, cosine_transform
from bulbar_training.gradcam import head_forward, head_gradient
from bulbar_training.manifest import Contributions
from bulbar_training.networks import TrunkAndHead
from bulbar_training.recipes.network_recipe import NetworkRecipe, NetworkSettings
from bulbar_training.recipes.picture_recipe import Picture, below_peak_db
from bulbar_training.recipes.recipe import Exported
from bulbar_training.recipes.waveform_input import fit_length, self_test, waveform_input


class Settings(NetworkSettings):
    """``recipe:`` of the configuration."""

    coefficients: int
    range_db: float


class MfccBlock(Picture):
    """MFCC ``[n, frames, coefficients]``, each coefficient standardised over the clip."""

    def __init__(self, mel: MelSettings, settings: Settings) -> None:
        super().__init__(mel)
        self.range_db = settings.range_db
        transform = torch.tensor(cosine_transform(mel.bands, settings.coefficients), dtype=torch.float32)
        self.register_buffer("transform", transform, persistent=False)

    def coefficients(self, power: Tensor) -> Tensor:
        """MFCC relative to the loudest cell: the level of the recording cancels."""
        return below_peak_db(power, self.range_db) @ self.transform

    def normalise(self, power: Tensor) -> Tensor:
        """Mel power to standardised MFCC."""
        mfcc = self.coefficients(power)
        centred = mfcc - mfcc.mean(dim=1, keepdim=True)
        return centred / torch.sqrt((centred * centred).mean(dim=1, keepdim=True) + 1e-2)


class DenseGraph(nn.Module):
    """Waveform and target to feature values, probabilities, class and attributions."""

    def __init__(self, picture: MfccBlock, network: TrunkAndHead, temperature: float) -> None:
        super().__init__()
        self.picture = picture
        self.network = network
        self.temperature = temperature

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Attributions ``[1, coefficients]``: gradient of the class's logit times input, summed over frames."""
        power = self.picture.mel_power(waveform)
        block = self.picture.normalise(power)[:, None]
        logits, inputs = head_forward(self.network.head, block)
        chosen = torch.where(target < 0, logits.argmax(dim=1), target)
        one_hot = (torch.arange(logits.shape[1])[None] == chosen[:, None]).to(logits.dtype)
        gradient = head_gradient(self.network.head, inputs, one_hot)
        attributions = (gradient * block).sum(dim=2)[:, 0]
        values = self.picture.coefficients(power).mean(dim=1)
        return values, torch.softmax(logits / self.temperature, dim=1), chosen, attributions


class MfccDense(NetworkRecipe):
    """Fully connected network on a fixed number of MFCC frames."""

    def open_settings(self) -> tuple[Settings, MfccBlock]:
        """Validated settings and the MFCC front-end."""
        settings = Settings.model_validate(self.config.recipe)
        return settings, MfccBlock(self.mel, settings).eval()

    def export(self, model: TrunkAndHead, temperature: float, path: Path) -> Exported:
        """Graph with the MFCC inside; parity on real recordings."""
        graph = DenseGraph(self.picture, model, temperature).eval()
        rate = self.config.audio.sample_rate_hz
        write_graph(graph, round(self.config.audio.seconds * rate), FEATURE_OUTPUTS, path)
        names = [f"mfcc-{k}" for k in range(self.settings.coefficients)]
        return Exported(
            waveform_input(self.config, self.mel),
            Contributions(features=names, unit="logit (gradient times input, summed over frames)"),
            self_test(path, self.config.audio),
            self._parity(graph, path),
        )

    def _parity(self, graph: DenseGraph, path: Path) -> dict[str, float]:
        """Largest differences between onnxruntime and PyTorch over 50 recordings."""
        runner, worst = session(path), np.zeros(2)
        for row in np.linspace(0, len(self.recordings) - 1, 50).astype(int):
            waveform = fit_length(self.variant("original")[row], self.config.audio)
            got = run_graph(runner, waveform)
            with torch.no_grad():
                _, probability, _, attribution = graph(torch.from_numpy(waveform)[None], torch.tensor([-1]))
            scale = attribution.abs().max().item()
            worst = np.maximum(
                worst,
                [
                    np.abs(got["probabilities"] - probability.numpy()).max(),
                    np.abs(got["attributions"] - attribution.numpy()).max() / scale,
                ],
            )
        parity = dict(zip(("probabilities", "attributions"), map(float, worst), strict=True))
        if parity["probabilities"] > 1e-4 or parity["attributions"] > 1e-3:
            raise ParityError(f"graph and model differ: {parity}")
        return parity
