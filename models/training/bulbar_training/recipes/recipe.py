"""What the harness asks of a way to train a model."""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bulbar_training.config import ModelConfig
from bulbar_training.datasets import Recording
from bulbar_training.manifest import Explanation, FeatureInput, SelfTest, WaveformInput
from bulbar_training.waveforms import Progress


@dataclass(frozen=True)
class Exported:
    """What an export contributes to the manifest, and how well graph and model agree."""

    input: WaveformInput | FeatureInput
    explanation: Explanation
    self_test: SelfTest
    parity: dict[str, float]


class Recipe(ABC):
    """One way to train: fits on rows of a corpus, answers logits for rows, exports one graph.

    Nothing a recipe learns (normalisation, selection, weights) may come from rows outside ``fit``'s argument.
    """

    no_export: str | None = None
    """Why there is no package of this recipe: it is evaluated only, and its evaluation.json stays in ``runs/``."""

    joint: bool = False
    """Whether it answers about all recordings of a speaker together, so that a score by task would say nothing."""

    content: str | None = None
    """Digest of measures that other programs made of the files: folds on other measures are not taken for done."""

    def __init__(self, config: ModelConfig, recordings: list[Recording]) -> None:
        self.config = config
        self.recordings = recordings
        self.labels = np.array([config.labels.index(r.label) for r in recordings])

    @abstractmethod
    def preprocess(self, progress: Progress) -> None:
        """Reads and caches everything that ``fit`` and ``logits`` need, for every variant used in training."""

    @abstractmethod
    def fit(self, rows: np.ndarray, seed: int, checkpoint: Path | None, progress: Progress) -> Any:  # noqa: ANN401
        """Model fitted on ``rows``. With a ``checkpoint`` path an interrupted fit goes on where it was."""

    @abstractmethod
    def logits(self, model: Any, rows: np.ndarray, variant: str = "original") -> np.ndarray:  # noqa: ANN401
        """Unnormalised log-probabilities ``[rows, classes]`` of a variant (see ``variants``) of the rows."""

    @abstractmethod
    def save(self, model: Any, path: Path) -> None:  # noqa: ANN401
        """Writes a fitted model."""

    @abstractmethod
    def load(self, path: Path) -> Any:  # noqa: ANN401
        """Reads a model that :meth:`save` wrote."""

    @abstractmethod
    def export(self, model: Any, temperature: float, path: Path) -> Exported:  # noqa: ANN401
        """Writes ``model.onnx`` with the temperature inside, checks parity, describes input and explanation."""

    def known(self, model: Any, rows: np.ndarray) -> np.ndarray:  # noqa: ANN401
        """How likely it is that what the rows hold is one of the classes at all, ``[rows]``; 1 where nothing tells."""
        return np.ones(rows.size)

    def heard(self, row: int) -> list[np.ndarray]:
        """What the graph is given of a recording, one waveform a window; only networks say it."""
        raise ValueError(f"a package of {self.config.id} cannot be made smaller: it is no network that hears the sound")

    def with_labels(self, labels: np.ndarray) -> Recipe:
        """The same data with other labels (the shuffled-label control)."""
        other = object.__new__(type(self))
        other.__dict__ = self.__dict__ | {"labels": labels}
        return other


class PickledRecipe(Recipe):
    """A recipe whose models are Python objects: they are read back by the same versions of their packages only."""

    def save(self, model: Any, path: Path) -> None:  # noqa: ANN401
        """Pickle."""
        path.write_bytes(pickle.dumps(model))

    def load(self, path: Path) -> Any:  # noqa: ANN401
        """The model of :meth:`save`; only our own files are read."""
        return pickle.loads(path.read_bytes())
