"""One YAML per model under ``configs/``; every rate, threshold and seed is written there, none defaults silently."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from bulbar_training.manifest import LabelRole, TaskId

REPOSITORY = Path(__file__).resolve().parents[3]
TRAINING = REPOSITORY / "models" / "training"


class Section(BaseModel):
    """Base of configuration sections: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DataConfig(Section):
    """Corpus: reader's name and root, relative to the repository unless absolute."""

    reader: str
    root: str
    tasks: list[TaskId] | None = None
    """Only these tasks; null for all."""

    def path(self) -> Path:
        """Root of the corpus on this machine."""
        return (REPOSITORY / self.root).resolve()


class AudioConfig(Section):
    """What every recording goes through before the model; the manifest repeats it for serving."""

    sample_rate_hz: int
    corpus_sample_rate_hz: int | None
    trim_top_db: float | None
    minimum_seconds: float
    training_bandwidth_hz: tuple[float, float]
    length: Literal["any", "crop", "pad", "windows"]
    seconds: float | None = None
    hop_seconds: float | None = None
    heard_part: bool = False
    """Only the part that the core measures is heard: the phonation of a sustained vowel, as in the program."""


class FrontendConfig(Section):
    """Log-mel spectrogram; lengths in samples, frequencies in Hz."""

    n_fft: int
    hop: int
    bands: int
    minimum_hz: float
    maximum_hz: float
    pad_mode: Literal["constant", "reflect"] = "constant"


class Protocol(Section):
    """One way to divide the corpus."""

    name: str
    split: Literal["grouped-k-fold", "grouped-holdout", "random-holdout", "leave-one-speaker-out", "corpus"]
    folds: int = 5
    repeats: int = 1
    test_share: float = 0.2
    official: bool = False
    """Allows a split that shares speakers between training and test; ``why`` is then required."""
    why: str | None = None
    inner_folds: int = 0
    """Folds inside each training set that fit the temperature and the conformal quantile; 0: no calibration."""
    inner_limit: int | None = None
    """Only so many of the inner folds are fitted, to save time; null for all."""
    variant: str = "original"
    """What the held-out rows are answered on; models are always fitted on the originals."""

    @model_validator(mode="after")
    def _reason(self) -> Protocol:
        if self.official and not self.why:
            raise ValueError("official: true needs a reason in `why`")
        return self


class EvaluationConfig(Section):
    """Protocols; the first one is the headline and gives temperature and conformal quantile of the package."""

    seed: int
    unit: Literal["speaker", "recording"]
    """What a score is about: recordings' probabilities are averaged per speaker, or stand alone."""
    headline: str
    """Metric of the manifest's honest error: auc, macroF1, accuracy ..."""
    protocols: list[Protocol] = Field(min_length=1)
    temperature: bool = True
    """Whether answers are temperature-scaled; false for votes that the graph must give unchanged."""
    conformal_coverage: float | None = 0.9
    conformal_unit: Literal["speaker", "recording"] | None = None
    """What a prediction set is about; null: as ``unit``. A graph that hears one recording at a time answers, and is
    given its set, per recording, also where its score is per speaker."""
    reject_below: float | None = None
    robustness: list[str] = []
    """Variants (see ``variants``) on which the headline models answer too."""
    shuffled_labels: bool = True
    shuffled_folds: int | None = None
    """Only so many folds are trained on shuffled labels, to save time; null for all."""
    bootstrap: int = 2000

    @property
    def sets_are_per(self) -> Literal["speaker", "recording"]:
        """What a prediction set is about."""
        return self.conformal_unit or self.unit


class PackageConfig(Section):
    """What the manifest and the card say."""

    name: str
    kind: Literal["screen", "bulbar-involvement", "severity", "sound-events", "digits"]
    status: Literal["recommended", "baseline", "experimental", "simulated-data"]
    summary: str
    trained_on: str
    intended_use: str
    limits: list[str]
    ordinal: bool = False
    positive_label: str | None = None
    roles: list[LabelRole] = []
    """What each label is; empty: derived from ``positive_label``."""
    aggregation: list[Literal["mean-probability", "majority-vote"]] = ["mean-probability", "majority-vote"]
    licence: str
    attribution: str


class ModelConfig(Section):
    """A model: which recipe (``kind``) on which corpus, how it is judged, what its package says."""

    id: str
    version: str
    kind: str
    """Recipe, by its name in ``recipes.RECIPES``."""
    labels: list[str] = Field(min_length=2)
    tasks: list[TaskId] = Field(min_length=1)
    """Tasks that the package accepts when serving."""
    data: DataConfig
    audio: AudioConfig
    frontend: FrontendConfig
    recipe: dict[str, Any] = {}
    """Settings of the recipe, validated by the recipe itself."""
    seed: int
    final_rows: Literal["all", "training-sheet"] = "all"
    """What the package's model is fitted on: everything, or only the rows that the corpus itself gives for training,
    so that the evaluated model is the packaged one."""
    evaluation: EvaluationConfig
    package: PackageConfig
    folder: str | None = None
    """Where the package is written, relative to the repository unless absolute; null: ``models/<id>``, which ships."""

    def fingerprint(self) -> str:
        """Digest of everything that changes a trained or evaluated number (the package's words do not)."""
        content = self.model_dump(
            mode="json",
            exclude_unset=True,
            exclude={"package": True, "version": True, "folder": True, "data": {"root"}},
        )
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def run_folder(self) -> Path:
        """Checkpoints, cached audio and logs of this model (git-ignored)."""
        return TRAINING / "runs" / self.id

    @property
    def package_folder(self) -> Path:
        """Where the package is written."""
        return REPOSITORY / (self.folder or f"models/{self.id}")


def load(path: Path, data_root: Path | None = None) -> ModelConfig:
    """Configuration of a YAML file; ``data_root`` replaces the corpus folder."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if data_root is not None:
        content["data"]["root"] = str(data_root.resolve())
    return ModelConfig.model_validate(content)
