"""Severity in five classes from a three-channel mel spectrogram: the full recipe for SAND task 1.

Oversampling of the rare classes, SpecAugment, image transforms, mixup and cutmix, focal loss with class weights and
label smoothing, AdamW with a cosine schedule, stochastic depth, mixed precision on CUDA, test-time augmentation. The
networks take weights trained on ImageNet from a file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field
from scipy.special import logsumexp
from torch import Tensor, nn

from bulbar_training.augment import add_noise, mask, random_speed
from bulbar_training.config import REPOSITORY, TRAINING, ModelConfig
from bulbar_training.export import GradCamGraph
from bulbar_training.frontend import Mfcc
from bulbar_training.networks import TrunkAndHead, convnext, efficientnet, vit
from bulbar_training.networks.deltas import Deltas
from bulbar_training.networks.timm_weights import fetched
from bulbar_training.optimisation import optimise
from bulbar_training.recipes import spectrogram_cnn
from bulbar_training.recipes.waveform_input import fit_length, mel_settings
from bulbar_training.waveforms import Progress

BACKBONES: dict[str, Callable[..., TrunkAndHead]] = {
    **{f"convnext-{size}": partial(convnext.build, size) for size in convnext.SIZES},
    **{f"efficientnet-{size}": partial(efficientnet.build, size) for size in efficientnet.SIZES},
    "vit-base": vit.build,
}
"""Networks by name, each called with the number of classes, the module that makes the channels, and settings."""


MFCC = 40
"""Coefficients in the table for other programs; as many as there are bands where those are fewer."""


class ImageTransforms(BaseModel):
    """Changes of the normalised picture; zero switches a change off.

    Flips and rotation, usual for photographs, are left out: a spectrogram's axes are time and frequency. Flipped in
    time the voice is played backwards (a syllable's burst would follow its vowel), flipped in frequency its formants
    and harmonics lie upside down, and rotated, time becomes frequency: no voice sounds so, whatever its severity.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    share: float = 0.0
    """Share of pictures that are changed."""
    brightness: float = 0.0
    """Largest offset, in standard deviations of the picture."""
    contrast: float = 0.0
    """Largest relative change of the deviation."""
    roll_frames: int = 0
    """Largest circular shift in time."""
    erase: float = 0.0
    """Largest side of an erased rectangle, as a share of the picture's."""


class Settings(spectrogram_cnn.Settings):
    """``recipe:`` of the configuration. ``network`` is one of :data:`BACKBONES`."""

    weights: str | None = None
    """Pretrained weights, relative to the repository; "timm": timm's own, fetched once."""
    delta_gain: float = 1.0
    oversample: dict[str, int] = Field(default={})
    """How often a row of a class is seen in an epoch; 1 where not named."""
    mask_share: float = 0.7
    """Share of crops that get SpecAugment."""
    image: ImageTransforms = ImageTransforms()
    mix_share: float = 0.0
    """Share of batches that are mixed, by mixup or cutmix with equal chance."""
    mixup_alpha: float = 0.2
    cutmix_alpha: float = 1.0
    focal_gamma: float = 2.0
    class_weights: bool = True
    """Weights by the inverse frequency of the classes among the drawn rows, mean 1."""
    test_time_views: int = 1
    """Crops per recording whose probabilities are averaged; 1: the whole recording, as the exported graph."""


def focal_loss(logits: Tensor, truth: Tensor, gamma: float, weights: Tensor) -> Tensor:
    """Focal loss (Lin et al. 2017) for soft truth ``[n, classes]``: -sum t w (1 - p)^gamma log p, mean over items."""
    log_p = nn.functional.log_softmax(logits, dim=1)
    return -(truth * weights * (1 - log_p.exp()) ** gamma * log_p).sum(dim=1).mean()


def soft_labels(labels: np.ndarray, classes: int, smoothing: float) -> Tensor:
    """One-hot rows, ``smoothing`` of them spread evenly over all classes."""
    hot = torch.nn.functional.one_hot(torch.from_numpy(labels), classes).float()
    return hot * (1 - smoothing) + smoothing / classes


def transform_image(x: Tensor, how: ImageTransforms, generator: np.random.Generator) -> Tensor:
    """Pictures ``[n, frames, bands]``, some of them brighter, flatter, shifted in time, with an erased rectangle."""
    changed = x.clone()
    for item in changed:
        if generator.random() >= how.share:
            continue
        gain = 1 + how.contrast * generator.uniform(-1, 1)
        item.mul_(gain).add_(how.brightness * generator.uniform(-1, 1))
        item.copy_(item.roll(int(generator.integers(-how.roll_frames, how.roll_frames + 1)), 0))
        sides = [max(1, int(generator.uniform(0, how.erase) * side)) for side in item.shape]
        start = [int(generator.integers(0, side - size + 1)) for side, size in zip(item.shape, sides, strict=True)]
        if how.erase > 0:
            item[start[0] : start[0] + sides[0], start[1] : start[1] + sides[1]] = 0
    return changed


def mix(x: Tensor, truth: Tensor, settings: Settings, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Sometimes mixup (Zhang et al. 2018) or cutmix (Yun et al. 2019) of a batch ``[n, 1, frames, bands]``."""
    if generator.random() >= settings.mix_share:
        return x, truth
    order = torch.from_numpy(generator.permutation(x.shape[0]))
    if generator.random() < 0.5:
        share = float(generator.beta(settings.mixup_alpha, settings.mixup_alpha))
        return share * x + (1 - share) * x[order], share * truth + (1 - share) * truth[order]
    side = np.sqrt(1 - generator.beta(settings.cutmix_alpha, settings.cutmix_alpha))
    frames, bands = x.shape[2:]
    height, width = int(side * frames), int(side * bands)
    top, left = generator.integers(0, frames - height + 1), generator.integers(0, bands - width + 1)
    mixed = x.clone()
    mixed[:, :, top : top + height, left : left + width] = x[order][:, :, top : top + height, left : left + width]
    share = 1 - height * width / (frames * bands)
    return mixed, share * truth + (1 - share) * truth[order]


class ViewsGraph(GradCamGraph):
    """Probabilities averaged over crops spread evenly over the recording, as many as ``views``; the map is that of the
    whole recording heard at once, since crops overlap."""

    def __init__(
        self, spectrogram: nn.Module, network: TrunkAndHead, temperature: float, views: int, crop_samples: int
    ) -> None:
        super().__init__(spectrogram, network, temperature)
        self.views = views
        self.crop_samples = crop_samples

    def forward(self, waveform: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The graph's four outputs."""
        samples = torch._shape_as_tensor(waveform)[1]
        length = torch.minimum(samples, torch.tensor(self.crop_samples))
        starts = [(samples - length) * k // (self.views - 1) for k in range(self.views)]
        crops = [waveform[:, start : start + length] for start in starts]
        shares = [torch.softmax(self.network(self.spectrogram(crop)[1][:, None]), dim=1) for crop in crops]
        probabilities = self.probabilities(torch.stack(shares).mean(dim=0).log())
        chosen = torch.where(target < 0, probabilities.argmax(dim=1), target)
        level_db, _, _, cam = super().forward(waveform, chosen)
        return level_db, probabilities, chosen, cam


def write_mfcc_table(config: ModelConfig, waveforms: list[np.ndarray], labels: np.ndarray) -> None:
    """``runs/<id>/X_mfcc.npy``, float32 ``[recordings, 40]``, means over time, and ``y_labels.npy``, class numbers."""
    mfcc = Mfcc(mel_settings(config.audio, config.frontend), min(MFCC, config.frontend.bands)).eval()
    with torch.no_grad():
        rows = [mfcc(torch.from_numpy(fit_length(w, config.audio).copy())[None]).mean(dim=1) for w in waveforms]
    config.run_folder.mkdir(parents=True, exist_ok=True)
    np.save(config.run_folder / "X_mfcc.npy", torch.cat(rows).numpy())
    np.save(config.run_folder / "y_labels.npy", labels)


class SandSeverity(spectrogram_cnn.SpectrogramCnn):
    """One network over the recordings of the configured tasks."""

    settings: Settings

    def open_settings(self) -> tuple[Settings, spectrogram_cnn.LogMel]:
        """Validated settings and the log-mel front-end."""
        settings = Settings.model_validate(self.config.recipe)
        if settings.network not in BACKBONES:
            raise ValueError(f"unknown network {settings.network!r}; known: {', '.join(BACKBONES)}")
        return settings, spectrogram_cnn.LogMel(self.mel, settings.normalisation).eval()

    @property
    def device(self) -> torch.device:
        """GPU where there is one."""
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")

    def _build(self, weights: Path | None) -> TrunkAndHead:
        channels = Deltas(self.settings.delta_gain)
        settings = self.settings.network_settings
        return BACKBONES[self.settings.network](len(self.config.labels), channels, weights=weights, **settings)

    def network(self) -> TrunkAndHead:
        """Untrained network of the architecture (the weights come from a fitted model's file)."""
        return self._build(None)

    def _picture(self, row: int, generator: np.random.Generator) -> Tensor:
        """Normalised picture of a random crop ``[frames, bands]``."""
        how = self.settings.augment
        waveform = random_speed(self.variant("original")[row], how, generator)
        crop = add_noise(self._one_crop(waveform, generator), how, generator).astype(np.float32)
        with torch.no_grad():
            return self.picture(torch.from_numpy(crop)[None])[1][0]

    def _batch(self, rows: np.ndarray, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Augmented batch ``[n, 1, frames, bands]`` and soft labels."""
        how = self.settings
        pictures = torch.stack([self._picture(row, generator) for row in rows])
        masked = torch.from_numpy(generator.random(rows.size) < how.mask_share)
        pictures[masked] = mask(pictures[masked], how.augment, generator)
        truth = soft_labels(self.labels[rows], len(self.config.labels), how.optimisation.label_smoothing)
        return mix(transform_image(pictures, how.image, generator)[:, None], truth, how, generator)

    def _weights(self, rows: np.ndarray) -> Tensor:
        counts = np.bincount(self.labels[rows], minlength=len(self.config.labels))
        weights = np.where(counts > 0, counts.sum() / np.maximum(1, counts), 0.0)
        if not self.settings.class_weights:
            weights = np.ones_like(weights)
        return torch.tensor(weights / weights[counts > 0].mean(), dtype=torch.float32, device=self.device)

    def _pretrained(self) -> Path | None:
        """File of the pretrained weights; ``FileNotFoundError`` says what to do."""
        if self.settings.weights is None:
            return None
        if self.settings.weights == "timm":
            return fetched(self.settings.network, TRAINING / "cache" / "weights")
        path = (REPOSITORY / self.settings.weights).resolve()
        if not path.exists():
            raise FileNotFoundError(
                f"{path} is missing: save the pretrained weights there (models/training/README.md says how), set "
                "`weights: timm` to fetch them, or `weights: null` to start from random ones"
            )
        return path

    def drawn(self, rows: np.ndarray) -> np.ndarray:
        """Rows of an epoch: those of rare classes several times."""
        factors = np.array([self.settings.oversample.get(label, 1) for label in self.config.labels])
        return np.repeat(rows, factors[self.labels[rows]])

    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> TrunkAndHead:
        """Network fitted on ``rows``; deterministic for a seed and one thread on the CPU."""
        torch.manual_seed(seed)
        network = self._build(self._pretrained()).to(self.device)
        drawn = self.drawn(rows)
        class_weights = self._weights(drawn)

        def loss(network: nn.Module, batch: np.ndarray, generator: np.random.Generator) -> Tensor:
            x, truth = self._batch(batch, generator)
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
                logits = network(x.to(self.device))
            return focal_loss(logits.float(), truth.to(self.device), self.settings.focal_gamma, class_weights)

        optimise(network, loss, drawn, seed, self.settings.optimisation, checkpoint, progress)
        return network.cpu().eval()

    def logits(self, model: TrunkAndHead, rows: np.ndarray, variant: str = "original") -> np.ndarray:
        """Log-probabilities of whole recordings, or the mean probability over test-time crops."""
        if self.settings.test_time_views == 1:
            return super().logits(model, rows, variant)
        waveforms = self.variant(variant)
        with torch.no_grad():
            return np.stack([self._views(model, fit_length(waveforms[row], self.config.audio)) for row in rows])

    def _views(self, model: TrunkAndHead, waveform: np.ndarray) -> np.ndarray:
        """Log of the mean probability over crops spread evenly over the recording."""
        count, length = self.settings.test_time_views, min(self.crop_samples, waveform.size)
        starts = [(waveform.size - length) * k // (count - 1) for k in range(count)]
        answers = [self._answer(model, waveform[s : s + length])[0] for s in starts]
        log_p = torch.log_softmax(torch.tensor(np.array(answers)), dim=1).numpy()
        return logsumexp(log_p, axis=0) - np.log(count)

    def preprocess(self, progress: Progress) -> None:
        """Caches the waveforms; writes MFCC and labels of the recordings as tables for other programs."""
        super().preprocess(progress)
        waveforms = self.variant("original")
        write_mfcc_table(self.config, waveforms, self.labels)

    def graph(self, model: TrunkAndHead, temperature: float) -> GradCamGraph:
        """The exported graph; with test-time crops it answers by their mean, as the evaluation does."""
        if self.settings.test_time_views == 1:
            return super().graph(model, temperature)
        if self.settings.network == "vit-base":
            raise ValueError("a vision transformer hears one length: evaluate with test_time_views: 1 to export")
        return ViewsGraph(self.picture, model, temperature, self.settings.test_time_views, self.crop_samples)
