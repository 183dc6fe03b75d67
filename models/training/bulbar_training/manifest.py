"""The package manifest, mirrored from ``shared/domain/model-manifest.ts`` (zod), which is the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

SCHEMAS = Path(__file__).resolve().parents[1] / "schema"
"""JSON schemas that the program writes from its own types (``npm run schemas``)."""
TASKS: tuple[str, ...] = tuple(json.loads((SCHEMAS / "task.schema.json").read_text(encoding="utf-8"))["enum"])
"""The program's speech tasks: the one list that both sides share."""


def _known_task(task: str) -> str:
    if task not in TASKS:
        raise ValueError(f"no task {task!r}; tasks: {', '.join(TASKS)}")
    return task


TaskId = Annotated[str, AfterValidator(_known_task)]
Positive = Annotated[float, Field(gt=0)]
NonNegative = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(gt=0, lt=1)]
Count = Annotated[int, Field(gt=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Strict(BaseModel):
    """Base: unknown keys are refused, names are camelCase in JSON."""

    model_config = ConfigDict(
        extra="forbid", alias_generator=to_camel, populate_by_name=True, frozen=True, allow_inf_nan=False
    )


class AnyLength(Strict):
    """Any length as it is."""

    policy: Literal["any"] = "any"


class Crop(Strict):
    """Centre crop to ``seconds``; shorter input as it is."""

    policy: Literal["crop"] = "crop"
    seconds: Positive


class Pad(Strict):
    """Exactly ``seconds``: longer is cut at the centre, shorter zero-padded at the end."""

    policy: Literal["pad"] = "pad"
    seconds: Positive


class Windows(Strict):
    """Windows of ``seconds`` every ``hop_seconds``, the last zero-padded; probabilities are averaged."""

    policy: Literal["windows"] = "windows"
    seconds: Positive
    hop_seconds: Positive


class WaveformInput(Strict):
    """Input computed inside the graph from the sound itself."""

    kind: Literal["waveform"] = "waveform"
    sample_rate_hz: Count
    training_bandwidth_hz: tuple[NonNegative, Positive]
    corpus_sample_rate_hz: Count | None
    trim_top_db: Positive | None
    minimum_samples: Count
    length: Annotated[AnyLength | Crop | Pad | Windows, Field(discriminator="policy")]


class FeatureInput(Strict):
    """Input computed by the core, ``task/measure-id``; NaN where missing."""

    kind: Literal["features"] = "features"
    features: list[Annotated[str, Field(pattern=r"^[a-z-]+\/[a-z0-9-]+$")]] = Field(min_length=1)
    sufficient_tasks: list[Annotated[list[TaskId], Field(min_length=1)]] = Field(min_length=1)
    missing: Literal["task", "value"] = "task"
    """What a feature without a value takes along: its whole task, or itself alone."""


class SpectrogramAxis(Strict):
    """Axis of the output ``spectrogram``."""

    scale: Literal["mel-slaney", "mel-htk", "linear"]
    minimum_hz: NonNegative
    maximum_hz: Positive
    bands: Count
    hop_seconds: Positive


class GradCam(Strict):
    """Map in the output ``cam``."""

    method: Literal["grad-cam"] = "grad-cam"
    target_layer: str
    spectrogram: SpectrogramAxis


class AttentionRollout(Strict):
    """Map in the output ``cam``, from a transformer's attention."""

    method: Literal["attention-rollout"] = "attention-rollout"
    spectrogram: SpectrogramAxis


class Contributions(Strict):
    """One signed number per feature in the output ``attributions``."""

    method: Literal["contributions"] = "contributions"
    features: list[str] = Field(min_length=1)
    unit: str


class NoExplanation(Strict):
    """The model does not explain itself."""

    method: Literal["none"] = "none"


Explanation = Annotated[GradCam | AttentionRollout | Contributions | NoExplanation, Field(discriminator="method")]


class Figure(Strict):
    """A score with its interval and how it was obtained."""

    metric: str
    value: float
    interval: tuple[float, float] | None
    protocol: str


class Conformal(Strict):
    """Split-conformal quantile of 1 - p(true class)."""

    coverage: Share
    quantile: float
    measured_coverage: Annotated[float, Field(ge=0, le=1)]


class Calibration(Strict):
    """Temperature (already applied inside the graph), prediction sets and rejection."""

    temperature: Positive
    conformal: Conformal | None
    reject_below: Share | None


class PackageFile(Strict):
    """Digest and size of one file of the package."""

    sha256: Sha256
    bytes: Count


class SelfTestWaveform(Strict):
    """``amplitude * sum of sin(2 pi f t)``."""

    seconds: Positive
    amplitude: Positive
    frequencies_hz: list[Positive] = Field(min_length=1)


class SelfTest(Strict):
    """Input of known answer, checked before a package or a GPU is trusted."""

    waveform: SelfTestWaveform | None
    features: list[float | None] | None
    probabilities: list[float] = Field(min_length=2)
    tolerance: Positive


LabelRole = Literal["healthy", "ill", "level"]
"""What a class is: of healthy speakers, of people who are ill, or neither (a digit, a step of a scale)."""


def roles_of(labels: list[str], ordinal: bool, positive_label: str | None) -> list[LabelRole]:
    """Roles that a manifest without them has: the rule of ``rolesOf`` in ``shared/domain/label-role.ts``."""
    ill = labels.index(positive_label) if positive_label in labels else None
    last = len(labels) - 1
    is_end = ill in (0, last)
    healthy = last - ill if ill is not None and is_end and (ordinal or last == 1) else None
    return ["ill" if at == ill else "healthy" if at == healthy else "level" for at in range(len(labels))]


class ModelManifest(Strict):
    """``manifest.json`` of a model package."""

    schema_version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$")]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    name: Annotated[str, Field(min_length=1)]
    kind: Literal["screen", "bulbar-involvement", "severity", "sound-events", "digits"]
    status: Literal["recommended", "baseline", "experimental", "simulated-data"]
    summary: Annotated[str, Field(min_length=1)]
    trained_on: Annotated[str, Field(min_length=1)]
    honest_error: Figure
    tasks: list[TaskId] = Field(min_length=1)
    input: Annotated[WaveformInput | FeatureInput, Field(discriminator="kind")]
    labels: list[Annotated[str, Field(min_length=1)]] = Field(min_length=2)
    ordinal: bool
    positive_label: str | None
    roles: Annotated[list[LabelRole], Field(validate_default=True)] = []
    """One a label; written in any case, derived from the positive label where nothing says it."""
    activation: Literal["softmax", "sigmoid"]
    explanation: Explanation
    calibration: Calibration
    aggregation: list[Literal["mean-probability", "majority-vote"]] = Field(min_length=1)
    files: dict[str, PackageFile]
    self_test: SelfTest
    licence: Annotated[str, Field(min_length=1)]
    attribution: str

    @field_validator("roles")
    @classmethod
    def _one_a_label(cls, roles: list[LabelRole], info: ValidationInfo) -> list[LabelRole]:
        if not {"labels", "ordinal", "positive_label"} <= info.data.keys():
            return roles
        labels = info.data["labels"]
        if roles and len(roles) != len(labels):
            raise ValueError(f"{len(roles)} roles for {len(labels)} labels")
        return roles or roles_of(labels, info.data["ordinal"], info.data["positive_label"])

    def to_json(self) -> str:
        """Text of ``manifest.json``."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
