"""``evaluation.json``, mirrored from ``shared/domain/evaluation-file.ts`` (zod), which is the contract."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bulbar_training.manifest import Figure, Strict


def _finite(value: Any) -> Any:  # noqa: ANN401
    """JSON has no NaN: a score that is not defined is null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


Number = Annotated[float | None, BeforeValidator(_finite)]
"""Null where a score is not defined, such as an AUC without one of the classes."""
Interval = tuple[float, float] | None


class Score(Strict):
    """A score and its 95 % interval by bootstrap over speakers; of several repeats their mean and each of them."""

    value: Number
    interval: Interval
    repeats: list[Number] | None = None


class ClassScores(Strict):
    """Of one class; 0 where undefined."""

    precision: float
    recall: float
    f1: float
    support: float


class CalibrationChange(Strict):
    """What the temperature does, on the same answers."""

    ece_before: float
    ece_after: float
    brier_before: float
    brier_after: float
    mean_temperature: float


class PredictionSets(Strict):
    """Coverage and size of the prediction sets on speakers that did not set the quantile."""

    unit: Literal["speaker", "recording"] | None = None
    coverage: float
    measured_coverage: float
    interval: Interval = None
    mean_set_size: float
    empty_sets: float


class Rejection(Strict):
    """What rejecting uncertain answers keeps, and how often the kept ones are right; null where none is kept."""

    below: float
    kept_share: float
    accuracy_of_kept: Number


class VariantScores(Strict):
    """The held-out recordings again, changed."""

    auc: Number
    accuracy: float
    auc_original: Number
    largest_shift: float
    shift95: float
    """95 % of the recordings move by less, as a probability."""
    same_class: float


class ShuffledLabels(Strict):
    """The model trained on labels that mean nothing."""

    auc: Number
    macro_f1: float
    folds: int = 1


class VoteScores(Strict):
    """When the recordings of a speaker vote."""

    accuracy: float
    macro_f1: float


class PerSpeaker(Strict):
    """Accuracy of every held-out speaker."""

    accuracy: dict[str, float]
    mean: float
    standard_deviation: Number


class ProtocolResult(Strict):
    """One protocol; the headline's also has robustness, confounds and shuffled labels."""

    name: str
    description: str
    official_because: str | None
    metrics: dict[str, Score]
    per_class: dict[str, ClassScores]
    confusion: list[list[int]]
    """Counts ``[true, predicted]``."""
    calibration: CalibrationChange | None
    conformal: PredictionSets | None
    rejection: Rejection | None
    by_task: dict[str, dict[str, Score]] | None = None
    majority_vote: VoteScores | None = None
    per_speaker: PerSpeaker | None = None
    robustness: dict[str, VariantScores] | None = None
    confounds: dict[str, Number] | None = None
    """AUC of two classes, macro-F1 of more, from recording conditions alone."""
    shuffled_labels: ShuffledLabels | None = None


class Reduction(Strict):
    """What a package lost that takes less room, by the headline's held-out recordings."""

    stored_as: Literal["fp16", "int8"]
    bytes: int
    full_bytes: int
    metric: str
    score: Score
    full_score: Score
    largest_shift: float
    shift95: float
    """95 % of the recordings move by less, as a probability."""
    same_class: float


class Skipped(Strict):
    """A file of the corpus that was left out."""

    file: str
    reason: str


class Data(Strict):
    """What was evaluated on."""

    reader: str
    recordings: int
    speakers: int
    per_label: dict[str, int]
    simulated: bool = False
    skipped: list[Skipped]


class PackageCalibration(Strict):
    """What the package's graph is given, from the headline's held-out answers."""

    temperature: Annotated[float, Field(gt=0)]
    conformal_quantile: float | None


class EvaluationFile(Strict):
    """``evaluation.json`` of a model that was trained and judged here."""

    schema_version: Literal[1] = 1
    model: str
    version: str
    command: str
    configuration: str
    """Digest of everything that changes a trained or evaluated number."""
    seed: int
    data: Data
    headline: Figure
    package_calibration: PackageCalibration
    protocols: list[ProtocolResult] = Field(min_length=1)
    """Of the model in full, also where the package takes less room."""
    reduction: Reduction | None = None

    def to_json(self) -> str:
        """Text of ``evaluation.json``; what a protocol does not have is left out."""
        return self.model_dump_json(by_alias=True, exclude_unset=True, indent=2) + "\n"


def read_evaluation_file(path: Path) -> EvaluationFile:
    """Reads and checks ``evaluation.json``."""
    return EvaluationFile.model_validate_json(path.read_text(encoding="utf-8"))
